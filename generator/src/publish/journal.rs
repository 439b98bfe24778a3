//! The journal of a move: written when everything is staged, replayed until all of it is in place.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::manifest::{self, is_inside};

/// What remains to be done to a site.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Staged files to move in, in this order: what nothing leads to yet, then what is replaced, the manifest last.
    pub moves: Vec<String>,
    /// Files to remove.
    pub removals: Vec<String>,
}

const NAME: &str = "journal.json";
/// What a journal is called while it is written.
pub const DRAFT: &str = "journal.draft";

/// Whether a move has begun from a room.
pub fn is_in(room: &Path) -> bool {
    room.join(NAME).exists()
}

impl Journal {
    /// Writes the journal: from here on the move will be finished.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, room: &Path) -> Result<()> {
        let (draft, path) = (room.join(DRAFT), room.join(NAME));
        let cannot = || format!("cannot write {}", path.display());
        let mut file = File::create(&draft).with_context(cannot)?;
        file.write_all(&serde_json::to_vec(self).with_context(cannot)?).with_context(cannot)?;
        file.sync_all().with_context(cannot)?;
        fs::rename(&draft, &path).with_context(cannot)
    }

    /// Finishes the move that the journal in `room` tells of; does nothing where there is none.
    /// Safe to repeat: a file that is moved already is skipped.
    ///
    /// # Errors
    /// Where a file can't be moved or removed.
    pub fn finish(room: &Path, site: &Path) -> Result<()> {
        let path = room.join(NAME);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let journal: Self = serde_json::from_slice(&text).with_context(|| format!("{} is damaged", path.display()))?;
        if let Some(bad) = journal.moves.iter().chain(&journal.removals).find(|path| !is_inside(path)) {
            bail!("{} names a file outside the site: {bad:?}", path.display());
        }
        let unfinished = || {
            format!(
                "the new site is in place only in part, and its other files wait in {}: the next run moves them",
                room.display()
            )
        };
        journal.move_all(&room.join("files"), site).with_context(unfinished)?;
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))
    }
}

impl Journal {
    /// Moves and removes. What pages lead to comes before them, and what no page leads to any more goes after
    /// them, so that no link leads nowhere meanwhile.
    fn move_all(&self, staged: &Path, site: &Path) -> Result<()> {
        let targets: BTreeSet<&str> = self.moves.iter().map(String::as_str).collect();
        let (first, last): (Vec<_>, Vec<_>) = self.removals.iter().partition(|path| is_in_the_way(path, &targets));
        let (manifest, files): (Vec<_>, Vec<_>) = self.moves.iter().partition(|path| *path == manifest::NAME);
        first.into_iter().try_for_each(|path| remove(site, path))?;
        files.into_iter().try_for_each(|path| place(staged, site, path))?;
        last.into_iter().try_for_each(|path| remove(site, path))?;
        manifest.into_iter().try_for_each(|path| place(staged, site, path))
    }
}

/// Whether a file has to go before others can be moved in: a folder of its name comes, or a file of its folder's.
fn is_in_the_way(path: &str, targets: &BTreeSet<&str>) -> bool {
    let below = format!("{path}/");
    let folder_comes = targets.range(below.as_str()..).next().is_some_and(|target| target.starts_with(&below));
    folder_comes || path.match_indices('/').any(|(at, _)| targets.contains(&path[..at]))
}

/// Moves a staged file in; one that is moved already is skipped.
fn place(staged: &Path, site: &Path, path: &str) -> Result<()> {
    let (from, to) = (staged.join(path), site.join(path));
    let cannot = || format!("cannot move {} into place", to.display());
    if !from.try_exists().with_context(cannot)? {
        if to.symlink_metadata().is_ok() {
            return Ok(());
        }
        bail!("{} is gone: delete {} and build anew", from.display(), site.display());
    }
    let moved = fs::rename(&from, &to).or_else(|_| {
        fs::create_dir_all(to.parent().unwrap_or(site))?;
        fs::rename(&from, &to)
    });
    moved.with_context(cannot)
}

/// Removes a file of ours and the folders that it leaves empty.
fn remove(site: &Path, path: &str) -> Result<()> {
    let target = site.join(path);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| format!("cannot remove {}", target.display())),
    }
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != site && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
}
