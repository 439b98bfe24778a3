//! Facts: everything that counts need of all items and duties, without any text, small enough to
//! travel to a browser. What is counted from them is what is counted from the data itself.

mod row;
mod wire;

pub use row::{DutyFact, ItemFact, MonthNo, Timeliness};
pub use wire::FactsError;

use crate::dataset::{Dataset, ItemIx};
use crate::terms::CountsAs;

/// The facts of all items, in the dataset's order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// How many sessions there are.
    pub sessions: u32,
    /// How many units there are.
    pub units: u32,
    /// How many categories there are.
    pub categories: u32,
    /// What each class counts as, by [`crate::dataset::ClassIx`].
    pub classes: Vec<CountsAs>,
    items: Vec<ItemFact>,
    /// Where each item's duties end in `duties`.
    ends: Vec<u32>,
    duties: Vec<DutyFact>,
}

impl Facts {
    /// The facts of a dataset.
    pub fn of(data: &Dataset) -> Self {
        let mut facts = Self {
            sessions: data.sessions.len() as u32,
            units: data.units.len() as u32,
            categories: data.categories.len() as u32,
            classes: data.classes.iter().map(|class| class.counts_as).collect(),
            ..Self::default()
        };
        for item in &data.items {
            let duties = item.assignments.iter().map(|assignment| DutyFact::of(data, item, assignment));
            facts.push(ItemFact::of(data, item), duties);
        }
        facts
    }

    fn push(&mut self, item: ItemFact, duties: impl IntoIterator<Item = DutyFact>) {
        self.items.push(item);
        self.duties.extend(duties);
        self.ends.push(self.duties.len() as u32);
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// How many duties there are.
    pub fn duties(&self) -> usize {
        self.duties.len()
    }

    /// An item and its duties, by its position in the dataset.
    ///
    /// # Panics
    /// Where there is no such item.
    pub fn of_item(&self, item: ItemIx) -> (&ItemFact, &[DutyFact]) {
        let start = item.at().checked_sub(1).map_or(0, |before| self.ends[before]);
        (&self.items[item.at()], &self.duties[start as usize..self.ends[item.at()] as usize])
    }

    /// Each item with its duties.
    pub fn iter(&self) -> impl Iterator<Item = (ItemIx, &ItemFact, &[DutyFact])> {
        let mut start = 0;
        self.items.iter().zip(&self.ends).enumerate().map(move |(at, (item, end))| {
            let duties = &self.duties[start..*end as usize];
            start = *end as usize;
            (ItemIx(at as u32), item, duties)
        })
    }

    /// First and last month of assignment of any owed reply.
    pub fn months(&self) -> Option<(MonthNo, MonthNo)> {
        let months = || self.duties.iter().filter_map(DutyFact::owed_month);
        Some((months().min()?, months().max()?))
    }
}
