//! How a promise stands.

use crate::dataset::Commitment;
use crate::date::Date;

/// How a promise stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PromiseState {
    /// Kept, in time or not.
    Kept,
    /// Not kept yet, and its day has not passed.
    Open,
    /// Not kept, and its day has passed.
    Overdue,
}

impl PromiseState {
    /// `kept`, `open` or `overdue`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }
}

impl Commitment<'_> {
    /// How it stands by the data of a day.
    pub fn state(&self, as_of: Date) -> PromiseState {
        match self.kept {
            Some(_) => PromiseState::Kept,
            None if self.due < as_of => PromiseState::Overdue,
            None => PromiseState::Open,
        }
    }
}
