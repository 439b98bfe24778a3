//! `banli verify`: whether a folder is the site that given exports make, or untouched since it was built.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, ValueHint};
use generator::build::{Failure, Job};
use generator::messages::localised_text;
use generator::open::{Examined, Opened};
use generator::plan::Site;
use generator::publish::Manifest;
use generator::report;
use generator::verify::{self, Found};
use generator::words::Words;

use super::output::{self, Format, Language};

const EXAMPLES: &str = "Examples:
  banli verify public
  banli verify public -c site.toml --since last-month.json export.json

Exit codes: 0 the same, 1 it differs (or the exports have faults), 2 usage or configuration, 3 files or the system.";

/// Files of each kind that are named; the rest is counted.
const SHOWN: usize = 20;

/// Prove that a folder is the site of given exports, or untouched since it was built. Writes nothing.
///
/// With exports the site is built anew in memory and every file compared. Without any, the files are
/// compared with the hashes of the folder's own build.json, which tells accidents and not forgery.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration that the site was built with; the defaults where left out.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// The mapping that the site was built with.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// An earlier export, or another system's files, that the site was built with. May be given several times.
    #[arg(long, value_name = "EARLIER", value_hint = ValueHint::FilePath)]
    since: Vec<PathBuf>,
    /// Pass over files in the folder that no build wrote.
    #[arg(long)]
    allow_extra: bool,
    /// Name every file, however many there are.
    #[arg(long)]
    all: bool,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Language of what is said; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// The site's folder.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Exports that the site is to come from.
    #[arg(value_name = "EXPORT", value_hint = ValueHint::FilePath)]
    exports: Vec<PathBuf>,
}

/// Verifies.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, mapping, since, allow_extra, all, format, lang, folder, exports } = options;
    let words = output::words(lang)?;
    let found = if exports.is_empty() {
        if config.is_some() || mapping.is_some() || !since.is_empty() {
            return Err(Failure::Usage(anyhow!("name the exports too: a configuration alone makes no site")));
        }
        verify::against_itself(&folder).map_err(Failure::World)?
    } else {
        match rebuilt(&words, &folder, Job { config, exports, mapping, since, ..Job::default() })? {
            Some(found) => found,
            None => return Ok(1),
        }
    };
    let holds = found.holds(allow_extra);
    let text = match format {
        Format::Human => said(&words, &folder, &found, holds, all),
        Format::Json => {
            serde_json::to_string_pretty(&found).context("cannot write JSON").map_err(Failure::World)? + "\n"
        }
    };
    output::print(&text).map_err(Failure::World)?;
    Ok(u8::from(!holds))
}

/// Compares with the site that a job makes; none where it makes none.
fn rebuilt(words: &Words, folder: &Path, job: Job) -> Result<Option<Found>, Failure> {
    let opened = Opened::open(&job)?;
    let sides = opened.sides();
    let examined = Examined::of(&opened, &sides);
    let changes = examined.changes().map_err(|error| Failure::Usage(error.into()))?;
    let Some((data, summary)) = &examined.checked else {
        anstream::eprintln!("{}", report::issues(words, &examined.issues, &examined.excerpts, false));
        return Ok(None);
    };
    let (config, theme) = (&opened.config, &opened.theme);
    let attachments = &examined.attachments;
    let site = Site { data, summary, changes: changes.as_ref(), attachments, config, theme };
    let mut found = verify::against(folder, &site).map_err(Failure::World)?;
    if let Some(manifest) = Manifest::read(folder).map_err(Failure::World)? {
        found.origin = opened.origin()?.differences(&manifest.origin);
    }
    Ok(Some(found))
}

/// What was found, in words.
fn said(words: &Words, folder: &Path, found: &Found, holds: bool, all: bool) -> String {
    let mut text = String::new();
    let Found { equal, differing, missing, extra, origin } = found;
    let kinds = [
        ("verify-differs", "verify-differs-more", differing),
        ("verify-missing", "verify-missing-more", missing),
        ("verify-extra", "verify-extra-more", extra),
    ];
    for (one, more, list) in kinds {
        let shown = if all { list.len() } else { SHOWN };
        for path in list.iter().take(shown) {
            let _ = writeln!(text, "{}", words.say(one, &[("path", path.into())]));
        }
        if list.len() > shown {
            let _ = writeln!(text, "{}", words.say(more, &[("count", (list.len() - shown).into())]));
        }
    }
    for line in origin {
        let line = localised_text(line, words.lang);
        let _ = writeln!(text, "{}", words.say("verify-origin", &[("text", (&line).into())]));
    }
    let folder = folder.display().to_string();
    let counts = [
        ("folder", (&folder).into()),
        ("equal", (*equal).into()),
        ("differing", differing.len().into()),
        ("missing", missing.len().into()),
        ("extra", extra.len().into()),
    ];
    let _ = writeln!(text, "{}", words.say(if holds { "verify-same" } else { "verify-other" }, &counts));
    text
}
