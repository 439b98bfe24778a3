//! A built folder: whether it is what its build wrote, and fit to be put on any server.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Level::{Advice, Fault};
use super::{Findings, Level};
use crate::publish::{self, Manifest};
use crate::verify;

/// Characters of a path at most: some servers and most ways to copy stop at 260 with what stands before it.
const LONGEST: usize = 180;
/// Names that Windows keeps for itself.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Looks at a built folder.
///
/// # Errors
/// Where it can't be read.
pub fn folder(folder: &Path) -> Result<Findings> {
    let mut found = Findings::default();
    fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let Ok(Some(manifest)) = Manifest::read(folder) else {
        found.add("manifest", Fault, &[]);
        return Ok(found);
    };
    let count = manifest.files.len().to_string();
    found.add("manifest", Level::Good, &[("version", &manifest.origin.banli), ("count", &count)]);
    whole(&verify::against_itself(folder)?, &mut found);
    names(&manifest, &mut found);
    let has = |ending: &str| manifest.files.keys().any(|path| path.ends_with(ending));
    found.check("address", manifest.files.contains_key("sitemap.xml"), Advice, &[]);
    found.check("live-charts", has("web_charts_bg.wasm"), Advice, &[]);
    readable(folder, &manifest, &mut found);
    unfinished(folder, &mut found);
    Ok(found)
}

/// Every file is there, with the bytes that were built, and none that Banli did not write.
fn whole(verified: &verify::Found, found: &mut Findings) {
    let mut differing: Vec<&String> = verified.differing.iter().chain(&verified.missing).collect();
    differing.sort();
    let others: Vec<&String> = verified.extra.iter().filter(|path| !path.starts_with(publish::ROOM_INSIDE)).collect();
    for (check, level, paths) in [("whole", Fault, differing), ("foreign", Advice, others)] {
        let first = paths.first().map_or("", |path| path.as_str());
        let count = paths.len().to_string();
        found.check(check, paths.is_empty(), level, &[("count", &count), ("first", first)]);
    }
}

/// Names that every file system and server takes.
fn names(manifest: &Manifest, found: &mut Findings) {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    let unsafe_name = manifest.files.keys().find(|path| {
        let twice = folded.insert(path.to_lowercase(), path).is_some();
        twice || path.len() > LONGEST || path.split('/').any(|part| !is_safe(part))
    });
    let first = unsafe_name.map_or("", String::as_str);
    found.check("names", unsafe_name.is_none(), Advice, &[("first", first)]);
}

fn is_safe(part: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    part.bytes().all(plain) && !part.starts_with('.') && !part.ends_with('.') && !RESERVED.contains(&&*stem)
}

/// A server runs as another user, who must be able to read.
#[cfg(unix)]
fn readable(folder: &Path, manifest: &Manifest, found: &mut Findings) {
    use std::os::unix::fs::MetadataExt as _;
    let closed = |path: &Path, bits: u32| fs::metadata(path).is_ok_and(|meta| meta.mode() & bits != bits);
    let first = manifest.files.keys().find(|path| {
        let whole = folder.join(path);
        closed(&whole, 0o004) || whole.parent().is_some_and(|parent| closed(parent, 0o005))
    });
    found.check("readable", first.is_none(), Advice, &[("first", first.map_or("", |path| path))]);
}

#[cfg(not(unix))]
fn readable(_: &Path, _: &Manifest, _: &mut Findings) {}

/// What a build that was cut short leaves beside the site, or in it.
fn unfinished(folder: &Path, found: &mut Findings) {
    let left = folder.canonicalize().ok().and_then(|site| publish::left(&site));
    let first = left.as_ref().map(|room| room.display().to_string()).unwrap_or_default();
    found.check("unfinished", left.is_none(), Fault, &[("first", &first)]);
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn names_that_some_system_refuses_are_told() {
        for name in ["index.html", "y23-0001.html", "web_charts_bg.wasm", "console.html"] {
            assert!(is_safe(name), "{name}");
        }
        for name in ["con.html", "NUL", "a b.html", "件.html", ".hidden", "a.", "a:b", "a?b"] {
            assert!(!is_safe(name), "{name}");
        }
    }
}
