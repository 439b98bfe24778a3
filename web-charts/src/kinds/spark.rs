//! A rate over time in a table's cell: only its course, 0–100 % over the height; the last value is
//! marked. The numbers stand beside it.

use crate::axes::Times;
use crate::draw::{Pen, Scale};
use crate::list::{Mark, Pick, Px, Rect};
use crate::number::SMALL_BASE;
use crate::spec::{PaletteKey, Spark};
use crate::style::Ink;

const HEIGHT: Px = 22;

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, data: &Spark, top: Px) -> Px {
    let periods = data.periods.len();
    let bottom = top + HEIGHT;
    let times = Times::new(periods, (3, pen.width - 3), (top, bottom));
    let up = Scale::new(0.0, 100.0, bottom - 2, top + 2);
    let point = |p: usize| {
        data.at(p).map(|(num, den)| (times.x[p], up.at(f64::from(num.min(den)) * 100.0 / f64::from(den)), den))
    };
    pen.line(vec![(1, bottom), (pen.width - 1, bottom)], Ink::Grid, 1);
    let ink = Ink::Solid(PaletteKey::Accent);
    for p in 1..periods {
        if let (Some((x0, y0, _)), Some((x, y, _))) = (point(p - 1), point(p)) {
            pen.line(vec![(x0, y0), (x, y)], ink, 2);
        }
    }
    let last = (0..periods).rev().find(|&p| point(p).is_some());
    for p in 0..periods {
        let Some((x, y, den)) = point(p) else { continue };
        let lonely = (p == 0 || point(p - 1).is_none()) && (p + 1 >= periods || point(p + 1).is_none());
        if Some(p) == last || lonely {
            pen.circle((x, y), 2, if den < SMALL_BASE { Ink::Surface } else { ink }, true);
            pen.circle((x, y), 2, ink, false);
        }
        let (left, right) = times.edges(p);
        let pick = Pick::Category(p as u32);
        let zone = Rect { x: left, y: top, w: (right - left).max(1), h: HEIGHT };
        let rect = Rect { x: x - 3, y: y - 3, w: 6, h: 6 };
        pen.marks.push(Mark { rect, zone, row: 1, column: p as u32, pick, ..Mark::default() });
    }
    bottom
}
