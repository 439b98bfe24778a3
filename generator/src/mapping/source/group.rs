//! Which rows of a file are one record: those that agree in the fields that the mapping groups by.

use rustc_hash::FxHashMap;

use super::File;
use crate::mapping::apply::is_filled;
use crate::mapping::config::SourceForm;
use crate::mapping::spare::Spare;
use crate::mapping::value::Value;

/// The rows of each record, in the order in which records come first. A field that is empty continues what stands
/// above it, as merged cells do; a row that is no JSON is a record of its own.
pub fn group(file: &File, form: &SourceForm) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let mut above: Vec<String> = Vec::new();
    let mut spare = Spare::default();
    for row in 0..file.rows() {
        let Ok(value) = file.row(&mut spare, row) else {
            groups.push(vec![row]);
            continue;
        };
        let mut key: Vec<String> = form.group.0.iter().map(|path| word(path, &value, &form.empty)).collect();
        for (here, above) in key.iter_mut().zip(&above) {
            if here.is_empty() {
                here.clone_from(above);
            }
        }
        spare.keep(value);
        above.clone_from(&key);
        let is_named = key.iter().any(|word| !word.is_empty());
        match known.get(&key).filter(|_| is_named) {
            Some(at) => groups[*at].push(row),
            None => {
                known.insert(key, groups.len());
                groups.push(vec![row]);
            }
        }
    }
    groups
}

/// The first value that a path leads to; nothing where it is none.
fn word(path: &crate::mapping::path::Path, row: &Value, empty: &[String]) -> String {
    let mut word = String::new();
    path.visit(row, &mut |value, _| {
        let words = value.words().unwrap_or_default();
        if word.is_empty() && is_filled(words.trim(), empty) {
            words.trim().clone_into(&mut word);
        }
    });
    word
}
