//! The key figures of both sides, by the code that counts every page.

use super::Changes;
use crate::rates::{Rate, RateKey, Tally};

/// A key figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FigureKey {
    /// Items handed over (件).
    HandedOver,
    /// Assignments that owe a reply (件次).
    Owed,
    /// Replied assignments (件次).
    Replied,
    /// Closed items (件).
    Closed,
    /// Owed replies past their due day (件次).
    Overdue,
    /// Promises kept.
    PromisesKept,
    /// Promises neither kept nor due.
    PromisesOpen,
    /// Promises overdue.
    PromisesOverdue,
    /// A rate.
    Rate(RateKey),
}

impl FigureKey {
    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::HandedOver => "handed-over",
            Self::Owed => "owed",
            Self::Replied => "replied",
            Self::Closed => "closed",
            Self::Overdue => "overdue",
            Self::PromisesKept => "promises-kept",
            Self::PromisesOpen => "promises-open",
            Self::PromisesOverdue => "promises-overdue",
            Self::Rate(key) => key.key(),
        }
    }
}

/// A key figure as one side has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stated {
    /// A count.
    Count(u32),
    /// A rate.
    Rate(Rate),
    /// A share that is a lower bound, since the source is silent about many: no percentage.
    AtLeast(Rate),
}

/// A key figure of both sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Which one.
    pub key: FigureKey,
    /// As of the earlier day.
    pub was: Stated,
    /// As of the later day.
    pub is: Stated,
}

impl Changes<'_> {
    /// The key figures as of both days: counts, then every rate that either side can say something about.
    pub fn figures(&self) -> Vec<Figure> {
        let of = |tally: &Tally| {
            [
                (FigureKey::HandedOver, tally.items),
                (FigureKey::Owed, tally.owed),
                (FigureKey::Replied, tally.replied),
                (FigureKey::Closed, tally.closed),
                (FigureKey::Overdue, tally.overdue),
                (FigureKey::PromisesKept, tally.commitments_kept),
                (FigureKey::PromisesOpen, tally.commitments_open),
                (FigureKey::PromisesOverdue, tally.commitments_overdue),
            ]
        };
        let both = of(&self.before).into_iter().zip(of(&self.after));
        let counts = both.map(|((key, was), (_, is))| Figure { key, was: Stated::Count(was), is: Stated::Count(is) });
        let stated = |tally: &Tally, key: RateKey| match tally.is_lower_bound(key) {
            true => Stated::AtLeast(tally.rate(key)),
            false => Stated::Rate(tally.rate(key)),
        };
        let filled = |key: &&RateKey| self.before.rate(**key).den > 0 || self.after.rate(**key).den > 0;
        let rates = RateKey::ALL.iter().filter(filled).map(|key| Figure {
            key: FigureKey::Rate(*key),
            was: stated(&self.before, *key),
            is: stated(&self.after, *key),
        });
        counts.chain(rates).collect()
    }
}
