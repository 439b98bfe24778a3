//! `banli diff`: what happened since an earlier export, before it goes online.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum, ValueHint};
use generator::build::Failure;
use generator::config::Lang;
use generator::input::Input;
use generator::load::file_name;
use generator::open::{is_sound, read_config, read_theme};
use generator::words::Words;
use generator::{diff, report};
use outcomes::changes::jumps;
use outcomes::read;

use super::output::{self, Language};

const EXAMPLES: &str = "Examples:
  banli diff last-month.json export.json
  banli diff --format html -o approval.html last-month.json export.json
  banli diff -m mapping.toml last-month.xlsx this-month.xlsx
  banli diff --since education.json --since finance.json education-new.json finance-new.json";

/// Print what happened since an earlier export: `banli diff EARLIER LATER`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long, value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Language of the words; the first of the configuration where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// How to print the changes.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// File to write; standard output where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// An earlier export, where there are several; all others are then the later ones.
    #[arg(long, value_name = "EARLIER", value_hint = ValueHint::FilePath)]
    since: Vec<PathBuf>,
    /// A mapping, for whichever of the files are another system's; what is an export already stays as it is.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// The earlier and the later export; with `--since` the later ones.
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    exports: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, in words.
    Human,
    /// For programs.
    Json,
    /// For whoever approves: a sheet to print and sign.
    Html,
}

/// Compares.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, lang, format, out, mapping, mut since, mut exports } = options;
    if since.is_empty() {
        if exports.len() != 2 {
            let usage = "name two exports, `banli diff EARLIER LATER`; of several, each earlier one behind `--since`";
            return Err(Failure::Usage(anyhow!(usage)));
        }
        since.push(exports.remove(0));
    }
    let config_path = config;
    let config = read_config(config_path.as_deref()).map_err(Failure::Usage)?;
    let theme = read_theme(config_path.as_deref(), &config).map_err(Failure::Usage)?;
    let names: Vec<String> = exports.iter().map(|path| file_name(path)).collect();
    let earlier = Input::open_either(&since, mapping.as_deref())?;
    let later = Input::open_either(&exports, mapping.as_deref())?;
    let (earlier, later) = (earlier.exports(), later.exports());
    let rules = config.rules();
    let (before, old_issues, old_excerpts) = diff::read_either(&earlier, &rules);
    let (after, mut found) = read::check(later.files(), &rules);
    if let (Some(before), Some(after)) = (&before, &after) {
        found.extend(jumps((&before.0, &before.1), (&after.0, &after.1), &config.limits(), &later.heads()));
    }
    let (new_issues, new_excerpts) = later.tell(found);
    let (Some(before), Some(after)) = (before, after.filter(|_| is_sound(&new_issues))) else {
        for (issues, excerpts) in [(&old_issues, &old_excerpts), (&new_issues, &new_excerpts)] {
            if !is_sound(issues) {
                anstream::eprintln!("{}", report::issues(&output::words(lang)?, issues, excerpts, false));
            }
        }
        return Ok(1);
    };
    let changes = diff::compare(&before, &after).map_err(|error| Failure::Usage(error.into()))?;
    let lang = lang.map_or(config.first_language(), Lang::from);
    let words = || Words::read(&theme, lang).map_err(Failure::Usage);
    let text = match format {
        Format::Human => diff::text(&words()?, &changes),
        Format::Json => diff::json(&changes).context("cannot write JSON").map_err(Failure::World)? + "\n",
        Format::Html => {
            let sides = (&before.0, &after.0);
            diff::sheet((&theme, &words()?), &changes, sides, &new_issues, &names).map_err(Failure::Usage)?
        }
    };
    output::write(text.as_bytes(), out.as_deref()).map(|()| 0).map_err(Failure::World)
}
