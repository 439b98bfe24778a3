//! Personal data in anything that will be published stops the build, with its exact place.

use super::texts;
use crate::export::{RawExport, RawItem};
use crate::fault::{Faults, Piece};
use crate::private::{self, Private};
use crate::text::Text;

/// Checks every text of an item that will be published.
pub(crate) fn check(item: &RawItem, piece: &Piece, faults: &mut Faults) {
    texts::of_item(item, &mut |text, pointer| scan(text, pointer, piece, faults));
}

/// Checks every text of a document's head that will be published.
pub(crate) fn check_head(head: &RawExport, piece: &Piece, faults: &mut Faults) {
    texts::of_head(head, &mut |text, pointer| scan(text, pointer, piece, faults));
}

fn scan(text: &Text, pointer: &dyn Fn() -> String, piece: &Piece, faults: &mut Faults) {
    for finding in private::find(text) {
        let (code, name) = match finding.what {
            Private::Mobile => ("E0601", "a mobile number"),
            Private::Phone => ("E0602", "a phone number"),
            Private::ResidentId => ("E0603", "a resident ID number"),
            Private::BankCard => ("E0604", "a bank-card number"),
            Private::Email => ("E0605", "an e-mail address"),
        };
        let what = format!("{name} would be published: {}", finding.masked);
        let hint = "remove it; a unit's own phone belongs in its `service_phone`";
        faults.in_text(piece, &pointer(), finding.offset, code, what, hint);
    }
}
