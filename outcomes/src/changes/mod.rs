//! What happened between an earlier export and a later one of the same data: events of the life cycle,
//! corrections with old and new value, and what is no longer there.
//!
//! Both sides are checked datasets, so that withheld text is in neither. A text that the later export
//! no longer publishes is never quoted from the earlier one: only that it is gone is told.

mod duty;
mod figures;
mod item;
mod jumps;
mod log;
mod matching;
mod parts;
mod registry;
mod value;

pub use figures::{Figure, FigureKey, Stated};
pub use jumps::{CODES as JUMP_CODES, Limits, jumps};
pub use value::{Field, Group, ItemRef, Kind, Level, Named, Subject, Value};

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use crate::dataset::{Dataset, ItemIx, UnitIx};
use crate::date::Date;
use crate::rates::Tally;
use crate::summary::Summary;
use crate::text::Text;

/// One thing that happened, or one value that is stated otherwise.
///
/// Which of `was`, `is` and `about` are filled depends on the kind: see [`Kind`].
#[derive(Clone, PartialEq, Debug)]
pub struct Change<'a> {
    /// What happened.
    pub kind: Kind,
    /// What it happened to.
    pub subject: Subject<'a>,
    /// Unit whose duty it is about.
    pub unit: Option<Named<'a>>,
    /// Day it happened by the data; `None` where the data knows none, as of every correction.
    pub day: Option<Date>,
    /// The value that was corrected, or the part that is gone.
    pub field: Option<Field>,
    /// Stated earlier.
    pub was: Value<'a>,
    /// Stated now.
    pub is: Value<'a>,
    /// Words of a point, step, promise, effect or output as the later export publishes them, or who judged.
    pub about: Option<Text<'a>>,
}

/// What happened between two days.
#[derive(Debug)]
pub struct Changes<'a> {
    /// The day the earlier exports describe; the latest of them.
    pub since: Date,
    /// The day the later exports describe; the latest of them.
    pub until: Date,
    /// By group, the newest first; the day of what has none is that of the later exports.
    pub list: Vec<Change<'a>>,
    /// Counts of all items as of the earlier day.
    pub before: Tally,
    /// Counts of all items as of the later day.
    pub after: Tally,
    by_item: BTreeMap<ItemIx, Vec<u32>>,
}

/// Why two sets of exports can't be compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotEarlier {
    /// No publisher has an export on both sides.
    NothingInCommon,
    /// A publisher's earlier export describes a later day than the new one.
    Reversed {
        /// Name of the publisher.
        publisher: String,
        /// Day of the export that is given as the earlier one.
        earlier: Date,
        /// Day of the export that is given as the later one.
        later: Date,
    },
    /// All exports describe the same days.
    SameDay(Date),
}

impl fmt::Display for NotEarlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingInCommon => f.write_str(
                "no publisher has an earlier and a later export: compare exports of the same `publisher.id`",
            ),
            Self::Reversed { publisher, earlier, later } => write!(
                f,
                "the earlier export of {publisher} is of {earlier}, the later one of {later}: give the older one as the earlier"
            ),
            Self::SameDay(day) => {
                write!(f, "the earlier and the later exports are all of {day}: give an export with an older `as_of`")
            }
        }
    }
}

impl std::error::Error for NotEarlier {}

impl<'a> Changes<'a> {
    /// Compares two datasets with their counts. Items, units and proposers are the same where their
    /// ids are; "overdue" is judged on each export's own day.
    ///
    /// # Errors
    /// Where a publisher's earlier export is of a later day than the new one, where none is older, or
    /// where no publisher has an export on both sides. One whose export is the same on both sides is
    /// welcome beside others that moved on.
    pub fn between(earlier: (&Dataset<'a>, &Summary), later: (&Dataset<'a>, &Summary)) -> Result<Self, NotEarlier> {
        let sides = Sides { old: earlier.0, old_lives: &earlier.1.lives, new: later.0, new_lives: &later.1.lives };
        let (since, until) = days(sides.old, sides.new)?;
        let mut list = Vec::new();
        item::compare_all(&sides, &mut list);
        registry::compare(&sides, later.1, &mut list);
        // Stable: within a day the order of the items, and of what happened to each.
        list.sort_by_key(|change| (change.kind.group(), Reverse(change.day.unwrap_or(until))));
        let mut by_item: BTreeMap<ItemIx, Vec<u32>> = BTreeMap::new();
        for (at, change) in list.iter().enumerate() {
            if let Subject::Item(ItemRef { now: Some(ix), .. }) = change.subject {
                by_item.entry(ix).or_default().push(at as u32);
            }
        }
        Ok(Self { since, until, list, before: earlier.1.whole.clone(), after: later.1.whole.clone(), by_item })
    }

    /// What happened to an item of the later exports, in the order of [`Changes::list`].
    pub fn of_item(&self, item: ItemIx) -> impl Iterator<Item = &Change<'a>> {
        self.by_item.get(&item).into_iter().flatten().map(|at| &self.list[*at as usize])
    }

    /// The changes of one group, newest first.
    pub fn of_group(&self, group: Group) -> &[Change<'a>] {
        let start = self.list.partition_point(|change| change.kind.group() < group);
        let end = self.list.partition_point(|change| change.kind.group() <= group);
        &self.list[start..end]
    }

    /// Groups with how many changes each has; empty ones are left out.
    pub fn counts(&self) -> impl Iterator<Item = (Group, usize)> + '_ {
        Group::ALL.iter().map(|group| (*group, self.of_group(*group).len())).filter(|(_, count)| *count > 0)
    }
}

/// The two sides of a comparison.
struct Sides<'s, 'a> {
    old: &'s Dataset<'a>,
    old_lives: &'s [crate::life::Life],
    new: &'s Dataset<'a>,
    new_lives: &'s [crate::life::Life],
}

/// The days of both sides, or why they can't be compared.
fn days(old: &Dataset, new: &Dataset) -> Result<(Date, Date), NotEarlier> {
    let latest = |data: &Dataset| {
        let mut days: BTreeMap<String, Date> = BTreeMap::new();
        for source in &data.sources {
            let day = days.entry(source.publisher.id.to_string()).or_insert(source.as_of);
            *day = source.as_of.max(*day);
        }
        days
    };
    let (earlier, later) = (latest(old), latest(new));
    let both: Vec<_> = earlier.iter().filter_map(|(id, day)| Some((id, *day, *later.get(id)?))).collect();
    if let Some((id, earlier, later)) = both.iter().find(|(_, earlier, later)| earlier > later) {
        let publisher =
            new.sources.iter().map(|source| &source.publisher).find(|publisher| publisher.id.as_str() == *id);
        let publisher = publisher.map_or_else(|| id.to_string(), |publisher| publisher.name.to_string());
        return Err(NotEarlier::Reversed { publisher, earlier: *earlier, later: *later });
    }
    let (Some(since), Some(until)) = (old.as_of(), new.as_of()) else { return Err(NotEarlier::NothingInCommon) };
    match both.iter().any(|(_, earlier, later)| earlier < later) {
        true => Ok((since, until)),
        false if both.is_empty() => Err(NotEarlier::NothingInCommon),
        false => Err(NotEarlier::SameDay(until)),
    }
}

/// A unit by its id and names.
fn unit<'a>(data: &Dataset<'a>, unit: UnitIx) -> Named<'a> {
    let unit = &data.units[unit.at()];
    Named { id: unit.id.clone(), name: unit.name.clone(), name_en: unit.name_en.clone() }
}
