//! What of an export is private: a list before anything is built, and a line of how much was masked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use outcomes::issue::{Found, Issue, Place, Severity};
use outcomes::private::Private;

/// The issues that are about private data, in their order.
fn found(issues: &[Issue]) -> impl Iterator<Item = (&Issue, &Found)> {
    issues.iter().filter_map(|issue| Some((issue, issue.private.as_ref()?)))
}

/// `2 mobile numbers and 1 e-mail address`; nothing where there is none.
fn counted<'i>(found: impl Iterator<Item = (&'i Issue, &'i Found)>) -> String {
    let mut counts: BTreeMap<Private, usize> = BTreeMap::new();
    found.for_each(|(_, one)| *counts.entry(one.kind).or_default() += 1);
    let parts = counts.into_iter().map(|(kind, count)| {
        let [one, several] = kind.named();
        let (_, one) = one.split_once(' ').unwrap_or(("", one));
        format!("{count} {}", if count == 1 { one } else { several })
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// How much is masked, in words; `None` where nothing is.
pub fn masked(issues: &[Issue]) -> Option<String> {
    let counted = counted(found(issues).filter(|(issue, _)| issue.severity == Severity::Warning));
    (!counted.is_empty()).then(|| format!("masked: {counted}; `banli check --private` lists them"))
}

/// Every finding with its place, what it is and what it would become.
pub fn private(issues: &[Issue]) -> String {
    let mut text = String::new();
    for (issue, Found { kind, shown, masked }) in found(issues) {
        let Place { file, line, column, pointer, item } = &issue.place;
        let _ = write!(text, "{file}:{line}:{column} {pointer}");
        if let Some(item) = item {
            let _ = write!(text, " (item {item})");
        }
        let becomes = match (issue.severity, masked) {
            (Severity::Warning, Some(masked)) => format!("is masked: {masked}"),
            (Severity::Error, Some(masked)) => format!("stops the build; masked it would be {masked}"),
            (_, None) => "stops the build: an id can't be masked".to_owned(),
        };
        let _ = writeln!(text, "\n    {} {shown}: {becomes}", kind.key());
    }
    let of = |severity| counted(found(issues).filter(move |(issue, _)| issue.severity == severity));
    let (stops, is_masked) = (of(Severity::Error), of(Severity::Warning));
    match (stops.is_empty(), is_masked.is_empty()) {
        (true, true) => text.push_str("nothing private found\n"),
        (false, _) => {
            let _ = writeln!(text, "stops the build: {stops}");
        }
        (true, false) => {}
    }
    if !is_masked.is_empty() {
        let _ = writeln!(text, "masked: {is_masked}");
    }
    if !stops.is_empty() {
        let kinds: std::collections::BTreeSet<&str> = found(issues)
            .filter(|(issue, one)| issue.severity == Severity::Error && one.masked.is_some())
            .map(|(_, one)| one.kind.key())
            .collect();
        let kinds = kinds.into_iter().map(|kind| format!("{kind:?}")).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "remove it from the export, or add to `mask` in `[privacy]` of site.toml: {kinds}");
    }
    let others = issues.iter().filter(|issue| issue.private.is_none() && issue.severity == Severity::Error).count();
    if others > 0 {
        let _ = writeln!(text, "besides, {others} other errors: `banli check` without `--private` lists them");
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
