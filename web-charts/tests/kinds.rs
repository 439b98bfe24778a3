//! What each kind of chart shows, read from the display list instead of pixels.

use web_charts::draw::{Frame, scene};
use web_charts::list::{DisplayList, Item, Mark, Pick, Rect};
use web_charts::reading;
use web_charts::style::Ink;
use web_charts::{
    Change, ChangeRow, ChartKind, ChartSpec, Dots, Heat, Histogram, LimitMark, Multiples, PaletteKey as Key, Panel,
    RateLine, RateSeries, Series, Stack, Totals, Words, svg, table,
};

fn spec(kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: "办理结果 <甲&乙>".into(),
        finding: "教育局 \"最多\"。".into(),
        source: "数据截至 2022年11月3日".into(),
        definition: "满意率＝满意÷已评价".into(),
        x_label: "件数".into(),
        y_label: "占比".into(),
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

fn stack(hundred_percent: bool, rows: usize) -> ChartSpec {
    let series = |label: &str, palette, base: u32| Series {
        label: label.into(),
        palette,
        values: (0..rows as u32).map(|i| (base + i) % 9 * u32::from(i != 1)).collect(),
        hidden: false,
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
        series: vec![RateSeries {
            label: "满意率".into(), palette: Key::Accent, points: points.into(), hidden: false
        }],
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
        cumulative: false,
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

fn data_marks(list: &DisplayList) -> Vec<&Mark> {
    list.marks.iter().filter(|mark| !matches!(mark.pick, Pick::Series(_))).collect()
}

fn rects(list: &DisplayList, ink: Ink) -> Vec<Rect> {
    let rect = |item: &Item| if let Item::Rect(r, i) = item { (*i == ink).then_some(*r) } else { None };
    list.items.iter().filter_map(rect).collect()
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
fn a_series_without_a_name_has_no_key_and_no_column() {
    let ChartKind::Stack(data) = stack(false, 3).kind else { panic!("a stack") };
    let lone = |label: &str| {
        let series = vec![Series { label: label.into(), ..data.series[0].clone() }];
        spec(ChartKind::Stack(Stack { series, ..data.clone() }))
    };
    let keys = |chart: &ChartSpec| {
        let list = scene(chart, 640, Frame::Inline);
        list.marks.iter().filter(|mark| matches!(mark.pick, Pick::Series(_))).count()
    };
    let (named, plain) = (lone("件次"), lone(""));
    assert_eq!((keys(&named), keys(&plain)), (1, 0));
    assert_eq!((table::table(&named).head.len(), table::table(&plain).head.len()), (3, 2));
    let mark = scene(&plain, 640, Frame::Inline).marks[0];
    assert!(reading::lines(&plain, &mark)[1].starts_with(char::is_numeric), "{:?}", reading::lines(&plain, &mark));
}

#[test]
fn one_of_a_million_is_still_seen() {
    let chart = spec(ChartKind::Stack(Stack {
        categories: vec!["甲".into()],
        series: vec![
            Series { label: "多".into(), palette: Key::Satisfied, values: vec![1_000_000], hidden: false },
            Series { label: "一".into(), palette: Key::Dissatisfied, values: vec![1], hidden: false },
        ],
        ..Stack::default()
    }));
    let list = scene(&chart, 640, Frame::Inline);
    assert!(rects(&list, Ink::Fill(Key::Dissatisfied)).iter().all(|r| r.w >= 1));
    assert_eq!(data_marks(&list).len(), 3);
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
    assert!(reading::lines(&chart, &list.marks[0])[1].contains("80.0% (8/10)"));
    assert!(reading::spoken(&chart, &list.marks[0]).contains("95% 区间"));
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
fn svg_is_small_well_formed_and_without_inline_style() {
    let chart = stack(false, 24);
    let text = svg::inline(&chart, "c1", 640);
    assert!(text.len() < 12_000, "{}", text.len());
    assert!(!text.contains("style=") && !text.contains("<script") && !text.contains("<style"));
    assert!(text.contains("aria-labelledby=\"c1-t c1-d\"") && text.contains("&lt;甲&amp;乙&gt;"));
    assert!(text.contains("href=\"units/a.html?x=1&amp;y=2\""));
    for chart in [chart, line(&[Some((1, 9))]), histogram()] {
        balanced(&svg::inline(&chart, "c", 640));
        let file = svg::standalone(&chart, false);
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

fn circles(list: &DisplayList) -> Vec<((i32, i32), Ink, bool)> {
    let circle = |item: &Item| match item {
        Item::Circle { at, ink, filled, .. } => Some((*at, *ink, *filled)),
        _ => None,
    };
    list.items.iter().filter_map(circle).collect()
}

#[test]
fn a_small_base_is_pale_stands_last_and_has_no_percentage() {
    let chart = spec(ChartKind::Dots(Dots {
        categories: ["少", "零", "全", "缺"].map(String::from).into(),
        points: vec![Some((3, 4)), Some((0, 40)), Some((40, 40)), None],
        whole: Some((43, 84)),
        links: vec![],
    }));
    let list = scene(&chart, 640, Frame::Inline);
    let order: Vec<_> = list.marks.iter().map(|mark| mark.pick.category()).collect();
    assert_eq!(order, [Some(1), Some(2), Some(0), Some(3)], "firm rows in their order, then the others");
    let solid: Vec<_> = circles(&list).into_iter().filter(|c| c.1 == Ink::Solid(Key::Accent)).collect();
    assert_eq!(solid.len(), 2);
    let texts = texts(&list);
    assert!(texts.contains(&"3/4") && !texts.contains(&"75.0%") && texts.contains(&"—"));
    assert!(texts.contains(&"0.0% (0/40)") && texts.contains(&"100.0% (40/40)"));
    // 0 % and 100 % lie on the axis's ends, not beyond.
    let axis: Vec<_> = list
        .items
        .iter()
        .filter_map(|i| match i {
            Item::Line { points, ink: Ink::Axis | Ink::Grid, .. } if points[0].0 == points[1].0 => Some(points[0].0),
            _ => None,
        })
        .collect();
    assert_eq!(Some(&solid[0].0.0), axis.iter().min());
    assert_eq!(Some(&solid[1].0.0), axis.iter().max());
}

#[test]
fn in_a_heat_map_missing_is_no_shade_and_zero_is_one() {
    let cells = vec![None, Some((0, 0)), Some((1, 0)), Some((20, 0))];
    let chart = spec(ChartKind::Heat(Heat {
        rate: false,
        rows: vec!["甲".into(), "乙".into()],
        columns: vec!["一月".into(), "二月".into()],
        cells,
        links: vec![],
    }));
    let list = scene(&chart, 640, Frame::Inline);
    let shades: Vec<usize> = (0..6).map(|shade| rects(&list, Ink::Shade(shade)).len()).collect();
    // One of each in the key; zero, little and much once each in the map.
    assert_eq!(shades[0], 2);
    assert_eq!(shades.iter().sum::<usize>(), 3 + shades.iter().filter(|n| **n > 0).count());
    assert_eq!(reading::lines(&chart, &list.marks[0]), ["甲", "一月：—"]);
    assert_eq!(reading::lines(&chart, &list.marks[1]), ["甲", "二月：0件"]);
}

#[test]
fn running_totals_keep_their_due_line_dashed() {
    let series =
        |label: &str, values: Vec<u32>| Series { label: label.into(), palette: Key::Accent, values, hidden: false };
    let chart = spec(ChartKind::Totals(Totals {
        periods: vec!["一月".into(), "二月".into()],
        series: vec![series("已答复", vec![2, 5])],
        due: Some(series("应答复", vec![3, 6])),
    }));
    let list = scene(&chart, 640, Frame::Inline);
    let dashed =
        |wanted| list.items.iter().filter(move |i| matches!(i, Item::Line { dashed, .. } if *dashed == wanted));
    assert_eq!(dashed(true).count(), 2, "in the key and in the plot");
    let whole = list.marks.iter().find(|mark| mark.pick == Pick::Category(1)).map(|mark| reading::lines(&chart, mark));
    assert_eq!(whole, Some(vec!["二月".into(), "已答复：5件".into(), "应答复：6件".into()]));
}

#[test]
fn before_and_after_begin_at_zero_and_say_both() {
    let chart = spec(ChartKind::Change(Change {
        rows: vec![ChangeRow {
            label: "材料".into(),
            before: 19.0,
            after: 2.0,
            before_text: "19 项".into(),
            after_text: "2 项".into(),
            link: Some("items/1.html".into()),
        }],
    }));
    let list = scene(&chart, 640, Frame::Inline);
    let dots: Vec<_> =
        circles(&list).into_iter().skip(4).filter(|c| c.1 == Ink::Solid(Key::Accent)).map(|c| c.0.0).collect();
    let zero = list.items.iter().find_map(|i| match i {
        Item::Line { points, ink: Ink::Axis, .. } => Some(points[0].0),
        _ => None,
    });
    let zero = zero.expect("an axis at zero");
    let (before, after) = (dots[0].max(dots[1]) - zero, dots[0].min(dots[1]) - zero);
    assert!((f64::from(before) / f64::from(after) - 9.5).abs() < 0.3, "{before} {after}");
    assert_eq!(reading::lines(&chart, &list.marks[0]), ["材料", "办理前：19 项", "办理后：2 项"]);
    assert_eq!(reading::href(&chart, &list.marks[0]), Some("items/1.html"));
}

#[test]
fn small_charts_share_one_scale() {
    let panel = |title: &str, count: u32| Panel {
        title: title.into(),
        kind: ChartKind::Histogram(Histogram { bins: vec!["一".into()], counts: vec![count], ..Histogram::default() }),
    };
    let chart = spec(ChartKind::Multiples(Multiples { panels: vec![panel("甲", 100), panel("乙", 50)] }));
    let list = scene(&chart, 640, Frame::Inline);
    let bars = rects(&list, Ink::Fill(Key::Accent));
    assert_eq!(bars.len(), 2);
    assert!((bars[0].h - 2 * bars[1].h).abs() <= 1, "{bars:?}");
    assert_eq!(reading::lines(&chart, &list.marks[1]), ["乙，一", "50件，100.0% (50/50)"]);
}

#[test]
fn the_share_so_far_ends_at_all() {
    let mut chart = histogram();
    if let ChartKind::Histogram(data) = &mut chart.kind {
        data.cumulative = true;
    }
    let list = scene(&chart, 640, Frame::Inline);
    let last = reading::lines(&chart, &list.marks[3]);
    assert_eq!(last[2], "累计占比：100.0% (13/13)");
    assert_eq!(table::table(&chart).rows[0], ["0–30", "4", "30.8% (4/13)"]);
}
