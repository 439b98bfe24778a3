//! What happened to items, by day: what feeds tell of. Only days that the data states; what has none
//! is told by the page alone.

use std::cmp::Reverse;

use outcomes::dataset::{Dataset, Item, ItemIx};
use outcomes::date::Date;
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
        let items = (0..data.items.len() as u32).into_par_iter().with_min_len(64).map(ItemIx);
        let mut all: Vec<Event> = items.flat_map_iter(|item| events(data, item)).collect();
        if site.config.feeds != FeedsOf::Each && all.len() > OF_SITE {
            all.select_nth_unstable_by_key(OF_SITE, newest);
            all.truncate(OF_SITE);
        }
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
        let each = site.config.feeds == FeedsOf::Each;
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
    let item = &data.items[ix.at()];
    let as_of = data.sources[item.source.at()].as_of;
    let mut found = Vec::new();
    let mut add = |what: What, date: Option<Date>| {
        if let Some(date) = date.filter(|date| *date <= as_of) {
            found.push(Event { date, what, item: ix });
        }
    };
    add(What::Submitted, item.submitted);
    for (at, assignment) in item.assignments.iter().enumerate() {
        let a = at as u32;
        let numbered = |at: usize| at as u32;
        add(What::Assigned(a), assignment.assigned);
        add(What::Overdue(a), overdue(item, at, as_of));
        for (at, reply) in assignment.replies.iter().enumerate() {
            add(What::Replied(a, numbered(at)), reply.date);
        }
        for (at, evaluation) in assignment.evaluations.iter().enumerate() {
            add(What::Evaluated(a, numbered(at)), evaluation.date);
        }
        for (at, change) in assignment.class_changes.iter().enumerate() {
            add(What::Classed(a, numbered(at)), Some(change.date));
        }
        for (at, commitment) in assignment.commitments.iter().enumerate() {
            add(What::Kept(a, numbered(at)), commitment.kept);
            // Without the day of the end nobody knows whether the promise still held then.
            let until = item.end.as_ref().map_or(Some(as_of), |end| end.date);
            let until = until.map(|until| commitment.kept.map_or(until, |kept| kept.min(until)));
            add(What::Broken(a, numbered(at)), until.and_then(|until| day_after(commitment.due, until)));
        }
    }
    add(What::Ended, item.end.as_ref().and_then(|end| end.date));
    found.sort_unstable_by_key(newest);
    found
}

/// The day on which an owed reply was late: the one after its due day, if it had not come by then.
fn overdue(item: &Item, at: usize, as_of: Date) -> Option<Date> {
    let assignment = &item.assignments[at];
    let until = match (assignment.reply(), &item.end) {
        (Some(reply), _) => reply.date?,
        (None, Some(end)) => end.date?,
        (None, None) => as_of,
    };
    day_after(assignment.due.filter(|_| assignment.owes_reply())?, until)
}

fn day_after(due: Date, until: Date) -> Option<Date> {
    (due < until).then(|| due.plus_days(1))
}
