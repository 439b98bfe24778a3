//! Disclosure: what is published in full, as a summary or not at all, without contradiction.

use std::fmt::Arguments;

use crate::export::{RawAssignment, RawDisclosure, RawItem};
use crate::fault::{Faults, Piece};
use crate::prose::Prose;
use crate::terms::Disclosure;
use crate::text::Text;

/// Whether a text is withheld (不公开).
pub(crate) fn is_withheld(disclosure: Option<&RawDisclosure>) -> bool {
    disclosure.is_some_and(|disclosure| disclosure.level == Disclosure::Withheld)
}

/// Whether a reply of a duty is withheld: then no free text of the duty is published, for all of it
/// tells of the reply.
pub(crate) fn withholds(assignment: &RawAssignment) -> bool {
    assignment.replies.iter().any(|reply| is_withheld(reply.disclosure.as_ref()))
}

/// Whether what came of an item may be told: its points' answers, effects, outputs and milestones.
pub(crate) fn tells_results(item: &RawItem) -> bool {
    !is_withheld(item.disclosure.as_ref()) && !item.assignments.iter().any(withholds)
}

/// Checks how an item's text and its replies are disclosed.
pub(crate) fn check(item: &RawItem, piece: &Piece, faults: &mut Faults) {
    check_one(item.disclosure.as_ref(), item.text.is_some(), piece, format_args!(""), faults);
    let level = |disclosure: Option<&RawDisclosure>| disclosure.map_or(Disclosure::Full, |one| one.level);
    if item.publication_agreed == Some(false) {
        let refused = |pointer: Arguments, faults: &mut Faults| {
            let what = "the proposers refused publication, but the full text is to be published".to_owned();
            faults.at(piece, pointer, "E0503", what, "set `disclosure` to summary or withheld");
        };
        if item.text.is_some() && level(item.disclosure.as_ref()) == Disclosure::Full {
            refused(format_args!("/text"), faults);
        }
        for (at, assignment) in item.assignments.iter().enumerate() {
            for (i, reply) in assignment.replies.iter().enumerate() {
                let field = if reply.text.is_some() { "text" } else { "attachments" };
                let tells = reply.text.is_some() || !reply.attachments.is_empty();
                if tells && level(reply.disclosure.as_ref()) == Disclosure::Full {
                    refused(format_args!("/assignments/{at}/replies/{i}/{field}"), faults);
                }
            }
        }
    }
    for (at, assignment) in item.assignments.iter().enumerate() {
        for (i, reply) in assignment.replies.iter().enumerate() {
            let here = format_args!("/assignments/{at}/replies/{i}");
            let tells = reply.text.is_some() || !reply.attachments.is_empty();
            check_one(reply.disclosure.as_ref(), tells, piece, here, faults);
            if let Some(header) = &reply.header {
                super::declarations::check_header(header, piece, format_args!("{here}/header"), faults);
            }
        }
    }
}

fn check_one(disclosure: Option<&RawDisclosure>, tells: bool, piece: &Piece, here: Arguments, faults: &mut Faults) {
    let Some(disclosure) = disclosure else { return };
    let blank = |text: &Option<Text>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let empty = |prose: &Option<Prose>| prose.as_ref().is_none_or(|prose| prose.paragraphs().next().is_none());
    let pointer = format_args!("{here}/disclosure");
    match disclosure.level {
        Disclosure::Summary if empty(&disclosure.summary) => {
            let hint = "write the text to be published into `summary`";
            faults.at(piece, pointer, "E0501", "disclosed as a summary, without a summary".into(), hint);
        }
        Disclosure::Withheld if blank(&disclosure.reason) => {
            faults.at(piece, pointer, "E0502", "withheld without a reason".into(), "say why in `reason`");
        }
        Disclosure::Full | Disclosure::Withheld if disclosure.summary.is_some() => {
            let what = format!("there is a summary, but the level is {}", disclosure.level.key());
            faults.at(
                piece,
                format_args!("{pointer}/summary"),
                "E0504",
                what,
                "set the level to summary, or remove it",
            );
        }
        Disclosure::Full if !tells => {
            let what = "disclosed in full, but there is no text".to_owned();
            faults.at(piece, pointer, "W0501", what, "add the text, or leave `disclosure` out");
        }
        _ => {}
    }
}
