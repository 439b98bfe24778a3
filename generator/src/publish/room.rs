//! The room of a site: where files wait for their move, under a lock that one build at a time holds.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::journal::{self, Journal};
use super::seen::{Moment, changed};

/// Name of the room where it lies in the site's own folder.
pub const INSIDE: &str = ".banli";
/// What a new file system holds, and no site.
const LOST_AND_FOUND: &str = "lost+found";
const LOCK: &str = "lock";
/// A build that ends takes its room away; so often another one may have to begin anew.
const ATTEMPTS: usize = 1000;

/// A room, and its lock.
pub struct Room {
    path: PathBuf,
    _lock: File,
    taken: Option<Moment>,
}

impl Room {
    /// Takes the room of a site, and makes it where there is none.
    ///
    /// # Errors
    /// Where another build holds it, or it can't be made.
    pub fn take(site: &Path) -> Result<Self> {
        let path = find(site)?;
        let cannot = || format!("cannot write in {}", path.display());
        for _ in 0..ATTEMPTS {
            match fs::create_dir(&path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error).with_context(cannot),
                _ => {}
            }
            let lock = match File::create(path.join(LOCK)) {
                Ok(lock) => lock,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error).with_context(cannot),
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    bail!("another build is publishing into {}: wait until it is done", site.display())
                }
                Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
            }
            // The lock may be that of a room which its build has taken away since: it would keep nobody out.
            if is_there(&lock, &path.join(LOCK)) {
                let taken = lock.metadata().ok().as_ref().and_then(changed);
                return Ok(Self { path, _lock: lock, taken });
            }
        }
        bail!("other builds are publishing into {}: wait until they are done", site.display())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// When it was taken, by the clock of its file system.
    pub fn taken(&self) -> Option<Moment> {
        self.taken
    }

    /// Where files wait.
    pub fn staged(&self) -> PathBuf {
        self.path.join("files")
    }

    /// Finishes the move that an earlier run began, and throws away what one only prepared.
    ///
    /// # Errors
    /// Where a file can't be moved or removed.
    pub fn tidy(&self, site: &Path) -> Result<()> {
        Journal::finish(&self.path, site)?;
        for folder in [self.staged(), self.kept()] {
            match fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("cannot clear {}", folder.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Has the disk take what waits, all at once. The move is then quick, since no file system has to write a file
    /// out while that replaces another, and a loss of power finds nothing half-written.
    ///
    /// # Errors
    /// Where the disk can't take it after all.
    pub fn flush(&self) -> Result<()> {
        let done = File::open(&self.path).and_then(|folder| flush(&folder));
        done.with_context(|| format!("cannot write in {}", self.path.display()))
    }

    /// Keeps files of the old site alive by another name, as far as the file system can, until the room is left: to
    /// give their space back takes some file systems far longer than a move, and would fall into it.
    pub fn keep<'p>(&self, site: &Path, old: impl IndexedParallelIterator<Item = &'p String>) {
        let kept = self.kept();
        if fs::create_dir_all(&kept).is_ok() {
            old.enumerate().for_each(|(number, path)| {
                let _ = fs::hard_link(site.join(path), kept.join(number.to_string()));
            });
        }
    }

    fn kept(&self) -> PathBuf {
        self.path.join("old")
    }

    /// Takes the room away, with all that waits in it. A journal that is there stays, with its files.
    pub fn leave(self) {
        if journal::is_in(&self.path) {
            return;
        }
        let _ = fs::remove_dir_all(self.staged());
        let _ = fs::remove_dir_all(self.kept());
        let _ = fs::remove_file(self.path.join(journal::DRAFT));
        // The lock goes last: from then on the room may be another build's, and is removed only where it is empty.
        let _ = fs::remove_file(self.path.join(LOCK));
        let _ = fs::remove_dir(&self.path);
    }
}

/// Whether a site's folder holds nothing of its own; one that is not there doesn't.
///
/// # Errors
/// Where it can't be read.
pub fn is_empty(site: &Path) -> Result<bool> {
    let cannot = || format!("cannot read {}", site.display());
    let entries = match fs::read_dir(site) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error).with_context(cannot),
    };
    for entry in entries {
        let name = entry.with_context(cannot)?.file_name();
        if name != INSIDE && name != LOST_AND_FOUND {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The room of a site whose build was cut short; `None` where nothing is left of any.
pub fn left(site: &Path) -> Option<PathBuf> {
    places(site)?.into_iter().find(|room| room.exists())
}

/// Where a site's room may be: beside it, or in it.
fn places(site: &Path) -> Option<[PathBuf; 2]> {
    let beside = format!(".{}.banli", site.file_name()?.to_string_lossy());
    Some([site.parent()?.join(beside), site.join(INSIDE)])
}

/// Where the room of a site is: beside its folder, so that no server shows what waits; in it where the
/// folder is a file system of its own, over whose edge no file can be moved, or where nothing may be
/// made beside it. Where a journal lies is the room in any case.
fn find(site: &Path) -> Result<PathBuf> {
    let parent = site.parent().with_context(|| format!("{} has no parent folder", site.display()))?;
    let [beside, inside] = places(site).with_context(|| format!("{} is no folder to publish into", site.display()))?;
    if let Some(begun) = [&beside, &inside].into_iter().find(|room| journal::is_in(room)) {
        return Ok(begun.clone());
    }
    fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    let Ok(own) = site.metadata() else { return Ok(beside) };
    let around = parent.metadata().with_context(|| format!("cannot read {}", parent.display()))?;
    let apart = !is_one_device(&own, &around) || (!beside.exists() && !may_write(parent));
    Ok(if apart { inside } else { beside })
}

#[cfg(unix)]
fn is_one_device(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.dev() == other.dev()
}

#[cfg(not(unix))]
fn is_one_device(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), path.metadata()) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_there(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Has the file system of an open folder written through.
#[cfg(target_os = "linux")]
fn flush(folder: &File) -> std::io::Result<()> {
    Ok(rustix::fs::syncfs(folder)?)
}

/// Elsewhere there is no such call.
#[cfg(not(target_os = "linux"))]
fn flush(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// Whether files can be made and removed in a folder, as far as the system tells beforehand.
#[cfg(unix)]
pub fn may_write(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

/// Whether files can be made and removed in a folder, as far as the system tells beforehand.
#[cfg(not(unix))]
pub fn may_write(_: &Path) -> bool {
    true
}
