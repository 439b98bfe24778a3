//! One faulty export per issue code, each with the exact text that a publisher reads.
//! `BLESS=1 cargo test -p banli-tests --test faults` writes the texts anew; read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::messages::chinese;
use outcomes::dataset::Rules;
use outcomes::issue::{CODES, Issue, Severity};
use outcomes::private::{Privacy, Private, Words};
use outcomes::read::{SourceFile, check};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("faults")
}

/// Issues of an export, with its second file `….2.json` where it has one; personal data is masked
/// where the name says so.
fn issues_of(path: &Path) -> Vec<Issue> {
    let second = path.with_extension("2.json");
    let files: Vec<(String, Vec<u8>)> = [path, &second]
        .into_iter()
        .filter(|path| path.exists())
        .map(|path| (path.file_name().expect("name").to_string_lossy().into(), fs::read(path).expect("file")))
        .collect();
    let files: Vec<SourceFile> =
        files.iter().map(|(name, bytes)| SourceFile { name, bytes, lines: name.ends_with(".ndjson") }).collect();
    let masked = path.to_string_lossy().contains("masked");
    let mask = if masked { Private::ALL.to_vec() } else { Vec::new() };
    let rules = Rules { privacy: Privacy { words: Words::new(["青龙专案"]), mask }, ..Rules::default() };
    let (dataset, issues) = check(&files, &rules);
    let sound = issues.iter().all(|issue| issue.severity == Severity::Warning);
    assert_eq!(dataset.is_some(), sound, "{}: a dataset exactly when there is no error", path.display());
    issues
}

fn exports() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("folder")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json" || kind == "ndjson"))
        .filter(|path| !path.to_string_lossy().ends_with(".2.json"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_fault_is_named_as_expected() {
    let mut wrong = Vec::new();
    for path in exports() {
        let issues = issues_of(&path);
        let text: String = issues.iter().map(|issue| format!("{issue}\n\n")).collect();
        let expected = path.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &text).expect("write");
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", path.display()));
        }
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        if let Some(code) = name.split('-').next().filter(|code| CODES.iter().any(|(known, ..)| known == code)) {
            assert!(issues.iter().any(|issue| issue.code == code), "{name} does not give {code}:\n{text}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_an_export_that_gives_it() {
    let given: BTreeSet<&str> = exports().iter().flat_map(|path| issues_of(path)).map(|issue| issue.code).collect();
    let known: BTreeSet<&str> = CODES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(given, known);
}

#[test]
fn the_base_of_all_is_sound() {
    let issues = issues_of(&folder().join("base.json"));
    assert!(issues.is_empty(), "{issues:?}");
}

#[test]
fn ten_thousand_levels_are_a_fault_and_no_crash() {
    for open in ["[", "{\"a\":"] {
        let deep = open.repeat(10_000);
        for text in [deep.clone(), format!("{{\"banli\": 1, \"items\": [{{\"id\": {deep}")] {
            let files = [SourceFile { name: "deep.json", bytes: text.as_bytes(), lines: false }];
            assert!(check(&files, &Rules::default()).0.is_none());
        }
    }
}

/// Texts of issues that stand in Chinese, each beside its code; the one file holds all exports.
#[test]
fn every_fault_is_said_in_chinese_too() {
    let (mut text, mut missing) = (String::new(), BTreeSet::new());
    for path in exports() {
        text += &format!("{}\n", path.file_name().expect("name").to_string_lossy());
        for issue in issues_of(&path) {
            for english in [&issue.what, &issue.hint].into_iter().filter(|english| !english.is_empty()) {
                match chinese(english) {
                    Some(said) => text += &format!("  {} {said}\n", issue.code),
                    None => drop(missing.insert(english.clone())),
                }
            }
        }
    }
    assert!(missing.is_empty(), "write their Chinese into generator/src/messages/issues.zh.txt: {missing:#?}");
    let expected = folder().join("chinese.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &text).expect("write");
    }
    assert_eq!(fs::read_to_string(&expected).unwrap_or_default(), text);
}
