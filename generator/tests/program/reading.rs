//! What exports look like when they are good, and when they are not.

use std::io::Write;

use super::place::{Place, has};
use super::{banli, expect, sample};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// The same export with one item a line: the head first.
fn as_lines(export: &str) -> String {
    let (head, items) = export.split_once(",\n\"items\":[\n").expect("a list of items");
    let items = items.strip_suffix("\n]}\n").expect("the end");
    format!("{}}}\n{}\n", head.replace('\n', ""), items.replace(",\n", "\n"))
}

#[test]
fn what_is_no_good_export_is_named_and_leaves_the_old_site() {
    let place = Place::new("bad");
    let good = sample(30);
    let (export, site) = (place.write("good.json", &good), place.path("site"));
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    let before = place.files("site");
    assert!(before.contains_key("/index.html") && before.contains_key("/build.json"));
    let head = good.split_once("\"items\":[").expect("items").0;
    let deep = format!("{head}\"items\":[{{\"id\":{}{}}}]}}", "[".repeat(10_000), "]".repeat(10_000));
    let bad: Vec<(&str, Vec<u8>, i32, &[&str])> = vec![
        ("empty.json", Vec::new(), 1, &["E0101", "the file is empty"]),
        ("blank.json", b" \n\n".to_vec(), 1, &["E0101"]),
        ("cut.json", good.as_bytes()[..good.len() * 2 / 3].to_vec(), 1, &["E0103", "in item "]),
        ("deep.json", deep.into_bytes(), 1, &["E0113", "128 levels"]),
        ("gbk.json", [good.as_bytes(), b"\xD4\xC6"].concat(), 1, &["E0102", "GBK"]),
        ("huge.json", good.replacen("\"banli\":1", "\"banli\":1e999", 1).into_bytes(), 1, &["E0112", "too large"]),
        ("year.json", good.replacen("\"year\":2023", "\"year\":99999", 1).into_bytes(), 1, &["E0112", "out of range"]),
        ("page.json", b"<!DOCTYPE html><html>404</html>".to_vec(), 1, &["E0104"]),
        ("cut.json.gz", packed(good.as_bytes())[..2000].to_vec(), 3, &["cannot be unpacked", "is it complete?"]),
        ("none.json.gz", good.as_bytes().to_vec(), 3, &["cannot be unpacked"]),
        ("cut.ndjson", as_lines(&good).as_bytes()[..good.len() * 2 / 3].to_vec(), 1, &["E0103"]),
    ];
    for (name, bytes, code, words) in bad {
        let path = place.write(name, bytes);
        expect(&["check", &path], code, words);
        expect(&["build", "-o", &site, &path], code, words);
        assert!(place.files("site") == before, "{name} changed the site");
    }
    let folder = place.path("folder");
    std::fs::create_dir(&folder).expect("made");
    for (path, word) in [(&folder, "is a folder"), (&place.path("missing.json"), "cannot read the export")] {
        expect(&["check", path], 3, &[word]);
        expect(&["build", "-o", &site, path], 3, &[word]);
    }
    expect(&["check"], 2, &["Usage"]);
    let config = place.write("site.toml", "titel = \"x\"");
    expect(&["build", "-c", &config, "-o", &site, &export], 2, &["titel", "site.toml"]);
    expect(&["check", &export, &export], 2, &["named twice"]);
    assert!(place.files("site") == before);
}

#[test]
fn good_exports_come_in_several_forms() {
    let place = Place::new("good");
    let good = sample(30);
    let lines = as_lines(&good);
    let crlf = good.replace('\n', "\r\n");
    let forms = [
        ("plain.json", good.clone().into_bytes()),
        ("bom.json", [b"\xEF\xBB\xBF", good.as_bytes()].concat()),
        ("crlf.json", crlf.into_bytes()),
        ("packed.json.gz", packed(good.as_bytes())),
        ("lines.ndjson", lines.clone().into_bytes()),
        ("lines.jsonl.gz", packed(lines.as_bytes())),
        ("crlf.ndjson", [b"\xEF\xBB\xBF", lines.replace('\n', "\r\n").as_bytes()].concat()),
    ];
    let mut sites = forms.into_iter().map(|(name, bytes)| {
        let (path, site) = (place.write(name, bytes), format!("site-{name}"));
        expect(&["check", &path], 0, &["0 errors"]);
        expect(&["build", "-o", &place.path(&site), &path], 0, &["published: "]);
        let mut files = place.files(&site);
        assert!(files.remove("/build.json").is_some());
        (name, files)
    });
    let (_, first) = sites.next().expect("a form");
    for (name, site) in sites {
        assert!(site == first, "{name} gives another site");
    }
}

#[test]
fn several_bureaus_make_one_site_unless_they_contradict_each_other() {
    let place = Place::new("several");
    let one = sample(30);
    let two = one.replace("\"id\":\"y2", "\"id\":\"z2").replace("\"into\":\"y2", "\"into\":\"z2").replacen(
        "\"id\":\"yunling\"",
        "\"id\":\"other-bureau\"",
        1,
    );
    let (first, second) = (place.write("one.json", &one), place.write("two.json", &two));
    let site = place.path("site");
    expect(&["build", "-o", &site, &first, &second], 0, &["published: "]);
    let before = place.files("site");
    assert!(has(&before, "/y23-0001.html") && has(&before, "/z23-0001.html"));
    let again = place.write("again.json", &one);
    expect(&["build", "-o", &site, &first, &again], 1, &["E0202", "used by two items, the other is item 1 of"]);
    let renamed = two.replacen("\"name\":\"市政府办公室\"", "\"name\":\"市府办\"", 1);
    let renamed = place.write("renamed.json", renamed);
    expect(&["build", "-o", &site, &first, &renamed], 1, &["E0204", "is not the same in", "one.json"]);
    let scheme = two.replacen("\"counts_as\":\"resolved\"", "\"counts_as\":\"planned\"", 1);
    let scheme = place.write("scheme.json", scheme);
    expect(&["build", "-o", &site, &first, &scheme], 1, &["E0204", "means something else"]);
    assert!(place.files("site") == before);
}

#[test]
fn as_json_every_issue_is_there() {
    let place = Place::new("json");
    let bad = sample(60).replace("\"submitted\":", "\"submited\":");
    let path = place.write("bad.json", bad);
    let human = expect(&["check", &path], 1, &["and 40 more of this kind", "60 errors"]);
    assert_eq!(human.matches("error[E0107]").count(), 21);
    expect(&["check", "--all", &path], 1, &["60 errors"]);
    let said = expect(&["check", "--format", "json", &path], 1, &[]);
    let list: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&said).expect("a list of objects");
    assert_eq!(list.len(), 60);
    for issue in &list {
        let keys: Vec<&str> = issue.keys().map(String::as_str).collect();
        for key in ["code", "severity", "file", "line", "column", "pointer", "item", "what", "hint"] {
            assert!(keys.contains(&key), "no {key}");
        }
        assert_eq!((issue["code"].as_str(), issue["severity"].as_str()), (Some("E0107"), Some("error")));
    }
    let good = place.write("good.json", sample(30));
    let run = banli(&["check", "--format", "json", &good]);
    assert_eq!(run.code, Some(0));
    assert!(serde_json::from_str::<Vec<serde_json::Value>>(&run.said).is_ok());
}

/// About 20 MB; a hundred took 0.7 s and 250 MB of memory in the release build.
#[test]
fn a_large_export_is_read_and_a_broken_one_named() {
    let place = Place::new("large");
    let good = sample(3200);
    assert!(good.len() > 19_000_000, "{}", good.len());
    let path = place.write("large.json", &good);
    expect(&["check", &path], 0, &["0 errors"]);
    let cut = place.write("cut.json", &good.as_bytes()[..good.len() - 1000]);
    expect(&["check", &cut], 1, &["E0103", "in item 3200 of the list"]);
    let one_line = place.write("line.json", good.replace('\n', "").replacen("\"submitted\":", "\"submited\":", 1));
    let said = expect(&["check", &one_line], 1, &["E0107"]);
    assert!(said.len() < 20_000, "a long line is not printed whole: {} bytes", said.len());
}
