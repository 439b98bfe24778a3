//! Answers a choice: the counts of each group and of the whole, and the items behind them.

use super::sieve::{PERIOD, Sieve};
use super::{Choice, Grouping};
use crate::dataset::ItemIx;
use crate::facts::{DutyFact, Facts, ItemFact};
use crate::rates::Tally;

/// Periods at most that are listed though nothing falls into them.
const MOST_EMPTY: u32 = 1200;

/// The counts of one group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The dimension's value, or the period counted from year 0 in its own length; `None` for what
    /// the source does not say.
    pub key: Option<u32>,
    /// Its counts.
    pub tally: Tally,
}

/// What a choice comes to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// The groups that have anything, by key, what is not told last; of periods all from the first
    /// to the last. None where nothing is divided.
    pub groups: Vec<Group>,
    /// All that the filters let through.
    pub whole: Tally,
    /// The items let through, also those that ended early, in the dataset's order.
    pub items: Vec<ItemIx>,
    /// Duties that pass every filter, but are in no period: their role or their day of assignment is
    /// not told (件次). None where no period is chosen.
    pub undated: u32,
}

impl Facts {
    /// Answers a choice. An item counts once in each group that any of its admitted duties is in;
    /// where duties are filtered or grouped, only if one of these owes (or may owe) a reply.
    pub fn answer(&self, choice: &Choice) -> Answer {
        let sieve = Sieve::new(choice, self);
        let whole = !sieve.narrows_duties();
        let mut groups = Groups::new(choice.grouping, self);
        let mut answer = Answer::default();
        // What is admitted of one item, each with its group.
        let mut admitted: Vec<(Option<u32>, &DutyFact)> = Vec::new();
        for (ix, item, duties) in self.iter() {
            if sieve.item(item) != 0 {
                continue;
            }
            admitted.clear();
            for duty in duties {
                match if whole { 0 } else { sieve.duty(duty) } {
                    0 => admitted.push((duty_key(choice.grouping, duty, self), duty)),
                    PERIOD if duty.month.is_none() && item.end.is_none() => {
                        answer.undated += 1;
                    }
                    _ => {}
                }
            }
            if !whole && admitted.is_empty() {
                continue;
            }
            answer.items.push(ix);
            add(&mut answer.whole, item, &admitted, whole, None);
            match choice.grouping {
                Grouping::Whole => {}
                Grouping::By(dimension) if dimension.of_items() => {
                    add(groups.at(dimension.of_item(item)), item, &admitted, whole, None);
                }
                _ => {
                    for (at, (key, _)) in admitted.iter().enumerate() {
                        if !admitted[..at].iter().any(|(earlier, _)| earlier == key) {
                            add(groups.at(*key), item, &admitted, false, Some(*key));
                        }
                    }
                }
            }
        }
        answer.groups = groups.list();
        answer
    }
}

/// Counts an item with its admitted duties, or only with those of one group.
fn add(
    tally: &mut Tally,
    item: &ItemFact,
    admitted: &[(Option<u32>, &DutyFact)],
    whole: bool,
    only: Option<Option<u32>>,
) {
    let counts = |(key, duty): &(Option<u32>, _)| only.is_none_or(|only| only == *key).then_some(*duty);
    tally.add_facts(item, admitted.iter().filter_map(counts), whole);
}

fn duty_key(grouping: Grouping, duty: &DutyFact, facts: &Facts) -> Option<u32> {
    match grouping {
        Grouping::By(dimension) => dimension.of_duty(duty, facts),
        time => Some(duty.owed_month()?.0 / time.months()?),
    }
}

/// The counts of groups as they are met, found by their keys.
struct Groups {
    /// The key of the first slot.
    base: u32,
    /// Whether the groups are periods, of which the empty ones between are listed too.
    periods: bool,
    /// By key from `base` on, the place in `tallies` counted from 1; the last is for no key.
    slots: Vec<u32>,
    tallies: Vec<Tally>,
}

impl Groups {
    fn new(grouping: Grouping, facts: &Facts) -> Self {
        let (base, size) = match (grouping, grouping.months()) {
            (Grouping::By(dimension), _) => (0, dimension.size(facts)),
            (_, Some(length)) => {
                let (first, last) = facts.months().map_or((0, 0), |(first, last)| (first.0 / length, last.0 / length));
                (first, last - first + 1)
            }
            _ => (0, 0),
        };
        let periods = grouping.months().is_some() && size <= MOST_EMPTY;
        Self { base, periods, slots: vec![0; size as usize + 1], tallies: Vec::new() }
    }

    fn at(&mut self, key: Option<u32>) -> &mut Tally {
        let unsaid = self.slots.len() - 1;
        let slot = &mut self.slots[key.map_or(unsaid, |key| (key - self.base) as usize)];
        if *slot == 0 {
            self.tallies.push(Tally::default());
            *slot = self.tallies.len() as u32;
        }
        &mut self.tallies[*slot as usize - 1]
    }

    fn list(mut self) -> Vec<Group> {
        let unsaid = self.slots.len() - 1;
        let named = self.slots[..unsaid].iter();
        let first = named.clone().position(|slot| *slot > 0).unwrap_or(unsaid);
        let last = named.clone().rposition(|slot| *slot > 0).map_or(first, |last| last + 1);
        let mut groups = Vec::with_capacity(self.tallies.len());
        for (at, slot) in self.slots.iter().enumerate() {
            if *slot == 0 && !(self.periods && (first..last).contains(&at)) {
                continue;
            }
            let tally = self.tallies.get_mut((*slot as usize).wrapping_sub(1)).map(std::mem::take);
            let key = (at < unsaid).then_some(self.base + at as u32);
            groups.push(Group { key, tally: tally.unwrap_or_default() });
        }
        groups
    }
}
