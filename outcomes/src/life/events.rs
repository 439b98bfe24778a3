//! Everything dated that happened to an item, or is still to happen, in order: the one place where it
//! is gathered, for the item's page, for lists of what happened last, and for feeds.

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
    /// Which of the item's assignments it is of, 0 where the event is the whole item's; and which of
    /// the replies, evaluations and so on of that assignment.
    pub at: [u32; 2],
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
    /// An owed reply was not there on its due day, of which this is the next; whether or not it came
    /// later.
    Overdue,
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
    /// A promise was not kept by its due day, of which this is the next; whether or not it was later.
    Broken(&'d Commitment<'d>),
    /// The item ended early.
    Ended(EndKind),
}

impl What<'_> {
    /// Whether it took place; `false` for a day that something is due, or on which only time passed.
    pub const fn happened(self) -> bool {
        !matches!(self, Self::Due | Self::Promised(_)) && !self.is_lapse()
    }

    /// Whether nobody did anything, and a day passed.
    pub const fn is_lapse(self) -> bool {
        matches!(self, Self::Overdue | Self::Broken(_))
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
            Self::Replied { .. } | Self::Due | Self::Overdue => 6,
            Self::Evaluated { .. } => 7,
            Self::ClassChanged(_) | Self::Kept(_) | Self::Promised(_) | Self::Broken(_) => 8,
            Self::Ended(_) => 9,
        }
    }
}

/// Events that most items have at most.
const USUAL: usize = 16;

/// The course of an item, earliest first, events of one day in the order of the course; a promise
/// not kept yet and a reply not made stand at their due day.
pub fn events<'d>(item: &'d Item<'d>) -> Vec<Event<'d>> {
    let mut found = Vec::with_capacity(USUAL);
    visit(item, |event| {
        if !event.what.is_lapse() {
            found.push(event);
        }
    });
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
pub fn visit<'d>(item: &'d Item<'d>, mut see: impl FnMut(Event<'d>)) {
    let mut add = |date: Option<PartialDate>, unit, at, what| {
        if let Some(date) = date {
            see(Event { date, unit, at, what });
        }
    };
    let day = |date: Option<Date>| date.map(PartialDate::Day);
    add(day(item.submitted), None, [0; 2], What::Submitted);
    for (duty, assignment) in (0..).zip(&item.assignments) {
        of_duty(item, assignment, |date, at, what| add(day(date), Some(assignment.unit), [duty, at], what));
    }
    for milestone in &item.milestones {
        add(Some(milestone.date), None, [0; 2], What::Milestone(&milestone.text));
    }
    if let Some(end) = &item.end {
        add(day(end.date), None, [0; 2], What::Ended(end.kind));
    }
}

fn of_duty<'d>(item: &Item, assignment: &'d Assignment<'d>, mut add: impl FnMut(Option<Date>, u32, What<'d>)) {
    add(assignment.assigned, 0, What::Assigned(assignment.role));
    add(assignment.accepted, 0, What::Accepted);
    for (at, contact) in (0..).zip(&assignment.contacts) {
        add(contact.date, at, What::Consulted(contact.way));
    }
    add(assignment.opinion.as_ref().and_then(|opinion| opinion.date), 0, What::Opinion);
    add(overdue(item, assignment), 0, What::Overdue);
    for (at, reply) in (0..).zip(&assignment.replies) {
        add(reply.date, at, What::Replied { second: at > 0, class: reply.class });
    }
    if assignment.replies.is_empty() && assignment.owes_reply() && item.end.is_none() {
        add(assignment.due, 0, What::Due);
    }
    for (at, evaluation) in (0..).zip(&assignment.evaluations) {
        add(evaluation.date, at, What::Evaluated { round: evaluation.round, result: evaluation.result });
    }
    for (at, change) in (0..).zip(&assignment.class_changes) {
        add(Some(change.date), at, What::ClassChanged(change.class));
    }
    for (at, commitment) in (0..).zip(&assignment.commitments) {
        match commitment.kept {
            Some(kept) => add(Some(kept), at, What::Kept(commitment)),
            None => add(Some(commitment.due), at, What::Promised(commitment)),
        }
        add(broken(item, commitment), at, What::Broken(commitment));
    }
}

/// The day after an owed reply's due day, if it had not come by then.
fn overdue(item: &Item, assignment: &Assignment) -> Option<Date> {
    let due = assignment.due.filter(|_| assignment.owes_reply())?;
    let until = match (assignment.reply(), &item.end) {
        (Some(reply), _) => Some(reply.date?),
        (None, Some(end)) => Some(end.date?),
        (None, None) => None,
    };
    day_after(due, until)
}

/// The day after a promise's due day, if it had not been kept by then.
fn broken(item: &Item, commitment: &Commitment) -> Option<Date> {
    // Without the day of the end nobody knows whether the promise still held then.
    let end = match &item.end {
        Some(end) => Some(end.date?),
        None => None,
    };
    day_after(commitment.due, [end, commitment.kept].into_iter().flatten().min())
}

/// The day after a due day, unless what was due came by then.
fn day_after(due: Date, until: Option<Date>) -> Option<Date> {
    until.is_none_or(|until| due < until).then(|| due.plus_days(1))
}
