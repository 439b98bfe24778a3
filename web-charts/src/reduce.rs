//! Fewer points for a line than pixels, and no extreme lost.

use crate::list::Px;

/// Of the points that share a column of pixels only the first, the lowest, the highest and the last
/// stay, in their order: the line covers the same pixels. `points` come with `x` ascending.
pub(crate) fn by_column(points: impl Iterator<Item = (Px, Px)>) -> Vec<(Px, Px)> {
    let mut out: Vec<(Px, Px)> = Vec::new();
    let mut column: Option<Column> = None;
    for (x, y) in points {
        match &mut column {
            Some(now) if now.x == x => now.take(y),
            _ => {
                if let Some(done) = column.replace(Column { x, first: y, low: (0, y), high: (0, y), last: y, seen: 1 })
                {
                    done.write(&mut out);
                }
            }
        }
    }
    if let Some(done) = column {
        done.write(&mut out);
    }
    out
}

struct Column {
    x: Px,
    first: Px,
    /// When it came and what it is.
    low: (u32, Px),
    high: (u32, Px),
    last: Px,
    seen: u32,
}

impl Column {
    fn take(&mut self, y: Px) {
        if y < self.low.1 {
            self.low = (self.seen, y);
        }
        if y > self.high.1 {
            self.high = (self.seen, y);
        }
        self.last = y;
        self.seen += 1;
    }

    fn write(&self, out: &mut Vec<(Px, Px)>) {
        let (early, late) = if self.low.0 <= self.high.0 { (self.low, self.high) } else { (self.high, self.low) };
        let mut push = |y: Px| {
            if out.last() != Some(&(self.x, y)) {
                out.push((self.x, y));
            }
        };
        push(self.first);
        push(early.1);
        push(late.1);
        push(self.last);
    }
}

#[cfg(test)]
mod tests {
    use super::by_column;

    #[test]
    fn no_extreme_is_lost_and_single_points_stay() {
        assert_eq!(by_column([(0, 5), (1, 7), (2, 7)].into_iter()), [(0, 5), (1, 7), (2, 7)]);
        let crowded = [(0, 5), (0, 9), (0, 1), (0, 4), (1, 4), (1, 4)];
        assert_eq!(by_column(crowded.into_iter()), [(0, 5), (0, 9), (0, 1), (0, 4), (1, 4)]);
        assert!(by_column(std::iter::empty()).is_empty());
        let many = by_column((0..100_000).map(|i| (i / 100, (i * 7919) % 300)));
        assert!(many.len() <= 4000);
        assert_eq!(many.iter().map(|p| p.1).max(), Some(299));
        assert_eq!(many.iter().map(|p| p.1).min(), Some(0));
    }
}
