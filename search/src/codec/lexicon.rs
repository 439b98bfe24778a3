//! What a packed text is put together from besides repeated pieces: characters and words, each with its
//! symbol, and which of them a text may go on with.

use super::{FIRST, Model, UNKNOWN, WORD, letters};

/// Bits of a character in a key.
pub const BITS: u32 = 16;
/// Characters whose symbols are found by place.
const NEAR: usize = 0xA000;

/// The symbols of one model.
pub struct Lexicon {
    /// Symbols of characters; those of the first block by their place in it.
    near: Vec<u32>,
    far: Vec<(char, u32)>,
    /// Beginnings of words by the symbols of their characters; each with the word's symbol, if it is one,
    /// and whether a longer one begins so.
    words: Vec<(u64, u32)>,
}

impl Lexicon {
    /// The symbols of a model.
    pub fn new(model: &Model) -> Self {
        let mut near = vec![UNKNOWN; NEAR];
        let mut far = Vec::new();
        for (c, symbol) in model.chars.iter().zip(FIRST..) {
            match near.get_mut(*c as usize) {
                Some(place) => *place = symbol,
                None => far.push((*c, symbol)),
            }
        }
        far.sort_unstable_by_key(|(c, _)| *c);
        let places = (model.words.len() * 8).next_power_of_two().max(2);
        let mut lexicon = Self { near, far, words: vec![(0, 0); places] };
        for (word, symbol) in model.words.iter().zip(FIRST + model.chars.len() as u32..) {
            let symbols: Vec<u32> = letters(word).map(|c| lexicon.of(c)).collect();
            if symbols.iter().any(|symbol| symbol >> BITS > 0) {
                continue;
            }
            let mut key = u64::from(symbols[0]);
            for (at, of_char) in symbols.iter().enumerate().skip(1) {
                key = key << BITS | u64::from(*of_char);
                let is_whole = at + 1 == symbols.len();
                let place = lexicon.place(key);
                let (held, value) = &mut lexicon.words[place];
                *held = key;
                *value |= if is_whole { symbol << 1 } else { 1 };
            }
        }
        lexicon
    }

    /// The symbol of a character, [`UNKNOWN`] where it has none.
    pub fn of(&self, c: char) -> u32 {
        match self.near.get(c as usize) {
            Some(symbol) => *symbol,
            None => self.far.binary_search_by_key(&c, |(c, _)| *c).map_or(UNKNOWN, |at| self.far[at].1),
        }
    }

    /// Gives the size and symbol of every word that characters with these symbols begin with.
    pub fn words(&self, symbols: &[u32], mut put: impl FnMut(usize, u32)) {
        let mut key = 0;
        for (at, symbol) in symbols.iter().take(WORD).enumerate() {
            if *symbol == UNKNOWN || symbol >> BITS > 0 {
                return;
            }
            key = key << BITS | u64::from(*symbol);
            // One character alone is no word, and begins nearly every one.
            if at == 0 {
                continue;
            }
            let (held, value) = self.words[self.place(key)];
            if held != key {
                return;
            }
            if value > 1 {
                put(at + 1, value >> 1);
            }
            if value & 1 == 0 {
                return;
            }
        }
    }

    /// Where a key is, or may be put.
    fn place(&self, key: u64) -> usize {
        let last = self.words.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & last;
        while self.words[at].0 != 0 && self.words[at].0 != key {
            at = (at + 1) & last;
        }
        at
    }
}
