//! A source through its mapping: the export that the reader takes, and what it has to say about its places.

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use outcomes::issue::Issue;
use outcomes::print::Printer;
use outcomes::read::{Export, MadeItem, SourceFile};
use rayon::prelude::*;

use super::apply::{self, Again, Applied, AsRead, RecordAt, Setup};
use super::config::Mapping;
use super::place::Places;
use super::shape::{Shape, Used};
use super::source::{self, File, Table};
use crate::load::Sources;
use crate::report::Excerpt;

/// The name of the export that a mapping makes; issues never show it.
const NAME: &str = "export";

/// Items that are written before they are put behind each other.
const AT_ONCE: usize = 1024;

/// A source through its mapping.
#[derive(Debug)]
pub struct Mapped<'a> {
    /// The mapping, ready.
    pub(super) setup: Setup<'a>,
    /// Name and text of the mapping's file.
    pub(super) written: (&'a str, &'a str),
    /// The files of the source.
    pub(super) files: Vec<File<'a>>,
    /// What became of the records, but for the items.
    pub(super) applied: Applied<'a>,
    /// The items, until a reader takes them.
    items: Mutex<Option<Vec<MadeItem<'a>>>>,
    /// The export's file as the reader takes it: the head, and an empty line for each item.
    document: Vec<u8>,
    /// Faults of whole files.
    pub(super) faults: Vec<Issue>,
}

impl<'a> Mapped<'a> {
    /// Applies a mapping to a source. `written` is the mapping's file: its name and text.
    /// The tables that the files hold are kept in `tables`; with `prints` the items are hashed.
    pub fn new(
        mapping: &'a Mapping,
        written: (&'a str, &'a str),
        sources: &'a Sources,
        tables: &'a [OnceLock<Table>],
        prints: bool,
    ) -> Self {
        let (mut files, mut parts, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let setup = Setup::new(mapping, prints);
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
        let mut document = apply::head(&setup, &files, &mut applied);
        document.resize(document.len() + 1 + applied.items.len(), b'\n');
        let items = Mutex::new(Some(std::mem::take(&mut applied.items)));
        Self { setup, written, files, applied, items, document, faults }
    }

    /// Names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name)
    }

    /// The export's file without items, of which an empty line stands for each.
    pub fn head(&self) -> SourceFile<'_> {
        SourceFile { name: NAME, bytes: &self.document, lines: true }
    }

    /// The export. The first who asks takes the items along; for others they are made again.
    pub fn export(&self) -> Export<'_> {
        let items = self.items.lock().unwrap_or_else(PoisonError::into_inner).take();
        let typed = |(again, printer): &mut (Again<'_, 'a>, Printer), at: &RecordAt| {
            MadeItem::new(&mut again.item(*at), self.setup.prints.then_some(printer), || again.item(*at))
        };
        let anew = || self.applied.records.par_iter().map_init(|| (self.again(), Printer::default()), typed).collect();
        Export::Made(self.head(), items.unwrap_or_else(anew))
    }

    /// Makes items anew.
    fn again(&self) -> Again<'_, 'a> {
        Again::new(&self.setup, &self.files)
    }

    /// The export as it is written to a file: a document, or with `lines` one item a line.
    pub fn document(&self, lines: bool) -> Vec<u8> {
        let head = self.document.trim_ascii_end();
        let mut document = if lines { head } else { head.strip_suffix(b"}").unwrap_or(head) }.to_vec();
        document.extend_from_slice(if lines { b"\n" } else { b",\n\"items\":[" });
        let written =
            |again: &mut Again<'_, 'a>, at: &RecordAt| serde_json::to_vec(&again.item(*at)).unwrap_or_default();
        for (at, records) in self.applied.records.chunks(AT_ONCE).enumerate() {
            let items: Vec<Vec<u8>> = records.par_iter().map_init(|| self.again(), written).collect();
            for (place, item) in items.into_iter().enumerate() {
                if !lines {
                    document.extend_from_slice(if at + place > 0 { b",\n" } else { b"\n" });
                }
                document.extend_from_slice(&item);
                if lines {
                    document.push(b'\n');
                }
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
        let deepest = self.files.iter().flat_map(File::holders).map(|held| held.len()).max();
        for level in 0..deepest.unwrap_or_default() {
            let mut shape = Shape::default();
            for file in &self.files {
                let mut last: *const super::value::Value = std::ptr::null();
                for value in file.holders().filter_map(|held| held.get(level).copied()) {
                    // Neighbouring lists lie in one object; each is looked at once.
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
