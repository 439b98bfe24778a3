//! Measures the program: speed beside the write limit and Hugo, memory, and what a reader loads.
//!
//! The charts are measured apart, in a browser ([`charts`]).
//! Nothing here decides whether a change is good: figures are printed beside their targets.

mod changed;
mod charts;
mod driver;
mod explorer;
mod hugo;
mod lighthouse;
mod limit;
mod mapping;
mod measure;
mod program;
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
    #[command(flatten)]
    which: program::Which,
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
    /// Score pages of the invented city by Lighthouse, as a phone loads them
    Lighthouse(lighthouse::Options),
    /// Measure what a mapping adds to reading an export
    Mapping(mapping::Options),
    /// Measure what the search finds, loads and costs
    Search(search::Options),
}

/// One site to measure.
struct Work {
    name: String,
    /// Builds the site into [`Work::out`].
    build: Command,
    /// Builds into the same folder after one record was changed.
    change: Command,
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
        Some(Part::Lighthouse(options)) => return lighthouse::run(place, options),
        Some(Part::Mapping(options)) => return mapping::run(place, options),
        Some(Part::Search(options)) => return search::run(place, options),
        None => {}
    }
    let web = wasm::build(place)?;
    let program = options.which.build(place)?;
    let room = options.folder.clone().unwrap_or_else(|| place.target.join("bench"));
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    let room = room.canonicalize().with_context(|| format!("cannot find {}", room.display()))?;
    let mut columns: Vec<Measured> = Vec::new();
    for mut work in works(place, &program.path, options, &room)? {
        println!("\n{}", work.name);
        columns.push(rounds::run(&mut work, options.runs, &room)?);
    }
    table::print(&columns, web.gzipped(&CHARTS));
    program.print();
    Ok(())
}

/// Of each export two sites: all that the program makes, and its pages alone, without search, feeds of every page
/// and the export made anew, which is the work that other generators do.
fn works(place: &Place, banli: &Path, options: &Options, room: &Path) -> Result<Vec<Work>> {
    let mut exports = Vec::new();
    if !options.hugo_site.is_empty() {
        let program = hugo::find(options.hugo.as_deref())?;
        for site in &options.hugo_site {
            exports.push((converted(&site.join("assets/workload.json"), room)?, Some((program.clone(), site))));
        }
    } else if !options.workload.is_empty() {
        for records in &options.workload {
            exports.push((converted(records, room)?, None));
        }
    } else {
        for records in &options.records {
            exports.push((sampled(place, banli, *records, room)?, None));
        }
    }
    let mut works = Vec::new();
    for (Export { count, path, config }, peer) in exports {
        let whole = room.join(format!("whole-{count}.toml"));
        let pages = room.join(format!("pages-{count}.toml"));
        write(&whole, &config)?;
        // Keys outside a table come first.
        write(&pages, &["search = false\nfeeds = \"site\"\ndata.export = false\n", &config].concat())?;
        let changed = changed::copy(&path, room)?;
        for (name, config) in [("all", whole), ("pages alone", pages)] {
            let out = room.join(config.file_stem().unwrap_or_default());
            let [build, change] = [&path, &changed].map(|export| {
                let mut build = Command::new(banli);
                build.arg("build").arg("-c").arg(&config).arg("-o").arg(&out).arg(export);
                build
            });
            let hugo = peer.as_ref().map(|(program, site)| Hugo::new(program, site, room)).transpose()?;
            works.push(Work { name: format!("{count} records, {name}"), build, change, out, hugo });
        }
    }
    Ok(works)
}

/// What sites are built from.
struct Export {
    /// How many records it has.
    count: usize,
    path: PathBuf,
    /// The text of its configuration.
    config: String,
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The invented city, by the configuration of the demonstration.
fn sampled(place: &Place, banli: &Path, count: usize, room: &Path) -> Result<Export> {
    let path = room.join(format!("sample-{count}.json"));
    let mut sample = Command::new(banli);
    sample.args(["sample", "--items", &count.to_string(), "--seed", &SEED.to_string(), "--out"]).arg(&path);
    process::run(&mut sample)?;
    let config = place.root.join("data/demo-city/site.toml");
    let config = fs::read_to_string(&config).with_context(|| format!("cannot read {}", config.display()))?;
    Ok(Export { count, path, config })
}

/// The records of a file, by the default configuration.
fn converted(records: &Path, room: &Path) -> Result<Export> {
    let draft = room.join("workload.json");
    let count = workload::convert(records, &draft)?;
    let path = room.join(format!("workload-{count}.json"));
    fs::rename(&draft, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Export { count, path, config: String::new() })
}

/// Removes a built site with the room that the program keeps beside it.
fn remove_site(out: &Path) -> Result<()> {
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    remove(out)?;
    remove(&out.with_file_name(format!(".{name}.banli")))
}
