//! The search's index, read back with its own reader from the files that were written: its texts are
//! packed, and no search of bytes would see them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rayon::prelude::*;
use search::record::Record;
use search::{Contents, DIRECTORY, Title};

use super::decode::{self, Form};
use super::{DEPTH, Guard};
use crate::search::{FOLDER, LOCAL};

const DAMAGED: &str = "the search's index can't be unpacked again";

/// Looks into the index and into the one for pages that are opened from a folder.
pub(super) fn look(guard: &Guard) -> Result<()> {
    let file = |path: &str| guard.sink.read(&format!("{FOLDER}{path}"));
    // A site without search has none.
    if let Ok(directory) = file(DIRECTORY) {
        index(guard, &directory, FOLDER, &|path| file(path).ok())?;
    }
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for at in 0.. {
        let name = if at == 0 { LOCAL.to_owned() } else { LOCAL.replace(".js", &format!("-{at}.js")) };
        let Ok(script) = file(&name) else { break };
        files.extend(calls(&script));
    }
    match files.get(DIRECTORY) {
        Some(directory) => index(guard, directory, &format!("{FOLDER}{LOCAL}: "), &|path| files.get(path).cloned()),
        None => Ok(()),
    }
}

/// Looks into one index, whose files are called so with `prefix` before.
fn index(guard: &Guard, directory: &[u8], prefix: &str, file: &(dyn Fn(&str) -> Option<Vec<u8>> + Sync)) -> Result<()> {
    let contents = Contents::open(directory, file).context(DAMAGED)?;
    guard.look(&format!("{prefix}{DIRECTORY}"), contents.names().as_bytes(), Form::Packed, DEPTH);
    contents.blocks().par_iter().try_for_each(|path| {
        let records = file(path).and_then(|block| contents.records(&block)).context(DAMAGED)?;
        let name = format!("{prefix}{path}");
        for record in records {
            let Record { number, title, names, path, text, .. } = record;
            let title = if let Title::Known(title) = title { title } else { String::new() };
            let all = [number, title, names.join("、"), text].join("\n");
            // The names of a withheld item's proposers are no part of its record either.
            let own = if guard.wanted.item_of(&path).is_some() { format!("{name}: /{path}") } else { name.clone() };
            guard.look(&own, all.as_bytes(), Form::Packed, DEPTH);
        }
        Ok(())
    })
}

/// The files that a script carries: `banli.local("path","…")` on a line each.
fn calls(script: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    script.split(|byte| *byte == b'\n').filter_map(|line| {
        let inner = line.strip_prefix(b"banli.local(\"")?.strip_suffix(b"\");")?;
        let (path, digits) = inner.split_at(memchr::memmem::find(inner, b"\",\"")?);
        let digits = digits[3..].trim_ascii_end();
        let digits = digits.strip_suffix(b"==").or_else(|| digits.strip_suffix(b"=")).unwrap_or(digits);
        Some((String::from_utf8_lossy(path).into_owned(), decode::of_base64(digits)))
    })
}
