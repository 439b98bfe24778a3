//! Lists of records, by term and by facet.

use crate::bits::{BitReader, BitWriter, Bytes, Steps, put_number};
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

/// A pair in so many texts says how common it is, as every term of three does.
const SAYS: usize = 16;

/// Writes terms with their records, in the order of their keys.
pub struct TermsWriter {
    records: u32,
    last: Key,
    pairs: Steps,
    thirds: Steps,
    out: BitWriter,
}

impl TermsWriter {
    /// Writes lists of an index with so many records.
    pub fn new(records: u32) -> Self {
        Self { records, last: 0, pairs: Steps::default(), thirds: Steps::default(), out: BitWriter::default() }
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Adds a term: how common it is, the records whose head has it, and whose text has it, both
    /// ascending.
    pub fn add(&mut self, key: Key, common: u8, head: &[u32], text: &[u32]) {
        let third = key & ((1 << THIRD) - 1);
        let step = (key >> THIRD) - (self.last >> THIRD);
        if third > 0 && step > 0 {
            // Terms of three stand behind their pair.
            self.add(key - third, 0, &[], &[]);
        } else if third == 0 {
            self.pairs.put(step, &mut self.out);
        }
        if third > 0 {
            self.pairs.put(0, &mut self.out);
            self.thirds.put(third - (self.last & ((1 << THIRD) - 1)), &mut self.out);
        }
        let out = &mut self.out;
        let has_head = !head.is_empty() || text.is_empty();
        out.put(u32::from(has_head), 1);
        if has_head {
            out.gamma(head.len() as u32 + 1);
        }
        out.gamma(text.len() as u32 + u32::from(has_head));
        if third > 0 || text.len() >= SAYS {
            out.put(u32::from(common > 0), 1);
            out.put(u32::from(common), if common > 0 { 8 } else { 0 });
        }
        for list in [head, text] {
            list::write(list.iter().copied(), list.len() as u32, self.records, out);
        }
        self.last = key;
    }

    /// The bytes, for a new file to begin.
    pub fn finish(&mut self) -> Vec<u8> {
        // Ones without an end, where the next step would be.
        std::mem::replace(self, Self::new(self.records)).out.finish_with_ones()
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
    let (mut bits, mut seen, mut key) = (BitReader::new(bytes), None, 0u64);
    let (mut pairs, mut thirds) = (Steps::default(), Steps::default());
    while let Some(step) = pairs.take(&mut bits) {
        key = match step {
            0 if key > 0 => key.checked_add(thirds.take(&mut bits)?)?,
            _ => ((key >> THIRD) + step) << THIRD,
        };
        if key >= to {
            break;
        }
        let has_head = bits.take(1)?;
        let in_head = if has_head > 0 { bits.gamma()? - 1 } else { 0 };
        let in_text = bits.gamma()? - has_head;
        let says = key & ((1 << THIRD) - 1) > 0 || in_text as usize >= SAYS;
        let common = if says && bits.take(1)? > 0 { bits.take(8)? as u8 } else { 0 };
        let asked = key >= from;
        if asked {
            seen = Some(common);
        }
        for (count, set) in [(in_head, &mut *head), (in_text, &mut *text)] {
            list::read(&mut bits, count, records, asked.then_some(set))?;
        }
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
        list::read(&mut bits, count, records, Some(&mut set))?;
        bits.align();
        bytes = Bytes(bits.rest());
        values.push((value, set));
    }
    Some(values)
}
