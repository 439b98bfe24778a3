//! Personal data in anything that will be published stops the build, with its exact place, or is
//! masked where the publisher asks for that.

use super::texts;
use crate::export::{RawExport, RawItem};
use crate::fault::{Faults, Piece};
use crate::private::{self, Private};
use crate::text::Text;

/// Checks every text of an item that will be published, and masks where `mask` is set.
pub(crate) fn check(item: &mut RawItem, piece: &Piece, mask: bool, faults: &mut Faults) {
    scan_id(&item.id, "/id", piece, faults);
    texts::of_item(item, &mut |text, pointer| scan(text, pointer, piece, mask, faults));
}

/// Checks every text of a document's head that will be published, and masks where `mask` is set.
pub(crate) fn check_head(head: &mut RawExport, piece: &Piece, mask: bool, faults: &mut Faults) {
    texts::ids_of_head(head, &mut |id, pointer| scan_id(id, &pointer(), piece, faults));
    texts::of_head(head, &mut |text, pointer| scan(text, pointer, piece, mask, faults));
}

const fn named(what: Private) -> (&'static str, &'static str) {
    match what {
        Private::Mobile => ("E0601", "a mobile number"),
        Private::Phone => ("E0602", "a phone number"),
        Private::ResidentId => ("E0603", "a resident ID number"),
        Private::BankCard => ("E0604", "a bank-card number"),
        Private::Email => ("E0605", "an e-mail address"),
    }
}

/// An id stands in addresses and can't be masked.
fn scan_id(id: &str, pointer: &str, piece: &Piece, faults: &mut Faults) {
    for finding in private::find(id) {
        let (code, name) = named(finding.what);
        let what = format!("{name} would be published as an id: {}", finding.masked);
        faults.at(piece, pointer, code, what, "give it an id that tells nothing about a person");
    }
}

fn scan<'a>(
    text: &str,
    pointer: &dyn Fn() -> String,
    piece: &Piece,
    mask: bool,
    faults: &mut Faults,
) -> Option<Text<'a>> {
    let found = private::find(text);
    for finding in &found {
        let (code, name) = named(finding.what);
        let (code, what, hint) = if mask {
            let what = format!("{name} is masked: {}", finding.masked);
            ("W0601", what, "remove it from the export, so that it does not depend on masking")
        } else {
            let what = format!("{name} would be published: {}", finding.masked);
            (code, what, "remove it; a unit's own phone belongs in its `service_phone`")
        };
        faults.in_text(piece, &pointer(), finding.offset, code, what, hint);
    }
    (mask && !found.is_empty()).then(|| Text::owned(private::mask(text, &found)))
}
