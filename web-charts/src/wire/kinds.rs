//! Each kind of chart as bytes: a number for the kind, then its data in the order of its fields.

use super::WireError;
use super::bytes::{Reader, Writer};
use crate::ALL_KINDS;
use crate::spec::{
    Change, ChangeRow, ChartKind, Columns, Dots, Heat, Histogram, LimitMark, Multiples, Panel, RateLine, RateSeries,
    Series, Spark, Stack, Totals,
};

pub(super) fn write(w: &mut Writer, kind: &ChartKind) {
    match kind {
        ChartKind::Stack(data) => {
            w.byte(0);
            w.byte(u8::from(data.hundred_percent));
            w.texts(&data.categories);
            w.list(&data.series, series);
            w.list(&data.links, |w, link| w.maybe(link.as_deref()));
        }
        ChartKind::RateLine(data) => {
            w.byte(1);
            w.texts(&data.periods);
            w.list(&data.series, |w, s| {
                w.text(&s.label);
                w.byte(s.palette as u8);
                w.list(&s.points, |w, &point| w.point(point));
            });
        }
        ChartKind::Histogram(data) => {
            w.byte(2);
            w.texts(&data.bins);
            w.list(&data.counts, |w, &c| w.int(c.into()));
            w.byte(data.palette.map_or(0, |key| key as u8 + 1));
            w.list(&data.marks, |w, m| {
                w.0.extend(m.at.to_le_bytes());
                w.text(&m.label);
            });
            w.byte(u8::from(data.cumulative));
        }
        ChartKind::Totals(data) => {
            w.byte(3);
            w.texts(&data.periods);
            w.list(&data.series, series);
            w.list(data.due.as_slice(), series);
        }
        ChartKind::Columns(data) => {
            w.byte(4);
            w.byte(u8::from(data.hundred_percent));
            w.texts(&data.periods);
            w.list(&data.series, series);
        }
        ChartKind::Heat(data) => {
            w.byte(5);
            w.byte(u8::from(data.rate));
            w.texts(&data.rows);
            w.texts(&data.columns);
            w.list(&data.cells, |w, &cell| w.point(cell));
            w.list(&data.links, |w, link| w.maybe(link.as_deref()));
        }
        ChartKind::Dots(data) => {
            w.byte(6);
            w.texts(&data.categories);
            w.list(&data.points, |w, &point| w.point(point));
            w.point(data.whole);
            w.list(&data.links, |w, link| w.maybe(link.as_deref()));
        }
        ChartKind::Change(data) => {
            w.byte(7);
            w.list(&data.rows, |w, row| {
                [&row.label, &row.before_text, &row.after_text].into_iter().for_each(|text| w.text(text));
                w.0.extend(row.before.to_le_bytes());
                w.0.extend(row.after.to_le_bytes());
                w.maybe(row.link.as_deref());
            });
        }
        ChartKind::Spark(data) => {
            w.byte(8);
            w.texts(&data.periods);
            w.list(&data.points, |w, &point| w.point(point));
        }
        ChartKind::Multiples(data) => {
            w.byte(9);
            w.list(&data.panels, |w, panel| {
                w.text(&panel.title);
                write(w, &panel.kind);
            });
        }
    }
}

fn series(w: &mut Writer, series: &Series) {
    w.text(&series.label);
    w.byte(series.palette as u8);
    w.list(&series.values, |w, &value| w.int(value.into()));
}

pub(super) fn read(r: &mut Reader<'_>) -> ChartKind {
    match r.byte() {
        9 if ALL_KINDS => ChartKind::Multiples(Multiples {
            panels: r.list(|r| {
                let title = r.text();
                let kind = r.byte();
                Panel { title, kind: one(r, kind) }
            }),
        }),
        kind => one(r, kind),
    }
}

/// A kind that holds no other.
fn one(r: &mut Reader<'_>, kind: u8) -> ChartKind {
    match kind {
        0 => ChartKind::Stack(Stack {
            hundred_percent: r.flag(),
            categories: r.texts(),
            series: r.list(counts),
            links: r.maybes(),
        }),
        1 => ChartKind::RateLine(RateLine { periods: r.texts(), series: r.list(rates) }),
        2 => ChartKind::Histogram(Histogram {
            bins: r.texts(),
            counts: r.list(Reader::count),
            palette: r.maybe_key(),
            marks: r.list(|r| LimitMark { at: r.float(), label: r.text() }),
            cumulative: r.flag(),
        }),
        _ if !ALL_KINDS => {
            r.fail(WireError::Value);
            ChartKind::default()
        }
        3 => {
            let (periods, series, mut due) = (r.texts(), r.list(counts), r.list(counts));
            if due.len() > 1 {
                r.fail(WireError::Value);
            }
            ChartKind::Totals(Totals { periods, series, due: due.pop() })
        }
        4 => ChartKind::Columns(Columns { hundred_percent: r.flag(), periods: r.texts(), series: r.list(counts) }),
        5 => ChartKind::Heat(Heat {
            rate: r.flag(),
            rows: r.texts(),
            columns: r.texts(),
            cells: r.points(),
            links: r.maybes(),
        }),
        6 => ChartKind::Dots(Dots { categories: r.texts(), points: r.points(), whole: r.point(), links: r.maybes() }),
        7 => ChartKind::Change(Change { rows: r.list(change) }),
        8 => ChartKind::Spark(Spark { periods: r.texts(), points: r.points() }),
        _ => {
            r.fail(WireError::Value);
            ChartKind::default()
        }
    }
}

fn counts(r: &mut Reader<'_>) -> Series {
    Series { label: r.text(), palette: r.key(), values: r.list(Reader::count), hidden: false }
}

fn rates(r: &mut Reader<'_>) -> RateSeries {
    RateSeries { label: r.text(), palette: r.key(), points: r.points(), hidden: false }
}

fn change(r: &mut Reader<'_>) -> ChangeRow {
    let (label, before_text, after_text) = (r.text(), r.text(), r.text());
    ChangeRow { label, before_text, after_text, before: r.double(), after: r.double(), link: r.maybe() }
}
