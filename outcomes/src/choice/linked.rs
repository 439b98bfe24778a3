//! What the charts beside an answer show: the owed replies it counts, by unit, class, evaluation and
//! month, each chart blind to its own filter so that its other values can still be picked.

use super::sieve::{PERIOD, Sieve};
use super::{Choice, Dimension};
use crate::facts::{Facts, MonthNo};

/// Assignments that owe a reply (件次), let through by all filters but the one of the list's own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Linked {
    /// By [`crate::dataset::UnitIx`]; as in each list the last is for what is not told.
    pub units: Vec<u32>,
    /// By [`crate::dataset::ClassIx`], then what is not replied and what is replied without a class.
    pub classes: Vec<u32>,
    /// By place in [`super::EVALUATIONS`]; every owed reply has one.
    pub evaluations: Vec<u32>,
    /// By month of assignment, from the first month of all items on.
    pub months: Vec<u32>,
    /// The first of the months.
    pub first: Option<MonthNo>,
}

impl Facts {
    /// Counts what the linked charts of a choice show.
    pub fn linked(&self, choice: &Choice) -> Linked {
        let sieve = Sieve::new(choice, self);
        let months = self.months();
        let zeros = |dimension: Dimension| vec![0; dimension.size(self) as usize + 1];
        let [mut units, mut classes, mut evaluations] =
            [Dimension::Unit, Dimension::Class, Dimension::Evaluation].map(zeros);
        let mut by_month = vec![0; months.map_or(0, |(first, last)| (last.0 - first.0) as usize + 1)];
        for (_, item, duties) in self.iter() {
            if item.end.is_some() || sieve.item(item) != 0 {
                continue;
            }
            for duty in duties.iter().filter(|duty| duty.owed()) {
                let kept_back = sieve.duty(duty);
                let only = |dimension: Dimension| kept_back & !(1 << dimension as u16) == 0;
                if only(Dimension::Unit) {
                    units[duty.unit.at()] += 1;
                }
                for (dimension, counts) in [(Dimension::Class, &mut classes), (Dimension::Evaluation, &mut evaluations)]
                {
                    if only(dimension) {
                        let at = dimension.of_duty(duty, self).map_or(counts.len() - 1, |value| value as usize);
                        counts[at] += 1;
                    }
                }
                if let (true, Some(month), Some((first, _))) = (kept_back & !PERIOD == 0, duty.month, months) {
                    by_month[(month.0 - first.0) as usize] += 1;
                }
            }
        }
        Linked { units, classes, evaluations, months: by_month, first: months.map(|(first, _)| first) }
    }
}
