//! The backend plotters draws into: it keeps what is drawn instead of painting it.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::list::{Anchor, Item, Rect};
use crate::metrics;
use crate::style::Ink;

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// Collects [`Item`]s. Colours arrive as ink tokens in the red channel.
pub(crate) struct Recorder<'a> {
    pub(crate) items: &'a mut Vec<Item>,
    pub(crate) size: (u32, u32),
}

fn ink(color: BackendColor) -> Ink {
    Ink::from_token(color.rgb.0)
}

fn stroke<S: BackendStyle>(style: &S) -> i32 {
    i32::try_from(style.stroke_width()).unwrap_or(1)
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Done {
        self.items.push(Item::Rect(Rect { x, y, w: 1, h: 1 }, ink(color)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Done {
        if fill {
            let rect = Rect { x: a.0, y: a.1, w: b.0 - a.0, h: b.1 - a.1 };
            self.items.push(Item::Rect(rect, ink(style.color())));
            return Ok(());
        }
        self.draw_path([a, (b.0, a.1), b, (a.0, b.1), a], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let points: Vec<_> = path.into_iter().collect();
        if points.len() > 1 {
            let width = stroke(style);
            // The green channel tells dashed lines.
            let dashed = style.color().rgb.1 > 0;
            self.items.push(Item::Line { points, ink: ink(style.color()), width, dashed });
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, filled: bool) -> Done {
        self.items.push(Item::Circle {
            at,
            radius: i32::try_from(radius).unwrap_or(1),
            ink: ink(style.color()),
            filled,
            width: stroke(style),
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let points = path.into_iter().collect();
        self.items.push(Item::Polygon { points, ink: ink(style.color()) });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Done {
        let size = style.size() as i32;
        // To the baseline, once for both canvases: ascender 0.88 em, middle of figures 0.36 em.
        let down = match style.anchor().v_pos {
            VPos::Top => size * 88 / 100,
            VPos::Center => (size * 36 + 50) / 100,
            VPos::Bottom => -size * 12 / 100,
        };
        self.items.push(Item::Text {
            text: text.into(),
            at: (at.0, at.1 + down),
            size,
            bold: style.style().as_str() == "bold",
            anchor: match style.anchor().h_pos {
                HPos::Left => Anchor::Start,
                HPos::Center => Anchor::Middle,
                HPos::Right => Anchor::End,
            },
            ink: ink(style.color()),
        });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() as i32;
        Ok((metrics::width(text, size).max(0) as u32, size.max(0) as u32))
    }
}
