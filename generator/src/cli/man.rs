//! `banli man`: the manual pages.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use generator::build::Failure;

use super::help::Help;
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
    let chinese = output::language(None).is_chinese();
    let help = chinese.then(Help::chinese).transpose().map_err(Failure::World)?;
    let Some(folder) = &options.folder else {
        let (_, page) = page(&whole(super::Cli::command(), help.as_ref()), help.as_ref()).map_err(Failure::World)?;
        return output::print(page).map(|()| 0).map_err(Failure::World);
    };
    let cannot = || format!("cannot write into {}", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot).map_err(Failure::World)?;
    // `help` itself has no page.
    let command = whole(super::Cli::command().disable_help_subcommand(true), help.as_ref());
    for command in command.get_subcommands().chain([&command]) {
        let (name, page) = page(command, help.as_ref()).map_err(Failure::World)?;
        output::write(page.as_bytes(), Some(&folder.join(name))).map_err(Failure::World)?;
    }
    Ok(0)
}

/// The command line with everything that clap adds to it, in the reader's language.
fn whole(mut command: Command, help: Option<&Help>) -> Command {
    command.build();
    match help {
        Some(help) => help.translated(command),
        None => command,
    }
}

/// Name and text of a command's page.
fn page(command: &Command, help: Option<&Help>) -> Result<(String, String)> {
    let (man, mut page) = (Man::new(command.clone()), Vec::new());
    man.render(&mut page).context("cannot make the page")?;
    let page = String::from_utf8(page).context("cannot make the page")?;
    let page = match help {
        Some(help) => help.page(&page),
        None => page,
    };
    Ok((man.get_filename(), page))
}
