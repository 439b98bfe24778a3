//! A distribution: how many took how long, with the limits marked.

use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Px, Rect};
use crate::metrics;
use crate::number::{self, nice_step};
use crate::spec::{ChartSpec, Histogram, PaletteKey};
use crate::style::{EDGE, Ink, SMALL};

fn count(data: &Histogram, bin: usize) -> u32 {
    data.counts.get(bin).copied().unwrap_or(0)
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Histogram, top: Px) -> Px {
    let bins = data.bins.len();
    let largest = (0..bins).map(|b| u64::from(count(data, b))).max().unwrap_or(0);
    if largest == 0 {
        return no_data(pen, spec, top);
    }
    let mut y = top;
    if !spec.y_label.is_empty() {
        let text = metrics::fit(&spec.y_label, SMALL, pen.width - 2 * EDGE);
        pen.text(&text, EDGE, y + line_height(SMALL) / 2, Look::muted(SMALL));
        y += line_height(SMALL);
    }
    let limits = limit_lines(data);
    let plot_top = y + limits * line_height(SMALL) + line_height(SMALL) + 4;
    let bottom = plot_top + (pen.width * 38 / 100).clamp(150, 260);
    let left = EDGE + metrics::width(&largest.to_string(), SMALL) + 8;
    let right = pen.width - EDGE;
    let across = Scale::new(0.0, bins as f64, left, right);
    let up = Scale::new(0.0, largest as f64, bottom, plot_top);
    axis(pen, &up, (left, right), largest);

    let ink = Ink::Fill(data.palette.unwrap_or(PaletteKey::Accent));
    let slot = (right - left) / bins as Px;
    let bars: Vec<Rect> = (0..bins)
        .map(|b| {
            let (x, end) = (across.at(b as f64), across.at((b + 1) as f64));
            let gap = if slot > 6 { 2 } else { 0 };
            let value = count(data, b);
            let y = up.at(f64::from(value));
            // What exists is at least a pixel high.
            let h = if value > 0 { (bottom - y).max(1) } else { 0 };
            Rect { x: x + gap / 2, y: bottom - h, w: (end - x - gap).max(1), h }
        })
        .collect();
    for bar in &bars {
        pen.rect(*bar, ink);
    }
    pen.line(vec![(left, bottom), (right, bottom)], Ink::Axis, 1);
    counts(pen, data, &bars, slot);
    let lower = bin_labels(pen, spec, data, &across, slot, bottom);
    limit_marks(pen, data, &across, (y, bottom));
    marks(pen, spec, data, &bars, &across, (plot_top, lower));
    lower
}

fn axis(pen: &mut Pen<'_>, up: &Scale, (left, right): (Px, Px), largest: u64) {
    let step = nice_step(largest, 4);
    let values: Vec<u64> = (0..=largest / step).map(|i| i * step).collect();
    for &value in &values {
        let y = up.at(value as f64);
        pen.line(vec![(left, y), (right, y)], Ink::Grid, 1);
    }
    for &value in &values {
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&value.to_string(), left - 6, up.at(value as f64), look);
    }
}

fn counts(pen: &mut Pen<'_>, data: &Histogram, bars: &[Rect], slot: Px) {
    // All or none: a chart that names only its small counts misleads.
    let largest = (0..bars.len()).map(|b| count(data, b)).max().unwrap_or(0);
    if metrics::width(&largest.to_string(), SMALL) > slot {
        return;
    }
    for (b, bar) in bars.iter().enumerate() {
        let text = count(data, b).to_string();
        if count(data, b) > 0 {
            let look = Look::text(SMALL).anchored(Anchor::Middle);
            pen.text(&text, bar.x + bar.w / 2, bar.y - line_height(SMALL) / 2, look);
        }
    }
}

/// Labels under the bins, thinned to the room; returns the lower edge.
fn bin_labels(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Histogram, across: &Scale, slot: Px, bottom: Px) -> Px {
    let widest = data.bins.iter().map(|b| metrics::width(b, SMALL)).max().unwrap_or(0);
    let wanted = widest.min(110) + 6;
    let bins = data.bins.len();
    let every = (1..=bins).find(|&s| slot * s as Px >= wanted).unwrap_or(bins).max(1);
    let mut y = bottom + 4 + line_height(SMALL);
    let mut free = 0;
    for b in (0..bins).step_by(every) {
        let text = metrics::fit(&data.bins[b], SMALL, (slot * every as Px - 4).max(SMALL));
        let half = metrics::width(&text, SMALL) / 2 + 1;
        let x = across.at(b as f64 + 0.5).min(pen.width - EDGE - half).max(EDGE + half);
        if x - half < free {
            continue; // moved in from the edge onto its neighbour
        }
        free = x + half + 4;
        let look = Look::muted(SMALL).anchored(Anchor::Middle);
        pen.text(&text, x, y - line_height(SMALL) / 2, look);
    }
    if !spec.x_label.is_empty() {
        y += line_height(SMALL);
        let text = metrics::fit(&spec.x_label, SMALL, pen.width - 2 * EDGE);
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&text, pen.width - EDGE, y - line_height(SMALL) / 2, look);
    }
    y + 2
}

/// Every limit has a line of its own, so that no two labels meet.
fn limit_lines(data: &Histogram) -> Px {
    data.marks.iter().filter(|m| inside(data, m.at)).count().min(4) as Px
}

fn inside(data: &Histogram, at: f32) -> bool {
    at >= 0.0 && f64::from(at) <= data.bins.len() as f64
}

fn limit_marks(pen: &mut Pen<'_>, data: &Histogram, across: &Scale, (top, bottom): (Px, Px)) {
    let shown = data.marks.iter().filter(|m| inside(data, m.at)).take(4);
    for (i, mark) in shown.enumerate() {
        let x = across.at(f64::from(mark.at));
        let y = top + i as Px * line_height(SMALL);
        pen.line(vec![(x, y + 2), (x, bottom)], Ink::Text, 2);
        let wide = metrics::width(&mark.label, SMALL);
        let (right, left) = (pen.width - EDGE - x - 6, x - 6 - EDGE);
        let middle = y + line_height(SMALL) / 2;
        if wide <= right || right >= left {
            let text = metrics::fit(&mark.label, SMALL, right);
            pen.text(&text, x + 6, middle, Look::text(SMALL));
        } else {
            let text = metrics::fit(&mark.label, SMALL, left);
            pen.text(&text, x - 6, middle, Look::text(SMALL).anchored(Anchor::End));
        }
    }
}

fn marks(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Histogram, bars: &[Rect], across: &Scale, (top, lower): (Px, Px)) {
    let total: u64 = (0..bars.len()).map(|b| u64::from(count(data, b))).sum();
    for (b, bar) in bars.iter().enumerate() {
        let value = u64::from(count(data, b));
        let mut reading = value.to_string();
        reading.push_str(&spec.unit);
        reading.push_str(&spec.words.comma);
        reading.push_str(&number::rate(value, total));
        let lines = vec![data.bins[b].clone(), reading];
        let (x, end) = (across.at(b as f64), across.at((b + 1) as f64));
        pen.marks.push(Mark {
            rect: Rect { h: bar.h.max(2), ..*bar },
            zone: Rect { x, y: top, w: end - x, h: lower - top },
            row: 0,
            column: b as u32,
            spoken: lines.join(&spec.words.comma),
            lines,
            href: None,
        });
    }
}
