//! Charts of a page: counts become finished specifications with a title, a finding and a source.

use std::collections::BTreeMap;

use outcomes::rates::{RateKey, Reading, SMALL_N, Tally};
use outcomes::summary::Month;
use outcomes::terms::{CountsAs, Judgement};
use serde::Serialize;
use web_charts::{ChartKind, ChartSpec, Histogram, LimitMark, PaletteKey, RateLine, RateSeries, Series, Stack, Words};

use crate::pages::{Edition, rate_label};
use crate::render::{Html, Part, Parts};
use crate::route::{Href, Route};

/// The width of a chart where two stand side by side: there the still picture is shown unscaled.
const STAGE_WIDTH: u32 = 540;

/// A chart in a page.
#[derive(Serialize)]
pub struct Chart {
    id: &'static str,
    title: String,
    finding: String,
    source: String,
    spec: String,
    svg: Html,
    head: Vec<String>,
    rows: Parts<ChartRow>,
    definition: Option<Href>,
}

impl Chart {
    /// A chart with its picture and its table; `definition` is the place where it is explained.
    pub fn new(id: &'static str, spec: ChartSpec, definition: Option<Href>) -> Self {
        Self::with_width(id, spec, definition, STAGE_WIDTH)
    }

    /// A chart whose still picture is laid out for `width` CSS pixels.
    pub fn with_width(id: &'static str, spec: ChartSpec, definition: Option<Href>, width: u32) -> Self {
        let table = web_charts::table::table(&spec);
        let mut links = match &spec.kind {
            ChartKind::Stack(stack) => stack.links.clone(),
            _ => Vec::new(),
        };
        links.resize(table.rows.len(), None);
        let rows = table.rows.into_iter().zip(links).map(|(row, link)| {
            let mut cells = row.into_iter();
            ChartRow { head: cells.next().unwrap_or_default(), link, cells: cells.collect() }
        });
        Self {
            id,
            spec: web_charts::wire::encode_base64(&spec),
            svg: Html(web_charts::svg::inline(&spec, id, width)),
            head: table.head,
            rows: rows.collect(),
            definition,
            title: spec.title,
            finding: spec.finding,
            source: spec.source,
        }
    }
}

impl Part for Chart {
    const NAME: &'static str = "part figure";
}

/// A row of a chart's table: its name, the address of its records and its cells.
#[derive(Serialize)]
struct ChartRow {
    head: String,
    link: Option<String>,
    cells: Vec<String>,
}

impl Part for ChartRow {
    const NAME: &'static str = "part chart_row";
}

/// A row of a stacked chart: its name, the address of its records and its counts.
pub struct Group<'t> {
    /// Name.
    pub label: String,
    /// From the root of the language.
    pub href: Option<Href>,
    /// Counts.
    pub tally: &'t Tally,
}

/// Rows of a stacked chart at most.
const MOST_ROWS: usize = 15;

/// Days in a bin of the handling-time chart.
const BIN_DAYS: u32 = 15;

/// Makes the charts of one scope.
pub struct Figures<'e, 'a> {
    /// The site in one language.
    pub edition: &'e Edition<'a>,
    /// What the figures cover and as of when, one line.
    pub scope: String,
    /// Way from the page to the root of its language.
    pub root: String,
}

impl Figures<'_, '_> {
    fn say(&self, key: &str, args: &[(&str, crate::words::Arg)]) -> String {
        self.edition.words.say(key, args)
    }

    fn text(&self, key: &str) -> String {
        self.edition.words.text(key)
    }

    fn chart(&self, id: &'static str, finding: String, category: &str, kind: ChartKind, key: &str) -> Chart {
        let spec = ChartSpec {
            title: self.text(&format!("chart-{id}")),
            finding,
            source: self.scope.clone(),
            definition: self.definition(key),
            x_label: self.text(&format!("chart-{id}-x")),
            y_label: self.text(&format!("chart-{id}-y")),
            unit: self.text("unit-assignments"),
            words: Words {
                category: self.text(category),
                total: self.text("total"),
                count: self.text("count"),
                interval: self.text("interval"),
                no_data: self.text("no-data"),
                small: self.text("chart-small"),
                before: self.text("col-before"),
                after: self.text("col-after"),
                cumulative: self.text("chart-cumulative"),
                toggle: self.text("chart-toggle"),
                comma: self.text("comma"),
            },
            kind,
        };
        Chart::new(id, spec, self.edition.link(Route::Methods).map(|methods| methods.anchor(key)))
    }

    /// What the numbers are, in a line: the formula of the rate that the chart is about.
    fn definition(&self, key: &str) -> String {
        let rate = RateKey::ALL.iter().find(|rate| rate.key() == key);
        rate.map_or(String::new(), |rate| {
            let formula = self.edition.words.term("formula", key);
            self.say(
                "chart-definition",
                &[("rate", (&rate_label(self.edition, *rate)).into()), ("formula", (&formula).into())],
            )
        })
    }

    fn stack(&self, groups: &[&Group], series: Vec<Series>, hundred_percent: bool) -> ChartKind {
        ChartKind::Stack(Stack {
            hundred_percent,
            categories: groups.iter().map(|group| group.label.clone()).collect(),
            series: series.into_iter().filter(|series| series.values.iter().any(|value| *value > 0)).collect(),
            links: groups
                .iter()
                .map(|group| group.href.as_ref().map(|href| format!("{}{}", self.root, href.as_str())))
                .collect(),
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
        if shown.is_empty() || whole.classified() < SMALL_N {
            return None;
        }
        const KEYS: [PaletteKey; 5] = [
            PaletteKey::Resolved,
            PaletteKey::InProgress,
            PaletteKey::Planned,
            PaletteKey::Deferred,
            PaletteKey::Reference,
        ];
        let series = CountsAs::ALL.iter().enumerate().map(|(at, counts_as)| Series {
            label: self.edition.words.term("counts-as", counts_as.key()),
            palette: KEYS[at],
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
        if whole.latest.evaluated() < SMALL_N {
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

    /// On-time replies and satisfaction by the quarter or year of assignment.
    pub fn over_time(&self, months: &BTreeMap<Month, Tally>) -> Option<Chart> {
        let periods = periods(months);
        let judged = |tally: &Tally| tally.on_time_rate().den + tally.latest.evaluated() > 0;
        if periods.values().filter(|tally| judged(tally)).count() < 2 {
            return None;
        }
        let period = |(year, quarter): (i16, i8)| {
            let (year, quarter) = (year.to_string(), quarter.to_string());
            let args = [("year", (&year).into()), ("quarter", (&quarter).into())];
            self.say(if quarter == "0" { "year" } else { "quarter" }, &args)
        };
        let line = |key: RateKey, palette| RateSeries {
            label: rate_label(self.edition, key),
            palette,
            points: periods.values().map(|tally| Some(tally.rate(key))).map(|r| r.map(|r| (r.num, r.den))).collect(),
            hidden: false,
        };
        let (last, tally) = periods
            .iter()
            .rev()
            .find(|(_, tally)| tally.on_time_rate().den >= SMALL_N)
            .or_else(|| periods.iter().next_back())?;
        let (last, on_time) = (period(*last), self.edition.words.rate(tally.on_time_rate()));
        let finding = self.say("finding-time", &[("period", (&last).into()), ("on-time", (&on_time).into())]);
        let kind = ChartKind::RateLine(RateLine {
            periods: periods.keys().map(|quarter| period(*quarter)).collect(),
            series: [line(RateKey::OnTimeReply, PaletteKey::Accent), line(RateKey::Satisfaction, PaletteKey::Accent2)]
                .into_iter()
                .filter(|line| line.points.iter().flatten().any(|(_, den)| *den > 0))
                .collect(),
        });
        Some(self.chart("time", finding, "period", kind, "on-time-reply-rate"))
    }

    /// Days from assignment to reply against the limits; `None` where too few are known.
    pub fn handling(&self, tally: &Tally) -> Option<Chart> {
        let (median, ninth) = (tally.median_days()?, tally.p90_days()?);
        let rules = self.edition.site.data.rules;
        let day = |months: u32| f64::from(months) * 30.436_875;
        let longest = tally.days.iter().last()?.0.max(day(rules.extension_months) as u32 + BIN_DAYS);
        let bins = (longest / BIN_DAYS + 1).min(30) as usize;
        let mut counts = vec![0; bins];
        for (days, count) in tally.days.iter() {
            counts[((days / BIN_DAYS) as usize).min(bins - 1)] += count;
        }
        let label = |bin: usize| {
            let start = bin as u32 * BIN_DAYS;
            if bin + 1 == bins { format!("≥{start}") } else { format!("{start}–{}", start + BIN_DAYS - 1) }
        };
        let mark = |months: u32, key: &str| LimitMark {
            at: (day(months) / f64::from(BIN_DAYS)) as f32,
            label: self.say(key, &[("months", months.into())]),
        };
        let count = tally.days.count();
        if count < SMALL_N {
            return None;
        }
        let finding = self
            .say("finding-handling", &[("count", count.into()), ("median", median.into()), ("ninth", ninth.into())]);
        let kind = ChartKind::Histogram(Histogram {
            bins: (0..bins).map(label).collect(),
            counts,
            palette: Some(PaletteKey::Accent),
            marks: vec![mark(rules.reply_months, "limit-reply"), mark(rules.extension_months, "limit-extension")],
            cumulative: true,
        });
        Some(self.chart("handling", finding, "handling-days", kind, "handling-time"))
    }
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

/// Months joined to quarters (1–4), those between without any assignment included; to years (0)
/// where most quarters would be empty, as where all is assigned after one session a year.
fn periods(months: &BTreeMap<Month, Tally>) -> BTreeMap<(i16, i8), Tally> {
    let join = |part: fn(i8) -> i8| {
        let mut joined: BTreeMap<(i16, i8), Tally> = BTreeMap::new();
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
