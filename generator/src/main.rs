//! The program `banli`: its command line and exit codes.
//!
//! 0 done; 1 faults in the data; 2 usage or configuration; 3 files or the system.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::{Parser, Subcommand, ValueEnum};
use generator::build::{self, Failure, Job};
use generator::config::{Config, Lang};
use generator::input::{self, Input};
use generator::load::Sources;
use generator::words::Words;
use generator::{config, diff, mapping, preview, report, sample};
use outcomes::date::Date;
use outcomes::read;

/// Rendering makes and drops many short texts on all cores; this allocator takes a sixth off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns exports of how suggestions, proposals and motions were handled into a static site.
#[derive(Parser)]
#[command(name = "banli", version, about, after_help = "Example:\n  banli build -c site.toml -o public export.json")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const MAP_EXAMPLES: &str = "Examples:
  banli map --suggest -o mapping.toml ledger.xlsx
  banli map -m mapping.toml -o export.json ledger.xlsx
  banli build -m mapping.toml -o public ledger.xlsx";

#[derive(Subcommand)]
enum Command {
    /// Build a site; the old one stays whole unless everything is in order.
    Build {
        /// Configuration; the defaults where left out.
        #[arg(short, long)]
        config: Option<PathBuf>,
        /// Folder to publish into.
        #[arg(short, long)]
        out: PathBuf,
        /// Print the time of each stage.
        #[arg(long)]
        timings: bool,
        /// Print every issue, however many there are.
        #[arg(long)]
        all: bool,
        /// An earlier export: the site then lists what changed since. May be given several times.
        #[arg(long, value_name = "EARLIER")]
        since: Vec<PathBuf>,
        /// A mapping: the files are another system's, in any shape.
        #[arg(short, long)]
        mapping: Option<PathBuf>,
        /// Exports: .json, .ndjson, .jsonl, each also as .gz. With a mapping also .csv, .xlsx, .xls and folders.
        #[arg(required = true)]
        exports: Vec<PathBuf>,
    },
    /// Check exports and name every fault with its place.
    Check {
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
    },
    /// Turn another system's files into an export, or suggest how.
    #[command(after_help = MAP_EXAMPLES)]
    Map {
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
    },
    /// Print what happened since an earlier export: `banli diff EARLIER LATER`.
    Diff {
        /// Configuration; the defaults where left out.
        #[arg(short, long)]
        config: Option<PathBuf>,
        /// Language of the words; the first of the configuration where left out.
        #[arg(long, value_enum)]
        lang: Option<Language>,
        /// How to print the changes.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// An earlier export, where there are several; all others are then the later ones.
        #[arg(long, value_name = "EARLIER")]
        since: Vec<PathBuf>,
        /// The earlier and the later export; with `--since` the later ones.
        #[arg(required = true)]
        exports: Vec<PathBuf>,
    },
    /// Serve a built folder on this machine only.
    Preview {
        /// Built folder.
        folder: PathBuf,
        /// Port; 0 takes a free one.
        #[arg(short, long, default_value_t = 8080)]
        port: u16,
        /// Path to serve under.
        #[arg(short, long, default_value = "/")]
        base: String,
    },
    /// Print a JSON Schema.
    Schema {
        /// Which one.
        #[arg(value_enum)]
        which: Which,
    },
    /// Write an export of an invented city.
    Sample {
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
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    /// Of an export.
    Export,
    /// Of site.toml.
    Site,
    /// Of mapping.toml.
    Mapping,
    /// Of what `banli diff --format json` prints.
    Changes,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let (code, error) = match failure {
                Failure::Usage(error) => (2, error),
                Failure::World(error) => (3, error),
            };
            anstream::eprintln!("error: {error:#}");
            ExitCode::from(code)
        }
    }
}

fn run(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Build { config, out, timings, all, since, mapping, exports } => {
            run_build(&Job { config, exports, mapping, since, out }, timings, all)
        }
        Command::Check { config, format, all, mapping, exports } => {
            run_check(config, &exports, mapping.as_deref(), format, all)
        }
        Command::Map { suggest: _, mapping: Some(mapping), out, files } => run_map(&mapping, &files, out),
        Command::Map { out, files, .. } => run_suggest(&files, out),
        Command::Diff { config, lang, format, since, exports } => run_diff(config, lang, format, since, exports),
        Command::Preview { folder, port, base } => {
            let ready =
                |address: &str| anstream::println!("serving {} at {address} (Ctrl+C ends it)", folder.display());
            preview::serve(&folder, port, &base, ready).map(|()| 0).map_err(Failure::World)
        }
        Command::Schema { which } => {
            let schema = match which {
                Which::Export => outcomes::schema::export_schema(),
                Which::Site => config::schema(),
                Which::Mapping => mapping::schema(),
                Which::Changes => diff::schema(),
            };
            print(format!("{schema:#}\n")).map(|()| 0).map_err(Failure::World)
        }
        Command::Sample { items, seed, as_of, out } => {
            write_sample(sample::Options { items, seed, earlier: as_of }, out).map(|()| 0).map_err(Failure::World)
        }
    }
}

fn run_build(job: &Job, timings: bool, all: bool) -> Result<u8, Failure> {
    let bar = io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(0));
    let progress = |stage: &'static str, done: usize, total: usize| {
        if let Some(bar) = &bar {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
            bar.set_message(stage);
        }
    };
    let outcome = build::build(job, &progress);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let outcome = outcome?;
    if !outcome.issues.is_empty() {
        anstream::eprintln!("{}", report::issues(&outcome.issues, &outcome.excerpts, all));
    }
    anstream::eprint!("{}", report::summary(&outcome, timings));
    Ok(u8::from(outcome.published.is_none()))
}

fn run_check(
    config: Option<PathBuf>,
    exports: &[PathBuf],
    mapping: Option<&Path>,
    format: Format,
    all: bool,
) -> Result<u8, Failure> {
    let config = build::read_config(config.as_deref()).map_err(Failure::Usage)?;
    let input = Input::open(exports, mapping)?;
    let exports = input.exports();
    let (_, found) = read::check(&exports.files(), &config.rules());
    let (issues, excerpts) = exports.tell(found);
    let text = match format {
        Format::Human => report::issues(&issues, &excerpts, all),
        Format::Json => report::json(&issues).context("cannot write JSON").map_err(Failure::World)? + "\n",
    };
    print(&text).map_err(Failure::World)?;
    Ok(u8::from(!build::is_sound(&issues)))
}

/// Writes the export that a mapping makes, where neither the mapping nor the reader finds a fault.
fn run_map(mapping: &Path, files: &[PathBuf], out: Option<PathBuf>) -> Result<u8, Failure> {
    let input = Input::open(files, Some(mapping))?;
    let exports = input.exports();
    let (_, found) = read::check(&exports.files(), &Config::default().rules());
    let (issues, excerpts) = exports.tell(found);
    if !issues.is_empty() {
        anstream::eprintln!("{}", report::issues(&issues, &excerpts, false));
    }
    for note in input.notes.iter().chain(&exports.notes()) {
        anstream::eprintln!("note: {note}");
    }
    if !build::is_sound(&issues) {
        return Ok(1);
    }
    let lines = out.as_ref().and_then(|path| path.extension()).is_some_and(|end| end == "ndjson" || end == "jsonl");
    let document = exports.document(lines).unwrap_or_default();
    write_out(&document, out.as_deref()).map(|()| 0).map_err(Failure::World)
}

/// Writes a first mapping for another system's files.
fn run_suggest(files: &[PathBuf], out: Option<PathBuf>) -> Result<u8, Failure> {
    let sources = input::open_source(files)?.0;
    match mapping::suggest(&sources) {
        Ok(text) => write_out(text.as_bytes(), out.as_deref()).map(|()| 0).map_err(Failure::World),
        Err(issue) => {
            anstream::eprintln!("{}", report::issues(&[*issue], &[None], false));
            Ok(1)
        }
    }
}

/// Writes a file, or to standard output where none is named.
fn write_out(bytes: &[u8], out: Option<&Path>) -> Result<()> {
    match out {
        None => print(bytes),
        Some(path) => std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display())),
    }
}

fn run_diff(
    config_path: Option<PathBuf>,
    lang: Option<Language>,
    format: Format,
    mut since: Vec<PathBuf>,
    mut exports: Vec<PathBuf>,
) -> Result<u8, Failure> {
    if since.is_empty() {
        if exports.len() != 2 {
            let usage = "name two exports, `banli diff EARLIER LATER`; of several, each earlier one behind `--since`";
            return Err(Failure::Usage(anyhow!(usage)));
        }
        since.push(exports.remove(0));
    }
    let config = build::read_config(config_path.as_deref()).map_err(Failure::Usage)?;
    let theme = build::read_theme(config_path.as_deref(), &config).map_err(Failure::Usage)?;
    Sources::distinct(&since).and_then(|()| Sources::distinct(&exports)).map_err(Failure::Usage)?;
    let sides = [since, exports].map(|paths| Sources::open(&paths));
    let [earlier, later] = sides;
    let (earlier, later) = (earlier.map_err(Failure::World)?, later.map_err(Failure::World)?);
    let (old_files, new_files) = (earlier.files(), later.files());
    let (before, old_issues) = diff::read_earlier(&old_files, &config.rules());
    let (after, new_issues) = diff::read_earlier(&new_files, &config.rules());
    let (Some(before), Some(after)) = (before, after) else {
        for (files, issues) in [(&old_files, &old_issues), (&new_files, &new_issues)] {
            if !build::is_sound(issues) {
                anstream::eprintln!("{}", report::issues(issues, &report::excerpts(files, issues), false));
            }
        }
        return Ok(1);
    };
    let changes = diff::compare(&before, &after).map_err(|error| Failure::Usage(error.into()))?;
    let first = config.languages.first().copied().unwrap_or(Lang::Zh);
    let lang = lang.map_or(first, |lang| match lang {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    });
    let text = match format {
        Format::Human => diff::text(&Words::read(&theme, lang).map_err(Failure::Usage)?, &changes),
        Format::Json => diff::json(&changes).context("cannot write JSON").map_err(Failure::World)? + "\n",
    };
    print(&text).map(|()| 0).map_err(Failure::World)
}

fn write_sample(options: sample::Options, out: Option<PathBuf>) -> Result<()> {
    match out {
        None => sample::write(options, &mut BufWriter::new(io::stdout().lock())).context("cannot write the sample"),
        Some(path) => {
            let cannot = || format!("cannot write {}", path.display());
            let mut file = BufWriter::new(File::create(&path).with_context(cannot)?);
            sample::write(options, &mut file).with_context(cannot)?;
            file.flush().with_context(cannot)
        }
    }
}

/// Prints to standard output; a reader that closes it early is no fault.
fn print(text: impl AsRef<[u8]>) -> Result<()> {
    match io::stdout().write_all(text.as_ref()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}
