//! Learns from some records which pairs are so common that two of them meet in many records by chance,
//! and which three characters are then terms of their own.

use std::collections::HashMap;

use crate::format::{LEFT_OUT, is_worth_a_term};
use crate::record::SEPARATORS;
use crate::token::{self, Key, is_letter, key};

/// How often three characters may be met for each time that chance would have them, so that they are
/// left out.
const LIKELY: u64 = 8;

/// How common pairs are.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// How many records there are, and how many were learnt from.
    records: u32,
    pub(super) samples: u32,
    /// In how many of those each pair is, 254 at most; and the terms of three that are left out.
    terms: HashMap<Key, u8>,
}

impl Common {
    /// Learns from what documents teach.
    pub fn learn(records: u32, lessons: &[String]) -> Self {
        let (mut pairs, mut threes) = (Vec::new(), Vec::new());
        for lesson in lessons {
            let (two, three) = (pairs.len(), threes.len());
            for text in lesson.split(SEPARATORS) {
                let chars = token::folded(text);
                let plain = |chars: &[char]| !chars.iter().copied().any(is_letter);
                pairs.extend(chars.windows(2).filter(|pair| plain(pair)).map(|pair| key(pair[0], pair[1], '\0')));
                threes.extend(
                    chars.windows(3).filter(|three| plain(three)).map(|three| key(three[0], three[1], three[2])),
                );
            }
            once(&mut pairs, two);
            once(&mut threes, three);
        }
        let terms: HashMap<Key, u8> =
            counted(pairs).into_iter().map(|(pair, count)| (pair, count.min(u32::from(LEFT_OUT) - 1) as u8)).collect();
        let mut common = Self { records, samples: lessons.len() as u32, terms };
        for (three, count) in counted(threes) {
            let (a, b) = (common.of(token::pair(three)), common.of(token::last_pair(three)));
            let by_chance = u64::from(a) * u64::from(b) / u64::from(common.samples.max(1));
            if count > 1 && common.are_worth(a, b) && u64::from(count) * LIKELY >= by_chance {
                common.terms.insert(three, LEFT_OUT);
            }
        }
        common
    }

    /// In how many of the records that were learnt from a pair is; [`LEFT_OUT`] for a term of three
    /// that is left out.
    pub fn of(&self, term: Key) -> u8 {
        self.terms.get(&term).copied().unwrap_or_default()
    }

    /// Whether three characters whose pairs are so common may be a term.
    pub fn are_worth(&self, a: u8, b: u8) -> bool {
        is_worth_a_term(a, b, self.records, self.samples)
    }
}

/// Keeps each key of one record once.
fn once(keys: &mut Vec<Key>, from: usize) {
    let mut own = keys.split_off(from);
    own.sort_unstable();
    own.dedup();
    keys.append(&mut own);
}

fn counted(mut keys: Vec<Key>) -> Vec<(Key, u32)> {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}
