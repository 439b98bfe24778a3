//! What the program tells the person in front of it: issues, grouped and capped, and summaries.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use outcomes::issue::{Issue, Severity};

use crate::build::{Outcome, Published};

/// Issues of one code that are printed in full; the rest is counted.
const SHOWN: usize = 20;

/// All issues as text, errors first; of each code the first twenty unless `all` is set.
pub fn issues(issues: &[Issue], all: bool) -> String {
    let mut text = String::new();
    let mut by_code: BTreeMap<(Severity, &str), Vec<&Issue>> = BTreeMap::new();
    for issue in issues {
        by_code.entry((issue.severity, issue.code)).or_default().push(issue);
    }
    for ((severity, code), list) in &by_code {
        let shown = if all { list.len() } else { SHOWN };
        for issue in list.iter().take(shown) {
            let _ = writeln!(text, "{issue}\n");
        }
        if list.len() > shown {
            let _ = writeln!(text, "{}[{code}]: and {} more of this kind\n", severity.key(), list.len() - shown);
        }
    }
    let _ = writeln!(text, "{}", counts(issues));
    text
}

/// `2 errors, 1 warning`.
pub fn counts(issues: &[Issue]) -> String {
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let plural = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    format!("{}, {}", plural(errors, "error"), plural(issues.len() - errors, "warning"))
}

/// Issues as JSON: complete, one object each.
///
/// # Errors
/// Never in practice: texts always serialise.
pub fn json(issues: &[Issue]) -> serde_json::Result<String> {
    let list: Vec<serde_json::Value> = issues
        .iter()
        .map(|issue| {
            serde_json::json!({
                "code": issue.code,
                "severity": issue.severity.key(),
                "file": issue.place.file,
                "line": issue.place.line,
                "column": issue.place.column,
                "pointer": issue.place.pointer,
                "item": issue.place.item,
                "what": issue.what,
                "hint": issue.hint,
            })
        })
        .collect();
    serde_json::to_string_pretty(&list)
}

/// The closing lines of a build.
pub fn summary(outcome: &Outcome, timings: bool) -> String {
    let mut text = String::new();
    match &outcome.published {
        None => {
            let _ = writeln!(text, "nothing published: the old site stays as it is");
        }
        Some(Published { pages, report, current }) => {
            let megabytes = report.bytes as f64 / 1e6;
            let what = if *current { "up to date, nothing written" } else { "published" };
            let _ = writeln!(
                text,
                "{what}: {pages} pages, {} files, {megabytes:.1} MB; {} changed, {} removed",
                report.files, report.changed, report.removed
            );
        }
    }
    for note in &outcome.notes {
        let _ = writeln!(text, "note: {note}");
    }
    if timings {
        for (stage, time) in &outcome.timings {
            let _ = writeln!(text, "{stage:>9} {:>8.1} ms", time.as_secs_f64() * 1e3);
        }
    }
    text
}
