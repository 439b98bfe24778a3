//! The display list on a canvas: sizes times the pixel ratio, colours from the style, nothing else.
//!
//! plotters-canvas paints shapes; texts, patterns and class grounds are painted here, because it
//! sets font and colour anew for every text and knows neither clip nor pattern. Nothing is
//! measured in the browser: the list is finished.

use plotters_backend::{BackendColor, BackendStyle, DrawingBackend};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::list::{Anchor, DisplayList, Item, Rect};
use crate::style::{self, BAND_ALPHA, FONTS, Ink, Pattern, Theme};

struct Stroke {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

struct Painter {
    shapes: CanvasBackend,
    context: CanvasRenderingContext2d,
    ratio: f64,
    theme: Theme,
    /// What the context's text is set to: size, bold, ink, anchor. Repeats are skipped.
    text: Option<(i32, bool, Ink, Anchor)>,
}

/// Sizes the canvas and paints the list; `None` if there is no 2D context.
pub(crate) fn paint(list: &DisplayList, canvas: &HtmlCanvasElement, ratio: f64, theme: Theme) -> Option<()> {
    let pixels = |v: i32| (f64::from(v) * ratio + 0.5) as u32;
    canvas.set_width(pixels(list.width));
    canvas.set_height(pixels(list.height));
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let shapes = CanvasBackend::with_canvas_object(canvas.clone())?;
    let mut painter = Painter { shapes, context, ratio, theme, text: None };
    painter.context.set_line_join("round");
    painter.ground(list);
    let mut rest = list.items.as_slice();
    while let Some(first) = rest.first() {
        let mut taken = 1;
        if let Item::Rect(_, Ink::Fill(key)) = first
            && style::pattern(*key) != Pattern::None
        {
            let boxes: Vec<Rect> = rest
                .iter()
                .map_while(|item| match item {
                    Item::Rect(r, Ink::Fill(other)) if other == key => Some(*r),
                    _ => None,
                })
                .collect();
            taken = boxes.len().max(1);
            painter.patterned(&boxes, *key);
        } else {
            painter.item(first);
        }
        rest = rest.get(taken..).unwrap_or(&[]);
    }
    Some(())
}

impl Painter {
    fn px(&self, v: i32) -> i32 {
        let scaled = f64::from(v) * self.ratio;
        (if scaled < 0.0 { scaled - 0.5 } else { scaled + 0.5 }) as i32
    }

    fn point(&self, (x, y): (i32, i32)) -> (i32, i32) {
        (self.px(x), self.px(y))
    }

    fn color(&self, ink: Ink) -> BackendColor {
        let rgb = style::colour(ink, self.theme);
        let alpha = if matches!(ink, Ink::Band(_)) { f64::from(BAND_ALPHA) / 100.0 } else { 1.0 };
        BackendColor { alpha, rgb: ((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8) }
    }

    fn css(&self, ink: Ink) -> String {
        crate::sheet::hex(style::colour(ink, self.theme))
    }

    fn ground(&mut self, list: &DisplayList) {
        let end = self.point((list.width + 1, list.height + 1));
        let _ = self.shapes.draw_rect((0, 0), end, &self.color(Ink::Surface), true);
    }

    /// plotters-canvas shifts upright and level lines by half a pixel; wide ones stay crisp so too.
    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect(r, ink) => {
                let ends = (self.point((r.x, r.y)), self.point((r.x + r.w, r.y + r.h)));
                let _ = self.shapes.draw_rect(ends.0, ends.1, &self.color(*ink), true);
            }
            Item::Line { points, ink, width, dashed: true } => self.dashed(points, *ink, *width),
            Item::Line { points, ink, width, dashed: false } => {
                let stroke = Stroke { color: self.color(*ink), width: self.px(*width).max(1) as u32 };
                if let [from, to] = points.as_slice() {
                    let _ = self.shapes.draw_line(self.point(*from), self.point(*to), &stroke);
                } else {
                    let path: Vec<_> = points.iter().map(|&p| self.point(p)).collect();
                    let _ = self.shapes.draw_path(path, &stroke);
                }
            }
            Item::Polygon { points, ink } => {
                let path: Vec<_> = points.iter().map(|&p| self.point(p)).collect();
                let _ = self.shapes.fill_polygon(path, &self.color(*ink));
            }
            Item::Circle { at, radius, ink, filled, width } => {
                let stroke = Stroke { color: self.color(*ink), width: self.px(*width).max(1) as u32 };
                let radius = self.px(*radius).max(1) as u32;
                let _ = self.shapes.draw_circle(self.point(*at), radius, &stroke, *filled);
            }
            Item::Text { text, at, size, bold, anchor, ink } => {
                self.set_text((*size, *bold, *ink, *anchor));
                let (x, y) = self.point(*at);
                let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
                return;
            }
        }
        self.text = self.text.map(|(size, bold, _, anchor)| (size, bold, Ink::Grid, anchor));
    }

    /// plotters-canvas knows no dashes: the path is walked and cut.
    fn dashed(&mut self, points: &[(i32, i32)], ink: Ink, width: i32) {
        let stroke = Stroke { color: self.color(ink), width: self.px(width).max(1) as u32 };
        for (from, to) in dashes(points) {
            let _ = self.shapes.draw_line(self.point(from), self.point(to), &stroke);
        }
    }

    fn set_text(&mut self, wanted: (i32, bool, Ink, Anchor)) {
        let (size, bold, ink, anchor) = wanted;
        let now = self.text.replace(wanted);
        // Shapes in between leave their colour behind; `Ink::Grid` marks that (no text is grid).
        if now.map(|n| n.2) != Some(ink) {
            self.context.set_fill_style_str(&self.css(ink));
        }
        if now.map(|n| (n.0, n.1)) != Some((size, bold)) {
            let tenths = (f64::from(size) * self.ratio * 10.0 + 0.5) as u32;
            let mut font = String::from(if bold { "700 " } else { "" });
            font.push_str(&(tenths / 10).to_string());
            font.push('.');
            font.push_str(&(tenths % 10).to_string());
            font.push_str("px ");
            font.push_str(FONTS);
            self.context.set_font(&font);
        }
        if now.map(|n| n.3) != Some(anchor) {
            self.context.set_text_align(match anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
        }
    }

    /// Class ground and pattern of several rectangles at once.
    fn patterned(&mut self, boxes: &[Rect], key: crate::spec::PaletteKey) {
        for r in boxes {
            self.item(&Item::Rect(*r, Ink::Solid(key)));
        }
        let pattern = style::pattern(key);
        let context = &self.context;
        context.save();
        context.begin_path();
        for r in boxes {
            let ((x, y), (right, bottom)) = (self.point((r.x, r.y)), self.point((r.x + r.w, r.y + r.h)));
            context.rect(x.into(), y.into(), (right - x).into(), (bottom - y).into());
        }
        context.clip();
        context.begin_path();
        for r in boxes {
            for [x0, y0, x1, y1] in pattern.lines(r.x, r.y, r.w, r.h) {
                context.move_to(f64::from(x0) * self.ratio, f64::from(y0) * self.ratio);
                context.line_to(f64::from(x1) * self.ratio, f64::from(y1) * self.ratio);
            }
        }
        context.set_stroke_style_str(&self.css(Ink::On(key)));
        context.set_global_alpha(0.55);
        context.set_line_width(f64::from(pattern.stroke_tenths()) / 10.0 * self.ratio);
        context.stroke();
        context.restore();
        self.text = None;
    }
}

/// A path cut into dashes, each by its ends; a dash ends at a corner.
fn dashes(points: &[(i32, i32)]) -> Vec<((i32, i32), (i32, i32))> {
    let (long, gap) = (f64::from(style::DASH.0), f64::from(style::DASH.1));
    let mut out = Vec::new();
    // What is left of the dash or gap under way.
    let (mut inked, mut left) = (true, long);
    for pair in points.windows(2) {
        let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
        let (dx, dy) = (f64::from(to_x - x), f64::from(to_y - y));
        let length = (dx * dx + dy * dy).sqrt();
        let at = |way: f64| {
            let part = way / length;
            // Places in a picture are not negative: adding a half rounds.
            ((f64::from(x) + dx * part + 0.5) as i32, (f64::from(y) + dy * part + 0.5) as i32)
        };
        let mut way = 0.0;
        while way < length {
            let next = (way + left).min(length);
            if inked {
                out.push((at(way), at(next)));
            }
            left -= next - way;
            way = next;
            if left <= 0.0 {
                inked = !inked;
                left = if inked { long } else { gap };
            }
        }
    }
    out
}
