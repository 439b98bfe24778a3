//! What is said, to the letter, of figures that jumped between two exports, and where nothing is said.

mod exports;

use exports::{export, item};
use outcomes::changes::{JUMP_CODES, Limits, jumps};
use outcomes::dataset::{Dataset, Rules};
use outcomes::issue::Issue;
use outcomes::read::{SourceFile, read};
use outcomes::summary::{Summary, summarize};
use serde_json::{Value as Json, json};

fn dataset(text: &str) -> (Dataset<'_>, Summary) {
    let files = [SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false }];
    let (data, issues) = read(&files, &Rules::default());
    let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
    let summary = summarize(&data);
    (data, summary)
}

fn found(old: &str, new: &str, limits: Limits) -> Vec<Issue> {
    let ((old, old_counts), (data, counts)) = (dataset(old), dataset(new));
    let files = [SourceFile { name: "later.json", bytes: new.as_bytes(), lines: false }];
    jumps((&old, &old_counts), (&data, &counts), &limits, &files)
}

/// What is said under the usual limits: code, pointer, words.
fn said(old: &str, new: &str) -> Vec<String> {
    let line = |issue: Issue| format!("{} {}: {}", issue.code, issue.place.pointer, issue.what);
    found(old, new, Limits::default()).into_iter().map(line).collect()
}

/// A duty of a unit; replied and judged where it says so.
fn duty(unit: &str, replied: bool, judged: Option<&str>) -> Json {
    let mut duty = json!({ "unit": unit, "role": "sole", "assigned": "2022-02-15" });
    if replied {
        duty["replies"] = json!([{ "date": "2022-05-10", "class": "A", "text": "现答复如下" }]);
    }
    if let Some(result) = judged {
        duty["evaluations"] = json!([{ "proposer": "liu", "date": "2022-05-20", "result": result }]);
    }
    json!([duty])
}

/// As many items, made by their number.
fn items(count: usize, duty: impl Fn(usize) -> Json) -> Json {
    (0..count).map(|at| item(&format!("i{at:03}"), duty(at))).collect()
}

/// The export as of an earlier day.
fn earlier(items: Json) -> String {
    export(items).replace("2022-11-02", "2022-10-01")
}

const ANSWERED: fn(usize) -> Json = |_| duty("finance", true, Some("satisfied"));

#[test]
fn nothing_is_said_of_what_stands_still_or_goes_on() {
    let open = |at| {
        let mut duty = duty("finance", at < 20, None);
        if at >= 20 {
            duty[0]["assigned"] = json!("2022-09-15");
        }
        duty
    };
    assert!(said(&earlier(items(100, ANSWERED)), &export(items(100, ANSWERED))).is_empty());
    assert!(said(&earlier(items(100, open)), &export(items(130, ANSWERED))).is_empty(), "work went on");
    let limits = [(2, 100), (1, 10)];
    for (gone, of) in limits {
        assert!(said(&earlier(items(of, ANSWERED)), &export(items(of - gone, ANSWERED))).is_empty(), "{gone} of {of}");
    }
}

#[test]
fn a_day_that_went_back_is_named() {
    let (old, new) = (export(items(3, ANSWERED)), earlier(items(3, ANSWERED)));
    assert_eq!(
        said(&old, &new),
        ["W0901 /as_of: the export of 湖城市 is of 2022-10-01, the earlier one of 2022-11-02"]
    );
    let issue = &found(&old, &new, Limits::default())[0];
    assert_eq!((&*issue.place.file, &*issue.hint), ("later.json", "take the newest export, or correct `as_of`"));
    let at = issue.place.column as usize - 1;
    assert!(
        new[at..].starts_with("\"2022-10-01\"")
            || new.chars().skip(at).collect::<String>().starts_with("\"2022-10-01\"")
    );
}

#[test]
fn items_and_replies_that_are_gone_are_counted() {
    let (old, new) = (earlier(items(100, ANSWERED)), export(items(97, ANSWERED)));
    assert_eq!(
        said(&old, &new),
        ["W0902 /sessions: 3 of 100 items are no longer there: 3 of session s1; the first is i097"]
    );
    let of_both = |at: usize| duty(if at < 10 { "planning" } else { "finance" }, true, None);
    let half = |at: usize| duty(if at < 10 { "planning" } else { "finance" }, at >= 6, None);
    let (old, new) = (earlier(items(60, of_both)), export(items(60, half)));
    assert_eq!(said(&old, &new), ["W0905 /units: 6 of 10 replies of planning (市规划局) are no longer there"]);
    let none = |_| duty("finance", false, None);
    let (old, new) = (earlier(items(8, ANSWERED)), export(items(8, none)));
    assert_eq!(
        said(&old, &new),
        [
            "W0903 /sessions: replied fell from 8 to 0, in the sessions that both exports have",
            "W0903 /sessions: closed fell from 8 to 0, in the sessions that both exports have",
            "W0904 /sessions: reply-rate went from 100.0% (8/8) to 0.0% (0/8), in the sessions that both exports have",
            "W0904 /sessions: on-time-reply-rate went from 100.0% (8/8) to 0.0% (0/8), in the sessions that both exports have",
            "W0904 /sessions: completion-rate went from 100.0% (8/8) to 0.0% (0/8), in the sessions that both exports have",
            "W0905 /sessions: 8 of 8 replies are no longer there",
        ]
    );
}

#[test]
fn counts_and_rates_that_moved_are_named_with_their_counts() {
    let (old, new) = (earlier(items(10, ANSWERED)), export(items(16, ANSWERED)));
    assert_eq!(
        said(&old, &new),
        ["W0903 /sessions: handed-over rose from 10 to 16, in the sessions that both exports have"]
    );
    let part = |worse: usize| {
        move |at| duty("finance", true, Some(if at < worse { "basically_satisfied" } else { "satisfied" }))
    };
    let (old, new) = (earlier(items(100, part(10))), export(items(100, part(40))));
    assert_eq!(
        said(&old, &new),
        [
            "W0904 /sessions: satisfaction-rate went from 90.0% (90/100) to 60.0% (60/100), in the sessions that both exports have",
            "W0904 /sessions: basic-satisfaction-rate went from 10.0% (10/100) to 40.0% (40/100), in the sessions that both exports have",
            "W0904 /sessions: first-satisfaction-rate went from 90.0% (90/100) to 60.0% (60/100), in the sessions that both exports have",
        ]
    );
    // The same shares of ten are within chance.
    assert!(said(&earlier(items(10, part(1))), &export(items(10, part(4)))).is_empty());
}

#[test]
fn a_unit_that_vanished_is_named_and_its_namesake_found() {
    let of_both = |at: usize| duty(if at == 0 { "planning" } else { "finance" }, true, None);
    let of_one = |_| duty("finance", true, None);
    let (old, new) = (earlier(items(4, of_both)), export(items(4, of_one)));
    assert_eq!(said(&old, &new), ["W0906 /units: the unit planning (市规划局) had 1 item and has none any more"]);
    let renamed = export(items(4, of_both)).replace("\"planning\"", "\"natural-resources\"");
    let issues = found(&old, &renamed, Limits::default());
    assert_eq!(issues[0].what, "the unit planning (市规划局) had 1 item and is no longer there");
    assert_eq!(
        issues[0].hint,
        "the unit natural-resources has its name: keep a unit's id, since its page stands under it"
    );
}

#[test]
fn classes_and_grades_that_are_others_are_named() {
    let scheme = |classes: Json| {
        let mut export: Json = serde_json::from_str(&export(items(4, ANSWERED))).expect("JSON");
        export["scheme"] = json!({ "classes": classes });
        export.to_string()
    };
    let class = |code: &str, counts_as: &str| json!({ "code": code, "label": code, "counts_as": counts_as });
    let old = scheme(json!([class("A", "resolved"), class("B", "in_progress"), class("C", "planned")]));
    let new = scheme(json!([class("A", "in_progress"), class("B", "in_progress"), class("X", "reference")]));
    let old = old.replace("2022-11-02", "2022-10-01");
    let classes: Vec<String> = said(&old, &new).into_iter().filter(|line| line.starts_with("W0907")).collect();
    assert_eq!(
        classes,
        ["W0907 /scheme: outcome classes are others: A counted as resolved, now as in_progress; X (reference) is new"]
    );
    let grades = |grades: Json| {
        let mut export: Json = serde_json::from_str(&export(items(4, ANSWERED))).expect("JSON");
        export["scheme"] = json!({ "classes": [class("A", "resolved")], "evaluations": grades });
        export.to_string()
    };
    let grade = |code: &str, counts_as: &str| json!({ "code": code, "label": code, "counts_as": counts_as });
    let old = grades(json!([grade("satisfied", "satisfied"), grade("poor", "dissatisfied")]));
    let new = grades(json!([grade("satisfied", "satisfied")]));
    assert_eq!(
        said(&old.replace("2022-11-02", "2022-10-01"), &new),
        ["W0908 /scheme: evaluation grades are others: poor (dissatisfied) is gone"]
    );
}

#[test]
fn limits_are_the_publishers() {
    let (old, new) = (earlier(items(100, ANSWERED)), export(items(97, ANSWERED)));
    let limits = Limits { gone_percent: 3, ..Limits::default() };
    assert!(found(&old, &new, limits).is_empty());
    let limits = Limits { least: 4, ..Limits::default() };
    assert!(found(&old, &new, limits).is_empty());
    assert!(JUMP_CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
}
