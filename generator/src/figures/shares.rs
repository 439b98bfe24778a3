//! Shares of groups: outcome classes and evaluations as stacked bars, handling times as distribution.

use outcomes::rates::{Reading, SMALL_N, Tally};
use outcomes::terms::{CountsAs, Judgement};
use web_charts::{ChartKind, PaletteKey, Series, Stack};

use super::{Chart, Figures, Group};

/// Rows of a stacked chart at most.
const MOST_ROWS: usize = 15;

impl Figures<'_, '_> {
    fn stack(&self, groups: &[&Group], series: Vec<Series>, hundred_percent: bool) -> ChartKind {
        ChartKind::Stack(Stack {
            hundred_percent,
            categories: groups.iter().map(|group| group.label.clone()).collect(),
            series: series.into_iter().filter(|series| series.values.iter().any(|value| *value > 0)).collect(),
            links: groups.iter().map(|group| self.way(&group.href)).collect(),
        })
    }

    /// The finding, and that only the largest groups are drawn, where that is so.
    fn of_largest(&self, finding: String, groups: &[Group], shown: usize, size: impl Fn(&Tally) -> u32) -> String {
        let all = groups.iter().filter(|group| size(group.tally) > 0).count();
        if all == shown {
            return finding;
        }
        let args = [("finding", (&finding).into()), ("shown", shown.into()), ("all", all.into())];
        self.say("finding-largest", &args)
    }

    /// Outcome classes of each group, by what they count as; `None` where too few are classified.
    pub fn outcomes(&self, whole: &Tally, groups: &[Group], category: &str) -> Option<Chart> {
        let shown = largest(groups, |tally| tally.classified());
        if shown.is_empty() || !has_outcomes(whole) {
            return None;
        }
        let series = CountsAs::ALL.iter().enumerate().map(|(at, counts_as)| Series {
            label: self.edition.words.term("counts-as", counts_as.key()),
            palette: PaletteKey::OUTCOMES[at],
            values: shown.iter().map(|group| group.tally.counts_as[at]).collect(),
            hidden: false,
        });
        let (resolved, implemented) =
            (self.edition.words.rate(whole.resolution_rate()), self.edition.words.rate(whole.implementation_rate()));
        let finding = self.say(
            "finding-outcomes",
            &[
                ("count", whole.classified().into()),
                ("resolved", (&resolved).into()),
                ("implemented", (&implemented).into()),
            ],
        );
        let finding = self.of_largest(finding, groups, shown.len(), |tally| tally.classified());
        Some(self.chart("outcomes", finding, category, self.stack(&shown, series.collect(), false), "resolution-rate"))
    }

    /// Evaluations of each group, what is not evaluated yet beside them; `None` where too few are
    /// evaluated.
    pub fn evaluations(&self, whole: &Tally, groups: &[Group], category: &str) -> Option<Chart> {
        if !has_evaluations(whole) {
            return None;
        }
        let shown = largest(groups, |tally| tally.replied);
        let words = &self.edition.words;
        const KEYS: [PaletteKey; 3] = [PaletteKey::Satisfied, PaletteKey::Basically, PaletteKey::Dissatisfied];
        let mut series: Vec<Series> = Judgement::ALL
            .iter()
            .zip(KEYS)
            .map(|(judgement, palette)| Series {
                label: words.term("judgement", judgement.key()),
                palette,
                values: shown.iter().map(|group| group.tally.latest.of(*judgement)).collect(),
                hidden: false,
            })
            .collect();
        series.push(Series {
            label: words.text("awaits-evaluation"),
            palette: PaletteKey::Pending,
            values: shown.iter().map(|group| group.tally.pending()).collect(),
            hidden: false,
        });
        let satisfied = words.rate(whole.satisfaction(Reading::Latest, Judgement::Satisfied));
        let finding = self.say(
            "finding-evaluations",
            &[
                ("replied", whole.replied.into()),
                ("evaluated", whole.latest.evaluated().into()),
                ("satisfied", (&satisfied).into()),
                ("pending", whole.pending().into()),
            ],
        );
        let finding = self.of_largest(finding, groups, shown.len(), |tally| tally.replied);
        Some(self.chart("evaluations", finding, category, self.stack(&shown, series, true), "satisfaction-rate"))
    }

    /// Days from assignment to reply against the limits; `None` where too few are known.
    pub fn handling(&self, tally: &Tally) -> Option<Chart> {
        let (median, ninth) = (tally.median_days()?, tally.p90_days()?);
        let count = tally.days.count();
        if !has_handling(tally) {
            return None;
        }
        let finding = self
            .say("finding-handling", &[("count", count.into()), ("median", median.into()), ("ninth", ninth.into())]);
        let kind = ChartKind::Histogram(explorer::distribution(&tally.days, self.edition.limits()));
        Some(self.chart("handling", finding, "handling-days", kind, "handling-time"))
    }
}

/// Whether enough is classified for a chart.
pub(super) fn has_outcomes(whole: &Tally) -> bool {
    whole.classified() >= SMALL_N
}

/// Whether enough is evaluated for a chart.
pub(super) fn has_evaluations(whole: &Tally) -> bool {
    whole.latest.evaluated() >= SMALL_N
}

/// Whether enough handling times are known for a chart.
pub(super) fn has_handling(tally: &Tally) -> bool {
    tally.days.count() >= SMALL_N
}

/// The groups with the most, most first, in their own order among equals.
fn largest<'g, 't>(groups: &'g [Group<'t>], size: impl Fn(&Tally) -> u32) -> Vec<&'g Group<'t>> {
    let mut shown: Vec<_> = groups.iter().filter(|group| size(group.tally) > 0).collect();
    if shown.len() > MOST_ROWS {
        shown.sort_by_key(|group| std::cmp::Reverse(size(group.tally)));
        shown.truncate(MOST_ROWS);
    }
    shown
}
