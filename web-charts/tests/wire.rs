//! The wire form comes back as it went, and foreign bytes are refused without a panic.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use web_charts::wire::{WireError, decode, encode, encode_base64};
use web_charts::{ChartKind, ChartSpec, Histogram, LimitMark, PaletteKey, RateLine, RateSeries, Series, Stack, Words};

fn key() -> impl Strategy<Value = PaletteKey> {
    (0..PaletteKey::ALL.len()).prop_map(|i| PaletteKey::ALL[i])
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}"
}

fn kind() -> impl Strategy<Value = ChartKind> {
    let series =
        (text(), key(), vec(any::<u32>(), 0..6)).prop_map(|(label, palette, values)| Series { label, palette, values });
    let stack = (any::<bool>(), vec(text(), 0..6), vec(series, 0..5), vec(option::of(text()), 0..5)).prop_map(
        |(hundred_percent, categories, series, links)| {
            ChartKind::Stack(Stack { hundred_percent, categories, series, links })
        },
    );
    let rates = (text(), key(), vec(option::of(any::<(u32, u32)>()), 0..8))
        .prop_map(|(label, palette, points)| RateSeries { label, palette, points });
    let line = (vec(text(), 0..8), vec(rates, 0..4))
        .prop_map(|(periods, series)| ChartKind::RateLine(RateLine { periods, series }));
    let mark = (-9f32..99f32, text()).prop_map(|(at, label)| LimitMark { at, label });
    let histogram = (vec(text(), 0..8), vec(any::<u32>(), 0..8), option::of(key()), vec(mark, 0..3))
        .prop_map(|(bins, counts, palette, marks)| ChartKind::Histogram(Histogram { bins, counts, palette, marks }));
    prop_oneof![stack, line, histogram]
}

fn spec() -> impl Strategy<Value = ChartSpec> {
    (vec(text(), 12), kind()).prop_map(|(t, kind)| ChartSpec {
        title: t[0].clone(),
        finding: t[1].clone(),
        source: t[2].clone(),
        x_label: t[3].clone(),
        y_label: t[4].clone(),
        unit: t[5].clone(),
        words: Words {
            category: t[6].clone(),
            total: t[7].clone(),
            count: t[8].clone(),
            interval: t[9].clone(),
            no_data: t[10].clone(),
            comma: t[11].clone(),
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
            *first = 1;
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
        prop_assert!(!web_charts::table::csv(&spec).is_empty());
    }
}

#[test]
fn other_versions_and_leftovers_are_refused() {
    assert_eq!(decode(&[]), Err(WireError::Short));
    assert_eq!(decode(&[9]), Err(WireError::Version(9)));
}
