//! Nothing of the command line is without its Chinese, and no Chinese is idle.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Arg, Command, CommandFactory};
use generator::messages::HELP;
use generator::words::keys;

use super::{Help, argument_keys, value_keys};
use crate::cli::Cli;

/// The command line in English, with all that clap adds, and in Chinese.
fn both() -> (Command, Command) {
    let mut english = Cli::command();
    english.build();
    (english, Help::chinese().expect("a catalogue").translated(Cli::command()))
}

/// Does something with each command, those of `help` too.
fn each<'c>(command: &'c Command, act: &mut impl FnMut(&'c Command)) {
    act(command);
    command.get_subcommands().for_each(|command| each(command, act));
}

fn all(command: &Command) -> Vec<&Command> {
    let mut found = Vec::new();
    each(command, &mut |command| found.push(command));
    found
}

/// The texts of an argument by what they are; choices by their names.
fn texts_of_argument(arg: &Arg) -> BTreeMap<String, String> {
    let id = arg.get_id();
    let mut texts = BTreeMap::new();
    texts.extend(arg.get_help().map(|text| (format!("{id}"), text.to_string())));
    texts.extend(arg.get_long_help().map(|text| (format!("{id}, at length"), text.to_string())));
    for value in arg.get_possible_values() {
        texts.extend(value.get_help().map(|text| (format!("{id} {}", value.get_name()), text.to_string())));
    }
    let names = arg.get_value_names().filter(|_| arg.get_action().takes_values()).unwrap_or_default();
    texts.extend(names.iter().map(|name| (format!("<{id}>"), name.to_string())));
    texts
}

/// The texts of a command.
fn texts_of_command(command: &Command) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    texts.extend(command.get_about().map(|text| ("about".to_owned(), text.to_string())));
    texts.extend(command.get_long_about().map(|text| ("at length".to_owned(), text.to_string())));
    if let Some(text) = command.get_after_help().map(ToString::to_string) {
        let (examples, notes) = text.split_once("\n\n").unwrap_or((&text, ""));
        texts.extend(examples.lines().next().map(|line| ("examples".to_owned(), line.to_owned())));
        texts.extend((!notes.is_empty()).then(|| ("notes".to_owned(), notes.to_owned())));
    }
    command.get_arguments().for_each(|arg| texts.extend(texts_of_argument(arg)));
    texts
}

#[test]
fn every_command_argument_and_choice_has_its_chinese() {
    let (english, chinese) = both();
    let (english, chinese) = (all(&english), all(&chinese));
    assert_eq!(english.len(), chinese.len());
    assert!(english.len() > 25, "the commands, and each once more under `help`");
    let mut lacking = Vec::new();
    for (english, chinese) in english.iter().zip(&chinese) {
        assert_eq!(english.get_name(), chinese.get_name());
        let said = texts_of_command(chinese);
        for (what, text) in texts_of_command(english) {
            if said.get(&what).is_none_or(|said| *said == text) {
                lacking.push(format!("{} {what}: {text}", english.get_name()));
            }
        }
    }
    assert!(lacking.is_empty(), "write their Chinese into generator/src/messages/help.zh.ftl: {lacking:#?}");
}

#[test]
fn a_shared_text_stands_for_the_same_english_and_none_is_idle() {
    let (english, _) = both();
    let known: BTreeSet<&str> = keys(HELP).collect();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut take = |keys: &[String], text: String| {
        if let Some(key) = keys.iter().find(|key| known.contains(key.as_str())) {
            used.entry(key.clone()).or_default().insert(text);
        }
    };
    for command in all(&english) {
        let name = command.get_name();
        ["about", "more", "notes"].iter().for_each(|kind| take(&[format!("{kind}-{name}")], name.to_owned()));
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str().replace('_', "-");
            take(&argument_keys(name, &id), arg.get_help().map(ToString::to_string).unwrap_or_default());
            for value in arg.get_possible_values() {
                let text = value.get_help().map(ToString::to_string).unwrap_or_default();
                take(&argument_keys(name, &format!("{id}-{}", value.get_name())), text);
            }
            for value in arg.get_value_names().unwrap_or_default() {
                take(&value_keys(name, &id, value), value.to_string());
            }
        }
    }
    let torn: Vec<_> = used.iter().filter(|(_, texts)| texts.len() > 1).collect();
    assert!(torn.is_empty(), "one Chinese for several English texts: {torn:#?}");
    let sources = concat!(include_str!("../help.rs"), include_str!("../line.rs"));
    let named = |key: &str| sources.contains(&format!("\"{key}\""));
    let idle: Vec<_> = known.iter().filter(|key| !used.contains_key(**key) && !named(key)).collect();
    assert!(idle.is_empty(), "used nowhere: {idle:?}");
}

#[test]
fn nothing_that_clap_writes_itself_stays_english() {
    let help = Help::chinese().expect("a catalogue");
    let (_, chinese) = both();
    for command in all(&chinese) {
        let mut command = command.clone();
        for text in [command.render_help(), command.render_long_help()] {
            let text = help.fixed(&text.to_string());
            for word in ["Usage", "Commands", "Arguments", "Options", "OPTIONS", "COMMAND", "Examples", "Print"] {
                assert!(!text.contains(word), "{word} in: {text}");
            }
            assert!(!text.contains("default") && !text.to_lowercase().contains("possible"), "{text}");
        }
    }
}
