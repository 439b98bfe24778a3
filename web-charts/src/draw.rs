//! The one drawing entry: a specification and a width in, a display list out.

use plotters::coord::Shift;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use crate::list::{Anchor, DisplayList, Item, Mark, Px, Rect};
use crate::record::Recorder;
use crate::spec::{ChartKind, ChartSpec};
use crate::style::{EDGE, Ink, LABEL, LEADING, SMALL, TITLE};
use crate::{kinds, metrics};

/// Whether the picture lies in a page, which carries title and source, or stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// In a figure: the page carries title, finding and source.
    Inline,
    /// A file of its own: the picture carries them.
    Standalone,
}

/// The narrowest layout, in pixels; less is laid out as this and scaled.
pub const LEAST_WIDTH: u32 = 240;
/// The narrowest layout of a chart in a table's cell.
const LEAST_SPARK: u32 = 40;

/// Draws `spec` at `width` CSS pixels; the height follows from the content.
pub fn scene(spec: &ChartSpec, width: u32, frame: Frame) -> DisplayList {
    let small = matches!(spec.kind, ChartKind::Spark(_));
    let width = width.clamp(if small { LEAST_SPARK } else { LEAST_WIDTH }, 4000) as Px;
    sketch(width, None, |pen| {
        let mut y = EDGE;
        if frame == Frame::Standalone && !small {
            y = head(pen, spec, y + 8);
        }
        y = kinds::draw(pen, spec, &spec.kind, y);
        if frame == Frame::Standalone && !small {
            y = paragraph(pen, &spec.source, y + 8, SMALL, false, Ink::Muted) + 6;
        }
        y + EDGE
    })
}

/// Records what `act` draws; it returns the height. `ceiling` is set for one of several charts on
/// one scale: the largest count of all.
pub(crate) fn sketch(width: Px, ceiling: Option<u64>, act: impl FnOnce(&mut Pen<'_>) -> Px) -> DisplayList {
    let (mut items, mut marks) = (Vec::new(), Vec::new());
    let recorder = Recorder { items: &mut items, size: (width as u32, 1 << 20) };
    let area = recorder.into_drawing_area();
    let mut pen = Pen { area, width, ceiling, marks: &mut marks, keys: Vec::new(), parts: Vec::new() };
    let height = act(&mut pen);
    let (mut keys, parts) = (pen.keys, pen.parts);
    drop(pen.area);
    for part in parts {
        items.extend(part.items);
        marks.extend(part.marks);
    }
    marks.append(&mut keys);
    DisplayList { width, height, items, marks }
}

fn head(pen: &mut Pen<'_>, spec: &ChartSpec, y: Px) -> Px {
    let y = paragraph(pen, &spec.title, y, TITLE, true, Ink::Text);
    paragraph(pen, &spec.finding, y, LABEL, false, Ink::Muted) + 8
}

fn paragraph(pen: &mut Pen<'_>, text: &str, mut y: Px, size: Px, bold: bool, ink: Ink) -> Px {
    for line in metrics::wrap(text, size, pen.width - 2 * EDGE, 4) {
        let look = Look { size, bold, ink, anchor: Anchor::Start };
        pen.text(&line, EDGE, y + line_height(size) / 2, look);
        y += line_height(size);
    }
    y
}

/// The words in place of a chart without numbers; returns the lower edge.
pub(crate) fn no_data(pen: &mut Pen<'_>, spec: &ChartSpec, y: Px) -> Px {
    let height = 96;
    let rect = Rect { x: EDGE, y, w: pen.width - 2 * EDGE, h: height };
    pen.frame(rect, Ink::Grid);
    let words = metrics::fit(&spec.words.no_data, LABEL, rect.w - 16);
    let look = Look { anchor: Anchor::Middle, ..Look::muted(LABEL) };
    pen.text(&words, pen.width / 2, y + height / 2, look);
    pen.marks.push(Mark { rect, zone: rect, row: 1, ..Mark::default() });
    y + height
}

/// Height of a line of text, in pixels.
pub(crate) fn line_height(size: Px) -> Px {
    size * LEADING / 10
}

/// Maps values to pixels with plotters' coordinate; `high` must be above `low`.
/// Callers keep values within the range: plotters clamps what is outside to a false place.
pub(crate) struct Scale {
    coordinate: RangedCoordf64,
    pixels: (Px, Px),
}

impl Scale {
    pub(crate) fn new(low: f64, high: f64, from: Px, to: Px) -> Scale {
        Scale { coordinate: (low..high).into(), pixels: (from, to) }
    }

    pub(crate) fn at(&self, value: f64) -> Px {
        self.coordinate.map(&value, self.pixels)
    }
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) size: Px,
    pub(crate) bold: bool,
    pub(crate) ink: Ink,
    pub(crate) anchor: Anchor,
}

impl Look {
    pub(crate) fn text(size: Px) -> Look {
        Look { size, bold: false, ink: Ink::Text, anchor: Anchor::Start }
    }

    pub(crate) fn muted(size: Px) -> Look {
        Look { ink: Ink::Muted, ..Look::text(size) }
    }

    pub(crate) fn anchored(self, anchor: Anchor) -> Look {
        Look { anchor, ..self }
    }
}

/// Draws through plotters into the recorder. Recording cannot fail, so results are dropped.
pub(crate) struct Pen<'a> {
    area: DrawingArea<Recorder<'a>, Shift>,
    pub(crate) width: Px,
    /// The largest count of all, where this is one of several charts on one scale.
    pub(crate) ceiling: Option<u64>,
    pub(crate) marks: &'a mut Vec<Mark>,
    /// Marks of the legend, reached after all others.
    pub(crate) keys: Vec<Mark>,
    /// Small charts already drawn and put in place.
    pub(crate) parts: Vec<DisplayList>,
}

fn style(ink: Ink, filled: bool, width: Px) -> ShapeStyle {
    let color = RGBColor(ink.token(), 0, 0);
    ShapeStyle { color: color.into(), filled, stroke_width: width.max(1) as u32 }
}

impl Pen<'_> {
    /// A filled rectangle; nothing if it has no area.
    pub(crate) fn rect(&mut self, r: Rect, ink: Ink) {
        if r.w > 0 && r.h > 0 {
            let corners = [(r.x, r.y), (r.x + r.w, r.y + r.h)];
            let _ = self.area.draw(&Rectangle::new(corners, style(ink, true, 1)));
        }
    }

    /// A rectangle's outline.
    pub(crate) fn frame(&mut self, r: Rect, ink: Ink) {
        let corners = [(r.x, r.y), (r.x + r.w, r.y + r.h)];
        let _ = self.area.draw(&Rectangle::new(corners, style(ink, false, 1)));
    }

    /// A line through points.
    pub(crate) fn line(&mut self, points: Vec<(Px, Px)>, ink: Ink, width: Px) {
        let _ = self.area.draw(&PathElement::new(points, style(ink, false, width)));
    }

    /// A dashed line through points.
    pub(crate) fn dashed(&mut self, points: Vec<(Px, Px)>, ink: Ink, width: Px) {
        let style = ShapeStyle { color: RGBColor(ink.token(), 1, 0).into(), ..style(ink, false, width) };
        let _ = self.area.draw(&PathElement::new(points, style));
    }

    /// A filled polygon.
    pub(crate) fn polygon(&mut self, points: Vec<(Px, Px)>, ink: Ink) {
        let _ = self.area.draw(&Polygon::new(points, style(ink, true, 1)));
    }

    /// A disc or a ring.
    pub(crate) fn circle(&mut self, at: (Px, Px), radius: Px, ink: Ink, filled: bool) {
        let _ = self.area.draw(&Circle::new(at, radius, style(ink, filled, 2)));
    }

    /// One line of text, its middle at `y`.
    pub(crate) fn text(&mut self, text: &str, x: Px, y: Px, look: Look) {
        if text.is_empty() {
            return;
        }
        let weight = if look.bold { FontStyle::Bold } else { FontStyle::Normal };
        let h = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let token = RGBColor(look.ink.token(), 0, 0);
        let font = FontDesc::new(FontFamily::SansSerif, f64::from(look.size), weight);
        let style = TextStyle::from(font).color(&token).pos(Pos::new(h, VPos::Center));
        let _ = self.area.draw_text(text, &style, (x, y));
    }
}

impl DisplayList {
    /// The rectangle an item takes up; texts by the width table.
    pub fn bounds(item: &Item) -> Rect {
        let around = |points: &[(Px, Px)]| {
            let xs = points.iter().map(|p| p.0);
            let ys = points.iter().map(|p| p.1);
            let (x, y) = (xs.clone().min().unwrap_or(0), ys.clone().min().unwrap_or(0));
            Rect { x, y, w: xs.max().unwrap_or(0) - x, h: ys.max().unwrap_or(0) - y }
        };
        match item {
            Item::Rect(rect, _) => *rect,
            Item::Line { points, .. } | Item::Polygon { points, .. } => around(points),
            Item::Circle { at, radius: r, .. } => Rect { x: at.0 - r, y: at.1 - r, w: 2 * r, h: 2 * r },
            Item::Text { text, at, size, anchor, .. } => {
                let w = metrics::width(text, *size);
                let x = match anchor {
                    Anchor::Start => at.0,
                    Anchor::Middle => at.0 - w / 2,
                    Anchor::End => at.0 - w,
                };
                Rect { x, y: at.1 - size * 88 / 100, w, h: *size }
            }
        }
    }
}
