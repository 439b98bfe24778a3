//! Lists of records: small on disk as Rice codes of their gaps, quick in memory as sets of bits.

use crate::bits::{BitReader, BitWriter};

/// Which records there are in a set, one bit a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set(Vec<u64>);

impl Set {
    /// No record of `records`.
    pub fn none(records: u32) -> Self {
        Self(vec![0; records.div_ceil(64) as usize])
    }

    /// All of `records`.
    pub fn all(records: u32) -> Self {
        let mut set = Self(vec![u64::MAX; records.div_ceil(64) as usize]);
        if !records.is_multiple_of(64)
            && let Some(last) = set.0.last_mut()
        {
            *last = (1 << (records % 64)) - 1;
        }
        set
    }

    /// Adds a record; one that there is not is left out.
    pub fn add(&mut self, record: u32) {
        if let Some(word) = self.0.get_mut(record as usize / 64) {
            *word |= 1 << (record % 64);
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, record: u32) {
        if let Some(word) = self.0.get_mut(record as usize / 64) {
            *word &= !(1 << (record % 64));
        }
    }

    /// Whether a record is in it.
    pub fn has(&self, record: u32) -> bool {
        self.0.get(record as usize / 64).is_some_and(|word| word >> (record % 64) & 1 == 1)
    }

    /// Keeps what is in both.
    pub fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// Adds all of another.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// How many are in both.
    pub fn common(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Every record in it, the newest first.
    pub fn newest(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().rev().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.checked_ilog2()?;
                left ^= 1 << bit;
                Some(at as u32 * 64 + bit)
            })
        })
    }
}

/// How many low bits of a gap are written as they are, for `count` of `records`: the optimum of
/// Rice's code for even gaps. Rounding the records keeps lists as they are when some are added.
fn low_bits(records: u32, count: u32) -> u32 {
    let even = u64::from(records.next_power_of_two()) * 11 / 16 / u64::from(count.max(1));
    even.max(1).ilog2()
}

/// Writes records, ascending, of a list that holds `count` of `records`.
pub fn write(list: impl Iterator<Item = u32>, count: u32, records: u32, out: &mut BitWriter) {
    let low = low_bits(records, count);
    let mut next = 0;
    for record in list {
        let gap = record - next;
        out.unary(gap >> low);
        out.put(gap & ((1 << low) - 1), low);
        next = record + 1;
    }
}

/// Reads a list of `count` and adds it to a set, if there is one; `None` where the bits end before it.
pub fn read(bits: &mut BitReader, count: u32, records: u32, mut set: Option<&mut Set>) -> Option<()> {
    let low = low_bits(records, count);
    let mut next = 0u32;
    for _ in 0..count {
        let gap = (bits.unary()? << low) | bits.take(low)?;
        let record = next.checked_add(gap).filter(|record| *record < records)?;
        if let Some(set) = &mut set {
            set.add(record);
        }
        next = record + 1;
    }
    Some(())
}
