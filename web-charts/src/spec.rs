//! What a chart says: finished numbers with their bases, and texts already translated.

/// Which class colour and pattern a series takes; the values live in [`crate::style`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PaletteKey {
    /// Outcome: resolved.
    Resolved,
    /// Outcome: in progress.
    InProgress,
    /// Outcome: planned.
    Planned,
    /// Outcome: deferred.
    Deferred,
    /// Outcome: for reference.
    Reference,
    /// Evaluation: satisfied.
    Satisfied,
    /// Evaluation: basically satisfied.
    Basically,
    /// Evaluation: dissatisfied.
    Dissatisfied,
    /// Not evaluated or not replied yet.
    Pending,
    /// The site's first accent.
    Accent,
    /// The site's second accent.
    Accent2,
    /// No meaning of its own.
    Neutral,
}

impl PaletteKey {
    /// Every key, in wire order.
    pub const ALL: [PaletteKey; 12] = [
        PaletteKey::Resolved,
        PaletteKey::InProgress,
        PaletteKey::Planned,
        PaletteKey::Deferred,
        PaletteKey::Reference,
        PaletteKey::Satisfied,
        PaletteKey::Basically,
        PaletteKey::Dissatisfied,
        PaletteKey::Pending,
        PaletteKey::Accent,
        PaletteKey::Accent2,
        PaletteKey::Neutral,
    ];
}

/// The few words a chart needs beside its own labels, in the page's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Head of the table's first column: 单位, 届次, 办理天数.
    pub category: String,
    /// Row and column total: 合计.
    pub total: String,
    /// Head of the count column: 件数.
    pub count: String,
    /// Label before a 95 % interval: 95% 区间.
    pub interval: String,
    /// Shown in place of a chart without numbers: 暂无数据.
    pub no_data: String,
    /// Between the parts of a spoken sentence: "，" or ", ".
    pub comma: String,
}

impl Words {
    /// Between a name and its value, in the manner of [`Words::comma`]: "：" or ": ".
    pub fn colon(&self) -> &'static str {
        if self.comma.is_ascii() { ": " } else { "：" }
    }
}

/// A chart: texts, words and data.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// What is shown, without the finding.
    pub title: String,
    /// One sentence made from the data.
    pub finding: String,
    /// As-of date and source, one line.
    pub source: String,
    /// Label of the horizontal axis; may be empty.
    pub x_label: String,
    /// Label of the vertical axis; may be empty.
    pub y_label: String,
    /// Unit of count: 件 or 件次, or " items" with its leading space.
    pub unit: String,
    /// The chart's other words.
    pub words: Words,
    /// The data.
    pub kind: ChartKind,
}

/// The kinds of chart.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Horizontal stacked bars.
    Stack(Stack),
    /// A rate over time, 0–100 %, with its interval.
    RateLine(RateLine),
    /// A distribution with limit marks.
    Histogram(Histogram),
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

/// One segment class of a [`Stack`].
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in legend, tooltip and table head.
    pub label: String,
    /// Colour and pattern.
    pub palette: PaletteKey,
    /// Count for each category.
    pub values: Vec<u32>,
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
        self.series.get(s).and_then(|x| x.values.get(c)).copied().unwrap_or(0)
    }

    /// Sum over all series in category `c`.
    pub fn total(&self, c: usize) -> u64 {
        (0..self.series.len()).map(|s| u64::from(self.value(s, c))).sum()
    }
}
