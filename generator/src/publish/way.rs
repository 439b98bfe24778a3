//! What would stop a move half-way, looked for before it begins: files and folders in the way, folders that
//! can't be written to, and files that the new site counts on and that are no longer there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use super::room::may_write;

/// A move about to begin.
pub struct Way<'a> {
    /// The folder.
    pub site: &'a Path,
    /// What lies there by its manifest.
    pub old: Option<&'a Manifest>,
    /// Files to move in.
    pub moves: &'a [String],
    /// Files to remove.
    pub removals: &'a [String],
}

impl Way<'_> {
    /// Makes sure that files which stay are there as they were compared, that nothing foreign lies where files
    /// go, and that every folder can be written to.
    ///
    /// # Errors
    /// With the first thing that is not so.
    pub fn check<'e>(&self, stay: impl ParallelIterator<Item = (&'e String, &'e Entry)>) -> Result<()> {
        stay.try_for_each(|(path, entry)| {
            let there = self.site.join(path).symlink_metadata();
            if there.is_ok_and(|meta| meta.is_file() && meta.len() == entry.bytes) {
                return Ok(());
            }
            bail!("{} was changed while the site was built: run again", self.site.join(path).display())
        })?;
        let going: BTreeSet<&str> = self.removals.iter().map(String::as_str).collect();
        let mut folders = BTreeSet::from([""]);
        for path in self.moves.iter().chain(self.removals) {
            let mut rest = folder_of(path);
            while folders.insert(rest) {
                rest = folder_of(rest);
            }
        }
        let mut there = BTreeSet::new();
        for folder in folders {
            if self.folder(folder, &going)? {
                there.insert(folder);
            }
        }
        let moves = self.moves.par_iter().filter(|path| there.contains(folder_of(path)));
        moves.try_for_each(|path| self.target(path, &going))
    }

    /// Where a file goes there is nothing, a file of ours, or a folder that only holds files to remove.
    fn target(&self, path: &str, going: &BTreeSet<&str>) -> Result<()> {
        let target = self.site.join(path);
        let Ok(meta) = target.symlink_metadata() else { return Ok(()) };
        let ours = self.old.is_some_and(|old| old.files.contains_key(path)) || path == super::manifest::NAME;
        if meta.is_dir() {
            self.goes(path, going)
        } else if ours {
            Ok(())
        } else {
            in_the_way(&target)
        }
    }

    /// A folder is there and can be written to, or it can be made; whether it is there.
    fn folder(&self, path: &str, going: &BTreeSet<&str>) -> Result<bool> {
        let folder = self.site.join(path);
        match folder.metadata() {
            Ok(meta) if meta.is_dir() && may_write(&folder) => Ok(true),
            Ok(meta) if meta.is_dir() => bail!("{} can't be written to", folder.display()),
            Ok(_) if !going.contains(path) => in_the_way(&folder).map(|()| false),
            Ok(_) | Err(_) => Ok(false),
        }
    }

    /// Whether all of a folder is to be removed.
    fn goes(&self, path: &str, going: &BTreeSet<&str>) -> Result<()> {
        let folder = self.site.join(path);
        let cannot = || format!("cannot read {}", folder.display());
        for entry in fs::read_dir(&folder).with_context(cannot)? {
            let entry = entry.with_context(cannot)?;
            let path = format!("{path}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().with_context(cannot)?.is_dir() {
                self.goes(&path, going)?;
            } else if !going.contains(path.as_str()) {
                return in_the_way(&entry.path());
            }
        }
        Ok(())
    }
}

/// The folder that a path of a site lies in; the site's own is empty.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Refuses to go on.
pub fn in_the_way(path: &Path) -> Result<()> {
    bail!("{} is in the way and was not written by Banli: move it elsewhere", path.display())
}
