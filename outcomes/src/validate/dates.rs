//! The order of dates: nothing happens before what it follows, and nothing after the as-of day.

use std::fmt::Arguments;

use super::Scope;
use crate::date::Date;
use crate::export::{RawAssignment, RawExport, RawItem};
use crate::fault::{Faults, Piece};

/// Checks the document's own dates.
pub(crate) fn check_head(head: &RawExport, piece: &Piece, faults: &mut Faults) {
    if let Some(exported) = head.exported.filter(|exported| *exported < head.as_of) {
        let what = format!("exported on {exported}, before the as-of day {}", head.as_of);
        faults.at(piece, "/exported", "E0301", what, "the as-of day can't lie after the day of export");
    }
}

struct Order<'o, 'p> {
    piece: &'o Piece<'p>,
    as_of: Date,
    faults: &'o mut Faults,
}

impl Order<'_, '_> {
    /// `later` may not lie before `earlier`.
    fn after(&mut self, pointer: Arguments, name: &str, later: Option<Date>, before: &str, earlier: Option<Date>) {
        if let (Some(later), Some(earlier)) = (later, earlier)
            && later < earlier
        {
            let what = format!("{name} on {later} lies before {before} on {earlier}");
            self.faults.at(self.piece, pointer, "E0301", what, "correct one of the two dates");
        }
    }

    /// Nothing that has happened lies after the as-of day.
    fn past(&mut self, pointer: Arguments, name: &str, date: Option<Date>) {
        if let Some(date) = date.filter(|date| *date > self.as_of) {
            let what = format!("{name} on {date} lies after the as-of day {}", self.as_of);
            self.faults.at(self.piece, pointer, "E0302", what, "correct the date, or the export's as_of");
        }
    }
}

/// Checks the order of all dates of an item.
pub(crate) fn check(item: &RawItem, piece: &Piece, scope: &Scope, faults: &mut Faults) {
    let mut order = Order { piece, as_of: scope.as_of, faults };
    order.past(format_args!("/submitted"), "submission", item.submitted);
    let end = item.end.as_ref().and_then(|end| end.date);
    order.past(format_args!("/end/date"), "the early end", end);
    order.after(format_args!("/end/date"), "the early end", end, "submission", item.submitted);
    for (at, assignment) in item.assignments.iter().enumerate() {
        check_assignment(assignment, format_args!("/assignments/{at}"), item.submitted, &mut order);
    }
}

fn check_assignment(raw: &RawAssignment, at: Arguments, submitted: Option<Date>, order: &mut Order) {
    let start = raw.assigned.or(submitted);
    order.past(format_args!("{at}/assigned"), "assignment", raw.assigned);
    order.past(format_args!("{at}/accepted"), "acceptance", raw.accepted);
    order.after(format_args!("{at}/assigned"), "assignment", raw.assigned, "submission", submitted);
    order.after(format_args!("{at}/accepted"), "acceptance", raw.accepted, "assignment", start);
    order.after(format_args!("{at}/due"), "the due day", raw.due, "assignment", start);
    if let Some(extension) = &raw.extension {
        order.after(
            format_args!("{at}/extension/until"),
            "the extension's end",
            Some(extension.until),
            "assignment",
            start,
        );
        order.past(format_args!("{at}/extension/approved"), "the extension's approval", extension.approved);
    }
    for (i, contact) in raw.contacts.iter().enumerate() {
        let pointer = format_args!("{at}/contacts/{i}/date");
        order.past(pointer, "a contact", contact.date);
        order.after(pointer, "a contact", contact.date, "submission", submitted);
    }
    let first = raw.replies.first().and_then(|reply| reply.date);
    for (i, contact) in raw.contacts.iter().enumerate().filter(|(_, contact)| contact.before_reply == Some(true)) {
        let pointer = format_args!("{at}/contacts/{i}/date");
        if let (Some(date), Some(replied)) = (contact.date, first)
            && date > replied
        {
            let what = format!("a contact before the reply, but on {date}, after the reply on {replied}");
            order.faults.at(order.piece, pointer, "E0301", what, "correct one of the two dates, or `before_reply`");
        }
    }
    let mut previous = None;
    for (i, reply) in raw.replies.iter().enumerate() {
        let pointer = format_args!("{at}/replies/{i}/date");
        order.past(pointer, "a reply", reply.date);
        order.after(pointer, "a reply", reply.date, "assignment", start);
        order.after(pointer, "the second reply", reply.date, "the first reply", previous);
        previous = reply.date.or(previous);
    }
    if let Some(opinion) = &raw.opinion {
        order.past(format_args!("{at}/opinion/date"), "an opinion", opinion.date);
        order.after(format_args!("{at}/opinion/date"), "an opinion", opinion.date, "assignment", start);
    }
    for (i, change) in raw.class_changes.iter().enumerate() {
        let pointer = format_args!("{at}/class_changes/{i}/date");
        order.past(pointer, "a change of class", Some(change.date));
        order.after(pointer, "a change of class", Some(change.date), "the reply", first);
    }
    for (i, evaluation) in raw.evaluations.iter().enumerate() {
        let pointer = format_args!("{at}/evaluations/{i}/date");
        let round = usize::from(evaluation.round.unwrap_or(1));
        let judged = raw.replies.get(round.saturating_sub(1)).and_then(|reply| reply.date).or(first);
        order.past(pointer, "an evaluation", evaluation.date);
        order.after(pointer, "an evaluation", evaluation.date, "the reply", judged);
    }
    for (i, commitment) in raw.commitments.iter().enumerate() {
        let kept = format_args!("{at}/commitments/{i}/kept");
        order.past(kept, "a commitment's keeping", commitment.kept);
        let due = format_args!("{at}/commitments/{i}/due");
        let (name, from) = if first.is_some() { ("the reply", first) } else { ("assignment", start) };
        order.after(due, "a commitment's due day", Some(commitment.due), name, from);
    }
}
