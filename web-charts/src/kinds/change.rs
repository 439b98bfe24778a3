//! Before and after: what a measure was and what it became, each row on its own scale from zero.

use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::spec::{Change, ChangeRow, ChartSpec, PaletteKey};
use crate::style::{EDGE, Ink, LABEL, SMALL};

const DOT: Px = 6;
const GAP: Px = 14;

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Change, top: Px) -> Px {
    if data.rows.is_empty() {
        return no_data(pen, spec, top);
    }
    let mut y = key(pen, spec, top);
    let widest = |text: fn(&ChangeRow) -> &str| {
        data.rows.iter().map(|row| metrics::width(text(row), SMALL)).max().unwrap_or(0).min(pen.width * 26 / 100)
    };
    let room = widest(|row| &row.before_text).max(widest(|row| &row.after_text)) + DOT + 6;
    let (left, right) = (EDGE + room, (pen.width - EDGE - room).max(EDGE + room + 20));
    for (c, row) in data.rows.iter().enumerate() {
        let start = y;
        for line in metrics::wrap(&row.label, LABEL, pen.width - 2 * EDGE, 2) {
            pen.text(&line, EDGE, y + line_height(LABEL) / 2, Look::text(LABEL));
            y += line_height(LABEL);
        }
        let middle = y + 12;
        measure(pen, row, (left, right), middle);
        y += 24;
        let rect = Rect { x: EDGE, y: start, w: pen.width - 2 * EDGE, h: y - start };
        let pick = Pick::Category(c as u32);
        pen.marks.push(Mark { rect, zone: rect, row: c as u32 + 1, pick, ..Mark::default() });
        y += GAP;
    }
    y - GAP + 4
}

/// Which dot is which; returns the lower edge.
fn key(pen: &mut Pen<'_>, spec: &ChartSpec, y: Px) -> Px {
    let middle = y + 12;
    let mut x = EDGE + DOT;
    for (word, filled) in [(&spec.words.before, false), (&spec.words.after, true)] {
        dot(pen, (x, middle), filled);
        let text = metrics::fit(word, SMALL, pen.width / 2 - 24);
        pen.text(&text, x + DOT + 6, middle, Look::text(SMALL));
        x += DOT + 6 + metrics::width(&text, SMALL) + 22;
    }
    y + 30
}

fn dot(pen: &mut Pen<'_>, at: (Px, Px), filled: bool) {
    let ink = Ink::Solid(PaletteKey::Accent);
    pen.circle(at, DOT, if filled { ink } else { Ink::Surface }, true);
    pen.circle(at, DOT, ink, false);
}

fn measure(pen: &mut Pen<'_>, row: &ChangeRow, (left, right): (Px, Px), y: Px) {
    let sound = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
    let (before, after) = (sound(row.before), sound(row.after));
    let largest = before.max(after);
    let scale = Scale::new(0.0, if largest > 0.0 { largest } else { 1.0 }, left, right);
    let (from, to) = (scale.at(before), scale.at(after));
    pen.line(vec![(left, y), (right, y)], Ink::Grid, 1);
    pen.line(vec![(left, y - 5), (left, y + 5)], Ink::Axis, 1);
    if (to - from).abs() > 2 * DOT {
        let ink = Ink::Solid(PaletteKey::Accent);
        pen.line(vec![(from, y), (to, y)], ink, 2);
        // The arrow's head before the later dot.
        let back = if to < from { 1 } else { -1 };
        let tip = to + back * DOT;
        pen.polygon(vec![(tip, y), (tip + back * 8, y - 5), (tip + back * 8, y + 5)], ink);
    }
    dot(pen, (from, y), false);
    dot(pen, (to, y), true);
    // The smaller value is named at the left of its dot, the larger at the right.
    let room = left - EDGE - DOT - 4;
    let mut name = |text: &str, x: Px, smaller: bool, bold: bool| {
        let (anchor, x) = if smaller { (Anchor::End, x - DOT - 4) } else { (Anchor::Start, x + DOT + 4) };
        let look = Look { bold, ..Look::text(SMALL) }.anchored(anchor);
        let text = metrics::fit(text, SMALL, room);
        // Bold figures are a little wider than the table of widths has them.
        let wide = metrics::width(&text, SMALL) + 2;
        let ground = Rect { x: if smaller { x - wide } else { x }, y: y - 8, w: wide, h: 16 };
        pen.rect(ground, Ink::Surface);
        pen.text(&text, x, y, look);
    };
    name(&row.before_text, from, before < after, false);
    name(&row.after_text, to, after <= before, true);
}
