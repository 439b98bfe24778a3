//! The answer as a chart.

use outcomes::choice::{Answer, Choice, Group, Grouping, Measure, Value};
use outcomes::rates::{RateKey, Reading, Tally};
use outcomes::terms::Judgement;
use web_charts::{ChartKind, ChartSpec, Columns, Dots, PaletteKey, RateLine, RateSeries, Series, Stack};

use crate::days::distribution;
use crate::number;
use crate::order;
use crate::table;
use crate::words::{Words, fill};

/// Rows of a chart at most.
const MOST_ROWS: usize = 15;

/// A chart, and what its marks pick.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The chart.
    pub spec: ChartSpec,
    /// What each of its categories, periods or bins picks; empty where nothing.
    pub picks: Vec<String>,
    /// Its series are what is picked, not its one category: the legend picks too.
    pub parts: bool,
}

/// How a measure is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// A share with its parts, of everything.
    Shares,
    /// Shares of each group with their intervals.
    Compared,
    /// A share over time.
    Course,
    /// A count or days, one bar a group.
    Bars,
    /// A count or days over time.
    Columns,
    /// How many took how many days.
    Spread,
}

/// Which look a measure takes in a grouping: the one place to change when there are more of them.
fn look(measure: Measure, grouping: Grouping) -> Look {
    let over_time = grouping.months().is_some();
    match (measure, over_time) {
        (Measure::Rate(_), true) => Look::Course,
        (Measure::Rate(_), false) if grouping == Grouping::Whole => Look::Shares,
        (Measure::Rate(_), false) => Look::Compared,
        (Measure::MedianDays | Measure::NinthDays, false) if grouping == Grouping::Whole => Look::Spread,
        (_, true) => Look::Columns,
        (_, false) => Look::Bars,
    }
}

/// A chart without data yet.
pub fn blank(words: &Words, title: String, unit: &str, category: &str) -> ChartSpec {
    ChartSpec {
        title,
        unit: unit.into(),
        words: web_charts::Words {
            category: category.into(),
            total: words.total().to_owned(),
            count: words.cases().to_owned(),
            interval: words.interval().to_owned(),
            no_data: words.no_data().to_owned(),
            small: words.small().to_owned(),
            cumulative: words.cumulative().to_owned(),
            toggle: words.toggle().to_owned(),
            comma: words.comma().to_owned(),
            ..web_charts::Words::default()
        },
        ..ChartSpec::default()
    }
}

/// The chart of an answer with its finding and scope.
pub fn figure(words: &Words, choice: &Choice, answer: &Answer, finding: String, scope: String) -> Figure {
    let measure = words.measure(choice.measure);
    let grouping = words.grouping(choice.grouping);
    let pattern = if choice.grouping == Grouping::Whole { words.title_whole() } else { words.title() };
    let title = fill(pattern, &[("measure", measure), ("grouping", grouping)]);
    let mut spec = blank(words, title, number::unit(words, choice.measure), grouping);
    (spec.finding, spec.source) = (finding, scope);
    let look = look(choice.measure, choice.grouping);
    if look == Look::Spread {
        spread(words, &mut spec, &answer.whole);
        return Figure { spec, picks: Vec::new(), parts: false };
    }
    let single = [Group { key: None, tally: answer.whole.clone() }];
    let groups: Vec<&Group> = match (choice.grouping, look) {
        (Grouping::Whole, _) => single.iter().collect(),
        (_, Look::Course | Look::Columns) => answer.groups.iter().filter(|group| group.key.is_some()).collect(),
        _ => largest(words, choice, answer, &mut spec.finding),
    };
    let names = groups.iter().map(|group| match choice.grouping {
        Grouping::Whole => words.whole().to_owned(),
        grouping => mark(words, choice, group, table::name(words, grouping, group.key)),
    });
    let names: Vec<String> = names.collect();
    let plain = |tally: &Tally| match choice.measure.of(tally) {
        Value::Rate(rate) => rate.num,
        Value::Count(count) => count,
        Value::Days(days, _) => days.unwrap_or_default(),
    };
    spec.kind = match look {
        Look::Course => ChartKind::RateLine(RateLine {
            periods: names,
            series: vec![RateSeries {
                label: measure.into(),
                palette: PaletteKey::Accent,
                points: groups.iter().map(|group| point(choice.measure, &group.tally)).collect(),
                hidden: false,
            }],
        }),
        Look::Compared => ChartKind::Dots(Dots {
            categories: names,
            points: groups.iter().map(|group| point(choice.measure, &group.tally)).collect(),
            whole: point(choice.measure, &answer.whole),
            links: Vec::new(),
        }),
        Look::Shares => ChartKind::Stack(Stack {
            hundred_percent: true,
            categories: names,
            series: shares(words, choice.measure, &groups),
            links: Vec::new(),
        }),
        Look::Bars => ChartKind::Stack(Stack {
            hundred_percent: false,
            categories: names,
            series: alone(groups.iter().map(|group| plain(&group.tally)).collect()),
            links: Vec::new(),
        }),
        Look::Columns | Look::Spread => ChartKind::Columns(Columns {
            hundred_percent: false,
            periods: names,
            series: alone(groups.iter().map(|group| plain(&group.tally)).collect()),
        }),
    };
    if choice.grouping.months().is_some() {
        spec.x_label = words.axis_time().to_owned();
    }
    let picks = groups.iter().map(|group| table::pick(words, choice, group.key)).collect();
    Figure { spec, picks, parts: false }
}

/// Counts that the title names: no key, which would explain and switch nothing.
pub fn alone(values: Vec<u32>) -> Vec<Series> {
    vec![Series { label: String::new(), palette: PaletteKey::Accent, values, hidden: false }]
}

/// Marks a group that is picked already.
fn mark(words: &Words, choice: &Choice, group: &Group, name: String) -> String {
    let Grouping::By(dimension) = choice.grouping else { return name };
    picked(choice.filters[dimension as usize].contains(&table::value(words, dimension, group.key)), name)
}

/// A name, marked where it is picked.
pub fn picked(is: bool, name: String) -> String {
    if !is {
        return name;
    }
    let mut out = String::from("✓ ");
    out.push_str(&name);
    out
}

fn point(measure: Measure, tally: &Tally) -> Option<(u32, u32)> {
    match measure.of(tally) {
        Value::Rate(rate) if rate.den > 0 => Some((rate.num, rate.den)),
        _ => None,
    }
}

/// The groups with the most cases; says so where they are not all. Units and categories, which
/// have no order of their own, stand by their cases.
fn largest<'a>(words: &Words, choice: &Choice, answer: &'a Answer, finding: &mut String) -> Vec<&'a Group> {
    let base = |group: &&Group| number::base(choice.measure, &group.tally);
    let mut groups: Vec<&Group> = answer.groups.iter().filter(|group| base(group) > 0).collect();
    let all = groups.len();
    if all > MOST_ROWS || order::is_free(choice.grouping) {
        groups = order::largest(groups, MOST_ROWS, base);
    }
    if all > MOST_ROWS {
        let (shown, all) = (MOST_ROWS.to_string(), all.to_string());
        finding.push_str(&fill(words.says_largest(), &[("shown", &shown), ("all", &all)]));
    }
    groups
}

/// The parts that a rate's denominator is made of: by judgement or class where the rate is of these,
/// otherwise the numerator and the rest.
fn shares(words: &Words, measure: Measure, groups: &[&Group]) -> Vec<Series> {
    let series = |label: &str, palette: PaletteKey, part: &dyn Fn(&Tally) -> u32| Series {
        label: label.into(),
        palette,
        values: groups.iter().map(|group| part(&group.tally)).collect(),
        hidden: false,
    };
    let Measure::Rate(key) = measure else { return Vec::new() };
    let reading = match key {
        RateKey::Satisfaction
        | RateKey::BasicSatisfaction
        | RateKey::Dissatisfaction
        | RateKey::SatisfactionWithBasic => Some(Reading::Latest),
        RateKey::FirstSatisfaction | RateKey::FirstSatisfactionWithBasic => Some(Reading::First),
        _ => None,
    };
    let mut all = Vec::new();
    if let Some(reading) = reading {
        const KEYS: [PaletteKey; 3] = [PaletteKey::Satisfied, PaletteKey::Basically, PaletteKey::Dissatisfied];
        for (judgement, (label, palette)) in Judgement::ALL.iter().zip(words.evaluations().iter().zip(KEYS)) {
            all.push(series(label, palette, &|tally| tally.judgements(reading).of(*judgement)));
        }
    } else if matches!(key, RateKey::Resolution | RateKey::Implementation) {
        for (at, (label, palette)) in words.counts_as().iter().zip(PaletteKey::OUTCOMES).enumerate() {
            all.push(series(label, palette, &|tally| tally.counts_as[at]));
        }
    } else {
        all.push(series(words.measure(measure), PaletteKey::Accent, &|tally| tally.rate(key).num));
        all.push(series(words.rest(), PaletteKey::Pending, &|tally| {
            let rate = tally.rate(key);
            rate.den - rate.num
        }));
    }
    all.retain(|series| series.values.iter().any(|value| *value > 0));
    all
}

fn spread(words: &Words, spec: &mut ChartSpec, tally: &Tally) {
    let months = words.limit_months().iter().filter_map(|months| months.parse().ok());
    spec.unit = words.unit_assignments().into();
    spec.x_label = words.axis_days().into();
    spec.kind = ChartKind::Histogram(distribution(&tally.days, months.zip(words.limits().iter().cloned()).collect()));
}
