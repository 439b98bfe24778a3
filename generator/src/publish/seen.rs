//! What the last build saw of the site's files and made them from: those which nobody touched since need not be read
//! again to be compared, those which would be made from the same not be made again. It lies in the user's cache, never
//! in what is published; without it every file is made and read.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use outcomes::print;
use rustc_hash::FxHashMap;

use super::manifest::{self, Manifest};
use crate::fingerprint::Fingerprint;

/// Begins the file; another number stands for another form of it.
const HEAD: &[u8; 8] = b"banli\0\x002";
const WORD: usize = size_of::<u128>();

/// A moment by the clock of a file system, in nanoseconds.
pub type Moment = i128;

/// Which file it is and when it was last changed, by what the system itself keeps: nobody can set it back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    print: u128,
    changed: Moment,
}

impl Mark {
    /// The mark of a file; `None` where the system keeps no time of change.
    #[cfg(unix)]
    pub fn of(meta: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let facts = [
            meta.dev(),
            meta.ino(),
            meta.len(),
            meta.mtime() as u64,
            meta.mtime_nsec() as u64,
            meta.ctime() as u64,
            meta.ctime_nsec() as u64,
        ];
        Some(Self { print: print::of(facts.map(u64::to_le_bytes).as_flattened()), changed: changed(meta)? })
    }

    /// The mark of a file; `None` where the system keeps no time of change.
    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Whether a change at or after `moment` would show in the mark. The clock of a file system goes by ticks: what
    /// is changed twice within one has the same time twice.
    fn tells_changes_since(&self, moment: Moment) -> bool {
        const COARSE: Moment = 1_000_000;
        let tick = if self.changed % COARSE == 0 { 2_000_000_000 } else { 20_000_000 };
        self.changed + tick <= moment
    }
}

/// When a file was last changed.
#[cfg(unix)]
pub fn changed(meta: &Metadata) -> Option<Moment> {
    use std::os::unix::fs::MetadataExt;
    Some(Moment::from(meta.ctime()) * 1_000_000_000 + Moment::from(meta.ctime_nsec()))
}

/// When a file was last changed.
#[cfg(not(unix))]
pub fn changed(_: &Metadata) -> Option<Moment> {
    None
}

/// The marks that the files of a site had when they were last compared.
#[derive(Debug, Default)]
pub struct Seen {
    /// Where they are kept; `None` where nothing is.
    file: Option<PathBuf>,
    files: FxHashMap<String, Known>,
}

/// What is known of a file.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Its mark.
    print: u128,
    /// What it was made from; 0 where that was too much for a fingerprint.
    from: u128,
}

impl Seen {
    /// What is kept in the folder `cache` about a site; nothing where it belongs to another state of the site than
    /// its manifest tells of, or can't be understood.
    pub fn read(cache: Option<&Path>, site: &Path, old: Option<&Manifest>) -> Self {
        let name = blake3::hash(site.as_os_str().as_encoded_bytes()).to_hex();
        let file = cache.map(|cache| cache.join(format!("{name}.seen")));
        let bytes = file.as_ref().and_then(|file| fs::read(file).ok());
        let files = old.zip(bytes).and_then(|(old, bytes)| known(&bytes, site, old));
        Self { file, files: files.unwrap_or_default() }
    }

    /// A place of this ending beside the file, for what else is kept of the site; `None` where nothing is.
    pub fn beside(&self, ending: &str) -> Option<PathBuf> {
        self.file.as_ref().map(|file| file.with_extension(ending))
    }

    /// Whether a file is as it was when it was last compared.
    pub fn knows(&self, path: &str, mark: Option<Mark>) -> bool {
        mark.is_some_and(|mark| self.files.get(path).is_some_and(|known| known.print == mark.print))
    }

    /// Whether a file was made from this.
    pub fn was_made(&self, path: &str, from: Fingerprint) -> bool {
        self.files.get(path).is_some_and(|known| known.from == from.0)
    }

    /// Keeps what is known of a site that was just published: of each file in the order of the manifest its mark, with
    /// the moment until which nobody can have changed it unnoticed, and what it was made from. That they can't be kept
    /// harms nothing.
    pub fn keep(&self, site: &Path, files: impl Iterator<Item = (Option<Mark>, Option<Moment>, Option<Fingerprint>)>) {
        let (Some(file), Some(manifest)) = (&self.file, print_of_manifest(site)) else { return };
        let mut bytes = HEAD.to_vec();
        bytes.extend_from_slice(&manifest.to_le_bytes());
        for (mark, moment, from) in files {
            let sure = mark.zip(moment).filter(|(mark, moment)| mark.tells_changes_since(*moment));
            for word in [sure.map_or(0, |(mark, _)| mark.print), from.map_or(0, |from| from.0)] {
                bytes.extend_from_slice(&word.to_le_bytes());
            }
        }
        let draft = file.with_extension("draft");
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        let _ = folder.and_then(|()| fs::write(&draft, bytes)).and_then(|()| fs::rename(&draft, file));
    }
}

/// The user's folder for what may be lost; `None` where the system names none.
pub fn user_cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let root = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")))?;
    Some(root.join("banli"))
}

fn known(bytes: &[u8], site: &Path, old: &Manifest) -> Option<FxHashMap<String, Known>> {
    let (words, rest) = bytes.strip_prefix(HEAD)?.as_chunks::<WORD>();
    let (manifest, words) = words.split_first()?;
    let (files, odd) = words.as_chunks::<2>();
    let whole = rest.is_empty() && odd.is_empty() && files.len() == old.files.len();
    if !whole || u128::from_le_bytes(*manifest) != print_of_manifest(site)? {
        return None;
    }
    let files = files.iter().map(|words| words.map(u128::from_le_bytes)).map(|[print, from]| Known { print, from });
    Some(old.files.keys().cloned().zip(files).filter(|(_, known)| known.print != 0).collect())
}

fn print_of_manifest(site: &Path) -> Option<u128> {
    Some(print::of(&fs::read(site.join(manifest::NAME)).ok()?))
}
