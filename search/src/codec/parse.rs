//! Finds the shortest way to write a text with characters, words and pieces that stood before, in it or
//! among the model's shared ones, and writes it.

use super::huffman::Code;
use super::lexicon::Lexicon;
use super::{CHAR_BITS, DISTANCES, LENGTHS, Model, SHORTEST, UNKNOWN, bucket, put_code};
use crate::bits::{BitWriter, put_number};

/// Bits of a place in the tables of pieces.
const TABLE: u32 = 13;
/// How far back a repeated piece may stand, in characters.
const FARTHEST: usize = 1 << (DISTANCES / 2 - 1);
/// Characters of a repeated piece at most.
const LONGEST: usize = 1 << (LENGTHS / 2 - 1);
/// Characters from which on a repeated piece is taken without looking for anything shorter to write.
const LONG: usize = 12;

/// A part of a text.
#[derive(Clone, Copy)]
pub enum Part {
    /// A character or word, by its symbol.
    Known(u32),
    /// A character that the model does not know.
    Unknown(char),
    /// A piece that stood so many characters before, with its length.
    Again(usize, usize),
}

/// How long each part is when it is written, in whatever unit.
pub struct Costs {
    /// Of each symbol.
    pub symbols: Vec<u32>,
    /// Of each distance's symbol.
    pub distances: Vec<u32>,
    /// Of a bit that is written as it is.
    pub bit: u32,
}

impl Costs {
    fn again(&self, distance: usize, length: usize) -> u32 {
        let (size, size_bits, _) = bucket((length - SHORTEST) as u32);
        let (far, far_bits, _) = bucket(distance as u32 - 1);
        let symbols = self.symbols[1 + size as usize] + self.distances[far as usize];
        symbols + (size_bits + far_bits) * self.bit
    }
}

/// Cuts texts into parts.
pub struct Parser {
    lexicon: Lexicon,
    costs: Costs,
    /// The shared pieces, then the text at hand.
    text: Vec<char>,
    /// Where the text at hand begins.
    start: usize,
    /// Symbols of the characters of the text at hand.
    symbols: Vec<u32>,
    /// The shortest way to each place of the text at hand: what it takes, and its last part.
    ways: Vec<(u32, u32, Part)>,
    /// Where a piece with this hash stands among the shared ones, and lately in the text; 0 nowhere.
    shared: Vec<u32>,
    recent: Vec<u32>,
}

/// A place that no way leads to yet.
const NO_WAY: (u32, u32, Part) = (u32::MAX, 0, Part::Known(UNKNOWN));

fn hash(piece: &[char]) -> usize {
    let mixed = (piece[0] as u32).wrapping_mul(0x9E37_79B1)
        ^ (piece[1] as u32).wrapping_mul(0x85EB_CA6B)
        ^ (piece[2] as u32).wrapping_mul(0xC2B2_AE35);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D) as usize >> (32 - TABLE)
}

impl Parser {
    /// Prepares cutting by a model, where parts take so much.
    pub fn new(model: &Model, costs: Costs) -> Self {
        let mut table = vec![0; 1 << TABLE];
        for (at, piece) in model.shared.windows(SHORTEST).enumerate() {
            table[hash(piece)] = at as u32 + 1;
        }
        Self {
            lexicon: Lexicon::new(model),
            costs,
            text: model.shared.clone(),
            start: model.shared.len(),
            symbols: Vec::new(),
            ways: Vec::new(),
            shared: table,
            recent: vec![0; 1 << TABLE],
        }
    }

    /// Gives the parts of a text one after the other; how many characters it has.
    pub fn parse(&mut self, text: &str, mut put: impl FnMut(Part)) -> usize {
        self.text.truncate(self.start);
        self.text.extend(text.chars());
        self.recent.fill(0);
        self.symbols.clear();
        self.symbols.extend(self.text[self.start..].iter().map(|c| self.lexicon.of(*c)));
        let size = self.symbols.len();
        self.ways.clear();
        self.ways.resize(size + 1, NO_WAY);
        self.ways[0].0 = 0;
        // Up to where everything is decided.
        let (mut done, mut at) = (0, 0);
        while at < size {
            let taken = self.ways[at].0;
            let symbol = self.symbols[at];
            let (part, cost) = match symbol {
                UNKNOWN => (Part::Unknown(self.text[self.start + at]), CHAR_BITS * self.costs.bit),
                known => (Part::Known(known), 0),
            };
            let cost = cost + self.costs.symbols[symbol as usize];
            let (ways, costs) = (&mut self.ways, &self.costs.symbols);
            let mut lead = |length: usize, cost: u32, part: Part| {
                let way = &mut ways[at + length];
                if taken + cost < way.0 {
                    *way = (taken + cost, length as u32, part);
                }
            };
            lead(1, cost, part);
            self.lexicon.words(&self.symbols[at..], |length, symbol| {
                lead(length, costs[symbol as usize], Part::Known(symbol));
            });
            let (length, distance) = self.again(at);
            if length >= SHORTEST {
                let way = (taken + self.costs.again(distance, length), length as u32, Part::Again(distance, length));
                if length >= LONG || way.0 < self.ways[at + length].0 {
                    self.ways[at + length] = way;
                }
            }
            if length >= LONG {
                (1..length).for_each(|more| self.note(at + more));
                // No shorter part reaches beyond this one.
                self.told(done, at + length, &mut put);
                at += length;
                done = at;
            } else {
                at += 1;
            }
        }
        self.told(done, size, &mut put);
        size
    }

    /// Gives the parts of the shortest way from one place to another.
    fn told(&mut self, from: usize, to: usize, put: &mut impl FnMut(Part)) {
        // Backwards, each part is noted where it begins.
        let mut at = to;
        let (_, mut length, mut part) = self.ways[at];
        while at > from {
            at -= length as usize;
            let (_, kept_length, kept_part) = &mut self.ways[at];
            std::mem::swap(kept_length, &mut length);
            std::mem::swap(kept_part, &mut part);
        }
        while at < to {
            let (_, length, part) = self.ways[at];
            put(part);
            at += length as usize;
        }
    }

    /// Notes that a piece begins at a place of the text at hand.
    fn note(&mut self, at: usize) {
        let at = self.start + at;
        if let Some(piece) = self.text.get(at..at + SHORTEST) {
            self.recent[hash(piece)] = at as u32 + 1;
        }
    }

    /// The longest piece at a place that stood before, and how far; a length of 0 for none. Notes it.
    fn again(&mut self, at: usize) -> (usize, usize) {
        let at = self.start + at;
        let Some(piece) = self.text.get(at..at + SHORTEST) else { return (0, 0) };
        let place = hash(piece);
        let mut found = (0, 0);
        for from in [self.recent[place], self.shared[place]] {
            if from > 0 && at + 1 - (from as usize) < FARTHEST {
                let from = from as usize - 1;
                let both = self.text[from..].iter().zip(&self.text[at..]).take(LONGEST);
                let length = both.take_while(|(a, b)| a == b).count();
                if length > found.0 {
                    found = (length, at - from);
                }
            }
        }
        self.recent[place] = at as u32 + 1;
        found
    }
}

/// Packs texts.
pub struct Packer {
    parser: Parser,
    symbols: Vec<Code>,
    distances: Vec<Code>,
}

impl Packer {
    /// Prepares packing by a model.
    pub fn new(model: &Model) -> Self {
        let [symbols, distances] = model.codes();
        let lengths = |codes: &[Code]| codes.iter().map(|code| u32::from(code.length)).collect();
        let costs = Costs { symbols: lengths(&symbols), distances: lengths(&distances), bit: 1 };
        Self { parser: Parser::new(model, costs), symbols, distances }
    }

    /// Packs a text behind what `out` holds: how many characters and bytes it has, and the bytes.
    pub fn pack(&mut self, text: &str, out: &mut Vec<u8>) {
        let mut bits = BitWriter::default();
        let Self { parser, symbols, distances } = self;
        let length = parser.parse(text, |part| match part {
            Part::Known(symbol) => put_code(symbols[symbol as usize], &mut bits),
            Part::Unknown(c) => {
                put_code(symbols[UNKNOWN as usize], &mut bits);
                bits.put(c as u32, CHAR_BITS);
            }
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
