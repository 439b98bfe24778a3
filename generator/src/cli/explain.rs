//! `banli explain`: formula, filter, counts and records of a published figure.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum, ValueHint};
use generator::build::{Failure, Job};
use generator::config::Lang;
use generator::explain::{self, Explained};
use generator::open::{Examined, Opened, read_config, read_theme};
use generator::report;
use generator::words::Words;

use super::output::{self, Language};

const EXAMPLES: &str = "Examples:
  banli explain --list
  banli explain --list export.json
  banli explain satisfaction export.json
  banli explain 'satisfaction unit=education session=congress-8-5 reading=first' export.json
  banli explain --format csv -o records.csv 'on-time-reply unit=education' export.json";

/// Explain a published figure: formula, filter, counts n/N, and the records behind it.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// A mapping: the files are another system's, in any shape.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// Language of the words; the first of the configuration where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// How to print the figure.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// File to write; standard output where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// List every figure and filter; with exports the ids too.
    #[arg(long)]
    list: bool,
    /// Print every record, however many there are.
    #[arg(long)]
    all: bool,
    /// The figure's address, in quotes where it has filters; with `--list` none.
    #[arg(required_unless_present = "list", value_name = "FIGURE")]
    figure: Option<String>,
    /// Exports.
    #[arg(value_name = "EXPORT", value_hint = ValueHint::FilePath)]
    exports: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: the first twenty records.
    Human,
    /// For programs: complete.
    Json,
    /// The records as a table: complete.
    Csv,
}

/// Explains.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, mapping, lang, format, out, list, all, figure, mut exports } = options;
    let write = |text: &[u8]| output::write(text, out.as_deref()).map(|()| 0).map_err(Failure::World);
    let address = if list {
        // What stands first is an export then.
        exports.splice(0..0, figure.map(PathBuf::from));
        None
    } else {
        figure
    };
    if exports.is_empty() {
        if address.is_some() {
            return Err(Failure::Usage(anyhow!("name the exports behind the figure")));
        }
        let configured = read_config(config.as_deref()).map_err(Failure::Usage)?;
        let theme = read_theme(config.as_deref(), &configured).map_err(Failure::Usage)?;
        let lang = lang.map_or(configured.first_language(), Lang::from);
        let words = Words::read(&theme, lang).map_err(Failure::Usage)?;
        return write(explain::list(&words, None).as_bytes());
    }
    let opened = Opened::open(&Job { config, exports, mapping, ..Job::default() })?;
    let sides = opened.sides();
    let examined = Examined::of(&opened, &sides);
    let Some((data, summary)) = &examined.checked else {
        anstream::eprintln!("{}", report::issues(&output::words(lang)?, &examined.issues, &examined.excerpts, false));
        return Ok(1);
    };
    let lang = lang.map_or(opened.config.first_language(), Lang::from);
    let words = Words::read(&opened.theme, lang).map_err(Failure::Usage)?;
    let Some(address) = address else { return write(explain::list(&words, Some(data)).as_bytes()) };
    let explained = Explained::of(&address, data, summary).map_err(Failure::Usage)?;
    match format {
        Format::Human => write(explain::text(&words, &explained, all).as_bytes()),
        Format::Json => {
            let text = serde_json::to_string_pretty(&explained.json(&words)).context("cannot write JSON");
            write((text.map_err(Failure::World)? + "\n").as_bytes())
        }
        Format::Csv => write(&explained.csv()),
    }
}
