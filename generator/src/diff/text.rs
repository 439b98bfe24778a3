//! A comparison in words for the person who publishes: counts first, then every change.

use std::fmt::Write as _;

use outcomes::changes::{Change, Changes};

use super::sentence::{Head, figure, figure_label, head, named, sentence};
use crate::words::{NONE, Words};

/// The whole comparison, in one language.
pub fn text(words: &Words, changes: &Changes) -> String {
    let mut out = String::new();
    let days = [words.date(changes.since), words.date(changes.until)];
    let period = [("since", (&days[0]).into()), ("until", (&days[1]).into()), ("count", changes.list.len().into())];
    let _ = writeln!(out, "{}", words.say("since-lede", &period));
    for (group, count) in changes.counts() {
        let _ = writeln!(out, "  {} {count}", words.term("group", group.key()));
    }
    let _ = writeln!(out, "\n{}", words.text("since-figures"));
    for one in changes.figures() {
        let (label, was, is) = (figure_label(words, one.key), figure(words, one.was), figure(words, one.is));
        let _ = match was == is {
            true => writeln!(out, "  {label} {is}"),
            false => writeln!(out, "  {label} {was} → {is}"),
        };
    }
    for (group, count) in changes.counts() {
        let _ = writeln!(out, "\n{} {count}", words.term("group", group.key()));
        changes.of_group(group).iter().for_each(|change| line(words, change, &mut out));
    }
    out
}

/// One change: day, what it is about, unit, what happened.
fn line(words: &Words, change: &Change, out: &mut String) {
    let day = change.day.map_or_else(|| NONE.to_owned(), |day| day.to_string());
    let Head { title, meta } = head(words, change);
    let _ = write!(out, "  {day:<10}  ");
    if let Some(meta) = meta {
        let _ = write!(out, "{meta} ");
    }
    let _ = write!(out, "{title}");
    if let outcomes::changes::Subject::Item(item) = &change.subject {
        let _ = write!(out, " [{}]", item.id);
    }
    if let Some(unit) = &change.unit {
        let _ = write!(out, " | {}", named(words, unit));
    }
    let _ = writeln!(out, " | {}", sentence(words, change));
}
