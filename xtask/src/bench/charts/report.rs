//! Reads what the driver found and prints it beside its targets.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::cases::TIMES;
use super::download::Weights;
use crate::bench::spread::{Spread, short};
use crate::bench::table::{judged, line, machine};

/// The contenders of a redraw as the driver and as the tables name them.
const CONTENDERS: [(&str, &str); 5] =
    [("ours", "ours"), ("hand", "hand-written"), ("echarts", "ECharts"), ("uplot", "uPlot"), ("chartjs", "Chart.js")];
/// What stands where the charts draw no such picture.
const MISSING: &str = "not there yet";

/// A redrawn chart's name, and how many times the hand-written code and what share of ECharts it may take.
const TARGETS: [(&str, f64, Option<f64>); 4] = [
    ("line, 12 × 120", 1.15, Some(0.6)),
    ("stack, 60 × 4", 1.15, Some(0.6)),
    ("heat map, 60 × 120", 1.15, Some(0.3)),
    ("line, 100,000 points", 3.0, None),
];
/// Shares of the page by ECharts: main thread, first chart.
const MOST_TASK: f64 = 0.55;
const MOST_FIRST: f64 = 0.75;
/// Milliseconds from a pointer's move to its tooltip.
const MOST_POINTED: f64 = 4.0;
/// Bytes of the home page's charts, and of the explorer's engine besides.
const MOST_HOME: u64 = 60_000;
const MOST_EXPLORER: u64 = 40_000;

/// What the driver found; times in milliseconds, one value a round.
#[derive(Deserialize)]
pub struct Found {
    versions: BTreeMap<String, String>,
    /// By chart, then by contender.
    redraw: BTreeMap<String, BTreeMap<String, Redraw>>,
    cold: BTreeMap<String, Cold>,
    /// Layouts that our scripts force when a page's colours change.
    recoloured: u32,
    pointed: Vec<f64>,
}

#[derive(Deserialize)]
struct Redraw {
    /// Calls and settings on the canvas.
    calls: u32,
    layouts: Layouts,
    recolour: Vec<f64>,
    relayout: Vec<f64>,
    /// The same again, where a library offers that.
    plain: Option<Vec<f64>>,
}

/// Layouts in all redraws of a kind together.
#[derive(Deserialize)]
struct Layouts {
    recolour: u32,
    relayout: u32,
}

#[derive(Deserialize)]
struct Cold {
    task: Vec<f64>,
    first: Vec<f64>,
    still: Vec<f64>,
}

/// Reads the driver's output.
///
/// Fails if it is not what the driver prints.
pub fn read(output: &str) -> Result<Found> {
    serde_json::from_str(output).context("the driver's output is not as expected")
}

/// Prints all tables.
pub fn print(found: &Found, weights: &Weights) {
    downloads(weights);
    loads(found);
    redraws(found);
    plain(found);
    calls(found);
    let versions: Vec<_> = found.versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    println!("\nmedian (least–most) of the rounds, ratios round by round. {}", machine());
    println!("{}.", versions.join(", "));
}

fn downloads(weights: &Weights) {
    println!("\nDownload, gzipped. The home page has {} charts.\n", weights.charts);
    head(&["", "kB", "target"]);
    let row = |name: &str, bytes: u64, most: Option<u64>| {
        let size = short(bytes as f64 / 1e3);
        let (size, target) = match most {
            Some(most) => (judged(&size, bytes <= most), format!("at most {}", short(most as f64 / 1e3))),
            None => (size, String::new()),
        };
        line(&[name.to_owned(), size, target]);
    };
    row("program, glue and page script", weights.scripts, None);
    row("specifications of the home page's charts", weights.data, None);
    row("both together", weights.home(), Some(MOST_HOME));
    row("ECharts: line, bar, tooltip, legend", weights.echarts, None);
    let share = weights.home() as f64 / weights.echarts as f64;
    line(&["ours ÷ ECharts".to_owned(), judged(&short(share), share <= 1.0 / 3.0), "at most 0.333".to_owned()]);
    match weights.explorer {
        Some(bytes) => row("the explorer's engine besides", bytes, Some(MOST_EXPLORER)),
        None => line(&["the explorer's engine besides".to_owned(), MISSING.to_owned(), "at most 40.0".to_owned()]),
    }
}

fn loads(found: &Found) {
    println!("\nA page with six charts loaded with an empty cache, the processor slowed four times; the main thread's");
    println!("tasks by its CPU clock until idle, the first chart by the wall clock from the start of navigation.\n");
    head(&["", "ours", "ECharts", "ours ÷ ECharts", "target"]);
    let (Some(ours), Some(echarts)) = (found.cold.get("ours"), found.cold.get("echarts")) else { return };
    let row = |name: &str, ours: &[f64], others: &[f64], most: f64| {
        let cells = [spread(ours), spread(others), over(ours, others, most)];
        line(&[vec![name.to_owned()], cells.to_vec(), vec![at_most(most)]].concat());
    };
    row("main thread, ms", &ours.task, &echarts.task, MOST_TASK);
    row("first chart live on the screen, ms", &ours.first, &echarts.first, MOST_FIRST);
    row("first chart as still picture, ms", &ours.still, &echarts.first, MOST_FIRST);
    println!("\nWith the page before its reader:\n");
    head(&["", "ours", "target"]);
    let held = Spread::new(found.pointed.iter().copied()).is_some_and(|spread| spread.median() < MOST_POINTED);
    let pointed = judged(&spread(&found.pointed), held);
    line(&["pointer to tooltip, 10,000 marks, CPU ms".to_owned(), pointed, "under 4".to_owned()]);
    let none = |name: &str, count: u32| {
        line(&[name.to_owned(), judged(&count.to_string(), count == 0), "0".to_owned()]);
    };
    let ours = || found.redraw.values().filter_map(|by| by.get("ours"));
    none(
        "layouts and styles forced by all redraws in other colours",
        ours().map(|redraw| redraw.layouts.recolour).sum(),
    );
    none("the same by the page as its six charts change colours", found.recoloured);
    // A canvas of another size has its own style worked out before a font is set, whoever draws on it.
    let resized: u32 = ours().map(|redraw| redraw.layouts.relayout).sum();
    let redraws: usize = ours().map(|redraw| redraw.relayout.len() * TIMES as usize).sum();
    line(&[
        "the same by redraws at another width, a redraw".to_owned(),
        short(f64::from(resized) / redraws as f64),
        String::new(),
    ]);
}

fn redraws(found: &Found) {
    println!("\nRedraws at two device pixels a pixel: CPU ms of the page's main thread by the browser's trace, ten");
    println!("redraws in one task, each rastered by reading one pixel back, the same for all.");
    type Times = fn(&Redraw) -> &[f64];
    let acts: [(&str, Times); 2] =
        [("In other colours", |r| &r.recolour), ("At another width, laid out anew", |r| &r.relayout)];
    for (title, times) in acts {
        println!("\n{title}:\n");
        let names = CONTENDERS.map(|contender| contender.1);
        head(&[
            "",
            names[0],
            names[1],
            "ours ÷ hand",
            "target",
            names[2],
            "ours ÷ ECharts",
            "target",
            names[3],
            names[4],
        ]);
        for (id, most_hand, most_echarts) in TARGETS {
            let Some(by) = found.redraw.get(id) else { continue };
            let of = |name: &str| by.get(name).map(times);
            let shown = |name: &str| of(name).map_or_else(String::new, spread);
            let ratio = |name: &str, most: f64| match (of("ours"), of(name)) {
                (Some(ours), Some(others)) => over(ours, others, most),
                _ => String::new(),
            };
            line(&[
                id.to_owned(),
                of("ours").map_or_else(|| MISSING.to_owned(), spread),
                shown("hand"),
                ratio("hand", most_hand),
                at_most(most_hand),
                shown("echarts"),
                most_echarts.map_or_else(String::new, |most| ratio("echarts", most)),
                most_echarts.map_or_else(String::new, at_most),
                shown("uplot"),
                shown("chartjs"),
            ]);
        }
    }
}

/// What a library's own repaint takes, which changes nothing in the picture.
fn plain(found: &Found) {
    println!("\nWhat the libraries' own repaint takes when nothing changes, CPU ms:\n");
    head(&["", "ECharts", "Chart.js"]);
    for (id, ..) in TARGETS {
        let Some(by) = found.redraw.get(id) else { continue };
        let of = |name: &str| by.get(name).and_then(|redraw| redraw.plain.as_deref()).map_or_else(String::new, spread);
        line(&[id.to_owned(), of("echarts"), of("chartjs")]);
    }
}

fn calls(found: &Found) {
    println!("\nCalls and settings on the canvas for one redraw:\n");
    head(&[&[""], CONTENDERS.map(|contender| contender.1).as_slice()].concat());
    for (id, ..) in TARGETS {
        let Some(by) = found.redraw.get(id) else { continue };
        let cell = |(name, _): (&str, &str)| match by.get(name) {
            Some(redraw) => redraw.calls.to_string(),
            None if name == "ours" => MISSING.to_owned(),
            None => String::new(),
        };
        line(&[vec![id.to_owned()], CONTENDERS.map(cell).to_vec()].concat());
    }
}

fn head(names: &[&str]) {
    line(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    line(&vec!["---".to_owned(); names.len()]);
}

fn spread(values: &[f64]) -> String {
    Spread::new(values.iter().copied()).map_or_else(String::new, |spread| spread.to_string())
}

/// One time over another, round by round.
fn over(ours: &[f64], others: &[f64], most: f64) -> String {
    let ratios = Spread::new(ours.iter().zip(others).map(|(ours, others)| ours / others));
    ratios.map_or_else(String::new, |ratios| judged(&ratios.to_string(), ratios.median() <= most))
}

fn at_most(most: f64) -> String {
    format!("at most {most}")
}

#[cfg(test)]
mod tests {
    use super::{TARGETS, over};
    use crate::bench::charts::cases;

    #[test]
    fn every_redrawn_chart_has_a_target() {
        let ids: Vec<_> = cases::redrawn().iter().map(|case| case.id).collect();
        assert_eq!(ids, TARGETS.map(|target| target.0));
    }

    #[test]
    fn a_ratio_is_taken_round_by_round_and_judged() {
        assert_eq!(over(&[1.0, 4.0, 3.0], &[1.0, 2.0, 2.0], 1.5), "1.50 (1.00–2.00)");
        assert_eq!(over(&[2.0], &[1.0], 1.5), "2.00 (2.00–2.00) MISSED");
        assert_eq!(over(&[], &[], 1.5), "");
    }
}
