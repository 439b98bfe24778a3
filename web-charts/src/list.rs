//! The finished picture as data: what is painted, and what a pointer or a key can reach.

use crate::style::Ink;

/// A place or size in whole CSS pixels.
pub type Px = i32;

/// A rectangle in whole CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: Px,
    /// Top edge.
    pub y: Px,
    /// Width.
    pub w: Px,
    /// Height.
    pub h: Px,
}

/// Where a text's place is along its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// One thing painted; later items lie above earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A filled rectangle.
    Rect(Rect, Ink),
    /// A stroked line through points.
    Line {
        /// Corners, at least two.
        points: Vec<(Px, Px)>,
        /// Colour.
        ink: Ink,
        /// Stroke width.
        width: Px,
    },
    /// A filled polygon.
    Polygon {
        /// Corners.
        points: Vec<(Px, Px)>,
        /// Colour.
        ink: Ink,
    },
    /// A disc, or a ring of `width` if not filled.
    Circle {
        /// Centre.
        at: (Px, Px),
        /// Radius.
        radius: Px,
        /// Colour.
        ink: Ink,
        /// Disc or ring.
        filled: bool,
        /// Stroke width of a ring.
        width: Px,
    },
    /// One line of text; `at` is on its baseline.
    Text {
        /// The text.
        text: String,
        /// Anchor place on the baseline.
        at: (Px, Px),
        /// Font size.
        size: Px,
        /// Bold or regular.
        bold: bool,
        /// Alignment.
        anchor: Anchor,
        /// Colour.
        ink: Ink,
    },
}

/// Something a reader can point at or step to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// What is outlined when it is reached.
    pub rect: Rect,
    /// Where a pointer reaches it.
    pub zone: Rect,
    /// Place among the marks: up and down.
    pub row: u32,
    /// Place among the marks: left and right.
    pub column: u32,
    /// Tooltip, line by line.
    pub lines: Vec<String>,
    /// One sentence for a screen reader.
    pub spoken: String,
    /// Address of the records behind it.
    pub href: Option<String>,
}

/// A drawn chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisplayList {
    /// Width in CSS pixels.
    pub width: Px,
    /// Height in CSS pixels.
    pub height: Px,
    /// What is painted, from the back.
    pub items: Vec<Item>,
    /// What can be reached, in reading order.
    pub marks: Vec<Mark>,
}

impl Rect {
    /// Whether the point lies inside, edges included.
    pub fn contains(&self, x: Px, y: Px) -> bool {
        x >= self.x && x <= self.x + self.w && y >= self.y && y <= self.y + self.h
    }
}
