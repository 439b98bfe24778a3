//! Hostile texts in every field of an export that takes a text come out as texts: no page, feed,
//! calendar, picture or file takes one of them for markup, an address, a formula or a command.

mod files;
mod markup;

use std::collections::{BTreeMap, BTreeSet};

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::input::Exports;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::changes::Changes;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;
use outcomes::unseen;
use serde_json::Value;

/// A site's files by path.
type Files = BTreeMap<String, Vec<u8>>;

/// An export with every field there is; in place of a text stands the text's name between two §.
const EXPORT: &str = include_str!("export.json");

/// What no text may do, each way it could be tried.
fn hostile() -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&str, String)> = [
        ("markup", "<img src=x onerror=alert(1)><script>alert(2)</script>"),
        ("end of an attribute", "\" onmouseover=\"alert(1)\" x='\"><svg/onload=alert(1)>"),
        ("end of a block", "</script></style></title></textarea><!-- ]]> --><x-hostile y=1>"),
        ("template", "{{ 7 * 7 }}{% for a in view %}{# no #}[[nav-home]]${7*7}"),
        ("message", "{ $date } { -term } { \"text\" } {$path} {$title}"),
        ("address", "javascript:alert(1)//data:text/html,<b>"),
        ("formula", "=HYPERLINK(\"https://example.org\",\"x\")"),
        ("formula behind a space", "\t=1+1|' /C calc'!A0"),
        ("lines", "a\r\nBEGIN:VEVENT\r\nURL:javascript:alert(1)\r\n\r\n,;\\n"),
        ("directions", "\u{202E}txt.exe\u{202C} \u{2066}a\u{2069} \u{200F}b \u{61C}"),
        ("controls", "a\0b\u{1}c\u{1B}[31md\u{7F}e\u{9B}f\u{85}g\u{FFFE}h\u{FFFF}"),
        ("nothing seen", "藏\u{200B}\u{2060}\u{FEFF}"),
        ("marks of templates", "\u{F0000}\u{F0001}\u{F0002}甲\u{FFFFE}"),
        ("emoji", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳👍🏽"),
        ("piled marks", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢"),
        ("lines of Unicode", "a\u{2028}b\u{2029}c"),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .into();
    texts.push(("ten thousand characters", "长".repeat(10_000)));
    texts.push(("ten thousand letters", "a<".repeat(5_000)));
    texts
}

/// The export with `text` in every place for one.
fn filled(export: &Value, text: &str) -> Value {
    match export {
        Value::String(name) => name
            .split('§')
            .enumerate()
            .fold(String::new(), |mut whole, (at, piece)| {
                whole.push_str(if at % 2 == 1 { text } else { piece });
                whole
            })
            .into(),
        Value::Array(list) => list.iter().map(|one| filled(one, text)).collect(),
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), filled(value, text))).collect(),
        other => other.clone(),
    }
}

/// The export with more items of the same kind, so that there is something to analyse.
fn export(text: &str) -> Value {
    let mut export: Value = serde_json::from_str(EXPORT).expect("JSON");
    let items = export["items"].as_array_mut().expect("items");
    for at in 0..12 {
        let mut item = items[0].clone();
        item["id"] = format!("i{at}").into();
        item["title"] = "§RawItem.title§4".into();
        for field in ["text", "note", "points", "effects", "outputs", "milestones"] {
            item.as_object_mut().expect("an item").remove(field);
        }
        items.push(item);
    }
    filled(&export, text)
}

/// The whole site of an export in both languages, with what changed since an earlier one.
fn site(text: &str) -> Files {
    let mut earlier = export(text);
    earlier["as_of"] = "2025-11-29".into();
    earlier["items"].as_array_mut().expect("items").remove(2);
    earlier["items"][1]["disclosure"]["reason"] = "另".into();
    let earlier = serde_json::to_vec(&earlier).expect("JSON");
    let later = serde_json::to_vec(&export(text)).expect("JSON");
    let configuration = "base_url = \"https://banli.example/x/\"\nlanguages = [\"zh\", \"en\"]\nlicence = \"CC\"";
    let config = Config::parse(configuration).expect("a configuration");
    let sides: Vec<_> = [&earlier, &later]
        .into_iter()
        .map(|bytes| {
            let file = SourceFile { name: "export.json", bytes, lines: false };
            let (data, issues) = read(&[file], &config.rules());
            let data = data.unwrap_or_else(|| panic!("an export without errors: {issues:?}"));
            let summary = summarize(&data);
            (data, summary)
        })
        .collect();
    let [(old, old_counts), (data, summary)] = sides.as_slice() else { panic!("two sides") };
    let changes = Changes::between((old, old_counts), (data, summary)).expect("an earlier export");
    let theme = Theme::built_in();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("attached.txt"), "平").expect("a file");
    let beside = folder.path().join("export.json");
    let file = SourceFile { name: beside.to_str().expect("UTF-8"), bytes: &later, lines: false };
    let (attachments, faults) = Attachments::find(data, &Exports::Plain(vec![file]));
    assert!(faults.is_empty() && attachments.paths().len() == 1, "{faults:?}");
    let site =
        Site { attachments: &attachments, data, summary, changes: Some(&changes), config: &config, theme: &theme };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    sink.0.into_inner().expect("no thread failed")
}

/// The files with an ending, as texts.
fn ending<'f>(files: &'f Files, ending: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
    let of_kind = files.iter().filter(move |(path, _)| path.ends_with(ending));
    of_kind.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("a text")))
}

#[test]
fn every_field_that_takes_a_text_is_filled() {
    let schema = outcomes::schema::export_schema();
    // Ids are checked for their characters, what refers to one has to name one that is there.
    let refers = [
        ".id",
        ".unit",
        ".session",
        ".category",
        ".report",
        ".class",
        ".parent",
        ".into",
        "Evaluation.proposer",
        "Evaluation.result",
        "Evaluation.attitude",
        ".schema",
        "Attachment.file",
    ];
    let is_text = |field: &Value| {
        let kind = field["type"].to_string();
        kind.contains("string") && field.get("pattern").is_none() && field.get("enum").is_none()
    };
    let mut fields = BTreeSet::new();
    for (name, object) in schema["$defs"].as_object().expect("definitions") {
        for (field, property) in object["properties"].as_object().into_iter().flatten() {
            let name = format!("{name}.{field}");
            let is_id = refers.iter().any(|end| name.ends_with(end)) && name != "RawEffect.unit";
            if is_text(property) && !is_id {
                fields.insert(name);
            }
        }
    }
    let given: BTreeSet<String> =
        EXPORT.split('§').skip(1).step_by(2).map(str::to_owned).filter(|name| name.starts_with("Raw")).collect();
    assert_eq!(given, fields);
}

#[test]
fn hostile_texts_come_out_as_texts() {
    let plain = site("平文");
    let known = markup::tags_of(&plain);
    for (name, text) in hostile() {
        let files = site(&text);
        let shown = unseen::without(&text);
        markup::check(name, &shown, &plain, &files, &known);
        files::check(name, &shown, &plain, &files);
    }
}

#[test]
fn half_a_character_in_an_escape_is_refused_with_its_place() {
    for half in ["\\ud800", "\\udc00", "\\ud800\\u0041", "\\udc00\\ud800"] {
        let text = EXPORT.replace("§RawItem.title§", half);
        let file = SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false };
        let (data, issues) = read(&[file], &Config::default().rules());
        assert!(data.is_none(), "{half}");
        let place = issues.iter().any(|issue| issue.place.line > 1);
        assert!(place, "{half}: {issues:?}");
    }
}
