//! Sudden jumps between an earlier export and a later one: what would be odd if it had happened, and is
//! more often a fault of the export. Warnings of their own codes, each with its counts.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::FigureKey;
use crate::dataset::{Dataset, Item};
use crate::issue::{Issue, Place, Severity};
use crate::rates::{Rate, RateKey, Tally};
use crate::read::{SourceFile, locate};
use crate::summary::Summary;

/// Every code with its title in English and Chinese. A code never changes its meaning.
pub const CODES: &[(&str, &str, &str)] = &[
    ("W0901", "The as-of day went back", "数据截止日倒退"),
    ("W0902", "Items that are no longer there", "办理件减少"),
    ("W0903", "A count moved suddenly", "数量骤变"),
    ("W0904", "A rate moved suddenly", "比率骤变"),
    ("W0905", "Replies that are no longer there", "答复减少"),
    ("W0906", "A unit that is no longer there", "承办单位消失"),
    ("W0907", "The outcome classes are others", "办理结果分类变化"),
    ("W0908", "The evaluation grades are others", "评价等级变化"),
];

/// How far figures may move without a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Percent of the earlier items that may be gone (default 2).
    pub gone_percent: u32,
    /// Percent by which a count may fall (default 20).
    pub count_percent: u32,
    /// Percent by which the items of sessions known before may grow in number (default 50).
    pub growth_percent: u32,
    /// Percentage points by which a rate may move (default 10); its 95 % intervals must lie apart too.
    pub rate_points: u32,
    /// Percent of a unit's earlier replies that may be gone (default 50).
    pub replies_percent: u32,
    /// What concerns fewer than this is not pointed out (default 3).
    pub least: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { gone_percent: 2, count_percent: 20, growth_percent: 50, rate_points: 10, replies_percent: 50, least: 3 }
    }
}

impl Limits {
    /// Whether `part` is too many, of something of which `percent` of `whole` may be.
    fn exceeds(&self, part: u32, whole: u32, percent: u32) -> bool {
        part >= self.least && u64::from(part) * 100 > u64::from(whole) * u64::from(percent)
    }
}

/// Everything that jumped, in the order of the codes, placed in `files`, those of the later exports.
pub fn jumps(
    earlier: (&Dataset, &Summary),
    later: (&Dataset, &Summary),
    limits: &Limits,
    files: &[SourceFile],
) -> Vec<Issue> {
    let mut look = Look { old: earlier.0, new: later.0, limits, files, found: Vec::new(), places: BTreeMap::new() };
    look.days();
    look.items();
    look.figures(earlier.1, later.1);
    look.replies();
    look.units(earlier.1, later.1);
    look.scheme(&earlier.1.whole);
    look.found
}

struct Look<'s, 'a, 'b> {
    old: &'s Dataset<'a>,
    new: &'s Dataset<'b>,
    limits: &'s Limits,
    files: &'s [SourceFile<'s>],
    found: Vec<Issue>,
    /// Line and column of what was pointed at, by file: many findings point at the same.
    places: BTreeMap<(usize, &'static str), (u32, u32)>,
}

impl Look<'_, '_, '_> {
    fn tell(&mut self, at: usize, pointer: &'static str, code: &'static str, what: String, hint: String) {
        let Some(file) = self.files.get(at) else { return };
        let place = self.places.entry((at, pointer)).or_insert_with(|| locate::line_and_column(file.bytes, pointer));
        let (line, column) = *place;
        let place = Place { file: file.name.to_owned(), line, column, pointer: pointer.to_owned(), item: None };
        self.found.push(Issue { code, severity: Severity::Warning, place, what, hint, private: None });
    }

    /// Exports of a publisher that describe an earlier day than before.
    fn days(&mut self) {
        let mut before = BTreeMap::new();
        for source in &self.old.sources {
            let day = before.entry(source.publisher.id.to_string()).or_insert(source.as_of);
            *day = source.as_of.max(*day);
        }
        for (at, source) in self.new.sources.iter().enumerate() {
            let Some(day) = before.get(source.publisher.id.as_str()).filter(|day| **day > source.as_of) else {
                continue;
            };
            let what =
                format!("the export of {} is of {}, the earlier one of {day}", source.publisher.name, source.as_of);
            let hint = "take the newest export, or correct `as_of`".to_owned();
            self.tell(at, "/as_of", "W0901", what, hint);
        }
    }

    /// Items that are gone, by session.
    fn items(&mut self) {
        let there: HashSet<&str> = self.new.items.iter().map(|item| item.id.as_str()).collect();
        let gone: Vec<&Item> = self.old.items.iter().filter(|item| !there.contains(item.id.as_str())).collect();
        let (count, whole) = (gone.len() as u32, self.old.items.len() as u32);
        if !self.limits.exceeds(count, whole, self.limits.gone_percent) {
            return;
        }
        let mut sessions = vec![0_u32; self.old.sessions.len()];
        gone.iter().for_each(|item| sessions[item.session.at()] += 1);
        let of = self.old.sessions.iter().zip(&sessions).filter(|(_, count)| **count > 0);
        let of: Vec<String> = of.map(|(session, count)| format!("{count} of session {}", session.id)).collect();
        let first = &gone[0].id;
        let what = format!("{count} of {whole} items are no longer there: {}; the first is {first}", of.join(", "));
        let hint = "export them again; what may not stand is withheld or ended, and keeps its page".to_owned();
        self.tell(0, "/sessions", "W0902", what, hint);
    }

    /// Counts and rates of the sessions that both sides have.
    fn figures(&mut self, old: &Summary, new: &Summary) {
        let (mut was, mut is) = (Tally::default(), Tally::default());
        for (session, tally) in self.new.sessions.iter().zip(&new.by_session) {
            if let Some(at) = self.old.sessions.iter().position(|known| known.id == session.id) {
                is.merge(tally);
                was.merge(&old.by_session[at]);
            }
        }
        for (key, was, is) in [
            (FigureKey::HandedOver, was.items, is.items),
            (FigureKey::Owed, was.owed, is.owed),
            (FigureKey::Replied, was.replied, is.replied),
            (FigureKey::Closed, was.closed, is.closed),
            (FigureKey::PromisesKept, was.commitments_kept, is.commitments_kept),
        ] {
            let percent = match (is < was, key) {
                (true, _) => self.limits.count_percent,
                (false, FigureKey::HandedOver) => self.limits.growth_percent,
                // Work goes on.
                (false, _) => continue,
            };
            if !self.limits.exceeds(was.abs_diff(is), was, percent) {
                continue;
            }
            let way = if is < was { "fell" } else { "rose" };
            let what = format!("{} {way} from {was} to {is}, in the sessions that both exports have", key.key());
            let hint = "compare with `banli diff`; if it is right, nothing needs to be done".to_owned();
            self.tell(0, "/sessions", "W0903", what, hint);
        }
        for key in RateKey::ALL {
            // Of what is only known at least, nobody knows whether it moved.
            if !was.is_lower_bound(*key) && !is.is_lower_bound(*key) {
                self.rate(*key, was.rate(*key), is.rate(*key));
            }
        }
    }

    /// A rate that moved far, by more than chance. What is still going on may rise.
    fn rate(&mut self, key: RateKey, was: Rate, is: Rate) {
        let may_rise = matches!(
            key,
            RateKey::Reply
                | RateKey::Completion
                | RateKey::Consultation
                | RateKey::ConsultationWaived
                | RateKey::Evaluation
        );
        if was.is_small() || is.is_small() {
            return;
        }
        let (Some(before), Some(after)) = (was.tenths(), is.tenths()) else { return };
        let (Some(old), Some(new)) = (was.wilson(), is.wilson()) else { return };
        let apart = if after < before { new.1 < old.0 } else { !may_rise && old.1 < new.0 };
        if !apart || before.abs_diff(after) <= self.limits.rate_points.saturating_mul(10) {
            return;
        }
        let write = |tenths: u32, rate: Rate| format!("{}.{}% ({}/{})", tenths / 10, tenths % 10, rate.num, rate.den);
        let (was, is) = (write(before, was), write(after, is));
        let what = format!("{} went from {was} to {is}, in the sessions that both exports have", key.key());
        let hint = "compare with `banli diff`; if it is right, nothing needs to be done".to_owned();
        self.tell(0, "/sessions", "W0904", what, hint);
    }

    /// Replies that are gone, by unit; of all units where that is more than half of everything.
    fn replies(&mut self) {
        let there: HashMap<&str, &Item> = self.new.items.iter().map(|item| (item.id.as_str(), item)).collect();
        let mut units = vec![(0, 0); self.old.units.len()];
        for item in &self.old.items {
            for duty in item.assignments.iter().filter(|duty| duty.owes_reply() && !duty.replies.is_empty()) {
                let unit = &self.old.units[duty.unit.at()].id;
                let still = there.get(item.id.as_str()).is_some_and(|item| {
                    let same = |known: &&crate::dataset::Assignment| self.new.units[known.unit.at()].id == *unit;
                    item.assignments.iter().filter(same).any(|duty| !duty.replies.is_empty())
                });
                let (gone, whole) = &mut units[duty.unit.at()];
                *gone += u32::from(!still);
                *whole += 1;
            }
        }
        let hint = "export the replies again; one that may not stand is withheld, with its reason";
        let all = units.iter().fold((0, 0), |sum: (u32, u32), unit| (sum.0 + unit.0, sum.1 + unit.1));
        let percent = self.limits.replies_percent;
        if self.limits.exceeds(all.0, all.1, percent) {
            let what = format!("{} of {} replies are no longer there", all.0, all.1);
            return self.tell(0, "/sessions", "W0905", what, hint.to_owned());
        }
        for (at, (gone, whole)) in units.into_iter().enumerate() {
            if self.limits.exceeds(gone, whole, percent) {
                let unit = &self.old.units[at];
                let what = format!("{gone} of {whole} replies of {} ({}) are no longer there", unit.id, unit.name);
                self.tell(0, "/units", "W0905", what, hint.to_owned());
            }
        }
    }

    /// Units that had items and have none any more.
    fn units(&mut self, old: &Summary, new: &Summary) {
        for (at, unit) in self.old.units.iter().enumerate() {
            let had = old.items_of_unit[at].len();
            let now = self.new.units.iter().position(|known| known.id == unit.id);
            if had == 0 || now.is_some_and(|now| !new.items_of_unit[now].is_empty()) {
                continue;
            }
            let namesake = self.new.units.iter().find(|known| known.name == unit.name && known.id != unit.id);
            let hint = match namesake {
                Some(other) => {
                    format!("the unit {} has its name: keep a unit's id, since its page stands under it", other.id)
                }
                None => "keep a unit's id when its name changes; if it was dissolved, its items keep it".to_owned(),
            };
            let there = if now.is_some() { "has none any more" } else { "is no longer there" };
            let items = if had == 1 { "item" } else { "items" };
            let what = format!("the unit {} ({}) had {had} {items} and {there}", unit.id, unit.name);
            self.tell(0, "/units", "W0906", what, hint);
        }
    }

    /// Classes and grades that are new, gone or count otherwise.
    fn scheme(&mut self, before: &Tally) {
        let used = |at: usize| before.classes.get(at).is_some_and(|count| *count > 0);
        let classes = |data: &Dataset, used: &dyn Fn(usize) -> bool| -> Vec<(String, &'static str)> {
            let listed = data.classes.iter().enumerate().filter(|(at, _)| used(*at));
            listed.map(|(_, class)| (class.code.to_string(), class.counts_as.key())).collect()
        };
        // A class that no reply had may go without a word.
        let changes = others(&classes(self.old, &|_| true), &classes(self.new, &|_| true), &classes(self.old, &used));
        let hint = "rates by class are of two schemes then: say so in a remark, or keep the codes' meaning";
        if !changes.is_empty() {
            let what = format!("outcome classes are others: {}", changes.join("; "));
            self.tell(0, "/scheme", "W0907", what, hint.to_owned());
        }
        let grades = |data: &Dataset| -> Vec<(String, &'static str)> {
            data.grades.iter().map(|grade| (grade.code.to_string(), grade.counts_as.key())).collect()
        };
        let changes = others(&grades(self.old), &grades(self.new), &grades(self.old));
        let hint = "rates of satisfaction are of two scales then: say so in a remark, or keep the codes' meaning";
        if !changes.is_empty() {
            let what = format!("evaluation grades are others: {}", changes.join("; "));
            self.tell(0, "/scheme", "W0908", what, hint.to_owned());
        }
    }
}

/// What is told otherwise in a later list of codes; of those that are gone only the `used` ones.
fn others(
    old: &[(String, &'static str)],
    new: &[(String, &'static str)],
    used: &[(String, &'static str)],
) -> Vec<String> {
    let find = |list: &[(String, &'static str)], code: &str| list.iter().find(|one| one.0 == code).map(|one| one.1);
    let mut changes = Vec::new();
    for (code, was) in old {
        match find(new, code) {
            Some(is) if is != *was => changes.push(format!("{code} counted as {was}, now as {is}")),
            None if find(used, code).is_some() => changes.push(format!("{code} ({was}) is gone")),
            _ => {}
        }
    }
    let added = new.iter().filter(|(code, _)| find(old, code).is_none());
    changes.extend(added.map(|(code, is)| format!("{code} ({is}) is new")));
    changes
}
