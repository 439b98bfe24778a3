//! An export in which one record is other than in the one before: what an office publishes on most days.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::read;

/// The key of a record's title, in an export.
const TITLE: &[u8] = b"\"title\":\"";

/// Writes a copy of an export, of the same name in another folder, in which the title of a record in the
/// middle has one character more.
///
/// Fails where no record has a title.
pub fn copy(export: &Path, room: &Path) -> Result<PathBuf> {
    let mut bytes = read(export)?;
    let middle = bytes.len() / 2;
    let titles = memchr::memmem::find(&bytes[middle..], TITLE);
    let at = middle + titles.with_context(|| format!("no title in {}", export.display()))? + TITLE.len();
    let longer = "新".bytes();
    bytes.splice(at..at, longer);
    let folder = room.join("changed");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(export.file_name().context("an export without a name")?);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
