//! What has the same fingerprint has the same bytes, whatever changed beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use anyhow::{Context as _, Result};
use generator::attachments::Attachments;
use generator::build::write_new;
use generator::config::Config;
use generator::fingerprint::{Fingerprint, Fingerprints};
use generator::leaks::{Guard, Wanted};
use generator::origin::Origin;
use generator::plan::{Site, plan};
use generator::publish::Sink;
use generator::sample;
use generator::theme::Theme;
use outcomes::read::{SourceFile, check_apart};
use outcomes::unpublished::Unpublished;
use serde_json::{Value, json};

/// A file with what it was made from.
type File = (Vec<u8>, Option<u128>);

/// Keeps everything.
#[derive(Default)]
struct Notes {
    files: Mutex<BTreeMap<String, File>>,
    work: Mutex<BTreeMap<u128, Vec<u8>>>,
}

impl Sink for Notes {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        self.put_made(path, contents, None)
    }

    fn put_made(&self, path: &str, contents: &[u8], from: Option<Fingerprint>) -> Result<()> {
        let from = from.map(|from| from.0);
        self.files.lock().expect("files").insert(path.to_owned(), (contents.to_vec(), from));
        Ok(())
    }

    fn remember(&self, from: Fingerprint, what: &[u8]) {
        self.work.lock().expect("work").insert(from.0, what.to_vec());
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        self.files.lock().expect("files").get(path).map(|(bytes, _)| bytes.clone()).context("no such file")
    }
}

/// The site of an export; `None` where the export has errors.
fn site(export: &Value, config: &Config) -> Option<Notes> {
    let (bytes, theme) = (export.to_string(), Theme::built_in());
    let file = SourceFile { name: "export.json", bytes: bytes.as_bytes(), lines: false };
    let mut kept = Unpublished::default();
    let (data, summary) = check_apart(&[file], &config.rules(), &mut kept).0?;
    let wanted = Wanted::new(&kept, &data, &theme, config);
    let attachments = Attachments::none();
    let site = Site { data: &data, summary: &summary, changes: None, attachments, config, theme: &theme };
    let (plan, notes) = (plan(&site), Notes::default());
    let made = Fingerprints::of(&site, &plan, &Origin::default(), wanted.as_ref());
    match &wanted {
        None => write_new(&site, &plan, &notes, Some(&made), &|_, _, _| {}).expect("a site"),
        Some(wanted) => {
            let guard = Guard::new(&notes, wanted);
            write_new(&site, &plan, &guard, Some(&made), &|_, _, _| {}).expect("a site");
            assert_eq!(guard.finish(&kept).expect("looked at"), []);
        }
    }
    Some(notes)
}

/// Compares what has the same fingerprint in two sites; how many files do.
fn assert_same(one: &Notes, other: &Notes, what: &str) -> usize {
    let (one_files, other_files) = (one.files.lock().expect("files"), other.files.lock().expect("files"));
    let both = one_files.iter().filter_map(|(path, file)| Some((path, file, other_files.get(path)?)));
    let mut same = 0;
    for (path, (bytes, from), (others, other_from)) in both {
        if from.is_some() && from == other_from {
            assert!(bytes == others, "{path} is another one, and its fingerprint is not, after {what}");
            same += 1;
        }
    }
    let (one_work, other_work) = (one.work.lock().expect("work"), other.work.lock().expect("work"));
    for (from, work) in one_work.iter() {
        assert!(other_work.get(from).is_none_or(|other| other == work), "another run of the index after {what}");
    }
    same
}

fn export(items: usize) -> Value {
    let mut bytes = Vec::new();
    sample::write(sample::Options { items, ..sample::DEMO }, &mut bytes).expect("written");
    let mut export: Value = serde_json::from_slice(&bytes).expect("an export");
    export["items"][3]["disclosure"] = json!({ "level": "withheld", "reason": "依法不公开" });
    // One that was given up went into another, which is no neighbour.
    let target = export["items"][items / 2]["id"].clone();
    let ends = export["items"].as_array_mut().expect("items").iter_mut().filter_map(|item| item.get_mut("end"));
    for end in ends.take(1) {
        *end = json!({ "kind": "merged", "date": end["date"], "into": target });
    }
    // Proposers that no item names stand on no page; two of the others have the same name.
    let named: BTreeSet<String> =
        lists(&export["items"], "proposers").filter_map(|id| Some(id.as_str()?.to_owned())).collect();
    let proposers = export["proposers"].as_array_mut().expect("proposers");
    proposers.retain(|one| named.contains(one["id"].as_str().expect("an id")));
    let middle = proposers.len() / 2;
    let name = proposers[middle]["name"].clone();
    proposers[middle + 1]["name"] = name;
    export
}

/// The elements of a field of all items.
fn lists<'v>(items: &'v Value, field: &'v str) -> impl Iterator<Item = &'v Value> {
    items.as_array().expect("items").iter().flat_map(move |item| item[field].as_array().into_iter().flatten())
}

/// Every place of a value, by its pointer without positions.
fn places(value: &Value, pointer: &str, shape: &str, all: &mut BTreeMap<String, Vec<String>>) {
    all.entry(shape.to_owned()).or_default().push(pointer.to_owned());
    match value {
        Value::Object(fields) => {
            fields
                .iter()
                .for_each(|(name, value)| places(value, &format!("{pointer}/{name}"), &format!("{shape}/{name}"), all));
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(at, value)| places(value, &format!("{pointer}/{at}"), &format!("{shape}/*"), all));
        }
        _ => {}
    }
}

/// Other values that a place may take: those of its kind elsewhere, and one that is like it.
fn others(value: &Value, elsewhere: &[&Value]) -> Vec<Value> {
    let mut others: Vec<Value> =
        elsewhere.iter().filter(|other| **other != value).take(1).map(|one| (*one).clone()).collect();
    match value {
        Value::String(text) => others.push(json!(format!("{text}改"))),
        Value::Number(number) => others.extend(number.as_u64().map(|number| json!(number + 1))),
        Value::Bool(flag) => others.push(json!(!flag)),
        Value::Array(list) if !list.is_empty() => {
            others.push(json!(list[..list.len() - 1]));
            others.push(list.iter().rev().cloned().collect());
        }
        _ => {}
    }
    others
}

#[test]
fn after_any_change_what_has_the_same_fingerprint_is_the_same() {
    let config = Config::parse("search = false\nfeeds = \"each\"\nbase_url = \"https://banli.example/\"\n")
        .expect("a configuration");
    let base = export(24);
    let before = site(&base, &config).expect("an export without errors");
    let mut shapes = BTreeMap::new();
    places(&base, "", "", &mut shapes);
    let (mut tried, mut kept) = (BTreeSet::new(), 0);
    for (shape, pointers) in &shapes {
        let all: Vec<&Value> = pointers.iter().filter_map(|pointer| base.pointer(pointer)).collect();
        // One of each shape, wherever it stands: the middle one has neighbours on both sides.
        let (pointer, value) = (&pointers[pointers.len() / 2], all[all.len() / 2]);
        let mut changed: Vec<Value> = Vec::new();
        for other in others(value, &all) {
            let mut export = base.clone();
            *export.pointer_mut(pointer).expect("a place") = other;
            changed.push(export);
        }
        if let Some((holder, name)) = pointer.rsplit_once('/') {
            let mut export = base.clone();
            if let Some(fields) = export.pointer_mut(holder).and_then(Value::as_object_mut) {
                fields.remove(name);
                changed.push(export);
            }
        }
        for after in changed.iter().filter_map(|export| site(export, &config)) {
            kept += assert_same(&before, &after, &format!("a change of {pointer}"));
            tried.insert(shape);
        }
    }
    assert!(tried.len() > 60, "{tried:?}");
    assert!(kept > 10_000, "{kept}");
}

#[test]
fn a_change_of_one_record_keeps_most_files() {
    let config = Config::default();
    let base = export(120);
    let mut after = base.clone();
    let title = after["items"][60]["title"].as_str().expect("a title").to_owned();
    after["items"][60]["title"] = json!(format!("新{title}"));
    let mut fewer = base.clone();
    fewer["items"].as_array_mut().expect("items").remove(0);
    let [before, after, fewer] =
        [base, after, fewer].map(|export| site(&export, &config).expect("an export without errors"));
    let all = before.files.lock().expect("files").values().filter(|(_, from)| from.is_some()).count();
    let same = assert_same(&before, &after, "a longer title");
    assert_same(&before, &fewer, "one item less, on the last page of the list");
    assert!(same * 10 > all * 7, "{same} of {all}");
}

#[test]
fn another_configuration_keeps_nothing() {
    let base = export(24);
    let config = |text: &str| Config::parse(text).expect("a configuration");
    let before = site(&base, &Config::default()).expect("a site");
    for text in ["title = \"另一个名称\"\n", "freshness_days = 9\n", "feeds = \"site\"\n"] {
        let after = site(&base, &config(text)).expect("a site");
        assert_eq!(assert_same(&before, &after, text), 0, "{text}");
    }
}

#[test]
fn where_a_section_goes_no_page_is_as_it_was() {
    let mut export = export(24);
    let before = site(&export, &Config::default()).expect("a site");
    for item in export["items"].as_array_mut().expect("items") {
        for duty in item.get_mut("assignments").and_then(Value::as_array_mut).into_iter().flatten() {
            duty.as_object_mut().expect("a duty").remove("commitments");
        }
    }
    let after = site(&export, &Config::default()).expect("a site");
    let there = |site: &Notes| site.files.lock().expect("files").contains_key("commitments.html");
    assert!(there(&before) && !there(&after));
    assert_eq!(assert_same(&before, &after, "all promises"), 0);
}
