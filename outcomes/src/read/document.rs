//! One export file: the document's head and each of its items, typed; every fault of their shape.

use serde_json::value::RawValue;

use super::{SourceFile, explain, locate};
use crate::export::{FORMAT_VERSION, RawExport, RawItem};
use crate::fault::{Faults, Piece};
use crate::unseen;

/// A typed export.
#[derive(Debug)]
pub struct Document<'a> {
    /// The head: all but the items.
    pub head: RawExport<'a>,
    /// Where the head lies.
    pub piece: Piece<'a>,
    /// The items that have the right shape.
    pub records: Vec<Record<'a>>,
    /// Whether every item has the right shape.
    pub whole: bool,
}

/// A typed item.
#[derive(Debug)]
pub struct Record<'a> {
    /// The item.
    pub item: RawItem<'a>,
    /// Its JSON.
    pub raw: &'a str,
    /// Byte offset in the file.
    pub offset: usize,
    /// Position in the list of items, or among the lines.
    pub position: usize,
}

impl Record<'_> {
    /// The item as a piece that pointers are resolved in.
    pub fn piece<'p>(&'p self, document: &Piece<'p>) -> Piece<'p> {
        let item = Some(self.item.id.as_str());
        item_piece(document, self.offset, self.raw, self.position, item)
    }
}

/// The piece of a document that is one of its items.
pub(crate) fn item_piece<'p>(
    document: &Piece<'p>,
    offset: usize,
    text: &'p str,
    position: usize,
    item: Option<&'p str>,
) -> Piece<'p> {
    let pointer = if document.lines { String::new() } else { format!("/items/{position}") };
    Piece { offset, text, pointer, item, ..document.clone() }
}

/// Parses one file; `None` where not even its head has the right shape.
pub fn parse<'a>(at: usize, file: SourceFile<'a>, faults: &mut Faults) -> Option<Document<'a>> {
    let text = text(at, file, faults)?;
    let start = text.as_ptr() as usize - file.bytes.as_ptr() as usize;
    warn_of_unseen(at, start, text, faults);
    let (head_text, lines) = if file.lines { text.split_once('\n').unwrap_or((text, "")) } else { (text, "") };
    let piece = Piece {
        file: at,
        file_name: file.name,
        lines: file.lines,
        offset: start,
        text: head_text,
        pointer: String::new(),
        item: None,
    };
    let (mut head, readable) = head(&piece, lines.trim().is_empty(), faults);
    let listed = match &mut head {
        Some(head) => std::mem::take(&mut head.items),
        None if readable => serde_json::from_str(locate::value_at(head_text, "/items")).unwrap_or_default(),
        None => return None,
    };
    let offset_of = |raw: &str| raw.as_ptr() as usize - file.bytes.as_ptr() as usize;
    let mut pieces: Vec<&'a str> = listed.iter().map(|raw: &&'a RawValue| raw.get()).collect();
    pieces.extend(lines.split('\n').map(str::trim).filter(|line| !line.is_empty()));
    let parsed = parse_all(&pieces);
    let mut records = Vec::with_capacity(pieces.len());
    let mut schema = None;
    for (position, (raw, item)) in pieces.iter().zip(parsed).enumerate() {
        let offset = offset_of(raw);
        match item {
            Ok(item) if raw.starts_with('{') => records.push(Record { item, raw, offset, position }),
            item => {
                let schema = schema.get_or_insert_with(crate::schema::export_schema);
                let id = item_id(raw);
                let last = offset + raw.len() >= file.bytes.trim_ascii_end().len();
                let piece = item_piece(&piece, offset, raw, position, id.as_deref());
                explain::item(&piece, schema, item.err().as_ref(), last, faults);
            }
        }
    }
    let whole = records.len() == pieces.len();
    head.map(|head| Document { head, piece, records, whole })
}

/// Characters that show nothing are left out of every text, and that is said once for a file.
fn warn_of_unseen(at: usize, start: usize, text: &str, faults: &mut Faults) {
    let found = unseen::in_json(text);
    let Some((offset, first)) = found.iter().min() else { return };
    let what = match found.len() {
        1 => format!("a character that shows nothing is left out: U+{:04X}", u32::from(*first)),
        count => format!("{count} characters that show nothing are left out, first U+{:04X}", u32::from(*first)),
    };
    faults.at_offset(at, start + offset, "W0101", what, "remove them from the export; they come of copied text");
}

type Parsed<'a> = Result<RawItem<'a>, serde_json::Error>;

#[cfg(feature = "parallel")]
fn parse_all<'a>(pieces: &[&'a str]) -> Vec<Parsed<'a>> {
    use rayon::prelude::*;
    pieces.par_iter().with_min_len(64).map(|raw| serde_json::from_str(raw)).collect()
}

#[cfg(not(feature = "parallel"))]
fn parse_all<'a>(pieces: &[&'a str]) -> Vec<Parsed<'a>> {
    pieces.iter().map(|raw| serde_json::from_str(raw)).collect()
}

/// The file's text without byte order mark.
fn text<'a>(at: usize, file: SourceFile<'a>, faults: &mut Faults) -> Option<&'a str> {
    let bytes = file.bytes.strip_prefix(locate::BOM).unwrap_or(file.bytes);
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            // The last character is not whole: what is before it tells which record was cut.
            let whole = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let start = file.bytes.len() - bytes.len();
            explain::cut(at, start, whole, file.lines, faults);
            return None;
        }
        Err(error) => {
            let offset = file.bytes.len() - bytes.len() + error.valid_up_to();
            let byte = file.bytes.get(offset).copied().unwrap_or_default();
            let what = format!("the byte 0x{byte:02X} here is no UTF-8");
            faults.at_offset(at, offset, "E0102", what, "save the export as UTF-8; it may be in GBK");
            return None;
        }
    };
    if text.trim().is_empty() {
        let hint = "the export may have failed: make it again";
        faults.at_offset(at, 0, "E0101", "the file is empty".to_owned(), hint);
        return None;
    }
    Some(text)
}

/// The typed head, and where it has none whether its items can be looked at all the same.
fn head<'a>(piece: &Piece<'a>, last: bool, faults: &mut Faults) -> (Option<RawExport<'a>>, bool) {
    match serde_json::from_str::<RawExport<'a>>(piece.text) {
        Ok(head) if head.banli == FORMAT_VERSION && piece.text.trim_start().starts_with('{') => (Some(head), true),
        other => (None, explain::head(piece, other.err().as_ref(), last, faults)),
    }
}

/// The id of an item that did not parse, where it has a readable one.
fn item_id(raw: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Id {
        id: String,
    }
    serde_json::from_str::<Id>(raw).ok().map(|item| item.id)
}
