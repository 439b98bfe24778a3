//! Where files wait for their move. Its folders are opened once: the system need not find the way to each of
//! thousands of files anew.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result};
use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;

use super::manifest::Entry;

/// Folders that are kept open: more than most sites have, and far fewer than any system allows.
#[cfg(unix)]
const OPEN: usize = 256;

/// The folder, and those of its own that are open, where files can be opened by them.
pub struct Staged {
    path: PathBuf,
    #[cfg_attr(not(unix), expect(dead_code))]
    open: RwLock<FxHashMap<String, Arc<File>>>,
}

impl Staged {
    /// The one at a path, which need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, open: RwLock::default() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, making folders on the way; what the system then tells of it. `path` is relative, with `/`.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, path: &str, contents: &[u8]) -> Result<Metadata> {
        let written = self.create(path).and_then(|mut file| file.write_all(contents).and_then(|()| file.metadata()));
        written.with_context(|| format!("cannot write {}", self.path.join(path).display()))
    }

    /// Begins a file that is written in pieces, making folders on the way. `path` is relative, with `/`.
    ///
    /// # Errors
    /// Where it can't be made.
    pub fn begin(&self, path: &str) -> Result<StagedFile> {
        let whole = self.path.join(path);
        let file = self.create(path).with_context(|| format!("cannot write {}", whole.display()))?;
        Ok(StagedFile { path: whole, file, hash: XxHash3_128::new(), bytes: 0 })
    }

    #[cfg(unix)]
    fn create(&self, path: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
        Ok(openat(&self.folder(folder)?, name, flags, Mode::from_raw_mode(0o666))?.into())
    }

    /// A folder, made where it is not there.
    #[cfg(unix)]
    fn folder(&self, name: &str) -> io::Result<Arc<File>> {
        if let Some(open) = self.open.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Ok(Arc::clone(open));
        }
        let path = self.path.join(name);
        let opened = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(&path)?;
                File::open(&path)
            }
            other => other,
        };
        let folder = Arc::new(opened?);
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if open.len() < OPEN {
            open.insert(name.to_owned(), Arc::clone(&folder));
        }
        Ok(folder)
    }

    /// Elsewhere each is opened by its whole path.
    #[cfg(not(unix))]
    fn create(&self, path: &str) -> io::Result<File> {
        let target = self.path.join(path);
        match File::create(&target) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(target.parent().unwrap_or(&self.path))?;
                File::create(&target)
            }
            other => other,
        }
    }
}

/// A file of which some is written.
pub struct StagedFile {
    path: PathBuf,
    file: File,
    hash: XxHash3_128,
    bytes: u64,
}

impl StagedFile {
    /// Writes the next piece.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn add(&mut self, piece: &[u8]) -> Result<()> {
        self.file.write_all(piece).with_context(|| format!("cannot write {}", self.path.display()))?;
        self.hash.write(piece);
        self.bytes += piece.len() as u64;
        Ok(())
    }

    /// What was written, and what the system tells of it.
    ///
    /// # Errors
    /// Where the system tells nothing.
    pub fn end(self) -> Result<(Entry, Metadata)> {
        let meta = self.file.metadata().with_context(|| format!("cannot write {}", self.path.display()))?;
        Ok((Entry::with(self.bytes, self.hash.finish_128()), meta))
    }
}
