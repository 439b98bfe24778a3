//! What readers do with a chart: point, walk by keys, switch series off, look closer.

mod samples;

use web_charts::draw::{Frame, scene};
use web_charts::hit::{HitIndex, Step};
use web_charts::list::{DisplayList, Mark, Pick};
use web_charts::view::{self, View};
use web_charts::{ChartKind, ChartSpec, reading};

const ALL: [Step; 6] = [Step::Left, Step::Right, Step::Up, Step::Down, Step::Home, Step::End];

fn drawn(chart: &ChartSpec) -> DisplayList {
    scene(chart, 640, Frame::Inline)
}

/// The chart as the reader sees it.
fn seen(view: &View, chart: &ChartSpec) -> ChartSpec {
    let mut seen = chart.clone();
    view.change(&mut seen.kind);
    seen
}

fn data(list: &DisplayList) -> Vec<&Mark> {
    list.marks.iter().filter(|mark| !matches!(mark.pick, Pick::Series(_))).collect()
}

#[test]
fn a_pointer_at_a_mark_means_it() {
    for chart in samples::all() {
        let list = drawn(&chart);
        let index = HitIndex::new(&list.marks);
        for mark in list.marks.iter().filter(|mark| !matches!(mark.pick, Pick::Category(_))) {
            let (x, y) = (mark.rect.x + mark.rect.w / 2, mark.rect.y + mark.rect.h / 2);
            let found = index.at(x, y).map(|i| list.marks[i]);
            // Points of lines may lie on one another; then one of them is meant.
            let same = found.is_some_and(|f| f.rect == mark.rect || f.rect.contains(x, y));
            assert!(same, "{}: {mark:?} gave {found:?}", chart.title);
        }
        assert_eq!(index.at(-50, -50), None);
    }
}

#[test]
fn keys_reach_every_mark_and_never_leave() {
    for chart in samples::all() {
        let list = drawn(&chart);
        let index = HitIndex::new(&list.marks);
        let first = index.step(None, Step::Down).unwrap_or_else(|| panic!("{} has no mark", chart.title));
        assert!(!matches!(list.marks[first].pick, Pick::Series(_)), "{} begins with its data", chart.title);
        let mut seen = vec![false; list.marks.len()];
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            open.extend(ALL.iter().filter_map(|step| index.step(Some(at), *step)));
        }
        let missed: Vec<_> = seen.iter().zip(&list.marks).filter(|(seen, _)| !**seen).map(|(_, mark)| mark).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", chart.title);
    }
    assert_eq!(HitIndex::new(&[]).step(None, Step::Left), None);
}

#[test]
fn home_and_end_lead_to_the_row_then_to_all() {
    let chart = &samples::all()[0];
    let list = drawn(chart);
    let index = HitIndex::new(&list.marks);
    let right = index.step(Some(0), Step::Right).unwrap_or(0);
    assert_eq!((list.marks[right].row, list.marks[right].column > 0), (list.marks[0].row, true));
    assert_eq!(index.step(Some(right), Step::Home), Some(0));
    let end = index.step(Some(0), Step::End).unwrap_or(0);
    assert_eq!(list.marks[end].row, list.marks[0].row);
    let last = index.step(Some(end), Step::End).map(|i| list.marks[i]);
    assert_eq!(last.as_ref(), data(&list).last().copied());
    let down = index.step(Some(0), Step::Down).unwrap_or(0);
    assert_eq!(list.marks[down].row, list.marks[0].row + 1);
    let legend = index.step(Some(0), Step::Up).map(|i| list.marks[i].pick);
    assert_eq!(legend, Some(Pick::Series(0)), "the legend lies above");
    assert_eq!(index.step(Some(9999), Step::Left), Some(0));
}

#[test]
fn a_series_switched_off_changes_no_total_and_the_last_one_stays() {
    for chart in samples::all() {
        let count = view::series(&chart.kind);
        let mut view = View::default();
        (0..count + 3).for_each(|series| view.toggle(series, count));
        assert_eq!(view.hidden.len(), count.saturating_sub(1) as usize, "{}", chart.title);
        let less = seen(&view, &chart);
        let (before, after) = (web_charts::table::table(&chart), web_charts::table::table(&less));
        assert_eq!(before, after, "{}", chart.title);
        let list = drawn(&less);
        let keys = |list: &DisplayList| list.marks.iter().filter(|m| matches!(m.pick, Pick::Series(_))).count();
        assert_eq!(keys(&list), keys(&drawn(&chart)), "{}: the key keeps every series", chart.title);
        for hidden in &view.hidden {
            let of = |mark: &&Mark| matches!(mark.pick, Pick::Value { series, .. } if series == *hidden);
            assert_eq!(list.marks.iter().filter(of).count(), 0, "{}", chart.title);
        }
        let mut back = view.clone();
        view.hidden.iter().for_each(|series| back.toggle(*series, count));
        assert_eq!(seen(&back, &chart), chart);
    }
}

#[test]
fn a_share_keeps_its_place_when_another_is_switched_off() {
    let chart = &samples::all()[2];
    let place = |view: &View| {
        let list = drawn(&seen(view, chart));
        let pending = Pick::Value { series: 3, category: 0 };
        list.marks.iter().find(|mark| mark.pick == pending).map(|mark| mark.rect)
    };
    let all = place(&View::default());
    assert!(all.is_some());
    assert_eq!(all, place(&View { hidden: vec![0], window: None }));
}

#[test]
fn looking_closer_shows_the_same_numbers_of_fewer_periods() {
    for chart in samples::all() {
        let periods = view::periods(&chart.kind);
        if periods < 4 || matches!(chart.kind, ChartKind::Multiples(_)) {
            continue;
        }
        let closer = View { hidden: vec![], window: Some((1, 3)) };
        let near = seen(&closer, &chart);
        assert_eq!(view::periods(&near.kind), 2, "{}", chart.title);
        let texts = |chart: &ChartSpec, category: u32| -> Vec<String> {
            let list = drawn(chart);
            let of = |mark: &&Mark| mark.pick.category() == Some(category);
            list.marks.iter().filter(of).map(|mark| reading::spoken(chart, mark)).collect()
        };
        assert_eq!(texts(&near, 0), texts(&chart, 1), "{}", chart.title);
        drawn(&seen(&View { hidden: vec![], window: Some((2, 9999)) }, &chart));
    }
}
