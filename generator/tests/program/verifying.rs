//! `banli verify`: a folder is the site of given exports, or is not, and what of it was touched.

use std::fs;

use super::place::Place;
use super::{banli, expect, sample, sample_of};

#[test]
fn a_site_is_proven_by_building_it_anew() {
    let place = Place::new("verify");
    let export = place.write("office/export.json", sample(30));
    let old = place.write("office/old.json", sample_of(30, "2025-08-31"));
    let config = place.write("office/site.toml", "title = \"云岭\"\nlanguages = [\"zh\", \"en\"]\n");
    let site = place.path("site");
    expect(&["build", "-c", &config, "-o", &site, "--since", &old, &export], 0, &["published: "]);
    let before = (place.files("site"), place.names());
    let given = ["verify", &site, "-c", &config, "--since", &old, &export];
    expect(&given, 0, &["is the same: ", "0 differ, 0 missing, 0 extra"]);
    expect(&["verify", &site], 0, &["is the same: "]);
    // Elsewhere, under other names, and packed differently it is the same site.
    let moved = place.write("elsewhere/data.json", sample(30));
    let said = expect(&["verify", &site, "-c", &config, "--since", &old, &moved], 0, &["is the same: "]);
    assert!(!said.contains("made from something else"), "the name of a file is none of its contents: {said}");
    let other = place.write("office/other.json", sample(30).replacen("2025-11-30", "2025-12-01", 2));
    let said = expect(&["verify", &site, "-c", &config, "--since", &old, &other], 1, &["differs: ", "is not the same"]);
    assert!(said.contains("made from something else: export export.json: only there, blake3 "), "{said}");
    expect(&["verify", &site, &export], 1, &["extra: changes.html", "configuration site.toml: only there"]);
    let faulty = place.write("office/faulty.json", sample(30).replacen("\"submitted\":", "\"submited\":", 1));
    expect(&["verify", &site, &faulty], 1, &["E0107"]);
    expect(&["verify", &site, "-c", &config], 2, &["name the exports too"]);
    expect(&["verify", &place.path("none"), &export], 3, &["cannot read"]);
    expect(&["verify", &place.path("office")], 3, &["has no build.json"]);
    assert!((place.files("site"), place.names().len()) == (before.0, before.1.len() + 1), "nothing is written");
}

#[test]
fn what_was_touched_since_the_build_is_named() {
    let place = Place::new("touched");
    let export = place.write("export.json", sample(30));
    let site = place.path("site");
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    place.write("site/index.html", "theirs");
    place.write("site/notes/theirs.txt", "theirs");
    fs::remove_file(place.path("site/methods.html")).expect("removed");
    let words =
        ["differs: index.html", "missing: methods.html", "extra: notes/theirs.txt", "1 differ, 1 missing, 1 extra"];
    expect(&["verify", &site], 1, &words);
    expect(&["verify", &site, &export], 1, &words);
    let json = banli(&["verify", "--format", "json", &site]);
    let json: serde_json::Value = serde_json::from_str(&json.said).expect("JSON");
    assert_eq!((&json["differing"][0], &json["extra"][0]), (&"index.html".into(), &"notes/theirs.txt".into()));
    fs::remove_file(place.path("site/notes/theirs.txt")).expect("removed");
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    expect(&["verify", &site], 0, &["is the same: "]);
    place.write("site/theirs.txt", "theirs");
    expect(&["verify", &site], 1, &["extra: theirs.txt"]);
    expect(&["verify", "--allow-extra", &site], 0, &["extra: theirs.txt"]);
}

#[test]
fn a_build_says_what_it_was_made_from_and_never_where_that_lay() {
    let place = Place::new("origin");
    let export = place.write("deep/folder/export.json", sample(12));
    let config = place.write("deep/site.toml", "title = \"云岭\"\n");
    expect(&["build", "-c", &config, "-o", &place.path("site"), &export], 0, &["published: "]);
    let text = fs::read_to_string(place.path("site/build.json")).expect("a manifest");
    assert!(!text.contains("deep") && !text.contains(&place.path("")), "{text}");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(manifest["banli"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["program"].as_str().map(str::len), Some(16));
    assert_eq!(manifest["theme"].as_str().map(str::len), Some(64));
    for (at, (role, name, path)) in
        [("configuration", "site.toml", &config), ("export", "export.json", &export)].into_iter().enumerate()
    {
        let (source, bytes) = (&manifest["sources"][at], fs::read(path).expect("read"));
        assert_eq!((source["role"].as_str(), source["name"].as_str()), (Some(role), Some(name)));
        assert_eq!(source["bytes"].as_u64(), Some(bytes.len() as u64));
        assert_eq!(source["blake3"].as_str(), Some(&*blake3::hash(&bytes).to_hex()));
    }
    assert_eq!(manifest["sources"].as_array().map(Vec::len), Some(2));
    assert!(manifest["files"]["index.html"]["xxh3"].is_string());
}
