//! Life cycle: where an item stands, computed from its dates as of the export's day.

mod events;
mod promise;
mod standing;

pub use events::{Event, What, events, latest, visit};
pub use promise::PromiseState;
pub use standing::{is_closed, standing};

use crate::dataset::{Assignment, ClassIx, Dataset, Item, ItemIx, UnitIx};
use crate::date::Date;
use crate::rates::Reading;
use crate::terms::EndKind;

/// The steps of the regular course.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// 提出.
    Submitted,
    /// 交办.
    Assigned,
    /// 签收.
    Accepted,
    /// 面商.
    Consulted,
    /// 答复.
    Replied,
    /// 评价.
    Evaluated,
    /// 办结.
    Closed,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Assigned,
        Self::Accepted,
        Self::Consulted,
        Self::Replied,
        Self::Evaluated,
        Self::Closed,
    ];

    /// The name in catalogues and data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Assigned => "assigned",
            Self::Accepted => "accepted",
            Self::Consulted => "consulted",
            Self::Replied => "replied",
            Self::Evaluated => "evaluated",
            Self::Closed => "closed",
        }
    }
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// Handed over, not assigned yet.
    Submitted,
    /// Being handled, in time.
    Handling,
    /// An owed reply is past its due day.
    Overdue,
    /// Some owed replies are made, others are still in time.
    PartlyReplied,
    /// Replied, but a latest evaluation is dissatisfied: 二次办理.
    SecondHandling,
    /// Every owed reply made and no latest evaluation dissatisfied: 办结.
    Closed,
    /// 撤回.
    Withdrawn,
    /// 退回.
    Returned,
    /// 并入.
    Merged,
    /// The export does not say what became of it.
    Unstated,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Handling,
        Self::Overdue,
        Self::PartlyReplied,
        Self::SecondHandling,
        Self::Closed,
        Self::Withdrawn,
        Self::Returned,
        Self::Merged,
        Self::Unstated,
    ];

    /// The name in catalogues and data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Handling => "handling",
            Self::Overdue => "overdue",
            Self::PartlyReplied => "partly-replied",
            Self::SecondHandling => "second-handling",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
            Self::Returned => "returned",
            Self::Merged => "merged",
            Self::Unstated => "unstated",
        }
    }

    /// Whether somebody still has to act.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Handling | Self::Overdue | Self::PartlyReplied | Self::SecondHandling)
    }
}

/// One step of an item's course.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// Step.
    pub step: Step,
    /// Whether it was reached.
    pub reached: bool,
    /// Day, where known.
    pub date: Option<Date>,
}

/// An item's course and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Life {
    /// Where it stands.
    pub state: State,
    /// The seven steps.
    pub steps: [Reached; 7],
    /// Earliest due day of an owed reply that is not made; `None` where none is open or known, and
    /// where the item ended early.
    pub due: Option<Date>,
    /// Days from the as-of day to `due`; negative when late.
    pub days_left: Option<i32>,
    /// Replied, and the proposers have not evaluated yet (待评价).
    pub awaits_evaluation: bool,
}

/// An owed reply that is not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// Item.
    pub item: ItemIx,
    /// Unit that owes it.
    pub unit: UnitIx,
    /// Day it was assigned.
    pub assigned: Date,
    /// Due day.
    pub due: Option<Date>,
    /// Days from assigned to the as-of day, 0 or more.
    pub days: i32,
    /// Days past the due day; 0 where in time.
    pub days_late: i32,
}

/// Whether the export tells neither dates nor a reply of a duty.
pub fn is_unstated(assignment: &Assignment) -> bool {
    assignment.assigned.is_none() && assignment.due.is_none() && assignment.replies.is_empty()
}

/// Whether a talk with the proposers took place before the reply (面商).
pub fn consulted(assignment: &Assignment) -> bool {
    assignment.contacts.iter().any(|contact| {
        contact.before_reply.unwrap_or(match (contact.date, assignment.reply()) {
            (_, None) => true,
            (Some(date), Some(reply)) => reply.date.is_some_and(|replied| date <= replied),
            (None, Some(_)) => false,
        })
    })
}

/// A class raised after the reply (B → A).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised {
    /// Class of the first reply that states one.
    pub was: ClassIx,
    /// Class in force.
    pub is: ClassIx,
    /// Day of the latest change.
    pub date: Date,
}

/// Whether the class in force counts as more than the one replied with; `None` without a later
/// change.
pub fn raised(data: &Dataset, assignment: &Assignment) -> Option<Raised> {
    let was = assignment.replies.iter().find_map(|reply| reply.class)?;
    let (is, date) = (assignment.class()?, assignment.class_changes.last()?.date);
    let counts_as = |class: ClassIx| data.classes[class.at()].counts_as;
    (counts_as(is) < counts_as(was)).then_some(Raised { was, is, date })
}

/// Where an item stands as of its export's day.
pub fn life(data: &Dataset, item: &Item) -> Life {
    let as_of = data.sources[item.source.at()].as_of;
    let owed = || item.assignments.iter().filter(|assignment| assignment.owes_reply());
    let open = || owed().filter(|assignment| item.end.is_none() && assignment.replies.is_empty());
    let due = open().filter_map(|assignment| assignment.due).min();
    let state = state(data, item, as_of);
    let all_replied = owed().next().is_some() && owed().all(|assignment| !assignment.replies.is_empty());
    let evaluated = owed().any(|assignment| !assignment.evaluations.is_empty());
    let answered = owed().map(|assignment| assignment.reply().and_then(|reply| reply.date)).min().flatten();
    let reply_day = answered.and(owed().filter_map(|assignment| assignment.reply()?.date).max());
    let last_reply =
        answered.and(owed().flat_map(|assignment| &assignment.replies).filter_map(|reply| reply.date).max());
    let evaluation_day = owed().flat_map(|assignment| &assignment.evaluations).filter_map(|e| e.date).max();
    let first = |day: fn(&Assignment) -> Option<Date>| item.assignments.iter().filter_map(day).min();
    let consulted = || owed().filter(|assignment| consulted(assignment));
    let contact_day = consulted().flat_map(|assignment| &assignment.contacts).filter_map(|contact| contact.date).min();
    let assigned = first(|assignment| assignment.assigned);
    let step = |step, reached, date| Reached { step, reached, date };
    let steps = [
        step(Step::Submitted, true, item.submitted),
        step(Step::Assigned, !item.assignments.is_empty(), assigned),
        step(
            Step::Accepted,
            item.assignments.iter().any(|a| a.accepted.is_some() || !a.replies.is_empty()),
            first(|assignment| assignment.accepted),
        ),
        step(Step::Consulted, consulted().next().is_some(), contact_day),
        step(Step::Replied, all_replied, reply_day),
        step(Step::Evaluated, evaluated, evaluation_day),
        step(
            Step::Closed,
            state == State::Closed,
            if state == State::Closed { last_reply.and(last_reply.max(evaluation_day)) } else { None },
        ),
    ];
    Life {
        state,
        steps,
        due,
        days_left: due.map(|due| due.days_since(as_of)),
        awaits_evaluation: state == State::Closed
            && owed().any(|assignment| standing(data, item, assignment, Reading::Latest).is_none()),
    }
}

fn state(data: &Dataset, item: &Item, as_of: Date) -> State {
    if let Some(end) = &item.end {
        return match end.kind {
            EndKind::Withdrawn => State::Withdrawn,
            EndKind::Returned => State::Returned,
            EndKind::Merged => State::Merged,
        };
    }
    if item.assignments.is_empty() {
        return State::Submitted;
    }
    let owed = || item.assignments.iter().filter(|assignment| assignment.owes_reply());
    let open = || owed().filter(|assignment| assignment.replies.is_empty());
    let replied = owed().any(|assignment| !assignment.replies.is_empty());
    if is_closed(data, item) {
        State::Closed
    } else if open().any(|assignment| assignment.due.is_some_and(|due| due < as_of)) {
        State::Overdue
    } else if item.assignments.iter().all(|a| a.role.is_none()) || (!replied && owed().all(is_unstated)) {
        State::Unstated
    } else if open().next().is_none() {
        State::SecondHandling
    } else if replied {
        State::PartlyReplied
    } else {
        State::Handling
    }
}
