//! Faults as they are found, by byte offset; lines and columns are counted once, at the end.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

use crate::issue::{Found, Issue, Place, Severity};
use crate::read::locate::Along;
use crate::read::{Mends, SourceFile, locate};

/// A fault with its byte offset.
#[derive(Debug)]
struct Fault {
    file: usize,
    offset: usize,
    code: &'static str,
    pointer: String,
    item: Option<String>,
    what: String,
    hint: String,
    private: Option<Found>,
    /// Of a made item, which has no JSON to find offsets in: byte in its text, and pointer.
    made: Option<(usize, String)>,
}

/// All faults found so far.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    /// Byte offsets of the elements of a head's lists, by file and field: a head is as long as its
    /// file, and is searched once for each list, not for each fault.
    elements: HashMap<(usize, String), Vec<usize>>,
}

impl Faults {
    /// Takes over what another collector found.
    #[cfg(feature = "parallel")]
    pub fn absorb(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Adds a fault at a byte offset of a file.
    pub fn at_offset(&mut self, file: usize, offset: usize, code: &'static str, what: String, hint: &str) {
        self.list.push(Fault {
            file,
            offset,
            code,
            pointer: String::new(),
            item: None,
            what,
            hint: hint.to_owned(),
            private: None,
            made: None,
        });
    }

    /// Adds a fault at a pointer below a piece of a file. The pointer is written out only here: most
    /// of what is checked is right.
    pub fn at(&mut self, piece: &Piece, pointer: impl Display, code: &'static str, what: String, hint: &str) {
        let pointer = piece.written(pointer.to_string());
        if piece.mends.is_some_and(|mends| mends.explains(code, &pointer)) {
            return;
        }
        let offset = piece.offset + self.offset_of(piece, &pointer);
        self.list.push(Fault {
            file: piece.file,
            offset,
            code,
            pointer: format!("{}{pointer}", piece.pointer),
            item: piece.item.map(str::to_owned),
            what,
            hint: hint.to_owned(),
            private: None,
            made: piece.is_made().then_some((0, pointer)),
        });
    }

    /// Keeps only the faults that `keeps` says, by code and pointer.
    pub fn retain(&mut self, keeps: impl Fn(&str, &str) -> bool) {
        self.list.retain(|fault| keeps(fault.code, &fault.pointer));
    }

    /// Byte offset of the latest fault.
    pub fn latest(&self) -> Option<usize> {
        self.list.last().map(|fault| fault.offset)
    }

    /// Says what private data the latest fault is about.
    pub fn about(&mut self, found: Found) {
        if let Some(fault) = self.list.last_mut() {
            fault.private = Some(found);
        }
    }

    /// The text that a pointer names, for faults inside it.
    pub fn text<'p>(&mut self, piece: &Piece<'p>, pointer: String) -> InText<'p> {
        let pointer = piece.written(pointer);
        let start = self.offset_of(piece, &pointer);
        let along = Along::new(piece.text.get(start..).unwrap_or_default());
        InText { pointer, offset: piece.offset + start, along }
    }

    /// Adds a fault at byte `within` of a text.
    pub fn in_text(
        &mut self,
        piece: &Piece,
        text: &mut InText,
        within: usize,
        (code, what, hint): (&'static str, String, &str),
    ) {
        self.list.push(Fault {
            file: piece.file,
            offset: text.offset + text.along.to(within),
            code,
            pointer: format!("{}{}", piece.pointer, text.pointer),
            item: piece.item.map(str::to_owned),
            what,
            hint: hint.to_owned(),
            private: None,
            made: piece.is_made().then(|| (within, text.pointer.clone())),
        });
    }

    /// Byte offset in a piece of the value that a pointer names, or of the nearest around it.
    fn offset_of(&mut self, piece: &Piece, pointer: &str) -> usize {
        let mut steps = pointer.splitn(4, '/').skip(1);
        let (Some(field), Some(position), true) = (steps.next(), steps.next(), piece.is_head) else {
            return locate::offset_of(piece.text, pointer);
        };
        let rest = steps.next().map_or_else(String::new, |rest| format!("/{rest}"));
        let elements = self
            .elements
            .entry((piece.file, field.to_owned()))
            .or_insert_with(|| locate::elements(piece.text, &format!("/{field}")));
        match position.parse().ok().and_then(|position: usize| elements.get(position)) {
            Some(start) => start + locate::offset_of(&piece.text[*start..], &rest),
            None => locate::offset_of(piece.text, pointer),
        }
    }

    /// The faults as issues: sorted by file, line, column and code, the same one only once.
    pub fn into_issues(mut self, files: &[SourceFile]) -> Vec<Issue> {
        fn key(fault: &Fault) -> (usize, usize, &str, &str, &Option<(usize, String)>) {
            (fault.file, fault.offset, fault.code, &fault.what, &fault.made)
        }
        self.list.sort_by(|a, b| key(a).cmp(&key(b)));
        self.list.dedup_by(|a, b| key(a) == key(b));
        let mut counter = Counter::default();
        self.list
            .into_iter()
            .map(|fault| {
                let (line, column) = counter.count(files, fault.file, fault.offset);
                Issue {
                    code: fault.code,
                    severity: if fault.code.starts_with('W') { Severity::Warning } else { Severity::Error },
                    place: Place {
                        file: files[fault.file].name.to_owned(),
                        line,
                        column,
                        pointer: fault.pointer,
                        item: fault.item,
                    },
                    what: fault.what,
                    hint: fault.hint,
                    private: fault.private,
                }
            })
            .collect()
    }
}

/// A piece of a file that pointers are resolved in: the document's head, or one item.
#[derive(Clone, Debug)]
pub struct Piece<'p> {
    /// Position of the file.
    pub file: usize,
    /// Name of the file.
    pub file_name: &'p str,
    /// Whether the file holds one item a line.
    pub lines: bool,
    /// Byte offset of the piece in the file.
    pub offset: usize,
    /// The piece; empty of a made item.
    pub text: &'p str,
    /// Pointer of the piece in the document.
    pub pointer: PointerBase,
    /// Id of the item that the piece is, where it is one and its id can be read.
    pub item: Option<&'p str>,
    /// Whether it is the document's head, which is as long as the file.
    pub is_head: bool,
    /// Where it was changed so that it fits its type.
    pub mends: Option<&'p Mends>,
}

/// The pointer that those below a piece begin with: written out only where there is a fault.
#[derive(Clone, Debug)]
pub enum PointerBase {
    /// The document as a whole, or a line of its own.
    Whole,
    /// An item, by its position.
    Item(usize),
    /// A field of the document.
    Field(String),
}

impl Display for PointerBase {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Item(position) => write!(f, "/items/{position}"),
            Self::Field(pointer) => f.write_str(pointer),
        }
    }
}

impl Piece<'_> {
    /// Whether it is an item that was never written as JSON.
    fn is_made(&self) -> bool {
        self.text.is_empty()
    }

    /// A pointer as it is written in the export.
    fn written(&self, pointer: String) -> String {
        match self.mends {
            Some(mends) => mends.written(pointer),
            None => pointer,
        }
    }
}

/// A text with faults in it: it is looked for once, and passed once.
#[derive(Debug)]
pub struct InText<'p> {
    pointer: String,
    /// Byte offset in the file.
    offset: usize,
    along: Along<'p>,
}

/// Counts lines and columns forward through the files, each byte once.
#[derive(Default)]
struct Counter {
    file: usize,
    offset: usize,
    /// Line and column; 0 before the first file.
    place: (u32, u32),
}

impl Counter {
    fn count(&mut self, files: &[SourceFile], file: usize, offset: usize) -> (u32, u32) {
        let bytes = files[file].bytes;
        if self.file != file || self.place.0 == 0 {
            let start = if bytes.starts_with(locate::BOM) { locate::BOM.len() } else { 0 };
            *self = Self { file, offset: start, place: (1, 1) };
        }
        let end = offset.min(bytes.len());
        locate::advance(&mut self.place, bytes.get(self.offset..end).unwrap_or_default());
        self.offset = self.offset.max(end);
        self.place
    }
}
