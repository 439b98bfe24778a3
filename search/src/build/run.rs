//! Cuts some records into sorted terms and packs them.

use std::collections::BTreeMap;

use super::Put;
use super::frequency::Common;
use crate::bits::put_number;
use crate::codec::Packer;
use crate::format::{self, Holds, LEFT_OUT, Name};
use crate::record::Document;
use crate::token::{self, Key};

/// Bytes from which on a block of records ends.
const BLOCK: usize = 3000;
/// The same for blocks of records without texts, which are read all together.
const BRIEF_BLOCK: usize = 60_000;
/// Blocks end at these numbers, whatever they hold, so that later records change no earlier block.
const APART: u32 = 64;

/// Some records, cut: their terms, columns and blocks.
pub struct Run {
    /// Terms, ascending.
    pub(super) keys: Vec<Key>,
    /// How many records have each in their head and in their text.
    pub(super) counts: Vec<[u32; 2]>,
    /// Where the lists of each end.
    pub(super) ends: Vec<u32>,
    /// For each term the records of its head, then of its text, as gaps; the first of each list whole.
    pub(super) lists: Vec<u8>,
    /// Records of each facet's values.
    pub(super) columns: BTreeMap<(u32, u32), Vec<u32>>,
    /// The first record and name of each block.
    pub(super) blocks: Vec<(u64, Name)>,
}

/// Terms as they are met: a table of keys, and what was met of each.
struct Terms {
    table: Vec<(Key, u32)>,
    keys: Vec<Key>,
    met: Vec<Met>,
    /// Term and field, then record.
    all: Vec<(u32, u32)>,
}

/// What was met of a term: the last record whose head, and whose text, has it, and how common it is.
struct Met {
    last: [u32; 2],
    common: u8,
}

/// No record.
const NONE: u32 = u32::MAX;
/// No term.
const EMPTY: Key = Key::MAX;

fn place(key: Key, size: usize) -> usize {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 40) as usize & (size - 1)
}

impl Terms {
    fn new() -> Self {
        Self { table: vec![(EMPTY, 0); 1 << 16], keys: Vec::new(), met: Vec::new(), all: Vec::new() }
    }

    /// Notes a term of a record's field, unless it is left out; how common it is.
    fn meet(&mut self, key: Key, record: u32, field: usize, common: &Common) -> u8 {
        let size = self.table.len();
        let mut at = place(key, size);
        let term = loop {
            let (known, term) = self.table[at];
            if known == key {
                break term;
            }
            if known == EMPTY {
                let term = self.keys.len() as u32;
                self.table[at] = (key, term);
                self.keys.push(key);
                self.met.push(Met { last: [NONE; 2], common: common.of(key) });
                if self.keys.len() * 2 > size {
                    self.grow();
                }
                break term;
            }
            at = (at + 1) & (size - 1);
        };
        let met = &mut self.met[term as usize];
        if met.last[field] != record && met.common != LEFT_OUT {
            met.last[field] = record;
            self.all.push((term * 2 + field as u32, record));
        }
        met.common
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        self.table.clear();
        self.table.resize(size, (EMPTY, 0));
        for (term, key) in self.keys.iter().enumerate() {
            let mut at = place(*key, size);
            while self.table[at].0 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = (*key, term as u32);
        }
    }

    /// The terms in order with their lists.
    fn sorted(self) -> (Vec<Key>, Vec<[u32; 2]>, Vec<u32>, Vec<u8>) {
        let mut order: Vec<(Key, u32)> = self.keys.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut sizes = vec![[0u32; 2]; self.keys.len()];
        for (list, _) in &self.all {
            sizes[*list as usize / 2][*list as usize % 2] += 1;
        }
        let mut starts = vec![0u32; self.keys.len() * 2];
        let mut next = 0;
        for (_, term) in &order {
            for field in 0..2 {
                starts[*term as usize * 2 + field] = next;
                next += sizes[*term as usize][field];
            }
        }
        let mut records = vec![0u32; next as usize];
        for (list, record) in &self.all {
            let start = &mut starts[*list as usize];
            records[*start as usize] = *record;
            *start += 1;
        }
        let mut lists = Vec::with_capacity(records.len() + records.len() / 4);
        let mut ends = Vec::with_capacity(order.len());
        let mut rest = records.as_slice();
        let mut counts = Vec::with_capacity(order.len());
        for (_, term) in &order {
            let both = sizes[*term as usize];
            for count in both {
                let (list, after) = rest.split_at(count as usize);
                rest = after;
                let mut last = 0;
                for record in list {
                    put_number(u64::from(record - last), &mut lists);
                    last = *record;
                }
            }
            counts.push(both);
            ends.push(lists.len() as u32);
        }
        (order.into_iter().map(|(key, _)| key).collect(), counts, ends, lists)
    }
}

/// Cuts and packs documents.
pub fn run<'d, E>(
    records: u32,
    common: Option<&Common>,
    packer: &mut Packer,
    first: u32,
    documents: impl Iterator<Item = Document<'d>>,
    put: &Put<E>,
) -> Result<Run, E> {
    let mut terms = Terms::new();
    let mut columns: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    let mut blocks = Vec::new();
    let mut block = Vec::new();
    let mut start = first;
    let mut chars = Vec::new();
    let brief = common.is_none();
    let most = if brief { BRIEF_BLOCK } else { BLOCK };
    let mut close = |start: u32, block: &mut Vec<u8>| {
        let name = format::name(Holds::Records, u64::from(start), block);
        blocks.push((u64::from(start), name));
        let done = put(&format::path(name), block);
        block.clear();
        done
    };
    for (record, document) in (first..records).zip(documents) {
        if block.len() >= most || (!brief && record % APART == 0 && !block.is_empty()) {
            close(start, &mut block)?;
        }
        if block.is_empty() {
            start = record;
        }
        document.write(brief, packer, &mut block);
        for value in &document.facets {
            columns.entry(*value).or_default().push(record);
        }
        if let Some(common) = common {
            cut(&document, record, common, &mut chars, &mut terms);
        }
    }
    if !block.is_empty() {
        close(start, &mut block)?;
    }
    let (keys, counts, ends, lists) = terms.sorted();
    Ok(Run { keys, counts, ends, lists, columns, blocks })
}

fn cut(document: &Document, record: u32, common: &Common, chars: &mut Vec<char>, terms: &mut Terms) {
    let mut fold = |text: &str, field: usize, terms: &mut Terms| {
        chars.clear();
        token::each(text, |c, _| chars.push(c));
        let (mut last, mut last_common) = (0, 0);
        token::terms(chars, |key| {
            let now = terms.meet(key, record, field, common);
            if last_common > 0 && now > 0 && common.are_worth(last_common, now) {
                terms.meet(token::joined(last, key), record, field, common);
            }
            (last, last_common) = (key, now);
        });
    };
    document.head().for_each(|text| fold(text, 0, terms));
    document.texts.iter().for_each(|text| fold(text, 1, terms));
    let number = token::number(&token::folded(document.number));
    let serial = number.as_deref().map(token::serial);
    let numbers = [number.as_deref(), serial].into_iter().flatten().filter_map(token::number_key);
    let names = document.names.iter().chain(&document.heads).filter_map(|name| token::name_key(&token::folded(name)));
    numbers.chain(names).for_each(|key| {
        terms.meet(key, record, 0, common);
    });
}
