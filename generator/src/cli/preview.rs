//! `banli preview`: a built site, or exports while they are being worked on, on this machine.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use generator::build::{Failure, Job};
use generator::preview::{self, Live};

use super::output::{self, Language};

const EXAMPLES: &str = "Examples:
  banli preview -c site.toml export.json
  banli preview -c site.toml -m mapping.toml ledger.xlsx
  banli preview public";

/// Show exports as a site while you work on them, or serve a built folder; on this machine only.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration; the defaults where left out.
    #[arg(short, long)]
    config: Option<PathBuf>,
    /// A mapping: the files are another system's, in any shape.
    #[arg(short, long)]
    mapping: Option<PathBuf>,
    /// An earlier export, or such files as the mapping reads: the site then lists what changed since. May be given several times.
    #[arg(long, value_name = "EARLIER")]
    since: Vec<PathBuf>,
    /// Port; 0 takes a free one.
    #[arg(short, long, default_value_t = 8080)]
    port: u16,
    /// Path to serve under; that of the configured address where left out.
    #[arg(short, long)]
    base: Option<String>,
    /// Language of what the preview says; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// Exports, which are watched; or one built folder, which is served as it is.
    #[arg(required = true)]
    sources: Vec<PathBuf>,
}

/// Serves until it is ended.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { config, mapping, since, port, base, lang, sources } = options;
    let words = output::words(lang)?;
    if mapping.is_none()
        && let Some(folder) = sources.iter().find(|source| source.is_dir())
    {
        if sources.len() > 1 || config.is_some() || !since.is_empty() {
            let usage = "a built folder is served as it is: name it alone, or name exports";
            return Err(Failure::Usage(anyhow!(usage)));
        }
        let shown = folder.display().to_string();
        let line =
            |address: &str| words.say("preview-serving", &[("folder", (&shown).into()), ("address", address.into())]);
        let ready = |address: &str| anstream::println!("{}", line(address));
        let base = base.as_deref().unwrap_or("/");
        return preview::serve(folder, port, base, ready).map(|()| 0).map_err(Failure::World);
    }
    let line = |address: &str| words.say("preview-ready", &[("address", address.into())]);
    let ready = |address: &str| anstream::println!("{}", line(address));
    let job = Job { config, exports: sources, mapping, since, ..Job::default() };
    let live = Live { job, port, base };
    let say = |line: &str| anstream::eprintln!("{line}");
    preview::serve_live(&live, words.lang, ready, say).map(|()| 0).map_err(Failure::World)
}
