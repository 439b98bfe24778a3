//! Handling times as a distribution with the limits marked, the same on every page that shows one.

use outcomes::rates::HandlingDays;
use web_charts::{Histogram, LimitMark, PaletteKey};

/// Days in a bin.
const BIN: u32 = 15;
/// Bins at most; the last holds all that took longer.
const MOST_BINS: u32 = 30;
/// Days in a month of the calendar, on average over its 400 years.
const MONTH: f64 = 30.436_875;

/// How many took how many days, beside limits of so many months, each with its name. The axis reaches
/// past the last limit, so that none is left out.
pub fn distribution(days: &HandlingDays, limits: Vec<(u32, String)>) -> Histogram {
    let day = |months: u32| f64::from(months) * MONTH;
    let longest = days.iter().last().map_or(0, |(days, _)| days);
    let furthest = limits.iter().map(|(months, _)| day(*months) as u32 + BIN).max().unwrap_or(0);
    let bins = (longest.max(furthest) / BIN + 1).min(MOST_BINS);
    let mut counts = vec![0; bins as usize];
    for (days, count) in days.iter() {
        counts[(days / BIN).min(bins - 1) as usize] += count;
    }
    let mark = |(months, label)| LimitMark { at: (day(months) / f64::from(BIN)) as f32, label };
    Histogram {
        bins: (0..bins).map(|bin| label(bin, bin + 1 == bins)).collect(),
        counts,
        palette: Some(PaletteKey::Accent),
        marks: limits.into_iter().map(mark).collect(),
        cumulative: true,
    }
}

fn label(bin: u32, is_last: bool) -> String {
    let start = (bin * BIN).to_string();
    if is_last {
        return ["≥", &start].concat();
    }
    [&start, "–", &(bin * BIN + BIN - 1).to_string()].concat()
}
