//! Files that belong to published replies and reports: found beside their export, looked at, and published
//! under a name made of what they hold.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use outcomes::dataset::{Attachment, Dataset, SourceIx};
use outcomes::issue::{Issue, Place, Severity};
use outcomes::read::{SourceFile, locate};

use crate::input::Exports;
use crate::publish::Sink;

/// Codes of what is found, beside those of the export format.
pub const CODES: &[(&str, &str, &str)] = &[
    ("E1001", "Attachment that is not there", "附件不存在"),
    ("E1002", "Attachment that a link leads out of the folder", "附件经链接指向文件夹之外"),
    ("E1003", "Attachment that is not what its name says", "附件内容与扩展名不符"),
];

/// Where attachments stand in the site. The export that is published names them from its own folder.
const FOLDER: &str = "data/export/";

/// Digits of the hash in a name.
const DIGITS: usize = 16;

/// One file that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    from: PathBuf,
    /// Its path from the folder of the published export.
    name: String,
    /// Bytes.
    pub bytes: u64,
    /// Ending of its name, which tells its type.
    pub ending: &'static str,
}

impl Kept {
    /// Its path from the root of the site.
    pub fn path(&self) -> String {
        format!("{FOLDER}{}", self.name)
    }

    /// Its path from the folder of the published export.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// All attachments of a site, by the export that names them and the path that it writes.
#[derive(Debug, Default)]
pub struct Attachments {
    kept: BTreeMap<(SourceIx, String), Kept>,
    /// Every path at which one was looked for, whether it is there or not.
    pub sought: Vec<PathBuf>,
}

impl Attachments {
    /// No attachments.
    pub fn none() -> &'static Self {
        static NONE: Attachments = Attachments { kept: BTreeMap::new(), sought: Vec::new() };
        &NONE
    }

    /// Looks for every attachment of the data beside the file that names it; of a mapping's files beside the first
    /// that has it there. What is not as it should be is an issue at its place.
    pub fn find(data: &Dataset, exports: &Exports) -> (Self, Vec<Issue>) {
        let (mut found, mut issues) = (Self::default(), Vec::new());
        let room = OnceCell::new();
        let mut look = |source: SourceIx, item: Option<&str>, one: &Attachment| {
            let Some(ending) = one.ending() else { return };
            let key = (source, one.file.to_string());
            if found.kept.contains_key(&key) {
                return;
            }
            let folders = exports.folders(source.at());
            let paths = || folders.iter().map(|folder| folder.join(one.file.as_str()));
            found.sought.extend(paths());
            let at = paths().position(|path| path.exists()).unwrap_or_default();
            match keep(folders.get(at).map_or(Path::new(""), PathBuf::as_path), one, ending) {
                Ok(kept) => drop(found.kept.insert(key, kept)),
                Err(fault) => {
                    let written = exports.written(&room);
                    issues.extend(written.get(source.at()).map(|file| fault.told(file, item, one)));
                }
            }
        };
        for item in &data.items {
            let replies = item.assignments.iter().flat_map(|duty| &duty.replies);
            replies.flat_map(|reply| &reply.attachments).for_each(|one| look(item.source, Some(&item.id), one));
        }
        for (report, source) in data.reports.iter().zip(&data.report_sources) {
            report.attachments.iter().for_each(|one| look(*source, None, one));
        }
        (found, issues)
    }

    /// The file that an attachment of an export is.
    pub fn of(&self, source: SourceIx, one: &Attachment) -> Option<&Kept> {
        self.kept.get(&(source, one.file.to_string()))
    }

    /// Every file's path from the root of the site; one that is named twice stands once.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.kept.values().map(Kept::path).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// Publishes every file, one at a time in memory.
    ///
    /// # Errors
    /// Where a file can't be read any more or is another one by now, or the sink can't keep it.
    pub fn write(&self, sink: &dyn Sink) -> Result<()> {
        let by_path: BTreeMap<String, &Kept> = self.kept.values().map(|kept| (kept.path(), kept)).collect();
        for (path, kept) in by_path {
            let shown = kept.from.display();
            let bytes = fs::read(&kept.from).with_context(|| format!("cannot read the attachment {shown}"))?;
            ensure!(named(&bytes, kept.ending) == kept.name, "{shown} was written to while the site was built");
            sink.put(&path, &bytes)?;
        }
        Ok(())
    }
}

/// What is wrong with an attachment.
enum Fault {
    Missing(String),
    NoFile,
    Outside,
    Other(&'static str),
}

impl Fault {
    fn told(self, file: &SourceFile, item: Option<&str>, one: &Attachment) -> Issue {
        let named = one.file.as_str();
        let (code, what, hint) = match self {
            Self::Missing(why) => (
                "E1001",
                format!("the attachment {named:?} can't be read: {why}"),
                "put the file there, beside the export, or take it out of `attachments`",
            ),
            Self::NoFile => (
                "E1001",
                format!("the attachment {named:?} is no file"),
                "put the file there, beside the export, or take it out of `attachments`",
            ),
            Self::Outside => (
                "E1002",
                format!("the attachment {named:?} is a link that leads out of the export's folder"),
                "copy the file itself into the export's folder",
            ),
            Self::Other(ending) => (
                "E1003",
                format!("the attachment {named:?} is no {ending} file by what it holds"),
                "save it again in the form that its name says",
            ),
        };
        // As JSON writes it; where it is written with escapes, the file alone is named.
        let written = format!("\"{named}\"");
        let at = memchr::memmem::find(file.bytes, written.as_bytes());
        let mut place = (1, 1);
        if let Some(at) = at {
            locate::advance(&mut place, &file.bytes[..at]);
        }
        let (line, column) = place;
        let pointer = String::new();
        let item = item.map(str::to_owned);
        let place = Place { file: file.name.to_owned(), line, column, pointer, item };
        Issue { code, severity: Severity::Error, place, what, hint: hint.to_owned(), private: None }
    }
}

fn keep(folder: &Path, one: &Attachment, ending: &'static str) -> Result<Kept, Fault> {
    let missing = |error: std::io::Error| Fault::Missing(error.to_string());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root = folder.canonicalize().map_err(missing)?;
    let from = root.join(one.file.as_str()).canonicalize().map_err(missing)?;
    if !from.starts_with(&root) {
        return Err(Fault::Outside);
    }
    let mut file = File::open(&from).map_err(missing)?;
    if !file.metadata().map_err(missing)?.is_file() {
        return Err(Fault::NoFile);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(missing)?;
    if !is_what_it_says(&bytes, ending) {
        return Err(Fault::Other(ending));
    }
    Ok(Kept { name: named(&bytes, ending), from, bytes: bytes.len() as u64, ending })
}

/// The name of a file that holds these bytes: it changes with them and tells nothing of where they lay.
fn named(bytes: &[u8], ending: &str) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("attachments/{}.{ending}", &hash[..DIGITS])
}

/// Whether a file begins as its type does, so that no page or program passes for a document.
fn is_what_it_says(bytes: &[u8], ending: &str) -> bool {
    const PACKED: &[u8] = b"PK\x03\x04";
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    match ending {
        "pdf" => memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some(),
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => bytes.starts_with(b"\xFF\xD8\xFF"),
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "ofd" => bytes.starts_with(PACKED),
        // What WPS writes is of the old form or of the new one.
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" => bytes.starts_with(COMPOUND) || bytes.starts_with(PACKED),
        "txt" | "csv" => std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use outcomes::export::ATTACHMENT_TYPES;

    use super::is_what_it_says;

    #[test]
    fn a_page_passes_for_no_document() {
        for ending in ATTACHMENT_TYPES.into_iter().filter(|ending| !["txt", "csv"].contains(ending)) {
            assert!(!is_what_it_says(b"<!doctype html><script>", ending), "{ending}");
            assert!(!is_what_it_says(b"", ending), "{ending}");
        }
        assert!(is_what_it_says(b"%PDF-1.7\n", "pdf") && is_what_it_says("表".as_bytes(), "csv"));
        assert!(!is_what_it_says(b"a\0b", "txt"));
    }
}
