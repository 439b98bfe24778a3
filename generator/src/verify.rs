//! Whether a folder is the site that it should be: as its own `build.json` says, or as given exports make
//! it. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Serialize;

use crate::build;
use crate::plan::{Site, plan};
use crate::publish::{Entry, Manifest, NAME, Sink};

/// What a folder was found to be.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Found {
    /// How many files are as they should be.
    pub equal: usize,
    /// Files with other contents.
    pub differing: Vec<String>,
    /// Files that should be there and are not.
    pub missing: Vec<String>,
    /// Files that no build wrote.
    pub extra: Vec<String>,
    /// What the site was made from and is not as given, in words.
    pub origin: Vec<String>,
}

impl Found {
    /// Whether every file is as it should be; files that no build wrote count only where they are not allowed.
    pub fn holds(&self, allow_extra: bool) -> bool {
        self.differing.is_empty() && self.missing.is_empty() && (allow_extra || self.extra.is_empty())
    }
}

/// Checks a folder against the hashes of its own `build.json`: what was touched since it was built.
///
/// # Errors
/// Where the folder has no `build.json`, or a file can't be read.
pub fn against_itself(folder: &Path) -> Result<Found> {
    let Some(manifest) = Manifest::read(folder)? else {
        bail!("{} has no {NAME}: name the exports to verify it against", folder.display());
    };
    let verdicts = manifest.files.par_iter().map(|(path, entry)| {
        let bytes = read(&folder.join(path))?;
        Ok((path.clone(), bytes.map(|bytes| Entry::of(&bytes) == *entry)))
    });
    Found::new(folder, verdicts.collect::<Result<_>>()?)
}

/// Builds a site anew in memory and compares each file with the folder's.
///
/// # Errors
/// Where a page can't be rendered, or a file can't be read.
pub fn against(folder: &Path, site: &Site) -> Result<Found> {
    fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let comparing = Comparing { folder, verdicts: Mutex::default() };
    build::write(site, &plan(site), &comparing, &|_, _, _| {})?;
    Found::new(folder, comparing.verdicts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Of each file that should be there, whether it is the same; `None` where it is missing.
type Verdicts = BTreeMap<String, Option<bool>>;

/// A sink that keeps nothing: it compares.
struct Comparing<'f> {
    folder: &'f Path,
    verdicts: Mutex<Verdicts>,
}

impl Sink for Comparing<'_> {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        let same = read(&self.folder.join(path))?.map(|bytes| bytes == contents);
        self.verdicts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(path.to_owned(), same);
        Ok(())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        bail!("{path} is compared, not kept")
    }
}

impl Found {
    fn new(folder: &Path, verdicts: Verdicts) -> Result<Self> {
        let mut there = BTreeSet::new();
        list(folder, "", &mut there)?;
        let mut found = Self::default();
        for (path, same) in verdicts {
            there.remove(&path);
            match same {
                Some(true) => found.equal += 1,
                Some(false) => found.differing.push(path),
                None => found.missing.push(path),
            }
        }
        there.remove(NAME);
        found.extra = there.into_iter().collect();
        Ok(found)
    }
}

/// A file's bytes; `None` where there is no such file.
fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(_) if !path.is_file() => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Every file below a folder; a link is a file.
fn list(folder: &Path, at: &str, files: &mut BTreeSet<String>) -> Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let path = format!("{at}{}", entry.file_name().to_string_lossy());
        if entry.file_type().with_context(cannot)?.is_dir() {
            list(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}
