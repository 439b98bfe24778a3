//! `banli build`: from exports to a published site.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, ValueHint};
use generator::build::{self, Failure, Job};
use generator::{publish, report};

use super::output::{self, Deny, Language};

const EXAMPLES: &str = "Examples:
  banli build -c site.toml -o public export.json
  banli build -o public --since last-month.json --deny warnings export.json
  banli build -m mapping.toml -o public ledger.xlsx

Exit codes: 0 done, 1 faults in the data (the old site stays), 2 usage or configuration, 3 files or the system.";

/// Build a site; the old one stays whole unless everything is in order.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long, value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Folder to publish into.
    #[arg(short, long, value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// Print the time of each stage.
    #[arg(long)]
    timings: bool,
    /// Print every issue, however many there are.
    #[arg(long)]
    all: bool,
    /// What keeps the old site beside errors.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// Language of what is said; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// An earlier export, or such files as the mapping reads: the site then lists what changed since. May be given several times.
    #[arg(long, value_name = "EARLIER", value_hint = ValueHint::FilePath)]
    since: Vec<PathBuf>,
    /// A mapping: the files are another system's, in any shape.
    #[arg(short, long, value_hint = ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// Exports: .json, .ndjson, .jsonl, each also as .gz. With a mapping also .csv, .xlsx, .xls and folders.
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    exports: Vec<PathBuf>,
}

/// Builds.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, out, timings, all, deny, lang, since, mapping, exports } = options;
    let words = output::words(lang)?;
    let (deny, cache) = (deny.is_some(), publish::user_cache());
    let job = Job { config, exports, mapping, since, out, deny, cache, last: true };
    let bar = io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(0));
    let progress = |stage: &'static str, done: usize, total: usize| {
        if let Some(bar) = &bar {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
            bar.set_message(words.text(stage));
        }
    };
    let outcome = build::build(&job, &progress);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let outcome = outcome?;
    if !outcome.issues.is_empty() {
        anstream::eprintln!("{}", report::issues(&words, &outcome.issues, &outcome.excerpts, all));
    }
    anstream::eprint!("{}", report::summary(&words, &outcome, timings));
    Ok(u8::from(outcome.published.is_none()))
}
