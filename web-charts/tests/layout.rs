//! Where things lie: inside the picture, and apart from each other, in every kind at every width.

mod samples;

use web_charts::ChartSpec;
use web_charts::draw::{Frame, scene};
use web_charts::list::{DisplayList, Item, Rect};
use web_charts::reading;

const WIDTHS: [u32; 7] = [240, 320, 358, 480, 640, 960, 1400];

fn each(mut check: impl FnMut(&ChartSpec, &DisplayList, String)) {
    for chart in samples::all() {
        for width in WIDTHS {
            for frame in [Frame::Inline, Frame::Standalone] {
                let list = scene(&chart, width, frame);
                check(&chart, &list, format!("{} at {width}, {frame:?}", chart.title));
            }
        }
    }
}

#[test]
fn nothing_leaves_the_picture_at_any_width() {
    each(|chart, list, place| {
        for item in &list.items {
            let b = DisplayList::bounds(item);
            let inside = b.x >= 0 && b.y >= 0 && b.x + b.w <= list.width && b.y + b.h <= list.height;
            assert!(inside, "{place}: {item:?} at {b:?} in {}x{}", list.width, list.height);
        }
        assert!(!list.marks.is_empty(), "{place}");
        for mark in &list.marks {
            let r = mark.rect;
            assert!(r.x >= -7 && r.x + r.w <= list.width + 7, "{place}: {mark:?}");
            assert!(r.y >= -7 && r.y + r.h <= list.height + 7, "{place}: {mark:?}");
            assert!(!reading::lines(chart, mark).is_empty(), "{place}: {mark:?}");
        }
    });
}

#[test]
fn no_text_lies_on_another() {
    let apart = |a: &Rect, b: &Rect| a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
    each(|_, list, place| {
        let text = |item: &&Item| matches!(item, Item::Text { .. });
        let mut all: Vec<_> = list.items.iter().filter(text).map(|item| (DisplayList::bounds(item), item)).collect();
        all.sort_by_key(|(bounds, _)| bounds.y);
        for (i, (a, first)) in all.iter().enumerate() {
            for (b, second) in all[i + 1..].iter().take_while(|(b, _)| b.y < a.y + a.h) {
                assert!(apart(a, b), "{place}: {first:?} and {second:?}");
            }
        }
    });
}

#[test]
fn a_chart_is_drawn_alike_every_time() {
    each(|chart, list, place| {
        if place.ends_with("Inline") {
            assert_eq!(*list, scene(chart, list.width as u32, Frame::Inline), "{place}");
        }
    });
}
