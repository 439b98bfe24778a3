//! A comparison as a sheet to sign before anything goes online: what is new, figures of both days,
//! corrections, warnings, what is withheld.

use anyhow::Result;
use outcomes::changes::{Change, Changes, Group, Kind};
use outcomes::dataset::{Dataset, Publication};
use outcomes::issue::{Issue, Severity};
use serde::Serialize;

use super::sentence::{Head, figure, figure_label, head, named, sentence};
use crate::render;
use crate::report;
use crate::theme::Theme;
use crate::words::Words;

/// New items that are named; the rest is counted, since a new session has hundreds.
const NAMED: usize = 40;

/// What is always listed in full: whatever changes or takes back what the public has read.
const LISTED: [Group; 5] = [Group::Corrected, Group::Unpublished, Group::Gone, Group::Published, Group::Declared];

#[derive(Serialize)]
struct View {
    title: String,
    facts: Vec<Fact>,
    groups: Vec<Fact>,
    figures: Vec<Row>,
    since: String,
    until: String,
    added: Option<Section>,
    sections: Vec<Section>,
    warnings: Vec<Warning>,
    withheld: Vec<Row>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
}

/// A figure before and after; `moved` is `→` where it is another.
#[derive(Serialize)]
struct Row {
    label: String,
    was: String,
    moved: &'static str,
    is: String,
}

#[derive(Serialize)]
struct Section {
    title: String,
    lines: Vec<Line>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Line {
    title: String,
    /// Number, session and unit.
    aside: Option<String>,
    said: Option<String>,
}

#[derive(Serialize)]
struct Warning {
    code: &'static str,
    title: String,
    count: String,
    advice: String,
}

/// The sheet, of the changes from an earlier to a later dataset and the issues of the later one; `files` are
/// the later exports' names.
///
/// # Errors
/// Where the theme's template does not fit.
pub fn sheet(
    (theme, words): (&Theme, &Words),
    changes: &Changes,
    (earlier, later): (&Dataset, &Dataset),
    issues: &[Issue],
    files: &[String],
) -> Result<String> {
    let row =
        |label: String, was: String, is: String| Row { moved: if was == is { "" } else { "→" }, label, was, is };
    let figures = changes.figures().into_iter();
    let figures = figures.map(|one| row(figure_label(words, one.key), figure(words, one.was), figure(words, one.is)));
    let count = |counts: (u32, u32), key: &str| row(words.text(key), words.count(counts.0), words.count(counts.1));
    let (before, after) = (&changes.before, &changes.after);
    let withheld = [
        count((withheld_items(earlier), withheld_items(later)), "desk-withheld-items"),
        count((before.withheld, after.withheld), "desk-withheld-replies"),
        count((before.published_summary, after.published_summary), "desk-summary-replies"),
        count((before.published_full, after.published_full), "desk-full-replies"),
        count((before.text_absent, after.text_absent), "desk-absent-replies"),
    ];
    let added: Vec<&Change> =
        changes.of_group(Group::Added).iter().filter(|change| change.kind == Kind::Added).collect();
    let more = added.len().saturating_sub(NAMED);
    let added = (!added.is_empty()).then(|| Section {
        title: heading(words, &words.text("happened-added"), added.len()),
        lines: added.iter().take(NAMED).map(|change| Line { said: None, ..line(words, change) }).collect(),
        more: (more > 0).then(|| words.say("desk-added-more", &[("count", more.into())])),
    });
    let listed = LISTED.into_iter().map(|group| (group, changes.of_group(group))).filter(|(_, list)| !list.is_empty());
    let sections = listed.map(|(group, list)| Section {
        title: heading(words, &words.term("group", group.key()), list.len()),
        lines: list.iter().map(|change| line(words, change)).collect(),
        more: None,
    });
    let groups = changes
        .counts()
        .map(|(group, count)| Fact { label: words.term("group", group.key()), text: words.count(count as u32) });
    let view = View {
        title: words.text("desk-approval-title"),
        facts: facts(words, changes, later, files),
        groups: groups.collect(),
        figures: figures.collect(),
        since: words.date(changes.since).into_owned(),
        until: words.date(changes.until).into_owned(),
        added,
        sections: sections.collect(),
        warnings: warnings(words, issues),
        withheld: withheld.into_iter().collect(),
    };
    render::document(theme, words, "desk-approval.html", view)
}

fn facts(words: &Words, changes: &Changes, later: &Dataset, files: &[String]) -> Vec<Fact> {
    let mut publishers: Vec<&str> =
        later.sources.iter().map(|one| words.own(&one.publisher.name, one.publisher.name_en.as_deref())).collect();
    publishers.dedup();
    let (since, until) = (words.date(changes.since).into_owned(), words.date(changes.until));
    let period = [("since", (&since).into()), ("until", (&until).into()), ("count", changes.list.len().into())];
    [
        ("desk-file", files.join(", ")),
        ("desk-publisher", words.list(&publishers)),
        ("desk-period", words.say("since-lede", &period)),
    ]
    .map(|(key, text)| Fact { label: words.text(key), text })
    .into()
}

fn heading(words: &Words, group: &str, count: usize) -> String {
    words.say("since-group", &[("group", group.into()), ("count", (&words.count(count as u32)).into())])
}

fn line(words: &Words, change: &Change) -> Line {
    let Head { title, meta } = head(words, change);
    let unit = change.unit.as_ref().map(|unit| named(words, unit));
    let aside: Vec<String> = meta.into_iter().chain(unit).collect();
    Line { title, aside: (!aside.is_empty()).then(|| aside.join(" · ")), said: Some(sentence(words, change)) }
}

/// Warnings by code; a comparison has no errors.
fn warnings(words: &Words, issues: &[Issue]) -> Vec<Warning> {
    let of = |code: &str| issues.iter().filter(|issue| issue.code == code).count();
    let mut codes: Vec<&'static str> =
        issues.iter().filter(|issue| issue.severity == Severity::Warning).map(|issue| issue.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let warning = |code: &'static str| Warning {
        code,
        title: report::title(code, words.lang).unwrap_or(code).to_owned(),
        count: words.count(of(code) as u32),
        advice: words.term("advice", code),
    };
    codes.into_iter().map(warning).collect()
}

fn withheld_items(data: &Dataset) -> u32 {
    data.items.iter().filter(|item| matches!(item.text, Publication::Withheld(_))).count() as u32
}
