//! Measures the charts in a real browser beside hand-written canvas code and other libraries.
//!
//! What is drawn is made here; `xtask/bench/charts` draws and measures it. All figures of one table
//! come from one run, whose rounds take all contenders in turn.

mod cases;
mod download;
mod pages;
mod peers;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use self::cases::Case;
use crate::machine;
use crate::place::Place;
use crate::process;
use crate::site;
use crate::wasm;
use web_charts::{DESIGN_WIDTH, wire};

/// Device pixels for each pixel of the page.
const RATIO: u32 = 2;
/// The example site whose home page is weighed.
const HOME_OF: &str = "demo-city";

/// How to measure.
#[derive(Args)]
pub struct Options {
    /// How many rounds are counted, after one that is not.
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// Builds what is to be measured, measures it, and prints the tables.
///
/// Fails where something cannot be built, installed or run.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    let web = wasm::build(place)?;
    site::build_program(place)?;
    let room = place.target.join("bench").join("charts");
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    let home = room.join(HOME_OF);
    site::build_one(place, HOME_OF, &home)?;
    let driver = driver(place)?;
    let input = room.join("input.json");
    write(&input, write_inputs(place, options, &room)?.to_string().as_bytes())?;
    let found = report::read(&drive(&driver, &input)?)?;
    let weights = download::weigh(place, &web, &home, &room)?;
    report::print(&found, &weights);
    Ok(())
}

/// The folder of the driver, with the packages of its lock file.
fn driver(place: &Place) -> Result<PathBuf> {
    let folder = place.root.join("xtask/bench/charts");
    let (wanted, there) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if time(&there).is_none() || time(&there) < time(&wanted) {
        machine::need_node()?;
        machine::install_locked(&folder)?;
    }
    Ok(folder)
}

/// Writes the pages and the specifications; what the driver is told.
fn write_inputs(place: &Place, options: &Options, room: &Path) -> Result<Value> {
    let mut redrawn = Vec::new();
    for Case { id, kind, spec, data } in cases::redrawn() {
        let name = format!("{id}.wire");
        write(&room.join(&name), &wire::encode(&spec))?;
        redrawn.push(json!({
            "id": id, "kind": kind, "times": cases::TIMES, "wire": name, "data": data, "width": DESIGN_WIDTH,
            "ratio": RATIO, "fonts": web_charts::style::FONTS, "colours": peers::colours(),
        }));
    }
    let charts = cases::page();
    write(&room.join("ours.html"), pages::ours(&charts).as_bytes())?;
    write(&room.join("pointer.html"), pages::ours(&[cases::many_marks()]).as_bytes())?;
    write(&room.join("echarts.html"), pages::echarts(&charts)?.as_bytes())?;
    Ok(json!({
        "room": room, "web": place.web(), "assets": place.root.join("site/assets"), "chromium": machine::need_browser()?,
        "rounds": options.rounds, "ratio": RATIO, "cases": redrawn, "charts": charts.len(),
    }))
}

/// Runs the driver; what it printed.
fn drive(driver: &Path, input: &Path) -> Result<String> {
    let mut node = Command::new("node");
    node.arg("drive.mjs").arg(input).current_dir(driver).stdin(Stdio::null()).stderr(Stdio::inherit());
    let shown = process::shown(&node);
    let output = node.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).context("the driver's output is no text")
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
