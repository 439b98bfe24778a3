//! Measures the program: speed beside the write limit and Hugo, memory, and what a reader loads.
//!
//! The charts are measured apart, in a browser ([`charts`]).
//! Nothing here decides whether a change is good: figures are printed beside their targets.

mod charts;
mod explorer;
mod hugo;
mod limit;
mod measure;
mod rounds;
mod search;
mod spread;
mod table;
mod workload;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::files::remove;
use crate::glue::CHARTS;
use crate::place::Place;
use crate::process;
use crate::site;
use crate::wasm;
use hugo::Hugo;
use rounds::Measured;

/// Where the invented city's random numbers start.
const SEED: u64 = 2025;

/// What to measure.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    part: Option<Part>,
    /// How many records the invented city has, one site for each number.
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 10_000])]
    records: Vec<usize>,
    /// How many rounds are counted, after one that is not.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Hugo projects that read their records from assets/workload.json; the program then builds
    /// from the same records instead, one site for each project.
    #[arg(long, value_name = "DIR", conflicts_with = "records")]
    hugo_site: Vec<PathBuf>,
    /// Files of such records, without Hugo.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["records", "hugo_site"])]
    workload: Vec<PathBuf>,
    /// The program Hugo; otherwise HUGO_BIN, or `hugo` on the path.
    #[arg(long, value_name = "PATH")]
    hugo: Option<PathBuf>,
    /// Folder to build in, such as one in memory; otherwise one in the target folder.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// What is measured apart.
#[derive(Subcommand)]
enum Part {
    /// Measure the charts in a browser beside hand-written canvas code and other libraries
    Charts(charts::Options),
    /// Measure the explorer's answers natively and in a browser, and weigh its facts
    Explorer,
    /// Measure what the search finds, loads and costs
    Search(search::Options),
}

/// One site to measure.
struct Work {
    name: String,
    /// Builds the site into [`Work::out`].
    build: Command,
    out: PathBuf,
    hugo: Option<Hugo>,
}

/// Builds what is to be measured, measures it, and prints one table.
///
/// Fails where something cannot be built, found or written.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    match &options.part {
        Some(Part::Charts(options)) => return charts::run(place, options),
        Some(Part::Explorer) => return explorer::run(place),
        Some(Part::Search(options)) => return search::run(place, options),
        None => {}
    }
    let web = wasm::build(place)?;
    site::build_program(place)?;
    let room = options.folder.clone().unwrap_or_else(|| place.target.join("bench"));
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    let room = room.canonicalize().with_context(|| format!("cannot find {}", room.display()))?;
    let mut columns: Vec<Measured> = Vec::new();
    for mut work in works(place, options, &room)? {
        println!("\n{}", work.name);
        columns.push(rounds::run(&mut work, options.runs, &room)?);
    }
    table::print(&columns, web.gzipped(&CHARTS));
    Ok(())
}

fn works(place: &Place, options: &Options, room: &Path) -> Result<Vec<Work>> {
    let mut works = Vec::new();
    if !options.hugo_site.is_empty() {
        let program = hugo::find(options.hugo.as_deref())?;
        for site in &options.hugo_site {
            let records = site.join("assets/workload.json");
            works.push(converted(place, &records, room, Some(Hugo::new(&program, site, room)?))?);
        }
    } else if !options.workload.is_empty() {
        for records in &options.workload {
            works.push(converted(place, records, room, None)?);
        }
    } else {
        for records in &options.records {
            works.push(sampled(place, *records, room)?);
        }
    }
    Ok(works)
}

/// The invented city, by the configuration of the demonstration.
fn sampled(place: &Place, records: usize, room: &Path) -> Result<Work> {
    let export = room.join(format!("sample-{records}.json"));
    let mut sample = Command::new(place.banli());
    sample.args(["sample", "--items", &records.to_string(), "--seed", &SEED.to_string(), "--out"]).arg(&export);
    process::run(&mut sample)?;
    let config = place.root.join("data/demo-city/site.toml");
    let out = room.join(format!("sample-{records}"));
    let mut build = Command::new(place.banli());
    build.arg("build").arg("-c").arg(config).arg("-o").arg(&out).arg(&export);
    Ok(Work { name: format!("{records} records"), build, out, hugo: None })
}

/// The records of a file, by the default configuration.
fn converted(place: &Place, records: &Path, room: &Path, hugo: Option<Hugo>) -> Result<Work> {
    let draft = room.join("workload.json");
    let count = workload::convert(records, &draft)?;
    let export = room.join(format!("workload-{count}.json"));
    fs::rename(&draft, &export).with_context(|| format!("cannot write {}", export.display()))?;
    let out = room.join(format!("workload-{count}"));
    let mut build = Command::new(place.banli());
    build.arg("build").arg("-o").arg(&out).arg(&export);
    Ok(Work { name: format!("{count} records"), build, out, hugo })
}

/// Removes a built site with the room that the program keeps beside it.
fn remove_site(out: &Path) -> Result<()> {
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    remove(out)?;
    remove(&out.with_file_name(format!(".{name}.banli")))
}
