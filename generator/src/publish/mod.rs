//! Publishing: everything is staged in a room beside the site, then moved in with a journal. Whatever fails
//! before the move leaves the old site as it was; a move cut short is finished by the next run.

mod advice;
mod journal;
mod manifest;
mod room;
mod seen;
mod sink;
mod staged;
mod way;
mod work;

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

pub use advice::advice;
use journal::Journal;
pub use manifest::{Entry, Manifest, NAME};
pub use room::{INSIDE as ROOM_INSIDE, left};
use room::{Room, is_empty};
pub use seen::user_cache;
use seen::{Mark, Moment, Seen, changed};
pub use sink::{Memory, Pieces, Sink};
use staged::{Staged, StagedFile};
use way::{Way, in_the_way};
use work::Work;

use crate::fingerprint::Fingerprint;
use crate::origin::Origin;

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files of the site.
    pub files: usize,
    /// HTML pages among them.
    pub pages: usize,
    /// Files written new or anew.
    pub changed: usize,
    /// Files removed.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Warnings that the exports gave.
    pub warnings: usize,
}

impl Report {
    /// What a site with these files is, nothing changed.
    fn of<'e>(files: impl Iterator<Item = (&'e String, &'e Entry)>, warnings: usize) -> Self {
        // The manifest is a file too.
        let mut report = Self { files: 1, warnings, ..Self::default() };
        for (path, entry) in files {
            report.files += 1;
            report.pages += usize::from(path.ends_with(".html"));
            report.bytes += entry.bytes;
        }
        report
    }
}

/// A folder about to be published into.
pub struct Publisher {
    site: PathBuf,
    room: Room,
    /// Where files wait in the room for the move.
    staged: Staged,
    old: Option<Manifest>,
    seen: Seen,
    /// Pieces of work for another time.
    work: Work,
    written: Mutex<Written>,
}

/// Files of the site.
type Written = BTreeMap<String, Put>;

/// A file that was put.
struct Put {
    entry: Entry,
    /// Whether it is new or other than before.
    changed: bool,
    /// Its mark before it was compared, or once it was written.
    mark: Option<Mark>,
    /// What it was made from.
    from: Option<Fingerprint>,
}

impl Publisher {
    /// Prepares to publish into `site`: finishes or discards what an earlier run left, and makes
    /// sure that the folder is Banli's, empty or not there yet. In the folder `cache` it remembers which files it
    /// has compared.
    ///
    /// # Errors
    /// Where the folder holds something that Banli did not write, another build is at work on it,
    /// or it can't be read or written.
    pub fn open(site: &Path, cache: Option<&Path>) -> Result<Self> {
        let site = resolve(site)?;
        let room = Room::take(&site)?;
        match look(&site, &room) {
            Ok(old) => {
                let seen = Seen::read(cache, &site, old.as_ref());
                let work = Work::of(seen.beside("work"));
                Ok(Self { staged: Staged::new(room.staged()), site, room, old, seen, work, written: Mutex::default() })
            }
            Err(error) => {
                room.leave();
                Err(error)
            }
        }
    }

    /// Whether the site holds exactly what a build from the same inputs wrote: nothing to do then.
    /// The bytes of every file that was touched since it was last compared are read and compared with the manifest.
    pub fn is_current(&self, inputs: &str) -> Option<Report> {
        let old = self.old.as_ref().filter(|old| old.origin.inputs == inputs)?;
        let same = old.files.par_iter().all(|(path, entry)| {
            let target = self.site.join(path);
            self.seen.knows(path, target.symlink_metadata().ok().as_ref().and_then(Mark::of))
                || fs::read(&target).is_ok_and(|bytes| Entry::of(&bytes) == *entry)
        });
        same.then(|| Report::of(old.files.iter(), old.warnings))
    }

    /// Moves what was put into the site, removes what is no longer part of it, and writes the
    /// manifest last, with where the site comes from and how many warnings that gave.
    ///
    /// # Errors
    /// Where something is in the way or there is no room, and nothing was moved; or where a file can't be
    /// moved after all: then the next run finishes the move.
    pub fn commit(mut self, origin: Origin, warnings: usize) -> Result<Report> {
        let written = self.written.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        let written = std::mem::take(written);
        let seen: Vec<_> = written.values().map(|put| (put.mark, put.changed, put.from)).collect();
        match self.prepare(written, origin, warnings) {
            Ok((report, journal, moved)) => {
                if journal.is_some() {
                    Journal::finish(self.room.path(), &self.site)?;
                }
                // Files of the site may be changed at any moment from its opening on, those that waited in the room
                // only when they have left it.
                let (opened, since) = (self.room.taken(), moved);
                let moment = |changed: bool| if changed { since } else { opened };
                let seen = seen.into_iter().map(|(mark, changed, from)| (mark, moment(changed), from));
                self.seen.keep(&self.site, seen);
                self.work.forget_others();
                self.room.leave();
                Ok(report)
            }
            Err(error) => {
                self.discard();
                Err(error)
            }
        }
    }

    /// Puts a first site in place as a whole; else makes sure that nothing stops the move and writes its journal. Also
    /// the moment when everything was staged.
    fn prepare(
        &self,
        written: Written,
        origin: Origin,
        warnings: usize,
    ) -> Result<(Report, Option<Journal>, Option<Moment>)> {
        let old = |path: &str| self.old.as_ref().is_some_and(|old| old.files.contains_key(path));
        let moved = written.iter().filter(|(_, put)| put.changed).map(|(path, _)| path.clone());
        let (replaced, mut moves): (Vec<String>, Vec<String>) = moved.partition(|path| old(path));
        moves.extend(replaced);
        let files = self.old.iter().flat_map(|old| old.files.keys());
        let removals: Vec<String> = files.filter(|path| !written.contains_key(*path)).cloned().collect();
        let whole = Report::of(written.iter().map(|(path, put)| (path, &put.entry)), warnings);
        let report = Report { changed: moves.len(), removed: removals.len(), ..whole };
        let stay = written.par_iter().filter(|(_, put)| !put.changed).map(|(path, put)| (path, &put.entry));
        let way = Way { site: &self.site, old: self.old.as_ref(), moves: &moves, removals: &removals };
        way.check(stay)?;
        let files = written.into_iter().map(|(path, put)| (path, put.entry)).collect();
        let last = self.staged.write(manifest::NAME, &Manifest { origin, warnings, files }.to_bytes()?)?;
        let staged = changed(&last);
        if self.old.is_none() && move_whole(self.staged.path(), &self.site)? {
            return Ok((report, None, staged));
        }
        moves.push(manifest::NAME.to_owned());
        let going: Vec<&String> = moves.iter().filter(|path| old(path)).chain(&removals).collect();
        self.room.keep(&self.site, going.into_par_iter());
        self.room.flush()?;
        let journal = Journal { moves, removals };
        journal.write(self.room.path())?;
        Ok((report, Some(journal), staged))
    }

    /// Whether the site holds exactly this file already, and the mark that it had before it was compared.
    fn compare(&self, old: &Manifest, path: &str, entry: &Entry, contents: &[u8]) -> Result<(bool, Option<Mark>)> {
        let target = self.site.join(path);
        let Ok(meta) = target.symlink_metadata() else { return Ok((false, None)) };
        let (mark, known) = (Mark::of(&meta), old.files.get(path));
        let same = match known {
            Some(known) if self.seen.knows(path, mark) => known == entry,
            _ => holds(&target, &meta, contents),
        };
        if !same && known.is_none() && !meta.is_dir() {
            in_the_way(&target)?;
        }
        Ok((same, mark))
    }

    fn take(&self, path: &str, put: Put) -> Result<()> {
        let mut written = self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if written.insert(path.to_owned(), put).is_some() {
            bail!("{path} is written twice");
        }
        Ok(())
    }

    /// Gives up: what was staged is discarded, the site stays as it is.
    pub fn discard(self) {
        self.room.leave();
    }
}

/// A file of a new site, of which some waits already.
struct Begun<'p> {
    publisher: &'p Publisher,
    path: String,
    file: StagedFile,
}

impl Pieces for Begun<'_> {
    fn add(&mut self, piece: &[u8]) -> Result<()> {
        self.file.add(piece)
    }

    fn end(self: Box<Self>) -> Result<()> {
        let (entry, meta) = self.file.end()?;
        self.publisher.take(&self.path, Put { entry, changed: true, mark: Mark::of(&meta), from: None })
    }
}

fn check_path(path: &str) -> Result<()> {
    if !manifest::is_inside(path) || path == manifest::NAME {
        bail!("{path:?} can't be the path of a published file");
    }
    Ok(())
}

impl Sink for Publisher {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        self.put_made(path, contents, None)
    }

    fn put_made(&self, path: &str, contents: &[u8], from: Option<Fingerprint>) -> Result<()> {
        check_path(path)?;
        let entry = Entry::of(contents);
        let (same, mut mark) = match &self.old {
            None => (false, None),
            Some(old) => self.compare(old, path, &entry, contents)?,
        };
        if !same {
            mark = Mark::of(&self.staged.write(path, contents)?);
        }
        self.take(path, Put { entry, changed: !same, mark, from })
    }

    fn begin(&self, path: &str) -> Result<Option<Box<dyn Pieces + '_>>> {
        // What is there already is compared as a whole.
        if self.old.is_some() {
            return Ok(None);
        }
        check_path(path)?;
        Ok(Some(Box::new(Begun { publisher: self, path: path.to_owned(), file: self.staged.begin(path)? })))
    }

    fn keep(&self, path: &str, from: Option<Fingerprint>) -> Result<bool> {
        let entry = self.old.as_ref().and_then(|old| old.files.get(path));
        let Some((entry, made)) = entry.zip(from).filter(|(_, from)| self.seen.was_made(path, *from)) else {
            return Ok(false);
        };
        let mark = self.site.join(path).symlink_metadata().ok().as_ref().and_then(Mark::of);
        if !self.seen.knows(path, mark) {
            return Ok(false);
        }
        self.take(path, Put { entry: entry.clone(), changed: false, mark, from: Some(made) })?;
        Ok(true)
    }

    fn recall(&self, from: Fingerprint) -> Option<Vec<u8>> {
        self.work.recall(from)
    }

    fn remember(&self, from: Fingerprint, what: &[u8]) {
        self.work.remember(from, what);
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        let changed = {
            let written = self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            written.get(path).with_context(|| format!("{path} was not written"))?.changed
        };
        // What is as it was is not staged.
        let file = if changed { self.staged.path().join(path) } else { self.site.join(path) };
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    }
}

/// The folder's real place, so that staging lies on the same file system even behind a link.
fn resolve(site: &Path) -> Result<PathBuf> {
    match site.canonicalize() {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(real) => bail!("{} is a file, not a folder to publish into", real.display()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::path::absolute(site).with_context(|| format!("cannot resolve {}", site.display()))
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", site.display())),
    }
}

/// Finishes or discards what an earlier run left, and reads what the folder holds.
fn look(site: &Path, room: &Room) -> Result<Option<Manifest>> {
    room.tidy(site)?;
    let old = Manifest::read(site)?;
    if old.is_none() && !is_empty(site)? {
        bail!("{} is not empty and was not written by Banli: name another folder, or empty this one", site.display());
    }
    Ok(old)
}

/// Whether a file holds exactly these bytes.
fn holds(path: &Path, meta: &Metadata, contents: &[u8]) -> bool {
    meta.is_file() && meta.len() == contents.len() as u64 && fs::read(path).is_ok_and(|old| old == contents)
}

/// Puts a whole staged site in the place of a folder that is empty or not there, in one step;
/// `false` where the place can't be taken over as a whole.
fn move_whole(staged: &Path, site: &Path) -> Result<bool> {
    match fs::remove_dir(site) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(_) => return Ok(false),
    }
    fs::rename(staged, site).with_context(|| format!("cannot move the site to {}", site.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests;
