//! What a site is made from: exports as they are, or another system's files through a mapping.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::anyhow;
use outcomes::issue::Issue;
use outcomes::read::{Export, SourceFile};

use crate::build::Failure;
use crate::load::{Opened, Sources};
use crate::mapping::{Mapped, Mapping, Table, files_of, shown, told};
use crate::note::Note;
use crate::report::{Excerpt, excerpts};

/// Opened files, and the mapping that they go through.
#[derive(Debug)]
pub struct Input {
    sources: Sources,
    mapping: Option<(Mapping, String, String)>,
    /// The tables that its files hold once they are read, since the data borrows its texts from them.
    tables: Vec<OnceLock<Table>>,
    /// What the person in front should know: files that were not read.
    pub notes: Vec<Note>,
}

impl Input {
    /// Opens exports, or with a mapping the files of a source; folders only with a mapping.
    ///
    /// # Errors
    /// Where the mapping means nothing, a file is named twice, or one can't be read.
    pub fn open(paths: &[PathBuf], mapping: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = mapping else {
            Sources::distinct(paths).map_err(Failure::Usage)?;
            let sources = Sources::open(paths).map_err(Failure::World)?;
            return Ok(Self { sources, mapping: None, tables: Vec::new(), notes: Vec::new() });
        };
        let (mapping, text) = Mapping::read(path).map_err(Failure::Usage)?;
        let (sources, others) = open_source(paths)?;
        let notes = others.into_iter().map(|file| Note::NotRead { file }).collect();
        let tables = sources.opened().iter().map(|_| OnceLock::new()).collect();
        Ok(Self { sources, mapping: Some((mapping, shown(path), text)), tables, notes })
    }

    /// Opens files that may be exports already: those stay as they are, others go through the mapping, where there
    /// is one.
    ///
    /// # Errors
    /// As [`Input::open`]; and where some of the files are exports and others are not.
    pub fn open_either(paths: &[PathBuf], mapping: Option<&Path>) -> Result<Self, Failure> {
        let Some(mapping) = mapping else { return Self::open(paths, None) };
        let mut input = Self::open(paths, Some(mapping))?;
        let exports = input.opened().iter().filter(|file| file.is_export()).count();
        if exports == input.opened().len() {
            input.mapping = None;
        } else if exports > 0 {
            let usage = "some of these files are exports and others are not: run `banli map` on the others first";
            return Err(Failure::Usage(anyhow!(usage)));
        }
        Ok(input)
    }

    /// The opened files.
    pub fn opened(&self) -> &[Opened] {
        self.sources.opened()
    }

    /// Name and text of the mapping, where there is one.
    pub fn mapping(&self) -> Option<(&str, &str)> {
        self.mapping.as_ref().map(|(_, name, text)| (name.as_str(), text.as_str()))
    }

    /// The exports that the reader takes.
    pub fn exports(&self) -> Exports<'_> {
        self.made(false)
    }

    /// The same for who makes a site: each item has a hash over all that is said of it.
    pub fn exports_with_prints(&self) -> Exports<'_> {
        self.made(true)
    }

    fn made(&self, prints: bool) -> Exports<'_> {
        match &self.mapping {
            None => Exports::Plain(self.sources.files()),
            Some((mapping, name, text)) => {
                Exports::Mapped(Box::new(Mapped::new(mapping, (name, text), &self.sources, &self.tables, prints)))
            }
        }
    }
}

/// Opens the files of a source, of a folder all that can be one; and the names of those that can't.
///
/// # Errors
/// Where there is none, one is named twice, or one can't be read.
pub fn open_source(paths: &[PathBuf]) -> Result<(Sources, Vec<String>), Failure> {
    let (files, others) = files_of(paths).map_err(Failure::World)?;
    if files.is_empty() {
        return Err(Failure::Usage(anyhow!("the folder holds no file that can be read as a source")));
    }
    Sources::distinct(&files).map_err(Failure::Usage)?;
    Ok((Sources::open(&files).map_err(Failure::World)?, others))
}

/// Exports as the reader takes them.
#[derive(Debug)]
pub enum Exports<'a> {
    /// As they are.
    Plain(Vec<SourceFile<'a>>),
    /// Through a mapping.
    Mapped(Box<Mapped<'a>>),
}

impl Exports<'_> {
    /// As the reader takes them. Who asks first is given the items that the mapping made; for others they are made again.
    pub fn files(&self) -> Vec<Export<'_>> {
        match self {
            Self::Plain(files) => files.iter().copied().map(Export::Written).collect(),
            Self::Mapped(mapped) => vec![mapped.export()],
        }
    }

    /// What is written of them: whole files, or the head of what a mapping makes.
    pub fn heads(&self) -> Vec<SourceFile<'_>> {
        match self {
            Self::Plain(files) => files.clone(),
            Self::Mapped(mapped) => vec![mapped.head()],
        }
    }

    /// The files with all their items, which of a mapping are written out into `room`: for looking something up.
    pub fn written<'w>(&'w self, room: &'w OnceCell<Vec<u8>>) -> Vec<SourceFile<'w>> {
        match self {
            Self::Plain(files) => files.clone(),
            Self::Mapped(mapped) => {
                let bytes = room.get_or_init(|| mapped.document(true));
                vec![SourceFile { bytes, ..mapped.head() }]
            }
        }
    }

    /// The folders that the attachments of an export lie in: its own; through a mapping those of all its files.
    pub fn folders(&self, export: usize) -> Vec<PathBuf> {
        let folder = |name: &str| Path::new(name).parent().unwrap_or(Path::new("")).to_owned();
        let mut folders: Vec<PathBuf> = match self {
            Self::Plain(files) => files.get(export).map(|file| folder(file.name)).into_iter().collect(),
            Self::Mapped(mapped) => mapped.names().map(folder).collect(),
        };
        let mut seen = Vec::new();
        folders.retain(|folder| {
            let is_new = !seen.contains(folder);
            seen.extend(is_new.then(|| folder.clone()));
            is_new
        });
        folders
    }

    /// Every issue at its place in the files as they were given, and the piece of its line.
    pub fn tell(&self, found: Vec<Issue>) -> (Vec<Issue>, Vec<Option<Excerpt>>) {
        match self {
            Self::Plain(files) => {
                let excerpts = excerpts(files, &found);
                (found, excerpts)
            }
            Self::Mapped(mapped) => mapped.tell(found),
        }
    }

    /// The export that the mapping makes, as it is written to a file; none where there is no mapping.
    pub fn document(&self, lines: bool) -> Option<Vec<u8>> {
        match self {
            Self::Plain(_) => None,
            Self::Mapped(mapped) => Some(mapped.document(lines)),
        }
    }

    /// What the mapping leaves out or had to decide.
    pub fn notes(&self) -> Vec<Note> {
        match self {
            Self::Plain(_) => Vec::new(),
            Self::Mapped(mapped) => told(mapped),
        }
    }
}
