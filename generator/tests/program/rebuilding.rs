//! A build on an old site gives the same bytes as one into an empty folder, whatever changed since, and although files
//! that nobody touched are not read again.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::place::Place;
use super::sample;

/// Changes to an export or to the published site.
type Change = fn(&mut Value, &Place);

const CHANGES: &[(&str, Change)] = &[
    ("a title", |export, _| export["items"][3]["title"] = json!("关于另一件事的建议")),
    ("a unit", |export, _| export["units"][2]["name"] = json!("市教育和体育局")),
    ("an item more", |export, _| {
        let mut item = export["items"][5].clone();
        item["id"] = json!("one-more");
        item["number"] = json!("9999");
        list(export).push(item);
    }),
    ("an item less", |export, _| drop(list(export).remove(7))),
    ("a reply", |export, _| export["items"][3]["assignments"][0]["replies"][0]["text"] = json!("已经办理完毕。")),
    ("an evaluation more", |export, _| {
        let proposer = export["items"][10]["proposers"][0].clone();
        let evaluation = json!({"proposer": proposer, "round": 1, "date": "2023-05-20", "result": "dissatisfied"});
        export["items"][10]["assignments"][0]["evaluations"] = json!([evaluation]);
    }),
    ("a limit", |export, _| export["items"][3]["assignments"][0]["due"] = json!("2023-06-01")),
    ("an item withheld since", |export, _| {
        export["items"][4]["disclosure"] = json!({"level": "withheld", "reason": "涉及个人隐私"});
    }),
    ("a setting", |_, place| drop(place.write("site.toml", "title = \"另一个名称\"\n"))),
    ("the day of the data", |export, _| {
        export["as_of"] = json!("2025-12-05");
        export["exported"] = json!("2025-12-06");
    }),
    ("several at once", |export, _| {
        export["units"][4]["name"] = json!("交警支队");
        export["publisher"]["name"] = json!("云岭市政府办公室（虚构）");
        export["items"][0]["title"] = json!("关于别的事的建议");
        list(export).swap(10, 11);
        list(export).truncate(50);
    }),
    ("nothing", |_, _| {}),
    ("a file of the site, its length and time as before", |_, place| touch(place, "site/about.html")),
    ("a file of the site and a title", |export, place| {
        export["items"][8]["title"] = json!("关于第三件事的建议");
        touch(place, "site/methods.html");
    }),
    ("a file of the site gone", |export, place| {
        export["items"][9]["title"] = json!("关于第四件事的建议");
        fs::remove_file(place.path("site/methods.html")).expect("removed");
    }),
];

fn list(export: &mut Value) -> &mut Vec<Value> {
    export["items"].as_array_mut().expect("a list")
}

/// Changes a letter of a file and gives it back its old time.
fn touch(place: &Place, name: &str) {
    let path = place.path(name);
    let time = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
    let mut bytes = fs::read(&path).expect("read");
    bytes[100] ^= 1;
    fs::write(&path, bytes).expect("written");
    fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("set back");
}

/// Builds, with a cache of this test's own.
#[track_caller]
fn build(place: &Place, out: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banli"));
    command.env("XDG_CACHE_HOME", place.path("cache")).env("LC_ALL", "C.UTF-8");
    let paths = [out, "site.toml", "export.json"].map(|name| place.path(name));
    let output = command.args(["build", "-o", &paths[0], "-c", &paths[1], &paths[2]]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_build_on_the_old_site_gives_what_one_from_nothing_gives() {
    let place = Place::new("rebuilding");
    let mut export: Value = serde_json::from_str(&sample(60)).expect("JSON");
    place.write("export.json", export.to_string());
    place.write("site.toml", "");
    build(&place, "site");
    for (number, (name, change)) in CHANGES.iter().enumerate() {
        // What is changed within a tick of the clock is read again anyway: wait, so that the marks are put to use.
        std::thread::sleep(Duration::from_millis(30));
        change(&mut export, &place);
        place.write("export.json", export.to_string());
        build(&place, "site");
        let clean = format!("clean-{number}");
        build(&place, &clean);
        let (site, clean) = (place.files("site"), place.files(&clean));
        let other = clean.iter().find(|(path, bytes)| site.get(*path) != Some(bytes));
        assert_eq!(other.map(|(path, _)| path), None, "after a change of {name}");
        assert_eq!(site.len(), clean.len(), "after a change of {name}");
    }
}

#[test]
fn a_lost_or_damaged_cache_harms_nothing() {
    let place = Place::new("rebuilding-cache");
    place.write("export.json", sample(20));
    place.write("site.toml", "");
    build(&place, "site");
    let site = place.files("site");
    let kept = || place.files("cache/banli").into_iter().collect::<Vec<_>>();
    // What is known of the files, and the runs of the search's index and of its local copy.
    assert!(
        kept().iter().any(|(path, _)| path.ends_with(".seen"))
            && kept().iter().any(|(path, _)| path.contains(".work/"))
    );
    for damage in [&b""[..], b"banli\0\x001", &[0xFF; 4096]] {
        for (path, _) in kept() {
            fs::write(place.path(&format!("cache/banli{path}")), damage).expect("written");
        }
        touch(&place, "site/about.html");
        build(&place, "site");
        assert!(place.files("site") == site, "the touched page is as it was");
        assert!(kept().iter().all(|(_, bytes)| bytes != damage), "the cache is written anew");
    }
    fs::remove_dir_all(place.path("cache")).expect("removed");
    touch(&place, "site/about.html");
    build(&place, "site");
    assert!(place.files("site") == site, "without a cache every file is read");
}
