//! The workspace keeps its own house rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a source file at most; about three hundred are meant.
const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path, all: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, all);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&entry).expect("a source");
            all.push((entry, text));
        }
    }
}

fn all_sources() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for member in ["outcomes", "web-charts", "web-charts/explorer", "search", "generator", "tests", "xtask"] {
        for part in ["src", "tests", "examples"] {
            let folder = root().join(member).join(part);
            if folder.is_dir() {
                sources(&folder, &mut all);
            }
        }
    }
    all
}

#[test]
fn every_room_says_why_it_exists() {
    let mut wrong = Vec::new();
    for (path, text) in all_sources() {
        let shown = path.display();
        if !text.starts_with("//! ") {
            wrong.push(format!("{shown} does not begin with a `//!` line"));
        }
        if text.lines().count() > MOST_LINES {
            wrong.push(format!("{shown} has more than {MOST_LINES} lines"));
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if ["utils", "util", "helpers", "common", "misc"].contains(&name.as_str()) {
            wrong.push(format!("{shown} has a name that says nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the document");
    let table = text.split("## What always holds").nth(1).expect("the invariants");
    let table = table.split("\n## ").next().unwrap_or_default();
    let named: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|name| name.contains('_'))
        .collect();
    assert!(!named.is_empty());
    let sources: Vec<String> = all_sources().into_iter().map(|(_, text)| text).collect();
    let missing: BTreeSet<&str> =
        named.into_iter().filter(|name| !sources.iter().any(|text| text.contains(&format!("fn {name}(")))).collect();
    assert!(missing.is_empty(), "no such tests: {missing:?}");
}
