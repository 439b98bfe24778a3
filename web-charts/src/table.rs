//! The same numbers as a table beside the chart.

use crate::number::{self, MISSING};
use crate::spec::{Change, ChartKind, ChartSpec, Dots, Heat, Histogram, Multiples, RateLine, Series, Spark, Totals};

type Cells = (Vec<String>, Vec<Vec<String>>);

/// A table of finished texts; every row is as long as the head, its first cell names the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The chart's title.
    pub caption: String,
    /// Column heads.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// The chart's numbers. What is missing is "—"; every rate carries its counts, and under five
/// cases the fraction stands alone.
pub fn table(spec: &ChartSpec) -> Table {
    let (head, rows) = cells(spec, &spec.kind);
    Table { caption: spec.title.clone(), head, rows }
}

fn cells(spec: &ChartSpec, kind: &ChartKind) -> Cells {
    match kind {
        ChartKind::Stack(data) => parts(spec, &data.categories, &data.series, data.hundred_percent),
        ChartKind::Columns(data) => parts(spec, &data.periods, &data.series, data.hundred_percent),
        ChartKind::RateLine(data) => rates(spec, data),
        ChartKind::Histogram(data) => histogram(spec, data),
        ChartKind::Totals(data) => totals(spec, data),
        ChartKind::Heat(data) => heat(spec, data),
        ChartKind::Dots(data) => dots(spec, data),
        ChartKind::Change(data) => change(spec, data),
        ChartKind::Spark(data) => spark(spec, data),
        ChartKind::Multiples(data) => multiples(spec, data),
    }
}

fn rate(point: Option<(u32, u32)>) -> String {
    point.map_or(MISSING.into(), |(num, den)| number::rate(num.into(), den.into()))
}

fn part(value: u32, total: u64, share: bool) -> String {
    if share { number::rate(value.into(), total) } else { value.to_string() }
}

/// The first column's name, the others', and perhaps the total's.
fn head<'a>(spec: &'a ChartSpec, names: impl Iterator<Item = &'a String>, total: bool) -> Vec<String> {
    let first = std::iter::once(&spec.words.category);
    first.chain(names).chain(total.then_some(&spec.words.total)).cloned().collect()
}

/// A row for each name, a column for each series that has a name, the total last.
fn parts(spec: &ChartSpec, names: &[String], series: &[Series], shares: bool) -> Cells {
    let columns = || series.iter().filter(|s| !s.label.is_empty());
    let row = |(at, name): (usize, &String)| {
        let total: u64 = series.iter().map(|s| u64::from(s.at(at))).sum();
        let parts = columns().map(|s| part(s.at(at), total, shares));
        std::iter::once(name.clone()).chain(parts).chain([total.to_string()]).collect()
    };
    (head(spec, columns().map(|s| &s.label), true), names.iter().enumerate().map(row).collect())
}

fn rates(spec: &ChartSpec, data: &RateLine) -> Cells {
    let row = |(p, name): (usize, &String)| {
        std::iter::once(name.clone()).chain(data.series.iter().map(|s| rate(s.at(p)))).collect()
    };
    let head = head(spec, data.series.iter().map(|s| &s.label), false);
    (head, data.periods.iter().enumerate().map(row).collect())
}

fn totals(spec: &ChartSpec, data: &Totals) -> Cells {
    let row = |(p, name): (usize, &String)| {
        std::iter::once(name.clone()).chain(data.lines().map(|line| line.at(p).to_string())).collect()
    };
    let head = head(spec, data.lines().map(|s| &s.label), false);
    (head, data.periods.iter().enumerate().map(row).collect())
}

fn histogram(spec: &ChartSpec, data: &Histogram) -> Cells {
    let mut head = vec![spec.words.category.clone(), spec.words.count.clone()];
    head.extend(data.cumulative.then(|| spec.words.cumulative.clone()));
    let row = |(b, name): (usize, &String)| {
        let mut row = vec![name.clone(), data.count(b).to_string()];
        if data.cumulative {
            let (so_far, total) = data.so_far(b);
            row.push(number::rate(so_far, total));
        }
        row
    };
    (head, data.bins.iter().enumerate().map(row).collect())
}

fn heat(spec: &ChartSpec, data: &Heat) -> Cells {
    let value = |cell: Option<(u32, u32)>| match cell {
        Some((num, _)) if !data.rate => num.to_string(),
        cell => rate(cell),
    };
    let row = |(r, name): (usize, &String)| {
        std::iter::once(name.clone()).chain((0..data.columns.len()).map(|c| value(data.at(r, c)))).collect()
    };
    (head(spec, data.columns.iter(), false), data.rows.iter().enumerate().map(row).collect())
}

fn dots(spec: &ChartSpec, data: &Dots) -> Cells {
    let head = vec![spec.words.category.clone(), spec.y_label.clone(), spec.words.interval.clone()];
    let interval = |at| data.at(at).map_or(MISSING.into(), |(num, den)| number::interval(num, den, "–"));
    let row = |(at, name): (usize, &String)| vec![name.clone(), rate(data.at(at)), interval(at)];
    (head, data.categories.iter().enumerate().map(row).collect())
}

fn change(spec: &ChartSpec, data: &Change) -> Cells {
    let head = vec![spec.words.category.clone(), spec.words.before.clone(), spec.words.after.clone()];
    let rows = data.rows.iter().map(|row| vec![row.label.clone(), row.before_text.clone(), row.after_text.clone()]);
    (head, rows.collect())
}

fn spark(spec: &ChartSpec, data: &Spark) -> Cells {
    let head = vec![spec.words.category.clone(), spec.y_label.clone()];
    (head, data.periods.iter().enumerate().map(|(p, name)| vec![name.clone(), rate(data.at(p))]).collect())
}

/// All rows one below the other, each with the name of its chart. Charts of one figure are alike;
/// a shorter row ends in what is missing.
fn multiples(spec: &ChartSpec, data: &Multiples) -> Cells {
    let parts: Vec<_> = data.panels.iter().map(|panel| (&panel.title, cells(spec, &panel.kind))).collect();
    let first = parts.iter().map(|(_, part)| &part.0).max_by_key(|head| head.len()).cloned().unwrap_or_default();
    let wide = first.len() + 1;
    let head = std::iter::once(spec.title.clone()).chain(first).collect();
    let mut rows = Vec::new();
    for (title, (_, part)) in parts {
        for row in part {
            let mut cells: Vec<_> = std::iter::once(title.clone()).chain(row).collect();
            cells.resize(wide, MISSING.into());
            rows.push(cells);
        }
    }
    (head, rows)
}
