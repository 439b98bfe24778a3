//! Finds the words of some texts: characters that stand beside each other more often than each alone
//! would have it, so that one symbol for all saves bits.

use super::lexicon::BITS;
use super::{NOTHING, WORD, Word};
use crate::record::TEXT;

/// Words at most, and how often each of them occurs at least.
pub const WORDS: usize = 1000;
pub const OFTEN: u32 = 4;
/// Parts of a bit that are told apart while nothing has a code yet.
pub const PARTS: u32 = 16;

/// The [`PARTS`] of a bit that a symbol takes which is `count` of `total`.
pub fn bits(total: u32, count: u32) -> u32 {
    let log = |number: u32| {
        let number = number.max(1);
        let whole = number.ilog2();
        // Between two powers of two the logarithm is all but straight.
        PARTS * whole + ((u64::from(number) * u64::from(PARTS)) >> whole) as u32 - PARTS
    };
    log(total).saturating_sub(log(count)).max(1)
}

/// Words that may be worth a symbol, with how often they occur, twice as many as can be kept. `alone` says
/// what each of the characters takes.
pub fn candidates(texts: &[String], chars: &[char], alone: &[u32], total: u32) -> Vec<(Word, u32)> {
    let mut found: Vec<(u32, u64, u32)> = Vec::new();
    let mut pieces = pieces(texts, chars);
    pieces.sort_unstable();
    for same in pieces.chunk_by(|a, b| a == b).filter(|same| same.len() >= OFTEN as usize) {
        let (piece, count) = (same[0], same.len() as u32);
        let apart: u32 = places(piece).map(|at| alone[at]).sum();
        found.push((apart.saturating_sub(bits(total, count)).saturating_mul(count), piece, count));
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(2 * WORDS);
    let word = |piece: u64| {
        let mut word = [NOTHING; WORD];
        word.iter_mut().zip(places(piece)).for_each(|(c, at)| *c = chars[at]);
        word
    };
    found.into_iter().map(|(_, piece, count)| (word(piece), count)).collect()
}

/// Every piece of two to [`WORD`] characters that may be a word: their places among all, counted from 1,
/// as digits of a number.
fn pieces(texts: &[String], chars: &[char]) -> Vec<u64> {
    let place = |c: char| match chars.binary_search(&c) {
        Ok(at) if c > TEXT && at < (1 << BITS) - 1 => at as u64 + 1,
        _ => 0,
    };
    let (mut pieces, mut places) = (Vec::new(), Vec::new());
    for text in texts {
        places.clear();
        places.extend(text.chars().map(place));
        for at in 0..places.len() {
            let known = places[at..].iter().take(WORD).take_while(|place| **place > 0);
            let mut piece = 0;
            for (size, place) in known.enumerate() {
                piece = piece << BITS | place;
                if size > 0 {
                    pieces.push(piece);
                }
            }
        }
    }
    pieces
}

/// The places of a piece's characters, counted from 0.
fn places(piece: u64) -> impl Iterator<Item = usize> {
    let digits = (0..WORD as u32).rev().map(move |at| piece >> (BITS * at) & ((1 << BITS) - 1));
    digits.filter_map(|digit| (digit as usize).checked_sub(1))
}
