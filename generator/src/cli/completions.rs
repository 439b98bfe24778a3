//! `banli completions`: what a shell needs to complete the program's command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use generator::build::Failure;

use super::help::Help;
use super::output;

const EXAMPLES: &str = "Examples:
  banli completions bash > /etc/bash_completion.d/banli
  banli completions zsh > ~/.zfunc/_banli
  banli completions fish > ~/.config/fish/completions/banli.fish
  banli completions powershell >> $PROFILE";

/// Print completions for a shell.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let mut command = super::Cli::command();
    // Windows PowerShell reads a script as the machine's old encoding: Chinese in it would break its quotes.
    if output::language(None).is_chinese() && options.shell != Shell::PowerShell {
        command = Help::chinese().map_err(Failure::World)?.translated(command);
    }
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut command, "banli", &mut text);
    output::print(text).map(|()| 0).map_err(Failure::World)
}
