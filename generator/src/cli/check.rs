//! `banli check`: every fault of exports, with its place, and what jumped against the earlier ones.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use generator::build::{self, Failure};
use generator::config::Lang;
use generator::input::Input;
use generator::messages::localised;
use generator::report;
use outcomes::read;

use super::output::{self, Format, Language};

const EXAMPLES: &str = "Examples:
  banli check export.json
  banli check -m mapping.toml ledger.xlsx
  banli check --format json export.json";

/// Check exports and name every fault with its place.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// How to print the issues.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Language of what is said; the system's where left out.
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// Print every issue, however many there are.
    #[arg(long)]
    all: bool,
    /// What counts as a fault beside errors.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// An earlier export: sudden jumps against it are warnings. May be given several times.
    #[arg(long, value_name = "EARLIER", value_hint = ValueHint::FilePath)]
    since: Vec<PathBuf>,
    /// A mapping: the files are another system's, in any shape.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// Exports.
    #[arg(required = true, value_name = "EXPORT", value_hint = ValueHint::FilePath)]
    exports: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: grouped by kind, the first twenty of each.
    Human,
    /// For programs: complete.
    Json,
    /// For editors and code hosts: SARIF 2.1.0, complete.
    Sarif,
    /// For the section that made the export: one page to print.
    Html,
}

/// Checks.
pub fn run(options: Options) -> Result<u8, Failure> {
    let config = build::read_config(options.config.as_deref()).map_err(Failure::Usage)?;
    let input = Input::open(&options.exports, options.mapping.as_deref())?;
    let exports = input.exports();
    let (_, found) = read::check(&exports.files(), &config.rules());
    let (issues, excerpts) = exports.tell(found);
    // Programs read English unless another language is asked for.
    let lang = match (options.format, options.lang) {
        (Format::Json, None) => Lang::En,
        (_, asked) => output::language(asked),
    };
    let issues = localised(issues, lang);
    let text = match options.format {
        Format::Human => report::issues(&issues, &excerpts, options.all),
        Format::Json => report::json(&issues).context("cannot write JSON").map_err(Failure::World)? + "\n",
    };
    output::write(text.as_bytes(), out.as_deref()).map_err(Failure::World)?;
    if out.is_some() {
        anstream::eprintln!("{}", report::counts(issues));
    }
    Ok(u8::from(!examined.passes(deny.is_some())))
}
