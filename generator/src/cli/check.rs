//! `banli check`: every fault of exports, with its place, and what jumped against the earlier ones.

use std::cell::OnceCell;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum, ValueHint};
use generator::build::{Failure, Job};
use generator::config::Lang;
use generator::messages::{localised, messages};
use generator::note::Note;
use generator::open::{Examined, Opened};
use generator::report::{self, Sections};
use generator::settings;
use generator::words::Words;
use outcomes::changes::NotEarlier;

use super::output::{self, Deny, Language};

const EXAMPLES: &str = "Examples:
  banli check export.json
  banli check --deny warnings --since last-month.json export.json
  banli check --format html --lang zh -o check.html export.json
  banli check --format sarif -o check.sarif export.json

Exit codes: 0 in order, 1 faults (or denied warnings), 2 usage or configuration, 3 files or the system.";

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
    /// Language of what is said: the system's where left out; of a page the configuration's first; English for programs.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// File to write; standard output where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// List only what is private in texts to be published: where it stands and what it would become.
    #[arg(long)]
    private: bool,
    /// Print every issue, however many there are.
    #[arg(long)]
    all: bool,
    /// What counts as a fault beside errors.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// An earlier export, or such files as the mapping reads: sudden jumps are warnings. May be given several times.
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
    let Options { config, format, lang, out, all, deny, since, mapping, exports, private } = options;
    let names: Vec<String> = exports.iter().map(|path| path.display().to_string()).collect();
    let configured = config.clone();
    // What was read goes with the program, which ends here: to give it back piece by piece would take a thirtieth of a check.
    let opened = ManuallyDrop::new(Opened::open(&Job { config, exports, mapping, since, ..Job::default() })?);
    let sides = ManuallyDrop::new(opened.sides());
    let examined = ManuallyDrop::new(Examined::of(&opened, &sides));
    // A day that went back is a warning here.
    if let Err(NotEarlier::NothingInCommon) = examined.changes() {
        return Err(Failure::Usage(anyhow!(NotEarlier::NothingInCommon)));
    }
    let Examined { issues, excerpts, .. } = &*examined;
    let asked = lang.map(Lang::from);
    let words = output::words(lang)?;
    let said = || localised(issues.clone(), asked.unwrap_or(Lang::EN));
    let written = |json: serde_json::Result<String>| json.context("cannot write JSON").map_err(Failure::World);
    let data = examined.checked.as_ref().map(|(data, _)| data);
    // Without a configuration all of it would be missing.
    let lang = match format {
        Format::Human => output::language(lang),
        Format::Json | Format::Sarif => asked.unwrap_or(Lang::EN),
        Format::Html => asked.unwrap_or(opened.config.first_language()),
    };
    let spoken = messages(lang).map_err(Failure::World)?;
    let missing = if configured.is_some() { settings::missing(&spoken, &opened.config, data) } else { Vec::new() };
    let configuration = configured.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let export = names.first().map(String::as_str).unwrap_or_default();
    let settings = report::Settings { configuration: &configuration, export, missing: &missing };
    let text = match format {
        Format::Human if private => report::private(&words, issues),
        Format::Json if private => written(report::private_json(issues))? + "\n",
        Format::Human => {
            let hints = settings.human(&words);
            report::issues(&words, issues, excerpts, all) + if hints.is_empty() { "" } else { "\n" } + &hints
        }
        Format::Json => written(report::json(&said(), settings))? + "\n",
        Format::Sarif => format!("{:#}\n", report::sarif(&said(), excerpts, settings)),
        Format::Html => {
            let words = Words::read(&opened.theme, lang).map_err(Failure::Usage)?;
            let room = OnceCell::new();
            let sections = Sections::of(&sides.now.written(&room), examined.placed());
            report::page((&opened.theme, &words), &names, &sections, (issues, excerpts), &missing, all)
                .map_err(Failure::Usage)?
        }
    };
    output::write(text.as_bytes(), out.as_deref()).map_err(Failure::World)?;
    if out.is_some() {
        anstream::eprintln!("{}", report::counts(&words, issues));
    }
    if !private {
        anstream::eprint!("{}", Note::lines(opened.notes.iter().chain(&examined.notes), &words));
    }
    Ok(u8::from(!examined.passes(deny.is_some())))
}
