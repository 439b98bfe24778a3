//! Finds what a text repeats, of itself or of the model's shared pieces, and writes it.

use super::huffman::Code;
use super::{CHAR_BITS, DISTANCES, FIRST, LENGTHS, Model, SHORTEST, UNKNOWN, bucket, put_code};
use crate::bits::{BitWriter, put_number};

/// Bits of a place in the tables of pieces.
const TABLE: u32 = 13;
/// How far back a repeated piece may stand, in characters.
const FARTHEST: usize = 1 << (DISTANCES / 2 - 1);
/// Characters of a repeated piece at most.
const LONGEST: usize = 1 << (LENGTHS / 2 - 1);

/// A part of a text.
#[derive(Clone, Copy)]
pub enum Part {
    /// A character.
    Char(char),
    /// A piece that stood so many characters before, with its length.
    Again(usize, usize),
}

/// Cuts texts into characters and repeated pieces.
pub struct Parser {
    /// The shared pieces, then the text at hand.
    text: Vec<char>,
    /// Where the text at hand begins.
    start: usize,
    /// Where a piece with this hash stands among the shared ones, and lately in the text; 0 nowhere.
    shared: Vec<u32>,
    recent: Vec<u32>,
}

fn hash(piece: &[char]) -> usize {
    let mixed = (piece[0] as u32).wrapping_mul(0x9E37_79B1)
        ^ (piece[1] as u32).wrapping_mul(0x85EB_CA6B)
        ^ (piece[2] as u32).wrapping_mul(0xC2B2_AE35);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D) as usize >> (32 - TABLE)
}

impl Parser {
    /// Prepares cutting, with these shared pieces.
    pub fn new(shared: &[char]) -> Self {
        let mut table = vec![0; 1 << TABLE];
        for (at, piece) in shared.windows(SHORTEST).enumerate() {
            table[hash(piece)] = at as u32 + 1;
        }
        Self { text: shared.to_vec(), start: shared.len(), shared: table, recent: vec![0; 1 << TABLE] }
    }

    /// Gives the parts of a text one after the other; how many characters it has.
    pub fn parse(&mut self, text: &str, mut put: impl FnMut(Part)) -> usize {
        self.text.truncate(self.start);
        self.text.extend(text.chars());
        self.recent.fill(0);
        let end = self.text.len();
        let mut at = self.start;
        while at < end {
            let Some(piece) = self.text.get(at..at + SHORTEST) else {
                put(Part::Char(self.text[at]));
                at += 1;
                continue;
            };
            let place = hash(piece);
            let longer = |a: usize, b: u32| {
                let near = b > 0 && at + 1 - (b as usize) < FARTHEST;
                let length = if near { self.same(b as usize - 1, at) } else { 0 };
                if length > a { (length, b as usize - 1) } else { (a, usize::MAX) }
            };
            let (mut length, mut from) = longer(0, self.recent[place]);
            let (other, elsewhere) = longer(length, self.shared[place]);
            if elsewhere != usize::MAX {
                (length, from) = (other, elsewhere);
            }
            let length = if length < SHORTEST {
                put(Part::Char(self.text[at]));
                1
            } else {
                put(Part::Again(at - from, length));
                length
            };
            for seen in at..(at + length).min(end - SHORTEST + 1) {
                let place = hash(&self.text[seen..seen + SHORTEST]);
                self.recent[place] = seen as u32 + 1;
            }
            at += length;
        }
        end - self.start
    }

    /// How many characters are the same from two places on.
    fn same(&self, from: usize, at: usize) -> usize {
        let both = self.text[from..].iter().zip(&self.text[at..]).take(LONGEST);
        both.take_while(|(a, b)| a == b).count()
    }
}

/// Packs texts.
pub struct Packer {
    parser: Parser,
    /// Codes of characters; those of the first block by their place in it.
    near: Vec<Code>,
    far: Vec<(char, Code)>,
    symbols: Vec<Code>,
    distances: Vec<Code>,
}

/// Characters whose codes are found by place.
const NEAR: u32 = 0xA000;

impl Packer {
    /// Prepares packing by a model.
    pub fn new(model: &Model) -> Self {
        let [mut symbols, distances] = model.codes();
        let chars = symbols.split_off(FIRST as usize);
        let mut near = vec![Code::default(); NEAR as usize];
        let mut far = Vec::new();
        for (c, code) in model.chars.iter().zip(chars) {
            match near.get_mut(*c as usize) {
                Some(place) => *place = code,
                None => far.push((*c, code)),
            }
        }
        far.sort_unstable_by_key(|(c, _)| *c);
        Self { parser: Parser::new(&model.shared), near, far, symbols, distances }
    }

    /// Packs a text behind what `out` holds: how many characters and bytes it has, and the bytes.
    pub fn pack(&mut self, text: &str, out: &mut Vec<u8>) {
        let mut bits = BitWriter::default();
        let Self { parser, near, far, symbols, distances } = self;
        let code = |c: char| match near.get(c as usize) {
            Some(code) => *code,
            None => far.binary_search_by_key(&c, |(c, _)| *c).map_or(Code::default(), |at| far[at].1),
        };
        let length = parser.parse(text, |part| match part {
            Part::Char(c) => match code(c) {
                Code { length: 0, .. } => {
                    put_code(symbols[UNKNOWN as usize], &mut bits);
                    bits.put(c as u32, CHAR_BITS);
                }
                code => put_code(code, &mut bits),
            },
            Part::Again(distance, length) => {
                let (symbol, more, rest) = bucket((length - SHORTEST) as u32);
                put_code(symbols[1 + symbol as usize], &mut bits);
                bits.put(rest, more);
                let (symbol, more, rest) = bucket(distance as u32 - 1);
                debug_assert!(symbol < DISTANCES);
                put_code(distances[symbol as usize], &mut bits);
                bits.put(rest, more);
            }
        });
        let bytes = bits.finish();
        put_number(length as u64, out);
        put_number(bytes.len() as u64, out);
        out.extend(bytes);
    }
}
