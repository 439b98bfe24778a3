//! What happened to items, by day: what feeds tell of. Only days that the data states; what has none
//! is told by the page alone.

use std::cmp::Reverse;

use outcomes::dataset::{Dataset, ItemIx};
use outcomes::date::{Date, PartialDate};
use outcomes::life;
use rayon::prelude::*;

use crate::config::FeedsOf;
use crate::plan::Site;

/// Entries of the whole site's feed at most.
const OF_SITE: usize = 100;
/// Entries of a unit's feed at most.
const OF_UNIT: usize = 50;
/// Entries of a proposer's feed at most: there are thousands of them, and each reader fetches the
/// whole feed each time.
const OF_PROPOSER: usize = 20;

/// One thing that happened to an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Event {
    /// Day.
    pub date: Date,
    /// What.
    pub what: What,
    /// To which item.
    pub item: ItemIx,
}

/// What happened, in the order of a course: positions of the assignment in its item, and of what it
/// is about in the assignment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// Handed over.
    Submitted,
    /// Assigned to a unit.
    Assigned(u32),
    /// An owed reply passed its due day; told of also when the reply came later.
    Overdue(u32),
    /// A reply was made.
    Replied(u32, u32),
    /// A proposer judged a reply.
    Evaluated(u32, u32),
    /// The class was changed after the reply.
    Classed(u32, u32),
    /// A promise was kept.
    Kept(u32, u32),
    /// A promise passed its day; told of also when it was kept later.
    Broken(u32, u32),
    /// Withdrawn, returned or merged.
    Ended,
}

impl What {
    /// What feeds tell of an event; `None` where they don't.
    const fn of(event: &life::Event) -> Option<Self> {
        let [duty, part] = event.at;
        Some(match event.what {
            life::What::Submitted => Self::Submitted,
            life::What::Assigned(_) => Self::Assigned(duty),
            life::What::Overdue => Self::Overdue(duty),
            life::What::Replied { .. } => Self::Replied(duty, part),
            life::What::Evaluated { .. } => Self::Evaluated(duty, part),
            life::What::ClassChanged(_) => Self::Classed(duty, part),
            life::What::Kept(_) => Self::Kept(duty, part),
            life::What::Broken(_) => Self::Broken(duty, part),
            life::What::Ended(_) => Self::Ended,
            life::What::Accepted
            | life::What::Consulted(_)
            | life::What::Opinion
            | life::What::Milestone(_)
            | life::What::Due
            | life::What::Promised(_) => return None,
        })
    }

    /// Position of the assignment that it is about.
    pub const fn assignment(self) -> Option<usize> {
        match self {
            Self::Submitted | Self::Ended => None,
            Self::Assigned(at) | Self::Overdue(at) => Some(at as usize),
            Self::Replied(at, _)
            | Self::Evaluated(at, _)
            | Self::Classed(at, _)
            | Self::Kept(at, _)
            | Self::Broken(at, _) => Some(at as usize),
        }
    }
}

/// The latest that happened, newest first.
#[derive(Debug, Default)]
pub struct Latest {
    /// To any item.
    pub of_site: Vec<Event>,
    /// To each unit's duties, and to items that it had a duty for.
    pub of_unit: Vec<Vec<Event>>,
    /// To each proposer's items.
    pub of_proposer: Vec<Vec<Event>>,
}

impl Latest {
    /// Gathers what happened to all items.
    pub fn of(site: &Site) -> Self {
        let Site { data, .. } = *site;
        let each = site.config.feeds == FeedsOf::Each;
        let items = if each { (0..data.items.len() as u32).map(ItemIx).collect() } else { last_in_news(data) };
        let mut all: Vec<Event> =
            items.into_par_iter().with_min_len(64).flat_map_iter(|item| events(data, item)).collect();
        all.par_sort_unstable_by_key(newest);
        let mut latest = Self {
            of_site: all[..all.len().min(OF_SITE)].to_vec(),
            of_unit: vec![Vec::new(); data.units.len()],
            of_proposer: vec![Vec::new(); data.proposers.len()],
        };
        let add = |list: &mut Vec<Event>, event: Event, most: usize| {
            // What is told of the whole item is told once, however many duties a unit has for it.
            if list.len() < most && list.last() != Some(&event) {
                list.push(event);
            }
        };
        for event in all.into_iter().filter(|_| each) {
            let item = &data.items[event.item.at()];
            let about = event.what.assignment();
            for (at, assignment) in item.assignments.iter().enumerate() {
                if about.is_none_or(|about| about == at) && event.what != What::Submitted {
                    add(&mut latest.of_unit[assignment.unit.at()], event, OF_UNIT);
                }
            }
            for proposer in &item.proposers {
                add(&mut latest.of_proposer[proposer.at()], event, OF_PROPOSER);
            }
        }
        latest
    }
}

/// Sorts newest first; of one day the later step first, items in their order.
fn newest(event: &Event) -> (Reverse<(Date, What)>, ItemIx) {
    (Reverse((event.date, event.what)), event.item)
}

/// What happened to an item until its export's day, newest first.
pub fn events(data: &Dataset, ix: ItemIx) -> Vec<Event> {
    let mut found = Vec::new();
    visit(data, ix, |event| found.push(event));
    found.sort_unstable_by_key(newest);
    found
}

/// The same in the order that the item tells it.
fn visit(data: &Dataset, ix: ItemIx, mut see: impl FnMut(Event)) {
    let item = &data.items[ix.at()];
    let as_of = data.sources[item.source.at()].as_of;
    life::visit(item, |event| {
        if let (PartialDate::Day(date), Some(what)) = (event.date, What::of(&event))
            && date <= as_of
        {
            see(Event { date, what, item: ix });
        }
    });
}

/// The items that the latest of the whole site happened to: as many as its feed has entries tell of something on the
/// day that the last of them does or later, so that no other item can be in it.
fn last_in_news(data: &Dataset) -> Vec<ItemIx> {
    let last = |ix: ItemIx| {
        let mut last = None;
        visit(data, ix, |event| last = last.max(Some(event.date)));
        Some((last?, ix))
    };
    let items = (0..data.items.len() as u32).into_par_iter().with_min_len(64).map(ItemIx);
    let mut days: Vec<(Date, ItemIx)> = items.filter_map(last).collect();
    if days.len() > OF_SITE {
        let (_, (bound, _), _) = days.select_nth_unstable_by_key(OF_SITE - 1, |(day, _)| Reverse(*day));
        let bound = *bound;
        days.retain(|(day, _)| *day >= bound);
    }
    days.into_iter().map(|(_, ix)| ix).collect()
}
