//! A look at a source: what kind of file it is, where its records are, and what each field holds.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value as Json;

use super::words;
use crate::load::Opened;
use crate::mapping::config::{Encoding, Kind, SourceForm};
use crate::mapping::path::{Path, quoted};
use crate::mapping::source::{self, Fault, File, Records};
use crate::mapping::value::Value;

/// Records that are looked at.
const LOOKED_AT: usize = 2000;

/// Distinct values that are kept of a field.
const KEPT: usize = 60;

/// A field of the records.
#[derive(Debug, Default)]
pub struct Field {
    /// Its path from the record.
    pub path: String,
    /// Path of the innermost list of objects that it lies in, and its own path from an element of it.
    pub list: Option<(String, String)>,
    /// Name of the field, and of what holds it.
    pub name: String,
    /// Name of what holds the field, where that is no list.
    pub holder: Option<String>,
    /// Values that are not empty.
    pub count: usize,
    /// Its distinct values with their counts; none where there are many.
    pub values: BTreeMap<String, usize>,
    /// How many distinct values were seen, up to one more than are kept.
    pub many: bool,
    /// How often a record has the same value as the one before it.
    pub again: usize,
    last: String,
}

/// What was seen.
#[derive(Debug)]
pub struct Survey {
    /// How the source is read.
    pub form: SourceForm,
    /// The path of the records, as text.
    pub records: Option<String>,
    /// Records looked at.
    pub count: usize,
    /// The fields, in the order of the source.
    pub fields: Vec<Field>,
    /// Fields of the document around the records.
    pub outer: Vec<String>,
}

/// Looks at the files of a source; the first one tells how they are read.
pub fn survey(files: &[Opened]) -> Result<Survey, Fault> {
    let (form, records) = form_of(&files[0])?;
    let mut all = Survey { form, records, count: 0, fields: Vec::new(), outer: Vec::new() };
    for opened in files {
        let table = OnceLock::new();
        let file = source::read(opened, &all.form, &table)?;
        for at in 0..file.len() {
            if all.count == LOOKED_AT {
                return Ok(all);
            }
            all.count += 1;
            if let Ok(value) = file.record(at) {
                look(&mut all.fields, &value, "", None, "", None);
            }
            if let Some(Value::Object(fields)) = file.around(at).first().filter(|_| all.outer.is_empty()) {
                all.outer = fields.iter().map(|(name, _)| name.clone().into_owned()).collect();
            }
        }
    }
    Ok(all)
}

fn look(
    fields: &mut Vec<Field>,
    value: &Value,
    path: &str,
    list: Option<(&str, &str)>,
    name: &str,
    holder: Option<&str>,
) {
    match value {
        Value::Object(inner) => {
            let join = |base: &str, name: &str| {
                if base.is_empty() { quoted(name) } else { format!("{base}.{}", quoted(name)) }
            };
            for (field, value) in inner {
                let inside = list.map(|(list, inside)| (list, join(inside, field)));
                let list = inside.as_ref().map(|(list, inside)| (*list, inside.as_str()));
                let holder = (!name.is_empty()).then_some(name);
                look(fields, value, &join(path, field), list, field, holder);
            }
        }
        Value::List(elements) => {
            let objects = elements.iter().any(|one| matches!(one, Value::Object(_)));
            let path = format!("{path}[*]");
            for element in elements {
                if objects {
                    look(fields, element, &path, Some((&path, "")), name, None);
                } else {
                    look(fields, element, &path, list, name, holder);
                }
            }
        }
        single => {
            let words = single.words().unwrap_or_default();
            let words = words.trim();
            let at = fields.iter().position(|field| field.path == path).unwrap_or_else(|| {
                let list = list.map(|(list, inside)| (list.to_owned(), inside.to_owned()));
                let (name, holder) = (name.to_owned(), holder.map(str::to_owned));
                fields.push(Field { path: path.to_owned(), list, name, holder, ..Field::default() });
                fields.len() - 1
            });
            let field = &mut fields[at];
            if words.is_empty() {
                return;
            }
            field.count += 1;
            field.again += usize::from(field.last == words);
            words.clone_into(&mut field.last);
            if field.values.len() < KEPT || field.values.contains_key(words) {
                *field.values.entry(words.to_owned()).or_default() += 1;
            } else {
                field.many = true;
            }
        }
    }
}

/// How a file is read, and the path of its records.
fn form_of(file: &Opened) -> Result<(SourceForm, Option<String>), Fault> {
    let mut form = SourceForm::default();
    let kind = source::kind_of(&file.name);
    if kind != Kind::Sheet && std::str::from_utf8(file.bytes()).is_err() {
        form.encoding = Encoding::Gb18030;
    }
    let text = String::from_utf8_lossy(file.text(form.encoding == Encoding::Gb18030));
    let text = text.trim_start_matches('\u{FEFF}');
    match kind {
        Kind::Json => {
            let whole = serde_json::from_str::<Json>(text);
            let first = text.trim_start().lines().next().unwrap_or_default();
            if whole.is_err() && serde_json::from_str::<serde_json::Map<String, Json>>(first).is_ok() {
                form.kind = Some(Kind::Lines);
            }
            let mut found = (0, String::new());
            if let Ok(Json::Object(fields)) = &whole {
                search(fields, "", &mut found);
            }
            let records = (found.0 > 0).then_some(found.1);
            form.records = records.as_ref().and_then(|path| path.parse::<Path>().ok());
            Ok((form, records))
        }
        Kind::Csv | Kind::Sheet => {
            form.empty = words::EMPTY.iter().map(|word| (*word).to_owned()).collect();
            let mut best = (0, None, None);
            let marks: &[Option<char>] = if kind == Kind::Csv { &[None, Some(';'), Some('\t')] } else { &[None] };
            for (delimiter, row) in marks.iter().flat_map(|mark| (1..=8).map(move |row| (*mark, row))) {
                (form.delimiter, form.header_row) = (delimiter, Some(row));
                let table = OnceLock::new();
                let Ok(File { records: Records::Rows(table), .. }) = source::read(file, &form, &table) else {
                    continue;
                };
                let known = table.columns.iter().filter(|(name, _)| words::meaning(None, name).is_some()).count();
                if known > best.0 {
                    best = (known, delimiter, Some(row));
                }
            }
            (form.delimiter, form.header_row) = (best.1, best.2.filter(|row| *row > 1));
            Ok((form, None))
        }
        Kind::Lines => Ok((form, None)),
    }
}

/// The longest list of objects that the document holds outside of other lists. One that lies in an object with
/// fields of an item is part of a record, which the file then is.
fn search(fields: &serde_json::Map<String, Json>, path: &str, found: &mut (usize, String)) {
    let means = |name: &String| words::meaning(None, name).is_some_and(|field| !field.starts_with("head."));
    if fields.iter().filter(|(name, value)| means(name) && !value.is_array()).count() >= 2 {
        return;
    }
    for (name, value) in fields {
        let here = if path.is_empty() { quoted(name) } else { format!("{path}.{}", quoted(name)) };
        match value {
            Json::Array(list) if list.len() > found.0 && list.iter().all(Json::is_object) => {
                let known = list[0].as_object().map_or(0, count);
                if known >= 2 {
                    *found = (list.len(), format!("{here}[*]"));
                }
            }
            Json::Object(inner) => search(inner, &here, found),
            _ => {}
        }
    }
}

/// How many fields of an object, however deep in objects, mean something of an item itself.
fn count(fields: &serde_json::Map<String, Json>) -> usize {
    let of = |(name, value): (&String, &Json)| match value {
        Json::Object(inner) => count(inner),
        _ => usize::from(words::meaning(None, name).is_some_and(|field| !field.contains('.'))),
    };
    fields.iter().map(of).sum()
}
