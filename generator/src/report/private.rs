//! What of an export is private: a list before anything is built, and a line of how much was masked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use outcomes::issue::{Found, Issue, Place, Severity};
use outcomes::private::Private;

use crate::words::Words;

/// The issues that are about private data, in their order.
fn found(issues: &[Issue]) -> impl Iterator<Item = (&Issue, &Found)> {
    issues.iter().filter_map(|issue| Some((issue, issue.private.as_ref()?)))
}

/// `2 mobile numbers, 1 e-mail address`; nothing where there is none.
fn counted<'i>(words: &Words, found: impl Iterator<Item = (&'i Issue, &'i Found)>) -> String {
    let mut counts: BTreeMap<Private, usize> = BTreeMap::new();
    found.for_each(|(_, one)| *counts.entry(one.kind).or_default() += 1);
    let parts = counts.into_iter().map(|(kind, count)| {
        let key = match kind {
            Private::Mobile => "private-mobiles",
            Private::Phone => "private-phones",
            Private::ResidentId => "private-resident-ids",
            Private::BankCard => "private-bank-cards",
            Private::Email => "private-emails",
            Private::Word => "private-words",
        };
        words.say(key, &[("count", count.into())])
    });
    parts.collect::<Vec<_>>().join(&words.text("private-between"))
}

/// How much is masked, in words; `None` where nothing is.
pub fn masked(words: &Words, issues: &[Issue]) -> Option<String> {
    let counted = counted(words, found(issues).filter(|(issue, _)| issue.severity == Severity::Warning));
    (!counted.is_empty()).then(|| words.say("private-note", &[("what", (&counted).into())]))
}

/// Every finding with its place, what it is and what it would become.
pub fn private(words: &Words, issues: &[Issue]) -> String {
    let mut text = String::new();
    for (issue, Found { kind, shown, masked }) in found(issues) {
        let Place { file, line, column, pointer, item } = &issue.place;
        let place = format!("{file}:{line}:{column} {pointer}");
        let place = match item {
            Some(item) => words.say("private-place", &[("place", (&place).into()), ("item", item.into())]),
            None => place,
        };
        let about = |masked| [("found", shown.into()), ("masked", masked)];
        let becomes = match (issue.severity, masked) {
            (Severity::Warning, Some(masked)) => words.say("private-masked", &about(masked.into())),
            (Severity::Error, Some(masked)) => words.say("private-stops", &about(masked.into())),
            (_, None) => words.say("private-id", &[("found", shown.into())]),
        };
        let _ = writeln!(text, "{place}\n    {} {becomes}", kind.key());
    }
    let of = |severity| counted(words, found(issues).filter(move |(issue, _)| issue.severity == severity));
    let (stops, is_masked) = (of(Severity::Error), of(Severity::Warning));
    let mut say = |key: &str, what: &str| {
        let _ = writeln!(text, "{}", words.say(key, &[("what", what.into())]));
    };
    if stops.is_empty() && is_masked.is_empty() {
        say("private-none", "");
    }
    if !stops.is_empty() {
        say("private-all-stop", &stops);
    }
    if !is_masked.is_empty() {
        say("private-all-masked", &is_masked);
    }
    if !stops.is_empty() {
        let kinds: std::collections::BTreeSet<&str> = found(issues)
            .filter(|(issue, one)| issue.severity == Severity::Error && one.masked.is_some())
            .map(|(_, one)| one.kind.key())
            .collect();
        let kinds = kinds.into_iter().map(|kind| format!("{kind:?}")).collect::<Vec<_>>().join(", ");
        say("private-hint", &kinds);
    }
    let others = issues.iter().filter(|issue| issue.private.is_none() && issue.severity == Severity::Error).count();
    if others > 0 {
        let _ = writeln!(text, "{}", words.say("private-others", &[("count", others.into())]));
    }
    text
}

/// The same as JSON: complete, one object each.
///
/// # Errors
/// Never in practice: texts always serialise.
pub fn private_json(issues: &[Issue]) -> serde_json::Result<String> {
    let list: Vec<serde_json::Value> = found(issues)
        .map(|(issue, one)| {
            let Place { file, line, column, pointer, item } = &issue.place;
            serde_json::json!({
                "code": issue.code, "file": file, "line": line, "column": column, "pointer": pointer, "item": item,
                "kind": one.kind.key(), "found": one.shown, "masked": one.masked,
                "stops": issue.severity == Severity::Error,
            })
        })
        .collect();
    serde_json::to_string_pretty(&list)
}
