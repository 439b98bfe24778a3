//! The one reader of exports: owns their bytes, so that the dataset can borrow its texts.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use outcomes::read::SourceFile;

/// One opened file.
#[derive(Debug)]
pub struct Opened {
    /// Name as given.
    pub name: String,
    /// Its bytes, unpacked.
    bytes: Vec<u8>,
    lines: bool,
    /// Length and hash of the file itself, where that is packed.
    packed: Option<Stamp>,
    /// Its text, where it was in another encoding.
    decoded: OnceLock<Vec<u8>>,
}

/// What tells the bytes of a file from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub bytes: u64,
    /// BLAKE3 hash, 64 hexadecimal digits.
    pub blake3: String,
}

impl Stamp {
    /// The stamp of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let hash = blake3::Hasher::new().update_rayon(bytes).finalize();
        Self { bytes: bytes.len() as u64, blake3: hash.to_hex().to_string() }
    }
}

/// All exports of a site, opened.
#[derive(Debug)]
pub struct Sources(Vec<Opened>);

impl Sources {
    /// Opens every export: `.json`, `.ndjson` or `.jsonl`, each also packed as `.gz`.
    ///
    /// # Errors
    /// Where a file can't be opened, read or unpacked; the message names it.
    pub fn open(paths: &[PathBuf]) -> Result<Self> {
        if paths.is_empty() {
            bail!("no export given: name at least one file");
        }
        paths.iter().map(|path| Opened::open(path)).collect::<Result<_>>().map(Self)
    }

    /// Refuses a file that is named twice: every id in it would be used twice.
    ///
    /// # Errors
    /// Where two paths lead to the same file; the message names it.
    pub fn distinct(paths: &[PathBuf]) -> Result<()> {
        let mut seen = Vec::new();
        for path in paths {
            let Ok(real) = path.canonicalize() else { continue };
            if seen.contains(&real) {
                bail!("the export {} is named twice: name each file once", path.display());
            }
            seen.push(real);
        }
        Ok(())
    }

    /// The exports as the domain reads them.
    pub fn files(&self) -> Vec<SourceFile<'_>> {
        self.0
            .iter()
            .map(|source| SourceFile { name: &source.name, bytes: &source.bytes, lines: source.lines })
            .collect()
    }

    /// The files.
    pub fn opened(&self) -> &[Opened] {
        &self.0
    }
}

impl Opened {
    /// Its bytes, unpacked.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The stamp of the file as it lies there, packed where it is packed.
    pub fn stamp(&self) -> Stamp {
        self.packed.clone().unwrap_or_else(|| Stamp::of(self.bytes()))
    }

    /// Its name without the folders that it lies in.
    pub fn file_name(&self) -> String {
        file_name(Path::new(&self.name))
    }

    /// Its bytes as UTF-8 where they are GB 18030; as they are where they are not, or where that is not asked for.
    pub fn text(&self, gb18030: bool) -> &[u8] {
        let bytes = self.bytes();
        if !gb18030 {
            return bytes;
        }
        self.decoded.get_or_init(|| match encoding_rs::GB18030.decode(bytes) {
            (_, _, true) => bytes.to_vec(),
            (text, ..) => text.into_owned().into_bytes(),
        })
    }

    /// Whether this is an export: JSON whose document, or first line, states the version of the form.
    pub fn is_export(&self) -> bool {
        #[derive(serde::Deserialize)]
        struct Head {
            #[serde(rename = "banli")]
            _version: serde::de::IgnoredAny,
        }
        let text = self.bytes.strip_prefix(outcomes::read::locate::BOM).unwrap_or(&self.bytes);
        let head = if self.lines { text.split(|byte| *byte == b'\n').next().unwrap_or_default() } else { text };
        head.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<Head>(head).is_ok()
    }

    fn open(path: &Path) -> Result<Self> {
        let given = read(path)?;
        let name = path.to_string_lossy().into_owned();
        let (bytes, packed) = if name.ends_with(".gz") {
            let mut bytes = Vec::new();
            flate2::read::MultiGzDecoder::new(given.as_slice())
                .read_to_end(&mut bytes)
                .with_context(|| format!("{} cannot be unpacked; is it complete?", path.display()))?;
            (bytes, Some(Stamp::of(&given)))
        } else {
            (given, None)
        };
        let plain = name.strip_suffix(".gz").unwrap_or(&name);
        let lines = plain.ends_with(".ndjson") || plain.ends_with(".jsonl");
        Ok(Self { name, bytes, lines, packed, decoded: OnceLock::new() })
    }
}

/// Reads a whole file, and makes sure that nobody wrote to it meanwhile.
fn read(path: &Path) -> Result<Vec<u8>> {
    let cannot = || format!("cannot read the export {}", path.display());
    let mut file = File::open(path).with_context(cannot)?;
    let before = file.metadata().with_context(cannot)?;
    if before.is_dir() {
        bail!("{} is a folder: name the export files in it", path.display());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(before.len()).unwrap_or(usize::MAX)).with_context(cannot)?;
    file.read_to_end(&mut bytes).with_context(cannot)?;
    let after = file.metadata().with_context(cannot)?;
    // A pipe has no length of its own, and no second reader finds other bytes in it.
    if before.is_file() && !is_as_before(&before, &after, bytes.len()) {
        bail!("{} was written to while it was read: run again when it is complete", path.display());
    }
    Ok(bytes)
}

/// Whether a file that gave so many bytes is the same after reading as it was before.
fn is_as_before(before: &Metadata, after: &Metadata, read: usize) -> bool {
    let modified = |meta: &Metadata| meta.modified().ok();
    before.len() == read as u64 && after.len() == read as u64 && modified(before) == modified(after)
}

/// The last part of a path, as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
