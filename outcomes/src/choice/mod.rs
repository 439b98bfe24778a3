//! A reader's choice: what to measure, how to group it, and of which items.

mod answer;
mod linked;
mod occurring;
mod query;
mod sieve;

pub use answer::{Answer, Group};
pub use linked::Linked;
pub use occurring::Occurring;
pub use query::NoChoice;

use crate::facts::{DutyFact, Facts, ItemFact, MonthNo, Timeliness};
use crate::rates::{Rate, RateKey, Tally};
use crate::terms::{Kind, Role};

/// By what items and duties can be told apart, and so grouped and filtered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dimension {
    /// Session, by [`crate::dataset::SessionIx`].
    Session,
    /// Kind, by its place in [`Kind::ALL`].
    Kind,
    /// Category, by [`crate::dataset::CategoryIx`].
    Category,
    /// Unit, by [`crate::dataset::UnitIx`].
    Unit,
    /// Role, by its place in [`Role::ALL`].
    Role,
    /// Outcome class in force, by [`crate::dataset::ClassIx`]; one more value for what is not replied.
    Class,
    /// Standing evaluation, by its place in [`EVALUATIONS`].
    Evaluation,
    /// Whether in time, by its place in [`Timeliness::ALL`].
    Timeliness,
}

/// The evaluations that duties are told apart by: the three judgements, replied and not evaluated
/// yet, owed and not replied.
pub const EVALUATIONS: [&str; 5] = ["satisfied", "basically_satisfied", "dissatisfied", "awaiting", "unreplied"];

impl Dimension {
    /// Every dimension, those of items first.
    pub const ALL: [Self; 8] = [
        Self::Session,
        Self::Kind,
        Self::Category,
        Self::Unit,
        Self::Role,
        Self::Class,
        Self::Evaluation,
        Self::Timeliness,
    ];

    /// The name in addresses and catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Kind => "kind",
            Self::Category => "category",
            Self::Unit => "unit",
            Self::Role => "role",
            Self::Class => "class",
            Self::Evaluation => "evaluation",
            Self::Timeliness => "timeliness",
        }
    }

    /// Whether it is about replies and the duty owes none: what is not owed is neither told nor untold.
    fn is_beyond(self, duty: &DutyFact) -> bool {
        matches!(self, Self::Class | Self::Evaluation | Self::Timeliness) && duty.role == Some(Role::Joint)
    }

    /// Whether it tells items apart and not their duties.
    pub const fn of_items(self) -> bool {
        matches!(self, Self::Session | Self::Kind | Self::Category)
    }

    /// How many values it has; the value of this number stands for what the source does not say.
    pub fn size(self, facts: &Facts) -> u32 {
        match self {
            Self::Session => facts.sessions,
            Self::Kind => Kind::ALL.len() as u32,
            Self::Category => facts.categories,
            Self::Unit => facts.units,
            Self::Role => Role::ALL.len() as u32,
            Self::Class => facts.classes.len() as u32 + 1,
            Self::Evaluation => EVALUATIONS.len() as u32,
            Self::Timeliness => Timeliness::ALL.len() as u32,
        }
    }

    /// The value of an item; `None` where it is not told, and for dimensions of duties.
    fn of_item(self, item: &ItemFact) -> Option<u32> {
        match self {
            Self::Session => Some(item.session.0),
            Self::Kind => Some(item.kind as u32),
            Self::Category => item.category.map(|category| category.0),
            _ => None,
        }
    }

    /// The value of a duty; `None` where it is not told, and for dimensions of items.
    fn of_duty(self, duty: &DutyFact, facts: &Facts) -> Option<u32> {
        match self {
            Self::Unit => Some(duty.unit.0),
            Self::Role => duty.role.map(|role| role as u32),
            Self::Class => match duty.class {
                Some((class, _)) => Some(class.0),
                None => (duty.owed() && !duty.timeliness.replied()).then_some(facts.classes.len() as u32),
            },
            Self::Evaluation if duty.owed() => Some(match duty.latest {
                Some(judgement) => judgement as u32,
                None if duty.timeliness.replied() => 3,
                None => 4,
            }),
            Self::Timeliness if duty.owed() => Some(duty.timeliness as u32),
            _ => None,
        }
    }
}

/// How an answer is divided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Grouping {
    /// Not at all.
    #[default]
    Whole,
    /// By a dimension.
    By(Dimension),
    /// By month of assignment.
    Month,
    /// By quarter of assignment.
    Quarter,
    /// By year of assignment.
    Year,
}

impl Grouping {
    /// Every grouping.
    pub fn all() -> impl Iterator<Item = Self> {
        let times = [Self::Month, Self::Quarter, Self::Year];
        [Self::Whole].into_iter().chain(Dimension::ALL.into_iter().map(Self::By)).chain(times)
    }

    /// The name in addresses and catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::By(dimension) => dimension.key(),
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Months in one period; `None` where it is not by time.
    pub const fn months(self) -> Option<u32> {
        match self {
            Self::Whole | Self::By(_) => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
        }
    }
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Measure {
    /// A rate of the domain.
    Rate(RateKey),
    /// N: items handed over (件).
    Items,
    /// M: assignments that owe a reply (件次).
    Owed,
    /// Replied assignments (件次).
    Replied,
    /// Assignments overdue and not replied (件次).
    Overdue,
    /// Closed items (件).
    Closed,
    /// Median of days from assigned to replied.
    MedianDays,
    /// 90th percentile of days from assigned to replied.
    NinthDays,
}

/// A measure of some items, as counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// A share.
    Rate(Rate),
    /// A count.
    Count(u32),
    /// Days, and how many assignments they are taken from; `None` where nothing dated is replied.
    Days(Option<u32>, u32),
}

impl Measure {
    /// Every measure, in the order pages offer them.
    pub fn all() -> impl Iterator<Item = Self> {
        let counts = [Self::Items, Self::Owed, Self::Replied, Self::Overdue, Self::Closed];
        let days = [Self::MedianDays, Self::NinthDays];
        RateKey::ALL.iter().copied().map(Self::Rate).chain(counts).chain(days)
    }

    /// The name in addresses and catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rate(key) => key.key(),
            Self::Items => "items",
            Self::Owed => "owed",
            Self::Replied => "replied",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
            Self::MedianDays => "median-days",
            Self::NinthDays => "ninth-days",
        }
    }

    /// The measure of counted items.
    pub fn of(self, tally: &Tally) -> Value {
        match self {
            Self::Rate(key) => Value::Rate(tally.rate(key)),
            Self::Items => Value::Count(tally.items),
            Self::Owed => Value::Count(tally.owed),
            Self::Replied => Value::Count(tally.replied),
            Self::Overdue => Value::Count(tally.overdue),
            Self::Closed => Value::Count(tally.closed),
            Self::MedianDays => Value::Days(tally.median_days(), tally.days.count()),
            Self::NinthDays => Value::Days(tally.p90_days(), tally.days.count()),
        }
    }
}

/// What a reader asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is measured.
    pub measure: Measure,
    /// How it is divided.
    pub grouping: Grouping,
    /// First month of assignment; duties without one are then left out.
    pub from: Option<MonthNo>,
    /// Last month of assignment; duties without one are then left out.
    pub to: Option<MonthNo>,
    /// For each dimension the values that are let through, by its place in [`Dimension::ALL`];
    /// an empty list lets all through.
    pub filters: [Vec<u32>; Dimension::ALL.len()],
}

impl Choice {
    /// A measure by a grouping, of everything.
    pub fn new(measure: Measure, grouping: Grouping) -> Self {
        Self { measure, grouping, from: None, to: None, filters: Default::default() }
    }

    /// With only these values of a dimension.
    pub fn only(mut self, dimension: Dimension, values: &[u32]) -> Self {
        self.filters[dimension as usize] = values.to_vec();
        self
    }
}
