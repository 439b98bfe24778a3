//! Cuts some records into sorted terms and packs them.

use std::collections::BTreeMap;

use super::Put;
use super::frequency::Common;
use super::met::{Met, Sorted};
use crate::codec::Packer;
use crate::format::{self, Holds, Name};
use crate::record::Document;
use crate::token;

/// Bytes from which on a block of records ends.
const BLOCK: usize = 2000;
/// The same for blocks of records without texts, which are read all together.
const BRIEF_BLOCK: usize = 60_000;
/// Blocks end at these numbers, whatever they hold, so that later records change no earlier block.
const APART: u32 = 64;

/// Some records, cut: their terms, columns and blocks.
pub struct Run {
    /// The number of its first record.
    pub(super) first: u32,
    /// Terms with their records, as places in the run.
    pub(super) terms: Sorted,
    /// Records of each facet's values.
    pub(super) columns: BTreeMap<(u32, u32), Vec<u32>>,
    /// The first record and name of each block.
    pub(super) blocks: Vec<(u64, Name)>,
}

/// Cuts and packs documents.
pub fn run<'d, E>(
    records: u32,
    common: Option<&Common>,
    packer: &mut Packer,
    met: &mut Met,
    first: u32,
    documents: impl Iterator<Item = Document<'d>>,
    put: &Put<E>,
) -> Result<Run, E> {
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
            cut(&document, record - first, common, &mut chars, met);
        }
    }
    if !block.is_empty() {
        close(start, &mut block)?;
    }
    Ok(Run { first, terms: met.sorted(), columns, blocks })
}

/// Notes the terms of a document, the record at a place of the run.
fn cut(document: &Document, place: u32, common: &Common, chars: &mut Vec<char>, met: &mut Met) {
    let mut fold = |text: &str, field: u32| {
        chars.clear();
        token::each(text, |c, _| chars.push(c));
        let (mut last, mut last_common) = (0, 0);
        token::terms(chars, |key| {
            let Some(term) = token::near(key) else {
                met.far(key, place, field);
                last = 0;
                return;
            };
            met.near(term, place, field);
            let now = common.of(term);
            let three = token::joined_near(last, term);
            if last > 0 && common.has(three, last_common, now) {
                met.near(three, place, field);
            }
            // What ends with a letter is a term of three in any case.
            (last, last_common) = if token::is_plain_pair(term) { (term, now) } else { (0, 0) };
        });
    };
    document.head().for_each(|text| fold(text, 0));
    document.texts.iter().for_each(|text| fold(text, 1));
    let number = token::number(&token::folded(document.number));
    let serial = number.as_deref().map(token::serial);
    let numbers = [number.as_deref(), serial].into_iter().flatten().filter_map(token::number_key);
    let names = document.names.iter().chain(&document.heads).filter_map(|name| token::name_key(&token::folded(name)));
    numbers.chain(names).for_each(|key| met.far(key, place, 0));
}
