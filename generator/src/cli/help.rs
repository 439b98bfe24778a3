//! The command line in Chinese: its structure and its English are clap's, each text is replaced by the catalogue's
//! before help, completions or manual pages are made.

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser, Resettable, StyledStr};
use clap::{Arg, Command};
use generator::messages;
use generator::words::Words;

/// The Chinese of the command line.
pub struct Help {
    /// Its catalogue.
    pub words: Words,
}

/// Words that clap writes itself, where it lets nobody choose them.
const FIXED: [(&str, &str); 4] = [
    ("[OPTIONS]", "word-options"),
    ("[default: ", "word-default"),
    ("[possible values: ", "word-values"),
    ("Possible values:", "word-possible"),
];

/// Headings of manual pages.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME", "heading-name"),
    (".SH SYNOPSIS", "heading-synopsis"),
    (".SH DESCRIPTION", "heading-description"),
    (".SH OPTIONS", "heading-options"),
    (".SH EXTRA", "heading-notes"),
    (".SH VERSION", "heading-version"),
];

/// What begins a page: its encoding, and where lines of Chinese may break, which groff knows once it is told.
const ROFF: &str = "'\\\" -*- coding: UTF-8 -*-\n.mso zh.tmac\n";

impl Help {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// Never in practice: it is part of the program.
    pub fn chinese() -> Result<Self> {
        Ok(Self { words: messages::help()? })
    }

    /// The whole command line with Chinese texts. It is for showing: choices parse to their names, not to types.
    pub fn translated(&self, mut command: Command) -> Command {
        // The texts of -h, -V and `help` are there only then.
        command.build();
        self.command(command)
    }

    /// A help or usage text of clap's with the words that it writes itself in Chinese.
    pub fn fixed(&self, text: &str) -> String {
        FIXED.iter().fold(text.to_owned(), |text, (english, key)| text.replace(english, &self.words.text(key)))
    }

    /// A manual page with the words and headings of its maker in Chinese.
    pub fn page(&self, text: &str) -> String {
        let heading = |line: &str| HEADINGS.iter().find(|(english, _)| *english == line).map(|(_, key)| *key);
        let mut page = ROFF.to_owned();
        for line in text.lines() {
            match heading(line) {
                Some(key) => page += &format!(".SH {}\n", self.words.text(key)),
                None => page += &format!("{}\n", self.fixed(line)),
            }
            if line.starts_with(".TH ") {
                page += ".ad l\n";
            }
        }
        page
    }

    /// A command with the texts of everything in it.
    fn command(&self, command: Command) -> Command {
        let name = command.get_name().to_owned();
        let about = self.find(&[format!("about-{name}")]);
        let long = command.get_long_about().and(about.clone().zip(self.find(&[format!("more-{name}")])));
        let long = long.map(|(about, more)| format!("{about}\n\n{more}"));
        let after = command.get_after_help().map(|english| self.after(&name, &english.to_string()));
        let (template, word) = (self.template(&command), self.words.text("word-command"));
        let about = either(about, command.get_about());
        let long = either(long, command.get_long_about());
        command
            .about(about)
            .long_about(long)
            .after_help(either(after, None))
            .subcommand_value_name(word.clone())
            .subcommand_help_heading(word)
            .help_template(template)
            .mut_args(|arg| self.argument(&name, arg))
            .mut_subcommands(|command| self.command(command))
    }

    /// An argument with its texts: what it is, how its value is called, what the choices mean.
    fn argument(&self, command: &str, mut arg: Arg) -> Arg {
        let id = arg.get_id().as_str().replace('_', "-");
        let word = |key: &str| self.find(&[key.to_owned()]);
        let (text, long) = match (id.as_str(), arg.get_long_help()) {
            ("help", Some(_)) => (word("help-flag-more"), word("help-flag-brief")),
            ("help", None) => (word("help-flag"), None),
            ("version", _) => (word("version-flag"), None),
            (id, _) => (self.find(&argument_keys(command, id)), None),
        };
        let text = either(text, arg.get_help());
        let long = either(long, arg.get_long_help());
        let name = arg.get_value_names().and_then(<[_]>::first).filter(|_| arg.get_action().takes_values());
        if let Some(name) = name.and_then(|name| self.find(&value_keys(command, &id, name))) {
            arg = arg.value_name(name);
        }
        let values = arg.get_possible_values();
        if values.iter().any(|value| value.get_help().is_some()) {
            let values = values.into_iter().map(|value| self.value(command, &id, value));
            arg = arg.value_parser(PossibleValuesParser::new(values.collect::<Vec<_>>()));
        }
        arg.help(text).long_help(long)
    }

    /// A choice with what it means.
    fn value(&self, command: &str, id: &str, value: PossibleValue) -> PossibleValue {
        match self.find(&argument_keys(command, &format!("{id}-{}", value.get_name()))) {
            Some(text) => value.help(text),
            None => value,
        }
    }

    /// What stands behind the options: examples as they are, and what is said of them.
    fn after(&self, name: &str, english: &str) -> String {
        let (examples, notes) = english.split_once("\n\n").unwrap_or((english, ""));
        let heading = self.words.text("heading-examples") + &self.words.text("word-colon");
        let mut lines = vec![heading];
        lines.extend(examples.lines().filter(|line| line.starts_with("  ")).map(str::to_owned));
        if !notes.is_empty() {
            lines.push(String::new());
            lines.push(self.find(&[format!("notes-{name}")]).unwrap_or_else(|| notes.to_owned()));
        }
        lines.join("\n")
    }

    /// How a command's help is laid out: as clap does it, with headings in Chinese.
    fn template(&self, command: &Command) -> String {
        let header = command.get_styles().get_header();
        let usage = command.get_styles().get_usage();
        let sections = [
            (command.has_subcommands(), "heading-commands", "{subcommands}"),
            (command.get_positionals().next().is_some(), "heading-arguments", "{positionals}"),
            (command.get_arguments().any(|arg| !arg.is_positional()), "heading-options", "{options}"),
        ];
        let colon = self.words.text("word-colon");
        let sections = sections
            .iter()
            .filter(|(is_there, ..)| *is_there)
            .map(|(_, key, tag)| format!("\n\n{header}{}{colon}{header:#}\n{tag}", self.words.text(key)));
        let sections: String = sections.collect();
        let heading = self.words.text("heading-usage");
        format!("{{about-with-newline}}\n{usage}{heading}{colon}{usage:#}{{usage}}{sections}{{after-help}}")
    }

    /// The first of these texts that the catalogue has.
    fn find(&self, keys: &[String]) -> Option<String> {
        keys.iter().find_map(|key| self.words.find(key)).map(str::to_owned)
    }
}

/// A Chinese text, or the English where there is none.
fn either(chinese: Option<String>, english: Option<&StyledStr>) -> Resettable<StyledStr> {
    chinese.map(StyledStr::from).or_else(|| english.cloned()).into()
}

/// Keys of an argument's text: its own, then the one that commands share.
fn argument_keys(command: &str, id: &str) -> [String; 2] {
    [format!("arg-{command}-{id}"), format!("arg-{id}")]
}

/// Keys of the name of an argument's value: its own, then that of all of this name.
fn value_keys(command: &str, id: &str, name: &str) -> [String; 2] {
    let shared = name.to_lowercase().replace(['_', '|'], "-");
    [format!("value-{command}-{id}"), format!("value-{shared}")]
}

#[cfg(test)]
mod tests;
