//! Several small charts side by side, all on one scale, with one legend.

use crate::draw::{Look, Pen, line_height, no_data, sketch};
use crate::kinds;
use crate::legend::{self, Entry, Swatch};
use crate::list::{DisplayList, Px};
use crate::metrics;
use crate::spec::{ChartKind, ChartSpec, Multiples};
use crate::style::{EDGE, LABEL};

/// The narrowest small chart.
const LEAST: Px = 200;
const GAP: Px = 20;

/// Draws the charts from `top`; returns their lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Multiples, top: Px) -> Px {
    let sound = |kind: &ChartKind| !matches!(kind, ChartKind::Multiples(_));
    let panels: Vec<_> = data.panels.iter().enumerate().filter(|(_, panel)| sound(&panel.kind)).collect();
    let Some((_, first)) = panels.first() else { return no_data(pen, spec, top) };
    let mut y = key(pen, &first.kind, top);
    let ceiling = panels.iter().map(|(_, panel)| largest(&panel.kind)).max().unwrap_or(0);
    let across = ((pen.width - 2 * EDGE + GAP) / (LEAST + GAP)).clamp(1, panels.len() as Px);
    let width = (pen.width - 2 * EDGE - (across - 1) * GAP) / across;
    // Titles and names of axes are of the whole.
    let texts = ChartSpec {
        x_label: String::new(),
        y_label: String::new(),
        unit: spec.unit.clone(),
        words: spec.words.clone(),
        ..ChartSpec::default()
    };
    let mut rows = 1;
    for line in panels.chunks(across as usize) {
        let titles: Vec<_> = line.iter().map(|(_, panel)| metrics::wrap(&panel.title, LABEL, width, 2)).collect();
        let heading = titles.iter().map(Vec::len).max().unwrap_or(1) as Px * line_height(LABEL) + 2;
        let (mut tallest, mut next) = (0, rows);
        for (place, ((at, panel), title)) in line.iter().zip(titles).enumerate() {
            let x = EDGE + place as Px * (width + GAP);
            for (i, words) in title.iter().enumerate() {
                let look = Look { bold: true, ..Look::text(LABEL) };
                pen.text(words, x, y + i as Px * line_height(LABEL) + line_height(LABEL) / 2, look);
            }
            let mut part = sketch(width, Some(ceiling), |pen| kinds::draw(pen, &texts, &panel.kind, EDGE));
            tallest = tallest.max(part.height);
            next = next.max(place_in(&mut part, (x, y + heading), *at as u32, (rows, place as u32 * 10_000)));
            pen.parts.push(part);
        }
        rows = next + 1;
        y += heading + tallest + GAP;
    }
    y - GAP + 4
}

/// Moves a small chart to its place, its marks' rows and columns after those before it; returns its
/// last row.
fn place_in(part: &mut DisplayList, by: (Px, Px), panel: u32, (rows, columns): (u32, u32)) -> u32 {
    part.items.iter_mut().for_each(|item| item.shift(by));
    for mark in &mut part.marks {
        (mark.rect, mark.zone) = (mark.rect.shifted(by), mark.zone.shifted(by));
        (mark.row, mark.column, mark.panel) = (mark.row + rows, mark.column + columns, panel);
    }
    part.marks.iter().map(|mark| mark.row).max().unwrap_or(rows)
}

/// The legend of the first, which is that of all; returns the lower edge.
fn key(pen: &mut Pen<'_>, kind: &ChartKind, y: Px) -> Px {
    match kind {
        ChartKind::Stack(data) => legend::draw(pen, data.series.iter().map(|s| Entry::of(s, Swatch::Box)), y),
        ChartKind::Columns(data) => legend::draw(pen, data.series.iter().map(|s| Entry::of(s, Swatch::Box)), y),
        ChartKind::Totals(data) => {
            let dashed = |s: usize| if s == data.series.len() { Swatch::Dashed } else { Swatch::Line };
            legend::draw(pen, data.lines().enumerate().map(|(s, line)| Entry::of(line, dashed(s))), y)
        }
        _ => y,
    }
}

/// The largest count that a chart shows, 0 for shares.
fn largest(kind: &ChartKind) -> u64 {
    match kind {
        ChartKind::Stack(data) if !data.hundred_percent => {
            (0..data.categories.len()).map(|c| data.total(c)).max().unwrap_or(0)
        }
        ChartKind::Columns(data) if !data.hundred_percent => {
            (0..data.periods.len()).map(|p| data.total(p)).max().unwrap_or(0)
        }
        ChartKind::Totals(data) => data.lines().flat_map(|line| &line.values).copied().max().unwrap_or(0).into(),
        ChartKind::Histogram(data) => data.counts.iter().copied().max().unwrap_or(0).into(),
        ChartKind::Heat(data) if !data.rate => {
            data.cells.iter().flatten().map(|cell| u64::from(cell.0)).max().unwrap_or(0)
        }
        _ => 0,
    }
}
