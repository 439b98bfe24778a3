//! The picture that goes along where a page is shared: a chart of the site drawn as pixels. Its shapes and
//! colours are the chart's; texts are bars of their length, since the picture needs no font then and no
//! picture of that size could be read anyway. It stands for a kind of page, in every language.

use anyhow::{Context, Result};
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};
use web_charts::ChartSpec;
use web_charts::draw::{Frame, scene};
use web_charts::list::{Anchor, DisplayList, Item};
use web_charts::metrics;
use web_charts::style::{BAND_ALPHA, DASH, Ink, Theme, colour};

/// Pixels, as services show it: about 1.91 to 1.
pub const SIZE: (u32, u32) = (1200, 630);
/// Pixels around the chart.
const MARGIN: f32 = 40.0;
/// Pixels of the stripe at the top.
const STRIPE: f32 = 14.0;
/// Widths at which a chart is laid out, until one fits in height.
const WIDTHS: [u32; 5] = [560, 700, 860, 1040, 1280];
/// Opacity of the bars that stand for texts.
const TEXT_ALPHA: u8 = 100;

/// The picture of a chart, as PNG.
///
/// # Errors
/// Never in practice: the size is fixed and memory takes what is written.
pub fn png(spec: &ChartSpec) -> Result<Vec<u8>> {
    let room = (SIZE.0 as f32 - 2.0 * MARGIN, SIZE.1 as f32 - 2.0 * MARGIN - STRIPE);
    let fits = |list: &DisplayList| list.height as f32 * room.0 / list.width as f32 <= room.1;
    let drawn = |width| scene(spec, width, Frame::Inline);
    let list = WIDTHS.into_iter().map(drawn).find(fits).unwrap_or_else(|| drawn(WIDTHS[WIDTHS.len() - 1]));
    let scale = (room.0 / list.width as f32).min(room.1 / list.height as f32);
    let left = (SIZE.0 as f32 - list.width as f32 * scale) / 2.0;
    let top = STRIPE + MARGIN + (room.1 - list.height as f32 * scale) / 2.0;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).context("no room for a picture")?;
    pixels.fill(painted(Ink::Surface, 255));
    let stripe = boxed(0.0, 0.0, SIZE.0 as f32, STRIPE).context("a stripe")?;
    fill(&mut pixels, &stripe, Ink::Solid(web_charts::PaletteKey::Accent), 255, Transform::identity());
    let placed = Transform::from_row(scale, 0.0, 0.0, scale, left, top);
    list.items.iter().for_each(|item| paint(&mut pixels, item, placed));
    pixels.encode_png().context("cannot pack a picture")
}

fn painted(ink: Ink, alpha: u8) -> Color {
    let [_, red, green, blue] = colour(ink, Theme { dark: false, contrast: false }).to_be_bytes();
    Color::from_rgba8(red, green, blue, alpha)
}

fn boxed(x: f32, y: f32, w: f32, h: f32) -> Option<Path> {
    tiny_skia::Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect)
}

fn traced(points: &[(i32, i32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let (x, y) = (*x as f32, *y as f32);
        if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn brush(ink: Ink, alpha: u8) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(painted(ink, alpha));
    paint.anti_alias = true;
    paint
}

fn fill(pixels: &mut Pixmap, path: &Path, ink: Ink, alpha: u8, placed: Transform) {
    pixels.fill_path(path, &brush(ink, alpha), FillRule::Winding, placed, None);
}

fn draw(pixels: &mut Pixmap, path: &Path, ink: Ink, width: i32, dashed: bool, placed: Transform) {
    let stroke = Stroke {
        width: width as f32,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Round,
        dash: StrokeDash::new(vec![DASH.0 as f32, DASH.1 as f32], 0.0).filter(|_| dashed),
        ..Stroke::default()
    };
    pixels.stroke_path(path, &brush(ink, 255), &stroke, placed, None);
}

fn paint(pixels: &mut Pixmap, item: &Item, placed: Transform) {
    // The pale band of an interval is the one ink that lets the ground through.
    let alpha = |ink: &Ink| if matches!(ink, Ink::Band(_)) { (BAND_ALPHA * 255 / 100) as u8 } else { 255 };
    match item {
        Item::Rect(r, ink) => {
            if let Some(path) = boxed(r.x as f32, r.y as f32, r.w as f32, r.h as f32) {
                fill(pixels, &path, *ink, alpha(ink), placed);
            }
        }
        Item::Line { points, ink, width, dashed } => {
            if let Some(path) = traced(points, false) {
                draw(pixels, &path, *ink, *width, *dashed, placed);
            }
        }
        Item::Polygon { points, ink } => {
            if let Some(path) = traced(points, true) {
                fill(pixels, &path, *ink, alpha(ink), placed);
            }
        }
        Item::Circle { at, radius, ink, filled, width } => {
            let Some(path) = PathBuilder::from_circle(at.0 as f32, at.1 as f32, *radius as f32) else { return };
            if *filled {
                fill(pixels, &path, *ink, alpha(ink), placed);
            } else {
                draw(pixels, &path, *ink, *width, false, placed);
            }
        }
        Item::Text { text, at, size, anchor, ink, .. } => {
            let width = metrics::width(text, *size) as f32;
            let x = at.0 as f32
                - match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
            let height = *size as f32 / 2.0;
            if let Some(path) = boxed(x, at.1 as f32 - height, width, height) {
                fill(pixels, &path, *ink, TEXT_ALPHA, placed);
            }
        }
    }
}
