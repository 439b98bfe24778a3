//! A choice's filters, made ready to be asked about every item and duty.

use super::{Choice, Dimension};
use crate::facts::{DutyFact, Facts, ItemFact, MonthNo};

/// Which items and duties a choice lets through.
pub(super) struct Sieve<'f> {
    facts: &'f Facts,
    /// The values let through, of each dimension that is filtered.
    items: Vec<(Dimension, Vec<bool>)>,
    duties: Vec<(Dimension, Vec<bool>)>,
    period: Option<(MonthNo, MonthNo)>,
}

/// The bit that stands for the period among the dimensions'.
pub(super) const PERIOD: u16 = 1 << Dimension::ALL.len();

impl<'f> Sieve<'f> {
    pub(super) fn new(choice: &Choice, facts: &'f Facts) -> Self {
        let asked = Dimension::ALL.into_iter().zip(&choice.filters).filter(|(_, values)| !values.is_empty());
        let (items, duties) = asked
            .map(|(dimension, values)| {
                let mut admitted = vec![false; dimension.size(facts) as usize + 1];
                for value in values {
                    if let Some(one) = admitted.get_mut(*value as usize) {
                        *one = true;
                    }
                }
                (dimension, admitted)
            })
            .partition(|(dimension, _)| dimension.of_items());
        let open = choice.from.is_none() && choice.to.is_none();
        let period = (choice.from.unwrap_or(MonthNo(0)), choice.to.unwrap_or(MonthNo(u32::MAX)));
        Self { facts, items, duties, period: (!open).then_some(period) }
    }

    /// Whether duties are looked at, and not only items.
    pub(super) fn narrows_duties(&self) -> bool {
        !self.duties.is_empty() || self.period.is_some()
    }

    /// The dimensions that keep an item back, one bit each.
    pub(super) fn item(&self, item: &ItemFact) -> u16 {
        kept_back(&self.items, |dimension| dimension.of_item(item))
    }

    /// The dimensions that keep a duty back, one bit each, and [`PERIOD`].
    pub(super) fn duty(&self, duty: &DutyFact) -> u16 {
        let outside = |(from, to): (MonthNo, MonthNo)| duty.month.is_none_or(|month| month < from || to < month);
        let period = if self.period.is_some_and(outside) { PERIOD } else { 0 };
        let value = |dimension: Dimension| dimension.of_duty(duty, self.facts);
        period
            | kept_back(
                &self.duties,
                |dimension| {
                    if dimension.is_beyond(duty) { Some(u32::MAX) } else { value(dimension) }
                },
            )
    }
}

fn kept_back(filters: &[(Dimension, Vec<bool>)], value: impl Fn(Dimension) -> Option<u32>) -> u16 {
    filters.iter().fold(0, |kept, (dimension, admitted)| {
        let unsaid = admitted.len() - 1;
        let at = value(*dimension).map_or(unsaid, |value| value as usize);
        kept | if admitted.get(at) == Some(&true) { 0 } else { 1 << *dimension as u16 }
    })
}
