//! Prints the figures of all sites beside their targets, as one table.

use std::fs;
use std::thread;

use super::rounds::Measured;
use super::spread::{Spread, short};
use crate::ci::weights;
use crate::glue::CHARTS;

/// A full build takes at most so many times the write limit.
const MOST_OVER_LIMIT: f64 = 4.0;
/// The most memory, in bytes, is under this.
const PEAK: f64 = 300e6;
/// A build with nothing changed takes at most this share of a full one.
const MOST_UNCHANGED: f64 = 0.25;
/// A build with one record changed takes at most this share of a full one.
const MOST_ONE_CHANGED: f64 = 0.1;
/// A page takes at most this share of the CPU time of one of Hugo's.
const MOST_OVER_HUGO: f64 = 0.1;

/// Prints the table; `web` is the gzipped size of the charts' program with its glue, in bytes.
pub fn print(columns: &[Measured], web: u64) {
    let mut rows = Vec::new();
    let mut row = |name: &str, target: &str, cell: &dyn Fn(&Measured) -> String| {
        let cells: Vec<_> = columns.iter().map(cell).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push([vec![name.to_owned()], cells, vec![target.to_owned()]].concat());
        }
    };
    row("pages / files / MB", "", &|m| format!("{} / {} / {}", m.pages, m.files, short(m.bytes as f64 / 1e6)));
    row("full build, s", "", &|m| m.wall.to_string());
    row("pages per second", "", &|m| m.pages_per_second.to_string());
    row("CPU per page, ms", "", &|m| m.cpu_per_page.to_string());
    row("of it outside the kernel, ms", "", &|m| m.user_per_page.to_string());
    row("CPU per page of the write limit, ms", "", &|m| {
        m.limit_cpu_per_page.as_ref().map_or_else(String::new, Spread::to_string)
    });
    row("peak memory, MB", "under 300", &|m| judged(&short(m.peak.most() / 1e6), m.peak.most() < PEAK));
    row("write limit, s", "", &|m| m.limit.to_string());
    row("full build ÷ write limit", "at most 4", &|m| at_most(&m.over_limit, MOST_OVER_LIMIT));
    row("nothing changed, s", "", &|m| m.unchanged.to_string());
    row("nothing changed ÷ full build", "at most 0.25", &|m| at_most(&m.unchanged_share, MOST_UNCHANGED));
    row("one record changed, s", "", &|m| m.one_changed.to_string());
    row("one record changed ÷ full build", "at most 0.1", &|m| at_most(&m.one_changed_share, MOST_ONE_CHANGED));
    row("CPU per page of Hugo's, ms", "", &|m| {
        m.hugo_cpu_per_page.as_ref().map_or_else(String::new, Spread::to_string)
    });
    row("of it outside the kernel, ms", "", &|m| {
        m.hugo_user_per_page.as_ref().map_or_else(String::new, Spread::to_string)
    });
    row("CPU per page ÷ Hugo's", "at most 0.1", &|m| {
        m.over_hugo.as_ref().map_or_else(String::new, |spread| at_most(spread, MOST_OVER_HUGO))
    });
    row("of it outside the kernel ÷ Hugo's", "", &|m| {
        m.user_over_hugo.as_ref().map_or_else(String::new, Spread::to_string)
    });
    row("home page without WASM, kB gzip", "at most 120", &|m| {
        judged(&short(m.home as f64 / 1e3), m.home <= weights::HOME)
    });
    row("WASM with its glue, kB gzip", "at most 60", &|_| judged(&short(web as f64 / 1e3), web <= CHARTS.budget));
    println!();
    line(&[vec![String::new()], columns.iter().map(|m| m.name.clone()).collect(), vec!["target".to_owned()]].concat());
    line(&vec!["---".to_owned(); columns.len() + 2]);
    rows.iter().for_each(|row| line(row));
    println!("\nmedian (least–most) of the rounds; peak memory is the most of all. {}", machine());
    if columns.iter().all(|column| column.over_hugo.is_none()) {
        println!("To measure beside Hugo, name a project with --hugo-site; `--help` says what it must read.");
    }
}

fn at_most(spread: &Spread, most: f64) -> String {
    judged(&spread.to_string(), spread.median() <= most)
}

/// The figure, marked where it does not hold.
pub fn judged(figure: &str, held: bool) -> String {
    if held { figure.to_owned() } else { format!("{figure} MISSED") }
}

/// Prints one line of a table.
pub fn line(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}

/// How many cores there are and how busy they are: other programs' work makes every time longer.
pub fn machine() -> String {
    let cores = thread::available_parallelism().map_or_else(|_| "unknown".to_owned(), |cores| cores.to_string());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("Cores: {cores}; load of the last minute: {}.", load.split(' ').next().unwrap_or_default())
}
