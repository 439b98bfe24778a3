//! A rate over time with its 95 % interval; what is missing is a gap, never a zero.

use crate::axes::{self, Times, held, labelled};
use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number::{self, SMALL_BASE, wilson};
use crate::reduce::by_column;
use crate::spec::{ChartSpec, RateLine, RateSeries};
use crate::style::{EDGE, Ink, SMALL};

/// More lines than this have their bases in tooltip and table only.
const MOST_BASES: usize = 4;

struct Plot {
    times: Times,
    y: Scale,
}

impl Plot {
    fn point(&self, period: usize, num: u32, den: u32) -> (Px, Px) {
        (self.times.x[period], self.y.at(f64::from(num.min(den)) * 100.0 / f64::from(den)))
    }

    /// Several periods share a column of pixels.
    fn crowded(&self) -> bool {
        self.times.step < 1
    }
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &RateLine, top: Px) -> Px {
    let periods = data.periods.len();
    let any = data.series.iter().any(|s| (0..periods).any(|p| s.at(p).is_some()));
    if !any {
        return no_data(pen, spec, top);
    }
    let y = axes::y_name(pen, spec, top);
    let plot = layout(pen, data, y + 14);
    axes::shares(pen, &plot.y, (plot.times.left, plot.times.right));
    plot.times.labels(pen, &data.periods);
    let shown = || data.series.iter().filter(|series| !series.hidden);
    // More than a few bands would only make mud.
    if shown().count() <= MOST_BASES {
        shown().for_each(|series| band(pen, series, &plot));
    }
    shown().for_each(|series| line(pen, series, &plot));
    ends(pen, data, &plot);
    if let [only] = data.series.as_slice() {
        values(pen, only, &plot);
    }
    marks(pen, data, &plot);
    bases(pen, spec, data, &plot)
}

fn layout(pen: &Pen<'_>, data: &RateLine, top: Px) -> Plot {
    let names = data.series.iter().map(|s| metrics::width(&s.label, SMALL)).max().unwrap_or(0);
    let room = if data.series.len() > 1 { names.min(pen.width * 28 / 100) + 12 } else { 18 };
    let left = EDGE + metrics::width("100%", SMALL) + 8;
    let right = (pen.width - EDGE - room).max(left + 40);
    let least = if pen.ceiling.is_some() { 90 } else { 170 };
    // Names at the ends need a line each.
    let names = (data.series.len() as Px * line_height(SMALL)).max(least);
    let bottom = top + (pen.width * 42 / 100).clamp(least, 300).max(names);
    // Each period has a place of its own width; one period stands in the middle.
    let times = Times::new(data.periods.len(), (left, right), (top, bottom));
    Plot { times, y: Scale::new(0.0, 100.0, bottom, top) }
}

/// Runs of neighbouring periods that have a rate.
fn runs(series: &RateSeries, periods: usize) -> Vec<Vec<(usize, u32, u32)>> {
    let mut out: Vec<Vec<_>> = vec![Vec::new()];
    for p in 0..periods {
        match (series.at(p), out.last_mut()) {
            (Some((num, den)), Some(run)) => run.push((p, num, den)),
            (None, Some(run)) if !run.is_empty() => out.push(Vec::new()),
            _ => {}
        }
    }
    out.retain(|run| !run.is_empty());
    out
}

fn band(pen: &mut Pen<'_>, series: &RateSeries, plot: &Plot) {
    let ink = Ink::Band(series.palette);
    for run in runs(series, plot.times.x.len()) {
        let edge = |&(p, num, den): &(usize, u32, u32)| {
            let (low, high) = wilson(num, den);
            (plot.times.x[p], plot.y.at(low * 100.0), plot.y.at(high * 100.0))
        };
        if let [only] = run.as_slice() {
            let (x, low, high) = edge(only);
            pen.rect(Rect { x: x - 5, y: high, w: 10, h: low - high }, ink);
            continue;
        }
        let upper = by_column(run.iter().map(edge).map(|(x, _, high)| (x, high)));
        let mut lower = by_column(run.iter().map(edge).map(|(x, low, _)| (x, low)));
        lower.reverse();
        pen.polygon([upper, lower].concat(), ink);
    }
}

fn line(pen: &mut Pen<'_>, series: &RateSeries, plot: &Plot) {
    let ink = Ink::Solid(series.palette);
    for run in runs(series, plot.times.x.len()) {
        let points = || run.iter().map(|&(p, num, den)| plot.point(p, num, den));
        if run.len() > 1 {
            pen.line(by_column(points()), ink, 2);
        }
        if plot.crowded() {
            continue;
        }
        let radius = if plot.times.step < 14 { 2 } else { 4 };
        for (at, &(_, _, den)) in points().zip(&run) {
            if den < SMALL_BASE {
                pen.circle(at, radius, Ink::Surface, true);
                pen.circle(at, radius, ink, false);
            } else {
                pen.circle(at, radius, ink, true);
            }
        }
    }
}

/// Names at the lines' ends, pushed apart; they are the legend.
fn ends(pen: &mut Pen<'_>, data: &RateLine, plot: &Plot) {
    if data.series.len() < 2 {
        return;
    }
    let periods = plot.times.x.len();
    let end = |series: &RateSeries| {
        let last = (0..periods).rev().find_map(|p| series.at(p).map(|(n, d)| plot.point(p, n, d).1));
        last.unwrap_or(plot.times.bottom)
    };
    let mut labels: Vec<(Px, usize)> = data.series.iter().enumerate().map(|(s, series)| (end(series), s)).collect();
    labels.sort_by_key(|label| label.0);
    let gap = line_height(SMALL);
    for i in 1..labels.len() {
        labels[i].0 = labels[i].0.max(labels[i - 1].0 + gap);
    }
    let mut floor = plot.times.bottom;
    for label in labels.iter_mut().rev() {
        label.0 = label.0.min(floor);
        floor = label.0 - gap;
    }
    for (order, (y, s)) in labels.into_iter().enumerate() {
        let series = &data.series[s];
        let x = plot.times.right + 4;
        let (tick, look) = match series.hidden {
            true => (Ink::Grid, Look::muted(SMALL)),
            false => (Ink::Solid(series.palette), Look::text(SMALL)),
        };
        pen.rect(Rect { x: x - 1, y: y - 1, w: 5, h: 3 }, tick);
        let text = metrics::fit(&series.label, SMALL, pen.width - EDGE - x - 6);
        pen.text(&text, x + 6, y, look);
        if pen.ceiling.is_none() {
            let rect = Rect { x: x - 1, y: y - gap / 2, w: pen.width - EDGE - x, h: gap };
            let pick = Pick::Series(s as u32);
            pen.keys.push(Mark { rect, zone: rect, row: 0, column: order as u32, pick, ..Mark::default() });
        }
    }
}

/// Values at the points of a single line, where there is room.
fn values(pen: &mut Pen<'_>, series: &RateSeries, plot: &Plot) {
    for p in 0..plot.times.x.len() {
        let Some((num, den)) = series.at(p).filter(|_| plot.times.step > 20) else { continue };
        let text = if den < SMALL_BASE {
            number::fraction(num.into(), den.into())
        } else {
            number::percent(num.into(), den.into())
        };
        if metrics::width(&text, SMALL) + 4 > plot.times.step {
            continue;
        }
        let (x, y) = plot.point(p, num, den);
        let y = if y - 14 < plot.times.top - 12 { y + 15 } else { y - 14 };
        let look = Look { bold: true, ..Look::text(SMALL) }.anchored(Anchor::Middle);
        pen.text(&text, held(pen, x, &text), y, look);
    }
}

/// The bases below the axis, one line a series; returns the lower edge.
fn bases(pen: &mut Pen<'_>, spec: &ChartSpec, data: &RateLine, plot: &Plot) -> Px {
    let mut y = plot.times.bottom + 6 + line_height(SMALL);
    let every = plot.times.stride(&data.periods, pen.width);
    let shown = if data.series.len() > MOST_BASES { &[] } else { data.series.as_slice() };
    for series in shown {
        y += line_height(SMALL);
        let middle = y - line_height(SMALL) / 2;
        if data.series.len() > 1 {
            let ink = if series.hidden { Ink::Grid } else { Ink::Solid(series.palette) };
            pen.rect(Rect { x: EDGE, y: middle - 4, w: 8, h: 8 }, ink);
        }
        pen.text("n", EDGE + 14, middle, Look::muted(SMALL));
        for p in labelled(data.periods.len(), every) {
            let text = series.at(p).map_or(number::MISSING.into(), |(_, den)| den.to_string());
            let look = Look::muted(SMALL).anchored(Anchor::Middle);
            pen.text(&text, held(pen, plot.times.x[p], &text), middle, look);
        }
    }
    axes::x_name(pen, spec, y) + 4
}

/// Whole periods first, then each line's points; a single line has its points only.
fn marks(pen: &mut Pen<'_>, data: &RateLine, plot: &Plot) {
    let times = &plot.times;
    let alone = data.series.len() == 1;
    if !alone {
        times.marks(pen, 1);
    }
    for (s, series) in data.series.iter().enumerate().filter(|(_, series)| !series.hidden) {
        for p in 0..data.periods.len() {
            let Some((num, den)) = series.at(p) else { continue };
            let (x, y) = plot.point(p, num, den);
            let (left, right) = times.edges(p);
            let zone = if alone {
                Rect { x: left, y: times.top - 14, w: (right - left).max(1), h: times.bottom - times.top + 14 }
            } else {
                Rect { x: x - 12, y: y - 12, w: 24, h: 24 }
            };
            let pick = Pick::Value { series: s as u32, category: p as u32 };
            let rect = Rect { x: x - 7, y: y - 7, w: 14, h: 14 };
            pen.marks.push(Mark { rect, zone, row: s as u32 + 2, column: p as u32, pick, ..Mark::default() });
        }
    }
}
