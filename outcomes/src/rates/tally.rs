//! Additive counts over any set of items: what every rate is a quotient of.

use std::collections::BTreeMap;

use super::Reading;
use crate::dataset::{Assignment, ClassIx, Dataset, Item, Publication};
use crate::date::Date;
use crate::life;
use crate::terms::{CountsAs, EndKind, Judgement, Kind, Role};

/// Evaluated assignments by what their standing evaluation counts as (件次).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Judgements {
    /// 满意.
    pub satisfied: u32,
    /// 基本满意.
    pub basically: u32,
    /// 不满意.
    pub dissatisfied: u32,
}

impl Judgements {
    /// How many are evaluated.
    pub const fn evaluated(self) -> u32 {
        self.satisfied + self.basically + self.dissatisfied
    }

    /// How many count as `judgement`.
    pub const fn of(self, judgement: Judgement) -> u32 {
        match judgement {
            Judgement::Satisfied => self.satisfied,
            Judgement::Basically => self.basically,
            Judgement::Dissatisfied => self.dissatisfied,
        }
    }

    fn add(&mut self, judgement: Judgement) {
        match judgement {
            Judgement::Satisfied => self.satisfied += 1,
            Judgement::Basically => self.basically += 1,
            Judgement::Dissatisfied => self.dissatisfied += 1,
        }
    }

    fn merge(&mut self, other: Self) {
        self.satisfied += other.satisfied;
        self.basically += other.basically;
        self.dissatisfied += other.dissatisfied;
    }
}

/// Distribution of handling times: days from assigned to replied → assignments.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HandlingDays(BTreeMap<u32, u32>);

impl HandlingDays {
    /// Days and how many assignments took them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().map(|(days, count)| (*days, *count))
    }

    /// How many are counted.
    pub fn count(&self) -> u32 {
        self.0.values().sum()
    }

    /// The smallest number of days that at least `percent` (1–100) of 100 took at most: nearest
    /// rank, type 1 of Hyndman & Fan 1996. `None` where nothing is counted.
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let count = u64::from(self.count());
        let rank = (count * u64::from(percent.clamp(1, 100))).div_ceil(100);
        let mut seen = 0;
        self.0.iter().find_map(|(days, n)| {
            seen += u64::from(*n);
            (seen >= rank).then_some(*days)
        })
    }
}

/// Counts over a set of items. Items (件) and assignments (件次) are counted apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// N: items handed over, less returned, withdrawn and merged (件).
    pub items: u32,
    /// Items by kind, in [`Kind::ALL`]'s order (件).
    pub kinds: [u32; 3],
    /// Items ended early, in [`EndKind::ALL`]'s order (件).
    pub ended: [u32; 3],
    /// Closed items (件).
    pub closed: u32,
    /// Items with an overdue owed reply (件).
    pub overdue_items: u32,
    /// M: assignments that owe a reply (件次).
    pub owed: u32,
    /// Assignments that owe a reply of which the export tells neither dates nor a reply (件次);
    /// outside M.
    pub unstated: u32,
    /// Joint assignments (件次).
    pub joint: u32,
    /// Joint assignments with an opinion (件次).
    pub opinions: u32,
    /// Replied assignments (件次).
    pub replied: u32,
    /// Replied by the due day (件次).
    pub on_time: u32,
    /// Replied after the due day (件次).
    pub late: u32,
    /// Not replied and past the due day (件次).
    pub overdue: u32,
    /// Assignments with a talk before the reply (件次).
    pub consulted: u32,
    /// Assignments without one whose proposer waived it (件次).
    pub waived: u32,
    /// Standing evaluations of the first round (件次).
    pub first: Judgements,
    /// Standing evaluations, latest (件次).
    pub latest: Judgements,
    /// Classified assignments by class, by [`ClassIx`]; as long as the highest one met (件次).
    pub classes: Vec<u32>,
    /// Classified assignments by what the class counts as, in [`CountsAs::ALL`]'s order (件次).
    pub counts_as: [u32; 5],
    /// Assignments whose class was raised after the reply (件次).
    pub upgraded: u32,
    /// Commitments kept.
    pub commitments_kept: u32,
    /// Commitments neither kept nor due yet.
    pub commitments_open: u32,
    /// Commitments overdue.
    pub commitments_overdue: u32,
    /// Replies published in full.
    pub published_full: u32,
    /// Replies published as a summary.
    pub published_summary: u32,
    /// Replies withheld.
    pub withheld: u32,
    /// Replies whose text the export does not hold.
    pub text_absent: u32,
    /// Days from assigned to the first reply.
    pub days: HandlingDays,
}

impl Tally {
    /// Counts one item, of its assignments only those that `counts` admits. An item none of whose
    /// assignments owe (or may owe) a reply in this scope is counted only where `whole` is set.
    pub fn add(&mut self, data: &Dataset, item: &Item, whole: bool, counts: impl Fn(&Assignment) -> bool) {
        let mut admitted = item.assignments.iter().filter(|assignment| counts(assignment));
        if let Some(end) = &item.end {
            if whole || admitted.any(|assignment| assignment.role.is_none_or(Role::owes_reply)) {
                self.ended[position(EndKind::ALL, &end.kind)] += 1;
            }
            return;
        }
        let as_of = data.sources[item.source.at()].as_of;
        let (mut owes, mut overdue) = (false, false);
        for assignment in admitted {
            match assignment.role {
                Some(role) if !role.owes_reply() => {
                    self.joint += 1;
                    self.opinions += u32::from(assignment.opinion.is_some());
                }
                _ => {
                    owes = true;
                    overdue |= self.add_owed(data, item, assignment, as_of);
                }
            }
        }
        if whole || owes {
            self.items += 1;
            self.kinds[position(Kind::ALL, &item.kind)] += 1;
            self.closed += u32::from(life::is_closed(data, item));
            self.overdue_items += u32::from(overdue);
        }
    }

    /// Counts one assignment that owes a reply; tells whether it is overdue.
    fn add_owed(&mut self, data: &Dataset, item: &Item, assignment: &Assignment, as_of: Date) -> bool {
        if assignment.role.is_none() || life::is_unstated(assignment) {
            self.unstated += 1;
            return false;
        }
        self.owed += 1;
        let consulted = life::consulted(assignment);
        self.consulted += u32::from(consulted);
        self.waived += u32::from(!consulted && assignment.contact_waived);
        for commitment in &assignment.commitments {
            match commitment.kept {
                Some(_) => self.commitments_kept += 1,
                None if commitment.due < as_of => self.commitments_overdue += 1,
                None => self.commitments_open += 1,
            }
        }
        let Some(reply) = assignment.reply() else {
            let overdue = assignment.due.is_some_and(|due| due < as_of);
            self.overdue += u32::from(overdue);
            return overdue;
        };
        self.replied += 1;
        if let (Some(date), Some(due)) = (reply.date, assignment.due) {
            *(if date <= due { &mut self.on_time } else { &mut self.late }) += 1;
        }
        if let (Some(date), Some(assigned)) = (reply.date, assignment.assigned) {
            *self.days.0.entry(date.days_since(assigned).max(0) as u32).or_default() += 1;
        }
        if let Some(class) = assignment.class() {
            self.add_class(data, assignment, class);
        }
        if let Some(judgement) = life::standing(data, item, assignment, Reading::First) {
            self.first.add(judgement);
        }
        if let Some(judgement) = life::standing(data, item, assignment, Reading::Latest) {
            self.latest.add(judgement);
        }
        for reply in &assignment.replies {
            match reply.text {
                Publication::Full(_) => self.published_full += 1,
                Publication::Summary(_) => self.published_summary += 1,
                Publication::Withheld(_) => self.withheld += 1,
                Publication::Absent => self.text_absent += 1,
            }
        }
        false
    }

    fn add_class(&mut self, data: &Dataset, assignment: &Assignment, class: ClassIx) {
        if self.classes.len() <= class.at() {
            self.classes.resize(class.at() + 1, 0);
        }
        self.classes[class.at()] += 1;
        let counts_as = data.classes[class.at()].counts_as;
        self.counts_as[position(CountsAs::ALL, &counts_as)] += 1;
        let replied_as = assignment.replies.iter().find_map(|reply| reply.class);
        let raised = replied_as.is_some_and(|was| counts_as < data.classes[was.at()].counts_as);
        self.upgraded += u32::from(raised && !assignment.class_changes.is_empty());
    }

    /// Adds another set's counts; the sets share no assignment.
    pub fn merge(&mut self, other: &Self) {
        macro_rules! sum { ($($field:ident),+) => { $(self.$field += other.$field;)+ } }
        sum!(items, closed, overdue_items, owed, unstated, joint, opinions, replied, on_time, late, overdue);
        sum!(consulted, waived, upgraded, commitments_kept, commitments_open, commitments_overdue);
        sum!(published_full, published_summary, withheld, text_absent);
        for (mine, theirs) in [(&mut self.kinds, other.kinds), (&mut self.ended, other.ended)] {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.counts_as.iter_mut().zip(other.counts_as).for_each(|(mine, theirs)| *mine += theirs);
        if self.classes.len() < other.classes.len() {
            self.classes.resize(other.classes.len(), 0);
        }
        self.classes.iter_mut().zip(&other.classes).for_each(|(mine, theirs)| *mine += theirs);
        self.first.merge(other.first);
        self.latest.merge(other.latest);
        for (days, count) in other.days.iter() {
            *self.days.0.entry(days).or_default() += count;
        }
    }
}

/// Position of a term in its closed list.
fn position<T: PartialEq>(all: &[T], term: &T) -> usize {
    all.iter().position(|one| one == term).unwrap_or(0)
}
