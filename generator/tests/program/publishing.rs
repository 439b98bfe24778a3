//! What publishing does to a folder, and what it leaves alone.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::place::{Place, has};
use super::{expect, sample};

#[test]
fn a_folder_that_is_not_banlis_is_refused_and_foreign_files_stay() {
    let place = Place::new("foreign");
    let export = place.write("export.json", sample(30));
    place.write("theirs/index.html", "theirs");
    let theirs = place.path("theirs");
    expect(&["build", "-o", &theirs, &export], 3, &["was not written by Banli"]);
    assert_eq!(place.files("theirs").len(), 1);
    assert_eq!(place.names(), ["export.json", "theirs"], "nothing is left beside it");
    let file = place.write("file", "");
    expect(&["build", "-o", &file, &export], 3, &["is a file"]);

    let site = place.path("site");
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    place.write("site/robots-of-theirs.txt", "theirs");
    let fewer = place.write("fewer.json", sample(12));
    expect(&["build", "-o", &site, &fewer], 0, &[" removed"]);
    let files = place.files("site");
    assert_eq!(files.get("/robots-of-theirs.txt").map(Vec::as_slice), Some(&b"theirs"[..]));
    assert!(has(&files, "/y23-0001.html") && !has(&files, "/y23-0009.html"));
    expect(&["build", "-o", &site, &fewer], 0, &["up to date, nothing written"]);
    assert!(place.files("site") == files);
}

#[test]
fn of_two_builds_at_once_the_second_is_refused() {
    let place = Place::new("twice");
    let export = place.write("export.json", sample(30));
    let lock = File::create(place.write(".site.banli/lock", "")).expect("a lock");
    lock.lock().expect("locked");
    let site = place.path("site");
    expect(&["build", "-o", &site, &export], 3, &["another build is publishing into"]);
    let chinese = format!("错误：另一次建站正在写入 {site}：等它完成\n");
    assert_eq!(expect(&["build", "--lang", "zh", "-o", &site, &export], 3, &[]), chinese);
    drop(lock);
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    assert_eq!(place.names(), ["export.json", "site"]);
}

#[test]
fn a_killed_build_leaves_the_old_site_and_the_next_one_finishes() {
    let place = Place::new("killed");
    let (small, large) = (place.write("small.json", sample(30)), place.write("large.json", sample(900)));
    let site = place.path("site");
    expect(&["build", "-o", &site, &small], 0, &["published: "]);
    let before = place.files("site");
    let mut build = Command::new(env!("CARGO_BIN_EXE_banli"))
        .args(["build", "-o", &site, &large])
        .env("XDG_CACHE_HOME", super::CACHE)
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let begun = Instant::now();
    let staged = place.path(".site.banli/files/items/cppcc-8-3");
    while fs::read_dir(&staged).map_or(0, Iterator::count) < 20 && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    build.kill().expect("killed");
    let status = build.wait().expect("ended");
    assert!(!status.success(), "it was killed while it worked");
    assert!(place.files("site") == before, "the old site is whole");
    assert!(place.names().contains(&".site.banli".to_owned()), "what was staged lies beside it");
    expect(&["build", "-o", &site, &large], 0, &["published: "]);
    assert!(has(&place.files("site"), "/y23-0300.html"));
    assert!(!place.names().contains(&".site.banli".to_owned()));
}

#[test]
fn a_journal_left_behind_is_finished() {
    let place = Place::new("journal");
    let (old, new) = (place.write("old.json", sample(30)), place.write("new.json", sample(12)));
    let (site, other) = (place.path("site"), place.path("other"));
    expect(&["build", "-o", &site, &old], 0, &[]);
    expect(&["build", "-o", &other, &new], 0, &[]);
    // As if a build of the new site had been killed in the middle of moving it in.
    let (was, will) = (place.files("site"), place.files("other"));
    let moves: Vec<&str> =
        will.iter().filter(|(path, bytes)| was.get(*path) != Some(bytes)).map(|(p, _)| &p[1..]).collect();
    let removals: Vec<&str> = was.keys().filter(|path| !will.contains_key(*path)).map(|path| &path[1..]).collect();
    for (at, path) in moves.iter().enumerate() {
        let bytes = &will[&format!("/{path}")];
        let folder = if at < moves.len() / 2 { "site" } else { ".site.banli/files" };
        place.write(&format!("{folder}/{path}"), bytes);
    }
    let journal = serde_json::json!({ "moves": moves, "removals": removals });
    place.write(".site.banli/journal.json", journal.to_string());
    expect(&["build", "-o", &site, &new], 0, &["up to date, nothing written"]);
    assert!(place.files("site") == will);
    assert!(!place.names().contains(&".site.banli".to_owned()));
}
