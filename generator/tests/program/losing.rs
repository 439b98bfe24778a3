//! Nothing is lost: builds killed at any moment, several at once, and exports and folders that change under
//! them. Afterwards the folder is the old site or the new one, or the next run makes it so.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::place::Place;
use super::{banli, expect, sample, sample_of};

type Files = BTreeMap<String, Vec<u8>>;

/// Two states of a site: both exports, and the sites that they make.
struct States {
    place: Place,
    exports: [String; 2],
    sites: [Files; 2],
}

impl States {
    fn new(test: &str, items: usize) -> Self {
        let place = Place::new(test);
        let old = sample_of(items * 2 / 3, "2025-08-31");
        let exports = [place.write("old.json", old), place.write("new.json", sample(items))];
        let sites = ["old", "new"].map(|name| {
            expect(&["build", "-o", &place.path(name), &place.path(&format!("{name}.json"))], 0, &["published: "]);
            place.files(name)
        });
        Self { place, exports, sites }
    }

    /// Puts the old site into the folder, as its build left it.
    fn reset(&self) {
        let _ = fs::remove_dir_all(self.place.path("site"));
        let _ = fs::remove_dir_all(self.place.path(".site.banli"));
        for (path, bytes) in &self.sites[0] {
            self.place.write(&format!("site{path}"), bytes);
        }
    }

    fn start(&self, export: usize) -> Child {
        start(&["build", "-o", &self.place.path("site"), &self.exports[export]])
    }

    /// Builds into the folder, which is then exactly that site with nothing beside it.
    #[track_caller]
    fn settle(&self, export: usize) {
        expect(&["build", "-o", &self.place.path("site"), &self.exports[export]], 0, &[]);
        self.is(export);
        expect(&["verify", &self.place.path("site"), &self.exports[export]], 0, &[]);
    }

    /// The folder is exactly that site, and nothing lies beside it.
    #[track_caller]
    fn is(&self, export: usize) {
        assert!(self.place.files("site") == self.sites[export], "not exactly the site of {}", self.exports[export]);
        assert!(!self.place.names().contains(&".site.banli".to_owned()), "a room is left");
    }

    /// What a reader may meet while files are moved: each file whole, of one state or the other; nothing that a
    /// page leads to is missing.
    #[track_caller]
    fn holds_in_between(&self, files: &Files) {
        let [old, new] = &self.sites;
        let mut replaced = false;
        for (path, bytes) in files {
            assert!(old.get(path) == Some(bytes) || new.get(path) == Some(bytes), "{path} is of neither state");
            replaced |= old.contains_key(path) && old.get(path) != Some(bytes);
        }
        let added = new.keys().filter(|path| !old.contains_key(*path));
        let mut missing = added.filter(|path| !files.contains_key(*path));
        assert!(!replaced || missing.next().is_none(), "a page is new and {:?} is not there yet", missing.next());
        let gone = old.keys().any(|path| !files.contains_key(path));
        let mut waiting = files.iter().filter(|(path, bytes)| *path != "/build.json" && new.get(*path) != Some(bytes));
        let stale = waiting.find(|(path, _)| new.contains_key(*path));
        assert!(!gone || stale.is_none(), "something is removed and {:?} is still old", stale.map(|(path, _)| path));
    }
}

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banli"));
    command.args(arguments).env("XDG_CACHE_HOME", super::CACHE);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
}

fn end(build: Child) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = build.wait_with_output().expect("ended");
    (status.code(), String::from_utf8(stderr).expect("UTF-8"))
}

/// Waits until a path is there; `false` where the build ended before.
fn appears(path: &str, build: &mut Child) -> bool {
    while !Path::new(path).exists() {
        if build.try_wait().expect("asked").is_some() {
            return false;
        }
        std::hint::spin_loop();
    }
    true
}

#[test]
fn a_build_killed_at_any_moment_leaves_one_site_or_the_next_run_does() {
    let states = States::new("killed-anywhere", 150);
    states.reset();
    let begun = Instant::now();
    states.settle(1);
    let whole = begun.elapsed();
    for share in 1..=6 {
        states.reset();
        let mut build = states.start(1);
        sleep(whole * share / 7);
        build.kill().expect("killed");
        build.wait().expect("ended");
        let files = states.place.files("site");
        if Path::new(&states.place.path(".site.banli/journal.json")).exists() {
            states.holds_in_between(&files);
        } else {
            assert!(states.sites.contains(&files), "neither the old site nor the new one, and no journal");
        }
        states.settle(usize::from(share % 3 != 0));
    }
}

#[test]
fn a_build_killed_while_it_moves_files_is_finished_by_the_next_run() {
    let states = States::new("killed-moving", 150);
    let journal = states.place.path(".site.banli/journal.json");
    let (mut cut, mut wait) = (0, Duration::ZERO);
    // How long a move takes is the machine's affair: kill ever later until one is over before.
    for _ in 0..60 {
        states.reset();
        let mut build = states.start(1);
        assert!(appears(&journal, &mut build), "the build ended without a move");
        let seen = Instant::now();
        while seen.elapsed() < wait {
            std::hint::spin_loop();
        }
        build.kill().expect("killed");
        build.wait().expect("ended");
        if !Path::new(&journal).exists() {
            assert!(states.place.files("site") == states.sites[1], "the move was over");
            break;
        }
        cut += 1;
        states.holds_in_between(&states.place.files("site"));
        // Whatever is asked for next: the move is finished first, and then that is built.
        states.settle(usize::from(cut % 2 == 0));
        wait = wait * 2 + Duration::from_micros(300);
    }
    assert!(cut > 0, "no build was killed while it moved files");
}

#[test]
fn of_builds_at_once_one_wins_and_the_others_say_so() {
    let states = States::new("at-once", 60);
    for round in 0..6 {
        if round % 2 == 0 {
            states.reset();
        } else {
            let _ = fs::remove_dir_all(states.place.path("site"));
        }
        let builds: Vec<(usize, Child)> = [0, 1, 0, 1].map(|export| (export, states.start(export))).into();
        let mut won = Vec::new();
        for (export, build) in builds {
            match end(build) {
                (Some(0), _) => won.push(export),
                (Some(3), said) => assert!(said.contains("publishing into"), "{said}"),
                (code, said) => panic!("{code:?}: {said}"),
            }
        }
        let files = states.place.files("site");
        assert!(won.iter().any(|export| files == states.sites[*export]), "of {won:?} none is what is there");
        assert!(!states.place.names().contains(&".site.banli".to_owned()));
    }
}

#[test]
fn an_export_cut_short_under_a_build_ends_nothing() {
    let states = States::new("cut-under", 60);
    states.reset();
    let full = fs::read(&states.exports[1]).expect("read");
    let mut build = states.start(1);
    assert!(appears(&states.place.path(".site.banli/files"), &mut build));
    fs::File::options().write(true).open(&states.exports[1]).expect("opened").set_len(100).expect("cut");
    let (code, said) = end(build);
    assert_eq!(code, Some(0), "{said}");
    states.is(1);
    fs::write(&states.exports[1], &full).expect("written");
    states.settle(1);
}

#[test]
fn an_export_written_to_while_it_is_read_is_a_fault_and_no_crash() {
    let place = Place::new("written-under");
    let full = sample(600);
    let export = place.write("export.json", &full);
    let over = std::sync::atomic::AtomicBool::new(false);
    let mut codes = BTreeMap::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                fs::write(&export, &full).expect("written");
                fs::File::options().write(true).open(&export).expect("opened").set_len(5000).expect("cut");
            }
        });
        for _ in 0..40 {
            let run = banli(&["check", &export]);
            let said = &run.said;
            let known = match run.code {
                Some(0) => true,
                Some(1) => said.contains("E0101") || said.contains("E0103"),
                Some(3) => said.contains("was written to while it was read"),
                _ => false,
            };
            assert!(known, "{:?}: {said}", run.code);
            *codes.entry(run.code).or_insert(0) += 1;
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert!(codes.keys().any(|code| *code != Some(0)), "the export was never met half-written: {codes:?}");
    let _ = fs::write(&export, &full);
    expect(&["check", &export], 0, &[]);
}

#[test]
fn a_folder_removed_under_a_build_is_published_whole_or_not_at_all() {
    let states = States::new("removed-under", 60);
    states.reset();
    let mut build = states.start(1);
    assert!(appears(&states.place.path(".site.banli/files/index.html"), &mut build));
    fs::remove_dir_all(states.place.path("site")).expect("removed");
    match end(build) {
        (Some(0), _) => states.is(1),
        (Some(3), said) => {
            assert!(said.contains("was changed while the site was built: run again"), "{said}");
            assert!(states.place.files("site").is_empty());
        }
        (code, said) => panic!("{code:?}: {said}"),
    }
    states.settle(1);
}

#[test]
fn what_lies_in_the_way_of_a_move_is_named_before_it_begins() {
    let states = States::new("in-the-way", 60);
    let new = |ending: &str| {
        let [old, new] = &states.sites;
        let mut added = new.keys().filter(|path| !old.contains_key(*path) && path.ends_with(ending));
        added.next().unwrap_or_else(|| panic!("no new file that ends in {ending}")).clone()
    };
    let page = new(".html");
    let folder = page.rsplit_once('/').expect("a folder").0;
    // A folder where a page of ours was, one where a page comes, and a file where a folder of ours was.
    for (path, holds, word) in
        [("/index.html", true, "in the way"), (&page, true, "in the way"), (folder, false, "in the way")]
    {
        states.reset();
        let target = states.place.path(&format!("site{path}"));
        let _ = fs::remove_file(&target);
        let _ = fs::remove_dir_all(&target);
        let theirs = states.place.write(&format!("site{path}{}", if holds { "/theirs.txt" } else { "" }), "theirs");
        let before = states.place.files("site");
        expect(&["build", "-o", &states.place.path("site"), &states.exports[1]], 3, &[word]);
        assert!(states.place.files("site") == before, "nothing was moved");
        assert_eq!(fs::read_to_string(&theirs).expect("read"), "theirs");
        assert!(!states.place.names().contains(&".site.banli".to_owned()));
    }
}
