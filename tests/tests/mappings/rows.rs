//! Ledgers in which several rows are one item.

use std::fs;

use serde_json::{Value, json};

use super::workbooks::merged;
use super::{errors, folder, own, source, suggested, through};

#[test]
fn rows_of_one_item_that_contradict_each_other_stop_everything() {
    let room = own("contradiction");
    let own = room.path();
    let mapping = folder("rows").join("mapping.toml");
    let text = fs::read_to_string(folder("rows").join("source.csv")).expect("a source");
    let place = |from: &str, to: &str| {
        let (before, after) = text.rsplit_once(from).expect("in the source");
        let path = own.join("source.csv");
        fs::write(&path, [before, to, after].concat()).expect("written");
        let (_, issues, _) = through(&mapping, std::slice::from_ref(&path));
        let all: Vec<_> = errors(&issues)
            .into_iter()
            .map(|issue| (issue.code, issue.place.line, issue.place.pointer.clone(), issue.what.clone()))
            .collect();
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().expect("an error")
    };
    // The last row has another title than the other row of its item, which stands two rows above.
    let (code, line, column, what) = place("夜班公交", "夜间公交");
    assert_eq!((code, line, column.as_str()), ("E0807", 7, "题目"));
    let said = "the rows of one item contradict each other in item.title: \
                关于增开夜班公交的建议 / 关于增开夜间公交的建议";
    assert_eq!(what, said);
    // Rows of one unit say one thing of its duty; what the reader finds is placed in its own row.
    let (code, line, column, _) = place("会办,2025/2/20", "会办,2025/2/30");
    assert_eq!((code, line, column.as_str()), ("E0111", 4, "交办日期"));
    let (code, line, column, _) = place("县城市管理局,主办", "县城市管理局,会办");
    assert_eq!((code, line, column.as_str()), ("E0807", 3, "办理类型"));
}

#[test]
fn no_cell_of_grouped_rows_is_dropped_without_a_word() {
    let room = own("cells");
    let own = room.path();
    let mapping = folder("rows").join("mapping.toml");
    let text = fs::read_to_string(folder("rows").join("source.csv")).expect("a source");
    let before = through(&mapping, &[folder("rows").join("source.csv")]);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let path = own.join("source.csv");
    for row in 1..lines.len() {
        for column in (0..lines[row].len()).filter(|column| !lines[row][*column].is_empty()) {
            let mut changed = lines.clone();
            changed[row][column] = "改动";
            let csv: Vec<String> = changed.iter().map(|cells| cells.join(",")).collect();
            fs::write(&path, csv.join("\n")).expect("written");
            let after = through(&mapping, std::slice::from_ref(&path));
            assert!(after != before, "row {row}, column {} changes nothing", lines[0][column]);
        }
    }
}

#[test]
fn an_empty_cell_continues_what_stands_above_it() {
    let room = own("merged");
    let own = room.path();
    let path = own.join("source.xlsx");
    merged(&path, "县林业局");
    let (export, issues, _) = through(&folder("merged").join("mapping.toml"), &[path]);
    assert!(errors(&issues).is_empty(), "{issues:#?}");
    let export: Value = serde_json::from_str(&export).expect("JSON");
    let first = &export["items"][0];
    let duties = first["assignments"].as_array().expect("duties");
    assert_eq!((first["proposers"].as_array().map(Vec::len), duties.len()), (Some(2), 2));
    let talks = json!([{ "date": "2025-03-05", "way": "meeting" }, { "date": "2025-04-01", "way": "meeting" }]);
    assert_eq!(duties[0]["contacts"], talks);
    assert_eq!(duties[1]["role"], "joint");
}

#[test]
fn records_of_json_are_grouped_as_rows_are() {
    let room = own("json-rows");
    let own = room.path();
    let mapping = own.join("mapping.toml");
    let written = fs::read_to_string(folder("rows").join("mapping.toml")).expect("a mapping");
    fs::write(&mapping, written.replace("[source]\n", "[source]\nrecords = \"数据[*]\"\n")).expect("written");
    let text = fs::read_to_string(folder("rows").join("source.csv")).expect("a source");
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next().expect("names");
    let records: Vec<Value> = lines
        .map(|cells| names.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), Value::from(cell))).collect())
        .collect();
    let path = own.join("source.json");
    fs::write(&path, json!({ "数据": records }).to_string()).expect("written");
    let (export, issues, _) = through(&mapping, std::slice::from_ref(&path));
    assert!(errors(&issues).is_empty(), "{issues:#?}");
    assert_eq!(export, fs::read_to_string(folder("rows").join("export.json")).expect("a golden"));
    fs::write(&path, json!({ "数据": records }).to_string().replacen("2025/5/12", "2025/5/32", 1)).expect("written");
    let (_, issues, _) = through(&mapping, &[path]);
    let place = &errors(&issues)[0].place;
    assert_eq!((place.pointer.as_str(), place.item.as_deref()), ("/数据/5/答复日期", Some("2025-s8")));
}

#[test]
fn repeated_numbers_are_noticed_and_grouping_is_proposed() {
    let room = own("proposed");
    let own = room.path();
    for (name, file, told) in [
        ("rows", "source.csv", "# 建议号: 2 records have the number of the one before, 0 have none."),
        ("merged", "source.xlsx", "# 提案号: 0 records have the number of the one before, 2 have none."),
    ] {
        let text = suggested(&source(name, file, own));
        assert!(text.contains(told), "{text}");
        let number = told[2..].split(':').next().expect("a field");
        assert!(text.contains(&format!("\ngroup = {number:?}\n")), "{text}");
    }
    let text = suggested(&source("ledger", "source.csv", own));
    assert!(!text.contains("\ngroup = "), "{text}");
}
