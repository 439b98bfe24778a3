//! Rates compared: a dot with its 95 % interval a row. Rows with a small base stand apart, pale,
//! without a percentage and without a place in the order.

use crate::axes;
use crate::draw::{Look, Pen, Scale, line_height, no_data};
use crate::list::{Anchor, Mark, Pick, Px, Rect};
use crate::metrics;
use crate::number::{self, MISSING, SMALL_BASE, wilson};
use crate::spec::{ChartSpec, Dots, PaletteKey};
use crate::style::{EDGE, Ink, LABEL, SMALL};

struct Layout {
    above: bool,
    labels: Vec<Vec<String>>,
    across: Scale,
    left: Px,
    right: Px,
}

const ROW: Px = 26;

/// Draws the chart from `top`; returns its lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Dots, top: Px) -> Px {
    let rows = data.categories.len();
    if !(0..rows).any(|row| data.at(row).is_some()) {
        return no_data(pen, spec, top);
    }
    let sound = |row: &usize| data.at(*row).is_some_and(|(_, den)| den >= SMALL_BASE);
    let (firm, small): (Vec<_>, Vec<_>) = (0..rows).partition(sound);
    let plan = layout(pen, data);
    let plot_top = top + line_height(SMALL) + 4;
    let heading = if small.is_empty() { 0 } else { line_height(SMALL) + 10 };
    let bottom = plot_top + plan.heights(&firm) + heading + plan.heights(&small) + 4;
    grid(pen, &plan, (plot_top, bottom));
    let lower = whole(pen, spec, data, &plan, (plot_top, bottom));
    let mut y = plot_top + 2;
    for &row in &firm {
        y = one(pen, data, &plan, row, y);
    }
    if !small.is_empty() {
        let text = metrics::fit(&spec.words.small, SMALL, pen.width - 2 * EDGE);
        pen.line(vec![(EDGE, y + 4), (pen.width - EDGE, y + 4)], Ink::Grid, 1);
        pen.text(&text, EDGE, y + 6 + line_height(SMALL) / 2, Look::muted(SMALL));
        y += heading;
        for &row in &small {
            y = one(pen, data, &plan, row, y);
        }
    }
    axes::x_name(pen, spec, lower + 2) + 2
}

fn layout(pen: &Pen<'_>, data: &Dots) -> Layout {
    let widest = data.categories.iter().map(|c| metrics::width(c, LABEL)).max().unwrap_or(0);
    let values = (0..data.categories.len()).map(|row| metrics::width(&value(data, row), SMALL)).max().unwrap_or(0);
    let room = (pen.width * 34 / 100).min(240);
    let above = pen.width < 480 && widest > room * 7 / 10;
    let column = if above { pen.width - 2 * EDGE } else { room.min(widest) };
    let lines = if above { 1 } else { 2 };
    let labels = data.categories.iter().map(|c| metrics::wrap(c, LABEL, column, lines)).collect();
    let left = if above { EDGE + 6 } else { EDGE + column + 16 };
    let right = (pen.width - EDGE - values - 14).max(left + 40);
    Layout { above, labels, across: Scale::new(0.0, 100.0, left, right), left, right }
}

impl Layout {
    fn height(&self, row: usize) -> Px {
        let lines = self.labels.get(row).map_or(1, Vec::len).max(1) as Px;
        if self.above { line_height(LABEL) + 18 } else { ROW.max(lines * (LABEL + 3) + 6) }
    }

    fn heights(&self, rows: &[usize]) -> Px {
        rows.iter().map(|row| self.height(*row)).sum()
    }
}

/// What stands at the right: the rate with its counts, the fraction alone under a small base.
fn value(data: &Dots, row: usize) -> String {
    data.at(row).map_or(MISSING.into(), |(num, den)| number::rate(num.into(), den.into()))
}

fn grid(pen: &mut Pen<'_>, plan: &Layout, (top, bottom): (Px, Px)) {
    let percents: &[u32] = if plan.right - plan.left < 180 { &[0, 50, 100] } else { &[0, 25, 50, 75, 100] };
    for &percent in percents {
        let x = plan.across.at(f64::from(percent));
        pen.line(vec![(x, top - 2), (x, bottom)], if percent == 0 { Ink::Axis } else { Ink::Grid }, 1);
    }
    for &percent in percents {
        let mut text = percent.to_string();
        text.push('%');
        let x = axes::held(pen, plan.across.at(f64::from(percent)), &text);
        let look = Look::muted(SMALL).anchored(Anchor::Middle);
        pen.text(&text, x, top - 4 - line_height(SMALL) / 2, look);
    }
}

/// The rate of all together, as an upright dashed line named at its foot; returns the lower edge.
fn whole(pen: &mut Pen<'_>, spec: &ChartSpec, data: &Dots, plan: &Layout, (top, bottom): (Px, Px)) -> Px {
    let Some((num, den)) = data.whole.filter(|&(_, den)| den >= SMALL_BASE) else { return bottom };
    let x = plan.across.at(f64::from(num.min(den)) * 100.0 / f64::from(den));
    pen.dashed(vec![(x, top), (x, bottom)], Ink::Text, 1);
    let name = [spec.words.total.as_str(), spec.words.colon(), &number::rate(num.into(), den.into())].concat();
    let text = metrics::fit(&name, SMALL, pen.width - 2 * EDGE);
    let look = Look::text(SMALL).anchored(Anchor::Middle);
    pen.text(&text, axes::held(pen, x, &text), bottom + 2 + line_height(SMALL) / 2, look);
    bottom + 2 + line_height(SMALL)
}

/// Draws one row from `y`; returns its lower edge.
fn one(pen: &mut Pen<'_>, data: &Dots, plan: &Layout, row: usize, y: Px) -> Px {
    let height = plan.height(row);
    let middle = if plan.above { y + line_height(LABEL) + 7 } else { y + height / 2 };
    let firm = data.at(row).is_some_and(|(_, den)| den >= SMALL_BASE);
    let look = if firm { Look::text(LABEL) } else { Look::muted(LABEL) };
    let lines = &plan.labels[row];
    if plan.above {
        pen.text(lines.first().map_or("", String::as_str), EDGE, y + line_height(LABEL) / 2, look);
    } else {
        let step = LABEL + 3;
        let first = middle - step * (lines.len() as Px - 1) / 2;
        for (i, line) in lines.iter().enumerate() {
            pen.text(line, plan.left - 14, first + step * i as Px, look.anchored(Anchor::End));
        }
    }
    let mut rect = Rect { x: plan.left, y: middle - 7, w: plan.right - plan.left, h: 14 };
    if let Some((num, den)) = data.at(row) {
        let (low, high) = wilson(num, den);
        let (low, high) = (plan.across.at(low * 100.0), plan.across.at(high * 100.0));
        let x = plan.across.at(f64::from(num.min(den)) * 100.0 / f64::from(den));
        if firm {
            pen.line(vec![(low, middle), (high, middle)], Ink::Solid(PaletteKey::Accent), 2);
            for end in [low, high] {
                pen.line(vec![(end, middle - 4), (end, middle + 4)], Ink::Solid(PaletteKey::Accent), 1);
            }
            pen.circle((x, middle), 5, Ink::Solid(PaletteKey::Accent), true);
        } else {
            pen.rect(Rect { x: low, y: middle - 3, w: high - low, h: 6 }, Ink::Band(PaletteKey::Neutral));
            pen.circle((x, middle), 4, Ink::Surface, true);
            pen.circle((x, middle), 4, Ink::Muted, false);
        }
        rect = Rect { x: low.min(x - 6), y: middle - 8, w: high.max(x + 6) - low.min(x - 6), h: 16 };
    }
    let value_look = if firm { Look::text(SMALL) } else { Look::muted(SMALL) };
    pen.text(&value(data, row), plan.right + 12, middle, value_look);
    let zone = Rect { x: EDGE, y, w: pen.width - 2 * EDGE, h: height };
    let order = pen.marks.len() as u32 + 1;
    let pick = Pick::Category(row as u32);
    pen.marks.push(Mark { rect, zone, row: order, pick, ..Mark::default() });
    y + height
}
