//! Two dimensions at once: a cell for each row and period, the deeper the more. Missing is a dash,
//! never the palest shade; a rate on a small base fills half its cell.

use crate::axes::{self, Times};
use crate::draw::{Look, Pen, line_height, no_data};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number::{self, SMALL_BASE, nice_step};
use crate::spec::{ChartSpec, Heat};
use crate::style::{EDGE, Ink, LABEL, SHADES, SMALL};

struct Plot<'d> {
    data: &'d Heat,
    shading: Shading,
    times: Times,
    tops: Vec<Px>,
    /// Height of a row.
    row: Px,
    above: bool,
}

/// From values to shades.
struct Shading {
    rate: bool,
    /// Counts in one shade.
    step: u64,
    /// Shades in use over zero, at least 1.
    used: u64,
}

impl Shading {
    fn new(data: &Heat, ceiling: Option<u64>) -> Shading {
        if data.rate {
            return Shading { rate: true, step: 20, used: 5 };
        }
        let largest = data.cells.iter().flatten().map(|cell| u64::from(cell.0)).max().unwrap_or(0);
        let largest = ceiling.unwrap_or(0).max(largest).max(1);
        let step = nice_step(largest, u64::from(SHADES) - 1);
        Shading { rate: false, step, used: largest.div_ceil(step) }
    }

    /// Zero is shade 0, of counts only; shades of rates are fifths, the last with its upper end.
    fn shade(&self, (num, den): (u32, u32)) -> u8 {
        if self.rate {
            return (u64::from(num) * 5 / u64::from(den.max(1))).min(4) as u8 + 1;
        }
        u64::from(num).div_ceil(self.step).min(self.used) as u8
    }
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Heat, top: Px) -> Px {
    let (rows, columns) = (data.rows.len(), data.columns.len());
    if !(0..rows).any(|r| (0..columns).any(|c| data.at(r, c).is_some())) {
        return no_data(pen, spec, top);
    }
    let shading = Shading::new(data, pen.ceiling);
    let y = if pen.ceiling.is_none() { key(pen, spec, &shading, top) } else { top };
    let widest = data.rows.iter().map(|name| metrics::width(name, LABEL)).max().unwrap_or(0);
    let room = (pen.width * 34 / 100).min(220);
    let above = pen.width < 480 && widest > room * 7 / 10;
    let column = if above { 0 } else { room.min(widest) + 10 };
    let row = if rows > 30 { 18 } else { 22 };
    let label = if above { line_height(LABEL) } else { 0 };
    let tops: Vec<Px> = (0..rows as Px).map(|r| y + r * (row + label) + label).collect();
    let bottom = tops.last().map_or(y, |last| last + row);
    let times = Times::new(columns, (EDGE + column, pen.width - EDGE), (y, bottom));
    let plot = Plot { data, shading, times, tops, row, above };
    cells(pen, &plot);
    names(pen, &plot);
    let lower = plot.times.labels(pen, &data.columns);
    marks(pen, &plot);
    axes::x_name(pen, spec, lower + 2) + 2
}

/// The shades with their bounds; returns the lower edge.
fn key(pen: &mut Pen<'_>, spec: &ChartSpec, shading: &Shading, top: Px) -> Px {
    let mut x = EDGE;
    let middle = top + 11;
    let first = u64::from(shading.rate);
    let mut entries: Vec<(String, Option<u8>)> = (first..=shading.used)
        .map(|shade| {
            let (low, high) = (shade.saturating_sub(1) * shading.step, shade * shading.step);
            let mut text = match (shading.rate, shade) {
                (false, 0) => "0".into(),
                (false, _) if shading.step == 1 => high.to_string(),
                (false, _) => [(low + 1).to_string().as_str(), "–", &high.to_string()].concat(),
                (true, _) => [low.to_string().as_str(), "–", &high.to_string()].concat(),
            };
            if shading.rate {
                text.push('%');
            }
            (text, Some(shade as u8))
        })
        .collect();
    entries.push((spec.words.no_data.clone(), None));
    let mut y = middle;
    for (text, shade) in entries {
        let wide = 16 + 5 + metrics::width(&text, SMALL);
        if x > EDGE && x + wide > pen.width - EDGE {
            x = EDGE;
            y += 22;
        }
        let area = Rect { x, y: y - 7, w: 16, h: 14 };
        match shade {
            Some(shade) => pen.rect(area, Ink::Shade(shade)),
            None => dash(pen, area),
        }
        pen.text(&metrics::fit(&text, SMALL, pen.width - 2 * EDGE - 22), x + 21, y, Look::muted(SMALL));
        x += wide + 14;
    }
    y + 19
}

/// The sign for what is missing.
fn dash(pen: &mut Pen<'_>, cell: Rect) {
    let long = (cell.w / 2).clamp(1, 8);
    let (x, y) = (cell.x + (cell.w - long) / 2, cell.y + cell.h / 2);
    pen.rect(Rect { x, y, w: long, h: 1 }, Ink::Axis);
}

impl Plot<'_> {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let (x, end) = self.times.edges(column);
        let seam = if end - x > 6 { 1 } else { 0 };
        Rect { x, y: self.tops[row], w: (end - x - seam).max(1), h: self.row - 1 }
    }

    /// The part of a cell that is filled: half of it on a small base.
    fn filled(&self, row: usize, column: usize) -> Option<(Rect, u8)> {
        let value = self.data.at(row, column)?;
        let cell = self.cell(row, column);
        let small = self.data.rate && value.1 < SMALL_BASE;
        let rect = if small { Rect { y: cell.y + cell.h / 4, h: cell.h / 2, ..cell } } else { cell };
        Some((rect, self.shading.shade(value)))
    }
}

/// Shade by shade, so that one path holds all cells of a shade; neighbours that touch are one box.
fn cells(pen: &mut Pen<'_>, plot: &Plot<'_>) {
    let (rows, columns) = (plot.data.rows.len(), plot.data.columns.len());
    let mut shades: Vec<Vec<Rect>> = vec![Vec::new(); usize::from(SHADES)];
    let mut missing = Vec::new();
    for r in 0..rows {
        for c in 0..columns {
            let Some((rect, shade)) = plot.filled(r, c) else {
                missing.push(plot.cell(r, c));
                continue;
            };
            let all = &mut shades[usize::from(shade.min(SHADES - 1))];
            match all.last_mut() {
                Some(last) if last.x + last.w == rect.x && last.y == rect.y && last.h == rect.h => last.w += rect.w,
                _ => all.push(rect),
            }
        }
    }
    for (shade, boxes) in shades.iter().enumerate() {
        boxes.iter().for_each(|r| pen.rect(*r, Ink::Shade(shade as u8)));
    }
    missing.into_iter().for_each(|cell| dash(pen, cell));
    values(pen, plot);
}

/// Values in the cells, where all have room.
fn values(pen: &mut Pen<'_>, plot: &Plot<'_>) {
    let data = plot.data;
    let text = |(num, den): (u32, u32)| match data.rate {
        true if den >= SMALL_BASE => number::whole_percent(num.into(), den.into()),
        true => number::fraction(num.into(), den.into()),
        false => num.to_string(),
    };
    let widest = data.cells.iter().flatten().map(|&value| metrics::width(&text(value), SMALL)).max().unwrap_or(0);
    if widest + 4 > plot.times.step {
        return;
    }
    for shade in 0..SHADES {
        for r in 0..data.rows.len() {
            for c in 0..data.columns.len() {
                let Some(value) = data.at(r, c).filter(|value| plot.shading.shade(*value) == shade) else { continue };
                let cell = plot.cell(r, c);
                let small = data.rate && value.1 < SMALL_BASE;
                if small {
                    // Half a cell is no ground for figures.
                    let wide = metrics::width(&text(value), SMALL) + 4;
                    let ground = Rect { x: cell.x + (cell.w - wide) / 2, y: cell.y, w: wide, h: cell.h };
                    pen.rect(ground, Ink::Surface);
                }
                let ink = if small { Ink::Muted } else { Ink::OnShade(shade) };
                let look = Look { ink, anchor: Anchor::Middle, ..Look::text(SMALL) };
                pen.text(&text(value), cell.x + cell.w / 2, cell.y + cell.h / 2, look);
            }
        }
    }
}

fn names(pen: &mut Pen<'_>, plot: &Plot<'_>) {
    for (r, name) in plot.data.rows.iter().enumerate() {
        if plot.above {
            let text = metrics::fit(name, LABEL, pen.width - 2 * EDGE);
            pen.text(&text, EDGE, plot.tops[r] - line_height(LABEL) / 2, Look::text(LABEL));
        } else {
            let room = plot.times.left - 10 - EDGE;
            let look = Look::text(LABEL).anchored(Anchor::End);
            pen.text(&metrics::fit(name, LABEL, room), plot.times.left - 10, plot.tops[r] + plot.row / 2, look);
        }
    }
}

fn marks(pen: &mut Pen<'_>, plot: &Plot<'_>) {
    for r in 0..plot.data.rows.len() {
        for c in 0..plot.data.columns.len() {
            let rect = plot.cell(r, c);
            let pick = Pick::Value { series: r as u32, category: c as u32 };
            pen.marks.push(Mark { rect, zone: rect, row: r as u32 + 1, column: c as u32, pick, ..Mark::default() });
        }
    }
}
