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
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};

use self::cases::Case;
use crate::bench::driver::{drive, driver};
use crate::machine;
use crate::place::Place;
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
    let driver = driver(place, "charts")?;
    let input = room.join("input.json");
    write(&input, write_inputs(place, options, &room)?.to_string().as_bytes())?;
    let found = report::read(&drive(&driver, &input)?)?;
    let weights = download::weigh(place, &web, &home, &room)?;
    report::print(&found, &weights);
    Ok(())
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

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
