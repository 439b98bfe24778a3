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

/// Checks names and reports. A unit's `service_phone` is allowed to be one.
pub(crate) fn check_head(head: &RawExport, piece: &Piece, faults: &mut Faults) {
    let mut one = |text: &Text, pointer: String| scan(text, &|| pointer.clone(), piece, faults);
    one(&head.publisher.name, "/publisher/name".into());
    for (at, unit) in head.units.iter().enumerate() {
        one(&unit.name, format!("/units/{at}/name"));
    }
    for (at, proposer) in head.proposers.iter().enumerate() {
        one(&proposer.name, format!("/proposers/{at}/name"));
        if let Some(delegation) = &proposer.delegation {
            one(delegation, format!("/proposers/{at}/delegation"));
        }
    }
    for (at, report) in head.reports.iter().enumerate() {
        one(&report.title, format!("/reports/{at}/title"));
        one(&report.text, format!("/reports/{at}/text"));
    }
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
        faults.at(piece, &pointer(), code, what, hint);
    }
}
