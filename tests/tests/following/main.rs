//! What readers follow and take away, on a whole site, at an address and without one: feeds as RFC 4287
//! and calendars as RFC 5545 want them, codes that can be read.

mod atom;
mod calendar;
mod code;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;
use serde_json::{Value, json};

/// A site's files by path.
type Files = BTreeMap<String, Vec<u8>>;

const ADDRESS: &str = "https://banli.example/x/";

/// The whole site of an export.
fn site(export: &[u8], config: &Config) -> Files {
    let file = SourceFile { name: "export.json", bytes: export, lines: false };
    let (data, issues) = read(&[file], &config.rules());
    let data = data.unwrap_or_else(|| panic!("an export without errors: {issues:?}"));
    let (summary, theme) = (summarize(&data), Theme::built_in());
    let site =
        Site { attachments: Attachments::none(), data: &data, summary: &summary, changes: None, config, theme: &theme };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    sink.0.into_inner().expect("no thread failed")
}

fn config(address: Option<&str>) -> Config {
    let address = address.map(|address| format!("base_url = {address:?}\n")).unwrap_or_default();
    Config::parse(&format!("{address}languages = [\"zh\", \"en\"]")).expect("a configuration")
}

fn stored(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).expect("a file of the project")
}

/// A part of the invented city, so that the test is quick.
fn city() -> Vec<u8> {
    let mut export: Value = serde_json::from_slice(&stored("data/demo-city/export.json")).expect("an export");
    let items = export["items"].as_array_mut().expect("items");
    let mut at = 0;
    // Without items that were joined with one that may be left out.
    items.retain(|item| {
        at += 1;
        at % 6 == 0 && item["end"]["into"].is_null()
    });
    serde_json::to_vec(&export).expect("an export")
}

/// A small export whose item is changed by `change`.
fn small(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut export: Value = serde_json::from_slice(&stored("tests/faults/base.json")).expect("an export");
    export["declarations"] = json!([]);
    change(&mut export["items"][0]);
    serde_json::to_vec(&export).expect("an export")
}

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).expect("a text")
}

/// The files with an ending, with their texts.
fn ending<'f>(files: &'f Files, ending: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
    let of_kind = files.keys().filter(move |path| path.ends_with(ending));
    of_kind.map(|path| (path.as_str(), text(files, path)))
}
