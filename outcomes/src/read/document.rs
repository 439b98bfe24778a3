//! One export file: the document's head and each of its items, typed; every fault of their shape.

use serde_json::Value;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{SourceFile, shape};
use crate::export::{FORMAT_VERSION, RawExport, RawItem};
use crate::fault::{Faults, Piece};

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
    pub fn piece(&self, file: usize) -> Piece<'_> {
        Piece {
            file,
            offset: self.offset,
            text: self.raw,
            pointer: format!("/items/{}", self.position),
            item: Some(self.item.id.as_str()),
        }
    }
}

/// Parses one file; `None` where not even its head has the right shape.
pub fn parse<'a>(at: usize, file: SourceFile<'a>, faults: &mut Faults) -> Option<Document<'a>> {
    let text = text(at, file, faults)?;
    let start = text.as_ptr() as usize - file.bytes.as_ptr() as usize;
    let (head_text, lines) = if file.lines { text.split_once('\n').unwrap_or((text, "")) } else { (text, "") };
    let mut head = head(at, head_text, start, faults)?;
    let listed = std::mem::take(&mut head.items);
    let offset_of = |raw: &str| raw.as_ptr() as usize - file.bytes.as_ptr() as usize;
    let mut pieces: Vec<&'a str> = listed.iter().map(|raw: &&'a RawValue| raw.get()).collect();
    pieces.extend(lines.split('\n').map(str::trim).filter(|line| !line.is_empty()));
    let parsed = parse_all(&pieces);
    let mut records = Vec::with_capacity(pieces.len());
    let mut schema = None;
    for (position, (raw, item)) in pieces.iter().zip(parsed).enumerate() {
        let offset = offset_of(raw);
        match item {
            Ok(item) => records.push(Record { item, raw, offset, position }),
            Err(error) => {
                let schema = schema.get_or_insert_with(crate::schema::export_schema);
                let id = item_id(raw);
                let pointer = format!("/items/{position}");
                let piece = Piece { file: at, offset, text: raw, pointer, item: id.as_deref() };
                explain(&piece, schema, "RawItem", &error, faults);
            }
        }
    }
    let whole = records.len() == pieces.len();
    let piece = Piece { file: at, offset: start, text: head_text, pointer: String::new(), item: None };
    Some(Document { head, piece, records, whole })
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
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file.bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
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

fn head<'a>(at: usize, text: &'a str, start: usize, faults: &mut Faults) -> Option<RawExport<'a>> {
    let piece = Piece { file: at, offset: start, text, pointer: String::new(), item: None };
    let head: RawExport<'a> = match serde_json::from_str(text) {
        Ok(head) => head,
        Err(error) => {
            explain_head(&piece, &error, faults);
            return None;
        }
    };
    if head.banli != FORMAT_VERSION {
        let what = format!("version {} of the export format is not known", head.banli);
        faults.at(&piece, "/banli", "E0106", what, "this program reads version 1: write \"banli\": 1");
        return None;
    }
    Some(head)
}

/// Names every fault of a head that did not parse, and of its items.
fn explain_head(piece: &Piece, error: &serde_json::Error, faults: &mut Faults) {
    if matches!(error.classify(), Category::Syntax | Category::Eof) {
        return syntax(piece, error, faults);
    }
    let fields: Result<std::collections::BTreeMap<String, &RawValue>, _> = serde_json::from_str(piece.text);
    let Ok(fields) = fields else {
        let hint = "an export is one object: { \"banli\": 1, \"publisher\": …, \"items\": [ … ] }";
        faults.at(piece, "", "E0105", "the document is not an object".to_owned(), hint);
        return;
    };
    let schema = crate::schema::export_schema();
    let known = || schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let mut found = false;
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            found = true;
            let what = format!("the field `{name}` is missing");
            faults.at(piece, "", "E0108", what, &format!("add `{name}` to the document"));
        }
    }
    for (name, raw) in &fields {
        let pointer = format!("/{}", shape::escape(name));
        if !known().any(|one| one == name) {
            found = true;
            let hint = shape::suggestion(name, known()).map(|near| format!("did you mean `{near}`?"));
            let what = format!("the field `{name}` is unknown");
            faults.at(piece, &pointer, "E0107", what, hint.as_deref().unwrap_or("remove it"));
            continue;
        }
        match serde_json::from_str::<Value>(raw.get()) {
            Ok(value) => {
                for (pointer, code, what, hint) in shape::field_faults(&schema, name, &value) {
                    found = true;
                    faults.at(piece, &pointer, code, what, &hint);
                }
            }
            Err(error) => {
                found = true;
                let offset = piece.offset + (raw.get().as_ptr() as usize - piece.text.as_ptr() as usize);
                let inner = Piece { offset, text: raw.get(), pointer, ..piece.clone() };
                syntax(&inner, &error, faults);
            }
        }
    }
    if !found {
        other(piece, error, faults);
    }
}

/// Names every fault of a piece that did not parse as `definition`.
fn explain(piece: &Piece, schema: &Value, definition: &str, error: &serde_json::Error, faults: &mut Faults) {
    let value: Value = match serde_json::from_str(piece.text) {
        Ok(value) => value,
        Err(error) => return syntax(piece, &error, faults),
    };
    let found = shape::faults(schema, definition, &value);
    if found.is_empty() {
        return other(piece, error, faults);
    }
    for (pointer, code, what, hint) in found {
        faults.at(piece, &pointer, code, what, &hint);
    }
}

/// A piece that is no JSON at all.
fn syntax(piece: &Piece, error: &serde_json::Error, faults: &mut Faults) {
    let offset = piece.offset + offset_in(piece.text, error.line(), error.column());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let (code, what, hint) = if error.classify() == Category::Eof {
        ("E0103", "the file ends in the middle of the data".to_owned(), "it was cut off: export or copy it again")
    } else if message.contains("recursion limit") {
        let hint = "no field of the format is nested that deep: export the file again";
        ("E0113", "the data is nested deeper than 128 levels".to_owned(), hint)
    } else if message.contains("number out of range") {
        ("E0112", "the number here is too large".to_owned(), "write a number of at most 15 digits")
    } else {
        ("E0104", format!("this is no JSON: {message}"), "mend it with a JSON editor, or export the file again")
    };
    faults.at_offset(piece.file, offset, code, what, hint);
}

/// A fault that the schema does not show, such as a field written twice.
fn other(piece: &Piece, error: &serde_json::Error, faults: &mut Faults) {
    let offset = piece.offset + offset_in(piece.text, error.line(), error.column());
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message).to_owned();
    faults.at_offset(piece.file, offset, "E0114", what, "compare with `banli schema export`");
}

/// Byte offset of a line (from 1) and a column in bytes (from 1; 0 is the line's end before).
fn offset_in(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The id of an item that did not parse, where it has a readable one.
fn item_id(raw: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Id {
        id: String,
    }
    serde_json::from_str::<Id>(raw).ok().map(|item| item.id)
}
