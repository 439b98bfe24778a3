//! Attachments: only listed types, and no path that leads out of the export's folder. Whether a file is
//! there is asked where files are read.

use std::fmt::Arguments;

use crate::export::{ATTACHMENT_TYPES, RawAttachment, RawExport, RawItem};
use crate::fault::{Faults, Piece};

/// Checks the attachments of an item's replies.
pub(crate) fn check(item: &RawItem, piece: &Piece, faults: &mut Faults) {
    for (at, assignment) in item.assignments.iter().enumerate() {
        for (i, reply) in assignment.replies.iter().enumerate() {
            let here = format_args!("/assignments/{at}/replies/{i}/attachments");
            check_list(&reply.attachments, piece, here, faults);
        }
    }
}

/// Checks the attachments of a document's reports.
pub(crate) fn check_head(head: &RawExport, piece: &Piece, faults: &mut Faults) {
    for (at, report) in head.reports.iter().enumerate() {
        check_list(&report.attachments, piece, format_args!("/reports/{at}/attachments"), faults);
    }
}

fn check_list(list: &[RawAttachment], piece: &Piece, here: Arguments, faults: &mut Faults) {
    for (at, one) in list.iter().enumerate() {
        let pointer = format_args!("{here}/{at}/file");
        if !one.stays_inside() {
            let what = format!("the path {:?} leads out of the export's folder, or is none", one.file.as_str());
            let hint = "write the path from the export's folder, such as attachments/reply.pdf";
            faults.at(piece, pointer, "E0505", what, hint);
        } else if one.ending().is_none() {
            let what = format!("the file {:?} is of a type that is not published", one.file.as_str());
            faults.at(piece, pointer, "E0506", what, &format!("these are: {}", ATTACHMENT_TYPES.join(", ")));
        }
    }
}
