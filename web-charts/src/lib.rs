//! Chart specifications and the one drawing code behind every chart.
//!
//! A [`spec::ChartSpec`] is finished data with finished texts. [`draw::scene`] draws it once,
//! through plotters, into a [`list::DisplayList`]; that list is written as SVG at build
//! ([`svg`]) and replayed on a canvas in the browser (feature `wasm`), so the still and the
//! live picture are equal by construction. Nothing here knows of files, templates or networks.

mod axes;
#[cfg(feature = "wasm")]
pub mod browser;
#[cfg(feature = "wasm")]
mod canvas;
#[cfg(any(test, feature = "wasm"))]
mod dash;
pub mod draw;
pub mod hit;
mod kinds;
mod legend;
pub mod list;
pub mod metrics;
pub mod number;
pub mod reading;
mod record;
mod reduce;
mod sheet;
pub mod spec;
pub mod style;
pub mod svg;
pub mod table;
pub mod view;
pub mod wire;

pub use spec::{
    Change, ChangeRow, ChartKind, ChartSpec, Columns, Dots, Heat, Histogram, LimitMark, Multiples, PaletteKey, Panel,
    RateLine, RateSeries, Series, Spark, Stack, Totals, Words,
};

/// Whether every kind of chart is drawn, or only those of [`ChartKind::is_basic`].
const ALL_KINDS: bool = cfg!(not(feature = "basic"));

/// The width, in CSS pixels, at which the still picture in a page is laid out.
pub const DESIGN_WIDTH: u32 = 640;
