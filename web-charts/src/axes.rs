//! What charts with axes share: names of axes, round counts, shares, labels under periods.

use crate::draw::{Look, Pen, Scale, line_height};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number::nice_step;
use crate::spec::ChartSpec;
use crate::style::{EDGE, Ink, SMALL};

/// The vertical axis's name above the plot; returns the lower edge.
pub(crate) fn y_name(pen: &mut Pen<'_>, spec: &ChartSpec, y: Px) -> Px {
    if spec.y_label.is_empty() {
        return y;
    }
    let text = metrics::fit(&spec.y_label, SMALL, pen.width - 2 * EDGE);
    pen.text(&text, EDGE, y + line_height(SMALL) / 2, Look::muted(SMALL));
    y + line_height(SMALL)
}

/// The horizontal axis's name below the plot, at the right; returns the lower edge.
pub(crate) fn x_name(pen: &mut Pen<'_>, spec: &ChartSpec, y: Px) -> Px {
    if spec.x_label.is_empty() {
        return y;
    }
    let text = metrics::fit(&spec.x_label, SMALL, pen.width - 2 * EDGE);
    let look = Look::muted(SMALL).anchored(Anchor::End);
    pen.text(&text, pen.width - EDGE, y + line_height(SMALL) / 2, look);
    y + line_height(SMALL)
}

/// A time axis: as many equal places as there are periods.
pub(crate) struct Times {
    /// Middle of each place.
    pub(crate) x: Vec<Px>,
    pub(crate) left: Px,
    pub(crate) right: Px,
    pub(crate) top: Px,
    pub(crate) bottom: Px,
    /// Width of one place, at least 0.
    pub(crate) step: Px,
}

impl Times {
    pub(crate) fn new(count: usize, (left, right): (Px, Px), (top, bottom): (Px, Px)) -> Times {
        let count = count.max(1) as Px;
        // 64 bits: a hundred thousand periods times a wide picture leave 32.
        let place = |p: Px| left + (i64::from(right - left) * i64::from(2 * p + 1) / i64::from(2 * count)) as Px;
        Times { x: (0..count).map(place).collect(), left, right, top, bottom, step: (right - left) / count }
    }

    /// Left and right edge of a place.
    pub(crate) fn edges(&self, p: usize) -> (Px, Px) {
        let count = self.x.len() as i64;
        let edge = |p: i64| self.left + (i64::from(self.right - self.left) * p / count) as Px;
        (edge(p as i64), edge(p as i64 + 1))
    }

    /// Every how many periods a label has room: parts and multiples of a year of months or quarters.
    /// The latest label may have to move in from the picture's edge: `width` of the picture.
    pub(crate) fn stride(&self, labels: &[String], width: Px) -> usize {
        const STEPS: [usize; 12] = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 600];
        // Labels of one axis are made alike: of very many some show how wide they are.
        let widest = labels.iter().step_by(labels.len() / 500 + 1).map(|label| metrics::width(label, SMALL)).max();
        let wanted = i64::from(widest.unwrap_or(0).min(84) + 8);
        let room = i64::from(self.right - self.left);
        let count = labels.len().max(1);
        let half = labels.last().map_or(0, |label| metrics::width(label, SMALL).min(84) / 2 + 1);
        let last = self.x.last().map_or(0, |x| (*x).min(width - EDGE - half));
        let fits = |step: &usize| {
            let before = count.checked_sub(step + 1).and_then(|p| self.x.get(p));
            room * *step as i64 >= wanted * count as i64 && before.is_none_or(|x| i64::from(last - x) >= wanted - 4)
        };
        STEPS.into_iter().find(|step| *step < count && fits(step)).unwrap_or(count)
    }

    /// Labels under the periods, the latest always among them; returns the lower edge.
    pub(crate) fn labels(&self, pen: &mut Pen<'_>, labels: &[String]) -> Px {
        let every = self.stride(labels, pen.width);
        let room = ((self.right - self.left) / (labels.len() / every).max(1) as Px - 6).max(SMALL);
        let mut free = pen.width;
        for p in labelled(labels.len(), every) {
            let text = metrics::fit(&labels[p], SMALL, room);
            let (x, half) = (held(pen, self.x[p], &text), metrics::width(&text, SMALL) / 2);
            if x + half > free {
                continue; // the latest was moved in from the edge onto its neighbour
            }
            free = x - half - 4;
            let look = Look::text(SMALL).anchored(Anchor::Middle);
            pen.text(&text, x, self.bottom + 4 + line_height(SMALL) / 2, look);
        }
        self.bottom + 4 + line_height(SMALL)
    }

    /// One mark for each whole period, in a row of their own.
    pub(crate) fn marks(&self, pen: &mut Pen<'_>, row: u32) {
        for p in 0..self.x.len() {
            let (x, end) = self.edges(p);
            let zone = Rect { x, y: self.top, w: (end - x).max(1), h: self.bottom - self.top };
            let pick = Pick::Category(p as u32);
            pen.marks.push(Mark { rect: zone, zone, row, column: p as u32, pick, ..Mark::default() });
        }
    }
}

/// `x` moved so that `text` centred there stays inside the picture.
pub(crate) fn held(pen: &Pen<'_>, x: Px, text: &str) -> Px {
    let half = metrics::width(text, SMALL) / 2 + 1;
    x.min(pen.width - EDGE - half).max(EDGE + half)
}

/// The periods with a label: every so many, counted from the latest, which always has one.
pub(crate) fn labelled(count: usize, every: usize) -> impl Iterator<Item = usize> {
    (0..count).rev().step_by(every)
}

/// An upright axis of counts from zero: its lines and numbers at the left.
pub(crate) fn counts(pen: &mut Pen<'_>, up: &Scale, (left, right): (Px, Px), largest: u64) {
    let step = nice_step(largest, 4);
    let values = || (0..=largest / step).map(move |i| i * step);
    for value in values() {
        let y = up.at(value as f64);
        pen.line(vec![(left, y), (right, y)], Ink::Grid, 1);
    }
    for value in values() {
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&value.to_string(), left - 6, up.at(value as f64), look);
    }
}

/// An upright axis of shares, 0–100 %: its lines and numbers at the left.
pub(crate) fn shares(pen: &mut Pen<'_>, up: &Scale, (left, right): (Px, Px)) {
    for percent in [0u32, 25, 50, 75, 100] {
        let y = up.at(f64::from(percent));
        let ink = if percent == 0 { Ink::Axis } else { Ink::Grid };
        pen.line(vec![(left, y), (right, y)], ink, 1);
    }
    for percent in [0u32, 25, 50, 75, 100] {
        let mut text = percent.to_string();
        text.push('%');
        let look = Look::muted(SMALL).anchored(Anchor::End);
        pen.text(&text, left - 8, up.at(f64::from(percent)), look);
    }
}
