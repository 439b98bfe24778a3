//! Faults of all kinds are named in one run, also those that lie in a record, or in a document, of
//! which something does not fit the format; and no fault is named that only follows from another.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use outcomes::dataset::Rules;
use outcomes::issue::Issue;
use outcomes::read::{SourceFile, check};
use serde_json::{Value, json};

/// A sound export with every part of the format.
fn full() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/full.json");
    serde_json::from_slice(&fs::read(path).expect("an export")).expect("JSON")
}

fn issues_of(export: &Value) -> Vec<Issue> {
    let text = serde_json::to_string_pretty(export).expect("JSON");
    let files = [SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false }];
    check(&files, &Rules::default()).1
}

/// Something that does not fit the format.
#[derive(Debug)]
struct Unfit {
    /// What can't be read for it; nothing where a field is only misspelt.
    hides: Option<String>,
    place: String,
    export: Value,
}

/// Every value in turn of a wrong kind, every field misspelt, every object with a field too many.
fn unfit(export: &Value) -> Vec<Unfit> {
    let (mut all, mut open) = (Vec::new(), vec![String::new()]);
    while let Some(at) = open.pop() {
        let value = export.pointer(&at).expect("a value");
        if !at.is_empty() && at != "/banli" && at != "/items" {
            let mut changed = export.clone();
            let wrong = if value.is_object() || value.is_array() { json!(5) } else { json!({}) };
            *changed.pointer_mut(&at).expect("a value") = wrong;
            all.push(Unfit { hides: Some(at.clone()), place: format!("{at} of a wrong kind"), export: changed });
        }
        match value {
            Value::Object(fields) => {
                open.extend(fields.keys().map(|name| format!("{at}/{name}")));
                let mut changed = export.clone();
                changed.pointer_mut(&at).expect("an object")["weather"] = json!("rain");
                let hides = Some(format!("{at}/weather"));
                all.push(Unfit { hides, place: format!("{at}/weather"), export: changed });
                for name in fields.keys().filter(|name| *name != "banli" && !(at.is_empty() && *name == "items")) {
                    let mut changed = export.clone();
                    let object = changed.pointer_mut(&at).and_then(Value::as_object_mut).expect("an object");
                    let value = object.remove(name).expect("a field");
                    object.insert(format!("{name}x"), value);
                    all.push(Unfit { hides: None, place: format!("{at}/{name}x"), export: changed });
                }
            }
            Value::Array(list) => open.extend((0..list.len()).map(|i| format!("{at}/{i}"))),
            _ => {}
        }
    }
    all
}

/// A fault that only the checks after reading find: its code, the values that it shows in, and how
/// it is made.
type Later = (&'static str, &'static [&'static str], fn(&mut Value));

const LATER: [Later; 8] = [
    ("E0202", &["/items/0/id", "/items/1/id"], |export| export["items"][1]["id"] = json!("p056")),
    ("E0202", &["/items/0/proposers"], |export| export["items"][0]["proposers"] = json!(["liu", "liu"])),
    ("E0203", &["/items/0/category"], |export| export["items"][0]["category"] = json!("weather")),
    ("E0301", &["/items/0/assignments/0/assigned", "/items/0/assignments/0/accepted"], |export| {
        export["items"][0]["assignments"][0]["accepted"] = json!("2022-02-01");
    }),
    ("E0401", &["/items/0/assignments/1/role", "/items/0/assignments/1/class_changes"], |export| {
        export["items"][0]["assignments"][1]["class_changes"] = json!([{ "date": "2022-09-01", "class": "A" }]);
    }),
    ("E0601", &["/items/0/title"], |export| export["items"][0]["title"] = json!("致电13800138000")),
    ("E0601", &["/items/0/assignments/0/evaluations/0/comment"], |export| {
        export["items"][0]["assignments"][0]["evaluations"][0]["comment"] = json!("致电13800138000");
    }),
    ("E0601", &["/reports/0/text"], |export| export["reports"][0]["text"] = json!("致电13800138000")),
];

#[test]
fn nothing_follows_from_what_does_not_fit() {
    let full = full();
    assert!(issues_of(&full).is_empty(), "{:?}", issues_of(&full));
    let mut wrong = Vec::new();
    let all = unfit(&full);
    assert!(all.len() > 300, "{}", all.len());
    for Unfit { place, export, .. } in all {
        let codes: BTreeSet<&str> = issues_of(&export).iter().map(|issue| issue.code).collect();
        if codes.is_empty() || !codes.iter().all(|code| code.starts_with("E01")) {
            wrong.push(format!("{place}: {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_fits_is_checked_in_the_same_run() {
    let full = full();
    let mut wrong = Vec::new();
    for (code, shown, make) in LATER {
        let mut faulty = full.clone();
        make(&mut faulty);
        assert!(issues_of(&faulty).iter().any(|issue| issue.code == code), "{code} at {shown:?}");
        for Unfit { hides, place, export } in unfit(&faulty) {
            // What is in a value that can't be read can't be told, nor whether a name is in such a list.
            let overlaps = |hidden: &String| {
                shown.iter().any(|shown| shown.starts_with(hidden.as_str()) || hidden.starts_with(shown))
                    || code == "E0203" && !hidden.starts_with("/items")
            };
            if hides.as_ref().is_some_and(overlaps) {
                continue;
            }
            let issues = issues_of(&export);
            let codes: BTreeSet<&str> = issues.iter().map(|issue| issue.code).collect();
            if !codes.contains(code) || !codes.iter().any(|code| code.starts_with("E01")) {
                wrong.push(format!("{code} beside {place}: {codes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn items_beside_broken_ones_are_checked_in_the_same_run() {
    let full = serde_json::to_string_pretty(&full()).expect("JSON");
    let (start, end) = full.split_once("\n  \"items\": [").expect("items");
    let sessions = end.split_once("\n  ],").expect("the end of the items").1;
    let item = |id: &str, rest: &str| format!(r#"{{"id": "{id}", "session": "cppcc-6-1", "kind": "motion"{rest}}}"#);
    let items = [
        item("i1", r#", "title": "致电13800138000""#),
        item("i2", r#" "title": "路灯""#),
        item("i1", ""),
        item("i4", r#", "title": "关于"便民"服务""#),
        item("i5", r#", "titel": 5"#),
        item("i6", r#", "submitted": "2023-01-01""#),
    ];
    let text = format!("{start}\n  \"items\": [\n{}\n  ],{sessions}", items.join(",\n"));
    let found = |text: &str| {
        let files = [SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false }];
        let (data, issues) = check(&files, &Rules::default());
        assert!(data.is_none());
        let first = text.lines().position(|line| line.contains("\"i1\"")).expect("the first item") as u32;
        issues.into_iter().map(|issue| (issue.code, issue.place.line.saturating_sub(first))).collect::<Vec<_>>()
    };
    let all = [("E0601", 1), ("E0104", 2), ("E0202", 3), ("E0104", 4), ("E0107", 5), ("E0109", 5), ("E0302", 6)];
    assert_eq!(found(&text), all);
    let cut = &text[..text.find("\"i5\"").expect("an item")];
    assert_eq!(found(cut), [("E0601", 1), ("E0104", 2), ("E0202", 3), ("E0104", 4), ("E0103", 5)]);
    let mended = text.replace("\"kind\": \"motion\" \"title\"", "\"kind\": \"motion\", \"title\"");
    let cut = mended.replace("关于\"便民\"服务", "便民服务");
    let cut = &cut[..cut.find("\"i6\"").expect("an item")];
    assert_eq!(found(cut), [("E0601", 1), ("E0202", 3), ("E0107", 5), ("E0109", 5), ("E0103", 6)]);
}
