//! A rate over time with its 95 % interval; what is missing is a gap, never a zero.

use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Px, Rect};
use crate::metrics;
use crate::number::{self, SMALL_BASE, wilson};
use crate::spec::{ChartSpec, RateLine, RateSeries};
use crate::style::{EDGE, Ink, SMALL};

struct Plot {
    x: Vec<Px>,
    y: Scale,
    top: Px,
    bottom: Px,
    left: Px,
    right: Px,
    /// Width of one period.
    step: Px,
}

impl Plot {
    fn point(&self, period: usize, num: u32, den: u32) -> (Px, Px) {
        (self.x[period], self.y.at(f64::from(num.min(den)) * 100.0 / f64::from(den)))
    }
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &RateLine, top: Px) -> Px {
    let periods = data.periods.len();
    let any = data.series.iter().any(|s| (0..periods).any(|p| s.at(p).is_some()));
    if !any {
        return no_data(pen, spec, top);
    }
    let mut y = top;
    if !spec.y_label.is_empty() {
        let text = metrics::fit(&spec.y_label, SMALL, pen.width - 2 * EDGE);
        pen.text(&text, EDGE, y + line_height(SMALL) / 2, Look::muted(SMALL));
        y += line_height(SMALL);
    }
    let plot = layout(pen, data, y + 14);
    axis(pen, data, &plot);
    for series in &data.series {
        band(pen, series, &plot);
    }
    for series in &data.series {
        line(pen, series, &plot);
    }
    ends(pen, data, &plot);
    if data.series.len() == 1 {
        values(pen, &data.series[0], &plot);
    }
    marks(pen, spec, data, &plot);
    bases(pen, spec, data, &plot)
}

fn layout(pen: &Pen<'_>, data: &RateLine, top: Px) -> Plot {
    let names = data.series.iter().map(|s| metrics::width(&s.label, SMALL)).max().unwrap_or(0);
    let room = if data.series.len() > 1 { names.min(pen.width * 28 / 100) + 12 } else { 18 };
    let left = EDGE + metrics::width("100%", SMALL) + 8;
    let right = (pen.width - EDGE - room).max(left + 40);
    let bottom = top + (pen.width * 42 / 100).clamp(170, 300);
    let count = data.periods.len().max(1) as Px;
    // Each period has a place of its own width; one period stands in the middle.
    let x = (0..count).map(|p| left + (right - left) * (2 * p + 1) / (2 * count)).collect();
    let y = Scale::new(0.0, 100.0, bottom, top);
    Plot { x, y, top, bottom, left, right, step: (right - left) / count }
}

fn axis(pen: &mut Pen<'_>, data: &RateLine, plot: &Plot) {
    for percent in [0u32, 25, 50, 75, 100] {
        let y = plot.y.at(f64::from(percent));
        let ink = if percent == 0 { Ink::Axis } else { Ink::Grid };
        pen.line(vec![(plot.left, y), (plot.right, y)], ink, 1);
    }
    for percent in [0u32, 25, 50, 75, 100] {
        let mut text = percent.to_string();
        text.push('%');
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&text, plot.left - 8, plot.y.at(f64::from(percent)), look);
    }
    let every = stride(data, plot);
    for p in labelled(data, every) {
        let room = (plot.step * every as Px - 6).max(SMALL);
        let text = metrics::fit(&data.periods[p], SMALL, room);
        let look = Look::text(SMALL).anchored(Anchor::Middle);
        pen.text(&text, held(pen, plot.x[p], &text), plot.bottom + 4 + line_height(SMALL) / 2, look);
    }
}

/// `x` moved so that `text` centred there stays inside the picture.
fn held(pen: &Pen<'_>, x: Px, text: &str) -> Px {
    let half = metrics::width(text, SMALL) / 2 + 1;
    x.min(pen.width - EDGE - half).max(EDGE + half)
}

/// The periods with a label: every so many, counted from the latest, which always has one.
fn labelled(data: &RateLine, every: usize) -> impl Iterator<Item = usize> {
    (0..data.periods.len()).rev().step_by(every)
}

/// Every how many periods a label has room.
fn stride(data: &RateLine, plot: &Plot) -> usize {
    let widest = data.periods.iter().map(|p| metrics::width(p, SMALL)).max().unwrap_or(0);
    let wanted = widest.min(84) + 8;
    (1..=data.periods.len()).find(|&s| plot.step * s as Px >= wanted).unwrap_or(data.periods.len()).max(1)
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
    for run in runs(series, plot.x.len()) {
        let edge = |&(p, num, den): &(usize, u32, u32)| {
            let (low, high) = wilson(num, den);
            (plot.x[p], plot.y.at(low * 100.0), plot.y.at(high * 100.0))
        };
        if let [only] = run.as_slice() {
            let (x, low, high) = edge(only);
            pen.rect(Rect { x: x - 5, y: high, w: 10, h: low - high }, ink);
            continue;
        }
        let upper = run.iter().map(edge).map(|(x, _, high)| (x, high));
        let lower = run.iter().rev().map(edge).map(|(x, low, _)| (x, low));
        pen.polygon(upper.chain(lower).collect(), ink);
    }
}

fn line(pen: &mut Pen<'_>, series: &RateSeries, plot: &Plot) {
    let ink = Ink::Solid(series.palette);
    for run in runs(series, plot.x.len()) {
        let points: Vec<_> = run.iter().map(|&(p, n, d)| (plot.point(p, n, d), d)).collect();
        if points.len() > 1 {
            pen.line(points.iter().map(|p| p.0).collect(), ink, 2);
        }
        let radius = if plot.step < 14 { 2 } else { 4 };
        for (at, den) in points {
            if den < SMALL_BASE {
                pen.circle(at, radius, Ink::Surface, true);
                pen.circle(at, radius, ink, false);
            } else {
                pen.circle(at, radius, ink, true);
            }
        }
    }
}

/// Names at the lines' ends, pushed apart.
fn ends(pen: &mut Pen<'_>, data: &RateLine, plot: &Plot) {
    if data.series.len() < 2 {
        return;
    }
    let mut labels: Vec<(Px, &RateSeries)> = Vec::new();
    for series in &data.series {
        let last = (0..plot.x.len()).rev().find_map(|p| series.at(p).map(|(n, d)| plot.point(p, n, d).1));
        if let Some(y) = last {
            labels.push((y, series));
        }
    }
    labels.sort_by_key(|l| l.0);
    let gap = line_height(SMALL);
    for i in 1..labels.len() {
        labels[i].0 = labels[i].0.max(labels[i - 1].0 + gap);
    }
    let mut floor = plot.bottom;
    for label in labels.iter_mut().rev() {
        label.0 = label.0.min(floor);
        floor = label.0 - gap;
    }
    for (y, series) in labels {
        let x = plot.right + 4;
        pen.rect(Rect { x: x - 1, y: y - 1, w: 5, h: 3 }, Ink::Solid(series.palette));
        let text = metrics::fit(&series.label, SMALL, pen.width - EDGE - x - 6);
        pen.text(&text, x + 6, y, Look::text(SMALL));
    }
}

/// Values at the points of a single line, where there is room.
fn values(pen: &mut Pen<'_>, series: &RateSeries, plot: &Plot) {
    for p in 0..plot.x.len() {
        let Some((num, den)) = series.at(p) else { continue };
        let text = if den < SMALL_BASE {
            number::fraction(num.into(), den.into())
        } else {
            number::percent(num.into(), den.into())
        };
        if metrics::width(&text, SMALL) + 4 > plot.step {
            continue;
        }
        let (x, y) = plot.point(p, num, den);
        let y = if y - 14 < plot.top - 12 { y + 15 } else { y - 14 };
        let look = Look { bold: true, ..Look::text(SMALL) }.anchored(Anchor::Middle);
        pen.text(&text, held(pen, x, &text), y, look);
    }
}

/// The bases below the axis, one line a series; returns the lower edge.
fn bases(pen: &mut Pen<'_>, spec: &ChartSpec, data: &RateLine, plot: &Plot) -> Px {
    let mut y = plot.bottom + 6 + line_height(SMALL);
    let every = stride(data, plot);
    for series in &data.series {
        y += line_height(SMALL);
        let middle = y - line_height(SMALL) / 2;
        if data.series.len() > 1 {
            pen.rect(Rect { x: EDGE, y: middle - 4, w: 8, h: 8 }, Ink::Solid(series.palette));
        }
        pen.text("n", EDGE + 14, middle, Look::muted(SMALL));
        for p in labelled(data, every) {
            let text = series.at(p).map_or(number::MISSING.into(), |(_, den)| den.to_string());
            let look = Look::muted(SMALL).anchored(Anchor::Middle);
            pen.text(&text, held(pen, plot.x[p], &text), middle, look);
        }
    }
    if !spec.x_label.is_empty() {
        y += line_height(SMALL);
        let text = metrics::fit(&spec.x_label, SMALL, pen.width - 2 * EDGE);
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&text, pen.width - EDGE, y - line_height(SMALL) / 2, look);
    }
    y + 4
}

fn marks(pen: &mut Pen<'_>, spec: &ChartSpec, data: &RateLine, plot: &Plot) {
    let comma = &spec.words.comma;
    for (s, series) in data.series.iter().enumerate() {
        for (p, period) in data.periods.iter().enumerate() {
            let Some((num, den)) = series.at(p) else { continue };
            let (x, y) = plot.point(p, num, den);
            let mut reading = series.label.clone();
            reading.push_str(spec.words.colon());
            reading.push_str(&number::rate(num.into(), den.into()));
            let (low, high) = wilson(num, den);
            let mut interval = spec.words.interval.clone();
            interval.push_str(spec.words.colon());
            interval.push_str(&number::percent((low * 1000.0 + 0.5) as u64, 1000));
            interval.push_str(" – ");
            interval.push_str(&number::percent((high * 1000.0 + 0.5) as u64, 1000));
            let lines = vec![period.clone(), reading, interval];
            let zone =
                Rect { x: x - plot.step / 2, y: plot.top - 14, w: plot.step.max(1), h: plot.bottom - plot.top + 14 };
            pen.marks.push(Mark {
                rect: Rect { x: x - 7, y: y - 7, w: 14, h: 14 },
                zone,
                row: s as u32,
                column: p as u32,
                spoken: lines.join(comma),
                lines,
                href: None,
            });
        }
    }
}
