//! What a mapping did: what it leaves out, what it had to decide, and which fields it does not use.

use std::collections::BTreeMap;

use super::apply::Kind;
use super::mapped::Mapped;
use crate::note::Note;

/// Everything that is no error and yet worth knowing.
pub fn told(mapped: &Mapped) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut turned_away: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
    for found in mapped.applied.report.sorted().into_iter().filter(|found| !found.kind.is_error()) {
        let (at, value, count) = (found.at.clone(), found.words.clone(), found.count);
        match found.kind {
            Kind::Conditional => turned_away.entry(&found.at).or_default().push((value, count)),
            Kind::Defaulted => notes.push(Note::Defaulted { at, value, count }),
            Kind::PassedOver => notes.push(Note::PassedOver { at, count }),
            _ => notes.push(Note::Unnamed { at, count }),
        }
    }
    for (at, mut values) in turned_away {
        values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        notes.push(Note::TurnedAway { at: at.to_owned(), values });
    }
    let fields = mapped.unused();
    if !fields.is_empty() {
        notes.push(Note::Unused { fields });
    }
    notes
}
