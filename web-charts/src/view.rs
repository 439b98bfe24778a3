//! What a reader has changed about a chart: series switched off, a stretch of time looked at.

use std::ops::Range;

use crate::spec::ChartKind;

/// The reader's view of one chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Series switched off, by their place.
    pub hidden: Vec<u32>,
    /// Periods looked at; `None` is all of them.
    pub window: Option<(u32, u32)>,
}

impl View {
    /// Switches a series off or on. The last one that is on stays on.
    pub fn toggle(&mut self, series: u32, count: u32) {
        match self.hidden.iter().position(|one| *one == series) {
            Some(at) => drop(self.hidden.remove(at)),
            None if series < count && self.hidden.len() + 1 < count as usize => self.hidden.push(series),
            None => {}
        }
    }

    /// The first period looked at.
    pub fn from(&self) -> u32 {
        self.window.map_or(0, |(from, _)| from)
    }

    /// Makes a kind's data what the reader wants to see.
    pub fn change(&self, kind: &mut ChartKind) {
        let window = self.window.map(|(from, to)| from as usize..to as usize);
        let hidden = |s: usize| self.hidden.contains(&(s as u32));
        match kind {
            ChartKind::Stack(data) => data.series.iter_mut().enumerate().for_each(|(s, x)| x.hidden = hidden(s)),
            ChartKind::RateLine(data) => {
                cut(&mut data.periods, &window);
                for (s, series) in data.series.iter_mut().enumerate() {
                    series.hidden = hidden(s);
                    cut(&mut series.points, &window);
                }
            }
            ChartKind::Totals(data) => {
                cut(&mut data.periods, &window);
                for (s, series) in data.series.iter_mut().chain(&mut data.due).enumerate() {
                    series.hidden = hidden(s);
                    cut(&mut series.values, &window);
                }
            }
            ChartKind::Columns(data) => {
                cut(&mut data.periods, &window);
                for (s, series) in data.series.iter_mut().enumerate() {
                    series.hidden = hidden(s);
                    cut(&mut series.values, &window);
                }
            }
            ChartKind::Heat(data) if window.is_some() => {
                let wide = data.columns.len();
                let rows = (0..data.rows.len()).flat_map(|row| {
                    let mut cells: Vec<_> = (0..wide).map(|column| data.at(row, column)).collect();
                    cut(&mut cells, &window);
                    cells
                });
                data.cells = rows.collect();
                cut(&mut data.columns, &window);
            }
            ChartKind::Multiples(data) => data.panels.iter_mut().for_each(|panel| self.change(&mut panel.kind)),
            _ => {}
        }
    }
}

fn cut<T>(all: &mut Vec<T>, window: &Option<Range<usize>>) {
    if let Some(window) = window {
        all.truncate(window.end);
        all.drain(..window.start.min(all.len()));
    }
}

/// How many series a chart has that can be switched off.
pub fn series(kind: &ChartKind) -> u32 {
    let count = match kind {
        ChartKind::Stack(data) => data.series.len(),
        ChartKind::RateLine(data) => data.series.len(),
        ChartKind::Totals(data) => data.lines().count(),
        ChartKind::Columns(data) => data.series.len(),
        ChartKind::Multiples(data) => return data.panels.first().map_or(0, |panel| series(&panel.kind)),
        _ => 0,
    };
    count as u32
}

/// How many periods a chart's time axis has; 0 without one.
pub fn periods(kind: &ChartKind) -> u32 {
    time(kind).len() as u32
}

/// First and last period of a chart's time axis, in words; empty without one.
pub fn span(kind: &ChartKind) -> String {
    match time(kind) {
        [] => String::new(),
        [only] => only.clone(),
        [first, .., last] => [first.as_str(), " – ", last].concat(),
    }
}

fn time(kind: &ChartKind) -> &[String] {
    match kind {
        ChartKind::RateLine(data) => &data.periods,
        ChartKind::Totals(data) => &data.periods,
        ChartKind::Columns(data) => &data.periods,
        ChartKind::Heat(data) => &data.columns,
        ChartKind::Multiples(data) => data.panels.first().map_or(&[], |panel| time(&panel.kind)),
        _ => &[],
    }
}
