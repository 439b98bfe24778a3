//! What a mark says: the lines of a tooltip, the sentence for the ear, the address of its records.
//! Made when a reader asks, not when the chart is drawn.

use crate::ALL_KINDS;
use crate::list::{Mark, Pick};
use crate::number::{self, MISSING, rate};
use crate::spec::{
    Change, ChartKind, ChartSpec, Columns, Dots, Heat, Histogram, RateLine, Series, Spark, Stack, Totals,
};

/// The tooltip, line by line; the first names the place.
pub fn lines(spec: &ChartSpec, mark: &Mark) -> Vec<String> {
    let kind = kind(spec, mark);
    let mut lines = match mark.pick {
        Pick::Nothing => vec![spec.words.no_data.clone()],
        Pick::Series(s) => vec![label(kind, s as usize), spec.words.toggle.clone()],
        Pick::Category(c) => place(spec, kind, None, c as usize),
        Pick::Value { series, category } => place(spec, kind, Some(series as usize), category as usize),
    };
    lines.retain(|line| !line.is_empty());
    // A key of the legend is of all charts.
    if let ChartKind::Multiples(data) = &spec.kind
        && !matches!(mark.pick, Pick::Series(_))
        && let Some(panel) = data.panels.get(mark.panel as usize)
        && let Some(first) = lines.first_mut()
    {
        *first = [panel.title.as_str(), &spec.words.comma, first].concat();
    }
    lines
}

/// The sentence for a screen reader.
pub fn spoken(spec: &ChartSpec, mark: &Mark) -> String {
    joined(&lines(spec, mark), &spec.words.comma)
}

/// Lines as one text, with something between them.
pub(crate) fn joined(lines: &[String], between: &str) -> String {
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        out.push_str(line);
    }
    out
}

/// The address of the records behind a mark.
pub fn href<'a>(spec: &'a ChartSpec, mark: &Mark) -> Option<&'a str> {
    let at = |links: &'a [Option<String>], i: Option<u32>| links.get(i? as usize)?.as_deref();
    match kind(spec, mark) {
        ChartKind::Stack(data) => at(&data.links, mark.pick.category()),
        ChartKind::Dots(data) => at(&data.links, mark.pick.category()),
        ChartKind::Heat(data) => at(&data.links, mark.pick.series()),
        ChartKind::Change(data) => data.rows.get(mark.pick.category()? as usize)?.link.as_deref(),
        _ => None,
    }
}

/// The chart that a mark is in: the whole, or one of several.
fn kind<'a>(spec: &'a ChartSpec, mark: &Mark) -> &'a ChartKind {
    match &spec.kind {
        ChartKind::Multiples(data) => data.panels.get(mark.panel as usize).map_or(&spec.kind, |panel| &panel.kind),
        kind => kind,
    }
}

fn label(kind: &ChartKind, s: usize) -> String {
    let found = match kind {
        ChartKind::Stack(data) => data.series.get(s).map(|x| &x.label),
        ChartKind::Columns(data) => data.series.get(s).map(|x| &x.label),
        ChartKind::Totals(data) => data.lines().nth(s).map(|x| &x.label),
        ChartKind::RateLine(data) => data.series.get(s).map(|x| &x.label),
        _ => None,
    };
    found.cloned().unwrap_or_default()
}

fn place(spec: &ChartSpec, kind: &ChartKind, series: Option<usize>, c: usize) -> Vec<String> {
    match kind {
        ChartKind::Stack(data) => stack(spec, data, series, c),
        ChartKind::RateLine(data) => rates(spec, data, series, c),
        ChartKind::Histogram(data) => histogram(spec, data, c),
        _ if !ALL_KINDS => Vec::new(),
        ChartKind::Columns(data) => columns(spec, data, series, c),
        ChartKind::Totals(data) => totals(spec, data, series, c),
        ChartKind::Heat(data) => heat(spec, data, series.unwrap_or(0), c),
        ChartKind::Dots(data) => dots(spec, data, c),
        ChartKind::Spark(data) => spark(spec, data, c),
        ChartKind::Change(data) => change(spec, data, c),
        ChartKind::Multiples(_) => vec![spec.title.clone()],
    }
}

fn change(spec: &ChartSpec, data: &Change, c: usize) -> Vec<String> {
    let Some(row) = data.rows.get(c) else { return Vec::new() };
    let (before, after) = (&spec.words.before, &spec.words.after);
    vec![row.label.clone(), named(spec, before, &row.before_text), named(spec, after, &row.after_text)]
}

fn named(spec: &ChartSpec, name: &str, value: &str) -> String {
    if name.is_empty() { value.to_owned() } else { [name, spec.words.colon(), value].concat() }
}

/// "12件".
pub(crate) fn counted(spec: &ChartSpec, value: u64) -> String {
    let mut out = value.to_string();
    out.push_str(&spec.unit);
    out
}

/// Name and count, and of several the share of the whole.
fn part(spec: &ChartSpec, series: &Series, c: usize, total: Option<u64>) -> String {
    let value = u64::from(series.at(c));
    let mut out = named(spec, &series.label, &counted(spec, value));
    if let Some(total) = total.filter(|total| *total > 0) {
        out.push_str(&spec.words.comma);
        out.push_str(&rate(value, total));
    }
    out
}

/// The whole of one place, or one part of it.
fn parts(spec: &ChartSpec, name: &str, all: &[Series], series: Option<usize>, c: usize, total: u64) -> Vec<String> {
    let mut out = vec![name.to_owned()];
    // One alone is the whole: its share would say nothing.
    let of = (all.len() > 1).then_some(total);
    match series {
        Some(s) => out.extend(all.get(s).map(|series| part(spec, series, c, of))),
        None => {
            if of.is_some() {
                out.push(named(spec, &spec.words.total, &counted(spec, total)));
            }
            out.extend(all.iter().filter(|series| series.at(c) > 0).map(|series| part(spec, series, c, of)));
        }
    }
    out
}

fn stack(spec: &ChartSpec, data: &Stack, series: Option<usize>, c: usize) -> Vec<String> {
    data.categories.get(c).map_or(Vec::new(), |name| parts(spec, name, &data.series, series, c, data.total(c)))
}

fn columns(spec: &ChartSpec, data: &Columns, series: Option<usize>, p: usize) -> Vec<String> {
    data.periods.get(p).map_or(Vec::new(), |name| parts(spec, name, &data.series, series, p, data.total(p)))
}

fn totals(spec: &ChartSpec, data: &Totals, series: Option<usize>, p: usize) -> Vec<String> {
    let wanted = |(s, line): (usize, &Series)| {
        let shown = series.map_or(!line.hidden, |one| one == s);
        shown.then(|| named(spec, &line.label, &counted(spec, line.at(p).into())))
    };
    let name = data.periods.get(p).cloned();
    name.into_iter().chain(data.lines().enumerate().filter_map(wanted)).collect()
}

/// "95% 区间：64.6% – 98.1%".
fn interval(spec: &ChartSpec, (num, den): (u32, u32)) -> String {
    named(spec, &spec.words.interval, &number::interval(num, den, " – "))
}

fn rate_of(point: Option<(u32, u32)>) -> String {
    point.map_or(MISSING.into(), |(num, den)| rate(num.into(), den.into()))
}

fn rates(spec: &ChartSpec, data: &RateLine, series: Option<usize>, p: usize) -> Vec<String> {
    let mut out: Vec<_> = data.periods.get(p).cloned().into_iter().collect();
    let alone = data.series.len() == 1;
    for (s, line) in data.series.iter().enumerate() {
        if series.map_or(!line.hidden, |one| one == s) {
            out.push(named(spec, &line.label, &rate_of(line.at(p))));
            if series.is_some() || alone {
                out.extend(line.at(p).map(|point| interval(spec, point)));
            }
        }
    }
    out
}

fn spark(spec: &ChartSpec, data: &Spark, p: usize) -> Vec<String> {
    let name = data.periods.get(p).cloned().unwrap_or_default();
    vec![named(spec, &name, &rate_of(data.at(p)))]
}

fn dots(spec: &ChartSpec, data: &Dots, row: usize) -> Vec<String> {
    let Some(name) = data.categories.get(row) else { return Vec::new() };
    let point = data.at(row);
    let mut out = vec![name.clone(), rate_of(point)];
    out.extend(point.map(|point| interval(spec, point)));
    if point.is_some_and(|(_, den)| den < number::SMALL_BASE) {
        out.push(spec.words.small.clone());
    }
    out
}

fn histogram(spec: &ChartSpec, data: &Histogram, bin: usize) -> Vec<String> {
    let Some(name) = data.bins.get(bin) else { return Vec::new() };
    let (so_far, total) = data.so_far(bin);
    let value = u64::from(data.count(bin));
    let mut out = vec![name.clone(), [counted(spec, value).as_str(), &spec.words.comma, &rate(value, total)].concat()];
    if data.cumulative {
        out.push(named(spec, &spec.words.cumulative, &rate(so_far, total)));
    }
    out
}

fn heat(spec: &ChartSpec, data: &Heat, row: usize, column: usize) -> Vec<String> {
    let (Some(name), Some(period)) = (data.rows.get(row), data.columns.get(column)) else { return Vec::new() };
    let value = match data.at(row, column) {
        None => MISSING.into(),
        Some((num, den)) if data.rate => rate(num.into(), den.into()),
        Some((num, _)) => counted(spec, num.into()),
    };
    vec![name.clone(), named(spec, period, &value)]
}
