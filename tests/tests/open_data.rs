//! The downloads hold what their descriptions say, on the whole invented city.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::config::Config;
use generator::data_files::{self, Sheet, TABLES};
use generator::plan::Site;
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::dataset::Dataset;
use outcomes::rates::{RateKey, Tally};
use outcomes::read::{SourceFile, read};
use outcomes::summary::{Summary, summarize};
use serde_json::Value;

type Files = BTreeMap<String, Vec<u8>>;

fn city(check: impl FnOnce(&Dataset, &Summary, &Files)) {
    city_with("", |data, summary, _, files| check(data, summary, files));
}

/// The invented city's downloads under more configuration.
fn city_with(more: &str, check: impl FnOnce(&Dataset, &Summary, &Config, &Files)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json");
    let bytes = fs::read(path).expect("an export");
    let text =
        "base_url = \"https://banli.example/x/\"\nlicence = \"CC BY 4.0\"\nlicence_url = \"https://example.org/by\"";
    let config = Config::parse(&format!("{text}\n{more}")).expect("a configuration");
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let data = read(&[file], &config.rules()).0.expect("an export without errors");
    let summary = summarize(&data);
    let sink = Memory::default();
    let theme = Theme::built_in();
    let attachments = Attachments::none();
    let site = Site { data: &data, summary: &summary, changes: None, attachments, config: &config, theme: &theme };
    data_files::write(&site, &sink).expect("data files");
    check(&data, &summary, &config, &sink.0.into_inner().expect("no thread failed"));
}

fn json(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files[&format!("data/{name}")]).expect("JSON")
}

#[test]
fn every_file_is_planned_and_described() {
    city_with("", every_file_is);
    city_with("data.split_items = 100", every_file_is);
    city_with("data.export = false", every_file_is);
}

fn every_file_is(data: &Dataset, _: &Summary, config: &Config, files: &Files) {
    let planned: Vec<&String> = files.keys().collect();
    let mut paths = data_files::paths(data, config);
    paths.sort();
    assert_eq!(planned, paths.iter().collect::<Vec<_>>());
    let api = json(files, "openapi.json");
    let listed: Vec<String> =
        api["paths"].as_object().expect("paths").keys().map(|path| format!("data{path}")).collect();
    for path in paths.iter().filter(|path| !path.ends_with(".schema.json") || path.ends_with("export.schema.json")) {
        assert!(listed.contains(path), "{path}");
    }
    let package = json(files, "datapackage.json");
    let listed: Vec<&str> = package["resources"]
        .as_array()
        .expect("resources")
        .iter()
        .map(|one| one["path"].as_str().expect("a path"))
        .collect();
    let is_data = |path: &&String| path.ends_with(".csv") || path.starts_with("data/export/");
    let mut data: Vec<&str> = paths.iter().filter(is_data).map(|path| &path["data/".len()..]).collect();
    data.sort_unstable();
    assert_eq!(BTreeSet::from_iter(&listed), BTreeSet::from_iter(&data));
    let catalogue = json(files, "dcat.jsonld");
    for one in catalogue["dcat:distribution"].as_array().expect("distributions") {
        let address = one["dcat:downloadURL"]["@id"].as_str().expect("an address");
        let path = address.strip_prefix("https://banli.example/x/").expect("of this site");
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn past_a_size_each_session_has_files_that_add_up_to_the_whole() {
    city_with("data.split_items = 100", |data, _, config, files| {
        let parts = data_files::split(data, config);
        assert!(parts.len() > 1);
        for table in TABLES.iter().filter(|table| table.by_session) {
            let whole = json(files, &format!("{}.json", table.name));
            let mut rows = Vec::new();
            let mut lines = 0;
            for session in &parts {
                let name = Sheet { table, session: Some(*session) }.name(data);
                let part = json(files, &format!("{name}.json"));
                let part = part.as_array().expect("rows");
                let id = |row: &Value| row["item"].as_str().or(row["id"].as_str()).expect("an id").to_owned();
                for row in part {
                    let item = data.items.iter().find(|item| *item.id == id(row)).expect("an item");
                    assert_eq!(item.session, *session, "{name}");
                }
                rows.extend(part.iter().cloned());
                lines += csv_rows(files, &name);
                assert_eq!(csv_rows(files, &name), part.len(), "{name}");
            }
            assert_eq!(whole, Value::Array(rows), "{}", table.name);
            assert_eq!(lines, csv_rows(files, table.name), "{}", table.name);
        }
    });
    city_with("", |data, _, config, _| assert!(data_files::split(data, config).is_empty()));
}

fn csv_rows(files: &Files, name: &str) -> usize {
    let csv = &files[&format!("data/{name}.csv")];
    let mut reader = csv::Reader::from_reader(csv.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark"));
    reader.records().filter(Result::is_ok).count()
}

#[test]
fn tables_hold_what_their_schemas_say_and_csv_the_same_as_json() {
    city(|_, _, files| {
        for table in TABLES {
            let schema = json(files, &format!("{}.schema.json", table.name));
            let rows = json(files, &format!("{}.json", table.name));
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let wrong: Vec<String> = validator.iter_errors(&rows).take(3).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", table.name);
            let rows = rows.as_array().expect("rows");
            assert!(!rows.is_empty(), "{}", table.name);
            let csv = &files[&format!("data/{}.csv", table.name)];
            let mut reader = csv::Reader::from_reader(csv.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark"));
            let columns: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
            assert_eq!(reader.headers().expect("heads").iter().collect::<Vec<_>>(), columns, "{}", table.name);
            let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
            assert_eq!(records.len(), rows.len(), "{}", table.name);
            for (record, row) in records.iter().zip(rows) {
                for (cell, column) in record.iter().zip(&columns) {
                    let written = match &row[*column] {
                        Value::Null => String::new(),
                        Value::String(text) => text.clone(),
                        number => number.to_string(),
                    };
                    let same = cell == written || cell.parse::<f64>().is_ok_and(|n| written.parse() == Ok(n));
                    assert!(same, "{}.{column}: {cell} and {written}", table.name);
                }
            }
        }
    });
}

#[test]
fn finer_rates_are_those_of_the_pages() {
    city(|data, summary, files| {
        let rows = json(files, "cuts.json");
        let rows = rows.as_array().expect("rows");
        let known = |tally: &Tally| RateKey::ALL.iter().filter(|key| tally.rate(**key).den > 0).count();
        let months = [&summary.session_months, &summary.unit_months, &summary.category_months];
        let by_month = months.into_iter().flatten().chain([&summary.by_month]).flat_map(|months| months.values());
        let all = by_month.chain(summary.unit_sessions.iter().flatten());
        assert_eq!(rows.len(), all.map(known).sum::<usize>());
        for (unit, sessions) in data.units.iter().zip(&summary.unit_sessions) {
            for (session, tally) in data.sessions.iter().zip(sessions) {
                for row in rows.iter().filter(|row| row["unit"] == *unit.id && row["session"] == *session.id) {
                    let key = RateKey::ALL.iter().find(|key| row["rate"] == key.key()).expect("a rate");
                    let rate = tally.rate(*key);
                    assert_eq!((&row["numerator"], &row["denominator"]), (&rate.num.into(), &rate.den.into()));
                }
            }
        }
    });
}

#[test]
fn promises_and_talks_add_up_to_what_pages_count() {
    city(|data, summary, files| {
        let promises = json(files, "commitments.json");
        let states =
            |state: &str| promises.as_array().expect("rows").iter().filter(|row| row["state"] == state).count();
        let duties = || data.items.iter().flat_map(|item| &item.assignments);
        assert_eq!(
            promises.as_array().expect("rows").len(),
            duties().map(|duty| duty.commitments.len()).sum::<usize>()
        );
        assert!(states("kept") >= summary.whole.commitments_kept as usize && states("overdue") > 0);
        let talks = json(files, "contacts.json");
        assert_eq!(talks.as_array().expect("rows").len(), duties().map(|duty| duty.contacts.len()).sum::<usize>());
    });
}
