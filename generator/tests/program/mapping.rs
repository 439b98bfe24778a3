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
fn a_mapped_site_that_is_built_again_is_as_one_from_nothing() {
    let place = Place::new("mapped-again");
    let mut text = std::fs::read_to_string(source("ledger/source.csv")).expect("a ledger");
    let ledger = place.write("ledger.csv", &text);
    let build = |site: &str| {
        let site = place.path(site);
        expect(&["build", "-m", &source("ledger/mapping.toml"), "-o", &site, &ledger], 0, &["published: "]);
    };
    build("site");
    for (number, (old, new)) in [("加宽杏花路", "拓宽杏花路"), ("2025/5/9", "2025/5/8")].iter().enumerate() {
        assert!(text.contains(old));
        // What is changed within a tick of the clock is read again anyway: wait, so that the marks are put to use.
        std::thread::sleep(std::time::Duration::from_millis(30));
        text = text.replace(old, new);
        place.write("ledger.csv", &text);
        build("site");
        let clean = format!("clean-{number}");
        build(&clean);
        let (site, clean) = (place.files("site"), place.files(&clean));
        let other = clean.iter().find(|(path, bytes)| site.get(*path) != Some(bytes));
        assert_eq!((other.map(|(path, _)| path), site.len()), (None, clean.len()), "after {old} was {new}");
    }
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

#[test]
fn a_comparison_maps_whichever_side_is_no_export() {
    let place = Place::new("mapped-diff");
    let late = std::fs::read_to_string(source("ledger/mapping.toml")).expect("a mapping");
    // The day of the data stands in the ledger, so that one mapping serves both.
    let text = late.replace("as_of = \"2025-06-30\"\n", "").replace("[item]\n", "[head]\nas_of = \"截至\"\n\n[item]\n");
    let mapping = place.write("mapping.toml", text);
    let ledger = std::fs::read_to_string(source("ledger/source.csv")).expect("a ledger");
    let ledger = |day: &str, title: &str| {
        let mut lines: Vec<String> = ledger.lines().map(str::to_owned).collect();
        for (at, line) in lines.iter_mut().enumerate().skip(1) {
            line.push_str(if at == 1 { ",截至" } else { "," });
            if at > 1 {
                line.push_str(day);
            }
        }
        lines.join("\n").replace("加宽杏花路", title)
    };
    let old = place.write("old.csv", ledger("2025/5/31", "加宽杏花路"));
    let new = place.write("new.csv", ledger("2025/6/30", "拓宽杏花路"));
    let [old_export, new_export] = [("old", &old), ("new", &new)].map(|(name, from)| {
        let export = place.path(&format!("{name}.json"));
        expect(&["map", "-m", &mapping, "-o", &export, from], 0, &[]);
        export
    });
    let said = expect(&["diff", &old_export, &new_export], 0, &["拓宽杏花路"]);
    for sides in [[&old, &new], [&old_export, &new], [&old, &new_export], [&old_export, &new_export]] {
        assert_eq!(expect(&["diff", "-m", &mapping, sides[0], sides[1]], 0, &[]), said, "{sides:?}");
    }
    expect(
        &["diff", "-m", &mapping, "--since", &old, "--since", &old_export, &new],
        2,
        &["some of these files are exports"],
    );
    // What is wrong on either side is placed in its own file.
    let broken = place.write("broken.csv", ledger("2025/5/31", "加宽杏花路").replace("基本满意", "尚可"));
    expect(&["diff", "-m", &mapping, &broken, &new], 1, &["E0803", "broken.csv:4:"]);
    // Sites too take either as the earlier side.
    let site = |name: &str, since: &str| {
        let site = place.path(name);
        expect(&["build", "-m", &mapping, "--since", since, "-o", &site, &new], 0, &["published: "]);
        expect(&["verify", "-m", &mapping, "--since", since, &site, &new], 0, &["is the same"]);
        place.files(name)["/changes.html"].clone()
    };
    assert_eq!(site("by-ledger", &old), site("by-export", &old_export));
    expect(&["check", "-m", &mapping, "--since", &broken, &new], 1, &["E0803", "broken.csv:4:"]);
}

#[test]
fn a_mapping_names_attachments_beside_the_source() {
    let place = Place::new("mapped-attachments");
    let text = std::fs::read_to_string(source("ledger/mapping.toml")).expect("a mapping");
    let replies = "replies = [{ date = \"答复日期\", class = \"办理结果\" }]";
    let with_files = "[[item.assignments.replies]]\ndate = \"答复日期\"\nclass = \"办理结果\"\n\
                      attachments = [{ file = \"附件\", title = { from = \"附件\", regex = '([^/]+)\\.[^.]+$' } }]\n";
    assert!(text.contains(replies));
    let (before, after) = text.split_once(replies).expect("a block");
    let (evaluations, joint) = after.split_once("[[item.assignments]]").expect("another block");
    let text = format!("{before}\n{with_files}{evaluations}[[item.assignments]]{joint}");
    let mapping = place.write("mapping.toml", text);
    let ledger = std::fs::read_to_string(source("ledger/source.csv")).expect("a ledger");
    let mut lines: Vec<String> = ledger.lines().map(str::to_owned).collect();
    for (at, line) in lines.iter_mut().enumerate().skip(1) {
        line.push_str(["", ",附件", ",答复/第1号答复.txt"].get(at).unwrap_or(&","));
    }
    let ledger = place.write("deep/ledger.csv", lines.join("\n"));
    let (build, site) = (["build", "-m", &mapping, "-o", &place.path("site"), &ledger], "site");
    expect(&build, 1, &["E1001", "答复/第1号答复.txt", "ledger.csv:3:"]);
    place.write("deep/答复/第1号答复.txt", "答复函");
    expect(&build, 0, &["published: "]);
    let files = place.files(site);
    assert!(files.keys().any(|path| path.starts_with("/data/export/attachments/") && path.ends_with(".txt")));
    let pages = files.iter().filter(|(path, _)| path.starts_with("/items/"));
    let told = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("第1号答复");
    assert!(pages.filter(|(_, bytes)| told(bytes)).count() > 0);
    // Another file of the same name is another site.
    expect(&build, 0, &["; 0 changed"]);
    place.write("deep/答复/第1号答复.txt", "答复函（第二稿）");
    expect(&build, 0, &["published: "]);
}
