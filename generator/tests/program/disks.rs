//! Disks that are full, can't be written to, or are the published folder themselves: real ones in memory,
//! which only root may mount. Anyone else is told that these tests did nothing.

use std::path::Path;
use std::process::Command;

use super::place::Place;
use super::{banli, expect, sample};

/// A file system in memory on a folder of a place, gone when the test is over.
struct Disk(String);

impl Disk {
    /// Mounts one; `None` for a user who may not.
    fn mount(place: &Place, name: &str) -> Option<Self> {
        let user = Command::new("id").arg("-u").output().expect("it runs").stdout;
        if user != b"0\n" {
            eprintln!("NOT TESTED: only root may mount a disk to fill; run these tests as root");
            return None;
        }
        let path = place.path(name);
        std::fs::create_dir_all(&path).expect("made");
        let status = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64m", "banli-test", &path]).status();
        let mounted = status.expect("the program mount").success();
        assert!(mounted, "root can't mount a disk in memory here (a container without CAP_SYS_ADMIN?): nothing tested");
        Some(Self(path))
    }

    fn change(&self, option: &str) {
        let options = format!("remount,{option}");
        assert!(Command::new("mount").args(["-o", &options, &self.0]).status().expect("it runs").success(), "{option}");
    }

    /// Bytes in use.
    fn used(&self) -> u64 {
        let output = Command::new("df").args(["--output=used", "-B1", &self.0]).output().expect("it runs").stdout;
        let text = String::from_utf8(output).expect("UTF-8");
        text.lines().nth(1).and_then(|line| line.trim().parse().ok()).expect("a number")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_what_to_do() {
    let place = Place::new("full");
    let (old, new) = (place.write("old.json", sample(30)), place.write("new.json", sample(90)));
    expect(&["build", "-o", &place.path("whole"), &new], 0, &[]);
    let Some(disk) = Disk::mount(&place, "disk") else { return };
    let site = place.path("disk/site");
    expect(&["build", "-o", &site, &old], 0, &[]);
    let (before, whole) = (place.files("disk/site"), place.files("whole"));
    // Room is needed for the new site beside the old one: less and less is missing, until nothing is.
    let (used, need) = (disk.used(), whole.values().map(|bytes| bytes.len() as u64 + 4096).sum::<u64>());
    let mut refused = 0;
    for share in 0..=16 {
        disk.change(&format!("size={}", used + 16384 + need * share / 16));
        let run = banli(&["build", "-o", &site, &new]);
        if run.code == Some(0) {
            break;
        }
        assert_eq!(run.code, Some(3), "{}", run.said);
        for word in [&*place.path("disk/"), "No space left on device", "hint: make room on that disk and run again"] {
            assert!(run.said.contains(word), "no {word:?} in: {}", run.said);
        }
        let chinese = expect(&["build", "--lang", "zh", "-o", &site, &new], 3, &["：磁盘已满\n"]);
        let advice = "提示：请腾出磁盘空间后再运行：建站需要在站点旁边留出与新写文件同样大的空间\n";
        assert!(chinese.starts_with("错误：") && chinese.ends_with(advice), "{chinese}");
        assert!(place.files("disk/site") == before, "the old site is whole");
        assert_eq!(disk.used(), used, "nothing is left on the disk");
        refused += 1;
    }
    assert!(refused > 3, "the disk was full {refused} times only");
    assert!(place.files("disk/site") == whole);
    assert!(!Path::new(&place.path("disk/.site.banli")).exists());
}

#[test]
fn a_disk_that_can_not_be_written_to_leaves_the_old_site() {
    let place = Place::new("read-only");
    let (old, new) = (place.write("old.json", sample(30)), place.write("new.json", sample(60)));
    let Some(disk) = Disk::mount(&place, "disk") else { return };
    let site = place.path("disk/site");
    expect(&["build", "-o", &site, &old], 0, &[]);
    let before = place.files("disk/site");
    disk.change("ro");
    expect(&["build", "-o", &site, &new], 3, &[&place.path("disk"), "Read-only file system", "hint: name a folder"]);
    let chinese = expect(&["build", "--lang", "zh", "-o", &site, &new], 3, &["：文件系统只读\n"]);
    assert!(chinese.ends_with("\n提示：请换一个可以写入的文件夹，或把它改为可写后再运行\n"), "{chinese}");
    assert!(place.files("disk/site") == before);
    disk.change("rw");
    expect(&["build", "-o", &site, &new], 0, &["published: "]);
    drop(disk);
}

#[test]
fn a_folder_that_this_user_may_not_write_to_stops_the_build_before_anything_is_moved() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;

    let place = Place::new("not-mine");
    let (old, new) = (place.write("old.json", sample(30)), place.write("new.json", sample(60)));
    let site = place.path("site");
    expect(&["build", "-o", &site, &old], 0, &[]);
    if chown(&site, Some(NOBODY), Some(NOBODY)).is_err() {
        eprintln!("NOT TESTED: only root may run the program as another user; run these tests as root");
        return;
    }
    let before = place.files("site");
    // Where only root may go the program may lie: it is taken to where this user finds it.
    let program = place.path("banli");
    std::fs::copy(env!("CARGO_BIN_EXE_banli"), &program).expect("copied");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("made a program");
    let build = || {
        let mut command = Command::new(&program);
        command.env("XDG_CACHE_HOME", super::CACHE);
        let output = command.args(["build", "-o", &site, &new]).uid(NOBODY).gid(NOBODY).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    // The site's own folder may be written to, those below it are root's.
    let (code, said) = build();
    assert!(code == Some(3) && said.contains("can't be written to"), "{code:?}: {said}");
    assert!(place.files("site") == before, "nothing was moved");
    let chown_all = Command::new("chown").args(["-R", "65534", &site]).status().expect("it runs");
    assert!(chown_all.success());
    // Beside the site nothing may be made: files wait in it.
    let (code, said) = build();
    assert_eq!(code, Some(0), "{said}");
    assert!(!Path::new(&place.path("site/.banli")).exists() && place.files("site") != before);
}

#[test]
fn a_folder_that_is_a_disk_of_its_own_is_published_into() {
    let place = Place::new("own-disk");
    let (old, new) = (place.write("old.json", sample(30)), place.write("new.json", sample(60)));
    let elsewhere = place.path("elsewhere");
    expect(&["build", "-o", &elsewhere, &new], 0, &[]);
    let Some(_disk) = Disk::mount(&place, "site") else { return };
    std::fs::create_dir(place.path("site/lost+found")).expect("made");
    let site = place.path("site");
    expect(&["build", "-o", &site, &old], 0, &["published: "]);
    expect(&["build", "-o", &site, &new], 0, &["published: "]);
    assert!(place.files("site") == place.files("elsewhere"));
    assert!(!place.names().contains(&".site.banli".to_owned()) && !Path::new(&place.path("site/.banli")).exists());
}
