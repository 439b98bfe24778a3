//! Issues as one page to print, for the section that made the export: whose each is, where it stands, and
//! what to do.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::Result;
use outcomes::issue::{Issue, Place, Severity};
use serde::Serialize;

use super::across::{self, counted};
use super::section::About;
use super::{Excerpt, Owner, SHOWN, Sections, title};
use crate::messages::localised_text;
use crate::render;
use crate::settings::Missing;
use crate::theme::Theme;
use crate::words::Words;

#[derive(Serialize)]
struct View {
    title: String,
    facts: Vec<Fact>,
    verdict: String,
    kinds: Vec<Kind>,
    sections: Vec<Section>,
    settings: Vec<Missing>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
}

/// A code with how often it occurs and what is to be done about it.
#[derive(Serialize)]
struct Kind {
    code: &'static str,
    level: String,
    title: String,
    count: String,
    /// How often in each file, where there are several.
    files: Option<String>,
    advice: String,
}

#[derive(Serialize)]
struct Section {
    title: String,
    items: Vec<Item>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Item {
    title: String,
    issues: Vec<One>,
}

#[derive(Serialize)]
struct One {
    code: &'static str,
    level: String,
    title: String,
    what: String,
    place: String,
    pointer: Option<String>,
    excerpt: Option<Piece>,
    hint: Option<String>,
    /// How often in each file, where several have it.
    files: Option<String>,
}

#[derive(Serialize)]
struct Piece {
    before: String,
    marked: String,
    after: String,
}

/// Number and id of an item; neither for what is in none.
type ItemKey = (Option<String>, Option<String>);

/// The page. Of each section and code the first twenty are listed unless `all` is set; `excerpts` belong to
/// the issues one by one, `files` are the names that were given, and `settings` what the rules ask for.
///
/// # Errors
/// Where the theme's template does not fit.
pub fn page(
    (theme, words): (&Theme, &Words),
    files: &[String],
    sections: &Sections,
    (issues, excerpts): (&[Issue], &[Option<Excerpt>]),
    settings: &[Missing],
    all: bool,
) -> Result<String> {
    let mut owned: BTreeMap<Option<String>, BTreeMap<ItemKey, Vec<usize>>> = BTreeMap::new();
    for (at, issue) in issues.iter().enumerate() {
        let Owner { unit, number } = sections.owner(issue);
        owned.entry(unit).or_default().entry((number, issue.place.item.clone())).or_default().push(at);
    }
    let list = owned.into_iter().map(|(unit, items)| {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut left = 0;
        let joined = if all { BTreeMap::new() } else { joined(issues, items.values().flatten()) };
        let items = items.into_iter().filter_map(|((number, id), list)| {
            let kept = list.into_iter().filter(|at| all || joined.contains_key(at)).filter(|at| {
                let count = shown.entry(issues[*at].code).or_default();
                *count += 1;
                let keep = all || *count <= SHOWN;
                left += usize::from(!keep);
                keep
            });
            let issues: Vec<One> = kept
                .map(|at| one(words, (&issues[at], excerpts.get(at).and_then(Option::as_ref)), joined.get(&at)))
                .collect();
            (!issues.is_empty()).then(|| Item { title: item_title(words, number, id), issues })
        });
        let items = items.collect();
        let more = (left > 0).then(|| words.say("desk-more", &[("count", left.into())]));
        Section { title: unit.unwrap_or_else(|| words.text("desk-no-unit")), items, more }
    });
    let view = View {
        title: words.text("desk-check-title"),
        facts: facts(words, files, &sections.exports),
        verdict: verdict(words, issues),
        kinds: kinds(words, issues),
        sections: list.collect(),
        settings: settings.to_vec(),
    };
    render::document(theme, words, "desk-check.html", view)
}

/// File, publisher and day of the data.
fn facts(words: &Words, files: &[String], exports: &[About]) -> Vec<Fact> {
    let mut facts = vec![(words.text("desk-file"), words.list(files))];
    let mut publishers: Vec<&str> = exports.iter().filter_map(|about| about.publisher.as_deref()).collect();
    publishers.dedup();
    if !publishers.is_empty() {
        facts.push((words.text("desk-publisher"), words.list(&publishers)));
    }
    let mut days: Vec<Cow<str>> = exports.iter().filter_map(|about| Some(words.date(about.as_of?))).collect();
    days.dedup();
    if !days.is_empty() {
        facts.push((words.text("desk-as-of"), words.list(&days)));
    }
    facts.into_iter().map(|(label, text)| Fact { label, text }).collect()
}

/// How many errors and warnings there are, and what that means for the site.
fn verdict(words: &Words, issues: &[Issue]) -> String {
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let warnings = issues.len() - errors;
    let args = [("errors", errors.into()), ("warnings", warnings.into())];
    match (errors, warnings) {
        (0, 0) => words.text("desk-clean"),
        (0, _) => words.say("desk-warned", &args),
        _ => words.say("desk-refused", &args),
    }
}

/// Files with how often each has something.
type Files<'i> = Vec<(&'i str, usize)>;

/// Issues that are listed, with the files of those that stand for several.
fn joined<'i, 'a>(issues: &'i [Issue], list: impl Iterator<Item = &'a usize>) -> BTreeMap<usize, Files<'i>> {
    let mut by_code: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    list.for_each(|at| by_code.entry(issues[*at].code).or_default().push(*at));
    // The first of several is the first in the files.
    by_code.values_mut().for_each(|list| list.sort_unstable());
    let told = by_code.values().flat_map(|list| across::joined(issues, list));
    told.map(|told| (told.first, told.files)).collect()
}

/// What there is of each kind, errors first.
pub fn by_code(issues: &[Issue]) -> BTreeMap<(Severity, &'static str), usize> {
    let mut counts = BTreeMap::new();
    issues.iter().for_each(|issue| *counts.entry((issue.severity, issue.code)).or_default() += 1);
    counts
}

fn kinds(words: &Words, issues: &[Issue]) -> Vec<Kind> {
    let kind = |((severity, code), count): ((Severity, &'static str), usize)| Kind {
        code,
        level: level(words, severity),
        title: title(code, words.lang).unwrap_or(code).to_owned(),
        count: words.count(count as u32),
        files: in_files(words, issues, code),
        advice: words.term("advice", code),
    };
    by_code(issues).into_iter().map(kind).collect()
}

/// Texts that say how often a file has something.
const FILES: [&str; 2] = ["desk-in-file", "desk-in-files-more"];

/// How often each file has a code, where several have it.
fn in_files(words: &Words, issues: &[Issue], code: &str) -> Option<String> {
    let mut files: Vec<(&str, usize)> = Vec::new();
    for Issue { place, .. } in issues.iter().filter(|issue| issue.code == code) {
        match files.iter_mut().find(|(known, _)| *known == place.file) {
            Some((_, count)) => *count += 1,
            None => files.push((&place.file, 1)),
        }
    }
    (files.len() > 1).then(|| counted(words, FILES, &files))
}

/// The name of a severity.
pub fn level(words: &Words, severity: Severity) -> String {
    words.term("severity", severity.key())
}

fn item_title(words: &Words, number: Option<String>, id: Option<String>) -> String {
    match (number, id) {
        (Some(number), Some(id)) => {
            words.say("desk-item-number", &[("number", (&number).into()), ("id", (&id).into())])
        }
        (_, Some(id)) => words.say("desk-item", &[("id", (&id).into())]),
        _ => words.text("desk-whole"),
    }
}

fn one(words: &Words, (issue, excerpt): (&Issue, Option<&Excerpt>), files: Option<&Files>) -> One {
    let Place { file, line, column, pointer, .. } = &issue.place;
    let place = match excerpt.and_then(|excerpt| excerpt.cell.as_deref()) {
        Some(cell) => format!("{file}: {cell}"),
        None => {
            let args = [("file", file.into()), ("line", (*line).into()), ("column", (*column).into())];
            words.say("desk-place", &args)
        }
    };
    let piece = |Excerpt { text, span, .. }: &Excerpt| Piece {
        before: text[..span.start].to_owned(),
        marked: text[span.clone()].to_owned(),
        after: text[span.end..].to_owned(),
    };
    let files = files.filter(|files| !files.is_empty()).map(|files| counted(words, FILES, files));
    One {
        code: issue.code,
        level: level(words, issue.severity),
        title: title(issue.code, words.lang).unwrap_or(issue.code).to_owned(),
        what: localised_text(&issue.what, words.lang),
        place,
        pointer: (!pointer.is_empty()).then(|| pointer.clone()),
        excerpt: excerpt.filter(|excerpt| !excerpt.text.is_empty()).map(piece),
        hint: (!issue.hint.is_empty()).then(|| localised_text(&issue.hint, words.lang)),
        files: files.map(|files| words.say("desk-same", &[("files", (&files).into())])),
    }
}
