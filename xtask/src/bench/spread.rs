//! Medians with their spread: one run says little on a machine that others use too.

use std::fmt;

/// The same thing measured in several runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread(Vec<f64>);

impl Spread {
    /// The measured values, at least one.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        (!values.is_empty()).then_some(Self(values))
    }

    /// The middle value, or the mean of the two in the middle.
    pub fn median(&self) -> f64 {
        let (lower, upper) = ((self.0.len() - 1) / 2, self.0.len() / 2);
        (self.0[lower] + self.0[upper]) / 2.0
    }

    /// The largest value.
    pub fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

impl fmt::Display for Spread {
    /// `median (least–most)`, with three digits that count.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}–{})", short(self.median()), short(self.0[0]), short(self.most()))
    }
}

/// The number with three digits that count, or all before the point.
pub fn short(value: f64) -> String {
    let digits = if value >= 100.0 {
        0
    } else if value >= 10.0 {
        1
    } else if value >= 1.0 {
        2
    } else {
        3
    };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_median_is_the_middle() {
        let spread = Spread::new([0.5, 12.345, 2.0]).expect("values");
        assert_eq!(spread.to_string(), "2.00 (0.500–12.3)");
        assert_eq!(Spread::new([1.0, 2.0]).expect("values").median(), 1.5);
        assert_eq!(Spread::new([]), None);
    }
}
