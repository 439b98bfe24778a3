//! Withheld texts, kept apart before they go, so that what was written can be searched for them.

use super::disclosure::is_withheld;
use super::registry::Registry;
use super::texts::{self, Fate};
use crate::export::RawProposer;
use crate::fault::Piece;
use crate::read::Record;
use crate::text::Text;
use crate::unpublished::{Cause, Kept, Unpublished};

/// Keeps the texts of a record that are not published, and the names that its pages don't tell.
pub(crate) fn keep<'a>(
    record: &mut Record<'a>,
    document: &Piece,
    proposers: &Registry<'a, RawProposer<'a>>,
    kept: &mut Unpublished<'a>,
) {
    let item = &mut record.item;
    let id = item.id.clone();
    texts::of_item(item, Fate::Withheld, &mut |said, pointer| {
        let place = if document.lines { String::new() } else { format!("/items/{}", record.place.position) };
        let pointer = format!("{place}{}", pointer());
        let text = Text::owned(said.text().into_owned()).into();
        kept.texts.push(Kept { item: Some(id.to_string()), pointer, text, cause: Cause::Withheld });
        None
    });
    if is_withheld(item.disclosure.as_ref()) {
        let known = item.proposers.iter().filter_map(|proposer| proposers.index.get(proposer.as_str()));
        let names = known.map(|at| proposers.list[*at as usize].name.to_string()).collect();
        kept.unnamed.push((id.to_string(), names));
    }
}
