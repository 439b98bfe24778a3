//! What is wrong with a template, for the person who wrote it: file and line, what it is, the line itself, and what to do.
//! The engine's own words are carried over where they say more.

use std::fmt::{self, Display};

use minijinja::{Environment, Error, ErrorKind};
use outcomes::read::shape::suggestion;

use crate::theme::Theme;

/// Characters of a template's line that are shown.
const LONGEST: usize = 100;

/// A fault of a template: the configuration's, not the world's.
#[derive(Debug)]
pub struct TemplateFault(String);

impl Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TemplateFault {}

impl TemplateFault {
    /// A fault in a line of a template, counted from 1; `marked` is what is meant of the line.
    pub fn at(theme: &Theme, path: &str, line: usize, marked: Option<&str>, what: &str, hint: &str) -> Self {
        let quoted = theme
            .files
            .get(path)
            .and_then(|bytes| std::str::from_utf8(bytes).ok()?.lines().nth(line.checked_sub(1)?))
            .map(|text| quoted(text, line, marked))
            .unwrap_or_default();
        Self(format!("{path}:{line}: {what}{quoted}\n{hint}"))
    }
}

/// An error as it is to be told: what the engine says of a template in our words, any other as it is.
pub fn told(error: anyhow::Error, theme: &Theme, environment: &Environment) -> anyhow::Error {
    // What was included fails inside what includes it: the innermost error is where it happened.
    let found = error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    match found.filter(|error| error.name().is_some()).last() {
        Some(found) => fault(found, theme, environment).into(),
        // A row that a list asks for was told already, and is a text since.
        None if error.root_cause().to_string().starts_with("templates/") => {
            TemplateFault(error.root_cause().to_string()).into()
        }
        None => error,
    }
}

fn fault(error: &Error, theme: &Theme, environment: &Environment) -> TemplateFault {
    if let Some(told) = error.detail().filter(|detail| detail.starts_with("templates/")) {
        return TemplateFault(told.to_owned());
    }
    let name = error.name().unwrap_or_default();
    let template = environment.get_template(name).ok();
    // What could not be read at all is in no environment.
    let source = error.template_source().or_else(|| template.as_ref().map(|template| template.source()));
    let marked = error.range().and_then(|range| source?.get(range));
    let (what, hint) = explained(error, theme);
    TemplateFault::at(theme, &format!("templates/{name}"), error.line().unwrap_or(1), marked, &what, hint)
}

/// What is wrong, and what to do.
fn explained(error: &Error, theme: &Theme) -> (String, &'static str) {
    let detail = error.detail().unwrap_or_default();
    let between = |start: &str, end: &str| Some(detail.split_once(start)?.1.rsplit_once(end)?.0);
    if let Some(expression) = detail.split_once("` is undefined").and_then(|(before, _)| before.rsplit_once('`')) {
        return (format!("nothing is called `{}` here", expression.1), COMPARE);
    }
    let named = |what: &str, name: Option<&str>| (format!("there is no {what} `{}`", name.unwrap_or(detail)), SPELLING);
    match error.kind() {
        ErrorKind::UndefinedError => ("a value is not there".to_owned(), COMPARE),
        ErrorKind::UnknownFilter => named("filter", between("filter ", " is unknown")),
        ErrorKind::UnknownTest => named("test", between("test ", " is unknown")),
        ErrorKind::UnknownFunction => named("function", detail.strip_suffix(" is unknown")),
        ErrorKind::UnknownMethod => named("macro or method", detail.rsplit(' ').next()),
        ErrorKind::UnknownBlock => named("block", between("block '", "' not found")),
        ErrorKind::TemplateNotFound => {
            let name = between("\"", "\"").or_else(|| between("'", "'")).unwrap_or(detail);
            let known = theme.files.keys().filter_map(|path| path.strip_prefix("templates/"));
            let what = match suggestion(name, known) {
                Some(near) => format!("there is no template {name:?}; did you mean {near:?}?"),
                None => format!("there is no template {name:?}"),
            };
            (what, "put the file into the theme's folder templates, or take out what asks for it")
        }
        ErrorKind::SyntaxError if detail.starts_with("unexpected end of input") => {
            let what = "the file ends before a tag or block is closed";
            (what.to_owned(), "write what is missing, such as %}, }}, endif, endfor or endblock")
        }
        ErrorKind::SyntaxError => (format!("this can't be read as a template: {detail}"), CORRECT),
        ErrorKind::TooManyArguments | ErrorKind::MissingArgument => {
            let few = error.kind() == ErrorKind::MissingArgument;
            let what = format!("too {} values are given here", if few { "few" } else { "many" });
            let what = if detail.is_empty() { what } else { format!("{what}: {detail}") };
            (what, "look at the built-in template: it shows what a macro takes")
        }
        kind => {
            let said = if detail.is_empty() { kind.to_string() } else { in_words(detail) };
            (
                format!("this can't be done: {said}"),
                "values are finished texts and lists: place them, or ask if they are there",
            )
        }
    }
}

/// Kinds of values are named as a template has them, not as the engine has them.
fn in_words(detail: &str) -> String {
    let mut before = "";
    let mut word = |word| {
        let article = std::mem::replace(&mut before, word) == "a";
        match word {
            _ if article => word,
            "number" => "a number",
            "string" => "a text",
            "sequence" | "iterator" => "a list",
            "map" | "plain object" => "a group of values",
            "none" | "undefined" => "an empty value",
            "bool" => "a yes or no",
            word => word,
        }
    };
    detail.split(' ').map(&mut word).collect::<Vec<_>>().join(" ")
}

const CORRECT: &str = "correct this line: the built-in template of the same name shows how it is written";
const COMPARE: &str = "check its spelling, and compare with the built-in template of the same name";
const SPELLING: &str = "check its spelling, or take it out";

/// A line of a template with its number, and a mark below what is meant where that stands in it once.
fn quoted(text: &str, line: usize, marked: Option<&str>) -> String {
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let text = text.trim_end();
    let marked =
        marked.map(|marked| marked.lines().next().unwrap_or_default().trim()).filter(|marked| !marked.is_empty());
    let at = marked.and_then(|marked| text.find(marked).filter(|at| text.rfind(marked) == Some(*at)));
    // Of a long line the piece around what is meant.
    let first = at.map_or(0, |at| text[..at].chars().count().saturating_sub(LONGEST / 2));
    let from = text.char_indices().nth(first).map_or(0, |(from, _)| from);
    let to = text[from..].char_indices().nth(LONGEST).map_or(text.len(), |(to, _)| from + to);
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    let mut shown = format!("\n{margin} |\n{number} | {before}{}{after}\n{margin} |", &text[from..to]);
    if let (Some(marked), Some(at)) = (marked, at) {
        let blank = |c: char| match c {
            '\t' => '\t',
            c if c.is_ascii() => ' ',
            _ => '\u{3000}',
        };
        shown.push(' ');
        shown.extend(before.chars().map(|_| ' ').chain(text[from..at].chars().map(blank)));
        let marks = |c: char| if c.is_ascii() { "^" } else { "^^" };
        shown.extend(marked[..marked.len().min(to - at)].chars().map(marks));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_is_meant_is_marked_below_wide_signs_and_in_long_lines() {
        assert_eq!(quoted("<p>\t{{ a.b }}", 3, Some("a.b")), "\n  |\n3 | <p>\t{{ a.b }}\n  |    \t   ^^^");
        assert_eq!(quoted("甲{{ 乙 }}", 12, Some("乙")), "\n   |\n12 | 甲{{ 乙 }}\n   | \u{3000}   ^^");
        assert_eq!(quoted("{{ a }}{{ a }}", 1, Some("a")), "\n  |\n1 | {{ a }}{{ a }}\n  |");
        let long = format!("{}{{{{ here }}}}{}", "x".repeat(200), "y".repeat(200));
        let said = quoted(&long, 1, Some("here"));
        assert!(said.contains("…xxx") && said.ends_with(&format!("| {}^^^^", " ".repeat(51))), "{said}");
    }
}
