//! Everything dated that happened to an item, or is still to happen, in order.

use crate::dataset::{Assignment, ClassIx, Commitment, GradeIx, Item, UnitIx};
use crate::date::{Date, PartialDate};
use crate::terms::{ContactWay, EndKind, Role};

/// One dated event of an item's course.
#[derive(Clone, Copy, Debug)]
pub struct Event<'d> {
    /// As much of the day as is known.
    pub date: PartialDate,
    /// The unit concerned; `None` where the event is the whole item's.
    pub unit: Option<UnitIx>,
    /// What happened.
    pub what: What<'d>,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug)]
pub enum What<'d> {
    /// 提出.
    Submitted,
    /// 交办, with the unit's role where the source states one.
    Assigned(Option<Role>),
    /// 签收.
    Accepted,
    /// 沟通.
    Consulted(ContactWay),
    /// A joint unit gave its opinion to the lead.
    Opinion,
    /// A step of the work, in the publisher's words.
    Milestone(&'d str),
    /// 答复.
    Replied {
        /// Whether it is the reply of a second handling.
        second: bool,
        /// Its outcome class, where stated.
        class: Option<ClassIx>,
    },
    /// The reply that is owed and not made is due.
    Due,
    /// 评价.
    Evaluated {
        /// Round, 1 or 2.
        round: u8,
        /// Grade of the result.
        result: GradeIx,
    },
    /// The class was changed to this one.
    ClassChanged(ClassIx),
    /// A promise was kept.
    Kept(&'d Commitment<'d>),
    /// A promise that is not kept yet is due.
    Promised(&'d Commitment<'d>),
    /// The item ended early.
    Ended(EndKind),
}

impl What<'_> {
    /// Whether it took place; `false` for a day that something is due.
    pub const fn happened(self) -> bool {
        !matches!(self, Self::Due | Self::Promised(_))
    }

    /// Place among the events of one day, in the order of the course.
    const fn rank(self) -> u8 {
        match self {
            Self::Submitted => 0,
            Self::Assigned(_) => 1,
            Self::Accepted => 2,
            Self::Consulted(_) => 3,
            Self::Opinion => 4,
            Self::Milestone(_) => 5,
            Self::Replied { .. } | Self::Due => 6,
            Self::Evaluated { .. } => 7,
            Self::ClassChanged(_) | Self::Kept(_) | Self::Promised(_) => 8,
            Self::Ended(_) => 9,
        }
    }
}

/// The events of an item, earliest first, those of one day in the order of the course; a promise
/// not kept yet and a reply not made stand at their due day.
pub fn events<'d>(item: &'d Item<'d>) -> Vec<Event<'d>> {
    let mut found = Vec::new();
    visit(item, |event| found.push(event));
    found.sort_by_key(place);
    found
}

/// The last thing that happened up to a day; `None` where nothing is dated.
pub fn latest<'d>(item: &'d Item<'d>, as_of: Date) -> Option<Event<'d>> {
    let mut latest: Option<Event> = None;
    visit(item, |event| {
        let past = event.what.happened() && event.date.earliest().is_some_and(|day| day <= as_of);
        if past && latest.is_none_or(|known| place(&known) <= place(&event)) {
            latest = Some(event);
        }
    });
    latest
}

/// What events are ordered by.
fn place(event: &Event) -> (Option<Date>, u8) {
    (event.date.earliest(), event.what.rank())
}

/// Gives every event, in the order that the item tells them.
fn visit<'d>(item: &'d Item<'d>, mut see: impl FnMut(Event<'d>)) {
    let mut add = |date: Option<PartialDate>, unit, what| {
        if let Some(date) = date {
            see(Event { date, unit, what });
        }
    };
    let day = |date: Option<Date>| date.map(PartialDate::Day);
    add(day(item.submitted), None, What::Submitted);
    for assignment in &item.assignments {
        of_duty(item, assignment, |date, what| add(day(date), Some(assignment.unit), what));
    }
    for milestone in &item.milestones {
        add(Some(milestone.date), None, What::Milestone(&milestone.text));
    }
    if let Some(end) = &item.end {
        add(day(end.date), None, What::Ended(end.kind));
    }
}

fn of_duty<'d>(item: &Item, assignment: &'d Assignment<'d>, mut add: impl FnMut(Option<Date>, What<'d>)) {
    add(assignment.assigned, What::Assigned(assignment.role));
    add(assignment.accepted, What::Accepted);
    for contact in &assignment.contacts {
        add(contact.date, What::Consulted(contact.way));
    }
    add(assignment.opinion.as_ref().and_then(|opinion| opinion.date), What::Opinion);
    for (at, reply) in assignment.replies.iter().enumerate() {
        add(reply.date, What::Replied { second: at > 0, class: reply.class });
    }
    if assignment.replies.is_empty() && assignment.owes_reply() && item.end.is_none() {
        add(assignment.due, What::Due);
    }
    for evaluation in &assignment.evaluations {
        add(evaluation.date, What::Evaluated { round: evaluation.round, result: evaluation.result });
    }
    for change in &assignment.class_changes {
        add(Some(change.date), What::ClassChanged(change.class));
    }
    for commitment in &assignment.commitments {
        match commitment.kept {
            Some(kept) => add(Some(kept), What::Kept(commitment)),
            None => add(Some(commitment.due), What::Promised(commitment)),
        }
    }
}
