//! `banli hosting`: ready configurations for the server that a site will stand on.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use generator::build::Failure;
use generator::hosting::{self, FOLDER};
use generator::open;

use super::output;

const EXAMPLES: &str = "Examples:
  banli hosting -c site.toml -o hosting
  banli hosting -c site.toml -o hosting --folder /var/www/site";

/// Write ready configurations for nginx, Apache, IIS and Caddy.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Configuration, whose `base_url` says where the site will stand; the defaults where left out.
    #[arg(short, long)]
    config: Option<PathBuf>,
    /// Folder to write into, beside the site and not in it; files of the same names are replaced.
    #[arg(short, long, default_value = "hosting")]
    out: PathBuf,
    /// Folder that the site will stand in on the server.
    #[arg(long, default_value = FOLDER)]
    folder: PathBuf,
}

/// Writes.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let Options { config, out, folder } = options;
    let config = open::read_config(config.as_deref()).map_err(Failure::Usage)?;
    let mut said = String::new();
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display())).map_err(Failure::World)?;
    for (name, text) in hosting::configurations(&config, folder) {
        let path = out.join(name);
        output::write(text.as_bytes(), Some(&path)).map_err(Failure::World)?;
        said += &format!("{}\n", path.display());
    }
    output::print(said).map(|()| 0).map_err(Failure::World)
}
