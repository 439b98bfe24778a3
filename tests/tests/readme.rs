//! What the README tells a publisher to write can be built as it stands there.

use std::path::Path;

use generator::config::Config;
use outcomes::read::{SourceFile, read};

/// The first block of a kind in the README.
fn block(kind: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = std::fs::read_to_string(path).expect("the README");
    let (_, after) = text.split_once(&format!("```{kind}\n")).expect("a block");
    after.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_export_and_the_configuration_are_valid() {
    let config = Config::parse(&block("toml")).expect("a configuration");
    let export = block("json");
    let file = SourceFile { name: "export.json", bytes: export.as_bytes(), lines: false };
    let (dataset, issues) = read(&[file], &config.rules());
    assert!(issues.is_empty(), "{}", issues[0]);
    assert_eq!(dataset.expect("a dataset").items.len(), 1);
}
