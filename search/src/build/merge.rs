//! Merges the runs' terms into files of about the same size.

use std::collections::BTreeMap;

use super::frequency::Common;
use super::{Put, Run};
use crate::bits::Bytes;
use crate::format::{self, Holds, Name, TermsWriter};
use crate::token::Key;

/// Bytes from which on a file of terms may end, at a key that is chosen by itself, so that files
/// before and after a change keep their bounds.
const MAY_END: usize = 4000;
/// Bytes from which on it ends.
const ENDS: usize = 8000;
/// One key in so many is chosen.
const CHOSEN: u64 = 32;

/// Stretches of about the same number of terms.
pub fn stretches(runs: &[Run], most: usize) -> Vec<(Key, Key)> {
    let Some(longest) = runs.iter().max_by_key(|run| run.keys.len()) else { return Vec::new() };
    let step = longest.keys.len().div_ceil(most).max(1);
    let mut bounds: Vec<Key> = longest.keys.chunks(step).skip(1).map(|keys| keys[0]).collect();
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
    let place = |run: &Run, key: Key| run.keys.partition_point(|known| *known < key);
    let mut at: Vec<usize> = runs.iter().map(|run| place(run, from)).collect();
    let mut keys: Vec<Key> = runs.iter().flat_map(|run| &run.keys[place(run, from)..place(run, to)]).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let mut files = Vec::new();
    let mut writer = TermsWriter::new(records);
    let (mut first, mut lists) = (from, [Vec::new(), Vec::new()]);
    let mut close = |first: Key, writer: &mut TermsWriter| {
        let bytes = writer.finish();
        let name = format::name(Holds::Terms, first, &bytes);
        files.push((first, name));
        put(&format::path(name), &bytes)
    };
    for key in keys {
        let chosen = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32 & (CHOSEN - 1) == 0;
        if writer.len() >= ENDS || (chosen && writer.len() >= MAY_END) {
            close(first, &mut writer)?;
            first = key;
        }
        lists.iter_mut().for_each(Vec::clear);
        for (run, at) in runs.iter().zip(&mut at) {
            if run.keys.get(*at) == Some(&key) {
                read(run, *at, &mut lists);
                *at += 1;
            }
        }
        writer.add(key, common.of(key), &lists[0], &lists[1]);
    }
    if writer.len() > 0 {
        close(first, &mut writer)?;
    }
    Ok(files)
}

/// Reads a run's own lists of a term.
fn read(run: &Run, at: usize, lists: &mut [Vec<u32>; 2]) {
    let start = if at == 0 { 0 } else { run.ends[at - 1] as usize };
    let mut bytes = Bytes(&run.lists[start..]);
    for (list, count) in lists.iter_mut().zip(run.counts[at]) {
        let mut last = 0;
        for _ in 0..count {
            last += bytes.small().unwrap_or_default();
            list.push(last);
        }
    }
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
