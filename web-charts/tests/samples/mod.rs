//! Charts of every kind, plain and awkward, for tests and for looking at them.

#![allow(dead_code, missing_docs)] // Each test takes what it needs.

use web_charts::{
    Change, ChangeRow, ChartKind, ChartSpec, Columns, Dots, Heat, Histogram, LimitMark, Multiples, PaletteKey as Key,
    Panel, RateLine, RateSeries, Series, Spark, Stack, Totals, Words,
};

pub fn spec(title: &str, finding: &str, kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: title.into(),
        finding: finding.into(),
        source: "数据截至 2022年11月3日 · 来源：市人大常委会代表工作委员会".into(),
        definition: String::new(),
        x_label: String::new(),
        y_label: String::new(),
        unit: "件".into(),
        words: Words {
            category: "单位".into(),
            total: "合计".into(),
            count: "件数".into(),
            interval: "95% 区间".into(),
            no_data: "暂无数据".into(),
            small: "不足 5 件，不作比较".into(),
            before: "办理前".into(),
            after: "办理后".into(),
            cumulative: "累计占比".into(),
            toggle: "按回车键或点击可隐藏、显示".into(),
            comma: "，".into(),
        },
        kind,
    }
}

pub const UNITS: [&str; 12] = [
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

pub fn outcomes(hundred_percent: bool, rows: usize) -> ChartKind {
    let series = |label: &str, palette, k: u32| Series {
        label: label.into(),
        palette,
        values: (0..rows as u32)
            .map(|i| if i == 4 && rows > 5 { u32::from(k == 3) } else { (i * 7 + k * 5) % (23 - 4 * k) })
            .collect(),
        hidden: false,
    };
    ChartKind::Stack(Stack {
        hundred_percent,
        categories: (0..rows).map(|i| UNITS[i % UNITS.len()].into()).collect(),
        series: vec![
            series("已解决或基本解决", Key::Resolved, 0),
            series("正在解决", Key::InProgress, 2),
            series("列入规划", Key::Planned, 3),
            series("因条件限制待以后解决", Key::Deferred, 4),
            series("留作参考", Key::Reference, 5),
        ],
        links: (0..rows).map(|i| (i % 2 == 0).then(|| format!("#u{i}"))).collect(),
    })
}

pub fn evaluations() -> ChartKind {
    let series = |label: &str, palette, values: [u32; 4]| Series {
        label: label.into(),
        palette,
        values: values.into(),
        hidden: false,
    };
    ChartKind::Stack(Stack {
        hundred_percent: true,
        categories: ["2019", "2020", "2021", "2022"].map(String::from).into(),
        series: vec![
            series("满意", Key::Satisfied, [60, 71, 80, 0]),
            series("基本满意", Key::Basically, [20, 12, 9, 0]),
            series("不满意", Key::Dissatisfied, [4, 3, 1, 0]),
            series("待评价", Key::Pending, [6, 14, 40, 0]),
        ],
        links: vec![],
    })
}

pub fn rates(periods: usize, lines: usize) -> ChartKind {
    let names = ["办复率", "满意率", "解决率"];
    let keys = [Key::Accent, Key::Accent2, Key::Neutral];
    ChartKind::RateLine(RateLine {
        periods: (0..periods).map(|i| (2022 + i - periods).to_string()).collect(),
        series: (0..lines)
            .map(|l| RateSeries {
                label: names[l].into(),
                palette: keys[l],
                points: (0..periods as u32)
                    .map(|i| match i {
                        2 => None,
                        5 => Some((0, 0)),
                        6 => Some((3, 4)),
                        _ => Some(((60 + i * 4).min(100) - 20 * l as u32, 100)),
                    })
                    .collect(),
                hidden: false,
            })
            .collect(),
    })
}

pub fn days(bins: usize) -> ChartKind {
    ChartKind::Histogram(Histogram {
        bins: (0..bins).map(|i| format!("{}–{}", i * 15, i * 15 + 14)).collect(),
        counts: (0..bins as u32).map(|i| (i * i * 7 + 3) % 61).collect(),
        palette: None,
        marks: vec![
            LimitMark { at: 6.0, label: "3 个月（法定期限）".into() },
            LimitMark { at: 12.0, label: "6 个月（延长期限）".into() },
        ],
        cumulative: bins == 36,
    })
}

pub fn months(count: usize) -> Vec<String> {
    (0..count).map(|i| format!("{}年{}月", 2013 + i / 12, i % 12 + 1)).collect()
}

pub fn totals(periods: usize) -> ChartKind {
    let line = |label: &str, palette, lag: usize, share: usize| Series {
        label: label.into(),
        palette,
        values: (0..periods).map(|i| (i.saturating_sub(lag) * share) as u32).collect(),
        hidden: false,
    };
    ChartKind::Totals(Totals {
        periods: months(periods),
        series: vec![
            line("已交办", Key::Accent, 0, 12),
            line("已答复", Key::Satisfied, 3, 11),
            line("已办结", Key::Neutral, 4, 10),
        ],
        due: Some(line("应答复", Key::Accent2, 3, 12)),
    })
}

pub fn columns(periods: usize, hundred_percent: bool) -> ChartKind {
    let series = |label: &str, palette, k: u32| Series {
        label: label.into(),
        palette,
        values: (0..periods as u32).map(|i| if i == 3 { 0 } else { (i * 5 + k * 3) % (9 - 2 * k) }).collect(),
        hidden: false,
    };
    ChartKind::Columns(Columns {
        hundred_percent,
        periods: months(periods),
        series: vec![
            series("B → A", Key::Resolved, 0),
            series("C → A", Key::InProgress, 1),
            series("C → B", Key::Planned, 2),
        ],
    })
}

pub fn heat(rows: usize, columns: usize, rate: bool) -> ChartKind {
    let cell = |i: usize| match (i * 31 + i / columns * 7) % 17 {
        0 => None,
        1 => Some((0, 9)),
        2 => Some((2, 4)),
        n => Some((n as u32, if rate { 17 } else { 0 })),
    };
    ChartKind::Heat(Heat {
        rate,
        rows: (0..rows).map(|i| UNITS[i % UNITS.len()].into()).collect(),
        columns: months(columns),
        cells: (0..rows * columns).map(cell).collect(),
        links: vec![Some("#u0".into())],
    })
}

pub fn dots(rows: usize) -> ChartKind {
    let point = |i: usize| match i % 9 {
        3 => Some((2, 3)),
        5 => None,
        6 => Some((12, 12)),
        7 => Some((0, 8)),
        n => Some((9 + n as u32 * 2, 40 - n as u32)),
    };
    ChartKind::Dots(Dots {
        categories: (0..rows).map(|i| UNITS[i % UNITS.len()].into()).collect(),
        points: (0..rows).map(point).collect(),
        whole: Some((412, 700)),
        links: vec![Some("#u0".into())],
    })
}

pub fn change() -> ChartKind {
    let row = |label: &str, before: f64, after: f64, unit: &str| ChangeRow {
        label: label.into(),
        before,
        after,
        before_text: format!("{before} {unit}"),
        after_text: format!("{after} {unit}"),
        link: None,
    };
    ChartKind::Change(Change {
        rows: vec![
            row("不动产转移登记申请材料", 19.0, 2.0, "项"),
            row("办理时限", 25.0, 1.0, "个工作日"),
            row("群众跑动次数", 6.0, 1.0, "次"),
            row("公共停车泊位", 120.0, 340.0, "个"),
            row("没有变化", 3.0, 3.0, "项"),
            row("由零起步", 0.0, 12.0, "处"),
        ],
    })
}

pub fn sparks() -> ChartKind {
    ChartKind::Spark(Spark {
        periods: months(9),
        points: vec![
            Some((6, 9)),
            Some((8, 9)),
            None,
            Some((3, 4)),
            Some((9, 9)),
            Some((5, 9)),
            Some((0, 9)),
            None,
            Some((7, 8)),
        ],
    })
}

pub fn several(kind: impl Fn(usize) -> ChartKind) -> ChartKind {
    ChartKind::Multiples(Multiples {
        panels: (0..6).map(|i| Panel { title: UNITS[i].into(), kind: kind(i) }).collect(),
    })
}

fn of_rate(title: &str, finding: &str, kind: ChartKind) -> ChartSpec {
    ChartSpec { y_label: "满意率".into(), ..spec(title, finding, kind) }
}

/// Every kind, plain and awkward: one value, none, sixty units, many months, 0 % and 100 %.
pub fn all() -> Vec<ChartSpec> {
    let mut long = spec("面商率与满意率", "三率齐升。", rates(8, 3));
    long.y_label = "占应办件次的比例".into();
    long.definition = "满意率＝满意÷已评价".into();
    let mut time = spec("办理时长", "九成在 3 个月内办结。", days(14));
    (time.x_label, time.y_label) = ("从交办到答复的天数".into(), "件次".into());
    vec![
        spec("各承办单位办理结果", "教育局最多。", outcomes(false, 12)),
        spec("各承办单位办理结果（占比）", "教育局最多。", outcomes(true, 12)),
        spec("代表评价", "满意率 93.0%（80/86），另有 40 件待评价。", evaluations()),
        spec("办复率", "逐年上升。", rates(8, 1)),
        long,
        spec("一个时期", "只有一次。", rates(1, 1)),
        spec("三十个时期", "很多。", rates(30, 2)),
        time,
        spec("三十六个分组", "细。", days(36)),
        spec("一个分组", "粗。", days(1)),
        spec("没有数据", "尚无。", outcomes(true, 0)),
        spec("一个单位", "只有一个。", outcomes(false, 1)),
        spec("六十个单位", "很多。", outcomes(true, 60)),
        spec("交办、答复与办结", "累计。", totals(24)),
        spec("一个月", "累计。", totals(1)),
        spec("办理结果升级", "共 40 件次。", columns(9, false)),
        spec("办理结果升级（占比）", "共 40 件次。", columns(30, true)),
        spec("各单位各月办复率", "颜色越深越高。", heat(8, 12, true)),
        spec("各单位各月件次", "颜色越深越多。", heat(60, 120, false)),
        of_rate("各单位满意率", "区间重叠者不可分高下。", dots(12)),
        of_rate("六十个单位的满意率", "区间重叠者不可分高下。", dots(60)),
        spec("成效", "材料由 19 项减为 2 项。", change()),
        of_rate("走势", "", sparks()),
        spec("各单位满意率走势", "同一尺度。", several(|i| rates(5 + i, 1))),
        spec("各单位交办与答复", "同一尺度。", several(|i| totals(6 + i))),
    ]
}
