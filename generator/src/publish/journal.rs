//! The journal of a move: written when everything is staged, replayed until all of it is in place.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::manifest::is_inside;

/// What remains to be done to a site.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Staged files to move in, the manifest last.
    pub moves: Vec<String>,
    /// Files to remove.
    pub removals: Vec<String>,
}

const NAME: &str = "journal.json";

impl Journal {
    /// Writes the journal: from here on the move will be finished.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, room: &Path) -> Result<()> {
        let (draft, path) = (room.join("journal.draft"), room.join(NAME));
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
        let staged = room.join("files");
        for path in &journal.removals {
            remove(site, path)?;
        }
        for path in &journal.moves {
            let (from, to) = (staged.join(path), site.join(path));
            if !from.exists() {
                continue;
            }
            let moved = fs::rename(&from, &to).or_else(|_| {
                fs::create_dir_all(to.parent().unwrap_or(site))?;
                fs::rename(&from, &to)
            });
            moved.with_context(|| format!("cannot move {} into place", to.display()))?;
        }
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))
    }
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
