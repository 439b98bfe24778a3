//! `banli sample`: an export of an invented city.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use generator::build::Failure;
use generator::sample;
use outcomes::date::Date;

const EXAMPLES: &str = "Examples:
  banli sample -o export.json
  banli sample --items 10000 -o large.json";

/// Write an export of an invented city.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// How many items.
    #[arg(long, default_value_t = sample::DEMO.items)]
    items: usize,
    /// Where the random numbers start; the same seed gives the same bytes.
    #[arg(long, default_value_t = sample::DEMO.seed)]
    seed: u64,
    /// An earlier day, `YYYY-MM-DD`: the same city before what happened since.
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
    /// File; standard output where left out.
    #[arg(short, long)]
    out: Option<PathBuf>,
}

/// Writes.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { items, seed, as_of, out } = options;
    let city = sample::Options { items, seed, earlier: as_of };
    write(city, out.as_deref()).map(|()| 0).map_err(Failure::World)
}

fn write(city: sample::Options, out: Option<&Path>) -> Result<()> {
    match out {
        None => sample::write(city, &mut BufWriter::new(io::stdout().lock())).context("cannot write the sample"),
        Some(path) => {
            let cannot = || format!("cannot write {}", path.display());
            let mut file = BufWriter::new(File::create(path).with_context(cannot)?);
            sample::write(city, &mut file).with_context(cannot)?;
            file.flush().with_context(cannot)
        }
    }
}
