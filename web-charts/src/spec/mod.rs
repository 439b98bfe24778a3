//! What a chart says: finished numbers with their bases, and texts already translated.

mod kinds;

pub use kinds::{
    Change, ChangeRow, ChartKind, Columns, Dots, Heat, Histogram, LimitMark, Multiples, Panel, RateLine, RateSeries,
    Series, Spark, Stack, Totals,
};

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
    /// Outcomes, from resolved to for reference.
    pub const OUTCOMES: [PaletteKey; 5] = [
        PaletteKey::Resolved,
        PaletteKey::InProgress,
        PaletteKey::Planned,
        PaletteKey::Deferred,
        PaletteKey::Reference,
    ];

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
    /// Said of a base below [`crate::number::SMALL_BASE`]: 样本不足 5 件次, 不排序.
    pub small: String,
    /// The earlier of two values: 办理前.
    pub before: String,
    /// The later of two values: 办理后.
    pub after: String,
    /// Share of all so far: 累计占比.
    pub cumulative: String,
    /// What a key of the legend does: 按回车键或点击可隐藏、显示.
    pub toggle: String,
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartSpec {
    /// What is shown, without the finding.
    pub title: String,
    /// One sentence made from the data.
    pub finding: String,
    /// As-of date and source, one line.
    pub source: String,
    /// What the numbers are, one line for the tooltip: 满意率＝满意÷已评价; may be empty.
    pub definition: String,
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
