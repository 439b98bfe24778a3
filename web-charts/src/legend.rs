//! The key above a chart: swatches with their names, wrapped over lines. A reader switches each off
//! and on.

use crate::draw::{Look, Pen};
use crate::list::{Mark, Pick, Px, Rect};
use crate::metrics;
use crate::spec::{PaletteKey, Series};
use crate::style::{EDGE, Ink, SMALL};

const SWATCH: Px = 14;
/// Also the height of what a finger must meet.
const LINE: Px = 24;

/// How a series stands in the key.
#[derive(Clone, Copy)]
pub(crate) enum Swatch {
    /// Filled box, with its pattern.
    Box,
    /// A line.
    Line,
    /// A dashed line.
    Dashed,
}

/// One series in the key.
pub(crate) struct Entry<'a> {
    pub(crate) label: &'a str,
    pub(crate) key: PaletteKey,
    pub(crate) swatch: Swatch,
    pub(crate) hidden: bool,
}

impl<'a> Entry<'a> {
    pub(crate) fn of(series: &'a Series, swatch: Swatch) -> Entry<'a> {
        Entry { label: &series.label, key: series.palette, swatch, hidden: series.hidden }
    }
}

/// Draws the key from `y`; returns its lower edge. A small chart among several has none, nor has a
/// series without a name.
pub(crate) fn draw<'a>(pen: &mut Pen<'_>, entries: impl Iterator<Item = Entry<'a>>, y: Px) -> Px {
    if pen.ceiling.is_some() {
        return y;
    }
    let (mut x, mut y) = (EDGE, y);
    let right = pen.width - EDGE;
    let mut any = false;
    for (s, entry) in entries.enumerate() {
        if entry.label.is_empty() {
            continue;
        }
        any = true;
        let label = metrics::fit(entry.label, SMALL, right - EDGE - SWATCH - 6);
        let wide = SWATCH + 6 + metrics::width(&label, SMALL);
        if x > EDGE && x + wide > right {
            x = EDGE;
            y += LINE;
        }
        swatch(pen, &entry, (x, y));
        let look = if entry.hidden { Look::muted(SMALL) } else { Look::text(SMALL) };
        pen.text(&label, x + SWATCH + 6, y + LINE / 2, look);
        let rect = Rect { x, y: y + 1, w: wide.min(right - x), h: LINE - 2 };
        let pick = Pick::Series(s as u32);
        pen.keys.push(Mark { rect, zone: rect, row: 0, column: s as u32, pick, ..Mark::default() });
        x += wide + 16;
    }
    if any { y + LINE + 6 } else { y }
}

fn swatch(pen: &mut Pen<'_>, entry: &Entry<'_>, (x, y): (Px, Px)) {
    let area = Rect { x, y: y + (LINE - SWATCH) / 2, w: SWATCH, h: SWATCH };
    let middle = vec![(x, y + LINE / 2), (x + SWATCH, y + LINE / 2)];
    let solid = Ink::Solid(entry.key);
    match (entry.hidden, entry.swatch) {
        (true, _) => pen.frame(area, Ink::Muted),
        (false, Swatch::Box) => pen.rect(area, Ink::Fill(entry.key)),
        (false, Swatch::Line) => pen.line(middle, solid, 3),
        (false, Swatch::Dashed) => pen.dashed(middle, solid, 2),
    }
}
