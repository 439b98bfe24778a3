//! Numbers as text and as scale: counts stay integers until the last step.

/// The smallest base whose percentage is shown; below it the fraction stands alone.
pub const SMALL_BASE: u32 = 5;

/// What stands for a value that does not exist.
pub const MISSING: &str = "—";

/// `num / den` in tenths of a percent, rounded half up; `None` without a base.
pub fn tenths(num: u64, den: u64) -> Option<u64> {
    if den == 0 {
        return None;
    }
    // Counts are sums of 32-bit counts: far from 64 bits even times two thousand.
    Some((num.saturating_mul(2000).saturating_add(den)) / den.saturating_mul(2))
}

/// A percentage with one decimal, "87.5%"; "—" without a base.
pub fn percent(num: u64, den: u64) -> String {
    match tenths(num, den) {
        None => MISSING.into(),
        Some(tenths) => percent_of(tenths),
    }
}

/// Tenths of a percent as a percentage with one decimal.
pub fn percent_of(tenths: u64) -> String {
    let mut out = (tenths / 10).to_string();
    out.push('.');
    out.push(char::from(b'0' + (tenths % 10) as u8));
    out.push('%');
    out
}

/// Both bounds of the 95 % interval of `num / den` as percentages, with `between` between them.
pub fn interval(num: u32, den: u32, between: &str) -> String {
    let (low, high) = wilson(num, den);
    let percent = |share: f64| percent_of((share * 1000.0 + 0.5) as u64);
    [percent(low).as_str(), between, &percent(high)].concat()
}

/// A percentage without decimals, for use inside narrow segments.
pub fn whole_percent(num: u64, den: u64) -> String {
    match tenths(num, den) {
        None => MISSING.into(),
        // Rounded from the counts, not from the tenths: half up once.
        Some(_) => {
            let whole = num.saturating_mul(200).saturating_add(den) / den.saturating_mul(2);
            let mut out = whole.to_string();
            out.push('%');
            out
        }
    }
}

/// "num/den".
pub fn fraction(num: u64, den: u64) -> String {
    let mut out = num.to_string();
    out.push('/');
    out.push_str(&den.to_string());
    out
}

/// A rate as it is printed everywhere: "87.5% (7/8)", the fraction alone under [`SMALL_BASE`],
/// "—" without a base.
pub fn rate(num: u64, den: u64) -> String {
    if den == 0 {
        return MISSING.into();
    }
    if den < u64::from(SMALL_BASE) {
        return fraction(num, den);
    }
    let mut out = percent(num, den);
    out.push_str(" (");
    out.push_str(&fraction(num, den));
    out.push(')');
    out
}

/// The 95 % Wilson score interval of `num / den` as shares in 0..=1 (Wilson 1927).
/// `den` must be above zero; an empty base yields the whole range.
pub fn wilson(num: u32, den: u32) -> (f64, f64) {
    if den == 0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.959_963_984_540_054;
    let n = f64::from(den);
    let p = f64::from(num.min(den)) / n;
    let z2 = Z * Z;
    let mid = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    (((mid - half) / scale).max(0.0), ((mid + half) / scale).min(1.0))
}

/// A round step so that `0..=max` takes at most `most` steps: 1, 2 or 5 times a power of ten.
pub fn nice_step(max: u64, most: u64) -> u64 {
    let most = most.max(1);
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step.saturating_mul(most) >= max {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_carry_their_counts() {
        assert_eq!(rate(7, 8), "87.5% (7/8)");
        assert_eq!(rate(3, 4), "3/4");
        assert_eq!(rate(0, 0), "—");
        assert_eq!(percent(1, 2000), "0.1%");
        assert_eq!(whole_percent(1, 8), "13%");
    }

    #[test]
    fn steps_are_round() {
        assert_eq!(nice_step(0, 5), 1);
        assert_eq!(nice_step(47, 5), 10);
        assert_eq!(nice_step(1103, 6), 200);
        assert!(nice_step(u64::MAX, 1) > 0);
    }

    #[test]
    fn wilson_stays_in_range() {
        let (low, high) = wilson(7, 7);
        assert!((low - 0.6457).abs() < 1e-3 && high <= 1.0);
        let (low, _) = wilson(0, 9);
        assert!(low.abs() < 1e-12);
    }
}
