//! What a mapping did, in words: what it leaves out, what it had to decide, and which fields it does not use.

use std::collections::BTreeMap;

use super::apply::{Found, Kind};
use super::mapped::Mapped;

/// Values that a condition turned away, which are named; the others are counted.
const SHOWN: usize = 8;

/// One line for everything that is no error and yet worth knowing.
pub fn told(mapped: &Mapped) -> Vec<String> {
    let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let mut notes = Vec::new();
    let mut turned_away: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for found in mapped.applied.report.sorted().into_iter().filter(|found| !found.kind.is_error()) {
        let (at, words, often) = (&found.at, &found.words, times(found.count));
        if found.kind == Kind::Conditional {
            turned_away.entry(at).or_default().push(found);
            continue;
        }
        notes.push(match found.kind {
            Kind::Defaulted => format!("{at}: the default stands for {words:?}, which is not listed, {often}"),
            Kind::PassedOver => {
                format!("{at}: a second value was passed over, since a path before it has one, {often}")
            }
            _ => format!("{at}: left out {often}, since nobody is named"),
        });
    }
    for (at, mut values) in turned_away {
        values.sort_by_key(|found| std::cmp::Reverse(found.count));
        let shown: Vec<String> =
            values.iter().take(SHOWN).map(|found| format!("{:?} {}", found.words, times(found.count))).collect();
        let more = values.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(", and {more} other values") } else { String::new() };
        notes.push(format!("{at}: left out by its condition for {}{more}", shown.join(", ")));
    }
    let unused = mapped.unused();
    if !unused.is_empty() {
        let fields: Vec<String> = unused.iter().map(|(path, count)| format!("{path} ({count})")).collect();
        notes.push(format!("fields that no rule uses, with their values: {}", fields.join(", ")));
    }
    notes
}
