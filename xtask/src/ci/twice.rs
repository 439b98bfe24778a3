//! Builds a site a second time, elsewhere and otherwise, and compares every byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files::{files_under, read, remove};
use crate::place::Place;
use crate::process;
use crate::site;

/// How many differences are named.
const NAMED: usize = 10;

/// Builds the example site again, from a copy of its data in another folder, by one thread, in
/// another time zone and language, and compares the result with `first`.
///
/// Fails with the files that differ.
pub fn check(place: &Place, name: &str, first: &Path) -> Result<()> {
    let room = place.target.join("second-build");
    let (data, second) = (room.join("data").join(name), room.join("out").join(name));
    remove(&data)?;
    remove(&second)?;
    copy(&place.root.join("data").join(name), &data)?;
    let mut banli = site::build_command(place, &data, &second)?;
    banli.current_dir(&room).env("RAYON_NUM_THREADS", "1").env("TZ", "Pacific/Apia").env("LC_ALL", "C");
    process::run(&mut banli)?;
    let differences = compare(first, &second)?;
    if differences.is_empty() {
        return Ok(());
    }
    let more = differences.len().saturating_sub(NAMED);
    let named = differences.into_iter().take(NAMED).collect::<Vec<_>>().join("; ");
    if more > 0 { bail!("{named}; and {more} more") } else { bail!("{named}") }
}

/// Each file that only one folder has, or that has other bytes in the other.
fn compare(first: &Path, second: &Path) -> Result<Vec<String>> {
    let (one, other) = (names(first)?, names(second)?);
    let mut differences = Vec::new();
    for name in one.union(&other) {
        match (one.contains(name), other.contains(name)) {
            (true, false) => differences.push(format!("{} is only in the first build", name.display())),
            (false, true) => differences.push(format!("{} is only in the second build", name.display())),
            _ => {
                let (a, b) = (read(&first.join(name))?, read(&second.join(name))?);
                if a != b {
                    let at = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
                    differences.push(format!("{} differs from byte {at} on", name.display()));
                }
            }
        }
    }
    println!("{} files compared, {} differences", one.union(&other).count(), differences.len());
    Ok(differences)
}

fn names(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let files = files_under(folder)?;
    Ok(files.into_iter().filter_map(|file| file.strip_prefix(folder).map(Path::to_path_buf).ok()).collect())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for name in names(from)? {
        let target = to.join(&name);
        let folder = target.parent().context("a file lies in no folder")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::copy(from.join(&name), &target).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::compare;

    #[test]
    fn every_difference_is_named() {
        let room = std::env::temp_dir().join(format!("banli-twice-{}", std::process::id()));
        let (one, other) = (room.join("one"), room.join("other"));
        for (folder, name, text) in [(&one, "a", "same"), (&other, "a", "same"), (&one, "b", "12"), (&other, "b", "13")]
        {
            fs::create_dir_all(folder).expect("a folder");
            fs::write(folder.join(name), text).expect("a file");
        }
        fs::write(one.join("c"), "").expect("a file");
        let differences = compare(&one, &other).expect("a comparison");
        fs::remove_dir_all(&room).expect("an end");
        assert_eq!(differences, ["b differs from byte 1 on", "c is only in the first build"]);
    }
}
