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
        /// Dashed instead of whole.
        dashed: bool,
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

/// What a mark stands for in its chart's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pick {
    /// Nothing: the words in place of a chart.
    #[default]
    Nothing,
    /// All of one category, period, bin or row.
    Category(u32),
    /// One value.
    Value {
        /// Its series, or row of a heat map.
        series: u32,
        /// Its category, period or column.
        category: u32,
    },
    /// A key of the legend.
    Series(u32),
}

impl Pick {
    /// The series meant, if one is.
    pub fn series(self) -> Option<u32> {
        match self {
            Pick::Value { series, .. } | Pick::Series(series) => Some(series),
            Pick::Nothing | Pick::Category(_) => None,
        }
    }

    /// The category meant, if one is.
    pub fn category(self) -> Option<u32> {
        match self {
            Pick::Value { category, .. } | Pick::Category(category) => Some(category),
            Pick::Nothing | Pick::Series(_) => None,
        }
    }
}

/// Something a reader can point at or step to. What it says is in [`crate::reading`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// What is outlined when it is reached.
    pub rect: Rect,
    /// Where a pointer reaches it.
    pub zone: Rect,
    /// Place among the marks: up and down. Legends are row 0.
    pub row: u32,
    /// Place among the marks: left and right.
    pub column: u32,
    /// Which of several small charts it is in, from 0.
    pub panel: u32,
    /// What it stands for.
    pub pick: Pick,
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

impl Item {
    /// Moves the item.
    pub(crate) fn shift(&mut self, (dx, dy): (Px, Px)) {
        let shift = |at: &mut (Px, Px)| *at = (at.0 + dx, at.1 + dy);
        match self {
            Item::Rect(r, _) => *r = r.shifted((dx, dy)),
            Item::Line { points, .. } | Item::Polygon { points, .. } => points.iter_mut().for_each(shift),
            Item::Circle { at, .. } | Item::Text { at, .. } => shift(at),
        }
    }
}

impl Rect {
    /// The rectangle, moved.
    #[must_use]
    pub fn shifted(self, (dx, dy): (Px, Px)) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// Whether the point lies inside, edges included.
    pub fn contains(&self, x: Px, y: Px) -> bool {
        x >= self.x && x <= self.x + self.w && y >= self.y && y <= self.y + self.h
    }
}
