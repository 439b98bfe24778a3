//! Merges the runs' terms into files of about the same size.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BTreeMap, BinaryHeap};

use super::frequency::Common;
use super::met::Reader;
use super::{Put, Run};
use crate::format::{self, Holds, Name, TermsWriter};
use crate::token::Key;

/// Bytes from which on a file of terms may end, at a key that is chosen by itself, so that files
/// before and after a change keep their bounds.
const MAY_END: usize = 2000;
/// Bytes from which on it ends.
const ENDS: usize = 4000;
/// One key in so many is chosen.
const CHOSEN: u64 = 32;

/// Stretches of about the same number of terms.
pub fn stretches(runs: &[Run], most: usize) -> Vec<(Key, Key)> {
    let Some(longest) = runs.iter().map(|run| &run.terms.noted).max_by_key(|noted| noted.len()) else {
        return Vec::new();
    };
    let step = longest.len().div_ceil(most).max(1);
    let mut bounds: Vec<Key> = longest.chunks(step).skip(1).map(|noted| noted[0].0).collect();
    bounds.insert(0, 0);
    bounds.push(Key::MAX);
    bounds.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Merges the terms from a key up to another.
pub fn merge<E>(
    records: u32,
    common: &Common,
    runs: &[Run],
    (from, to): (Key, Key),
    put: &Put<E>,
) -> Result<Vec<(Key, Name)>, E> {
    let sorted = runs.iter().map(|run| (run.first, &run.terms)).chain([(0, &common.left_out)]);
    let (firsts, mut readers): (Vec<u32>, Vec<Reader>) = sorted.map(|(first, terms)| (first, terms.from(from))).unzip();
    // The next term of each run, the least on top; of the same ones that of the first run.
    let next = |(at, reader): (usize, &Reader)| reader.key.map(|key| Reverse((key, at)));
    let mut queue: BinaryHeap<Reverse<(Key, usize)>> = readers.iter().enumerate().filter_map(next).collect();
    let mut files = Vec::new();
    let mut writer = TermsWriter::new(records);
    let (mut first, mut lists) = (from, [Vec::new(), Vec::new()]);
    let mut close = |first: Key, writer: &mut TermsWriter| {
        let bytes = writer.finish();
        let name = format::name(Holds::Terms, first, &bytes);
        files.push((first, name));
        put(&format::path(name), &bytes)
    };
    while let Some(Reverse((key, _))) = queue.peek().copied().filter(|Reverse((key, _))| *key < to) {
        let chosen = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32 & (CHOSEN - 1) == 0;
        if writer.len() >= ENDS || (chosen && writer.len() >= MAY_END) {
            close(first, &mut writer)?;
            first = key;
        }
        lists.iter_mut().for_each(Vec::clear);
        while let Some(mut top) = queue.peek_mut().filter(|top| top.0.0 == key) {
            let at = top.0.1;
            readers[at].lists(firsts[at], &mut lists);
            match readers[at].next() {
                Some(next) => top.0.0 = next,
                None => drop(PeekMut::pop(top)),
            }
        }
        writer.add(key, common.told(key), &lists[0], &lists[1]);
    }
    if writer.len() > 0 {
        close(first, &mut writer)?;
    }
    Ok(files)
}

/// The column of a facet.
pub fn column(records: u32, runs: &[Run], facet: u32) -> Vec<u8> {
    let mut values: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for run in runs {
        for ((_, value), list) in run.columns.range((facet, 0)..(facet + 1, 0)) {
            values.entry(*value).or_default().extend(list);
        }
    }
    format::write_column(values.iter().map(|(value, list)| (*value, list.as_slice())), records)
}
