//! Packs texts without a packing server: repeated pieces by their place, words and characters by their
//! frequency. Short texts pack badly for themselves, so all texts of an index share one [`Model`],
//! which is learnt from some of them: which words there are, how often all occurs, and pieces that many
//! texts hold.

mod huffman;
mod learn;
mod lexicon;
mod parse;
mod words;

use std::collections::BTreeMap;

use crate::bits::{BitReader, BitWriter, Bytes, Steps, put_number};
use huffman::{Code, Tree};
pub use parse::Packer;

/// The symbol before a character that the model does not know, written as it is.
const UNKNOWN: u32 = 0;
/// Symbols of lengths, after [`UNKNOWN`].
const LENGTHS: u32 = 24;
/// Symbols of distances.
const DISTANCES: u32 = 44;
/// The first symbol of a character.
const FIRST: u32 = 1 + LENGTHS;
/// Characters that a repeated piece has at least.
const SHORTEST: usize = 3;
/// Bits of a character that the model does not know.
const CHAR_BITS: u32 = 21;

/// Characters of a word at most.
const WORD: usize = 4;
/// Where a word has no character any more.
const NOTHING: char = '\0';
/// A word.
type Word = [char; WORD];

/// The characters of a word.
fn letters(word: &Word) -> impl Iterator<Item = char> {
    word.iter().copied().take_while(|c| *c != NOTHING)
}

/// What the texts of an index have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Characters by symbol, from [`FIRST`] on.
    chars: Vec<char>,
    /// Words by symbol, behind the characters that they are made of, with nothing behind the shorter ones.
    words: Vec<Word>,
    /// Lengths of the codes of symbols and of distances.
    lengths: [Vec<u8>; 2],
    /// Pieces that many texts hold, one after the other.
    shared: Vec<char>,
}

/// Where a number stands: its symbol, and how many bits follow with which value.
const fn bucket(number: u32) -> (u32, u32, u32) {
    if number < 4 {
        return (number, 0, 0);
    }
    let octave = number.ilog2();
    let bits = octave - 1;
    (2 * octave + (number >> bits & 1), bits, number & ((1 << bits) - 1))
}

/// The smallest number of a bucket and how many bits follow it.
const fn of_bucket(symbol: u32) -> (u32, u32) {
    if symbol < 4 { (symbol, 0) } else { ((2 + (symbol & 1)) << (symbol / 2 - 1), symbol / 2 - 1) }
}

impl Model {
    /// Learns from some texts.
    pub fn learn(texts: &[String]) -> Self {
        learn::learn(texts)
    }

    /// The same with its characters and words in the order in which they are written.
    fn ordered(self) -> Self {
        let [symbols, distances] = self.lengths;
        let (fixed, rest) = symbols.split_at(FIRST as usize);
        let (of_chars, of_words) = rest.split_at(self.chars.len());
        let mut chars: Vec<(u8, char)> = of_chars.iter().copied().zip(self.chars).collect();
        chars.sort_unstable();
        let (lengths, chars): (Vec<u8>, Vec<char>) = chars.into_iter().unzip();
        let place = |c: char| chars.iter().position(|known| *known == c).unwrap_or_default();
        let mut words: Vec<(usize, Vec<usize>, u8, Word)> = Vec::new();
        for (word, length) in self.words.into_iter().zip(of_words) {
            let places: Vec<usize> = letters(&word).map(place).collect();
            words.push((places.len(), places, *length, word));
        }
        words.sort_unstable();
        let of_words: Vec<u8> = words.iter().map(|(_, _, length, _)| *length).collect();
        let words = words.into_iter().map(|(.., word)| word).collect();
        Self { chars, words, lengths: [[fixed, &lengths, &of_words].concat(), distances], shared: self.shared }
    }

    /// The model as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let [symbols, distances] = &self.lengths;
        out.extend(&symbols[..FIRST as usize]);
        out.extend(distances);
        let (of_chars, of_words) = symbols[FIRST as usize..].split_at(self.chars.len());
        put_number(of_chars.chunk_by(|a, b| a == b).count() as u64, &mut out);
        let mut at = 0;
        for same in of_chars.chunk_by(|a, b| a == b) {
            out.push(same[0]);
            put_number(same.len() as u64, &mut out);
            let mut last = 0;
            for c in &self.chars[at..at + same.len()] {
                put_number(u64::from(*c as u32 - last), &mut out);
                last = *c as u32;
            }
            at += same.len();
        }
        // Words by size; the first two characters of each as a number whose digits are their places.
        let longest = of_words.iter().copied().max().unwrap_or_default();
        out.push(longest);
        let mut bits = BitWriter::default();
        let (mut steps, mut last, mut size) = (Steps::default(), 0, 2);
        let base = self.chars.len() as u64;
        let places: BTreeMap<char, u64> = self.chars.iter().copied().zip(0..).collect();
        put_number(self.words.len() as u64, &mut out);
        for (word, length) in self.words.iter().zip(of_words) {
            let word: Vec<u64> = letters(word).map(|c| places.get(&c).copied().unwrap_or_default()).collect();
            while size < word.len() {
                bits.put(1, 1);
                (size, last) = (size + 1, 0);
            }
            bits.put(0, 1);
            let number = word[0] * base + word[1];
            steps.put(number - last, &mut bits);
            word[2..].iter().for_each(|place| bits.put(*place as u32, base.ilog2() + 1));
            bits.unary(u32::from(longest - length));
            last = number;
        }
        let bits = bits.finish();
        put_number(bits.len() as u64, &mut out);
        out.extend(bits);
        let alone = Self { shared: Vec::new(), ..self.clone() };
        let shared: String = self.shared.iter().collect();
        Packer::new(&alone).pack(&shared, &mut out);
        out
    }

    fn codes(&self) -> [Vec<Code>; 2] {
        [0, 1].map(|at| huffman::codes(&self.lengths[at]))
    }
}

/// Unpacks texts.
pub struct Unpacker {
    model: Model,
    symbols: Tree,
    distances: Tree,
}

impl Unpacker {
    /// Prepares unpacking by the model of some bytes; `None` where they are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let mut symbols = bytes.take(FIRST as usize)?.to_vec();
        let distances = bytes.take(DISTANCES as usize)?.to_vec();
        let mut chars = Vec::new();
        for _ in 0..bytes.small()? {
            let length = *bytes.take(1)?.first()?;
            let mut last = 0u32;
            for _ in 0..bytes.small()? {
                last = last.checked_add(bytes.small()?)?;
                chars.push(char::from_u32(last)?);
                symbols.push(length);
            }
        }
        let longest = u32::from(*bytes.take(1)?.first()?);
        let count = bytes.small()?;
        let bits = bytes.small()? as usize;
        let mut bits = BitReader::new(bytes.take(bits)?);
        let (mut words, mut steps, mut last, mut size) = (Vec::new(), Steps::default(), 0u64, 2);
        for _ in 0..count {
            while bits.take(1)? > 0 {
                (size, last) = (size + 1, 0);
            }
            last = last.checked_add(steps.take(&mut bits)?)?;
            let base = chars.len() as u64;
            let mut word = [NOTHING; WORD];
            for (at, c) in word.iter_mut().enumerate().take(size) {
                let place = match at {
                    0 => last.checked_div(base)? as usize,
                    1 => (last % base) as usize,
                    _ => bits.take(base.ilog2() + 1)? as usize,
                };
                *c = *chars.get(place)?;
            }
            words.push(word);
            symbols.push(longest.checked_sub(bits.unary()?)? as u8);
        }
        let trees = (Tree::new(&symbols)?, Tree::new(&distances)?);
        let model = Model { chars, words, lengths: [symbols, distances], shared: Vec::new() };
        let mut unpacker = Self { model, symbols: trees.0, distances: trees.1 };
        let mut shared = String::new();
        unpacker.unpack(&mut bytes, &mut shared)?;
        unpacker.model.shared.extend(shared.chars());
        Some(unpacker)
    }

    /// The model.
    pub fn into_model(self) -> Model {
        self.model
    }

    /// Unpacks the next text, behind what `out` holds; `None` where the bytes are no text.
    pub fn unpack(&self, bytes: &mut Bytes, out: &mut String) -> Option<()> {
        let length = bytes.small()? as usize;
        let size = bytes.small()? as usize;
        let mut bits = BitReader::new(bytes.take(size)?);
        let start = self.model.shared.len();
        let mut text: Vec<char> = Vec::with_capacity(length.min(1 << 16));
        while text.len() < length {
            let symbol = self.symbols.read(&mut bits)?;
            if symbol == UNKNOWN {
                text.push(char::from_u32(bits.take(CHAR_BITS)?)?);
            } else if symbol >= FIRST {
                let at = (symbol - FIRST) as usize;
                match self.model.chars.get(at) {
                    Some(c) => text.push(*c),
                    None => text.extend(letters(self.model.words.get(at - self.model.chars.len())?)),
                }
            } else {
                let (least, more) = of_bucket(symbol - 1);
                let count = (least + bits.take(more)?) as usize + SHORTEST;
                let (least, more) = of_bucket(self.distances.read(&mut bits)?);
                let distance = (least + bits.take(more)?) as usize + 1;
                let from = (start + text.len()).checked_sub(distance)?;
                for at in from..from + count {
                    let c = if at < start { self.model.shared[at] } else { *text.get(at - start)? };
                    text.push(c);
                }
            }
        }
        out.extend(text);
        Some(())
    }
}

/// Writes the bits of a code.
fn put_code(code: Code, bits: &mut BitWriter) {
    debug_assert!(code.length > 0, "every symbol has a code");
    bits.put(code.bits, u32::from(code.length));
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Model, NOTHING, Packer, Unpacker, bucket, of_bucket};

    const TEXTS: [&str; 4] = [
        "您提出的关于校车安全的建议收悉，现将办理情况答复如下：一、加大投入保障。",
        "您提出的关于公交线网优化的建议收悉，现将办理情况答复如下：二、加大投入保障，加大投入保障，加大投入保障。",
        "",
        "PM2.5 与 R&D ⅷ 𠮷",
    ];

    #[test]
    fn buckets_hold_every_number() {
        for number in (0..5000).chain([65_535, 1 << 20]) {
            let (symbol, bits, rest) = bucket(number);
            assert_eq!(of_bucket(symbol), (number - rest, bits));
        }
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let texts: Vec<String> = TEXTS[..3].iter().map(|text| (*text).to_owned()).collect();
        let model = Model::learn(&texts);
        let unpacker = Unpacker::read(&model.write()).expect("a model");
        let mut bytes = Vec::new();
        let mut packer = Packer::new(&unpacker.model);
        TEXTS.iter().for_each(|text| packer.pack(text, &mut bytes));
        let mut parts = Bytes(&bytes);
        for text in TEXTS {
            let mut out = String::new();
            unpacker.unpack(&mut parts, &mut out).expect("a text");
            assert_eq!(out, text);
        }
        assert_eq!(parts.0.len(), 0);
    }

    #[test]
    fn words_are_written_as_one_and_characters_between_them_stay() {
        let clauses = ["加大投入", "优化线网", "保障安全", "及时答复"];
        let lesson = |at: usize| clauses.map(|clause| format!("{clause}{at}")).concat() + clauses[at % 4];
        let model = Model::learn(&(0..40).map(lesson).collect::<Vec<_>>());
        assert!(model.words.iter().any(|word| word[3] != NOTHING), "{:?}", model.words);
        let unpacker = Unpacker::read(&model.write()).expect("a model");
        assert_eq!(unpacker.model, model);
        // The model knows no 鱻, which stands within words here.
        for text in ["加鱻大投入", "鱻加大投入优化线网鱻鱻", "加大鱻投入", "加大投入优化线网加大投入优化线网鱻线网"]
        {
            let (mut bytes, mut out) = (Vec::new(), String::new());
            Packer::new(&model).pack(text, &mut bytes);
            unpacker.unpack(&mut Bytes(&bytes), &mut out).expect("a text");
            assert_eq!(out, text);
        }
        let mut bytes = Vec::new();
        Packer::new(&model).pack("优化线网加大投入", &mut bytes);
        assert!(bytes.len() <= 5, "two words, {} bytes", bytes.len());
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        let bytes = Model::learn(&[TEXTS[0].to_owned()]).write();
        for end in 0..bytes.len() - 1 {
            // Whatever stands there, and without a panic.
            drop(Unpacker::read(&bytes[..end]));
        }
        assert!(Unpacker::read(&[]).is_none());
    }
}
