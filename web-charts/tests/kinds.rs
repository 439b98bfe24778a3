//! What each kind of chart shows, read from the display list instead of pixels.

use web_charts::draw::{Frame, scene};
use web_charts::hit::{HitIndex, Step};
use web_charts::list::{DisplayList, Item, Rect};
use web_charts::style::Ink;
use web_charts::{
    ChartKind, ChartSpec, Histogram, LimitMark, PaletteKey as Key, RateLine, RateSeries, Series, Stack, Words, svg,
    table,
};

fn spec(kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: "办理结果 <甲&乙>".into(),
        finding: "教育局 \"最多\"。".into(),
        source: "数据截至 2022年11月3日".into(),
        x_label: "件数".into(),
        y_label: "占比".into(),
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

fn stack(hundred_percent: bool, rows: usize) -> ChartSpec {
    let series = |label: &str, palette, base: u32| Series {
        label: label.into(),
        palette,
        values: (0..rows as u32).map(|i| (base + i) % 9 * u32::from(i != 1)).collect(),
    };
    spec(ChartKind::Stack(Stack {
        hundred_percent,
        categories: (0..rows).map(|i| format!("市住房和城乡建设局（市人民防空办公室）{i}")).collect(),
        series: vec![
            series("解决", Key::Resolved, 5),
            series("正在解决", Key::InProgress, 3),
            series("规划", Key::Planned, 2),
            series("参考", Key::Reference, 1),
        ],
        links: vec![Some("units/a.html?x=1&y=2".into())],
    }))
}

fn line(points: &[Option<(u32, u32)>]) -> ChartSpec {
    spec(ChartKind::RateLine(RateLine {
        periods: (0..points.len()).map(|i| format!("{}", 2015 + i)).collect(),
        series: vec![RateSeries { label: "满意率".into(), palette: Key::Accent, points: points.into() }],
    }))
}

fn histogram() -> ChartSpec {
    spec(ChartKind::Histogram(Histogram {
        bins: ["0–30", "31–60", "61–90", "91–180"].map(String::from).into(),
        counts: vec![4, 0, 9],
        palette: None,
        marks: vec![
            LimitMark { at: 3.0, label: "3 个月".into() },
            LimitMark { at: 9.0, label: "图外".into() },
            LimitMark { at: f32::NAN, label: "非数".into() },
        ],
    }))
}

fn texts(list: &DisplayList) -> Vec<&str> {
    let mut out = Vec::new();
    for item in &list.items {
        if let Item::Text { text, .. } = item {
            out.push(text.as_str());
        }
    }
    out
}

fn rects(list: &DisplayList, ink: Ink) -> Vec<Rect> {
    let rect = |item: &Item| if let Item::Rect(r, i) = item { (*i == ink).then_some(*r) } else { None };
    list.items.iter().filter_map(rect).collect()
}

#[test]
fn nothing_leaves_the_picture_at_any_width() {
    let charts = [
        stack(true, 24),
        stack(false, 1),
        stack(true, 0),
        stack(true, 60),
        histogram(),
        line(&[Some((1, 1)), None, Some((0, 50)), Some((50, 50))]),
        line(&[]),
        line(&[Some((1, 2))]),
    ];
    for chart in &charts {
        for width in [240, 320, 358, 480, 640, 960, 1400] {
            for frame in [Frame::Inline, Frame::Standalone] {
                let list = scene(chart, width, frame);
                assert_eq!(list.width, width as i32);
                for item in &list.items {
                    let b = DisplayList::bounds(item);
                    let inside = b.x >= 0 && b.y >= 0 && b.x + b.w <= list.width && b.y + b.h <= list.height;
                    assert!(inside, "{width}: {item:?} at {b:?} in {}x{}", list.width, list.height);
                }
                for mark in &list.marks {
                    assert!(mark.rect.x >= 0 && mark.rect.x + mark.rect.w <= list.width + 7, "{mark:?}");
                    assert!(!mark.lines.is_empty() && !mark.spoken.is_empty());
                }
            }
        }
    }
}

#[test]
fn no_text_lies_on_another() {
    let long: Vec<_> = (0..30).map(|i| Some((90 + i % 10, 100 * (1 + i % 3)))).collect();
    let mut two = line(&long);
    if let ChartKind::RateLine(data) = &mut two.kind {
        let mut second = data.series[0].clone();
        second.label = "满意率（含基本满意）".into();
        data.series.push(second);
    }
    let many = spec(ChartKind::Histogram(Histogram {
        bins: (0..36).map(|i| format!("{}–{}", i * 15, i * 15 + 14)).collect(),
        counts: (0..36).map(|i| i * i * 7 % 61).collect(),
        palette: None,
        marks: (0..4).map(|i| LimitMark { at: 6.0 + i as f32, label: format!("{i} 个月期限") }).collect(),
    }));
    for chart in [stack(true, 24), stack(false, 60), histogram(), many, line(&long), two] {
        for width in [240, 320, 358, 480, 640, 960] {
            let list = scene(&chart, width, Frame::Standalone);
            let all = list.items.iter().filter(|i| matches!(i, Item::Text { .. }));
            let all: Vec<_> = all.map(|i| (DisplayList::bounds(i), i)).collect();
            for (i, (a, first)) in all.iter().enumerate() {
                for (b, second) in &all[i + 1..] {
                    let apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
                    assert!(apart, "{width}: {first:?} and {second:?}");
                }
            }
        }
    }
}

#[test]
fn segments_are_as_long_as_their_counts() {
    let list = scene(&stack(false, 3), 640, Frame::Inline);
    let resolved = rects(&list, Ink::Fill(Key::Resolved));
    // The swatch, then 5 and 7; the second row is all zero.
    assert_eq!(resolved.len(), 3);
    let unit = f64::from(resolved[1].w) / 5.0;
    assert!((f64::from(resolved[2].w) / 7.0 - unit).abs() < 1.0);
    assert!(texts(&list).contains(&"0件"));
}

#[test]
fn shares_of_one_row_fill_it_and_an_empty_row_is_missing() {
    let list = scene(&stack(true, 3), 640, Frame::Inline);
    let end = |key| rects(&list, Ink::Fill(key)).last().map(|r| r.x + r.w);
    assert_eq!(end(Key::Reference), rects(&list, Ink::Fill(Key::Reference)).get(1).map(|r| r.x + r.w));
    assert!(texts(&list).contains(&"—"));
    assert!(!texts(&list).contains(&"0%") || texts(&list).iter().filter(|t| **t == "0%").count() == 1);
}

#[test]
fn one_of_a_million_is_still_seen() {
    let chart = spec(ChartKind::Stack(Stack {
        categories: vec!["甲".into()],
        series: vec![
            Series { label: "多".into(), palette: Key::Satisfied, values: vec![1_000_000] },
            Series { label: "一".into(), palette: Key::Dissatisfied, values: vec![1] },
        ],
        ..Stack::default()
    }));
    let list = scene(&chart, 640, Frame::Inline);
    assert!(rects(&list, Ink::Fill(Key::Dissatisfied)).iter().all(|r| r.w >= 1));
    assert_eq!(list.marks.len(), 3);
}

#[test]
fn missing_is_a_gap_and_a_small_base_a_hollow_fraction() {
    let chart = line(&[Some((8, 10)), Some((9, 10)), None, Some((0, 0)), Some((3, 4)), Some((0, 8))]);
    let list = scene(&chart, 640, Frame::Inline);
    let solid = Ink::Solid(Key::Accent);
    let lines = list.items.iter().filter(|i| matches!(i, Item::Line { ink, .. } if *ink == solid)).count();
    assert_eq!(lines, 2, "two runs");
    let ring = |i: &&Item| matches!(i, Item::Circle { filled: false, .. });
    assert_eq!(list.items.iter().filter(ring).count(), 1);
    let texts = texts(&list);
    assert!(texts.contains(&"3/4") && !texts.contains(&"75.0%"));
    assert!(texts.contains(&"0.0%"), "a true zero is shown");
    assert_eq!(texts.iter().filter(|t| **t == "—").count(), 2);
    assert_eq!(list.marks.len(), 4);
    assert!(list.marks[0].lines[1].contains("80.0% (8/10)"));
    assert!(list.marks[0].spoken.contains("95% 区间"));
}

#[test]
fn histogram_marks_its_limits_and_drops_none_of_its_bins() {
    let list = scene(&histogram(), 640, Frame::Inline);
    let bars = rects(&list, Ink::Fill(Key::Accent));
    assert_eq!(bars.len(), 2, "an empty bin has no bar");
    assert!(bars[1].h > bars[0].h * 2);
    assert_eq!(list.marks.len(), 4);
    let texts = texts(&list);
    assert!(texts.contains(&"3 个月"));
    assert!(!texts.contains(&"图外") && !texts.contains(&"非数"));
}

#[test]
fn without_numbers_the_words_say_so() {
    for chart in [stack(true, 0), line(&[None, Some((0, 0))]), line(&[])] {
        let list = scene(&chart, 358, Frame::Inline);
        assert_eq!(texts(&list), ["暂无数据"]);
        assert_eq!(list.marks.len(), 1);
    }
}

#[test]
fn pointer_and_keys_reach_segments_and_rows() {
    let list = scene(&stack(false, 3), 640, Frame::Inline);
    let index = HitIndex::new(&list.marks);
    for (i, mark) in list.marks.iter().enumerate() {
        let (x, y) = (mark.rect.x + mark.rect.w / 2, mark.rect.y + mark.rect.h / 2);
        let found = index.at(x, y).map(|f| &list.marks[f]);
        assert_eq!(found.map(|m| m.row), Some(mark.row));
        if mark.column > 0 {
            assert_eq!(index.at(x, y), Some(i));
        }
    }
    assert_eq!(index.at(4, list.marks[0].rect.y + 8), Some(0), "the label means the row");
    assert_eq!(index.at(-50, -50), None);
    assert_eq!(index.step(None, Step::Down), Some(0));
    let right = index.step(Some(0), Step::Right).unwrap_or(0);
    assert_eq!((list.marks[right].row, list.marks[right].column), (0, 1));
    let down = index.step(Some(0), Step::Down).unwrap_or(0);
    assert_eq!(list.marks[down].row, 1);
    assert_eq!(index.step(Some(0), Step::Up), Some(0));
    let end = index.step(Some(0), Step::End).unwrap_or(0);
    assert_eq!(list.marks[end].row, 0);
    assert_eq!(index.step(Some(end), Step::End), Some(list.marks.len() - 1));
    assert_eq!(index.step(Some(999), Step::Left), Some(0));
    assert_eq!(HitIndex::new(&[]).step(None, Step::Left), None);
}

#[test]
fn svg_is_small_well_formed_and_without_inline_style() {
    let chart = stack(false, 24);
    let text = svg::inline(&chart, "c1", 640);
    assert!(text.len() < 12_000, "{}", text.len());
    assert!(!text.contains("style=") && !text.contains("<script") && !text.contains("<style"));
    assert!(text.contains("aria-labelledby=\"c1-t c1-d\"") && text.contains("&lt;甲&amp;乙&gt;"));
    assert!(text.contains("href=\"units/a.html?x=1&amp;y=2\""));
    for chart in [chart, line(&[Some((1, 9))]), histogram()] {
        balanced(&svg::inline(&chart, "c", 640));
        let file = svg::standalone(&chart);
        balanced(&file);
        assert!(file.contains("数据截至 2022年11月3日"));
    }
}

/// Every element is closed in order.
fn balanced(text: &str) {
    let mut open = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, rest) = tag.split_once('>').unwrap_or_else(|| panic!("unclosed {tag}"));
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        assert!(!rest.contains('>') || open.last() == Some(&"style"), "{rest}");
        let name = tag.split(' ').next().unwrap_or("");
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') && !tag.starts_with('?') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_page_style_sheet_carries_the_colours() {
    let css = include_str!("../../site/assets/charts.css");
    assert!(css.contains(svg::style_css().trim()), "site/assets/charts.css is not what svg::style_css writes");
}

#[test]
fn tables_carry_counts() {
    let t = table::table(&stack(true, 3));
    assert_eq!(t.head, ["单位", "解决", "正在解决", "规划", "参考", "合计"]);
    assert_eq!(t.rows[0][1..], ["45.5% (5/11)", "27.3% (3/11)", "18.2% (2/11)", "9.1% (1/11)", "11"]);
    assert_eq!(t.rows[1][1..], ["—", "—", "—", "—", "0"]);
    let t = table::table(&line(&[Some((3, 4)), None, Some((7, 8))]));
    let cells: Vec<_> = t.rows.iter().map(|r| r[1].as_str()).collect();
    assert_eq!(cells, ["3/4", "—", "87.5% (7/8)"]);
}

#[test]
fn csv_runs_no_formula() {
    let mut chart = histogram();
    if let ChartKind::Histogram(data) = &mut chart.kind {
        data.bins = vec!["=1+1".into(), "a,\"b\"".into(), " @x".into(), "+".into()];
    }
    let text = table::csv(&chart);
    assert_eq!(text, "\u{feff}单位,件数\r\n\"'=1+1\",4\r\n\"a,\"\"b\"\"\",0\r\n\"' @x\",9\r\n\"'+\",0\r\n");
}
