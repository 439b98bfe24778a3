//! The counts of every cut that pages show, and who has which item.

use std::collections::BTreeMap;

use crate::cores::both;
use crate::dataset::{Dataset, Item, ItemIx};
use crate::date::Date;
use crate::facts::{DutyFact, Facts, ItemFact};
use crate::life::{self, Life, Waiting};
use crate::rates::Tally;
use crate::terms::Role;

/// A calendar month: year and month (1–12).
pub type Month = (i16, i8);

/// The counts of every cut that pages show.
#[derive(Debug, Default)]
pub struct Summary {
    /// What everything is counted from.
    pub facts: Facts,
    /// All items.
    pub whole: Tally,
    /// Lead assignments only (主办件), of items that have one.
    pub lead_only: Tally,
    /// By [`crate::dataset::SessionIx`].
    pub by_session: Vec<Tally>,
    /// By [`crate::dataset::UnitIx`]: that unit's assignments, and the items it owes a reply to.
    pub by_unit: Vec<Tally>,
    /// By [`crate::dataset::CategoryIx`].
    pub by_category: Vec<Tally>,
    /// By kind, in [`crate::terms::Kind::ALL`]'s order.
    pub by_kind: [Tally; 3],
    /// By month of assignment, owed replies only; assignments without one are in none. An item
    /// assigned in several months is in each of them.
    pub by_month: BTreeMap<Month, Tally>,
    /// By unit, then month of assignment.
    pub unit_months: Vec<BTreeMap<Month, Tally>>,
    /// By session, then month of assignment.
    pub session_months: Vec<BTreeMap<Month, Tally>>,
    /// By category, then month of assignment.
    pub category_months: Vec<BTreeMap<Month, Tally>>,
    /// By unit, then session (by [`crate::dataset::SessionIx`]).
    pub unit_sessions: Vec<Vec<Tally>>,
    /// Items of each session, in the dataset's order.
    pub items_of_session: Vec<Vec<ItemIx>>,
    /// Items that each unit has any duty for.
    pub items_of_unit: Vec<Vec<ItemIx>>,
    /// Items of each proposer.
    pub items_of_proposer: Vec<Vec<ItemIx>>,
    /// Items of each category.
    pub items_of_category: Vec<Vec<ItemIx>>,
    /// Owed replies not made, longest waiting first.
    pub waiting: Vec<Waiting>,
    /// Where each item stands, by [`ItemIx`].
    pub lives: Vec<Life>,
    /// The first day that an item was submitted or assigned.
    pub first_day: Option<Date>,
}

/// Counts everything once.
pub fn summarize(data: &Dataset) -> Summary {
    let ((facts, counts, months), places) = both(
        || {
            let facts = Facts::of(data);
            let (counts, months) = both(
                || Summary::counted(data, &facts, |summary, item, duties| summary.count(item, duties)),
                || Summary::counted(data, &facts, |summary, item, duties| summary.count_months(item, duties)),
            );
            (facts, counts, months)
        },
        || Summary::placed(data),
    );
    let mut waiting = places.waiting;
    waiting.sort_by_key(|waiting| (-waiting.days, waiting.item));
    Summary {
        facts,
        by_month: months.by_month,
        unit_months: months.unit_months,
        session_months: months.session_months,
        category_months: months.category_months,
        items_of_session: places.items_of_session,
        items_of_unit: places.items_of_unit,
        items_of_proposer: places.items_of_proposer,
        items_of_category: places.items_of_category,
        lives: places.lives,
        first_day: places.first_day,
        waiting,
        ..counts
    }
}

impl Summary {
    /// What `count` counts of every item and its duties.
    fn counted(data: &Dataset, facts: &Facts, count: impl Fn(&mut Self, &ItemFact, &[DutyFact])) -> Self {
        let mut summary = Self::empty(data);
        facts.iter().for_each(|(_, item, duties)| count(&mut summary, item, duties));
        summary
    }

    /// Where every item stands and who has it, in their order.
    fn placed(data: &Dataset) -> Self {
        let mut summary = Self::empty(data);
        for (ix, item) in (0..).map(ItemIx).zip(&data.items) {
            summary.place(item, ix);
            summary.wait(data, item, ix);
            summary.lives.push(life::life(data, item));
        }
        summary
    }

    /// Room for every session, unit, proposer and category.
    fn empty(data: &Dataset) -> Self {
        let (sessions, units) = (data.sessions.len(), data.units.len());
        let categories = data.categories.len();
        Self {
            by_session: vec![Tally::default(); sessions],
            by_unit: vec![Tally::default(); units],
            by_category: vec![Tally::default(); categories],
            unit_months: vec![BTreeMap::new(); units],
            session_months: vec![BTreeMap::new(); sessions],
            category_months: vec![BTreeMap::new(); categories],
            unit_sessions: vec![vec![Tally::default(); sessions]; units],
            items_of_session: vec![Vec::new(); sessions],
            items_of_unit: vec![Vec::new(); units],
            items_of_proposer: vec![Vec::new(); data.proposers.len()],
            items_of_category: vec![Vec::new(); categories],
            ..Self::default()
        }
    }

    fn place(&mut self, item: &Item, ix: ItemIx) {
        self.items_of_session[item.session.at()].push(ix);
        if let Some(category) = item.category {
            self.items_of_category[category.at()].push(ix);
        }
        for proposer in &item.proposers {
            self.items_of_proposer[proposer.at()].push(ix);
        }
        for assignment in &item.assignments {
            self.items_of_unit[assignment.unit.at()].push(ix);
        }
        let assigned = item.assignments.iter().filter_map(|assignment| assignment.assigned);
        self.first_day = self.first_day.into_iter().chain(item.submitted).chain(assigned).min();
    }

    fn count(&mut self, item: &ItemFact, duties: &[DutyFact]) {
        self.whole.add_facts(item, duties, true);
        self.lead_only.add_facts(item, duties.iter().filter(|duty| duty.role == Some(Role::Lead)), false);
        self.by_session[item.session.at()].add_facts(item, duties, true);
        if let Some(category) = item.category {
            self.by_category[category.at()].add_facts(item, duties, true);
        }
        self.by_kind[item.kind as usize].add_facts(item, duties, true);
        for duty in duties {
            // No unit has two duties of an item: that is E0403.
            self.by_unit[duty.unit.at()].add_facts(item, [duty], false);
            self.unit_sessions[duty.unit.at()][item.session.at()].add_facts(item, [duty], false);
        }
    }

    fn count_months(&mut self, item: &ItemFact, duties: &[DutyFact]) {
        for (at, duty) in duties.iter().enumerate() {
            let Some(month) = duty.owed_month() else { continue };
            let now = (month.year() as i16, month.month() as i8);
            self.unit_months[duty.unit.at()].entry(now).or_default().add_facts(item, [duty], false);
            if duties[..at].iter().any(|earlier| earlier.owed_month() == Some(month)) {
                // One item counts once in a month, however many units were assigned it then.
                continue;
            }
            let cuts = [
                Some(self.by_month.entry(now)),
                Some(self.session_months[item.session.at()].entry(now)),
                item.category.map(|category| self.category_months[category.at()].entry(now)),
            ];
            for cut in cuts.into_iter().flatten() {
                cut.or_default().add_facts(item, duties.iter().filter(|one| one.owed_month() == Some(month)), false);
            }
        }
    }

    fn wait(&mut self, data: &Dataset, item: &Item, ix: ItemIx) {
        if item.end.is_some() {
            return;
        }
        let as_of = data.sources[item.source.at()].as_of;
        for assignment in &item.assignments {
            let (true, true, Some(assigned)) =
                (assignment.owes_reply(), assignment.replies.is_empty(), assignment.assigned)
            else {
                continue;
            };
            self.waiting.push(Waiting {
                item: ix,
                unit: assignment.unit,
                assigned,
                due: assignment.due,
                days: as_of.days_since(assigned).max(0),
                days_late: assignment.due.map_or(0, |due| as_of.days_since(due).max(0)),
            });
        }
    }
}
