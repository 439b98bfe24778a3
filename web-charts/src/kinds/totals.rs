//! Running totals: how many were assigned, replied and closed so far, and how many were due.

use crate::axes::{self, Times};
use crate::draw::{Pen, Scale, no_data};
use crate::legend::{self, Entry, Swatch};
use crate::list::{Mark, Pick, Px, Rect};
use crate::metrics;
use crate::reduce::by_column;
use crate::spec::{ChartSpec, Totals};
use crate::style::{EDGE, Ink, SMALL};

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Totals, top: Px) -> Px {
    let periods = data.periods.len();
    let largest = data.lines().flat_map(|line| line.values.iter().take(periods)).copied().max().unwrap_or(0);
    if largest == 0 {
        return no_data(pen, spec, top);
    }
    let largest = pen.ceiling.map_or(u64::from(largest), |ceiling| ceiling.max(largest.into()));
    let dashed = |s: usize| s == data.series.len();
    let entries = data.lines().enumerate().map(|(s, line)| {
        let swatch = if dashed(s) { Swatch::Dashed } else { Swatch::Line };
        Entry::of(line, swatch)
    });
    let y = legend::draw(pen, entries, top);
    let y = axes::y_name(pen, spec, y) + 10;
    let least = if pen.ceiling.is_some() { 90 } else { 170 };
    let bottom = y + (pen.width * 42 / 100).clamp(least, 300);
    let left = EDGE + metrics::width(&largest.to_string(), SMALL) + 8;
    let right = (pen.width - EDGE - 10).max(left + 40);
    let times = Times::new(periods, (left, right), (y, bottom));
    let up = Scale::new(0.0, largest as f64, bottom, y);
    axes::counts(pen, &up, (left, right), largest);
    pen.line(vec![(left, bottom), (right, bottom)], Ink::Axis, 1);
    let lower = times.labels(pen, &data.periods);
    let point = |line: &crate::spec::Series, p: usize| (times.x[p], up.at(f64::from(line.at(p))));
    for (s, line) in data.lines().enumerate().filter(|(_, line)| !line.hidden) {
        let ink = Ink::Solid(line.palette);
        let points = by_column((0..periods).map(|p| point(line, p)));
        match (points.as_slice(), dashed(s)) {
            (&[only], _) => pen.circle(only, 4, ink, true),
            (_, true) => pen.dashed(points, ink, 2),
            (_, false) => pen.line(points, ink, 3),
        }
    }
    times.marks(pen, 1);
    for (s, line) in data.lines().enumerate().filter(|(_, line)| !line.hidden) {
        for p in 0..periods {
            let (x, y) = point(line, p);
            let pick = Pick::Value { series: s as u32, category: p as u32 };
            let rect = Rect { x: x - 7, y: y - 7, w: 14, h: 14 };
            let zone = Rect { x: x - 12, y: y - 12, w: 24, h: 24 };
            pen.marks.push(Mark { rect, zone, row: s as u32 + 2, column: p as u32, pick, ..Mark::default() });
        }
    }
    axes::x_name(pen, spec, lower + 2) + 2
}
