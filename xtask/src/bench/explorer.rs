//! Measures the explorer's engine: what an answer over many assignments takes, natively and in a
//! browser, beside one frame, and what the facts weigh.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::SEED;
use crate::files::{gzipped, read};
use crate::machine;
use crate::place::Place;
use crate::process;
use crate::site;
use crate::wasm;

/// One frame at sixty a second, in ms.
const FRAME: f64 = 16.7;
/// Items of the invented city whose facts are weighed.
const WEIGHED: usize = 10_000;
/// Items of the invented city that have about a hundred thousand assignments.
const TIMED: usize = 42_000;

/// Builds the engine and measures it.
///
/// Fails where something cannot be built, found or written.
pub fn run(place: &Place) -> Result<()> {
    let web = wasm::build(place)?;
    site::build_program(place)?;
    let tests = place.root.join("tests/browser");
    let chromium = machine::need_browser()?;
    machine::need_node()?;
    machine::install_locked(&tests)?;
    let room = place.target.join("bench");
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    println!("\n| items | assignments | facts, kB gzip | native, ms | browser, ms |\n| --- | --- | --- | --- | --- |");
    for items in [WEIGHED, TIMED] {
        let (export, facts) = (room.join(format!("sample-{items}.json")), room.join("facts.bin"));
        let choices = room.join("choices.txt");
        sample(place, items, &export)?;
        let mut native = place.cargo();
        native.args(["run", "--quiet", "--release", "--package", "explorer", "--example", "answer_times", "--"]);
        let native = ask(native.args([&export, &facts, &choices]))?;
        let mut browser = Command::new("node");
        browser.arg(place.root.join("xtask/bench/explorer/times.mjs"));
        let browser = ask(browser.args([&chromium, &tests, &place.web(), &facts, &choices]))?;
        let [count, duties, median, worst] = native.as_slice() else {
            anyhow::bail!("answer_times printed {native:?}");
        };
        let weight = gzipped(&read(&facts)?)? as f64 / 1e3;
        let in_browser = browser.join(", worst ");
        println!("| {count} | {duties} | {weight:.1} | {median}, worst {worst} | {in_browser} |");
    }
    println!("\nMedian and worst over all choices, with the charts beside the answer; one frame is {FRAME} ms.");
    web.print();
    Ok(())
}

fn sample(place: &Place, items: usize, export: &Path) -> Result<()> {
    let mut sample = Command::new(place.banli());
    sample.args(["sample", "--items", &items.to_string(), "--seed", &SEED.to_string(), "--out"]).arg(export);
    process::run(&mut sample)
}

/// The words that a program prints.
fn ask(command: &mut Command) -> Result<Vec<String>> {
    let shown = process::shown(command);
    let text = process::ask(command, Duration::from_secs(900)).with_context(|| format!("`{shown}` failed"))?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}
