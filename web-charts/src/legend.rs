//! The key above a chart: swatches with their names, wrapped over lines.

use crate::draw::{Look, Pen};
use crate::list::{Px, Rect};
use crate::metrics;
use crate::spec::PaletteKey;
use crate::style::{EDGE, Ink, SMALL};

const SWATCH: Px = 14;
const LINE: Px = 22;

/// Draws the key from `y`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, entries: &[(&str, PaletteKey)], y: Px) -> Px {
    let (mut x, mut y) = (EDGE, y);
    let right = pen.width - EDGE;
    for &(label, key) in entries {
        let label = metrics::fit(label, SMALL, right - EDGE - SWATCH - 6);
        let wide = SWATCH + 6 + metrics::width(&label, SMALL);
        if x > EDGE && x + wide > right {
            x = EDGE;
            y += LINE;
        }
        let top = y + (LINE - SWATCH) / 2;
        pen.rect(Rect { x, y: top, w: SWATCH, h: SWATCH }, Ink::Fill(key));
        pen.text(&label, x + SWATCH + 6, y + LINE / 2, Look::text(SMALL));
        x += wide + 16;
    }
    if entries.is_empty() { y } else { y + LINE + 6 }
}
