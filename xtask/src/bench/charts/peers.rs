//! The same charts in the words of the other contenders: numbers, texts and colours as JSON.

use serde_json::{Value, json};
use web_charts::style::{self, Ink, Pattern, Theme};
use web_charts::{ChartKind, ChartSpec, PaletteKey, RateLine};

/// What the contenders know a chart as.
pub fn kind(spec: &ChartSpec) -> &'static str {
    match &spec.kind {
        ChartKind::Stack(_) => "stack",
        ChartKind::RateLine(_) => "line",
        ChartKind::Histogram(_) => "histogram",
        ChartKind::Heat(_) => "heat",
        _ => "none of them",
    }
}

/// The chart's numbers and texts.
pub fn data(spec: &ChartSpec) -> Value {
    match &spec.kind {
        ChartKind::Stack(data) => {
            let series = data.series.iter().map(
                |series| json!({ "label": series.label, "palette": series.palette as u8, "values": series.values }),
            );
            let series: Vec<_> = series.collect();
            json!({ "hundred": data.hundred_percent, "categories": data.categories, "series": series, "unit": spec.unit })
        }
        ChartKind::RateLine(data) => {
            let series = data.series.iter().map(
                |series| json!({ "label": series.label, "palette": series.palette as u8, "points": series.points }),
            );
            json!({ "periods": data.periods, "series": series.collect::<Vec<_>>() })
        }
        ChartKind::Histogram(data) => {
            let palette = data.palette.unwrap_or(PaletteKey::Accent) as u8;
            json!({ "bins": data.bins, "counts": data.counts, "palette": palette })
        }
        ChartKind::Heat(data) => {
            let cells: Vec<_> = data.cells.iter().map(|cell| cell.map(|(count, _)| count)).collect();
            json!({ "rows": data.rows, "columns": data.columns, "cells": cells })
        }
        _ => Value::Null,
    }
}

/// The numerators of a single line, and the largest denominator.
pub fn values(spec: &ChartSpec) -> Value {
    let ChartKind::RateLine(RateLine { series, .. }) = &spec.kind else { return Value::Null };
    let points = || series.iter().flat_map(|series| series.points.iter().flatten());
    let values: Vec<_> = points().map(|(num, _)| num).collect();
    json!({ "values": values, "most": points().map(|(_, den)| den).max() })
}

/// The colours, light and dark; of each class its pattern's lines besides.
pub fn colours() -> Value {
    let theme = |dark| {
        let theme = Theme { dark, contrast: false };
        let hex = |ink| format!("#{:06x}", style::colour(ink, theme));
        let class = |key| {
            let pattern = style::pattern(key);
            let tile = Some(pattern.tile_path()).filter(|_| pattern != Pattern::None);
            let stroke = f64::from(pattern.stroke_tenths()) / 10.0;
            json!({ "fill": hex(Ink::Solid(key)), "on": hex(Ink::On(key)), "tile": tile, "stroke": stroke })
        };
        json!({
            "surface": hex(Ink::Surface), "text": hex(Ink::Text), "muted": hex(Ink::Muted), "grid": hex(Ink::Grid),
            "axis": hex(Ink::Axis), "classes": PaletteKey::ALL.map(class),
        })
    };
    json!([theme(false), theme(true)])
}
