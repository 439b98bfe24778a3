//! The same numbers as a table beside the chart and as CSV.

use crate::number::{self, MISSING};
use crate::spec::{ChartKind, ChartSpec, Histogram, RateLine, Stack};

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
    let (head, rows) = match &spec.kind {
        ChartKind::Stack(data) => stack(spec, data),
        ChartKind::RateLine(data) => rates(spec, data),
        ChartKind::Histogram(data) => histogram(spec, data),
    };
    Table { caption: spec.title.clone(), head, rows }
}

fn stack(spec: &ChartSpec, data: &Stack) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = vec![spec.words.category.clone()];
    head.extend(data.series.iter().map(|s| s.label.clone()));
    head.push(spec.words.total.clone());
    let row = |(c, name): (usize, &String)| {
        let total = data.total(c);
        let mut row = vec![name.clone()];
        row.extend((0..data.series.len()).map(|s| {
            let value = u64::from(data.value(s, c));
            if data.hundred_percent { number::rate(value, total) } else { value.to_string() }
        }));
        row.push(total.to_string());
        row
    };
    (head, data.categories.iter().enumerate().map(row).collect())
}

fn rates(spec: &ChartSpec, data: &RateLine) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = vec![spec.words.category.clone()];
    head.extend(data.series.iter().map(|s| s.label.clone()));
    let row = |(p, name): (usize, &String)| {
        let mut row = vec![name.clone()];
        row.extend(
            data.series
                .iter()
                .map(|s| s.at(p).map_or(MISSING.into(), |(num, den)| number::rate(num.into(), den.into()))),
        );
        row
    };
    (head, data.periods.iter().enumerate().map(row).collect())
}

fn histogram(spec: &ChartSpec, data: &Histogram) -> (Vec<String>, Vec<Vec<String>>) {
    let head = vec![spec.words.category.clone(), spec.words.count.clone()];
    let count = |b: usize| data.counts.get(b).copied().unwrap_or(0);
    let rows = data.bins.iter().enumerate().map(|(b, name)| vec![name.clone(), count(b).to_string()]);
    (head, rows.collect())
}

/// The table as CSV: UTF-8 with byte order mark, CRLF, and no cell that a spreadsheet would run.
pub fn csv(spec: &ChartSpec) -> String {
    let table = table(spec);
    let mut out = String::from("\u{feff}");
    for row in std::iter::once(&table.head).chain(&table.rows) {
        for (i, value) in row.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            cell(&mut out, value);
        }
        out.push_str("\r\n");
    }
    out
}

fn cell(out: &mut String, value: &str) {
    let formula = value.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || value.starts_with(['\t', '\r', '\n']);
    if formula || value.contains([',', '"', '\n', '\r']) {
        out.push('"');
        if formula {
            out.push('\'');
        }
        out.push_str(&value.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(value);
    }
}
