//! What the README tells a publisher to write can be built as it stands there.

use std::path::Path;

use generator::config::Config;
use generator::mapping::Mapping;
use outcomes::read::{SourceFile, read};

/// A block of a kind in the README, by its position among them.
fn block(kind: &str, position: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = std::fs::read_to_string(path).expect("the README");
    let after = text.split(&format!("```{kind}\n")).nth(position + 1).expect("a block");
    after.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_export_and_the_configuration_are_valid() {
    let config = Config::parse(&block("toml", 0)).expect("a configuration");
    let export = block("json", 0);
    let file = SourceFile { name: "export.json", bytes: export.as_bytes(), lines: false };
    let (dataset, issues) = read(&[file], &config.rules());
    assert!(issues.is_empty(), "{}", issues[0]);
    assert_eq!(dataset.expect("a dataset").items.len(), 1);
}

#[test]
fn the_mapping_is_one() {
    Mapping::parse(&block("toml", 1)).expect("a mapping");
}
