//! Dashed lines for a canvas whose library knows none.

use crate::style::DASH;

/// A path cut into dashes, each by its ends; a dash ends at a corner.
pub(crate) fn dashes(points: &[(i32, i32)]) -> Vec<((i32, i32), (i32, i32))> {
    let (long, gap) = (f64::from(DASH.0), f64::from(DASH.1));
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
            // Not exactly zero: of what rounding leaves, a step makes no way.
            if left < 0.01 {
                inked = !inked;
                left = if inked { long } else { gap };
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::dashes;
    use crate::style::DASH;

    #[test]
    fn every_path_is_cut_to_its_end() {
        for seed in 1..200 {
            let path: Vec<(i32, i32)> = (0..300).map(|i| (i * (1 + seed % 9), (i * i * seed + 7 * i) % 331)).collect();
            let length = |pair: &[(i32, i32)]| f64::from(pair[1].0 - pair[0].0).hypot(f64::from(pair[1].1 - pair[0].1));
            let whole: f64 = path.windows(2).map(length).sum();
            let most = whole / f64::from(DASH.0 + DASH.1) + path.len() as f64 + 1.0;
            let cut = dashes(&path);
            assert!(cut.len() as f64 <= most, "{} dashes of at most {most}", cut.len());
            assert_eq!(cut[0].0, path[0]);
        }
    }
}
