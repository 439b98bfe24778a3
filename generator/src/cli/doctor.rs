//! `banli doctor`: what is wrong with a built folder, or with a server that a site stands on.

use std::path::Path;

use anyhow::{Result, anyhow};
use clap::Args;
use generator::build::Failure;
use generator::doctor::{self, Findings, Level};

use super::output::{self, Format, Language};

const EXAMPLES: &str = "Examples:
  banli doctor public
  banli doctor https://banli.example.org/

Exit code 1 where something is wrong; what could only be better leaves 0.
Of a URL, only its host is asked.";

/// Say in plain words whether a built folder is whole, or whether a server gives out the site rightly.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Built folder, or the address of a published site.
    #[arg(value_name = "DIR|URL")]
    place: String,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Language of what is said; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

/// Looks and tells.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let words = output::words(options.lang)?;
    let place = &options.place;
    let found = if place.contains("://") {
        ask(place)?
    } else if Path::new(place).is_dir() {
        doctor::folder(Path::new(place)).map_err(Failure::World)?
    } else {
        return Err(Failure::Usage(anyhow!(
            "{place} is neither a folder nor an address such as https://banli.example.org/"
        )));
    };
    let text = match options.format {
        Format::Human => found.text(&words),
        Format::Json => format!("{:#}\n", found.json(&words)),
    };
    output::print(text).map_err(Failure::World)?;
    Ok(u8::from(found.count(Level::Fault) > 0))
}

#[cfg(feature = "doctor")]
fn ask(address: &str) -> Result<Findings, Failure> {
    doctor::server(address).map_err(Failure::World)
}

#[cfg(not(feature = "doctor"))]
fn ask(_: &str) -> Result<Findings, Failure> {
    Err(Failure::Usage(anyhow!("this program was built without asking servers: name a folder")))
}
