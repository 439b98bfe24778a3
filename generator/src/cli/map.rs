//! `banli map`: another system's files as an export, or a first mapping for them.

use std::path::{Path, PathBuf};

use clap::Args;
use generator::build::Failure;
use generator::config::Config;
use generator::input::{self, Input};
use generator::note::Note;
use generator::{mapping, open, report};
use outcomes::read;

use super::output;

const EXAMPLES: &str = "Examples:
  banli map --suggest -o mapping.toml ledger.xlsx
  banli map -m mapping.toml -o export.json ledger.xlsx
  banli build -m mapping.toml -o public ledger.xlsx";

/// Turn another system's files into an export, or suggest how.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Look at the files and write a first mapping, with its guesses explained.
    #[arg(long, conflicts_with = "mapping", required_unless_present = "mapping")]
    suggest: bool,
    /// The mapping to apply.
    #[arg(short, long)]
    mapping: Option<PathBuf>,
    /// File to write; standard output where left out.
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// The other system's files or folders: JSON, JSON lines, CSV, Excel.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Applies a mapping, or suggests one.
pub fn run(options: Options) -> Result<u8, Failure> {
    match options.mapping {
        Some(mapping) => apply(&mapping, &options.files, options.out.as_deref()),
        None => suggest(&options.files, options.out.as_deref()),
    }
}

/// Writes the export that a mapping makes, where neither the mapping nor the reader finds a fault.
fn apply(mapping: &Path, files: &[PathBuf], out: Option<&Path>) -> Result<u8, Failure> {
    let input = Input::open(files, Some(mapping))?;
    let exports = input.exports();
    let (_, found) = read::check(exports.files(), &Config::default().rules());
    let (issues, excerpts) = exports.tell(found);
    let words = output::words(None)?;
    if !issues.is_empty() {
        anstream::eprintln!("{}", report::issues(&words, &issues, &excerpts, false));
    }
    anstream::eprint!("{}", Note::lines(input.notes.iter().chain(&exports.notes()), &words));
    if !open::is_sound(&issues) {
        return Ok(1);
    }
    let lines = out.and_then(Path::extension).is_some_and(|end| end == "ndjson" || end == "jsonl");
    let document = exports.document(lines).unwrap_or_default();
    output::write(&document, out).map(|()| 0).map_err(Failure::World)
}

/// Writes a first mapping for another system's files.
fn suggest(files: &[PathBuf], out: Option<&Path>) -> Result<u8, Failure> {
    let sources = input::open_source(files)?.0;
    let words = output::words(None)?;
    match mapping::suggest(&words, &sources) {
        Ok(text) => output::write(text.as_bytes(), out).map(|()| 0).map_err(Failure::World),
        Err(issue) => {
            anstream::eprintln!("{}", report::issues(&words, &[*issue], &[None], false));
            Ok(1)
        }
    }
}
