//! `banli schema`: the JSON Schemas of what goes in and comes out.

use clap::{Args, ValueEnum};
use generator::build::Failure;
use generator::messages::described;
use generator::{config, diff, mapping};

use super::output::{self, Language};

const EXAMPLES: &str = "Examples:
  banli schema export > export.schema.json
  banli schema mapping --lang zh";

/// Print a JSON Schema.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Which one.
    #[arg(value_enum)]
    which: Which,
    /// Language of what is said of the fields; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
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

/// Prints.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let schema = match options.which {
        Which::Export => outcomes::schema::export_schema(),
        Which::Site => config::schema(),
        Which::Mapping => mapping::schema(),
        Which::Changes => diff::schema(),
    };
    let schema = described(schema, output::language(options.lang));
    output::print(format!("{schema:#}\n")).map(|()| 0).map_err(Failure::World)
}
