//! What the program tells the person in front of it: issues, grouped and capped, and summaries.

mod across;
mod excerpt;
mod page;
mod private;
mod sarif;
mod section;
mod settings;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use outcomes::changes;
use outcomes::issue::{self, Issue, Place, Severity};

pub use excerpt::{Excerpt, excerpts, holds_private, is_private};
pub use page::page;
pub use private::{masked, private, private_json};
pub use sarif::sarif;
pub use section::{About, Owner, Sections};
pub use settings::Settings;

use crate::build::{Outcome, Published};
use crate::config::Lang;
use crate::messages::localised;
use crate::note::Note;
use crate::words::Words;
use crate::{attachments, leaks, mapping};

/// Issues of one code that are printed in full; the rest is counted.
const SHOWN: usize = 20;

/// All issues as text in the language of `words`, errors first, each with the piece of its line; of
/// each code the first twenty unless `all` is set, and what several files have told once. `excerpts` belong to the issues one by one.
pub fn issues(words: &Words, issues: &[Issue], excerpts: &[Option<Excerpt>], all: bool) -> String {
    let mut text = String::new();
    let mut by_code: BTreeMap<(Severity, &str), Vec<usize>> = BTreeMap::new();
    for (at, issue) in issues.iter().enumerate() {
        by_code.entry((issue.severity, issue.code)).or_default().push(at);
    }
    let mut joined = false;
    for ((severity, code), list) in &by_code {
        let mut left = list.len();
        let mut tell = |at: usize, files: &[(&str, usize)]| {
            let excerpt = excerpts.get(at).and_then(Option::as_ref);
            for issue in localised(vec![issues[at].clone()], words.lang) {
                let _ = writeln!(text, "{}\n", one(words, &issue, excerpt, files));
            }
        };
        if all {
            list.iter().for_each(|at| tell(*at, &[]));
            left = 0;
        } else {
            for told in across::joined(issues, list).iter().take(SHOWN) {
                joined |= told.count > 1;
                tell(told.first, &told.files);
                left -= told.count;
            }
        }
        if left > 0 {
            let more = words.say("issue-more", &[("count", left.into())]);
            let _ = writeln!(text, "{}[{code}]: {more}\n", words.text(named(*severity)));
        }
    }
    if joined {
        let _ = writeln!(text, "{}\n", words.text("issue-joined"));
    }
    // Where much is listed, what it comes to.
    if by_code.len() > 1 && issues.len() > SHOWN {
        for ((severity, code), list) in &by_code {
            let title = title(code, words.lang).unwrap_or_default();
            let _ = writeln!(text, "{:>6}  {}[{code}] {title}", list.len(), words.text(named(*severity)));
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", counts(words, issues));
    text
}

/// What a code stands for, in Chinese or, for all other languages, English; whoever gives it.
pub fn title(code: &str, lang: Lang) -> Option<&'static str> {
    let of_exports = issue::CODES.iter().find(|(known, ..)| *known == code);
    let others = [mapping::CODES, changes::JUMP_CODES, leaks::CODES, attachments::CODES];
    let other = || others.into_iter().flatten().find(|(known, ..)| *known == code);
    if lang.is_chinese() {
        issue::title_zh(code).or_else(|| other().map(|(.., title)| *title))
    } else {
        of_exports.map(|(.., title)| *title).or_else(|| other().map(|(_, title, _)| *title))
    }
}

/// The key of what a severity is called.
fn named(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "issue-error",
        Severity::Warning => "issue-warning",
    }
}

/// One issue: code, title and what is wrong; where; the piece of the line; what to do; which files have it.
fn one(words: &Words, issue: &Issue, excerpt: Option<&Excerpt>, files: &[(&str, usize)]) -> String {
    let level = match issue.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(words.text(named(issue.severity)));
    let what = issue.what.as_str();
    let title = title(issue.code, words.lang).map_or_else(
        || what.to_owned(),
        |title| words.say("issue-title", &[("title", title.into()), ("what", what.into())]),
    );
    let Place { file, line, column, pointer, item } = &issue.place;
    let cell = excerpt.and_then(|excerpt| excerpt.cell.as_ref());
    let shown = cell.map_or_else(|| file.clone(), |cell| format!("{file}: {cell}"));
    let origin = match cell {
        None => Origin::path(&*shown).line(*line as usize).char_column(*column as usize),
        Some(_) => Origin::path(&*shown),
    };
    let mut group = level.primary_title(title).id(issue.code).element(origin);
    if let Some(Excerpt { text, span, .. }) = excerpt.filter(|excerpt| !excerpt.text.is_empty()) {
        let mark = AnnotationKind::Primary.span(span.clone());
        group = group.element(Snippet::source(text.as_str()).line_start(*line as usize).annotation(mark));
    }
    let item = item.as_ref().map(|item| words.say("issue-item", &[("item", item.into())]));
    let place: Vec<&str> = item.as_deref().into_iter().chain((!pointer.is_empty()).then_some(&**pointer)).collect();
    if !place.is_empty() {
        group = group.element(Level::NOTE.with_name(words.text("issue-in")).message(words.list(&place)));
    }
    if !issue.hint.is_empty() {
        group = group.element(Level::HELP.with_name(words.text("issue-hint")).message(issue.hint.as_str()));
    }
    if !files.is_empty() {
        let files = across::counted(words, ["issue-file", "issue-files-more"], files);
        group = group.element(Level::NOTE.with_name(words.text("issue-same")).message(files));
    }
    let text = Renderer::plain().render(&[group]);
    // The renderer takes the excerpt for another file, since it has no path of its own.
    text.lines().filter(|line| line.trim() != ":::").collect::<Vec<_>>().join("\n")
}

/// `2 errors, 1 warning`.
pub fn counts(words: &Words, issues: &[Issue]) -> String {
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    words.list(&[
        words.say("issue-errors", &[("count", errors.into())]),
        words.say("issue-warnings", &[("count", (issues.len() - errors).into())]),
    ])
}

/// Issues as JSON: complete, one object each, and behind them what the rules ask for.
///
/// # Errors
/// Never in practice: texts always serialise.
pub fn json(issues: &[Issue], settings: Settings) -> serde_json::Result<String> {
    let mut list: Vec<serde_json::Value> = issues
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
    list.extend(settings.json());
    serde_json::to_string_pretty(&list)
}

/// The closing lines of a build.
pub fn summary(words: &Words, outcome: &Outcome, timings: bool) -> String {
    let mut text = String::new();
    match &outcome.published {
        None => {
            let _ = writeln!(text, "{}", words.text("build-kept"));
        }
        Some(Published { report, current }) => {
            let [pages, files, changed, removed] =
                [report.pages, report.files, report.changed, report.removed].map(|count| count.to_string());
            let size = format!("{:.1}", report.bytes as f64 / 1e6);
            let said =
                [("pages", &pages), ("files", &files), ("size", &size), ("changed", &changed), ("removed", &removed)];
            let said = said.map(|(name, value)| (name, value.into()));
            let _ = writeln!(text, "{}", words.say(if *current { "build-current" } else { "build-published" }, &said));
            if *current && report.warnings > 0 {
                let _ = writeln!(text, "{}", words.say("build-warnings", &[("count", report.warnings.into())]));
            }
        }
    }
    text += &Note::lines(&outcome.notes, words);
    if let Some(masked) = masked(words, &outcome.issues) {
        let _ = writeln!(text, "{}", words.say("build-note", &[("text", (&masked).into())]));
    }
    if timings {
        for (stage, time) in &outcome.timings {
            let stage = words.text(stage);
            // A Chinese sign is as wide as two others.
            let width: usize = stage.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            let margin = " ".repeat(9_usize.saturating_sub(width));
            let _ = writeln!(text, "{margin}{stage} {:>8.1} ms", time.as_secs_f64() * 1e3);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use outcomes::issue::{Issue, Place, Severity};
    use outcomes::read::SourceFile;

    #[test]
    fn an_issue_shows_its_line_and_personal_data_is_not_shown_again() {
        let text = "{\n\"名称\": \"示例\",\n\"电话\": \"13800138000\", \"传真\": 1\n}";
        let files = [SourceFile { name: "a.json", bytes: text.as_bytes(), lines: false }];
        let issue = |code, line, column| Issue {
            code,
            severity: Severity::Error,
            place: Place { file: "a.json".into(), line, column, pointer: "/名称".into(), item: None },
            what: "what".into(),
            hint: "do".into(),
            private: None,
        };
        let issues = [issue("E0107", 2, 7), issue("E0107", 3, 31), issue("E0601", 3, 7)];
        let words = crate::messages::messages(crate::config::Lang::EN).expect("a catalogue");
        let shown = super::issues(&words, &issues, &super::excerpts(&files, &issues), false);
        let expected = [
            "error[E0107]: Unknown field: what",
            " --> a.json:2:7",
            "  |",
            "2 | \"名称\": \"示例\",",
            "  |         ^^^^^^",
            "  |",
            "  = in: /名称",
            "  = hint: do",
            "",
            "error[E0107]: Unknown field: what",
            "--> a.json:3:31",
            " = in: /名称",
            " = hint: do",
            "",
            "error[E0601]: Mobile number in a text: what",
            "--> a.json:3:7",
            " = in: /名称",
            " = hint: do",
            "",
            "3 errors, 0 warnings",
            "",
        ];
        assert_eq!(shown, expected.join("\n"));
    }
}
