//! From pointer and keys to marks.

use crate::list::{Mark, Pick, Px, Rect};

/// A step by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Previous in the row.
    Left,
    /// Next in the row.
    Right,
    /// The row above.
    Up,
    /// The row below.
    Down,
    /// First of the row; of all, if already there.
    Home,
    /// Last of the row; of all, if already there.
    End,
}

/// Finds marks.
#[derive(Clone, Copy, Debug)]
pub struct HitIndex<'a> {
    marks: &'a [Mark],
}

impl<'a> HitIndex<'a> {
    /// An index over the marks of a drawn chart.
    pub fn new(marks: &'a [Mark]) -> HitIndex<'a> {
        HitIndex { marks }
    }

    /// The mark a pointer at `(x, y)` means: of those whose zone it is in, the one with the smallest
    /// zone, so a segment goes before its row and a point before its column; of equals, the nearest.
    pub fn at(&self, x: Px, y: Px) -> Option<usize> {
        let key = |m: &Mark| (i64::from(m.zone.w) * i64::from(m.zone.h), distance(&m.rect, x, y));
        let inside = self.marks.iter().enumerate().filter(|(_, m)| m.zone.contains(x, y));
        inside.min_by_key(|(_, m)| key(m)).map(|(i, _)| i)
    }

    /// Where a key leads from `from`; without a place yet, to the first mark. Stays at the edges.
    pub fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let Some((at, here)) = from.and_then(|i| Some((i, self.marks.get(i)?))) else {
            return if self.marks.is_empty() { None } else { Some(0) };
        };
        let row = |row: u32| self.marks.iter().enumerate().filter(move |(_, m)| m.row == row);
        let found = match step {
            Step::Left => row(here.row).filter(|(_, m)| m.column < here.column).max_by_key(|(_, m)| m.column),
            Step::Right => row(here.row).filter(|(_, m)| m.column > here.column).min_by_key(|(_, m)| m.column),
            Step::Up | Step::Down => {
                let rows = self.marks.iter().map(|m| m.row);
                let next = if step == Step::Up {
                    rows.filter(|&r| r < here.row).max()
                } else {
                    rows.filter(|&r| r > here.row).min()
                };
                next.and_then(|r| row(r).min_by_key(|(_, m)| m.column.abs_diff(here.column)))
            }
            Step::Home => row(here.row).min_by_key(|(_, m)| m.column),
            Step::End => row(here.row).max_by_key(|(_, m)| m.column),
        };
        match (found.map(|(i, _)| i), step) {
            (Some(i), Step::Home) if i == at => Some(0),
            (Some(i), Step::End) if i == at => {
                self.marks.iter().rposition(|m| !matches!(m.pick, Pick::Series(_))).or(Some(i))
            }
            (Some(i), _) => Some(i),
            (None, _) => Some(at),
        }
    }
}

/// Square of the distance to the rectangle; zero inside.
fn distance(r: &Rect, x: Px, y: Px) -> i64 {
    let dx = i64::from((r.x - x).max(x - r.x - r.w).max(0));
    let dy = i64::from((r.y - y).max(y - r.y - r.h).max(0));
    dx * dx + dy * dy
}
