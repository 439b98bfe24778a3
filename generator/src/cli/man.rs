//! `banli man`: the manual pages.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, CommandFactory};
use clap_mangen::Man;
use generator::build::Failure;

use super::output;

const EXAMPLES: &str = "Examples:
  banli man | man -l -
  banli man /usr/local/share/man/man1";

/// Print the manual page, or write the pages of all commands into a folder.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Folder for the pages of all commands; the first page goes to standard output where left out.
    folder: Option<PathBuf>,
}

/// Prints or writes.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let command = super::Cli::command();
    let Some(folder) = &options.folder else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page).context("cannot make the page").map_err(Failure::World)?;
        return output::print(page).map(|()| 0).map_err(Failure::World);
    };
    let cannot = || format!("cannot write into {}", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot).map_err(Failure::World)?;
    clap_mangen::generate_to(command, folder).with_context(cannot).map(|()| 0).map_err(Failure::World)
}
