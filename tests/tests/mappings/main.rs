//! Other systems' files through their mappings: differently shaped sources, each with the export that comes of it.
//! `BLESS=1 cargo test -p banli-tests --test mappings` writes the exports anew; read the difference.

mod rows;
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};

use generator::config::Lang;
use generator::input::{Input, open_source};
use generator::mapping::{CODES, Mapping, suggest};
use generator::messages::messages;
use generator::note::Note;
use generator::report::issues as issues_as_text;
use outcomes::dataset::Rules;
use outcomes::issue::{Issue, Severity, title_zh};
use outcomes::read::check;
use serde_json::Value;
use tempfile::TempDir;
use workbooks::{merged, workbook};

/// The sources by name, each with its file or folder.
const SOURCES: [(&str, &str); 8] = [
    ("nested", "source.json"),
    ("codes", "source.json"),
    ("lines", "source.jsonl"),
    ("ledger", "source.csv"),
    ("workbook", "source.xlsx"),
    ("folder", "records"),
    ("rows", "source.csv"),
    ("merged", "source.xlsx"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(name)
}

/// A folder of one test's own, gone when the test is over.
fn own(test: &str) -> TempDir {
    tempfile::Builder::new().prefix(&format!("banli-mappings-{test}-")).tempdir().expect("a folder")
}

/// The file of a source; workbooks are written first.
fn source(name: &str, file: &str, own: &Path) -> PathBuf {
    let path = own.join(file);
    match name {
        "workbook" => workbook(&path, "A类"),
        "merged" => merged(&path, "县林业局"),
        _ => return folder(name).join(file),
    }
    path
}

/// The export, every issue, and the notes of files through a mapping.
fn through(mapping: &Path, files: &[PathBuf]) -> (String, Vec<Issue>, Vec<Note>) {
    let input = Input::open(files, Some(mapping)).expect("a mapping and its files");
    let exports = input.exports();
    let (_, found) = check(exports.files(), &Rules::default());
    // The items are given away once, and for others made anew.
    assert_eq!(check(exports.files(), &Rules::default()).1, found);
    let (issues, excerpts) = exports.tell(found);
    assert_eq!(issues.len(), excerpts.len());
    let document = exports.document(false).expect("an export");
    (String::from_utf8(document).expect("UTF-8"), issues, exports.notes())
}

/// The mapping that is suggested for a file.
fn suggested(file: &Path) -> String {
    let words = messages(Lang::EN).expect("a catalogue");
    suggest(&words, &open_source(&[file.to_owned()]).expect("a source").0).expect("a mapping")
}

fn errors(issues: &[Issue]) -> Vec<&Issue> {
    issues.iter().filter(|issue| issue.severity == Severity::Error).collect()
}

#[test]
fn every_source_becomes_the_export_it_is_meant_to_be() {
    let room = own("goldens");
    let own = room.path();
    let mut wrong = Vec::new();
    for (name, file) in SOURCES {
        let (export, issues, _) = through(&folder(name).join("mapping.toml"), &[source(name, file, own)]);
        assert!(errors(&issues).is_empty(), "{name}: {issues:#?}");
        let expected = folder(name).join("export.json");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &export).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != export {
            wrong.push(format!("{name}:\n{export}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_suggested_mapping_applies_as_far_as_it_can_be_guessed() {
    let room = own("suggest");
    let own = room.path();
    // How many of the errors are left for a person: the meaning of codes, and steps of a flow.
    let left = [
        ("nested", 0),
        ("codes", 6),
        ("lines", 3),
        ("ledger", 0),
        ("workbook", 0),
        ("folder", 8),
        ("rows", 0),
        ("merged", 0),
    ];
    for ((name, file), (of, left)) in SOURCES.into_iter().zip(left) {
        assert_eq!(name, of);
        let source = source(name, file, own);
        let text = suggested(&source);
        Mapping::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let path = own.join(format!("{name}.toml"));
        fs::write(&path, &text).expect("written");
        let (export, issues, _) = through(&path, &[source]);
        assert_eq!(errors(&issues).len(), left, "{name}: {:#?}\n{text}", errors(&issues));
        // What must be said by a person is said to be so.
        for issue in errors(&issues).iter().filter(|issue| issue.code == "E0803") {
            let value = issue.what.split(" is not among").next().expect("a value");
            assert!(text.contains("TO DO: say in `values`") && text.contains(&format!("{value} (")), "{value}\n{text}");
        }
        let export: Value = serde_json::from_str(&export).expect("JSON");
        for item in export["items"].as_array().expect("items") {
            assert!(item["title"].is_string() && item["number"].is_string(), "{name}: {item}");
            // In codes one item is not assigned yet; in a folder the day stands in a step of a flow.
            let known = !["codes", "folder"].contains(&name);
            assert!(!known || item["assignments"][0]["assigned"].is_string(), "{name}: {item}");
        }
    }
}

/// Every single value of a JSON document, by pointer.
fn leaves(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, inner)| {
                leaves(inner, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all)
            });
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(n, inner)| leaves(inner, format!("{at}/{n}"), all)),
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        _ => all.push(at),
    }
}

#[test]
fn no_value_of_a_source_is_dropped_without_a_word() {
    let room = own("dropped");
    let own = room.path();
    let mut tried = 0;
    for name in ["nested", "codes"] {
        let mapping = folder(name).join("mapping.toml");
        let original = fs::read_to_string(folder(name).join("source.json")).expect("a source");
        let document: Value = serde_json::from_str(&original).expect("JSON");
        let path = own.join("changed.json");
        fs::write(&path, document.to_string()).expect("written");
        let before = through(&mapping, std::slice::from_ref(&path));
        let mut all = Vec::new();
        leaves(&document, String::new(), &mut all);
        for pointer in all {
            let mut changed = document.clone();
            *changed.pointer_mut(&pointer).expect("a value") = Value::from("改动");
            fs::write(&path, changed.to_string()).expect("written");
            let after = through(&mapping, std::slice::from_ref(&path));
            let field = pointer.rsplit('/').find(|step| step.parse::<usize>().is_err()).expect("a field");
            let names = |note: &Note| matches!(note, Note::Unused { fields } if fields.iter().any(|(path, _)| path.contains(field)));
            let listed = after.2.iter().any(names);
            assert!(listed || after != before, "{name}: {pointer} changes nothing and is not listed");
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn faults_are_placed_in_the_original_files() {
    let room = own("places");
    let own = room.path();
    let place = |name: &str, file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder(name).join(file)).expect("a source");
        assert!(text.contains(from), "{from}");
        let path = own.join(file);
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
        let (_, issues, _) = through(&folder(name).join("mapping.toml"), std::slice::from_ref(&path));
        let issue = errors(&issues).first().copied().cloned().unwrap_or_else(|| panic!("{name}: no error"));
        assert_eq!(issue.place.file, path.to_string_lossy());
        (issue.code, issue.place.line, issue.place.column, issue.place.pointer)
    };
    let at = |pointer: &str| pointer.to_owned();
    // What the source states of the whole export.
    assert_eq!(place("nested", "source.json", "2025/6/30", "2025/6/31"), ("E0111", 3, 11, at("/导出时间")));
    // A date that is none, a value that the mapping does not list, a phone number, the same id twice.
    assert_eq!(
        place("nested", "source.json", "2025年4月2日", "2025年4月31日"),
        ("E0111", 28, 27, at("/数据/列表/0/办理情况/0/答复/日期"))
    );
    assert_eq!(place("codes", "source.json", "\"BLJG\": \"2\"", "\"BLJG\": \"7\""), ("E0803", 3, 178, at("/1/BLJG")));
    assert_eq!(place("lines", "source.jsonl", "已在十二个村", "请拨打13800138000，已在十二个村").0, "E0601");
    assert_eq!(place("ledger", "source.csv", "2025/5/9", "2025/5/39"), ("E0111", 4, 63, at("答复日期")));
    assert_eq!(place("ledger", "source.csv", "3,033,", "3,032,"), ("E0202", 5, 3, at("建议号")));
    let path = own.join("book.xlsx");
    workbook(&path, "优秀");
    let input = Input::open(&[path], Some(&folder("workbook").join("mapping.toml"))).expect("a mapping and its file");
    let exports = input.exports();
    let (issues, excerpts) = exports.tell(check(exports.files(), &Rules::default()).1);
    let words = messages(Lang::EN).expect("a catalogue");
    let told = issues_as_text(&words, &issues, &excerpts, false);
    assert!(told.contains("book.xlsx: 提案台账!L4\n") && told.contains("4 | 优秀\n"), "{told}");
    let issue = errors(&issues)[0];
    assert_eq!((issue.code, issue.place.line, issue.place.column), ("E0803", 4, 12));
    assert_eq!(issue.place.pointer, "提案台账!L4 办理结果");
}

#[test]
fn characters_that_show_nothing_are_told_once_for_all_records() {
    let room = own("unseen");
    let own = room.path();
    let text = fs::read_to_string(folder("nested").join("source.json")).expect("a source");
    let path = own.join("source.json");
    let shown = ["近年来，西片", "建议增加", "增加农村"];
    assert!(shown.iter().all(|words| text.contains(words)));
    let unseen = ["近\u{202E}年来，西片", "建议\\u200b增加", "增加\\b农村"];
    let text = shown.iter().zip(unseen).fold(text, |text, (shown, unseen)| text.replacen(shown, unseen, 1));
    fs::write(&path, text).expect("written");
    let (_, issues, _) = through(&folder("nested").join("mapping.toml"), &[path]);
    let told = issues.iter().filter(|issue| issue.code == "W0101");
    let told: Vec<_> = told.map(|issue| (issue.place.line, issue.place.column, issue.what.as_str())).collect();
    assert_eq!(told, [(7, 7, "3 characters that show nothing are left out, first U+0008")]);
}

#[test]
fn codes_of_sources_have_titles_of_their_own() {
    for (code, _, title) in CODES {
        assert!(title_zh(code).is_none(), "{code} is the export's");
        assert!(!title.is_empty());
    }
}

#[test]
fn ledgers_in_gb18030_are_read_where_the_mapping_says_so() {
    let room = own("gbk");
    let own = room.path();
    let text = fs::read_to_string(folder("ledger").join("source.csv")).expect("a source");
    let (bytes, ..) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{FEFF}'));
    let path = own.join("source.csv");
    fs::write(&path, bytes).expect("written");
    let plain = folder("ledger").join("mapping.toml");
    let (_, issues, _) = through(&plain, std::slice::from_ref(&path));
    assert!(issues.iter().any(|issue| issue.code == "E0102" && issue.hint.contains("gb18030")), "{issues:?}");
    let mapping = own.join("mapping.toml");
    let written = fs::read_to_string(&plain).expect("a mapping");
    fs::write(&mapping, written.replace("[source]\n", "[source]\nencoding = \"gb18030\"\n")).expect("written");
    let (export, issues, _) = through(&mapping, std::slice::from_ref(&path));
    assert!(errors(&issues).is_empty(), "{issues:?}");
    assert_eq!(export, fs::read_to_string(folder("ledger").join("export.json")).expect("a golden"));
    let suggested = suggested(&path);
    assert!(suggested.contains("encoding = \"gb18030\""), "{suggested}");
}
