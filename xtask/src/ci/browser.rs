//! Runs the tests of what readers do, in a real browser on the built sites.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::closing::{Counts, Reader};
use crate::files::files_under;
use crate::place::Place;
use crate::process;

/// Runs every `*.test.mjs` of the folder.
///
/// Fails if there is none, or if none holds a test.
pub fn test(place: &Place, folder: &Path, chromium: &Path) -> Result<Counts> {
    ensure!(chromium.exists(), "there is no browser at {}", chromium.display());
    let mut files = Vec::new();
    for file in files_under(folder)? {
        let near = file.strip_prefix(folder).unwrap_or(&file).to_path_buf();
        if !near.starts_with("node_modules") && near.to_string_lossy().ends_with(".test.mjs") {
            files.push(near);
        }
    }
    ensure!(!files.is_empty(), "there is no *.test.mjs in {}", folder.display());
    let mut node = Command::new("node");
    // Two files at a time: a browser keeps a core busy. A file that hangs ends at its limit, in ms: on a busy machine
    // the longest needs six minutes.
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=2", "--test-timeout=1200000"])
        .args(files)
        .current_dir(folder);
    node.env("BANLI_DIST", place.root.join("dist")).env("BANLI_GALLERY", place.gallery());
    node.env("BANLI_BIN", place.banli()).env("BANLI_CHROMIUM", chromium);
    let mut reader = Reader::default();
    let well = process::watch(&mut node, |line| reader.tap(line))?;
    reader.close(well)
}
