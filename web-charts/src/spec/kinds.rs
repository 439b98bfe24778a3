//! The kinds of chart and the data of each.

use super::PaletteKey;

/// The kinds of chart.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Horizontal stacked bars.
    Stack(Stack),
    /// A rate over time, 0–100 %, with its interval.
    RateLine(RateLine),
    /// A distribution with limit marks.
    Histogram(Histogram),
    /// Running totals over time.
    Totals(Totals),
    /// Stacked columns over time.
    Columns(Columns),
    /// Two dimensions at once, shaded.
    Heat(Heat),
    /// Rates with their 95 % intervals, one row each.
    Dots(Dots),
    /// Before and after.
    Change(Change),
    /// A rate in a table's cell.
    Spark(Spark),
    /// Several small charts on one scale.
    Multiples(Multiples),
}

impl ChartKind {
    /// Whether the lighter of the browser's programs draws this kind.
    pub fn is_basic(&self) -> bool {
        matches!(self, ChartKind::Stack(_) | ChartKind::RateLine(_) | ChartKind::Histogram(_))
    }
}

impl Default for ChartKind {
    fn default() -> ChartKind {
        ChartKind::Stack(Stack::default())
    }
}

/// Horizontal stacked bars: one row a category, one segment a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Bars show shares of their own total instead of counts.
    pub hundred_percent: bool,
    /// Row labels, from the top.
    pub categories: Vec<String>,
    /// Segments, from the left. A shorter `values` reads as zeros.
    pub series: Vec<Series>,
    /// Address of each row's records; may be shorter than `categories`.
    pub links: Vec<Option<String>>,
}

/// One class of counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in legend, tooltip and table head; empty where it is alone and the title names it.
    pub label: String,
    /// Colour and pattern.
    pub palette: PaletteKey,
    /// Count for each category or period; a shorter list reads as zeros.
    pub values: Vec<u32>,
    /// Switched off by the reader: not drawn, but still part of every total.
    pub hidden: bool,
}

impl Series {
    /// The count at `place`; what is not given is zero.
    pub fn at(&self, place: usize) -> u32 {
        self.values.get(place).copied().unwrap_or(0)
    }
}

/// Rates over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RateLine {
    /// Period labels, from the left.
    pub periods: Vec<String>,
    /// Lines.
    pub series: Vec<RateSeries>,
}

/// One line of a [`RateLine`].
#[derive(Clone, Debug, PartialEq)]
pub struct RateSeries {
    /// Name at the line's end, in tooltip and table head.
    pub label: String,
    /// Colour.
    pub palette: PaletteKey,
    /// Numerator and denominator for each period. `None` or a zero denominator is a gap, never 0 %.
    pub points: Vec<Option<(u32, u32)>>,
    /// Switched off by the reader: not drawn.
    pub hidden: bool,
}

impl RateSeries {
    /// The counts at `period`, if there is a rate to show.
    pub fn at(&self, period: usize) -> Option<(u32, u32)> {
        self.points.get(period).copied().flatten().filter(|&(_, den)| den > 0)
    }
}

/// A distribution over bins of equal width on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Bin labels, from the left ("0–30").
    pub bins: Vec<String>,
    /// Count in each bin; a shorter list reads as zeros.
    pub counts: Vec<u32>,
    /// Colour of the bars.
    pub palette: Option<PaletteKey>,
    /// Vertical marks, such as the 3- and 6-month limits.
    pub marks: Vec<LimitMark>,
    /// The share of all so far is drawn over the bars, on an axis of its own, 0–100 %.
    pub cumulative: bool,
}

impl Histogram {
    /// The count in `bin`; what is not given is zero.
    pub fn count(&self, bin: usize) -> u32 {
        self.counts.get(bin).copied().unwrap_or(0)
    }

    /// The counts of all bins up to and with `bin`, and of all.
    pub fn so_far(&self, bin: usize) -> (u64, u64) {
        let sum = |to: usize| (0..to).map(|b| u64::from(self.count(b))).sum();
        (sum((bin + 1).min(self.bins.len())), sum(self.bins.len()))
    }
}

/// A vertical mark in a [`Histogram`].
#[derive(Clone, Debug, PartialEq)]
pub struct LimitMark {
    /// Place in bins from the left edge: 3.0 is the edge between the third and the fourth bin.
    pub at: f32,
    /// What the mark means.
    pub label: String,
}

impl Stack {
    /// Count of series `s` in category `c`; what is not given is zero.
    pub fn value(&self, s: usize, c: usize) -> u32 {
        self.series.get(s).map_or(0, |series| series.at(c))
    }

    /// Sum over all series in category `c`.
    pub fn total(&self, c: usize) -> u64 {
        (0..self.series.len()).map(|s| u64::from(self.value(s, c))).sum()
    }

    /// Sum over the series in category `c` that the reader has not switched off.
    pub fn drawn(&self, c: usize) -> u64 {
        self.series.iter().filter(|series| !series.hidden).map(|series| u64::from(series.at(c))).sum()
    }
}

/// Running totals over time: how many so far, at the end of each period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Period labels, from the left.
    pub periods: Vec<String>,
    /// Lines: counts so far, never falling.
    pub series: Vec<Series>,
    /// How many were due so far: a dashed line.
    pub due: Option<Series>,
}

impl Totals {
    /// Every line, the due line last.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Series> + Clone {
        self.series.iter().chain(&self.due)
    }
}

/// Stacked columns over time: one column a period, one segment a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Columns show shares of their own total instead of counts.
    pub hundred_percent: bool,
    /// Period labels, from the left.
    pub periods: Vec<String>,
    /// Segments, from the axis up.
    pub series: Vec<Series>,
}

impl Columns {
    /// Sum over all series in period `p`.
    pub fn total(&self, p: usize) -> u64 {
        self.series.iter().map(|series| u64::from(series.at(p))).sum()
    }
}

/// Rows by columns, each cell shaded by its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// Cells are rates, 0–100 %, instead of counts.
    pub rate: bool,
    /// Row labels, from the top.
    pub rows: Vec<String>,
    /// Column labels, from the left.
    pub columns: Vec<String>,
    /// Row by row: a count and 0, or numerator and denominator. `None` is missing, never zero.
    pub cells: Vec<Option<(u32, u32)>>,
    /// Address of each row's records; may be shorter than `rows`.
    pub links: Vec<Option<String>>,
}

impl Heat {
    /// The value in a cell, if there is one to show.
    pub fn at(&self, row: usize, column: usize) -> Option<(u32, u32)> {
        let cell = self.cells.get(row * self.columns.len() + column).copied().flatten();
        cell.filter(|&(_, den)| den > 0 || !self.rate)
    }
}

/// Rates with their 95 % intervals. Rows keep their order; those with a small base stand after the
/// others, pale and without a place in the order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dots {
    /// Row labels, from the top.
    pub categories: Vec<String>,
    /// Numerator and denominator of each row; `None` or a zero denominator is missing.
    pub points: Vec<Option<(u32, u32)>>,
    /// The rate of all together: an upright line.
    pub whole: Option<(u32, u32)>,
    /// Address of each row's records; may be shorter than `categories`.
    pub links: Vec<Option<String>>,
}

impl Dots {
    /// The counts of a row, if there is a rate to show.
    pub fn at(&self, row: usize) -> Option<(u32, u32)> {
        self.points.get(row).copied().flatten().filter(|&(_, den)| den > 0)
    }
}

/// Values before and after, each row on a scale of its own from zero to the larger of the two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Rows, from the top.
    pub rows: Vec<ChangeRow>,
}

/// One measure before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeRow {
    /// What was measured.
    pub label: String,
    /// Value before, at least 0.
    pub before: f64,
    /// Value after, at least 0.
    pub after: f64,
    /// The value before with its unit: 19 项.
    pub before_text: String,
    /// The value after with its unit: 2 项.
    pub after_text: String,
    /// Address of the record.
    pub link: Option<String>,
}

/// A rate over time in the height of a line of text, without axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark {
    /// Period labels, from the left.
    pub periods: Vec<String>,
    /// Numerator and denominator for each period; `None` or a zero denominator is a gap.
    pub points: Vec<Option<(u32, u32)>>,
}

impl Spark {
    /// The counts at `period`, if there is a rate to show.
    pub fn at(&self, period: usize) -> Option<(u32, u32)> {
        self.points.get(period).copied().flatten().filter(|&(_, den)| den > 0)
    }
}

/// Several small charts of any kind but this one, on one scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Multiples {
    /// Charts, in reading order.
    pub panels: Vec<Panel>,
}

/// One of several small charts.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// The data.
    pub kind: ChartKind,
}
