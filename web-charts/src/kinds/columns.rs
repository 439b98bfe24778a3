//! Stacked columns over time.

use crate::axes::{self, Times};
use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::legend::{self, Entry, Swatch};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number;
use crate::spec::{ChartSpec, Columns};
use crate::style::{EDGE, Ink, SMALL};

struct Plot<'d> {
    data: &'d Columns,
    times: Times,
    up: Scale,
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Columns, top: Px) -> Px {
    let periods = data.periods.len();
    let largest = (0..periods).map(|p| data.total(p)).max().unwrap_or(0);
    if largest == 0 {
        return no_data(pen, spec, top);
    }
    let largest = pen.ceiling.map_or(largest, |ceiling| ceiling.max(largest));
    let y = legend::draw(pen, data.series.iter().map(|series| Entry::of(series, Swatch::Box)), top);
    let y = axes::y_name(pen, spec, y) + line_height(SMALL) + 2;
    let least = if pen.ceiling.is_some() { 90 } else { 170 };
    let bottom = y + (pen.width * 42 / 100).clamp(least, 300);
    let widest = if data.hundred_percent { "100%".into() } else { largest.to_string() };
    let left = EDGE + metrics::width(&widest, SMALL) + 8;
    let right = pen.width - EDGE;
    let high = if data.hundred_percent { 100.0 } else { largest as f64 };
    let up = Scale::new(0.0, high, bottom, y);
    if data.hundred_percent {
        axes::shares(pen, &up, (left, right));
    } else {
        axes::counts(pen, &up, (left, right), largest);
    }
    let plot = Plot { data, times: Times::new(periods, (left, right), (y, bottom)), up };
    for (s, series) in data.series.iter().enumerate() {
        for p in 0..periods {
            pen.rect(plot.segment(s, p), Ink::Fill(series.palette));
        }
    }
    pen.line(vec![(left, bottom), (right, bottom)], Ink::Axis, 1);
    let lower = plot.times.labels(pen, &data.periods);
    totals(pen, &plot);
    plot.times.marks(pen, 1);
    for s in 0..data.series.len() {
        for p in 0..periods {
            let rect = plot.segment(s, p);
            if rect.h > 0 {
                let pick = Pick::Value { series: s as u32, category: p as u32 };
                let row = s as u32 + 2;
                pen.marks.push(Mark { rect, zone: rect, row, column: p as u32, pick, ..Mark::default() });
            }
        }
    }
    axes::x_name(pen, spec, lower + 2) + 2
}

impl Plot<'_> {
    /// The segment of series `s` in period `p`; empty if there is nothing to show.
    fn segment(&self, s: usize, p: usize) -> Rect {
        let data = self.data;
        let value = u64::from(data.series[s].at(p));
        if value == 0 || data.series[s].hidden {
            return Rect::default();
        }
        let total = data.total(p);
        let counts = |i: &usize| data.hundred_percent || !data.series[*i].hidden;
        let before: u64 = (0..s).filter(counts).map(|i| u64::from(data.series[i].at(p))).sum();
        let place = |count: u64| {
            let value = count as f64;
            self.up.at(if data.hundred_percent { value * 100.0 / total as f64 } else { value })
        };
        let (low, high) = (place(before), place(before + value));
        let (x, end) = self.times.edges(p);
        let gap = (self.times.step / 5).min(12);
        // One pixel of the page between neighbours; what exists is at least a pixel high.
        let seam = if before > 0 { 1 } else { 0 };
        let h = (low - high - seam).max(1);
        Rect { x: x + gap / 2, y: high, w: (end - x - gap).max(1), h }
    }
}

/// The total over each column, where all have room.
fn totals(pen: &mut Pen<'_>, plot: &Plot<'_>) {
    let data = plot.data;
    let text = |p: usize| match data.total(p) {
        0 if data.hundred_percent => number::MISSING.into(),
        total => total.to_string(),
    };
    let widest = (0..data.periods.len()).map(|p| metrics::width(&text(p), SMALL)).max().unwrap_or(0);
    let hidden = data.series.iter().any(|series| series.hidden);
    if widest + 2 > plot.times.step || (hidden && !data.hundred_percent) {
        return;
    }
    for p in 0..data.periods.len() {
        let total = data.total(p);
        let high = match (total, data.hundred_percent) {
            (0, _) => plot.times.bottom,
            (_, true) => plot.times.top,
            (_, false) => plot.up.at(total as f64),
        };
        let look = Look::muted(SMALL).anchored(Anchor::Middle);
        pen.text(&text(p), plot.times.x[p], high - line_height(SMALL) / 2, look);
    }
}
