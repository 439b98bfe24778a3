//! The records of a source, whatever kind of file they stand in, and where each of them stands.

mod json;
mod table;

use outcomes::issue::{Issue, Place, Severity};

use super::config::{Encoding, Kind, SourceForm};
use super::value::Value;
use crate::load::Opened;

pub use table::{Table, column_name, csv_cell};

/// What is wrong with a file as a whole.
pub type Fault = Box<Issue>;

/// What holds records: an object without the field that leads on to them, and its pointer.
pub type Outer<'a> = (Value<'a>, String);

/// A file of a source, read as far as its records.
#[derive(Debug)]
pub struct File<'a> {
    /// Name as given.
    pub name: &'a str,
    /// Its bytes, for excerpts; those of the text where it was in another encoding.
    pub bytes: &'a [u8],
    /// What holds the records.
    pub outer: Vec<Outer<'a>>,
    /// The records.
    pub records: Records<'a>,
}

/// The records of a file.
#[derive(Debug)]
pub enum Records<'a> {
    /// Pieces of JSON, each with the values around it (from the document inwards, positions in `outer`) and its pointer.
    Json(Vec<Piece<'a>>),
    /// Rows of a table.
    Rows(Table),
}

/// A record in JSON.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Its text.
    pub text: &'a str,
    /// Positions of what holds it in `File::outer`, the document first.
    pub around: Vec<usize>,
    /// Pointer from the document, empty in line-by-line files.
    pub pointer: String,
}

impl<'a> File<'a> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        match &self.records {
            Records::Json(pieces) => pieces.len(),
            Records::Rows(table) => table.rows.len(),
        }
    }

    /// About how many bytes a record takes.
    pub fn size(&self, at: usize) -> usize {
        match &self.records {
            Records::Json(pieces) => pieces[at].text.len(),
            Records::Rows(_) => 256,
        }
    }

    /// The value of a record.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn record(&self, at: usize) -> Result<Value<'_>, serde_json::Error> {
        match &self.records {
            Records::Json(pieces) => serde_json::from_str(pieces[at].text),
            Records::Rows(table) => Ok(table.record(at)),
        }
    }

    /// What holds a record, the document first.
    pub fn around(&self, at: usize) -> Vec<&Value<'a>> {
        match &self.records {
            Records::Json(pieces) => pieces[at].around.iter().map(|outer| &self.outer[*outer].0).collect(),
            Records::Rows(_) => Vec::new(),
        }
    }
}

/// Reads a file of a source as far as its records.
///
/// # Errors
/// What is wrong with the file as a whole, with its place.
pub fn read<'a>(file: &'a Opened, form: &SourceForm) -> Result<File<'a>, Fault> {
    let kind = form.kind.unwrap_or_else(|| kind_of(&file.name));
    if kind == Kind::Sheet {
        let table = Table::of_workbook(file, form)?;
        return Ok(File { name: &file.name, bytes: &[], outer: Vec::new(), records: Records::Rows(table) });
    }
    let text = text(file, form.encoding)?;
    let (outer, records) = match kind {
        Kind::Csv => (Vec::new(), Records::Rows(Table::of_csv(&file.name, text, form)?)),
        Kind::Lines => (Vec::new(), Records::Json(json::lines(text))),
        Kind::Json | Kind::Sheet => {
            let (outer, pieces) = json::document(&file.name, text, form.records.as_ref())?;
            (outer, Records::Json(pieces))
        }
    };
    Ok(File { name: &file.name, bytes: text.as_bytes(), outer, records })
}

/// The kind that a file's name tells.
pub fn kind_of(name: &str) -> Kind {
    let plain = name.strip_suffix(".gz").unwrap_or(name).to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
    if ends(&[".ndjson", ".jsonl"]) {
        Kind::Lines
    } else if ends(&[".csv", ".tsv", ".txt"]) {
        Kind::Csv
    } else if ends(&[".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"]) {
        Kind::Sheet
    } else {
        Kind::Json
    }
}

/// The text of a file, without byte order mark.
fn text(file: &Opened, encoding: Encoding) -> Result<&str, Fault> {
    let bytes = file.text(encoding == Encoding::Gb18030);
    let bytes = bytes.strip_prefix(outcomes::read::locate::BOM).unwrap_or(bytes);
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let what = format!("the byte 0x{:02X} here is no UTF-8", bytes.get(at).copied().unwrap_or_default());
        let hint = "save it as UTF-8, or write encoding = \"gb18030\" under [source] if it is in GBK or GB 18030";
        fault(&file.name, bytes, at, "E0102", what, hint)
    })?;
    if text.trim().is_empty() {
        let hint = "the export may have failed: make it again";
        return Err(fault(&file.name, bytes, 0, "E0101", "the file is empty".to_owned(), hint));
    }
    Ok(text)
}

/// An issue at a byte of a file.
pub fn fault(name: &str, bytes: &[u8], at: usize, code: &'static str, what: String, hint: &str) -> Fault {
    let (mut line_and_column, passed) = ((1, 1), bytes.get(..at).unwrap_or_default());
    outcomes::read::locate::advance(&mut line_and_column, passed);
    let (line, column) = line_and_column;
    let place = Place { file: name.to_owned(), line, column, ..Place::default() };
    Box::new(Issue { code, severity: Severity::Error, place, what, hint: hint.to_owned(), private: None })
}
