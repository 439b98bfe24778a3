//! `build.json`: what a build wrote, so that the next one knows which files are Banli's.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use outcomes::print;
use serde::{Deserialize, Serialize};

use crate::origin::Origin;

/// Name of the manifest in the published folder.
pub const NAME: &str = "build.json";

/// Length and fingerprint of one published file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Bytes.
    pub bytes: u64,
    /// XXH3 hash, 32 hexadecimal digits: tells a file that was touched from one that was not. It is no
    /// seal; whoever can change a file can change the manifest beside it.
    #[serde(default)]
    pub xxh3: String,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl Entry {
    /// The entry of a file with these contents.
    pub fn of(contents: &[u8]) -> Self {
        Self::with(contents.len() as u64, print::of(contents))
    }

    /// The entry of a file of so many bytes with this XXH3 hash.
    pub fn with(bytes: u64, xxh3: u128) -> Self {
        // By hand, since a site has many files and the formatting machinery takes long.
        let digits = xxh3.to_be_bytes().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self { bytes, xxh3: digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect() }
    }
}

/// What a build wrote and from what.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Where the site comes from; manifests of earlier builds tell less.
    #[serde(flatten)]
    pub origin: Origin,
    /// Warnings that the exports gave; manifests of earlier builds don't tell.
    #[serde(default)]
    pub warnings: usize,
    /// Every published file but this one.
    pub files: BTreeMap<String, Entry>,
}

impl Manifest {
    /// Reads the manifest of a published folder; `None` where there is none.
    ///
    /// # Errors
    /// Where it is there and can't be read or understood.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let manifest: Self = serde_json::from_slice(&text).with_context(|| {
            format!("{} is not a manifest of Banli; if the folder is, delete it and build anew", path.display())
        })?;
        if let Some(path) = manifest.files.keys().find(|path| !is_inside(path)) {
            bail!("{} names a file outside the site: {path:?}", folder.join(NAME).display());
        }
        Ok(Some(manifest))
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// Never in practice: the types always serialise.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self).context("cannot write the manifest")?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Whether a relative path stays in the folder and is written the one way that Banli writes paths.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains('\0'))
}
