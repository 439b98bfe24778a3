//! Terms as they are met, record by record, and a run's terms in order. Sorting small numbers by their
//! digits takes a quarter of what a table of keys would, which no cache holds.

use crate::bits::{Bytes, put_number};
use crate::token::{self, Key, Near};

/// Bits of a record's place in its run.
const PLACE: u32 = 9;
const _: () = assert!(super::RUN <= 1 << PLACE);
/// Bits of a near term and its field.
const SORTED: u32 = token::NEAR_BITS + 1;
/// Bits that are sorted at once.
const DIGIT: u32 = 12;
/// One term in so many is noted, so that reading may begin there.
const NOTED: usize = 256;

/// What was met of the records of a run. It is used for one run after the other, so that its room is made once.
#[derive(Default)]
pub struct Met {
    /// Terms of near characters: term, field, place of the record.
    near: Vec<u64>,
    /// All others: term, then place and field.
    far: Vec<(Key, u32)>,
    /// Room to sort in.
    room: Vec<u64>,
}

/// Terms in order, each with the records of its head and of its text.
#[derive(Clone, Debug, Default)]
pub struct Sorted {
    /// For each term: how far its key is from the one before, how many records there are, and those as
    /// gaps. At a noted term the key is whole.
    pub(super) bytes: Vec<u8>,
    /// Some terms, ascending, and where they stand.
    pub noted: Vec<(Key, u32)>,
    /// How many terms there are, and the last one.
    pub(super) count: usize,
    pub(super) last: Key,
}

impl Met {
    /// Notes a term of near characters in a field, 0 or 1, of the record at a place.
    #[inline]
    pub fn near(&mut self, term: Near, place: u32, field: u32) {
        self.near.push(term << (PLACE + 1) | u64::from(field << PLACE | place));
    }

    /// Notes any other term.
    pub fn far(&mut self, term: Key, place: u32, field: u32) {
        self.far.push((term, place << 1 | field));
    }

    /// All terms in order; nothing is met then any more.
    pub fn sorted(&mut self) -> Sorted {
        sort(&mut self.near, &mut self.room);
        self.near.dedup();
        self.far.sort_unstable();
        self.far.dedup();
        let mut sorted = Sorted::default();
        let (mut near, mut far) = (self.near.as_slice(), self.far.as_slice());
        let mut lists = [Vec::new(), Vec::new()];
        loop {
            lists.iter_mut().for_each(Vec::clear);
            let next = near.first().map(|met| token::key_of(met >> (PLACE + 1)));
            let key = match (next, far.first()) {
                (Some(key), Some((other, _))) if key < *other => key,
                (_, Some((key, _))) => *key,
                (Some(key), None) => key,
                (None, None) => break,
            };
            if next == Some(key) {
                let term = near[0] >> (PLACE + 1);
                let same = near.iter().take_while(|met| **met >> (PLACE + 1) == term).count();
                for met in &near[..same] {
                    lists[(met >> PLACE & 1) as usize].push(*met as u32 & ((1 << PLACE) - 1));
                }
                near = &near[same..];
            } else {
                let same = far.iter().take_while(|(other, _)| *other == key).count();
                for (_, met) in &far[..same] {
                    lists[*met as usize & 1].push(met >> 1);
                }
                far = &far[same..];
            }
            sorted.add(key, &lists);
        }
        sorted.bytes.shrink_to_fit();
        self.near.clear();
        self.far.clear();
        sorted
    }
}

/// Sorts by term and field; records came in their order and keep it.
fn sort(all: &mut Vec<u64>, other: &mut Vec<u64>) {
    other.resize(all.len(), 0);
    for shift in (PLACE..PLACE + SORTED).step_by(DIGIT as usize) {
        let digit = |met: u64| (met >> shift) as usize & ((1 << DIGIT) - 1);
        let mut ends = [0u32; 1 << DIGIT];
        all.iter().for_each(|met| ends[digit(*met)] += 1);
        let mut next = 0;
        for end in &mut ends {
            (*end, next) = (next, next + *end);
        }
        for met in all.iter() {
            let at = &mut ends[digit(*met)];
            other[*at as usize] = *met;
            *at += 1;
        }
        std::mem::swap(all, other);
    }
}

impl Sorted {
    /// Terms without records.
    pub fn without_records(terms: impl Iterator<Item = Key>) -> Self {
        let mut sorted = Self::default();
        terms.for_each(|key| sorted.add(key, &Default::default()));
        sorted
    }

    fn add(&mut self, key: Key, [head, text]: &[Vec<u32>; 2]) {
        let out = &mut self.bytes;
        if self.count.is_multiple_of(NOTED) {
            self.noted.push((key, out.len() as u32));
            self.last = 0;
        }
        self.count += 1;
        let last = std::mem::replace(&mut self.last, key);
        let third = key & ((1 << token::BITS) - 1);
        let step = (key >> token::BITS) - (last >> token::BITS);
        put_number(step << 1 | u64::from(third > 0), out);
        if third > 0 {
            put_number(third, out);
        }
        put_number((text.len() as u64) << 1 | u64::from(!head.is_empty()), out);
        if !head.is_empty() {
            put_number(head.len() as u64, out);
        }
        for list in [head, text] {
            let mut next = 0;
            for place in list {
                put_number(u64::from(place - next), out);
                next = *place + 1;
            }
        }
    }

    /// Reads the terms from a key on.
    pub fn from(&self, key: Key) -> Reader<'_> {
        let near = self.noted.partition_point(|(noted, _)| *noted <= key).saturating_sub(1);
        let start = self.noted.get(near).map_or(self.bytes.len(), |(_, at)| *at as usize);
        let mut reader = Reader { bytes: Bytes(&self.bytes[start..]), read: near * NOTED, key: None, counts: [0; 2] };
        let mut lists = [Vec::new(), Vec::new()];
        while reader.next().is_some_and(|found| found < key) {
            reader.lists(0, &mut lists);
            lists.iter_mut().for_each(Vec::clear);
        }
        reader
    }
}

/// Reads terms one after the other.
pub struct Reader<'s> {
    bytes: Bytes<'s>,
    read: usize,
    /// The term at hand.
    pub key: Option<Key>,
    counts: [u32; 2],
}

impl Reader<'_> {
    /// Goes to the next term, when the lists of the one at hand were read; its key.
    pub fn next(&mut self) -> Option<Key> {
        let last = self.key.take().filter(|_| !self.read.is_multiple_of(NOTED)).unwrap_or_default();
        let step = self.bytes.number()?;
        let third = if step & 1 > 0 { self.bytes.number()? } else { 0 };
        self.read += 1;
        let text = self.bytes.small()?;
        let head = if text & 1 > 0 { self.bytes.small()? } else { 0 };
        self.counts = [head, text >> 1];
        self.key = Some(((last >> token::BITS) + (step >> 1)) << token::BITS | third);
        self.key
    }

    /// Adds the records of the term at hand, of its head and of its text, counted from `first`.
    pub fn lists(&mut self, first: u32, lists: &mut [Vec<u32>; 2]) {
        for (list, count) in lists.iter_mut().zip(self.counts) {
            let mut next = first;
            for _ in 0..count {
                let record = next + self.bytes.small().unwrap_or_default();
                list.push(record);
                next = record + 1;
            }
        }
    }
}
