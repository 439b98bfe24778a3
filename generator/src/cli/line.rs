//! The command line as it was given: what it asks for, or help and usage errors in the reader's language.

use std::io::Write;
use std::process::ExitCode;

use clap::builder::Styles;
use clap::builder::styling::Style;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error, Parser, ValueEnum};
use generator::config::Lang;
use generator::messages::localised_text;
use generator::words::Arg;

use super::Cli;
use super::help::Help;
use super::output::{self, Language};

/// Reads the command line.
///
/// # Errors
/// Where it asks for help, or is none of ours: that is said, and the code is what to end with.
pub fn read() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        let help = if output::language(asked()).is_chinese() { Help::chinese().ok() } else { None };
        let Some(help) = help else { error.exit() };
        // The same line once more, on a command line whose texts are Chinese.
        let error = help.translated(Cli::command()).try_get_matches().err().unwrap_or(error);
        let text = said(&help, &error);
        // A reader that closes its end early is no fault.
        let _ = if error.use_stderr() {
            anstream::stderr().write_all(text.as_bytes())
        } else {
            anstream::stdout().write_all(text.as_bytes())
        };
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// The language that the line asks for with `--lang`, whatever else is wrong with it.
fn asked() -> Option<Language> {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.take_while(|word| word != "--").collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix("--lang")? {
            "" => words.get(at + 1)?,
            rest => rest.strip_prefix('=')?,
        };
        Language::from_str(value, false).ok()
    })
}

/// What clap says, in Chinese.
fn said(help: &Help, error: &Error) -> String {
    match error.kind() {
        ErrorKind::DisplayVersion => error.render().ansi().to_string(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            help.fixed(&error.render().ansi().to_string())
        }
        // What is rare stays English.
        _ => fault(help, error).unwrap_or_else(|| error.render().ansi().to_string()),
    }
}

/// A usage error in Chinese, laid out as clap lays it out; `None` where its kind is rare.
fn fault(help: &Help, error: &Error) -> Option<String> {
    let styles = Styles::default();
    let words = &help.words;
    let label = painted(styles.get_error(), &words.text("error-label"));
    let mut text = label + &what(help, error, &styles)?;
    let mut tips = Vec::new();
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let known = strings(error, kind).iter().map(|known| painted(styles.get_valid(), known)).collect::<Vec<_>>();
        if !known.is_empty() {
            tips.push(words.say("tip-similar", &[("known", (&known.join("”“")).into())]));
        }
    }
    if let Some(ContextValue::StyledStrs(others)) = error.get(ContextKind::Suggested) {
        tips.extend(others.iter().map(|tip| localised_text(&tip.to_string(), Lang::ZH)));
    }
    let label = painted(styles.get_valid(), &words.text("tip-label"));
    for (at, tip) in tips.iter().enumerate() {
        text += if at == 0 { "\n\n" } else { "\n" };
        text += &format!("  {label}{tip}");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let heading = painted(styles.get_usage(), &(words.text("heading-usage") + &words.text("word-colon")));
        // `Usage:`, a space, and the line.
        let usage = help.fixed(&usage.ansi().to_string());
        text += &format!("\n\n{heading}{}", usage.split_once(' ').map_or(usage.as_str(), |(_, line)| line));
    }
    let flag = painted(styles.get_literal(), "--help");
    Some(format!("{text}\n\n{}\n", words.say("error-help", &[("flag", (&flag).into())])))
}

/// What is wrong.
fn what(help: &Help, error: &Error, styles: &Styles) -> Option<String> {
    let (valid, invalid, literal) = (styles.get_valid(), styles.get_invalid(), styles.get_literal());
    let one = |kind, style| strings(error, kind).first().map(|text| painted(style, text));
    let argument = |style| one(ContextKind::InvalidArg, style);
    let say = |key, args: &[(&str, &String)]| {
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, text)| (*name, (*text).into())).collect();
        help.words.say(key, &args)
    };
    let list = |kind, style| strings(error, kind).iter().map(|text| format!("\n  {}", painted(style, text))).collect();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => {
            let is_option = strings(error, ContextKind::InvalidArg).first()?.starts_with('-');
            let key = if is_option { "error-unknown-option" } else { "error-unknown-argument" };
            say(key, &[("argument", &argument(invalid)?)])
        }
        ErrorKind::InvalidSubcommand => {
            say("error-unknown-command", &[("command", &one(ContextKind::InvalidSubcommand, invalid)?)])
        }
        ErrorKind::InvalidValue => {
            let value = one(ContextKind::InvalidValue, invalid)?;
            let text = if strings(error, ContextKind::InvalidValue).first()?.is_empty() {
                say("error-no-value", &[("argument", &argument(invalid)?)])
            } else {
                say("error-value", &[("argument", &argument(literal)?), ("value", &value)])
            };
            let known = strings(error, ContextKind::ValidValue);
            let known: Vec<String> = known.iter().map(|value| painted(valid, value)).collect();
            let word = help.words.text("word-values");
            if known.is_empty() { text } else { format!("{text}\n  {word}{}]", known.join(", ")) }
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let reason = localised_text(&reason, Lang::ZH);
            let value = one(ContextKind::InvalidValue, invalid)?;
            say("error-value-because", &[("argument", &argument(literal)?), ("value", &value), ("reason", &reason)])
        }
        ErrorKind::TooManyValues => {
            let value = one(ContextKind::InvalidValue, invalid)?;
            say("error-flag-value", &[("argument", &argument(literal)?), ("value", &value)])
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: String = list(ContextKind::InvalidArg, valid);
            say("error-required", &[]) + &missing
        }
        ErrorKind::ArgumentConflict => {
            let (given, others) = (strings(error, ContextKind::InvalidArg), strings(error, ContextKind::PriorArg));
            let argument = argument(invalid)?;
            if given == others {
                say("error-twice", &[("argument", &argument)])
            } else {
                let others: String = list(ContextKind::PriorArg, invalid);
                say("error-conflict", &[("argument", &argument)]) + &others
            }
        }
        ErrorKind::InvalidUtf8 => say("error-encoding", &[]),
        _ => return None,
    };
    Some(said)
}

/// What an error knows of something.
fn strings(error: &Error, kind: ContextKind) -> &[String] {
    match error.get(kind) {
        Some(ContextValue::String(text)) => std::slice::from_ref(text),
        Some(ContextValue::Strings(texts)) => texts,
        _ => &[],
    }
}

fn painted(style: &Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
