//! How things move over time: rates by the period of assignment, running totals, raised classes.

use std::collections::{BTreeMap, VecDeque};

use outcomes::dataset::{Assignment, ClassIx, Item, ItemIx};
use outcomes::date::Date;
use outcomes::facts::MonthNo;
use outcomes::life::{self, Raised, State, Step};
use outcomes::rates::{Rate, RateKey, SMALL_N, Tally};
use outcomes::summary::Month;
use outcomes::terms::CountsAs;
use web_charts::{ChartKind, Columns, PaletteKey, RateLine, RateSeries, Series, Totals};

use super::{Chart, Figures};
use crate::pages::rate_label;

/// A quarter (1–4) of a year, or a whole year (0).
pub(super) type Period = (i16, i8);

impl Figures<'_, '_> {
    pub(super) fn period(&self, (year, quarter): Period) -> String {
        let (year, quarter) = (year.to_string(), quarter.to_string());
        let args = [("year", (&year).into()), ("quarter", (&quarter).into())];
        self.say(if quarter == "0" { "year" } else { "quarter" }, &args)
    }

    fn month(&self, (year, month): Month) -> String {
        let (year, month) = (year.to_string(), self.edition.words.term("month", &month.to_string()));
        self.say("month", &[("year", (&year).into()), ("month", (&month).into())])
    }

    /// On-time replies and satisfaction by the quarter or year of assignment.
    pub fn over_time(&self, months: &BTreeMap<Month, Tally>) -> Option<Chart> {
        let periods = periods(months);
        if !has_time(&periods) {
            return None;
        }
        let line = |key: RateKey, palette| RateSeries {
            label: rate_label(self.edition, key),
            palette,
            points: periods.values().map(|tally| Some(tally.rate(key))).map(|r| r.map(|r| (r.num, r.den))).collect(),
            hidden: false,
        };
        let finding = self.moved(&periods)?;
        let kind = ChartKind::RateLine(RateLine {
            periods: periods.keys().map(|quarter| self.period(*quarter)).collect(),
            series: [line(RateKey::OnTimeReply, PaletteKey::Accent), line(RateKey::Satisfaction, PaletteKey::Accent2)]
                .into_iter()
                .filter(|line| line.points.iter().flatten().any(|(_, den)| *den > 0))
                .collect(),
        });
        Some(self.chart("time", finding, "period", kind, "on-time-reply-rate"))
    }

    /// How on-time replies moved from the first period to the latest, of those with enough cases. A
    /// change is only called one where the two intervals lie apart.
    fn moved(&self, periods: &BTreeMap<Period, Tally>) -> Option<String> {
        let enough = |tally: &&Tally| !tally.on_time_rate().is_small();
        let mut firm = periods.iter().filter(|(_, tally)| enough(tally)).map(|(at, tally)| (at, tally.on_time_rate()));
        let shown = |(at, rate): (&Period, Rate)| (self.period(*at), self.edition.words.rate(rate));
        let Some(first) = firm.next() else {
            let (last, tally) = periods.iter().next_back()?;
            let (last, on_time) = shown((last, tally.on_time_rate()));
            return Some(self.say("finding-time", &[("period", (&last).into()), ("on-time", (&on_time).into())]));
        };
        let Some(last) = firm.next_back() else {
            let (last, on_time) = shown(first);
            return Some(self.say("finding-time", &[("period", (&last).into()), ("on-time", (&on_time).into())]));
        };
        let key = match (first.1.wilson()?, last.1.wilson()?) {
            ((_, high), (low, _)) if high < low => "finding-time-rose",
            ((low, _), (_, high)) if high < low => "finding-time-fell",
            _ => "finding-time-same",
        };
        let ((first, was), (last, is)) = (shown(first), shown(last));
        let args = [("first", (&first).into()), ("was", (&was).into()), ("last", (&last).into()), ("is", (&is).into())];
        Some(self.say(key, &args))
    }

    /// Assigned, replied and closed so far, with what was due; of the duties for `items` that owe a
    /// reply and that `counts` admits. `None` where fewer than two months or too few are known.
    pub fn totals(&self, items: &[ItemIx], counts: impl Fn(&Assignment) -> bool) -> Option<Chart> {
        let as_of = self.edition.site.data.sources.iter().map(|source| source.as_of).max()?;
        let mut course = Course::default();
        for ix in items {
            let item = self.edition.item(*ix);
            let life = &self.edition.site.summary.lives[ix.at()];
            let closed = life.steps.iter().find(|step| step.step == Step::Closed).and_then(|step| step.date);
            for assignment in
                item.assignments.iter().filter(|one| item.end.is_none() && one.owes_reply() && counts(one))
            {
                course.add(assignment, closed.filter(|_| life.state == State::Closed), as_of);
            }
        }
        let months = course.months(as_of)?;
        if course.assigned.all < SMALL_N || months.len() < 2 {
            return None;
        }
        let line = |key: &str, palette, days: &Days| Series {
            label: self.text(key),
            palette,
            values: days.running(&months),
            hidden: false,
        };
        let finding = self.say(
            "finding-totals",
            &[
                ("assigned", course.assigned.so_far.into()),
                ("due", course.due.so_far.into()),
                ("replied", course.replied.so_far.into()),
                ("closed", course.closed.so_far.into()),
            ],
        );
        let finding = match course.undated {
            0 => finding,
            count => self.say("finding-undated", &[("finding", (&finding).into()), ("count", count.into())]),
        };
        let kind = ChartKind::Totals(Totals {
            periods: months.iter().map(|month| self.month(*month)).collect(),
            series: vec![
                line("total-assigned", PaletteKey::Accent, &course.assigned),
                line("total-replied", PaletteKey::Satisfied, &course.replied),
                line("total-closed", PaletteKey::Neutral, &course.closed),
            ],
            due: Some(line("total-due", PaletteKey::Accent2, &course.due)),
        });
        Some(self.chart("totals", finding, "month-head", kind, "reply-rate"))
    }

    /// Classes raised after the reply, by the quarter or year of the change.
    pub fn upgrades(&self) -> Option<Chart> {
        let data = self.edition.site.data;
        let mut changes: BTreeMap<(usize, usize), BTreeMap<Month, u32>> = BTreeMap::new();
        let mut all: BTreeMap<Month, Tally> = BTreeMap::new();
        for assignment in data.items.iter().flat_map(|item: &Item| &item.assignments) {
            let Some(Raised { was, is, date }) = life::raised(data, assignment) else { continue };
            let rank = |class: ClassIx| data.classes[class.at()].counts_as as usize;
            let month = month_of(date);
            *changes.entry((rank(was), rank(is))).or_default().entry(month).or_default() += 1;
            all.entry(month).or_default();
        }
        let count: u32 = changes.values().flat_map(BTreeMap::values).sum();
        let periods: Vec<Period> = periods(&all).into_keys().collect();
        if count < SMALL_N || periods.len() < 2 {
            return None;
        }
        let by_year = periods.iter().all(|period| period.1 == 0);
        let of = |(year, month): Month| (year, if by_year { 0 } else { (month - 1) / 3 + 1 });
        let name = |rank: usize| {
            let key = CountsAs::ALL[rank.min(CountsAs::ALL.len() - 1)].key();
            self.edition.words.term("counts-as", key)
        };
        // The most frequent first, so that they lie on the axis.
        let mut pairs: Vec<_> = changes.into_iter().collect();
        pairs.sort_by_key(|(pair, months)| (std::cmp::Reverse(months.values().sum::<u32>()), *pair));
        let series = pairs.iter().zip(PaletteKey::OUTCOMES).map(|(((was, is), months), palette)| Series {
            label: self.say("class-change", &[("from", (&name(*was)).into()), ("to", (&name(*is)).into())]),
            palette,
            values: periods
                .iter()
                .map(|period| months.iter().filter(|(month, _)| of(**month) == *period).map(|(_, count)| count).sum())
                .collect(),
            hidden: false,
        });
        let series: Vec<Series> = series.collect();
        let shown: u32 = series.iter().flat_map(|series| &series.values).sum();
        let finding = self.say("finding-upgrades", &[("count", count.into()), ("first", (&series[0].label).into())]);
        let finding = match count - shown {
            0 => finding,
            rest => self.say("finding-rarer", &[("finding", (&finding).into()), ("count", rest.into())]),
        };
        let kind = ChartKind::Columns(Columns {
            hundred_percent: false,
            periods: periods.iter().map(|period| self.period(*period)).collect(),
            series,
        });
        Some(self.chart("upgrades", finding, "change-time", kind, "resolution-rate"))
    }
}

/// Whether two periods at least have a rate.
pub(super) fn has_time(periods: &BTreeMap<Period, Tally>) -> bool {
    let judged = |tally: &&Tally| tally.on_time_rate().den + tally.latest.evaluated() > 0;
    periods.values().filter(judged).count() >= 2
}

/// How many duties had reached each step by when.
#[derive(Default)]
struct Course {
    assigned: Days,
    due: Days,
    replied: Days,
    closed: Days,
    /// Duties without a day of assignment.
    undated: u32,
}

impl Course {
    /// A duty without a day of assignment is in no line, so that no line can pass another falsely.
    fn add(&mut self, assignment: &Assignment, closed: Option<Date>, as_of: Date) {
        let Some(assigned) = assignment.assigned else {
            self.undated += 1;
            return;
        };
        self.assigned.add(Some(assigned), as_of);
        self.due.add(assignment.due, as_of);
        self.replied.add(assignment.reply().and_then(|reply| reply.date), as_of);
        self.closed.add(closed, as_of);
    }

    /// Every month from the first assignment to that of the as-of day.
    fn months(&self, as_of: Date) -> Option<Vec<Month>> {
        let (first, last) = (month_of(self.assigned.first?), month_of(as_of));
        let next = |(year, month): &Month| Some(if *month == 12 { (year + 1, 1) } else { (*year, month + 1) });
        Some(std::iter::successors(Some(first), next).take_while(|month| *month <= last).collect())
    }
}

/// Days, counted by month.
#[derive(Default)]
struct Days {
    first: Option<Date>,
    all: u32,
    /// Those up to the as-of day.
    so_far: u32,
    /// From the first day's month on.
    by_month: VecDeque<u32>,
}

impl Days {
    fn add(&mut self, day: Option<Date>, as_of: Date) {
        let Some(day) = day else { return };
        let first = *self.first.get_or_insert(day);
        for _ in 0..months_between(day, first) {
            self.by_month.push_front(0);
        }
        self.first = Some(first.min(day));
        let at = months_between(first.min(day), day);
        if at >= self.by_month.len() {
            self.by_month.resize(at + 1, 0);
        }
        self.by_month[at] += 1;
        self.all += 1;
        self.so_far += u32::from(day <= as_of);
    }

    /// How many there were by the end of each month; the months are in order.
    fn running(&self, months: &[Month]) -> Vec<u32> {
        let mut left = self.by_month.iter();
        let (mut next, mut sum) = (self.first.map(|first| MonthNo::of(month_of(first)).0), 0);
        let by_the_end = |month: &Month| {
            while let Some(at) = next.filter(|at| *at <= MonthNo::of(*month).0) {
                let Some(count) = left.next() else { break };
                (next, sum) = (Some(at + 1), sum + count);
            }
            sum
        };
        months.iter().map(by_the_end).collect()
    }
}

/// Months from one day's to a later one's; 0 where it is not later.
fn months_between(day: Date, later: Date) -> usize {
    let [day, later] = [day, later].map(|day| MonthNo::of(month_of(day)).0);
    later.saturating_sub(day) as usize
}

fn month_of(day: Date) -> Month {
    (day.year(), day.month())
}

/// Months joined to quarters (1–4), those between without any assignment included; to years (0)
/// where most quarters would be empty, as where all is assigned after one session a year.
pub(super) fn periods(months: &BTreeMap<Month, Tally>) -> BTreeMap<Period, Tally> {
    let join = |part: fn(i8) -> i8| {
        let mut joined: BTreeMap<Period, Tally> = BTreeMap::new();
        for ((year, month), tally) in months {
            joined.entry((*year, part(*month))).or_default().merge(tally);
        }
        joined
    };
    let mut quarters = join(|month| (month - 1) / 3 + 1);
    let filled = quarters.len();
    if let (Some((first, _)), Some((last, _))) = (quarters.first_key_value(), quarters.last_key_value()) {
        let (mut at, last) = (*first, *last);
        while at < last {
            quarters.entry(at).or_default();
            at = if at.1 == 4 { (at.0 + 1, 1) } else { (at.0, at.1 + 1) };
        }
    }
    if filled * 4 < quarters.len() * 3 { join(|_| 0) } else { quarters }
}

#[cfg(test)]
mod tests {
    use outcomes::date::Date;

    use super::Days;

    #[test]
    fn running_totals_hold_every_day_up_to_the_end_of_each_month() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let as_of = day("2024-02-10");
        let mut days = Days::default();
        for text in ["2023-12-31", "2024-02-10", "0202-03-01", "2024-02-29", "2023-12-01"] {
            days.add(Some(day(text)), as_of);
        }
        days.add(None, as_of);
        assert_eq!((days.all, days.so_far, days.first), (5, 4, Some(day("0202-03-01"))));
        let months = [(202, 2), (202, 3), (2023, 11), (2023, 12), (2024, 1), (2024, 2), (2024, 3)];
        assert_eq!(days.running(&months), [0, 1, 1, 3, 3, 5, 5]);
        assert_eq!(Days::default().running(&months[..2]), [0, 0]);
    }
}
