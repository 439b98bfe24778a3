//! The charts that are measured; the same numbers come out in every run.

use serde_json::Value;
use web_charts::{
    ChartKind, ChartSpec, Heat, Histogram, LimitMark, PaletteKey as Key, RateLine, RateSeries, Series, Stack, Words,
};

use super::peers;

/// How often a chart is drawn between two readings of the clock.
pub const TIMES: u32 = 10;

/// A chart that is redrawn.
pub struct Case {
    /// Its name in the tables.
    pub id: &'static str,
    /// What the contenders know it as.
    pub kind: &'static str,
    /// The chart, with the numbers of `data`.
    pub spec: ChartSpec,
    /// The same numbers for the others.
    pub data: Value,
}

/// The charts that are redrawn, in the tables' order.
pub fn redrawn() -> Vec<Case> {
    let drawn = |id, kind, spec: ChartSpec| Case { id, kind, data: peers::data(&spec), spec };
    let points = many_points();
    vec![
        drawn("line, 12 × 120", "line", line(12, 120)),
        drawn("stack, 60 × 4", "stack", stack(60)),
        drawn("heat map, 60 × 120", "heat", heat(60, 120)),
        Case { id: "line, 100,000 points", kind: "reduced", data: peers::values(&points), spec: points },
    ]
}

/// The six charts of the page that is loaded.
pub fn page() -> Vec<ChartSpec> {
    vec![outcomes(false), outcomes(true), stack(12), line(1, 10), line(3, 10), days()]
}

/// A chart with 10,000 marks.
pub fn many_marks() -> ChartSpec {
    line(100, 100)
}

/// A number below `below`, by its two places: no pattern that the eye or a cache could follow.
fn number(a: usize, b: usize, below: u32) -> u32 {
    let mut mixed =
        (a as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (b as u64 + 7).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    ((mixed >> 33) % u64::from(below)) as u32
}

fn spec(title: &str, kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: title.into(),
        finding: "测速用的虚构数字。".into(),
        source: "虚构".into(),
        unit: "件".into(),
        words: Words {
            category: "单位".into(),
            total: "合计".into(),
            count: "件数".into(),
            interval: "95% 区间".into(),
            no_data: "暂无数据".into(),
            comma: "，".into(),
            ..Words::default()
        },
        kind,
        ..ChartSpec::default()
    }
}

const UNITS: [&str; 12] = [
    "市教育局",
    "市住房和城乡建设局（市人民防空办公室）",
    "市交通运输局",
    "市卫生健康委员会",
    "市公安局",
    "市自然资源和规划局",
    "市农业农村局",
    "市生态环境局",
    "市文化和旅游局（市文物局、市广播电视局）",
    "市财政局",
    "市水利和湖泊局",
    "市城市管理执法委员会",
];

fn units(rows: usize) -> Vec<String> {
    (0..rows)
        .map(|i| if i < UNITS.len() { UNITS[i].into() } else { format!("{}{i}", UNITS[i % UNITS.len()]) })
        .collect()
}

fn series(rows: usize, named: &[(&str, Key, u32)]) -> Vec<Series> {
    let one = |(s, &(label, palette, below)): (usize, &(&str, Key, u32))| Series {
        label: label.into(),
        palette,
        values: (0..rows).map(|row| number(s, row, below)).collect(),
        hidden: false,
    };
    named.iter().enumerate().map(one).collect()
}

fn stack(rows: usize) -> ChartSpec {
    let named = [
        ("满意", Key::Satisfied, 90),
        ("基本满意", Key::Basically, 40),
        ("不满意", Key::Dissatisfied, 9),
        ("待评价", Key::Pending, 30),
    ];
    let stack =
        Stack { hundred_percent: false, categories: units(rows), series: series(rows, &named), links: Vec::new() };
    spec("代表评价", ChartKind::Stack(stack))
}

fn outcomes(hundred_percent: bool) -> ChartSpec {
    let named = [
        ("已解决或基本解决", Key::Resolved, 60),
        ("正在解决", Key::InProgress, 30),
        ("列入规划", Key::Planned, 20),
        ("因条件限制待以后解决", Key::Deferred, 10),
        ("留作参考", Key::Reference, 10),
    ];
    let stack = Stack { hundred_percent, categories: units(12), series: series(12, &named), links: Vec::new() };
    spec("各承办单位办理结果", ChartKind::Stack(stack))
}

/// Rates of which some are missing and some have a small base.
fn line(lines: usize, periods: usize) -> ChartSpec {
    let point = |s: usize, p: usize| match number(s, p, 40) {
        0 => None,
        1 => Some((2, 4)),
        _ => {
            let den = 40 + number(s + 1000, p, 160);
            let share = 35 + (s as u32 * 5) % 50 + number(s + 2000, p, 12);
            Some((den * share / 100, den))
        }
    };
    let series = |s: usize| RateSeries {
        label: format!("第{}类满意率", s + 1),
        palette: Key::ALL[s % Key::ALL.len()],
        points: (0..periods).map(|p| point(s, p)).collect(),
        hidden: false,
    };
    let line = RateLine {
        periods: (0..periods).map(|p| format!("{}-{:02}", 2015 + p / 12, p % 12 + 1)).collect(),
        series: (0..lines).map(series).collect(),
    };
    spec("满意率", ChartKind::RateLine(line))
}

fn days() -> ChartSpec {
    let histogram = Histogram {
        bins: (0..14).map(|i| format!("{}–{}", i * 15, i * 15 + 14)).collect(),
        counts: (0..14).map(|i| number(7, i, 60)).collect(),
        palette: None,
        marks: vec![
            LimitMark { at: 6.0, label: "3 个月（法定期限）".into() },
            LimitMark { at: 12.0, label: "6 个月（延长期限）".into() },
        ],
        ..Histogram::default()
    };
    spec("办理时长", ChartKind::Histogram(histogram))
}

fn months(count: usize) -> Vec<String> {
    (0..count).map(|p| format!("{}-{:02}", 2015 + p / 12, p % 12 + 1)).collect()
}

fn heat(rows: usize, columns: usize) -> ChartSpec {
    let cells = (0..rows * columns).map(|i| Some((number(i / columns, i % columns, 30), 0))).collect();
    let heat = Heat { rate: false, rows: units(rows), columns: months(columns), cells, links: Vec::new() };
    spec("各单位各月件次", ChartKind::Heat(heat))
}

/// A hundred thousand values of a thousand at most.
fn many_points() -> ChartSpec {
    let value = |i: usize| 400 + number(1, i / 900, 300) + number(2, i, 300);
    let series = RateSeries {
        label: "满意率".into(),
        palette: Key::Accent,
        points: (0..100_000).map(|i| Some((value(i), 1000))).collect(),
        hidden: false,
    };
    let line = RateLine { periods: (0..100_000).map(|i| i.to_string()).collect(), series: vec![series] };
    spec("满意率", ChartKind::RateLine(line))
}
