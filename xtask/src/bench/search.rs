//! Measures the search: whether it finds what there is, what a first question loads, how long a further
//! answer takes, and what its index costs to build and to keep.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::spread::short;
use super::table::{judged, line, machine};
use super::{SEED, measure, workload};
use crate::files::{files_under, gzipped, read, remove};
use crate::glue::SEARCH;
use crate::machine as needs;
use crate::place::Place;
use crate::process;
use crate::wasm;

/// Where what is asked is drawn from.
const DRAWN: u64 = 5;
/// Processor time of an index, s for 10,000 records.
const MOST_CPU: f64 = 4.0;
/// Bytes of an index for 1,000 records.
const MOST_INDEX: f64 = 2.2e6;
/// Milliseconds of a further answer.
const MOST_AGAIN: f64 = 20.0;
/// For so many records at most: the most memory to build, in MB, and what a first question may load, in
/// KiB: a name or number, two common words.
const TARGETS: [(usize, f64, f64, f64); 2] = [(10_000, 450.0, 100.0, 180.0), (100_000, 800.0, 170.0, 260.0)];

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// How many records of the most varied text, one index for each number.
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 10_000])]
    records: Vec<usize>,
    /// Files of a benchmark's records instead.
    #[arg(long, value_name = "FILE", conflicts_with = "records")]
    workload: Vec<PathBuf>,
    /// Folder to work in, such as one in memory; otherwise one in the target folder.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Builds each index, asks it, and prints one table for each.
///
/// Fails where something cannot be built, found or written.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    let web = wasm::build(place)?;
    let tests = place.root.join("tests/browser");
    let chromium = needs::need_browser()?;
    needs::need_node()?;
    needs::install_locked(&tests)?;
    let mut cargo = place.cargo();
    process::run(cargo.args(["build", "--release", "--package", "generator", "--examples"]))?;
    let room = options.folder.clone().unwrap_or_else(|| place.target.join("bench"));
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    // The engine is sent packed by any server, its glue by those that pack.
    let wasm = gzipped(&read(&place.web().join(SEARCH.wasm))?)? as f64 / 1024.0;
    let glue = read(&place.web().join(SEARCH.glue))?.len() as f64 / 1024.0;
    let program = [wasm + glue, web.gzipped(&SEARCH) as f64 / 1024.0];
    let [plain, packed] = program.map(short);
    println!("Counted with every first question: the engine, {plain} KiB, from a server that packs {packed} KiB.");
    let example = |name: &str| Command::new(place.target.join("release/examples").join(name));
    let mut exports = Vec::new();
    for records in &options.workload {
        let (draft, export) = (room.join("workload.json"), |count: usize| room.join(format!("workload-{count}.json")));
        let count = workload::convert(records, &draft)?;
        fs::rename(&draft, export(count)).with_context(|| format!("cannot write {}", draft.display()))?;
        exports.push((count, export(count)));
    }
    for count in options.records.iter().filter(|_| options.workload.is_empty()) {
        let export = room.join(format!("varied-{count}.json"));
        let mut write = example("varied_export");
        process::run(write.args([&count.to_string(), &SEED.to_string()]).arg(&export))?;
        exports.push((*count, export));
    }
    for (count, export) in exports {
        let out = room.join("search-index");
        remove(&out)?;
        let figures = || example("search_figures");
        let reading = measure::measure(figures().arg("read").arg(&export))?;
        let index = measure::measure(figures().arg("index").arg(&export).arg(&out))?;
        let mut ask = figures();
        ask.arg("ask").arg(&export).arg(&out).arg(DRAWN.to_string());
        let asked = lines(&mut ask)?;
        let mut browser = Command::new("node");
        browser.arg(place.root.join("xtask/bench/search/times.mjs"));
        browser.args([&chromium, &tests, &place.web(), &out.join("search"), &out.join("queries.txt")]);
        let browser = lines(&mut browser)?;
        let cpu = index.cpu().saturating_sub(reading.cpu()).as_secs_f64() * 1e4 / count as f64;
        print(
            count,
            &asked,
            &browser[0],
            program,
            (cpu, index.peak as f64 / 1e6, reading.peak as f64 / 1e6, size(&out)? / count as f64 * 1e3),
        );
    }
    println!("\n{}", machine());
    Ok(())
}

/// Prints the table of one index; of its building, processor seconds for 10,000 records, MB of memory,
/// and of it for the export alone, and bytes for 1,000 records.
fn print(count: usize, asked: &[Vec<String>], browser: &[String], program: [f64; 2], built: (f64, f64, f64, f64)) {
    let (_, memory, one, two) =
        TARGETS.into_iter().find(|(most, ..)| count <= *most).unwrap_or(TARGETS[TARGETS.len() - 1]);
    println!("\n{count} records\n");
    let heads = [
        "",
        "found as it should be",
        "KiB loaded: median",
        "95th",
        "most",
        "packing server: median",
        "95th",
        "most",
        "files",
        "at most KiB",
    ];
    line(&heads.map(str::to_owned));
    line(&heads.map(|_| "---".to_owned()));
    let number =
        |cells: &[String], at: usize| cells.get(at).and_then(|cell| cell.parse::<f64>().ok()).unwrap_or(f64::NAN);
    for cells in asked.iter().filter(|cells| cells[0] != "again") {
        let target = match cells[0].as_str() {
            "number" | "name" => one,
            "two" => two,
            _ => f64::INFINITY,
        };
        let loaded = |at: usize| number(cells, at) / 1024.0 + program[at / 6];
        let right = judged(&format!("{} of {}", cells[1], cells[2]), cells[1] == cells[2]);
        let sizes = (3..9).map(|at| judged(&short(loaded(at)), at % 3 > 0 || loaded(at) <= target));
        let limit = if target.is_finite() { short(target) } else { String::new() };
        line(&[vec![cells[0].clone(), right], sizes.collect(), vec![cells[9].clone(), limit]].concat());
    }
    println!();
    let (cpu, peak, read, index) = built;
    let row = |what: &str, target: &str, figure: String| line(&[what, &figure, target].map(str::to_owned));
    row("", "target", String::new());
    row("---", "---", "---".to_owned());
    row("building, CPU s for 10,000 records", "at most 4", judged(&short(cpu), cpu <= MOST_CPU));
    let own = peak - read;
    row("memory beyond that of the export read, MB", &format!("at most {memory}"), judged(&short(own), own <= memory));
    row("memory in all, MB", "", short(peak));
    row("index, MB for 1,000 records", "at most 2.2", judged(&short(index / 1e6), index <= MOST_INDEX));
    let again = |cells: &[String]| judged(&format!("{}, worst {}", cells[0], cells[1]), number(cells, 1) <= MOST_AGAIN);
    for cells in asked.iter().filter(|cells| cells[0] == "again") {
        row("further answer, native, ms", "at most 20", again(&cells[1..]));
    }
    row("further answer, browser, ms", "at most 20", again(browser));
}

/// What a program prints, as words of lines.
fn lines(command: &mut Command) -> Result<Vec<Vec<String>>> {
    let shown = process::shown(command);
    let text = process::ask(command, Duration::from_secs(1800)).with_context(|| format!("`{shown}` failed"))?;
    let lines: Vec<Vec<String>> =
        text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect();
    ensure!(!lines.is_empty(), "`{shown}` printed nothing");
    Ok(lines)
}

/// Bytes of an index without the scripts for pages opened from a folder.
fn size(out: &Path) -> Result<f64> {
    let mut size = 0;
    for file in files_under(&out.join("search"))? {
        if !file.to_string_lossy().ends_with(".js") {
            size += fs::metadata(&file).with_context(|| file.display().to_string())?.len();
        }
    }
    Ok(size as f64)
}
