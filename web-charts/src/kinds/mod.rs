//! One room for each kind of chart: its data in, its picture and its marks out.

mod change;
mod columns;
mod dots;
mod heat;
mod histogram;
mod multiples;
mod rate_line;
mod spark;
mod stack;
mod totals;

use crate::ALL_KINDS;
use crate::draw::{Pen, no_data};
use crate::list::Px;
use crate::spec::{ChartKind, ChartSpec};

/// Draws `kind` from `top`, with the texts of `spec`; returns the lower edge.
pub(crate) fn draw(pen: &mut Pen<'_>, spec: &ChartSpec, kind: &ChartKind, top: Px) -> Px {
    match kind {
        ChartKind::Stack(data) => stack::draw(pen, spec, data, top),
        ChartKind::RateLine(data) => rate_line::draw(pen, spec, data, top),
        ChartKind::Histogram(data) => histogram::draw(pen, spec, data, top),
        _ if !ALL_KINDS => no_data(pen, spec, top),
        ChartKind::Totals(data) => totals::draw(pen, spec, data, top),
        ChartKind::Columns(data) => columns::draw(pen, spec, data, top),
        ChartKind::Heat(data) => heat::draw(pen, spec, data, top),
        ChartKind::Dots(data) => dots::draw(pen, spec, data, top),
        ChartKind::Change(data) => change::draw(pen, spec, data, top),
        ChartKind::Spark(data) => spark::draw(pen, data, top),
        ChartKind::Multiples(data) => multiples::draw(pen, spec, data, top),
    }
}
