//! What a build remembers for the next one besides what it published: pieces of work, each under the fingerprint of
//! what it was made from. They lie in the user's cache and may be lost at any time.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use outcomes::print;
use rustc_hash::FxHashSet;

use crate::fingerprint::Fingerprint;

/// Bytes of the check that stands behind each piece.
const CHECK: usize = size_of::<u128>();

/// Pieces of a site that was not built for so long are forgotten.
const OLD: Duration = Duration::from_secs(90 * 24 * 3600);

/// The pieces of one site.
#[derive(Debug, Default)]
pub struct Work {
    /// Where they lie; `None` where nothing is remembered.
    folder: Option<PathBuf>,
    /// Those that this build remembered or was given back.
    used: Mutex<FxHashSet<PathBuf>>,
}

impl Work {
    /// What is remembered of a site in a folder of the user's cache.
    pub fn of(folder: Option<PathBuf>) -> Self {
        Self { folder, used: Mutex::default() }
    }

    /// A piece that was made from this, as it was remembered.
    pub fn recall(&self, from: Fingerprint) -> Option<Vec<u8>> {
        let file = file(self.folder.as_deref()?, from);
        let mut bytes = fs::read(&file).ok()?;
        let (what, check) = bytes.split_last_chunk::<CHECK>()?;
        if print::of(what) != u128::from_le_bytes(*check) {
            return None;
        }
        bytes.truncate(bytes.len() - CHECK);
        self.use_file(file);
        Some(bytes)
    }

    /// Remembers a piece. That it can't be written harms nothing.
    pub fn remember(&self, from: Fingerprint, what: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let file = file(folder, from);
        let draft = file.with_extension("draft");
        let bytes = [what, &print::of(what).to_le_bytes()].concat();
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&draft, bytes));
        if written.and_then(|()| fs::rename(&draft, &file)).is_ok() {
            self.use_file(file);
        }
    }

    /// Forgets all that this build had no use for, and sites that were not built for long.
    pub fn forget_others(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(folder) = &self.folder else { return };
        for entry in listed(folder).filter(|entry| !used.contains(&entry.path())) {
            let _ = fs::remove_file(entry.path());
        }
        let is_old = |entry: &DirEntry| {
            let changed = entry.metadata().and_then(|meta| meta.modified()).ok();
            changed.and_then(|changed| changed.elapsed().ok()).is_some_and(|age| age > OLD)
        };
        let sites = folder.parent().into_iter().flat_map(listed);
        let others = sites.filter(|entry| entry.path().extension() == folder.extension() && is_old(entry));
        for site in others.filter(|entry| entry.path() != *folder) {
            let _ = fs::remove_dir_all(site.path());
        }
    }

    fn use_file(&self, file: PathBuf) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(file);
    }
}

fn listed(folder: &Path) -> impl Iterator<Item = DirEntry> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

fn file(folder: &Path, from: Fingerprint) -> PathBuf {
    folder.join(format!("{:032x}", from.0))
}
