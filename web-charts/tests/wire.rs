//! The wire form comes back as it went, and foreign bytes are refused without a panic.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use web_charts::wire::{VERSION, WireError, decode, encode, encode_base64};
use web_charts::{
    Change, ChangeRow, ChartKind, ChartSpec, Columns, Dots, Heat, Histogram, LimitMark, Multiples, PaletteKey, Panel,
    RateLine, RateSeries, Series, Spark, Stack, Totals, Words,
};

fn key() -> impl Strategy<Value = PaletteKey> {
    (0..PaletteKey::ALL.len()).prop_map(|i| PaletteKey::ALL[i])
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}"
}

fn counts() -> impl Strategy<Value = Series> {
    (text(), key(), vec(any::<u32>(), 0..6)).prop_map(|(label, palette, values)| Series {
        label,
        palette,
        values,
        hidden: false,
    })
}

fn points() -> impl Strategy<Value = Vec<Option<(u32, u32)>>> {
    vec(option::of((any::<u32>(), 0..u32::MAX)), 0..8)
}

fn rates() -> impl Strategy<Value = RateSeries> {
    (text(), key(), points()).prop_map(|(label, palette, points)| RateSeries { label, palette, points, hidden: false })
}

fn links() -> impl Strategy<Value = Vec<Option<String>>> {
    vec(option::of(text()), 0..5)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..8)
}

/// A kind that holds no other.
fn one() -> impl Strategy<Value = ChartKind> {
    let stack = (any::<bool>(), texts(), vec(counts(), 0..5), links())
        .prop_map(|(hundred_percent, categories, series, links)| Stack { hundred_percent, categories, series, links });
    let line = (texts(), vec(rates(), 0..4)).prop_map(|(periods, series)| RateLine { periods, series });
    let mark = (-9f32..99f32, text()).prop_map(|(at, label)| LimitMark { at, label });
    let histogram = (texts(), vec(any::<u32>(), 0..8), option::of(key()), vec(mark, 0..3), any::<bool>())
        .prop_map(|(bins, counts, palette, marks, cumulative)| Histogram { bins, counts, palette, marks, cumulative });
    let totals = (texts(), vec(counts(), 0..4), option::of(counts())).prop_map(|(periods, series, due)| Totals {
        periods,
        series,
        due,
    });
    let columns = (any::<bool>(), texts(), vec(counts(), 0..4))
        .prop_map(|(hundred_percent, periods, series)| Columns { hundred_percent, periods, series });
    let heat = (any::<bool>(), texts(), texts(), points(), links())
        .prop_map(|(rate, rows, columns, cells, links)| Heat { rate, rows, columns, cells, links });
    let dots = (texts(), points(), option::of((any::<u32>(), 0..u32::MAX)), links())
        .prop_map(|(categories, points, whole, links)| Dots { categories, points, whole, links });
    let row = (text(), -9f64..1e9, -9f64..1e9, text(), text(), option::of(text())).prop_map(
        |(label, before, after, before_text, after_text, link)| ChangeRow {
            label,
            before,
            after,
            before_text,
            after_text,
            link,
        },
    );
    let change = vec(row, 0..4).prop_map(|rows| Change { rows });
    let spark = (texts(), points()).prop_map(|(periods, points)| Spark { periods, points });
    prop_oneof![
        stack.prop_map(ChartKind::Stack),
        line.prop_map(ChartKind::RateLine),
        histogram.prop_map(ChartKind::Histogram),
        totals.prop_map(ChartKind::Totals),
        columns.prop_map(ChartKind::Columns),
        heat.prop_map(ChartKind::Heat),
        dots.prop_map(ChartKind::Dots),
        change.prop_map(ChartKind::Change),
        spark.prop_map(ChartKind::Spark),
    ]
}

fn kind() -> impl Strategy<Value = ChartKind> {
    let panel = (text(), one()).prop_map(|(title, kind)| Panel { title, kind });
    let several = vec(panel, 0..4).prop_map(|panels| ChartKind::Multiples(Multiples { panels }));
    prop_oneof![9 => one(), 1 => several]
}

fn spec() -> impl Strategy<Value = ChartSpec> {
    (vec(text(), 18), kind()).prop_map(|(t, kind)| ChartSpec {
        title: t[0].clone(),
        finding: t[1].clone(),
        source: t[2].clone(),
        definition: t[3].clone(),
        x_label: t[4].clone(),
        y_label: t[5].clone(),
        unit: t[6].clone(),
        words: Words {
            category: t[7].clone(),
            total: t[8].clone(),
            count: t[9].clone(),
            interval: t[10].clone(),
            no_data: t[11].clone(),
            small: t[12].clone(),
            before: t[13].clone(),
            after: t[14].clone(),
            cumulative: t[15].clone(),
            toggle: t[16].clone(),
            comma: t[17].clone(),
        },
        kind,
    })
}

proptest! {
    #[test]
    fn round_trip(spec in spec()) {
        let bytes = encode(&spec);
        prop_assert_eq!(decode(&bytes), Ok(spec.clone()));
        prop_assert_eq!(decode(&bytes[..bytes.len() - 1]).is_err(), true);
        prop_assert_eq!(encode_base64(&spec).len(), bytes.len().div_ceil(3) * 4);
    }

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..200)) {
        let mut bytes = bytes;
        let _ = decode(&bytes);
        if let Some(first) = bytes.first_mut() {
            *first = VERSION;
        }
        let _ = decode(&bytes);
    }

    /// Whatever comes over the wire is drawn without a panic and inside the picture.
    #[test]
    fn any_spec_is_drawn(spec in spec(), width in 0u32..1500) {
        use web_charts::draw::{Frame, scene};
        let list = scene(&spec, width, Frame::Standalone);
        for mark in &list.marks {
            prop_assert!(mark.rect.w >= 0 && mark.rect.h >= 0);
        }
        prop_assert!(!web_charts::svg::inline(&spec, "x", width).is_empty());
        let table = web_charts::table::table(&spec);
        prop_assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    }
}

#[test]
fn other_versions_and_leftovers_are_refused() {
    assert_eq!(decode(&[]), Err(WireError::Short));
    assert_eq!(decode(&[9]), Err(WireError::Version(9)));
}
