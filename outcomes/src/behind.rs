//! The records behind a published figure: which items and duties it counts, by the code that counted it.

use crate::changes::FigureKey;
use crate::dataset::{CategoryIx, Dataset, ItemIx, SessionIx, UnitIx};
use crate::facts::{DutyFact, ItemFact, MonthNo};
use crate::rates::{Rate, RateKey, Tally};
use crate::summary::Summary;
use crate::terms::{Kind, Role};

/// A published figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// A count or a rate.
    Key(FigureKey),
    /// Handling time: days from assignment to the first reply.
    Days,
}

impl Figure {
    /// Every figure: counts, rates, then the handling time.
    pub fn all() -> impl Iterator<Item = Self> {
        let counts = [
            FigureKey::HandedOver,
            FigureKey::Owed,
            FigureKey::Replied,
            FigureKey::Closed,
            FigureKey::Overdue,
            FigureKey::PromisesKept,
            FigureKey::PromisesOpen,
            FigureKey::PromisesOverdue,
        ];
        let rates = RateKey::ALL.iter().map(|key| FigureKey::Rate(*key));
        counts.into_iter().chain(rates).map(Self::Key).chain([Self::Days])
    }

    /// The name in addresses and data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Key(key) => key.key(),
            Self::Days => "handling-time",
        }
    }

    /// What counts say: a rate's two counts, or a count with an empty denominator.
    pub fn of(self, tally: &Tally) -> Rate {
        let count = |count| Rate::new(count, 0);
        match self {
            Self::Days => count(tally.days.count()),
            Self::Key(FigureKey::HandedOver) => count(tally.items),
            Self::Key(FigureKey::Owed) => count(tally.owed),
            Self::Key(FigureKey::Replied) => count(tally.replied),
            Self::Key(FigureKey::Closed) => count(tally.closed),
            Self::Key(FigureKey::Overdue) => count(tally.overdue),
            Self::Key(FigureKey::PromisesKept) => count(tally.commitments_kept),
            Self::Key(FigureKey::PromisesOpen) => count(tally.commitments_open),
            Self::Key(FigureKey::PromisesOverdue) => count(tally.commitments_overdue),
            Self::Key(FigureKey::Rate(key)) => tally.rate(key),
        }
    }

    /// Whether items are counted, and not their duties.
    const fn of_items(self) -> bool {
        use FigureKey::{Closed, HandedOver, Rate};
        matches!(self, Self::Key(HandedOver | Closed | Rate(RateKey::Completion)))
    }
}

/// Of which items and duties a figure is taken; everything where nothing is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// Items of this session.
    pub session: Option<SessionIx>,
    /// Items of this category.
    pub category: Option<CategoryIx>,
    /// Items of this kind.
    pub kind: Option<Kind>,
    /// Duties of this unit.
    pub unit: Option<UnitIx>,
    /// Duties of this role.
    pub role: Option<Role>,
    /// Duties that owe a reply and were assigned in this month.
    pub month: Option<MonthNo>,
}

impl Scope {
    fn admits_item(&self, item: &ItemFact) -> bool {
        self.session.is_none_or(|session| session == item.session)
            && self.category.is_none_or(|category| item.category == Some(category))
            && self.kind.is_none_or(|kind| kind == item.kind)
    }

    fn admits(&self, duty: &DutyFact) -> bool {
        self.unit.is_none_or(|unit| unit == duty.unit)
            && self.role.is_none_or(|role| duty.role == Some(role))
            && self.month.is_none_or(|month| duty.owed_month() == Some(month))
    }

    /// Whether items count whatever their duties are.
    fn is_whole(&self) -> bool {
        self.unit.is_none() && self.role.is_none() && self.month.is_none()
    }
}

/// An item or a duty that a figure counts, and for how much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Record {
    /// The item.
    pub item: ItemIx,
    /// Position of the duty among the item's assignments; none where items are counted.
    pub duty: Option<usize>,
    /// What it adds to numerator and denominator; to a count with an empty denominator.
    pub counts: Rate,
    /// Days from assignment to the first reply, of the handling time.
    pub days: Option<u32>,
}

/// A figure with its counts and records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// Counts of the scope.
    pub tally: Tally,
    /// What is counted, in the order of the items; its counts add up to the figure's.
    pub records: Vec<Record>,
}

/// The counts of a scope and the records that a figure counts in it.
pub fn behind(data: &Dataset, summary: &Summary, figure: Figure, scope: &Scope) -> Behind {
    let (mut tally, mut records) = (Tally::default(), Vec::new());
    debug_assert_eq!(data.items.len(), summary.facts.items(), "the counts of this data");
    for (ix, item, duties) in summary.facts.iter().filter(|(_, item, _)| scope.admits_item(item)) {
        let admitted = || duties.iter().enumerate().filter(|(_, duty)| scope.admits(duty));
        let add = |tally: &mut Tally| tally.add_facts(item, admitted().map(|(_, duty)| duty), scope.is_whole());
        add(&mut tally);
        let mut record = |duty: Option<usize>, own: &Tally| {
            let counts = figure.of(own);
            if counts != Rate::default() {
                let days = own.median_days().filter(|_| figure == Figure::Days);
                records.push(Record { item: ix, duty, counts, days });
            }
        };
        if figure.of_items() {
            let mut own = Tally::default();
            add(&mut own);
            record(None, &own);
            continue;
        }
        for (at, duty) in admitted() {
            let mut own = Tally::default();
            own.add_facts(item, [duty], false);
            record(Some(at), &own);
        }
    }
    Behind { tally, records }
}
