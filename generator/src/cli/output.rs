//! Where commands print to, and how.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use generator::build::Failure;
use generator::config::Lang;
use generator::messages::messages;
use generator::words::Words;

/// How a command prints what it found.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// What counts as a fault beside errors.
#[derive(Clone, Copy, ValueEnum)]
pub enum Deny {
    /// Warnings: nothing is published, exit code 1.
    Warnings,
}

/// A language of what is printed.
#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::ZH,
            Language::En => Self::EN,
        }
    }
}

/// The language that the person in front reads: the one asked for, else the system's.
pub fn language(asked: Option<Language>) -> Lang {
    asked.map_or_else(|| Lang::of_locale(&locale()), Lang::from)
}

/// What the program says, in that language.
///
/// # Errors
/// Never in practice: the catalogues are part of the program.
pub fn words(asked: Option<Language>) -> Result<Words, Failure> {
    messages(language(asked)).map_err(Failure::World)
}

/// The system's locale, such as `zh_CN.UTF-8`; empty where it has none.
fn locale() -> String {
    // POSIX: the first of these that is set and not empty decides.
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    #[cfg(windows)]
    let named = named.or_else(sys_locale::get_locale);
    named.unwrap_or_default()
}

/// Prints to standard output; a reader that closes it early is no fault.
///
/// # Errors
/// Where it can't be written to.
pub fn print(text: impl AsRef<[u8]>) -> Result<()> {
    match io::stdout().write_all(text.as_ref()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Writes a file, or to standard output where none is named.
///
/// # Errors
/// Where it can't be written.
pub fn write(bytes: &[u8], out: Option<&Path>) -> Result<()> {
    match out {
        None => print(bytes),
        Some(path) => std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display())),
    }
}
