//! Groups compared: rates with their intervals, groups by periods, and the course of each.

use std::collections::BTreeMap;

use outcomes::rates::{Rate, RateKey, SMALL_N, Tally};
use outcomes::summary::Month;
use web_charts::{ChartKind, Dots, Heat, Multiples, PaletteKey, Panel, RateLine, RateSeries, Spark};

use super::over_time::{Period, periods};
use super::{Chart, Figures, Group};
use crate::pages::rate_label;
use crate::render::Html;

/// Small charts side by side at most.
const MOST_PANELS: usize = 12;
/// Rows and columns of a heat map at most.
const MOST_ROWS: usize = 60;
const MOST_PERIODS: usize = 40;

/// Width of the course in a table's cell, in pixels.
const SPARK_WIDTH: u32 = 88;

fn point(rate: Rate) -> Option<(u32, u32)> {
    (rate.den > 0).then_some((rate.num, rate.den))
}

impl Figures<'_, '_> {
    /// Each group's satisfaction with its interval, beside that of all; `None` with fewer than two
    /// groups that have enough cases.
    pub fn satisfaction(&self, whole: &Tally, groups: &[Group], category: &str) -> Option<Chart> {
        let key = RateKey::Satisfaction;
        let mut shown: Vec<&Group> = groups.iter().filter(|group| group.tally.replied > 0).collect();
        let firm = |group: &&Group| !group.tally.rate(key).is_small();
        if !has_intervals(groups.iter().map(|group| group.tally)) {
            return None;
        }
        let share = |group: &Group| group.tally.rate(key).share().unwrap_or_default();
        shown.sort_by(|a, b| share(b).total_cmp(&share(a)));
        let all = whole.rate(key);
        let (mut above, mut below, mut among) = (0u32, 0u32, 0u32);
        for group in shown.iter().copied().filter(|group| firm(group)) {
            match (group.tally.rate(key).wilson(), all.share()) {
                (Some((low, _)), Some(all)) if low > all => above += 1,
                (Some((_, high)), Some(all)) if high < all => below += 1,
                _ => among += 1,
            }
        }
        let small = shown.iter().filter(|group| !firm(group)).count();
        let total = self.edition.words.rate(all);
        let finding = self.say(
            "finding-intervals",
            &[
                ("total", (&total).into()),
                ("above", above.into()),
                ("below", below.into()),
                ("among", among.into()),
                ("small", small.into()),
            ],
        );
        let kind = ChartKind::Dots(Dots {
            categories: shown.iter().map(|group| group.label.clone()).collect(),
            points: shown.iter().map(|group| point(group.tally.rate(key))).collect(),
            whole: point(all),
            links: shown.iter().map(|group| self.way(&group.href)).collect(),
        });
        Some(self.chart("intervals", finding, category, kind, key.key()))
    }

    /// On-time replies of each group in each period; `None` with fewer than two groups or periods.
    pub fn by_period(&self, groups: &[(Group, &BTreeMap<Month, Tally>)], category: &str) -> Option<Chart> {
        let key = RateKey::OnTimeReply;
        let mut shown: Vec<_> = groups.iter().filter(|(group, _)| group.tally.rate(key).den > 0).collect();
        shown.sort_by_key(|(group, _)| std::cmp::Reverse(group.tally.owed));
        shown.truncate(MOST_ROWS);
        let columns = self.columns(shown.iter().map(|(_, months)| *months));
        if shown.len() < 2 || columns.len() < 2 {
            return None;
        }
        let cut = columns.len().saturating_sub(MOST_PERIODS);
        let columns = &columns[cut..];
        let by_year = columns.iter().all(|period| period.1 == 0);
        let cells: Vec<_> = shown
            .iter()
            .flat_map(|(_, months)| columns.iter().map(move |period| point(joined(months, *period, by_year).rate(key))))
            .collect();
        let full = |cell: &&Option<(u32, u32)>| cell.is_some_and(|(num, den)| den >= SMALL_N && num == den);
        let known = cells.iter().filter(|cell| cell.is_some_and(|(_, den)| den >= SMALL_N)).count();
        let finding = self.say(
            "finding-by-period",
            &[
                ("groups", shown.len().into()),
                ("periods", columns.len().into()),
                ("known", known.into()),
                ("full", cells.iter().filter(full).count().into()),
            ],
        );
        let kind = ChartKind::Heat(Heat {
            rate: true,
            rows: shown.iter().map(|(group, _)| group.label.clone()).collect(),
            columns: columns.iter().map(|period| self.period(*period)).collect(),
            cells,
            links: shown.iter().map(|(group, _)| self.way(&group.href)).collect(),
        });
        Some(self.chart("by-period", finding, category, kind, key.key()))
    }

    /// Satisfaction over time, a small chart for each of the largest groups; `None` with fewer than two.
    pub fn courses(&self, groups: &[(Group, &BTreeMap<Month, Tally>)], category: &str) -> Option<Chart> {
        let key = RateKey::Satisfaction;
        let mut shown: Vec<_> = groups.iter().filter(|(group, _)| !group.tally.rate(key).is_small()).collect();
        shown.sort_by_key(|(group, _)| std::cmp::Reverse(group.tally.owed));
        let all = shown.len();
        shown.truncate(MOST_PANELS);
        let columns = self.columns(shown.iter().map(|(_, months)| *months));
        if shown.len() < 2 || columns.len() < 2 {
            return None;
        }
        let by_year = columns.iter().all(|period| period.1 == 0);
        let panels = shown.iter().map(|(group, months)| {
            let points = columns.iter().map(|period| point(joined(months, *period, by_year).rate(key)));
            let series = RateSeries {
                label: rate_label(self.edition, key),
                palette: PaletteKey::Accent2,
                points: points.collect(),
                hidden: false,
            };
            let periods = columns.iter().map(|period| self.period(*period)).collect();
            Panel { title: group.label.clone(), kind: ChartKind::RateLine(RateLine { periods, series: vec![series] }) }
        });
        let finding = self.say("finding-courses", &[("shown", shown.len().into()), ("all", all.into())]);
        let kind = ChartKind::Multiples(Multiples { panels: panels.collect() });
        Some(self.chart("courses", finding, category, kind, key.key()))
    }

    /// The course of a rate in a table's cell, with its last value in words; `None` with fewer than
    /// two periods that have one. `id` is unique in the page.
    pub fn course(&self, id: &str, name: &str, months: &BTreeMap<Month, Tally>, key: RateKey) -> Option<Html> {
        let periods = periods(months);
        let points: Vec<_> = periods.values().map(|tally| point(tally.rate(key))).collect();
        if points.iter().flatten().count() < 2 {
            return None;
        }
        let (last, tally) = periods.iter().rev().find(|(_, tally)| tally.rate(key).den > 0)?;
        let (last, value) = (self.period(*last), self.edition.words.rate(tally.rate(key)));
        let label = rate_label(self.edition, key);
        let args =
            [("name", name.into()), ("rate", (&label).into()), ("last", (&last).into()), ("value", (&value).into())];
        let spark = Spark { periods: periods.keys().map(|period| self.period(*period)).collect(), points };
        let mut spec =
            self.spec("course", self.say("finding-course", &args), "period", ChartKind::Spark(spark), key.key());
        spec.title = self.say("course-of", &args);
        Some(Html(web_charts::svg::inline(&spec, id, SPARK_WIDTH)))
    }

    /// The periods of all groups together.
    fn columns<'m>(&self, months: impl Iterator<Item = &'m BTreeMap<Month, Tally>>) -> Vec<Period> {
        let mut all: BTreeMap<Month, Tally> = BTreeMap::new();
        for month in months.flat_map(BTreeMap::keys) {
            all.entry(*month).or_default();
        }
        periods(&all).into_keys().collect()
    }
}

/// Whether two groups at least have enough evaluations to be compared.
pub(super) fn has_intervals<'t>(tallies: impl Iterator<Item = &'t Tally>) -> bool {
    tallies.filter(|tally| !tally.rate(RateKey::Satisfaction).is_small()).count() >= 2
}

/// What was assigned in a period.
fn joined(months: &BTreeMap<Month, Tally>, (year, quarter): Period, by_year: bool) -> Tally {
    let mut tally = Tally::default();
    let within = |month: i8| by_year || (month - 1) / 3 + 1 == quarter;
    months.iter().filter(|((y, month), _)| *y == year && within(*month)).for_each(|(_, one)| tally.merge(one));
    tally
}
