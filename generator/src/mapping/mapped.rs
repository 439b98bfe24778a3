//! A source through its mapping: the export that the reader takes, and what it has to say about its places.

use std::path::Path;
use std::sync::OnceLock;

use outcomes::issue::Issue;
use outcomes::read::{Export, SourceFile};

use super::apply::{self, Applied, AsRead, RecordAt, Setup};
use super::config::Mapping;
use super::place::Places;
use super::shape::{Shape, Used};
use super::source::{self, File, Table};
use crate::load::Sources;
use crate::report::Excerpt;

/// The name of the export that a mapping makes; issues never show it.
const NAME: &str = "export";

/// A source through its mapping.
#[derive(Debug)]
pub struct Mapped<'a> {
    /// The mapping, ready.
    pub(super) setup: Setup<'a>,
    /// Name and text of the mapping's file.
    pub(super) written: (&'a str, &'a str),
    /// The files of the source.
    pub(super) files: Vec<File<'a>>,
    /// What became of the records.
    pub(super) applied: Applied<'a>,
    /// The export's file as the reader takes it: the head, and an empty line for each item.
    document: Vec<u8>,
    /// Faults of whole files.
    pub(super) faults: Vec<Issue>,
}

impl<'a> Mapped<'a> {
    /// Applies a mapping to a source. `written` is the mapping's file: its name and text.
    /// The tables that the files hold are kept in `tables`.
    pub fn new(
        mapping: &'a Mapping,
        written: (&'a str, &'a str),
        sources: &'a Sources,
        tables: &'a [OnceLock<Table>],
    ) -> Self {
        let (mut files, mut parts, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let setup = Setup::new(mapping);
        for (opened, table) in sources.opened().iter().zip(tables) {
            let as_read = AsRead { setup: &setup, file: files.len() };
            match source::read_with(opened, &mapping.source, table, Some(&as_read)) {
                Ok((file, read)) => {
                    files.push(file);
                    parts.push(read);
                }
                Err(fault) => faults.push(*fault),
            }
        }
        let mut applied = apply::apply(&setup, &files, parts);
        let head = apply::head(&setup, &files, &mut applied);
        let mut document = serde_json::to_vec(&head).unwrap_or_default();
        document.resize(document.len() + 1 + applied.items.len(), b'\n');
        Self { setup, written, files, applied, document, faults }
    }

    /// Names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name)
    }

    /// The export.
    pub fn export(&self) -> Export<'_> {
        Export::Made(SourceFile { name: NAME, bytes: &self.document, lines: true }, &self.applied.items)
    }

    /// The export as it is written to a file: a document, or with `lines` one item a line.
    pub fn document(&self, lines: bool) -> Vec<u8> {
        let head = self.document.trim_ascii_end();
        let mut document = if lines { head } else { head.strip_suffix(b"}").unwrap_or(head) }.to_vec();
        document.extend_from_slice(if lines { b"\n" } else { b",\n\"items\":[" });
        for (at, item) in self.applied.items.iter().enumerate() {
            if !lines {
                document.extend_from_slice(if at > 0 { b",\n" } else { b"\n" });
            }
            // Writing to memory does not fail.
            let _ = serde_json::to_writer(&mut document, item);
            if lines {
                document.push(b'\n');
            }
        }
        if !lines {
            document.extend_from_slice(b"\n]}\n");
        }
        document
    }

    /// Every issue with its place in the original files: those that the reader found in the export, and those
    /// of the mapping and of the files themselves. Sorted by place, each with an excerpt where there is one.
    pub fn tell(&self, found: Vec<Issue>) -> (Vec<Issue>, Vec<Option<Excerpt>>) {
        Places::new(self).tell(found)
    }

    /// The fields of the source that no rule uses: each with its path and how many values it has.
    pub(super) fn unused(&self) -> Vec<(String, usize)> {
        let used = Used::of(self.setup.mapping, &self.setup.item);
        let mut record = used.record.clone();
        let mut unused = Vec::new();
        let deepest = self.files.iter().filter(|file| file.len() > 0).map(|file| file.around(0).len()).max();
        for level in 0..deepest.unwrap_or_default() {
            let mut shape = Shape::default();
            for file in &self.files {
                let around = (0..file.len()).filter_map(|at| file.around(at).get(level).copied());
                let mut last: *const super::value::Value = std::ptr::null();
                for value in around {
                    // Neighbouring records lie in one object; each is looked at once.
                    if !std::ptr::eq(last, value) {
                        shape.add(value);
                        last = value;
                    }
                }
            }
            let out = deepest.unwrap_or_default() - level;
            let here = used.around.iter().filter(|(far, _)| *far == out || (*far == 0 && level == 0));
            let steps: Vec<_> = here.map(|(_, steps)| steps.clone()).collect();
            let mark = if level == 0 { "$".to_owned() } else { "^".repeat(out) };
            unused.extend(shape.unused(&steps).into_iter().map(|(path, values)| (format!("{mark}.{path}"), values)));
        }
        if deepest.unwrap_or_default() == 0 {
            record.extend(used.around.iter().filter(|(far, _)| *far == 0).map(|(_, steps)| steps.clone()));
        }
        unused.extend(self.applied.shape.unused(&record));
        unused
    }

    /// The record that an item of the export comes from.
    pub(super) fn record_of(&self, item: usize) -> Option<RecordAt> {
        self.applied.records.get(item).copied()
    }
}

/// Endings of the files that a folder of a source is read for.
const ENDINGS: [&str; 11] = ["json", "ndjson", "jsonl", "csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods", "gz"];

/// The files of a source: of a folder all that can be one, by name, and the names of those that can't.
///
/// # Errors
/// Where a folder can't be read.
pub fn files_of(paths: &[std::path::PathBuf]) -> anyhow::Result<(Vec<std::path::PathBuf>, Vec<String>)> {
    use anyhow::Context;
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let cannot = || format!("cannot read the folder {}", path.display());
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).with_context(cannot)? {
            let entry = entry.with_context(cannot)?.path();
            let ending = entry.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            if entry.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&&*ending)) {
                inside.push(entry);
            } else {
                others.push(entry.display().to_string());
            }
        }
        inside.sort();
        files.append(&mut inside);
    }
    others.sort();
    Ok((files, others))
}

/// Name of a mapping's file as messages show it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
