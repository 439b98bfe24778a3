//! The slow path: names every fault of a piece that did not fit its type.

use std::borrow::Cow;

use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::mend::{Mends, stand_in};
use super::{cut, shape, split, unique};
use crate::export::FORMAT_VERSION;
use crate::fault::{Faults, Piece, PointerBase};

/// A piece that was made to fit: its JSON, and where it was changed.
pub(super) type Fitting = (String, Mends);

/// Names every fault of a head that did not parse. Its items are left alone: they are no faults of
/// the head, and would take long. What fits of the head, unless nothing can be told of it; `last`
/// where the file ends with this piece.
pub(super) fn head(
    piece: &Piece,
    error: Option<&serde_json::Error>,
    last: bool,
    faults: &mut Faults,
) -> Option<Fitting> {
    let fields = match object(piece.text) {
        Ok(Some(fields)) => fields,
        Ok(None) => {
            let hint = "an export is one object: { \"banli\": 1, \"publisher\": …, \"items\": [ … ] }";
            faults.at(piece, "", "E0105", "the document is not an object".to_owned(), hint);
            return None;
        }
        Err(error) => {
            syntax(piece, &error, last, faults);
            return None;
        }
    };
    let version = fields.iter().find(|(name, _)| name == "banli").map(|(_, raw)| raw.get());
    if let Some(version) = version
        .and_then(|raw| raw.parse::<f64>().ok())
        .filter(|one| one.is_finite() && *one != f64::from(FORMAT_VERSION))
    {
        let what = format!("version {version} of the export format is not known");
        faults.at(piece, "/banli", "E0106", what, "this program reads version 1: write \"banli\": 1");
        return None;
    }
    let schema = crate::schema::export_schema();
    let (mut all, mut found, mut unreadable) = (Map::new(), Vec::new(), Vec::new());
    for (name, raw) in fields {
        let pointer = format!("/{}", shape::escape(&name));
        if all.contains_key(&name) {
            found.push(twice(pointer.clone()));
        }
        if name == "items" && raw.get().starts_with('[') {
            all.insert(name, Value::Array(Vec::new()));
            continue;
        }
        match unique::parse(raw.get()) {
            Ok((value, doubles)) => {
                all.insert(name, value);
                found.extend(doubles.into_iter().map(|double| twice(format!("{pointer}{double}"))));
            }
            Err(error) => {
                let offset = piece.offset + (raw.get().as_ptr() as usize - piece.text.as_ptr() as usize);
                let within =
                    Piece { offset, text: raw.get(), pointer: PointerBase::Field(pointer.clone()), ..piece.clone() };
                syntax(&within, &error, false, faults);
                if let Some(property) = schema.get("properties").and_then(|all| all.get(&name)) {
                    all.insert(name, stand_in(&schema, property));
                }
                unreadable.push(pointer);
            }
        }
    }
    let mut value = Value::Object(all);
    let (wrong, mut mends) = shape::fit(&schema, None, &mut value);
    found.extend(wrong);
    let error = error.filter(|_| unreadable.is_empty());
    unreadable.into_iter().for_each(|pointer| mends.gap(pointer));
    report(piece, found, error, faults);
    Some((value.to_string(), mends))
}

/// What fits of a head of which only these fields could be read, for the items beside it; `None` where it does not say
/// that it is one.
pub(super) fn partial_head(fields: split::Fields) -> Option<Fitting> {
    let read = |(name, raw): (Cow<str>, &RawValue)| Some((name.into_owned(), serde_json::from_str(raw.get()).ok()?));
    let mut head = Value::Object(fields.into_iter().filter_map(read).collect());
    let is_known = head.get("banli").is_some_and(|version| *version == FORMAT_VERSION);
    is_known.then(|| {
        let (_, mends) = shape::fit(&crate::schema::export_schema(), None, &mut head);
        (head.to_string(), mends)
    })
}

/// Names every fault of an item that did not parse, by its JSON; what fits of it, where it is JSON.
/// `last` where the file ends with it.
pub(super) fn item(
    piece: &Piece,
    json: &str,
    schema: &Value,
    error: Option<&serde_json::Error>,
    last: bool,
    faults: &mut Faults,
) -> Option<Fitting> {
    let (mut value, doubles) = match unique::parse(json) {
        Ok(parsed) => parsed,
        // Of a list's items only one that the file breaks off in can end too soon.
        Err(error) => {
            syntax(piece, &error, last || !piece.lines, faults);
            return None;
        }
    };
    let (mut found, mends) = shape::fit(schema, Some("RawItem"), &mut value);
    found.extend(doubles.into_iter().map(twice));
    report(piece, found, error, faults);
    Some((value.to_string(), mends))
}

fn twice(pointer: String) -> shape::ShapeFault {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    let what = format!("the field `{}` stands twice", name.replace("~1", "/").replace("~0", "~"));
    (pointer, "E0114", what, "keep one of the two".to_owned())
}

fn report(piece: &Piece, found: Vec<shape::ShapeFault>, error: Option<&serde_json::Error>, faults: &mut Faults) {
    if let (true, Some(error)) = (found.is_empty(), error) {
        // The schema shows nothing: the parser's own words, at its place.
        let what = message(error);
        let offset = piece.offset + offset_in(piece.text, error.line(), error.column());
        return faults.at_offset(piece.file, offset, "E0109", what, "compare it with the schema of the format");
    }
    for (pointer, code, what, hint) in found {
        faults.at(piece, &pointer, code, what, &hint);
    }
}

/// The fields of an object in order, doubles included; `None` where it is no object.
fn object(text: &str) -> Result<Option<Vec<(String, &RawValue)>>, serde_json::Error> {
    struct Fields;
    impl<'de> serde::de::Visitor<'de> for Fields {
        type Value = Vec<(String, &'de RawValue)>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::new();
            while let Some(field) = map.next_entry()? {
                fields.push(field);
            }
            Ok(fields)
        }
    }
    if !text.trim_start().starts_with('{') {
        let whole: Result<&RawValue, _> = serde_json::from_str(text);
        return whole.map(|_| None);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let fields = serde::Deserializer::deserialize_map(&mut json, Fields)?;
    json.end()?;
    Ok(Some(fields))
}

/// A piece that is no JSON at all; `last` where the file ends with it.
fn syntax(piece: &Piece, error: &serde_json::Error, last: bool, faults: &mut Faults) {
    let offset = piece.offset + offset_in(piece.text, error.line(), error.column());
    let message = message(error);
    if error.classify() == Category::Eof && last {
        let cut = cut::find(piece.text);
        let record = match (cut.record, piece.item) {
            (Some(position), _) => format!(", in item {} of the list", position + 1),
            (None, Some(item)) => format!(", in the item {item:?}"),
            _ if cut.pointer.is_empty() => String::new(),
            _ => format!(", in {}", cut.pointer),
        };
        return cut_off(piece.file, offset, &record, faults);
    }
    let (code, what, hint) = if message.contains("recursion limit") {
        let hint = "no field of the format is nested that deep: export the file again";
        ("E0113", "the data is nested deeper than 128 levels".to_owned(), hint)
    } else if message.contains("number out of range") {
        ("E0112", "the number here is too large".to_owned(), "write a number of at most 15 digits")
    } else {
        let (what, hint) = in_words(&message);
        ("E0104", what, hint)
    };
    faults.at_offset(piece.file, offset, code, what, hint);
}

fn cut_off(file: usize, offset: usize, record: &str, faults: &mut Faults) {
    let what = format!("the file ends in the middle of the data{record}");
    faults.at_offset(file, offset, "E0103", what, "it was cut off: export or copy it again");
}

/// A file that ends in the middle of a character; `whole` is what is before it, from `start` on.
pub(super) fn cut(file: usize, start: usize, whole: &str, lines: bool, faults: &mut Faults) {
    let record = match cut::find(whole).record {
        Some(position) if !lines => format!(", in item {} of the list", position + 1),
        _ => String::new(),
    };
    cut_off(file, start + whole.len(), &record, faults);
}

/// What the parser's message means to somebody who has never seen one, and what to do.
fn in_words(message: &str) -> (String, &'static str) {
    let known = [
        ("trailing comma", "a comma stands before the closing bracket", "remove the comma"),
        (
            "key must be a string",
            "the name of a field is expected here",
            "remove the comma too many, or add the quotes",
        ),
        ("expected `,`", "a comma is missing before this", "add it; if there is one, look for a missing quote"),
        (
            "expected `:`",
            "a colon is missing after the name of a field",
            "add it; if there is one, look for a missing quote",
        ),
        ("expected value", "a value is expected here", "write a text in quotes, a number, true, false or null"),
        ("control character", "a text holds a line break or another control character", "write \\n for a line break"),
        ("invalid escape", "a text holds a backslash that means nothing", "write \\\\ for a backslash"),
        ("trailing characters", "the data is over, but the file goes on", "one .json file holds one export"),
    ];
    match known.into_iter().find(|(start, ..)| message.starts_with(start)) {
        Some((_, what, hint)) => (what.to_owned(), hint),
        None => (format!("this is no JSON: {message}"), "mend it with a JSON editor, or export the file again"),
    }
}

/// The parser's message without its place.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
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
