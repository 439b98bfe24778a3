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
        let mut found = None;
        let mut least = (i64::MAX, i64::MAX);
        for (i, mark) in self.marks.iter().enumerate() {
            if mark.zone.contains(x, y) {
                let key = (i64::from(mark.zone.w) * i64::from(mark.zone.h), distance(&mark.rect, x, y));
                if key < least {
                    (found, least) = (Some(i), key);
                }
            }
        }
        found
    }

    /// Where a key leads from `from`; without a place yet, to the first mark. Stays at the edges.
    pub fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let Some((at, here)) = from.and_then(|i| Some((i, self.marks.get(i)?))) else {
            return if self.marks.is_empty() { None } else { Some(0) };
        };
        let (row, column) = (i64::from(here.row), i64::from(here.column));
        // How far a mark lies in the wanted direction, the nearest first; `None` where it does not.
        let way = |mark: &Mark| -> Option<(i64, i64)> {
            let (down, right) = (i64::from(mark.row) - row, i64::from(mark.column) - column);
            let (ahead, aside) = match step {
                Step::Left => (-right, down),
                Step::Right => (right, down),
                Step::Up => (-down, right),
                Step::Down => (down, right),
                Step::Home => return (down == 0).then_some((right, 0)),
                Step::End => return (down == 0).then_some((-right, 0)),
            };
            let level = matches!(step, Step::Up | Step::Down) || aside == 0;
            (ahead > 0 && level).then_some((ahead, aside.abs()))
        };
        let mut found = at;
        let mut least = (i64::MAX, i64::MAX);
        for (i, mark) in self.marks.iter().enumerate() {
            if let Some(key) = way(mark).filter(|key| *key < least) {
                (found, least) = (i, key);
            }
        }
        match step {
            Step::Home if found == at => Some(0),
            Step::End if found == at => {
                let data = |mark: &Mark| !matches!(mark.pick, Pick::Series(_));
                Some(self.marks.iter().rposition(data).unwrap_or(at))
            }
            _ => Some(found),
        }
    }
}

/// Square of the distance to the rectangle; zero inside.
fn distance(r: &Rect, x: Px, y: Px) -> i64 {
    let dx = i64::from((r.x - x).max(x - r.x - r.w).max(0));
    let dy = i64::from((r.y - y).max(y - r.y - r.h).max(0));
    dx * dx + dy * dy
}
