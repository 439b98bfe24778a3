//! Lists of records, by term and by facet.

use crate::bits::{BitReader, BitWriter, Bytes, put_number};
use crate::list::{self, Set};
use crate::token::Key;

/// Bits of the third character in a key.
const THIRD: u32 = 21;

/// How common a term of three is that is left out of the index, since where its pairs are it often is
/// too. Any other one says of how many records that were learnt from have the term, 254 at most.
pub const LEFT_OUT: u8 = u8::MAX;
/// How common a name of three characters is said to be, which is a term of its own.
pub const NAMED: u8 = 1;
/// Whether three characters are a term, whose pairs are so common: where at least `chance` records would
/// have both pairs if they met by chance. Only those can be told from records where they stand beside
/// each other by an own term, without looking.
pub fn is_worth_a_term(a: u8, b: u8, records: u32, samples: u32, chance: u32) -> bool {
    let (samples, records) = (u64::from(samples), u64::from(records.next_power_of_two()));
    u64::from(a) * u64::from(b) * records > u64::from(chance) * samples * samples
}

/// Writes terms with their records, in the order of their keys.
pub struct TermsWriter {
    records: u32,
    last: Key,
    out: Vec<u8>,
}

impl TermsWriter {
    /// Writes lists of an index with so many records.
    pub fn new(records: u32) -> Self {
        Self { records, last: 0, out: Vec::new() }
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Adds a term: how common it is, the records whose head has it, and whose text has it, both
    /// ascending.
    pub fn add(&mut self, key: Key, common: u8, head: &[u32], text: &[u32]) {
        let third = key & ((1 << THIRD) - 1);
        let flags = u64::from(third > 0) << 1 | u64::from(common > 0);
        put_number(((key >> THIRD) - (self.last >> THIRD)) << 2 | flags, &mut self.out);
        if third > 0 {
            put_number(third, &mut self.out);
        }
        if common > 0 {
            self.out.push(common);
        }
        put_number((text.len() as u64) << 1 | u64::from(!head.is_empty()), &mut self.out);
        if !head.is_empty() {
            put_number(head.len() as u64, &mut self.out);
        }
        let mut bits = BitWriter::default();
        for list in [head, text] {
            list::write(list.iter().copied(), list.len() as u32, self.records, &mut bits);
        }
        self.out.extend(bits.finish());
        self.last = key;
    }

    /// The bytes, for a new file to begin.
    pub fn finish(&mut self) -> Vec<u8> {
        self.last = 0;
        std::mem::take(&mut self.out)
    }
}

/// Adds the records of all terms from a key up to another to those whose head, and whose text, has
/// one. Gives how common the last of them is, and whether there was any; `None` where the bytes are
/// none.
pub fn read_terms(
    bytes: &[u8],
    records: u32,
    (from, to): (Key, Key),
    (head, text): (&mut Set, &mut Set),
) -> Option<Option<u8>> {
    let (mut bytes, mut seen) = (Bytes(bytes), None);
    let mut pair = 0u64;
    while !bytes.0.is_empty() {
        let step = bytes.number()?;
        pair = pair.checked_add(step >> 2)?;
        let third = if step & 2 > 0 { bytes.number()? } else { 0 };
        let common = if step & 1 > 0 { *bytes.take(1)?.first()? } else { 0 };
        let key = pair << THIRD | third;
        if key >= to {
            break;
        }
        let in_text = bytes.small()?;
        let in_head = if in_text & 1 == 1 { bytes.small()? } else { 0 };
        let mut bits = BitReader::new(bytes.0);
        let asked = key >= from;
        if asked {
            seen = Some(common);
        }
        for (count, set) in [(in_head, &mut *head), (in_text >> 1, &mut *text)] {
            list::read(&mut bits, count, records, |record| {
                if asked {
                    set.add(record);
                }
            })?;
        }
        bits.align();
        bytes = Bytes(bits.rest());
    }
    Some(seen)
}

/// A column: for each value that occurs its records, ascending.
pub fn write_column<'l>(values: impl Iterator<Item = (u32, &'l [u32])>, records: u32) -> Vec<u8> {
    let mut out = Vec::new();
    for (value, list) in values {
        put_number(u64::from(value), &mut out);
        put_number(list.len() as u64, &mut out);
        let mut bits = BitWriter::default();
        list::write(list.iter().copied(), list.len() as u32, records, &mut bits);
        out.extend(bits.finish());
    }
    out
}

/// The values of a column with their records; `None` where the bytes are none.
pub fn read_column(bytes: &[u8], records: u32) -> Option<Vec<(u32, Set)>> {
    let mut bytes = Bytes(bytes);
    let mut values = Vec::new();
    while !bytes.0.is_empty() {
        let (value, count) = (bytes.small()?, bytes.small()?);
        let mut set = Set::none(records);
        let mut bits = BitReader::new(bytes.0);
        list::read(&mut bits, count, records, |record| set.add(record))?;
        bits.align();
        bytes = Bytes(bits.rest());
        values.push((value, set));
    }
    Some(values)
}
