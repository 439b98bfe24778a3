//! `banli explain` from the command line: what it prints, writes and refuses.

use super::place::Place;
use super::{expect, sample};

#[test]
fn a_figure_is_explained_in_words_as_json_and_as_a_table() {
    let place = Place::new("explain");
    let export = place.write("export.json", sample(60));
    let words = ["满意率  ", "满意 ÷（满意 + 基本满意 + 不满意）", "范围：全部", "背后的记录："];
    expect(&["explain", "satisfaction", &export], 0, &words);
    let english = [
        "Satisfaction rate  ",
        "satisfied ÷ (satisfied + basically + dissatisfied)",
        "unit=education Education Bureau",
    ];
    expect(&["explain", "--lang", "en", "satisfaction unit=education", &export], 0, &english);
    let json = expect(&["explain", "--format", "json", "completion", &export], 0, &[]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let records = json["records"].as_array().expect("records");
    let sum: u64 = records.iter().filter_map(|record| record["numerator"].as_u64()).sum();
    assert_eq!((json["numerator"].as_u64(), json["denominator"].as_u64()), (Some(sum), Some(records.len() as u64)));
    let out = place.path("records.csv");
    expect(&["explain", "--format", "csv", "-o", &out, "completion", &export], 0, &[]);
    let table = std::fs::read_to_string(&out).expect("written");
    assert_eq!(table.lines().count(), records.len() + 1);
    let more = expect(&["explain", "reply", &export], 0, &["--all"]);
    let all = expect(&["explain", "--all", "reply", &export], 0, &[]);
    assert!(all.lines().count() > more.lines().count());
}

#[test]
fn figures_are_listed_and_what_is_no_figure_is_refused() {
    let place = Place::new("explain-list");
    let export = place.write("export.json", sample(30));
    let listed = expect(&["explain", "--list"], 0, &["satisfaction-rate", "handling-time", "unit=…"]);
    assert!(!listed.contains("unit=education"));
    expect(
        &["explain", "--list", &export],
        0,
        &["satisfaction-rate", "unit=education  市教育局", "session=congress-8-5"],
    );
    expect(&["explain", "satisfacton", &export], 2, &["did you mean satisfaction?"]);
    expect(&["explain", "satisfaction"], 2, &["name the exports behind the figure"]);
    expect(&["explain"], 2, &["FIGURE"]);
    expect(&["explain", "satisfaction", &place.path("none.json")], 3, &["cannot read the export"]);
    let faulty = place.write("faulty.json", sample(30).replacen("\"submitted\":", "\"submited\":", 1));
    expect(&["explain", "satisfaction", &faulty], 1, &["E0107"]);
}
