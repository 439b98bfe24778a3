//! The display list on a canvas: sizes times the pixel ratio, colours from the style, nothing else.
//!
//! plotters-canvas paints shapes; it sets the colour anew for each, so of those that follow each
//! other in one colour it paints the first and the rest is added here. Texts and patterns are
//! painted here too, because it sets font and colour for every text and knows no pattern. Nothing
//! is measured in the browser: the list is finished.

use plotters_backend::{BackendColor, BackendStyle, DrawingBackend};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

use crate::dash::dashes;
use crate::list::{Anchor, DisplayList, Item, Rect};
use crate::spec::PaletteKey;
use crate::style::{self, BAND_ALPHA, FONTS, Ink, Pattern, TILE, Theme};

/// Share of a pattern's lines over their ground.
const LINES_ALPHA: f64 = 0.55;

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
    /// What the context fills with, and what its text is set to. Repeats are skipped: each setting
    /// is a text that crosses into the browser.
    fill: Option<Ink>,
    font: Option<(i32, bool)>,
    anchor: Option<Anchor>,
    /// A canvas of one tile with its context, and the patterns made from it so far.
    tile: Option<(HtmlCanvasElement, CanvasRenderingContext2d)>,
    patterns: Vec<(PaletteKey, CanvasPattern)>,
}

/// Sizes the canvas and paints the list; `None` if there is no 2D context.
pub(crate) fn paint(list: &DisplayList, canvas: &HtmlCanvasElement, ratio: f64, theme: Theme) -> Option<()> {
    let pixels = |v: i32| (f64::from(v) * ratio + 0.5) as u32;
    let (width, height) = (pixels(list.width), pixels(list.height));
    // Even an equal size would throw the canvas's memory away.
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let shapes = CanvasBackend::with_canvas_object(canvas.clone())?;
    let mut painter = Painter {
        shapes,
        context: context(canvas)?,
        ratio,
        theme,
        fill: None,
        font: None,
        anchor: None,
        tile: None,
        patterns: Vec::new(),
    };
    painter.context.set_line_join("round");
    painter.rect(Rect { x: 0, y: 0, w: list.width + 1, h: list.height + 1 }, Ink::Surface);
    let mut rest = list.items.as_slice();
    while let Some(first) = rest.first() {
        let mut taken = 1;
        if let Item::Rect(_, Ink::Fill(key)) = first
            && style::pattern(*key) != Pattern::None
        {
            let boxes = rest.iter().map_while(|item| match item {
                Item::Rect(r, Ink::Fill(other)) if other == key => Some(*r),
                _ => None,
            });
            let boxes: Vec<Rect> = boxes.collect();
            taken = boxes.len().max(1);
            painter.patterned(canvas, &boxes, *key)?;
        } else {
            painter.item(first);
        }
        rest = rest.get(taken..).unwrap_or(&[]);
    }
    Some(())
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

impl Painter {
    fn px(&self, v: i32) -> i32 {
        let scaled = f64::from(v) * self.ratio;
        (if scaled < 0.0 { scaled - 0.5 } else { scaled + 0.5 }) as i32
    }

    fn point(&self, (x, y): (i32, i32)) -> (i32, i32) {
        (self.px(x), self.px(y))
    }

    /// Left, top, width and height in device pixels.
    fn pixels(&self, r: Rect) -> [f64; 4] {
        let ((x, y), (right, bottom)) = (self.point((r.x, r.y)), self.point((r.x + r.w, r.y + r.h)));
        [x, y, right - x, bottom - y].map(f64::from)
    }

    fn color(&self, ink: Ink) -> BackendColor {
        let rgb = style::colour(ink, self.theme);
        let alpha = if matches!(ink, Ink::Band(_)) { f64::from(BAND_ALPHA) / 100.0 } else { 1.0 };
        BackendColor { alpha, rgb: ((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8) }
    }

    fn css(&self, ink: Ink) -> String {
        crate::sheet::hex(style::colour(ink, self.theme))
    }

    fn stroke(&self, ink: Ink, width: i32) -> Stroke {
        Stroke { color: self.color(ink), width: self.px(width).max(1) as u32 }
    }

    /// Whether the context fills with this already; if not, the caller makes it so.
    fn fills(&mut self, ink: Ink) -> bool {
        self.fill.replace(ink) == Some(ink)
    }

    fn rect(&mut self, r: Rect, ink: Ink) {
        if self.fills(ink) {
            let [x, y, w, h] = self.pixels(r);
            self.context.fill_rect(x, y, w, h);
        } else {
            let ends = (self.point((r.x, r.y)), self.point((r.x + r.w, r.y + r.h)));
            let _ = self.shapes.draw_rect(ends.0, ends.1, &self.color(ink), true);
        }
    }

    /// plotters-canvas shifts upright and level lines by half a pixel; wide ones stay crisp so too.
    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect(r, ink) => self.rect(*r, *ink),
            Item::Line { points, ink, width, dashed: true } => self.dashed(points, *ink, *width),
            Item::Line { points, ink, width, dashed: false } => {
                let stroke = self.stroke(*ink, *width);
                if let [from, to] = points.as_slice() {
                    let _ = self.shapes.draw_line(self.point(*from), self.point(*to), &stroke);
                } else {
                    let path: Vec<_> = points.iter().map(|&p| self.point(p)).collect();
                    let _ = self.shapes.draw_path(path, &stroke);
                }
            }
            Item::Polygon { points, ink } => {
                self.fill = Some(*ink);
                let path: Vec<_> = points.iter().map(|&p| self.point(p)).collect();
                let _ = self.shapes.fill_polygon(path, &self.color(*ink));
            }
            Item::Circle { at, radius, ink, filled, width } => {
                let (at, radius) = (self.point(*at), self.px(*radius).max(1));
                if *filled && self.fills(*ink) {
                    self.context.begin_path();
                    let _ = self.context.arc(at.0.into(), at.1.into(), radius.into(), 0.0, std::f64::consts::TAU);
                    self.context.fill();
                } else {
                    let _ = self.shapes.draw_circle(at, radius as u32, &self.stroke(*ink, *width), *filled);
                }
            }
            Item::Text { text, at, size, bold, anchor, ink } => {
                self.set_text(*size, *bold, *ink, *anchor);
                let (x, y) = self.point(*at);
                let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
            }
        }
    }

    /// plotters-canvas knows no dashes: the path is walked and cut.
    fn dashed(&mut self, points: &[(i32, i32)], ink: Ink, width: i32) {
        let stroke = self.stroke(ink, width);
        for (from, to) in dashes(points) {
            let _ = self.shapes.draw_line(self.point(from), self.point(to), &stroke);
        }
    }

    fn set_text(&mut self, size: i32, bold: bool, ink: Ink, anchor: Anchor) {
        if !self.fills(ink) {
            self.context.set_fill_style_str(&self.css(ink));
        }
        if self.font.replace((size, bold)) != Some((size, bold)) {
            let tenths = (f64::from(size) * self.ratio * 10.0 + 0.5) as u32;
            let mut font = String::from(if bold { "700 " } else { "" });
            font.push_str(&(tenths / 10).to_string());
            font.push('.');
            font.push_str(&(tenths % 10).to_string());
            font.push_str("px ");
            font.push_str(FONTS);
            self.context.set_font(&font);
        }
        if self.anchor.replace(anchor) != Some(anchor) {
            self.context.set_text_align(match anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
        }
    }

    /// Several rectangles of a class with its pattern, which hangs from the picture's corner.
    fn patterned(&mut self, canvas: &HtmlCanvasElement, boxes: &[Rect], key: PaletteKey) -> Option<()> {
        let side = f64::from(TILE) * self.ratio;
        let whole = (side + 0.5).floor().max(1.0);
        let pattern = match self.patterns.iter().find(|known| known.0 == key) {
            Some(known) => known.1.clone(),
            None => self.pattern(canvas, key, whole)?,
        };
        self.fill = None;
        self.context.set_fill_style_canvas_pattern(&pattern);
        // A tile is whole pixels; where the raster is not, the pattern is stretched to it.
        let stretch = side / whole;
        let _ = self.context.set_transform(stretch, 0.0, 0.0, stretch, 0.0, 0.0);
        for r in boxes {
            let [x, y, w, h] = self.pixels(*r).map(|v| v / stretch);
            self.context.fill_rect(x, y, w, h);
        }
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        Some(())
    }

    /// The class's ground and lines, to be repeated every `side` device pixels.
    fn pattern(&mut self, canvas: &HtmlCanvasElement, key: PaletteKey, side: f64) -> Option<CanvasPattern> {
        if self.tile.is_none() {
            let tile: HtmlCanvasElement = canvas.clone_node().ok()?.dyn_into().ok()?;
            tile.set_width(side as u32);
            tile.set_height(side as u32);
            let pen = context(&tile)?;
            self.tile = Some((tile, pen));
        }
        let (ground, line) = (self.css(Ink::Solid(key)), self.css(Ink::On(key)));
        let (tile, pen) = self.tile.as_ref()?;
        pen.set_fill_style_str(&ground);
        pen.fill_rect(0.0, 0.0, side, side);
        let (lines, scale) = (style::pattern(key), side / f64::from(TILE));
        pen.begin_path();
        for [x0, y0, x1, y1] in lines.lines(0, 0, TILE, TILE) {
            pen.move_to(f64::from(x0) * scale, f64::from(y0) * scale);
            pen.line_to(f64::from(x1) * scale, f64::from(y1) * scale);
        }
        pen.set_stroke_style_str(&line);
        pen.set_line_width(f64::from(lines.stroke_tenths()) / 10.0 * scale);
        pen.set_global_alpha(LINES_ALPHA);
        pen.stroke();
        pen.set_global_alpha(1.0);
        let pattern = self.context.create_pattern_with_html_canvas_element(tile, "repeat").ok()??;
        self.patterns.push((key, pattern.clone()));
        Some(pattern)
    }
}
