//! `banli check`: every fault of exports, with its place.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use generator::build::{self, Failure};
use generator::input::Input;
use generator::report;
use outcomes::read;

use super::output::{self, Format};

/// Check exports and name every fault with its place.
#[derive(Args)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long)]
    config: Option<PathBuf>,
    /// How to print the issues.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Print every issue, however many there are.
    #[arg(long)]
    all: bool,
    /// A mapping: the files are another system's, in any shape.
    #[arg(short, long)]
    mapping: Option<PathBuf>,
    /// Exports.
    #[arg(required = true)]
    exports: Vec<PathBuf>,
}

/// Checks.
pub fn run(options: Options) -> Result<u8, Failure> {
    let config = build::read_config(options.config.as_deref()).map_err(Failure::Usage)?;
    let input = Input::open(&options.exports, options.mapping.as_deref())?;
    let exports = input.exports();
    let (_, found) = read::check(&exports.files(), &config.rules());
    let (issues, excerpts) = exports.tell(found);
    let text = match options.format {
        Format::Human => report::issues(&issues, &excerpts, options.all),
        Format::Json => report::json(&issues).context("cannot write JSON").map_err(Failure::World)? + "\n",
    };
    output::print(&text).map_err(Failure::World)?;
    Ok(u8::from(!build::is_sound(&issues)))
}
