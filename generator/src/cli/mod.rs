//! The command line: one room a command, which says what it takes, does it and names the exit code.
//!
//! 0 done; 1 faults in the data; 2 usage or configuration; 3 files or the system.

mod build;
mod check;
mod completions;
mod diff;
mod doctor;
mod explain;
mod help;
mod hosting;
mod init;
mod line;
mod man;
mod map;
mod output;
#[cfg(feature = "preview")]
mod preview;
mod sample;
mod schema;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use generator::build::Failure;
use generator::messages::{localised_error, localised_text, messages};
use output::Language;

const EXAMPLES: &str = "Examples:
  banli init my-site
  banli preview -c site.toml export.json
  banli build -c site.toml -o public export.json
  banli doctor public

Exit codes: 0 done; 1 faults in the data; 2 usage or configuration; 3 files or the system.";

/// Turns exports of how suggestions, proposals and motions were handled into a static site.
#[derive(Parser)]
#[command(name = "banli", version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Options),
    Build(build::Options),
    Check(check::Options),
    Map(map::Options),
    Diff(diff::Options),
    #[cfg(feature = "preview")]
    Preview(preview::Options),
    Doctor(doctor::Options),
    Hosting(hosting::Options),
    Schema(schema::Options),
    Sample(sample::Options),
    Completions(completions::Options),
    Man(man::Options),
    Verify(verify::Options),
    Explain(explain::Options),
}

impl Command {
    /// The language that the command is asked to speak, where it can be asked.
    fn lang(&self) -> Option<Language> {
        match self {
            Self::Build(options) => options.lang,
            Self::Check(options) => options.lang,
            Self::Diff(options) => options.lang,
            Self::Explain(options) => options.lang,
            Self::Init(options) => options.lang,
            Self::Verify(options) => options.lang,
            Self::Doctor(options) => options.lang,
            Self::Schema(options) => options.lang,
            #[cfg(feature = "preview")]
            Self::Preview(options) => options.lang,
            _ => None,
        }
    }
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let command = match line::read() {
        Ok(line) => line.command,
        Err(code) => return code,
    };
    let lang = output::language(command.lang());
    let done = match command {
        Command::Init(options) => init::run(options),
        Command::Build(options) => build::run(options),
        Command::Check(options) => check::run(options),
        Command::Map(options) => map::run(options),
        Command::Diff(options) => diff::run(options),
        #[cfg(feature = "preview")]
        Command::Preview(options) => preview::run(options),
        Command::Doctor(options) => doctor::run(&options),
        Command::Hosting(options) => hosting::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Sample(options) => sample::run(options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
        Command::Verify(options) => verify::run(options),
        Command::Explain(options) => explain::run(options),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let (code, error) = match failure {
                Failure::Usage(error) => (2, error),
                Failure::World(error) => (3, error),
            };
            let text = localised_error(&error, lang);
            let line = messages(lang).map(|words| words.say("error-line", &[("text", (&text).into())]));
            anstream::eprintln!("{}", line.unwrap_or(text));
            if let Some(advice) = advice(&error) {
                let text = localised_text(advice, lang);
                let line = messages(lang).map(|words| words.say("hint-line", &[("text", (&text).into())]));
                anstream::eprintln!("{}", line.unwrap_or_else(|_| format!("hint: {text}")));
            }
            ExitCode::from(code)
        }
    }
}

/// What to do about an error of the system or of a server.
fn advice(error: &anyhow::Error) -> Option<&'static str> {
    #[cfg(feature = "doctor")]
    let asked = generator::doctor::advice(error);
    #[cfg(not(feature = "doctor"))]
    let asked = None;
    asked.or_else(|| generator::publish::advice(error))
}
