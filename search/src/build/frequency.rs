//! Learns from some records which pairs are so common that two of them meet in many records by chance,
//! and which three characters are then terms of their own, as every name of three is.

use super::met::Sorted;
use crate::bits::{Bytes, put_number};
use crate::format::{LEFT_OUT, NAMED, is_worth_a_term};
use crate::record::SEPARATORS;
use crate::token::{self, Key, Near, is_letter, joined_near, key, near};

/// How often three characters may be met for each time that chance would have them, so that they are
/// left out.
const LIKELY: u64 = 2;

/// Records that may have two pairs by chance, from which on it may be worth an own term to tell those
/// where they stand beside each other.
const CHANCES: [u32; 6] = [25, 50, 100, 200, 400, 800];
/// One such term for so many pairs at most.
const PAIRS: u32 = 8;

/// How common pairs are.
#[derive(Clone, Debug)]
pub struct Common {
    /// How many records there are, and how many were learnt from.
    records: u32,
    pub(super) samples: u32,
    /// How many records may have two pairs by chance before their three characters are a term.
    pub(super) chance: u32,
    /// In how many of those each pair is, 254 at most, as far as that may make it worth a term of three;
    /// and the terms of three that are left out.
    terms: Table,
    /// Those that are left out; the index names them, without records.
    pub(super) left_out: Sorted,
    /// Names of three characters, each of them a term.
    named: Table,
}

impl Common {
    /// Learns from what documents teach, and from the names that are asked for most.
    pub fn learn<'n>(records: u32, lessons: &[String], names: impl Iterator<Item = &'n str>) -> Self {
        let mut named: Vec<(Near, u8)> = names.filter_map(three).map(|name| (name, NAMED)).collect();
        named.sort_unstable();
        named.dedup();
        let (mut pairs, mut threes) = (Vec::new(), Vec::new());
        for lesson in lessons {
            let (two, three) = (pairs.len(), threes.len());
            for text in lesson.split(SEPARATORS) {
                let (mut last, mut before) = (None, '\0');
                for c in token::folded(text) {
                    let both = !is_letter(before) && !is_letter(c);
                    let pair = if both { near(key(before, c, '\0')) } else { None };
                    pairs.extend(pair);
                    threes.extend(last.zip(pair).map(|(last, pair)| joined_near(last, pair)));
                    (last, before) = (pair, c);
                }
            }
            once(&mut pairs, two);
            once(&mut threes, three);
        }
        let mut common = Self {
            records,
            samples: lessons.len() as u32,
            chance: CHANCES[0],
            terms: Table::of(&[]),
            left_out: Sorted::default(),
            named: Table::of(&named),
        };
        let most = LEFT_OUT - 1;
        let met = pairs.len() as u32;
        let pairs = counted(pairs).into_iter().map(|(pair, count)| (pair, count.min(u32::from(most)) as u8));
        let mut pairs: Vec<(Near, u8)> = pairs.filter(|(_, count)| common.are_worth(*count, most)).collect();
        common.terms = Table::of(&pairs);
        let threes = counted(threes);
        let left_out = common.choose(&threes, met);
        pairs.retain(|(_, count)| common.are_worth(*count, most));
        common.left_out = Sorted::without_records(left_out.iter().map(|(three, _)| token::key_of(*three)));
        common.terms = Table::of(&[pairs, left_out].concat());
        common
    }

    /// What was learnt as bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        for number in [self.records, self.samples, self.chance] {
            put_number(u64::from(number), out);
        }
        self.terms.write(out);
        self.named.write(out);
        self.left_out.write(out);
    }

    /// What [`Common::write`] wrote; `None` where the bytes are none.
    pub fn read(bytes: &mut Bytes) -> Option<Self> {
        let (records, samples, chance) = (bytes.small()?, bytes.small()?, bytes.small()?);
        let (terms, named, left_out) = (Table::read(bytes)?, Table::read(bytes)?, Sorted::read(bytes)?);
        Some(Self { records, samples, chance, terms, named, left_out })
    }

    /// Chooses from which chance on three characters are a term, the least that leaves few enough of
    /// them; those that are left out.
    fn choose(&mut self, threes: &[(Near, u32)], pairs: u32) -> Vec<(Near, u8)> {
        let mut left_out = Vec::new();
        for chance in CHANCES {
            self.chance = chance;
            left_out.clear();
            let mut terms = 0;
            for (three, count) in threes {
                let (a, b) = (self.of(token::near_pair(*three)), self.of(token::last_near_pair(*three)));
                let by_chance = u64::from(a) * u64::from(b) / u64::from(self.samples.max(1));
                if self.named.value(*three) > 0 || !self.are_worth(a, b) {
                    continue;
                }
                if *count > 1 && u64::from(*count) * LIKELY >= by_chance {
                    left_out.push((*three, LEFT_OUT));
                } else {
                    terms += count;
                }
            }
            if terms * PAIRS <= pairs {
                break;
            }
        }
        left_out
    }

    /// In how many of the records that were learnt from a pair is; [`LEFT_OUT`] for a term of three
    /// that is left out.
    #[inline]
    pub fn of(&self, term: Near) -> u8 {
        self.terms.value(term)
    }

    /// Whether three characters are a term, whose pairs are so common.
    #[inline]
    pub fn has(&self, three: Near, a: u8, b: u8) -> bool {
        let is_worth = a > 0 && b > 0 && self.are_worth(a, b) && self.terms.value(three) != LEFT_OUT;
        is_worth || self.named.value(three) > 0
    }

    /// How common the index says that a term is.
    pub fn told(&self, key: Key) -> u8 {
        let known = |near| self.terms.value(near).max(self.named.value(near));
        token::near(key).map_or(0, known)
    }

    /// Whether three characters whose pairs are so common may be a term.
    pub fn are_worth(&self, a: u8, b: u8) -> bool {
        is_worth_a_term(a, b, self.records, self.samples, self.chance)
    }
}

/// The near key of a name of three characters, where its pairs alone are terms.
fn three(name: &str) -> Option<Near> {
    match token::folded(name).as_slice() {
        [a, b, c] if ![*a, *b, *c].into_iter().any(is_letter) => near(key(*a, *b, *c)),
        _ => None,
    }
}

/// What is known of some terms.
#[derive(Clone, Debug)]
struct Table(Vec<u64>);

impl Table {
    fn of(known: &[(Near, u8)]) -> Self {
        let mut places = vec![0; (known.len() * 3).next_power_of_two().max(2)];
        for (term, value) in known {
            let mut at = Self::place(*term, places.len());
            while places[at] > 0 {
                at = (at + 1) & (places.len() - 1);
            }
            places[at] = term << 8 | u64::from(*value);
        }
        Self(places)
    }

    fn write(&self, out: &mut Vec<u8>) {
        let mut known: Vec<u64> = self.0.iter().copied().filter(|place| *place > 0).collect();
        known.sort_unstable();
        put_number(known.len() as u64, out);
        let mut last = 0;
        for place in known {
            put_number(place - std::mem::replace(&mut last, place), out);
        }
    }

    fn read(bytes: &mut Bytes) -> Option<Self> {
        let (mut known, mut last) = (Vec::new(), 0u64);
        for _ in 0..bytes.small()? {
            last = last.checked_add(bytes.number()?)?;
            known.push((last >> 8, last as u8));
        }
        Some(Self::of(&known))
    }

    fn place(term: Near, size: usize) -> usize {
        (term.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (size - 1)
    }

    #[inline]
    fn value(&self, term: Near) -> u8 {
        let size = self.0.len();
        let mut at = Self::place(term, size);
        while self.0[at] > 0 {
            if self.0[at] >> 8 == term {
                return self.0[at] as u8;
            }
            at = (at + 1) & (size - 1);
        }
        0
    }
}

/// Keeps each key of one record once.
fn once(keys: &mut Vec<Near>, from: usize) {
    let mut own = keys.split_off(from);
    own.sort_unstable();
    own.dedup();
    keys.append(&mut own);
}

fn counted(mut keys: Vec<Near>) -> Vec<(Near, u32)> {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}
