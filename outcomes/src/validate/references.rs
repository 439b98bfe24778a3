//! Ids and references: whether an id can be one, and whether what is referred to exists.

use std::fmt::Arguments;

use rustc_hash::FxHashMap;

use super::Scope;
use crate::export::RawItem;
use crate::fault::{Faults, Piece};
use crate::read::shape;
use crate::text::Text;

/// Ids stand in addresses: letters, digits, `-`, `_`, `.`, 1–64 of them, beginning with no dot.
pub(crate) fn check_id(id: &str, piece: &Piece, pointer: &str, faults: &mut Faults) {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if id.is_empty() || id.len() > 64 || id.starts_with('.') || !id.bytes().all(allowed) {
        let what = format!("{id:?} can't be an id");
        let hint = "use 1 to 64 of the letters a–z, digits, `-`, `_` and `.`, not beginning with a dot";
        faults.at(piece, pointer, "E0201", what, hint);
    }
}

/// Longer lists hold numbered ids: the nearest to a wrong one is there by chance, and looking for it
/// in each of thousands of faults takes long.
const FEW: usize = 500;

pub(super) fn known<V>(
    names: &FxHashMap<Text<'_>, V>,
    id: &str,
    thing: &str,
    piece: &Piece,
    pointer: Arguments,
    faults: &mut Faults,
) {
    if !names.contains_key(id) {
        let what = format!("there is no {thing} {id:?}");
        let near = (names.len() <= FEW).then(|| shape::suggestion(id, names.keys().map(Text::as_str))).flatten();
        let hint = match near {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("add it to the list, or name another {thing}"),
        };
        faults.at(piece, pointer, "E0203", what, &hint);
    }
}

/// Whether everything that an item refers to exists.
pub(crate) fn check(item: &RawItem, piece: &Piece, scope: &Scope, faults: &mut Faults) {
    let names = scope.names;
    known(&names.sessions, &item.session, "session", piece, format_args!("/session"), faults);
    if let Some(category) = &item.category {
        known(&names.categories, category, "category", piece, format_args!("/category"), faults);
    }
    for (at, proposer) in item.proposers.iter().enumerate() {
        let pointer = format_args!("/proposers/{at}");
        known(&names.proposers, proposer, "proposer", piece, pointer, faults);
        if item.proposers[..at].contains(proposer) {
            let what = format!("the proposer {:?} is named twice", proposer.as_str());
            faults.at(piece, pointer, "E0202", what, "name each proposer once, the lead first");
        }
    }
    if let Some(into) = item.end.as_ref().and_then(|end| end.into.as_ref()) {
        known(&names.items, into, "item", piece, format_args!("/end/into"), faults);
        if *into == item.id {
            let what = format!("the item {:?} is merged into itself", into.as_str());
            faults.at(piece, "/end/into", "E0205", what, "name the item that it was merged into");
        }
    }
    for (at, assignment) in item.assignments.iter().enumerate() {
        let here = format_args!("/assignments/{at}");
        known(&names.units, &assignment.unit, "unit", piece, format_args!("{here}/unit"), faults);
        for (i, reply) in assignment.replies.iter().enumerate() {
            if let Some(class) = &reply.class {
                known(&names.classes, class, "outcome class", piece, format_args!("{here}/replies/{i}/class"), faults);
            }
        }
        for (i, change) in assignment.class_changes.iter().enumerate() {
            let pointer = format_args!("{here}/class_changes/{i}/class");
            known(&names.classes, &change.class, "outcome class", piece, pointer, faults);
        }
        for (i, evaluation) in assignment.evaluations.iter().enumerate() {
            let here = format_args!("{here}/evaluations/{i}");
            known(&names.grades, &evaluation.result, "evaluation grade", piece, format_args!("{here}/result"), faults);
            if let Some(attitude) = &evaluation.attitude {
                known(&names.grades, attitude, "evaluation grade", piece, format_args!("{here}/attitude"), faults);
            }
            if let Some(proposer) = &evaluation.proposer {
                known(&names.proposers, proposer, "proposer", piece, format_args!("{here}/proposer"), faults);
            }
        }
    }
}
