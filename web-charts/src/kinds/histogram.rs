//! A distribution: how many took how long, with the limits marked, and the share of all so far.

use crate::axes;
use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::spec::{ChartSpec, Histogram, PaletteKey};
use crate::style::{EDGE, Ink, SMALL};

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Histogram, top: Px) -> Px {
    let bins = data.bins.len();
    let largest = (0..bins).map(|b| u64::from(data.count(b))).max().unwrap_or(0);
    if largest == 0 {
        return no_data(pen, spec, top);
    }
    let largest = pen.ceiling.map_or(largest, |ceiling| ceiling.max(largest));
    let mut y = axes::y_name(pen, spec, top);
    if data.cumulative {
        let text = metrics::fit(&spec.words.cumulative, SMALL, pen.width / 2);
        let look = Look { ink: Ink::Solid(PaletteKey::Accent2), ..Look::text(SMALL) }.anchored(Anchor::End);
        pen.text(&text, pen.width - EDGE, top + line_height(SMALL) / 2, look);
        y = top + line_height(SMALL);
    }
    let limits = limit_lines(data);
    let plot_top = y + limits * line_height(SMALL) + line_height(SMALL) + 4;
    let least = if pen.ceiling.is_some() { 90 } else { 150 };
    let bottom = plot_top + (pen.width * 38 / 100).clamp(least, 260);
    let left = EDGE + metrics::width(&largest.to_string(), SMALL) + 8;
    let shares = if data.cumulative { metrics::width("100%", SMALL) + 8 } else { 0 };
    let right = pen.width - EDGE - shares;
    let across = Scale::new(0.0, bins as f64, left, right);
    let up = Scale::new(0.0, largest as f64, bottom, plot_top);
    axes::counts(pen, &up, (left, right), largest);

    let ink = Ink::Fill(data.palette.unwrap_or(PaletteKey::Accent));
    let slot = (right - left) / bins as Px;
    let bars: Vec<Rect> = (0..bins)
        .map(|b| {
            let (x, end) = (across.at(b as f64), across.at((b + 1) as f64));
            let gap = if slot > 6 { 2 } else { 0 };
            let value = data.count(b);
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
    if data.cumulative {
        cumulative(pen, data, &across, (right, plot_top, bottom));
    } else {
        counts(pen, data, &bars, slot);
    }
    let lower = bin_labels(pen, data, &across, slot, bottom);
    let lower = axes::x_name(pen, spec, lower) + 2;
    limit_marks(pen, data, &across, (y, bottom));
    marks(pen, &bars, &across, (plot_top, lower));
    lower
}

/// The share of all up to the end of each bin, as steps are not: a line through the bins' right
/// edges, with its own axis at the right.
fn cumulative(pen: &mut Pen<'_>, data: &Histogram, across: &Scale, (right, top, bottom): (Px, Px, Px)) {
    let up = Scale::new(0.0, 100.0, bottom, top);
    let share = |bin: usize| {
        let (so_far, total) = data.so_far(bin);
        up.at(so_far as f64 * 100.0 / total as f64)
    };
    let points = (0..data.bins.len()).map(|b| (across.at((b + 1) as f64), share(b)));
    let line: Vec<_> = std::iter::once((across.at(0.0), bottom)).chain(points).collect();
    // On a seam of the page's colour, so that it stands off the bars.
    pen.line(line.clone(), Ink::Surface, 5);
    pen.line(line, Ink::Solid(PaletteKey::Accent2), 2);
    for percent in [0, 50, 100] {
        let mut text = percent.to_string();
        text.push('%');
        let look = Look { ink: Ink::Solid(PaletteKey::Accent2), ..Look::text(SMALL) };
        pen.text(&text, right + 8, up.at(f64::from(percent)), look);
    }
}

fn counts(pen: &mut Pen<'_>, data: &Histogram, bars: &[Rect], slot: Px) {
    // All or none: a chart that names only its small counts misleads.
    let largest = (0..bars.len()).map(|b| data.count(b)).max().unwrap_or(0);
    if metrics::width(&largest.to_string(), SMALL) > slot {
        return;
    }
    for (b, bar) in bars.iter().enumerate() {
        let text = data.count(b).to_string();
        if data.count(b) > 0 {
            let look = Look::text(SMALL).anchored(Anchor::Middle);
            pen.text(&text, bar.x + bar.w / 2, bar.y - line_height(SMALL) / 2, look);
        }
    }
}

/// Labels under the bins, thinned to the room; returns the lower edge.
fn bin_labels(pen: &mut Pen<'_>, data: &Histogram, across: &Scale, slot: Px, bottom: Px) -> Px {
    let widest = data.bins.iter().map(|b| metrics::width(b, SMALL)).max().unwrap_or(0);
    let wanted = widest.min(110) + 6;
    let bins = data.bins.len();
    let every = (1..=bins).find(|&s| slot * s as Px >= wanted).unwrap_or(bins).max(1);
    let y = bottom + 4 + line_height(SMALL);
    let mut free = 0;
    for b in (0..bins).step_by(every) {
        let text = metrics::fit(&data.bins[b], SMALL, (slot * every as Px - 4).max(SMALL));
        let half = metrics::width(&text, SMALL) / 2 + 1;
        let x = axes::held(pen, across.at(b as f64 + 0.5), &text);
        if x - half < free {
            continue; // moved in from the edge onto its neighbour
        }
        free = x + half + 4;
        let look = Look::muted(SMALL).anchored(Anchor::Middle);
        pen.text(&text, x, y - line_height(SMALL) / 2, look);
    }
    y
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

fn marks(pen: &mut Pen<'_>, bars: &[Rect], across: &Scale, (top, lower): (Px, Px)) {
    for (b, bar) in bars.iter().enumerate() {
        let (x, end) = (across.at(b as f64), across.at((b + 1) as f64));
        pen.marks.push(Mark {
            rect: Rect { h: bar.h.max(2), ..*bar },
            zone: Rect { x, y: top, w: end - x, h: lower - top },
            row: 1,
            column: b as u32,
            pick: Pick::Category(b as u32),
            ..Mark::default()
        });
    }
}
