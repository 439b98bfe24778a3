//! Prints a page with every kind of chart, plain and awkward, to look at them:
//! `cargo run -p web-charts --example gallery > gallery.html`.

use web_charts::{
    ChartKind, ChartSpec, Histogram, LimitMark, PaletteKey as Key, RateLine, RateSeries, Series, Stack, Words, svg,
    table, wire,
};

fn spec(title: &str, finding: &str, kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: title.into(),
        finding: finding.into(),
        source: "数据截至 2022年11月3日 · 来源：市人大常委会代表工作委员会".into(),
        x_label: String::new(),
        y_label: String::new(),
        unit: "件".into(),
        words: Words {
            category: "单位".into(),
            total: "合计".into(),
            count: "件数".into(),
            interval: "95% 区间".into(),
            no_data: "暂无数据".into(),
            comma: "，".into(),
        },
        kind,
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

fn outcomes(hundred_percent: bool, rows: usize) -> ChartKind {
    let series = |label: &str, palette, k: u32| Series {
        label: label.into(),
        palette,
        values: (0..rows as u32)
            .map(|i| if i == 4 && rows > 5 { u32::from(k == 3) } else { (i * 7 + k * 5) % (23 - 4 * k) })
            .collect(),
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

fn evaluations() -> ChartKind {
    let series =
        |label: &str, palette, values: [u32; 4]| Series { label: label.into(), palette, values: values.into() };
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

fn rates(periods: usize, lines: usize) -> ChartKind {
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
                        _ => Some((60 + i * 4 - 20 * l as u32, 100)),
                    })
                    .collect(),
            })
            .collect(),
    })
}

fn days(bins: usize) -> ChartKind {
    ChartKind::Histogram(Histogram {
        bins: (0..bins).map(|i| format!("{}–{}", i * 15, i * 15 + 14)).collect(),
        counts: (0..bins as u32).map(|i| (i * i * 7 + 3) % 61).collect(),
        palette: None,
        marks: vec![
            LimitMark { at: 6.0, label: "3 个月（法定期限）".into() },
            LimitMark { at: 12.0, label: "6 个月（延长期限）".into() },
        ],
    })
}

fn main() {
    let mut long = spec("面商率与满意率", "三率齐升。", rates(8, 3));
    long.y_label = "占应办件次的比例".into();
    let mut time = spec("办理时长", "九成在 3 个月内办结。", days(14));
    (time.x_label, time.y_label) = ("从交办到答复的天数".into(), "件次".into());
    let charts = [
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
    ];
    println!(
        "<!doctype html><html lang=zh-CN data-chart-glue=\"web_charts.js\" data-chart-wasm=\"web_charts_bg.wasm\"><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>图表</title>"
    );
    println!(
        "<link rel=stylesheet href=\"charts.css\"><link rel=stylesheet href=\"gallery.css\"><script type=module src=\"charts.js\"></script>"
    );
    for (i, chart) in charts.iter().enumerate() {
        let table = table::table(chart);
        println!(
            "<figure class=chart id=c{i} data-spec=\"{}\"><figcaption><strong>{}</strong><br>{}</figcaption><div class=chart-stage>{}</div><p class=chart-live aria-live=polite></p>",
            wire::encode_base64(chart),
            chart.title,
            chart.finding,
            svg::inline(chart, &format!("c{i}"), web_charts::DESIGN_WIDTH)
        );
        println!("<details class=chart-table><summary>表格</summary><table><tr>");
        for cell in &table.head {
            println!("<th>{cell}");
        }
        for row in &table.rows {
            println!("<tr><td>{}", row.join("<td>"));
        }
        println!(
            "</table></details><div class=chart-tools><button type=button data-chart-action=svg>SVG</button><button type=button data-chart-action=png>PNG</button><button type=button data-chart-action=csv>CSV</button><button type=button data-chart-action=table>表格</button></div></figure>"
        );
    }
    if let Some(path) = std::env::args().nth(1) {
        for (i, chart) in charts.iter().enumerate() {
            let _ = std::fs::write(format!("{path}/c{i}.svg"), svg::standalone(chart));
        }
        let _ = std::fs::write(format!("{path}/colours.css"), svg::style_css());
        let _ = std::fs::write(format!("{path}/c0.bin"), wire::encode(&charts[0]));
        let start = std::time::Instant::now();
        for _ in 0..500 {
            std::hint::black_box(svg::inline(&charts[0], "x", 640));
        }
        eprintln!("{:?} a chart, {} bytes", start.elapsed() / 500, svg::inline(&charts[0], "x", 640).len());
    }
}
