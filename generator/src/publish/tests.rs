//! What publishing promises: the old site stays whole, own files only, moves are finished.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{Publisher, Sink};
use crate::fingerprint::Fingerprint;

/// A folder of this test's own, gone when the test is over.
struct Folder {
    place: TempDir,
}

impl Folder {
    fn new(name: &str) -> Self {
        let named = tempfile::Builder::new().prefix(&format!("banli-publish-{name}-")).tempdir();
        let folder = Self { place: named.expect("a folder to test in") };
        fs::create_dir(folder.room()).expect("a folder in it");
        folder
    }

    /// What the site lies in.
    fn room(&self) -> PathBuf {
        self.place.path().join("room")
    }

    fn site(&self) -> PathBuf {
        self.room().join("site")
    }

    fn cache(&self) -> PathBuf {
        self.place.path().join("cache")
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.site().join(path)).ok()
    }

    fn publish(&self, inputs: &str, files: &[(&str, &str)]) -> super::Report {
        let publisher = Publisher::open(&self.site(), Some(&self.cache())).expect("opens");
        for (path, contents) in files {
            publisher.put(path, contents.as_bytes()).expect("staged");
        }
        let origin = super::Origin { inputs: inputs.to_owned(), ..super::Origin::default() };
        publisher.commit(origin, 0).expect("published")
    }
}

#[test]
fn only_changes_are_written_and_old_files_go() {
    let folder = Folder::new("changes");
    let first = folder.publish("1", &[("index.html", "one"), ("a/b.html", "b"), ("c.css", "c")]);
    assert_eq!((first.files, first.changed, first.removed), (4, 3, 0));
    let second = folder.publish("2", &[("index.html", "two"), ("c.css", "c")]);
    assert_eq!((second.files, second.changed, second.removed), (3, 1, 1));
    assert_eq!(folder.read("index.html").as_deref(), Some("two"));
    assert!(!folder.site().join("a").exists(), "the folder left empty is gone");
    assert_eq!(fs::read_dir(folder.room()).expect("listed").count(), 1, "nothing is left beside the site");
}

#[test]
fn a_file_that_comes_in_pieces_is_as_one_that_comes_whole() {
    let folder = Folder::new("pieces");
    let publisher = Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    let mut file = publisher.begin("data/a.csv").expect("begun").expect("a new site takes pieces");
    file.add(b"one").and_then(|()| file.add(b"two")).expect("written");
    file.end().expect("taken");
    assert!(publisher.begin(super::NAME).is_err() && publisher.begin("../a").is_err());
    publisher.commit(super::Origin::default(), 0).expect("published");
    assert_eq!(folder.read("data/a.csv").as_deref(), Some("onetwo"));
    let again = Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    assert!(again.begin("data/a.csv").expect("asked").is_none(), "what is there is compared as a whole");
    again.discard();
    assert_eq!(folder.publish("2", &[("data/a.csv", "onetwo")]).changed, 0);
}

#[test]
fn what_banli_did_not_write_is_never_touched() {
    let folder = Folder::new("foreign");
    fs::create_dir_all(folder.site()).expect("made");
    fs::write(folder.site().join("theirs.html"), "theirs").expect("written");
    let error = Publisher::open(&folder.site(), Some(&folder.cache())).err().expect("refused").to_string();
    assert!(error.contains("was not written by Banli"), "{error}");
    fs::remove_file(folder.site().join("theirs.html")).expect("removed");
    folder.publish("1", &[("index.html", "one")]);
    fs::write(folder.site().join("theirs.html"), "theirs").expect("written");
    folder.publish("2", &[("index.html", "two")]);
    assert_eq!(folder.read("theirs.html").as_deref(), Some("theirs"));
    let publisher = Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    let error = publisher.put("theirs.html", b"ours").expect_err("in the way").to_string();
    assert!(error.contains("in the way"), "{error}");
}

#[test]
fn a_build_given_up_leaves_the_old_site() {
    let folder = Folder::new("given-up");
    folder.publish("1", &[("index.html", "one")]);
    let publisher = Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    publisher.put("index.html", b"half").expect("staged");
    drop(publisher);
    assert_eq!(folder.read("index.html").as_deref(), Some("one"));
    folder.publish("2", &[("index.html", "two")]);
    assert_eq!(folder.read("index.html").as_deref(), Some("two"));
}

#[test]
fn a_move_cut_short_is_finished_by_the_next_run() {
    let folder = Folder::new("cut-short");
    folder.publish("1", &[("index.html", "one"), ("gone.html", "x"), ("b.html", "b")]);
    // As if the process had been killed after the first of two moves.
    let room = folder.room().join(".site.banli");
    fs::create_dir_all(room.join("files/new")).expect("made");
    fs::write(room.join("files/new/page.html"), "new").expect("written");
    super::Journal { moves: vec!["index.html".into(), "new/page.html".into()], removals: vec!["gone.html".into()] }
        .write(&room)
        .expect("written");
    drop(Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens"));
    assert_eq!(folder.read("new/page.html").as_deref(), Some("new"));
    assert_eq!(folder.read("gone.html"), None);
    assert_eq!(folder.read("index.html").as_deref(), Some("one"), "moved before the cut, so it stays");
}

#[test]
fn an_untouched_site_is_current_and_a_touched_one_is_not() {
    let folder = Folder::new("current");
    folder.publish("1", &[("index.html", "one")]);
    let open = || Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    assert!(open().is_current("1").is_some());
    assert!(open().is_current("2").is_none());
    fs::write(folder.site().join("index.html"), "ond").expect("written");
    assert!(open().is_current("1").is_none());
}

#[cfg(unix)]
#[test]
fn what_nobody_touched_since_it_was_compared_is_known() {
    use super::{Manifest, Mark, Seen};
    let folder = Folder::new("seen");
    let page = folder.site().join("index.html");
    let known = || {
        let manifest = Manifest::read(&folder.site()).expect("read");
        let site = folder.site().canonicalize().expect("there");
        let mark = Mark::of(&fs::metadata(&page).expect("there"));
        Seen::read(Some(&folder.cache()), &site, manifest.as_ref()).knows("index.html", mark)
    };
    folder.publish("1", &[("index.html", "one")]);
    std::thread::sleep(std::time::Duration::from_millis(50));
    folder.publish("2", &[("index.html", "one")]);
    assert!(known(), "compared long after it was written");
    let time = fs::metadata(&page).and_then(|meta| meta.modified()).expect("a time");
    fs::write(&page, "two").expect("written");
    fs::File::options().write(true).open(&page).and_then(|file| file.set_modified(time)).expect("set back");
    assert!(!known(), "its length and time of writing are as before, its time of change is not");
    assert_eq!(folder.publish("3", &[("index.html", "one")]).changed, 1);
    assert_eq!(folder.read("index.html").as_deref(), Some("one"));
}

#[test]
fn paths_stay_in_the_site_and_two_builds_apart() {
    let folder = Folder::new("paths");
    let publisher = Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    for path in ["../x", "/x", "a//b", "", "a/./b", "build.json"] {
        assert!(publisher.put(path, b"").is_err(), "{path:?}");
    }
    publisher.put("twice.html", b"").expect("once");
    assert!(publisher.put("twice.html", b"").is_err());
    let error = Publisher::open(&folder.site(), Some(&folder.cache())).err().expect("refused").to_string();
    assert!(error.contains("another build"), "{error}");
}

#[test]
fn a_file_is_kept_only_as_it_was_and_from_the_same() {
    let folder = Folder::new("kept");
    let (one, other) = (Some(Fingerprint(1)), Some(Fingerprint(2)));
    let open = || Publisher::open(&folder.site(), Some(&folder.cache())).expect("opens");
    let commit = |publisher: Publisher, inputs: &str| {
        let origin = super::Origin { inputs: inputs.to_owned(), ..super::Origin::default() };
        publisher.commit(origin, 0).expect("published")
    };
    let first = open();
    assert!(!first.keep("a.html", one).expect("asked"), "nothing is there yet");
    for path in ["a.html", "b.html", "c.html", "d.html"] {
        first.put_made(path, b"old", one).expect("staged");
    }
    commit(first, "1");
    // Only what was seen a while after it was written counts as seen.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let second = open();
    for path in ["a.html", "b.html", "c.html", "d.html"] {
        second.put_made(path, b"old", one).expect("compared");
    }
    second.remember(Fingerprint(7), b"work");
    commit(second, "2");
    fs::write(folder.site().join("b.html"), "bad").expect("written");
    fs::remove_file(folder.site().join("c.html")).expect("removed");
    let of_another = |name: &str| folder.cache().join(name).with_extension("work");
    let (old, new) = (of_another("old"), of_another("new"));
    [&old, &new].into_iter().for_each(|site| fs::create_dir_all(site).expect("a folder"));
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(91 * 24 * 3600);
    fs::File::open(&old).and_then(|old| old.set_modified(long_ago)).expect("made old");
    let third = open();
    assert_eq!(third.recall(Fingerprint(7)).as_deref(), Some(&b"work"[..]));
    assert_eq!(third.recall(Fingerprint(8)), None);
    assert!(third.keep("a.html", one).expect("asked"));
    for (path, from) in [("b.html", one), ("c.html", one), ("d.html", other), ("e.html", one), ("d.html", None)] {
        assert!(!third.keep(path, from).expect("asked"), "{path}");
    }
    for path in ["b.html", "c.html", "d.html"] {
        third.put(path, b"new").expect("staged");
    }
    let report = commit(third, "3");
    assert_eq!((report.files, report.changed, report.removed), (5, 3, 0));
    assert!(!old.exists() && new.exists(), "only sites that were not built for long are forgotten");
    let read = |path| folder.read(path).expect("a file");
    assert_eq!(["a.html", "b.html", "c.html", "d.html"].map(read), ["old", "new", "new", "new"]);
    assert_eq!(open().recall(Fingerprint(7)).as_deref(), Some(&b"work"[..]), "what was used stays");
    commit(open(), "4");
    let last = open();
    assert_eq!(last.recall(Fingerprint(7)), None, "what was not goes");
    last.put_made("a.html", b"one", one).expect("staged");
    assert!(last.put("a.html", b"other").is_err(), "what was taken is not put as well");
}
