//! Where rendered files go: into a site, or into memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use crate::fingerprint::Fingerprint;

/// Where rendered files go.
pub trait Sink: Sync {
    /// Takes one file. `path` is relative, with `/`.
    ///
    /// # Errors
    /// Where it can't be kept.
    fn put(&self, path: &str, contents: &[u8]) -> Result<()>;

    /// Takes one file, and what it was made from, so that it may be kept another time.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn put_made(&self, path: &str, contents: &[u8], _from: Option<Fingerprint>) -> Result<()> {
        self.put(path, contents)
    }

    /// Begins a file that comes in pieces; `None` where it has to be put as a whole.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn begin(&self, _path: &str) -> Result<Option<Box<dyn Pieces + '_>>> {
        Ok(None)
    }

    /// Takes a file as it is, where it is there already and would be made from the same; whether it did. What it did
    /// not take is put.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn keep(&self, _path: &str, _from: Option<Fingerprint>) -> Result<bool> {
        Ok(false)
    }

    /// Gives back what it was told to remember of what was made from this, if it still knows.
    fn recall(&self, _from: Fingerprint) -> Option<Vec<u8>> {
        None
    }

    /// Remembers something that was made from this, if it can.
    fn remember(&self, _from: Fingerprint, _what: &[u8]) {}

    /// The bytes of a file that it took.
    ///
    /// # Errors
    /// Where it can't be read.
    fn read(&self, path: &str) -> Result<Vec<u8>>;
}

/// A file that a sink takes in pieces.
pub trait Pieces: Send {
    /// Takes the next piece.
    ///
    /// # Errors
    /// Where it can't be kept.
    fn add(&mut self, piece: &[u8]) -> Result<()>;

    /// Takes the file: that was all.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn end(self: Box<Self>) -> Result<()>;
}

/// A sink in memory, for tests.
#[derive(Debug, Default)]
pub struct Memory(pub Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Memory {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        let mut files = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if files.insert(path.to_owned(), contents.to_vec()).is_some() {
            bail!("{path} is written twice");
        }
        Ok(())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        let files = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.get(path).cloned().with_context(|| format!("{path} was not written"))
    }
}
