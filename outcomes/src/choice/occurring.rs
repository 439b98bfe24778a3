//! What there is to choose between: the values that occur and the groupings that divide, found without counting.

use super::{Dimension, Grouping};
use crate::facts::Facts;

/// What of a dimension occurs among all items and duties.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Occurring {
    /// The values, ascending: those by which an answer to everything has groups.
    pub values: Vec<u32>,
    /// Whether the source leaves out any.
    pub unsaid: bool,
}

impl Facts {
    /// What of a dimension occurs.
    pub fn occurring(&self, dimension: Dimension) -> Occurring {
        let mut seen = vec![false; dimension.size(self) as usize];
        let mut unsaid = false;
        let mut see = |value: Option<u32>, is_beyond: bool| match value {
            Some(value) => seen[value as usize] = true,
            None => unsaid |= !is_beyond,
        };
        for (_, item, duties) in self.iter() {
            if dimension.of_items() {
                see(dimension.of_item(item), false);
            } else {
                duties.iter().for_each(|duty| see(dimension.of_duty(duty, self), dimension.is_beyond(duty)));
            }
        }
        let values = (0..).zip(&seen).filter(|(_, seen)| **seen).map(|(value, _)| value).collect();
        Occurring { values, unsaid }
    }

    /// Whether a grouping has more than one group of what the source tells.
    pub fn divides(&self, grouping: Grouping) -> bool {
        match (grouping, grouping.months(), self.months()) {
            (Grouping::By(dimension), ..) => self.occurring(dimension).values.len() > 1,
            (_, Some(length), Some((first, last))) => first.0 / length != last.0 / length,
            _ => false,
        }
    }
}
