//! Scores pages of the invented city by Lighthouse's mobile preset: a slow phone on a slow network.
//!
//! `xtask/bench/lighthouse` drives it on what `banli preview` serves.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;
use serde_json::json;

use super::driver::{drive, driver};
use super::table::{judged, line, machine};
use crate::files::files_under;
use crate::machine::need_browser;
use crate::place::Place;
use crate::site;
use crate::wasm;

/// The example site whose pages are scored.
const SITE: &str = "demo-city";
/// Lighthouse's categories with the least score of each, of 100.
const TARGETS: [(&str, &str, u32); 4] = [
    ("performance", "performance", 95),
    ("accessibility", "accessibility", 100),
    ("best-practices", "best practices", 100),
    ("seo", "SEO", 100),
];

/// How to score.
#[derive(Args)]
pub struct Options {
    /// How often each page is loaded; the middle score counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// What the driver found.
#[derive(Deserialize)]
struct Found {
    /// Lighthouse's.
    version: String,
    pages: Vec<Scored>,
}

#[derive(Deserialize)]
struct Scored {
    name: String,
    path: String,
    /// By category, of 100.
    rounds: Vec<BTreeMap<String, u32>>,
    /// What was marked down in any round.
    marked: Vec<String>,
}

/// Builds the site, scores a page of each of its main kinds, and prints a table.
///
/// Fails where something cannot be built, installed or run.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    wasm::build(place)?;
    site::build_program(place)?;
    let room = place.target.join("bench").join("lighthouse");
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    let folder = room.join(SITE);
    site::build_one(place, SITE, &folder)?;
    let input = room.join("input.json");
    let told = json!({
        "program": place.banli(), "site": folder, "chromium": need_browser()?, "rounds": options.rounds,
        "pages": pages(&folder)?,
    });
    fs::write(&input, told.to_string()).with_context(|| format!("cannot write {}", input.display()))?;
    let found = drive(&driver(place, "lighthouse")?, &input)?;
    print(&serde_json::from_str(&found).context("the driver's output is no list of scores")?);
    Ok(())
}

/// Name and path of each page to score; of items and units the longest, which has most to load.
fn pages(site: &Path) -> Result<Vec<(&'static str, String)>> {
    let longest = |folder: &str| -> Result<String> {
        let pages = files_under(&site.join(folder))?.into_iter().filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".html") && name != "index.html" && !name.starts_with("page-")
        });
        let size = |path: &Path| path.metadata().map_or(0, |data| data.len());
        let page = pages.max_by_key(|path| (size(path), Reverse(path.clone()))).context("no page to score")?;
        Ok(page.strip_prefix(site).unwrap_or(&page).to_string_lossy().replace('\\', "/"))
    };
    Ok(vec![
        ("home", "index.html".to_owned()),
        ("item", longest("items")?),
        ("unit", longest("units")?),
        ("search", "search.html".to_owned()),
        ("list of items", "items/index.html".to_owned()),
        ("analysis", "analysis.html".to_owned()),
        ("data", "data/index.html".to_owned()),
    ])
}

fn print(found: &Found) {
    println!("\nLighthouse {}, mobile preset; the middle of all rounds. {}\n", found.version, machine());
    let heads = TARGETS.map(|(_, name, _)| name.to_owned());
    line(&[vec!["page".to_owned()], heads.to_vec()].concat());
    line(&vec!["---".to_owned(); TARGETS.len() + 1]);
    for page in &found.pages {
        let cell = |(key, _, least): (&str, &str, u32)| {
            let score = middle(page.rounds.iter().filter_map(|round| round.get(key)).copied().collect());
            judged(&score.to_string(), score >= least)
        };
        line(&[vec![page.name.clone()], TARGETS.map(cell).to_vec()].concat());
    }
    line(&[vec!["target, at least".to_owned()], TARGETS.map(|(.., least)| least.to_string()).to_vec()].concat());
    for page in found.pages.iter().filter(|page| !page.marked.is_empty()) {
        println!("\n{} ({}) was marked down in", page.name, page.path);
        page.marked.iter().for_each(|what| println!("  {what}"));
    }
}

/// The middle score, of an even number the lower one.
fn middle(mut scores: Vec<u32>) -> u32 {
    scores.sort_unstable();
    scores.get(scores.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}
