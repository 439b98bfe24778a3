//! Another system's files, from the command line: suggested, mapped, built, and what is said when it goes wrong.

use std::path::Path;

use super::place::{Place, has};
use super::{banli, expect};

/// A file of the sources that are mapped in tests.
fn source(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/mappings").join(name);
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_ledger_becomes_a_site_by_a_suggested_mapping() {
    let place = Place::new("suggested");
    let (ledger, mapping, site) = (source("ledger/source.csv"), place.path("mapping.toml"), place.path("site"));
    expect(&["map", "--suggest", "-o", &mapping, &ledger], 0, &[]);
    let export = place.path("export.json");
    expect(&["map", "-m", &mapping, "-o", &export, &ledger], 0, &["fields that no rule uses", "序号 (3)"]);
    expect(&["check", &export], 0, &["0 errors"]);
    expect(&["check", "-m", &mapping, &ledger], 0, &["0 errors", "source.csv:4:"]);
    expect(&["build", "-m", &mapping, "-o", &site, &ledger], 0, &["published: "]);
    assert!(has(&place.files("site"), "/index.html"));
    let folder = place.path("folder-site");
    let records = source("folder/records");
    expect(&["build", "-m", &source("folder/mapping.toml"), "-o", &folder, &records], 0, &["published: "]);
}

#[test]
fn a_site_is_up_to_date_only_under_the_same_mapping_and_files() {
    let place = Place::new("fingerprint");
    let text = std::fs::read_to_string(source("ledger/mapping.toml")).expect("a mapping");
    let (mapping, site) = (place.write("mapping.toml", &text), place.path("site"));
    let ledger = place.write("ledger.csv", std::fs::read(source("ledger/source.csv")).expect("a ledger"));
    let build = |words: &str| expect(&["build", "-m", &mapping, "-o", &site, &ledger], 0, &[words]);
    build("published: ");
    build("up to date");
    place.write("mapping.toml", text.replace("办公室（虚构）", "办公厅（虚构）"));
    build("published: ");
    build("up to date");
    let changed = std::fs::read_to_string(&ledger).expect("a ledger").replace("加宽杏花路", "拓宽杏花路");
    place.write("ledger.csv", changed);
    build("published: ");
}

#[test]
fn what_a_mapping_does_not_know_stops_everything_and_is_named() {
    let place = Place::new("unknown");
    let ledger = std::fs::read_to_string(source("ledger/source.csv")).expect("a ledger");
    let ledger = place.write("ledger.csv", ledger.replace("基本满意", "尚可"));
    let (mapping, out) = (source("ledger/mapping.toml"), place.path("export.json"));
    let words =
        ["E0803", "\"尚可\" is not among the `values` of item.assignments[0].evaluations[0].result", "ledger.csv:4:"];
    expect(&["map", "-m", &mapping, "-o", &out, &ledger], 1, &words);
    assert!(!Path::new(&out).exists());
    expect(&["build", "-m", &mapping, "-o", &place.path("site"), &ledger], 1, &["E0803", "nothing published"]);
    let wrong = place.write("wrong.toml", "mapping = 1\n[item]\ntitel = \"题目\"\n");
    expect(&["map", "-m", &wrong, &ledger], 2, &["titel", "line 3", "wrong.toml"]);
    expect(&["map", "-m", &place.path("none.toml"), &ledger], 2, &["cannot read"]);
    expect(&["map", "-m", &mapping, &place.path("none.csv")], 3, &["cannot read"]);
    expect(&["map", &ledger], 2, &["--suggest"]);
    let elsewhere = std::fs::read_to_string(source("nested/mapping.toml")).expect("a mapping");
    let elsewhere = place.write("elsewhere.toml", elsewhere.replace("数据.列表[*]", "数据.清单[*]"));
    expect(&["check", "-m", &elsewhere, &source("nested/source.json")], 1, &["E0801", "leads to nothing"]);
    // A fault of the head is one of the mapping's own file.
    let headless =
        std::fs::read_to_string(&mapping).expect("a mapping").replace("as_of = \"2025-06-30\"", "as_of = \"六月\"");
    let headless = place.write("headless.toml", headless);
    expect(&["check", "-m", &headless, &source("ledger/source.csv")], 1, &["E0111", "headless.toml:10:"]);
}

#[test]
fn mappings_are_described_by_their_schema() {
    let run = banli(&["schema", "mapping"]);
    let schema: serde_json::Value = serde_json::from_str(&run.said).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for name in ["nested", "codes", "lines", "ledger", "workbook", "folder"] {
        let text = std::fs::read_to_string(source(&format!("{name}/mapping.toml"))).expect("a mapping");
        let value = serde_json::to_value(text.parse::<toml::Table>().expect("TOML")).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        // A TOML day is an object of its own in this form of JSON.
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
    let (mut fields, defs) = (0, schema["$defs"].as_object().expect("definitions"));
    for (name, object) in defs.iter().map(|(name, def)| (name.as_str(), def)).chain([("mapping", &schema)]) {
        for (field, property) in object["properties"].as_object().into_iter().flatten() {
            fields += 1;
            assert!(property["description"].is_string(), "{name}.{field} has no description");
            let composed = property.to_string().contains("$ref");
            assert!(composed || property["examples"].is_array(), "{name}.{field} has no example");
        }
    }
    assert!(fields > 100, "{fields}");
}
