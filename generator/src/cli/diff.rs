//! `banli diff`: what happened since an earlier export, before it goes online.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;
use generator::build::{self, Failure};
use generator::config::Lang;
use generator::load::Sources;
use generator::words::Words;
use generator::{diff, report};

use super::output::{self, Format, Language};

/// Print what happened since an earlier export: `banli diff EARLIER LATER`.
#[derive(Args)]
pub struct Options {
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
}

/// Compares.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, lang, format, mut since, mut exports } = options;
    if since.is_empty() {
        if exports.len() != 2 {
            let usage = "name two exports, `banli diff EARLIER LATER`; of several, each earlier one behind `--since`";
            return Err(Failure::Usage(anyhow!(usage)));
        }
        since.push(exports.remove(0));
    }
    let config_path = config;
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
    let lang = lang.map_or(config.languages.first().copied().unwrap_or(Lang::Zh), Lang::from);
    let text = match format {
        Format::Human => diff::text(&Words::read(&theme, lang).map_err(Failure::Usage)?, &changes),
        Format::Json => diff::json(&changes).context("cannot write JSON").map_err(Failure::World)? + "\n",
    };
    output::print(&text).map(|()| 0).map_err(Failure::World)
}
