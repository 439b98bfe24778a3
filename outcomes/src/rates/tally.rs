//! Additive counts over any set of items: what every rate is a quotient of.

use crate::dataset::{Assignment, Dataset, Item};
use crate::facts::{DutyFact, ItemFact, Timeliness};
use crate::terms::{Judgement, Role};

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
pub struct HandlingDays(Vec<(u32, u32)>);

impl HandlingDays {
    /// Days and how many assignments took them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().copied()
    }

    /// How many are counted.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|(_, count)| count).sum()
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

    fn add(&mut self, days: u32, count: u32) {
        match self.0.binary_search_by_key(&days, |(days, _)| *days) {
            Ok(at) => self.0[at].1 += count,
            Err(at) => self.0.insert(at, (days, count)),
        }
    }
}

/// Counts over a set of items. Items (件) and assignments (件次) are counted apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// N: items handed over, less returned, withdrawn and merged (件).
    pub items: u32,
    /// Items by kind, in [`crate::terms::Kind::ALL`]'s order (件).
    pub kinds: [u32; 3],
    /// Items ended early, in [`crate::terms::EndKind::ALL`]'s order (件).
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
    /// Classified assignments by class, by [`crate::dataset::ClassIx`]; as long as the highest one met (件次).
    pub classes: Vec<u32>,
    /// Classified assignments by what the class counts as, in [`crate::terms::CountsAs::ALL`]'s order (件次).
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
        let admitted = item.assignments.iter().filter(|assignment| counts(assignment));
        let duties: Vec<DutyFact> = admitted.map(|assignment| DutyFact::of(data, item, assignment)).collect();
        self.add_facts(&ItemFact::of(data, item), &duties, whole);
    }

    /// Counts one item with those of its duties that are given, as [`Tally::add`] does.
    pub fn add_facts<'f>(&mut self, item: &ItemFact, duties: impl IntoIterator<Item = &'f DutyFact>, whole: bool) {
        let mut duties = duties.into_iter();
        if let Some(end) = item.end {
            if whole || duties.any(|duty| duty.role.is_none_or(Role::owes_reply)) {
                self.ended[end as usize] += 1;
            }
            return;
        }
        let (mut owes, mut overdue) = (false, false);
        for duty in duties {
            if duty.role == Some(Role::Joint) {
                self.joint += 1;
                self.opinions += u32::from(duty.opinion);
                continue;
            }
            owes = true;
            if duty.owed() {
                self.add_owed(duty);
                overdue |= duty.timeliness == Timeliness::Overdue;
            } else {
                self.unstated += 1;
            }
        }
        if whole || owes {
            self.items += 1;
            self.kinds[item.kind as usize] += 1;
            self.closed += u32::from(item.closed);
            self.overdue_items += u32::from(overdue);
        }
    }

    /// Counts one duty that owes a reply.
    fn add_owed(&mut self, duty: &DutyFact) {
        self.owed += 1;
        self.consulted += u32::from(duty.consulted);
        self.waived += u32::from(duty.waived);
        self.commitments_kept += duty.commitments[0];
        self.commitments_open += duty.commitments[1];
        self.commitments_overdue += duty.commitments[2];
        match duty.timeliness {
            Timeliness::Waiting => return,
            Timeliness::Overdue => {
                self.overdue += 1;
                return;
            }
            Timeliness::OnTime => self.on_time += 1,
            Timeliness::Late => self.late += 1,
            Timeliness::Unjudged => {}
        }
        self.replied += 1;
        if let Some(days) = duty.days {
            self.days.add(days, 1);
        }
        if let Some((class, counts_as)) = duty.class {
            if self.classes.len() <= class.at() {
                self.classes.resize(class.at() + 1, 0);
            }
            self.classes[class.at()] += 1;
            self.counts_as[counts_as as usize] += 1;
            self.upgraded += u32::from(duty.upgraded);
        }
        if let Some(judgement) = duty.first {
            self.first.add(judgement);
        }
        if let Some(judgement) = duty.latest {
            self.latest.add(judgement);
        }
        self.published_full += duty.replies[0];
        self.published_summary += duty.replies[1];
        self.withheld += duty.replies[2];
        self.text_absent += duty.replies[3];
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
            self.days.add(days, count);
        }
    }
}
