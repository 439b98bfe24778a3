//! Horizontal stacked bars.

use crate::axes;
use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::legend::{self, Entry, Swatch};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number::{self, nice_step};
use crate::reading::counted;
use crate::spec::{ChartSpec, Stack};
use crate::style::{EDGE, Ink, LABEL, SMALL};

/// Where everything of the rows goes.
struct Layout {
    /// Left and right edge of the bars' full length.
    bars: (Px, Px),
    /// Labels lie above their bars instead of beside them.
    above: bool,
    labels: Vec<Vec<String>>,
    bar: Px,
    gap: Px,
}

/// The total at a bar's end; with series switched off also how much of it is drawn.
fn total_text(spec: &ChartSpec, data: &Stack, c: usize) -> String {
    let (drawn, total) = (data.drawn(c), data.total(c));
    let mut out = String::new();
    if drawn < total && !data.hundred_percent {
        out.push_str(&drawn.to_string());
        out.push('/');
    }
    out.push_str(&counted(spec, total));
    out
}

fn layout(pen: &Pen<'_>, spec: &ChartSpec, data: &Stack) -> Layout {
    let widest = data.categories.iter().map(|c| metrics::width(c, LABEL)).max().unwrap_or(0);
    let totals =
        (0..data.categories.len()).map(|c| metrics::width(&total_text(spec, data, c), SMALL)).max().unwrap_or(0);
    let room = (pen.width * 36 / 100).min(240);
    let above = pen.width < 480 && widest > room * 7 / 10;
    let column = if above { pen.width - 2 * EDGE } else { room.min(widest) };
    let lines = if above { 1 } else { 2 };
    let labels: Vec<_> = data.categories.iter().map(|c| metrics::wrap(c, LABEL, column, lines)).collect();
    let left = if above { EDGE } else { EDGE + column + 10 };
    let many = data.categories.len() > 30;
    Layout {
        bars: (left, (pen.width - EDGE - totals - 8).max(left + 20)),
        above,
        labels,
        bar: if many { 16 } else { 20 },
        gap: if many { 6 } else { 10 },
    }
}

impl Layout {
    /// Height of row `c` and the bar's offset within it.
    fn row(&self, c: usize) -> (Px, Px) {
        let lines = self.labels.get(c).map_or(1, Vec::len).max(1) as Px;
        if self.above {
            let label = line_height(LABEL);
            return (label + self.bar + self.gap, label);
        }
        let text = if lines > 1 { lines * (LABEL + 3) } else { 0 };
        let height = self.bar.max(text) + self.gap;
        (height, (height - self.bar) / 2)
    }
}

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Stack, top: Px) -> Px {
    let rows = data.categories.len();
    let largest = (0..rows).map(|c| data.total(c)).max().unwrap_or(0);
    let largest = pen.ceiling.map_or(largest, |ceiling| ceiling.max(largest));
    if largest == 0 {
        return no_data(pen, spec, top);
    }
    let y = legend::draw(pen, data.series.iter().map(|series| Entry::of(series, Swatch::Box)), top);
    let plan = layout(pen, spec, data);
    let max = if data.hundred_percent { 100 } else { largest };
    // The domain ends at the longest bar, not at a round number: no bar is ever clamped.
    let scale = Scale::new(0.0, max as f64, plan.bars.0, plan.bars.1);
    let tops: Vec<Px> = (0..rows)
        .scan(y + if rows > 20 { line_height(SMALL) + 2 } else { 0 }, |at, c| {
            let here = *at;
            *at += plan.row(c).0;
            Some(here)
        })
        .collect();
    let bottom = tops.last().map_or(y, |t| t + plan.row(rows - 1).0);
    axis(pen, data, &plan, &scale, (tops.first().copied().unwrap_or(y), bottom), max);

    bars(pen, data, &plan, &scale, &tops);
    for (c, &row_top) in tops.iter().enumerate() {
        labels(pen, &plan, (c, row_top));
        marks(pen, data, &plan, &scale, (c, row_top));
    }
    // After all labels, not among them: equal texts in a row share one element in the SVG.
    for (c, &row_top) in tops.iter().enumerate() {
        sum(pen, spec, data, &plan, &scale, (c, row_top));
    }
    axes::x_name(pen, spec, bottom + line_height(SMALL) + 4)
}

fn axis(pen: &mut Pen<'_>, data: &Stack, plan: &Layout, scale: &Scale, (top, bottom): (Px, Px), max: u64) {
    let most = ((plan.bars.1 - plan.bars.0) / 70).clamp(1, 6) as u64;
    let step = if data.hundred_percent { if most >= 4 { 25 } else { 50 } } else { nice_step(max, most) };
    let mut value = 0;
    while value <= max {
        let x = scale.at(value as f64);
        let ink = if value == 0 { Ink::Axis } else { Ink::Grid };
        pen.line(vec![(x, top - 2), (x, bottom)], ink, 1);
        value += step;
    }
    let mut value = 0;
    while value <= max {
        let x = scale.at(value as f64);
        let mut text = value.to_string();
        if data.hundred_percent {
            text.push('%');
        }
        let half = metrics::width(&text, SMALL) / 2;
        let x = x.clamp(EDGE + half, pen.width - EDGE - half);
        let look = Look::muted(SMALL).anchored(Anchor::Middle);
        pen.text(&text, x, bottom + 2 + line_height(SMALL) / 2, look);
        if data.categories.len() > 20 {
            pen.text(&text, x, top - 4 - line_height(SMALL) / 2, look);
        }
        value += step;
    }
}

/// The segment of series `s` in row `c`; empty if there is nothing to show.
fn segment(data: &Stack, plan: &Layout, scale: &Scale, s: usize, c: usize, top: Px) -> Rect {
    let value = u64::from(data.value(s, c));
    let total = data.total(c);
    if value == 0 || data.series[s].hidden {
        return Rect::default();
    }
    // Counts move up to the axis; a share keeps its place, so that the hole shows what is missing.
    let counts = |i: &usize| data.hundred_percent || !data.series[*i].hidden;
    let before: u64 = (0..s).filter(counts).map(|i| u64::from(data.value(i, c))).sum();
    let place = |count: u64| {
        if data.hundred_percent { scale.at(count as f64 * 100.0 / total as f64) } else { scale.at(count as f64) }
    };
    let (x, end) = (place(before), place(before + value));
    let last = before + value == total;
    // One pixel of the page between neighbours; what exists is at least a pixel wide.
    let w = (end - x - if last { 0 } else { 1 }).max(1);
    Rect { x, y: top + plan.row(c).1, w, h: plan.bar }
}

fn bars(pen: &mut Pen<'_>, data: &Stack, plan: &Layout, scale: &Scale, tops: &[Px]) {
    for (s, series) in data.series.iter().enumerate() {
        for (c, &top) in tops.iter().enumerate() {
            pen.rect(segment(data, plan, scale, s, c, top), Ink::Fill(series.palette));
        }
    }
    // Values inside the segments that have room, each on plain ground so that no pattern crosses it.
    for (s, series) in data.series.iter().enumerate() {
        let patterned = crate::style::pattern(series.palette) != crate::style::Pattern::None;
        let mut texts = Vec::new();
        for (c, &top) in tops.iter().enumerate() {
            let r = segment(data, plan, scale, s, c, top);
            let text = inside(data, s, c);
            let wide = metrics::width(&text, SMALL);
            if r.w < wide + 8 {
                continue;
            }
            if patterned {
                let x = r.x + (r.w - wide - 4) / 2;
                pen.rect(Rect { x, y: r.y + 1, w: wide + 4, h: r.h - 2 }, Ink::Solid(series.palette));
            }
            texts.push((text, r));
        }
        for (text, r) in texts {
            let look = Look { ink: Ink::On(series.palette), anchor: Anchor::Middle, ..Look::text(SMALL) };
            pen.text(&text, r.x + r.w / 2, r.y + r.h / 2, look);
        }
    }
}

fn inside(data: &Stack, s: usize, c: usize) -> String {
    let (value, total) = (u64::from(data.value(s, c)), data.total(c));
    if data.hundred_percent && total >= u64::from(number::SMALL_BASE) {
        number::whole_percent(value, total)
    } else {
        value.to_string()
    }
}

fn labels(pen: &mut Pen<'_>, plan: &Layout, (c, top): (usize, Px)) {
    let (height, _) = plan.row(c);
    let lines = &plan.labels[c];
    if plan.above {
        if let Some(line) = lines.first() {
            pen.text(line, EDGE, top + line_height(LABEL) / 2, Look::text(LABEL));
        }
    } else {
        let step = LABEL + 3;
        let first = top + height / 2 - step * (lines.len() as Px - 1) / 2;
        for (i, line) in lines.iter().enumerate() {
            let look = Look::text(LABEL).anchored(Anchor::End);
            pen.text(line, plan.bars.0 - 10, first + step * i as Px, look);
        }
    }
}

/// The row's total at the end of its bar.
fn sum(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Stack, plan: &Layout, scale: &Scale, (c, top): (usize, Px)) {
    let total = data.total(c);
    let middle = top + plan.row(c).1 + plan.bar / 2;
    let end = match (total, data.hundred_percent) {
        (0, _) => plan.bars.0,
        (_, true) => plan.bars.1,
        (_, false) => scale.at(data.drawn(c) as f64),
    };
    let text = if total == 0 && data.hundred_percent { number::MISSING.into() } else { total_text(spec, data, c) };
    pen.text(&text, end + 6, middle, Look::muted(SMALL));
}

fn marks(pen: &mut Pen<'_>, data: &Stack, plan: &Layout, scale: &Scale, (c, top): (usize, Px)) {
    let (height, offset) = plan.row(c);
    let (row, category) = (c as u32 + 1, c as u32);
    let whole = Rect { x: EDGE, y: top, w: pen.width - 2 * EDGE, h: height };
    pen.marks.push(Mark { rect: whole, zone: whole, row, pick: Pick::Category(category), ..Mark::default() });
    for s in 0..data.series.len() {
        let rect = segment(data, plan, scale, s, c, top);
        if rect.w > 0 {
            let zone = Rect { y: top + offset - 2, h: plan.bar + 4, ..rect };
            let pick = Pick::Value { series: s as u32, category };
            pen.marks.push(Mark { rect, zone, row, column: s as u32 + 1, pick, ..Mark::default() });
        }
    }
}
