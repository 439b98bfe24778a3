//! The schemas that `banli schema` prints: the example exports and configurations obey them, what
//! breaks them is told apart, and every field in them is explained.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn schema(which: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_banli")).args(["schema", which]).output().expect("it runs");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Files of this name of the two examples.
fn examples(name: &str) -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    ["xianning-2022", "demo-city"].iter().map(|folder| data.join(folder).join(name)).collect()
}

fn export(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("an export")).expect("JSON")
}

fn site(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a configuration");
    serde_json::to_value(text.parse::<toml::Table>().expect("TOML")).expect("JSON")
}

#[track_caller]
fn check(schema: &Value, value: &Value, name: &Path) {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(value).take(5).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{}: {faults:#?}", name.display());
}

#[test]
fn the_example_exports_obey_the_schema() {
    let schema = schema("export");
    for path in examples("export.json") {
        check(&schema, &export(&path), &path);
    }
}

#[test]
fn the_example_configurations_obey_the_schema() {
    let schema = schema("site");
    for path in examples("site.toml") {
        check(&schema, &site(&path), &path);
    }
}

#[test]
fn what_diff_prints_obeys_the_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/diff");
    let sides = ["earlier.json", "later.json"].map(|name| folder.join(name));
    let mut banli = Command::new(env!("CARGO_BIN_EXE_banli"));
    let output = banli.args(["diff", "--format", "json"]).args(&sides).output().expect("it runs");
    assert!(output.status.success());
    let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let schema = schema("changes");
    check(&schema, &printed, &sides[1]);
    let mut bad = printed.clone();
    bad["changes"][0]["kind"] = Value::Null;
    assert!(!jsonschema::is_valid(&schema, &bad), "a change without a kind");
}

#[test]
fn what_the_program_refuses_the_schema_refuses_too() {
    let (exports, sites) = (schema("export"), schema("site"));
    let good = export(&examples("export.json")[0]);
    let broken = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect("a place") = value;
        !jsonschema::is_valid(&exports, &bad)
    };
    assert!(broken("/as_of", "2022/11/02".into()), "a date of another form");
    assert!(broken("/items/0/kind", "proposals".into()), "a value outside a list");
    assert!(broken("/units", Value::Null), "no list");
    assert!(broken("/publisher", serde_json::json!({ "id": "a", "name": "b", "titel": "c" })), "an unknown field");
    assert!(broken("/items/0", serde_json::json!({ "id": "a" })), "a field missing");
    assert!(broken("/declarations/0/figures/0/value", (-1).into()), "a number out of range");
    for bad in [serde_json::json!({ "titel": "x" }), serde_json::json!({ "languages": ["Français"] })] {
        assert!(!jsonschema::is_valid(&sites, &bad), "{bad}");
    }
}

#[test]
fn every_field_has_a_description_and_an_example() {
    for (which, at_least) in [("export", 100), ("site", 15), ("changes", 35)] {
        let schema = schema(which);
        let mut fields = 0;
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        for (name, object) in definitions.map(|(name, object)| (name.as_str(), object)).chain([(which, &schema)]) {
            for (field, property) in object["properties"].as_object().into_iter().flatten() {
                fields += 1;
                assert!(property["description"].is_string(), "{name}.{field} has no description");
                // What is made of other definitions has its examples there.
                let composed = property.to_string().contains("$ref");
                assert!(composed || property["examples"].is_array(), "{name}.{field} has no example");
                for example in property["examples"].as_array().into_iter().flatten() {
                    let mut alone = property.clone();
                    alone["$defs"] = schema["$defs"].clone();
                    assert!(jsonschema::is_valid(&alone, example), "{name}.{field}: {example} is no example");
                }
            }
        }
        assert!(fields >= at_least, "{which} has {fields} fields");
    }
}
