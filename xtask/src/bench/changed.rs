//! An export in which one record is other than in the one before: what an office publishes on most days.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::read;

/// What a record is found by in an export: of what stands in it, only it has a number before its title.
const NUMBER: &[u8] = b"\"number\":\"";
const TITLE: &[u8] = b"\"title\":\"";

/// Writes a copy of an export, of the same name in another folder, in which the title of a record in the
/// middle has one character more.
///
/// Fails where no record has a title.
pub fn copy(export: &Path, room: &Path) -> Result<PathBuf> {
    let mut bytes = read(export)?;
    let middle = bytes.len() / 2;
    let after = |from: usize, key: &[u8]| Some(from + memchr::memmem::find(&bytes[from..], key)? + key.len());
    let title = after(middle, NUMBER).and_then(|number| after(number, TITLE));
    let at = title.with_context(|| format!("no record with number and title in {}", export.display()))?;
    bytes.splice(at..at, "新".bytes());
    let folder = room.join("changed");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(export.file_name().context("an export without a name")?);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
