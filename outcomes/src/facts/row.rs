//! One item and one duty, reduced to what counts look at: no texts, no names, no single days.

use crate::dataset::{Assignment, CategoryIx, ClassIx, Dataset, Item, Publication, SessionIx, UnitIx};
use crate::life;
use crate::rates::Reading;
use crate::summary::Month;
use crate::terms::{CountsAs, EndKind, Judgement, Kind, Role};

/// A calendar month as one number: twelve times the year (1–9999) and the month (0–11).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthNo(pub u32);

impl MonthNo {
    /// The number of a month.
    pub const fn of((year, month): Month) -> Self {
        Self(year as u32 * 12 + month as u32 - 1)
    }

    /// The year, 1–9999.
    pub const fn year(self) -> u32 {
        self.0 / 12
    }

    /// The month, 1–12.
    pub const fn month(self) -> u32 {
        self.0 % 12 + 1
    }
}

/// Whether an owed reply came in time, judged on the export's own day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Timeliness {
    /// Not replied, and not past the due day.
    Waiting,
    /// Not replied and past the due day.
    Overdue,
    /// Replied by the due day.
    OnTime,
    /// Replied after the due day.
    Late,
    /// Replied, on a day or to a due day that the export does not tell.
    Unjudged,
}

impl Timeliness {
    /// Every term, in the order of [`Timeliness`].
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Overdue, Self::OnTime, Self::Late, Self::Unjudged];

    /// The name in addresses and catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Unjudged => "unjudged",
        }
    }

    /// Whether the reply is made.
    pub const fn replied(self) -> bool {
        matches!(self, Self::OnTime | Self::Late | Self::Unjudged)
    }
}

/// An item (件) as counts see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItemFact {
    /// Session.
    pub session: SessionIx,
    /// Kind.
    pub kind: Kind,
    /// Subject category, where known and not withheld.
    pub category: Option<CategoryIx>,
    /// How it ended early, if it did.
    pub end: Option<EndKind>,
    /// Whether every owed reply is made and no latest evaluation dissatisfied.
    pub closed: bool,
}

impl ItemFact {
    /// The facts of an item.
    pub fn of(data: &Dataset, item: &Item) -> Self {
        Self {
            session: item.session,
            kind: item.kind,
            category: item.category,
            end: item.end.as_ref().map(|end| end.kind),
            closed: life::is_closed(data, item),
        }
    }
}

/// One unit's duty (件次) as counts see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DutyFact {
    /// Unit.
    pub unit: UnitIx,
    /// Role; `None` where the source does not say.
    pub role: Option<Role>,
    /// Whether the export tells neither dates nor a reply.
    pub silent: bool,
    /// Whether a joint unit gave its opinion.
    pub opinion: bool,
    /// Whether a talk took place before the reply.
    pub consulted: bool,
    /// Whether none did and the proposer waived it.
    pub waived: bool,
    /// Whether the class was raised after the reply.
    pub upgraded: bool,
    /// Where the reply stands; [`Timeliness::Waiting`] where none is owed.
    pub timeliness: Timeliness,
    /// Standing evaluation of the first round; only of what is replied.
    pub first: Option<Judgement>,
    /// Standing evaluation, latest; only of what is replied.
    pub latest: Option<Judgement>,
    /// Class in force and what it counts as; only of what is replied.
    pub class: Option<(ClassIx, CountsAs)>,
    /// Month of assignment, where role and day are known.
    pub month: Option<MonthNo>,
    /// Days from assigned to the first reply.
    pub days: Option<u32>,
    /// Commitments kept, open and overdue.
    pub commitments: [u32; 3],
    /// Replies published in full, as a summary, withheld, and without a text.
    pub replies: [u32; 4],
}

impl DutyFact {
    /// A duty of which nothing is known but its unit and role.
    pub const fn blank(unit: UnitIx, role: Option<Role>) -> Self {
        Self {
            unit,
            role,
            silent: false,
            opinion: false,
            consulted: false,
            waived: false,
            upgraded: false,
            timeliness: Timeliness::Waiting,
            first: None,
            latest: None,
            class: None,
            month: None,
            days: None,
            commitments: [0; 3],
            replies: [0; 4],
        }
    }

    /// Whether its role owes a reply of its own.
    pub fn is_owing(&self) -> bool {
        self.role.is_some_and(Role::owes_reply)
    }

    /// Month of assignment of an owed reply, where known.
    pub fn owed_month(&self) -> Option<MonthNo> {
        self.month.filter(|_| self.is_owing())
    }

    /// Whether it is in M: owes its own reply, and the export says something about it.
    pub fn owed(&self) -> bool {
        !self.silent && self.is_owing()
    }

    /// The facts of a duty of an item.
    pub fn of(data: &Dataset, item: &Item, assignment: &Assignment) -> Self {
        let mut fact = Self::blank(assignment.unit, assignment.role);
        let Some(role) = assignment.role else { return fact };
        fact.month = assignment.assigned.map(|day| MonthNo::of((day.year(), day.month())));
        if !role.owes_reply() {
            fact.opinion = assignment.opinion.is_some();
            return fact;
        }
        fact.silent = life::is_unstated(assignment);
        if fact.silent {
            return fact;
        }
        let as_of = data.sources[item.source.at()].as_of;
        fact.consulted = life::consulted(assignment);
        fact.waived = !fact.consulted && assignment.contact_waived;
        for commitment in &assignment.commitments {
            fact.commitments[commitment.state(as_of) as usize] += 1;
        }
        let Some(reply) = assignment.reply() else {
            if assignment.due.is_some_and(|due| due < as_of) {
                fact.timeliness = Timeliness::Overdue;
            }
            return fact;
        };
        fact.timeliness = match (reply.date, assignment.due) {
            (Some(date), Some(due)) if date <= due => Timeliness::OnTime,
            (Some(_), Some(_)) => Timeliness::Late,
            _ => Timeliness::Unjudged,
        };
        if let (Some(date), Some(assigned)) = (reply.date, assignment.assigned) {
            fact.days = Some(date.days_since(assigned).max(0) as u32);
        }
        if let Some(class) = assignment.class() {
            fact.class = Some((class, data.classes[class.at()].counts_as));
            fact.upgraded = life::raised(data, assignment).is_some();
        }
        fact.first = life::standing(data, item, assignment, Reading::First);
        fact.latest = life::standing(data, item, assignment, Reading::Latest);
        for reply in &assignment.replies {
            let at = match reply.text {
                Publication::Full(_) => 0,
                Publication::Summary(_) => 1,
                Publication::Withheld(_) => 2,
                Publication::Absent => 3,
            };
            fact.replies[at] += 1;
        }
        fact
    }
}
