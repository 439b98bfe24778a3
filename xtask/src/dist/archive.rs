//! Packs files so that the same files always give the same bytes: sorted, of no time, of no user.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use crate::files::read;

/// The time of every file, 1980-01-01: the earliest that every archive format can tell.
const TIME: u64 = 315_532_800;

/// Files of an archive, by path.
#[derive(Default)]
pub struct Archive(BTreeMap<String, (Vec<u8>, u32)>);

impl Archive {
    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), (bytes, 0o644));
    }

    /// Adds a program.
    pub fn add_program(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), (bytes, 0o755));
    }

    /// Whether there is a file whose path begins so.
    pub fn has(&self, start: &str) -> bool {
        self.0.keys().any(|path| path.starts_with(start))
    }

    /// The packed archive, everything in one folder.
    ///
    /// Fails where a path is too long for a header.
    pub fn pack(&self, folder: &str) -> Result<Vec<u8>> {
        // A gzip header without name and time, of no system.
        let gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
        let mut tar = tar::Builder::new(gzip);
        for (path, (bytes, mode)) in &self.0 {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.set_mode(*mode);
            header.set_mtime(TIME);
            header.set_uid(0);
            header.set_gid(0);
            tar.append_data(&mut header, format!("{folder}/{path}"), bytes.as_slice())
                .with_context(|| format!("cannot pack {path}"))?;
        }
        let packed = tar.into_inner().context("cannot pack")?;
        packed.finish().context("cannot pack")
    }
}

/// Checksums of files, as `sha256sum --check` takes them.
///
/// Fails where one can't be read.
pub fn checksums(paths: &[PathBuf]) -> Result<String> {
    let mut sums = String::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        writeln!(sums, "{:x}  {name}", Sha256::digest(read(path)?))?;
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::Archive;

    #[test]
    fn the_same_files_are_the_same_bytes_in_whatever_order_they_come() {
        let pack = |order: [&str; 3]| {
            let mut archive = Archive::default();
            order.iter().for_each(|path| archive.add(path, path.as_bytes().to_vec()));
            archive.add_program("banli", vec![7; 5000]);
            archive.pack("banli-1").expect("packed")
        };
        let packed = pack(["a", "b/c", "b/a"]);
        assert!(packed == pack(["b/a", "a", "b/c"]));
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let files: Vec<(String, u32, u64)> = tar
            .entries()
            .expect("entries")
            .map(|entry| {
                let entry = entry.expect("an entry");
                let path = entry.path().expect("a path").to_string_lossy().into_owned();
                (path, entry.header().mode().expect("a mode"), entry.header().mtime().expect("a time"))
            })
            .collect();
        let file = |path: &str, mode| (format!("banli-1/{path}"), mode, super::TIME);
        assert_eq!(files, [file("a", 0o644), file("b/a", 0o644), file("b/c", 0o644), file("banli", 0o755)]);
    }
}
