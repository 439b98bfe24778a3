//! Of tables, lists for programs and calendars: the same rows and cells, none of which runs.

use outcomes::unseen;
use serde_json::Value;

use super::{Files, ending};

fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|one| strings(one, found)),
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            found.push(key);
            strings(value, found);
        }),
        _ => {}
    }
}

fn records(csv: &str) -> Vec<csv::StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|record| record.expect("as many cells as columns")).collect()
}

/// Checks every table, JSON file and calendar.
pub fn check(name: &str, shown: &str, plain: &Files, files: &Files) {
    for (path, text) in ending(files, ".csv") {
        let plain = ending(plain, path).next().expect("the same tables").1;
        assert!(text.starts_with('\u{FEFF}'), "{path}");
        let records = records(text);
        assert_eq!(records.len(), self::records(plain).len(), "{name}: {path}");
        for cell in records.iter().flatten() {
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!runs || cell.parse::<f64>().is_ok(), "{name}: {path}: {cell}");
            assert!(unseen::is_clean(cell), "{name}: {path}: {cell:?}");
        }
    }
    for (path, text) in ending(files, ".json") {
        let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
        let mut found = Vec::new();
        strings(&value, &mut found);
        assert!(found.into_iter().all(unseen::is_clean), "{name}: {path}");
    }
    let items: Value = serde_json::from_slice(&files["data/items.json"]).expect("JSON");
    assert!(items.to_string().contains(&Value::from(shown.trim()).to_string().trim_matches('"').to_owned()), "{name}");
    for (path, text) in ending(files, ".ics") {
        let entries = |text: &str| text.lines().filter(|line| *line == "BEGIN:VEVENT").count();
        assert_eq!(entries(text), entries(ending(plain, path).next().expect("the same calendars").1), "{name}: {path}");
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(char::is_control), "{name}: {path}: {line:?}");
            let known = ["BEGIN", "END", "VERSION", "PRODID", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "SUMMARY"];
            let more = ["DESCRIPTION", "URL", "TRANSP"];
            let property = line.split([':', ';']).next().unwrap_or_default();
            let is_known = known.iter().chain(&more).any(|known| *known == property);
            assert!(line.starts_with(' ') || is_known, "{name}: {path}: {line}");
            assert!(!line.starts_with("URL:javascript"), "{name}: {path}: {line}");
        }
    }
}
