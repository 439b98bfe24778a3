//! The records of a source, whatever kind of file they stand in, and where each of them stands.

mod group;
mod json;
mod table;

use std::sync::OnceLock;

use outcomes::issue::{Issue, Place, Severity};

use super::config::{Encoding, Kind, SourceForm};
use super::parse::{Spare, parse};
use super::value::Value;
use crate::load::Opened;

pub use table::{Table, column_name, csv_cell};

/// What is wrong with a file as a whole.
pub type Fault = Box<Issue>;

/// Makes something of the records of a list while the document is read: each part of the list on one core, in the order of
/// the records.
pub trait Taker<'a>: Sync {
    /// What it makes of a part.
    type Part: Send;

    /// Whether it wants to know what holds a record. Where there is more of that behind the list, what was made does not
    /// count.
    fn looks_around(&self) -> bool;

    /// Begins a part.
    fn begin(&self) -> Self::Part;

    /// Takes the next record of a part, and what holds it as far as that was read, the document first.
    fn take(&self, part: &mut Self::Part, record: Result<&Value<'a>, serde_json::Error>, around: &[&Value<'a>]);
}

/// Takes nothing.
pub enum Nobody {}

impl<'a> Taker<'a> for Nobody {
    type Part = ();

    fn looks_around(&self) -> bool {
        match *self {}
    }

    fn begin(&self) {
        match *self {}
    }

    fn take(&self, (): &mut (), _: Result<&Value<'a>, serde_json::Error>, _: &[&Value<'a>]) {
        match *self {}
    }
}

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
    /// The rows: the records, where they are not grouped.
    pub records: Records<'a>,
    /// The rows of each record, where the mapping groups them.
    groups: Option<Vec<Vec<usize>>>,
}

/// The rows of a file.
#[derive(Debug)]
pub enum Records<'a> {
    /// Pieces of JSON, each with the values around it (from the document inwards, positions in `outer`) and its pointer.
    Json(Vec<Piece<'a>>),
    /// Rows of a table.
    Rows(&'a Table),
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
        self.groups.as_ref().map_or_else(|| self.rows(), Vec::len)
    }

    /// Whether a record is a list of rows.
    pub fn is_grouped(&self) -> bool {
        self.groups.is_some()
    }

    /// The value of a record: a list of its rows where they are grouped.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn record(&self, at: usize) -> Result<Value<'a>, serde_json::Error> {
        self.record_in(&mut Spare::default(), at)
    }

    /// The same, with room for it.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn record_in(&self, spare: &mut Spare<'a>, at: usize) -> Result<Value<'a>, serde_json::Error> {
        match &self.groups {
            None => self.row(spare, at),
            Some(groups) => {
                groups[at].iter().map(|row| self.row(spare, *row)).collect::<Result<_, _>>().map(Value::List)
            }
        }
    }

    /// The row that a pointer in a record leads into, and the pointer in it.
    pub fn row_at<'p>(&self, record: usize, pointer: &'p str) -> (usize, &'p str) {
        let Some(groups) = &self.groups else { return (record, pointer) };
        let step = pointer.strip_prefix('/').and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let row = step.parse().ok().and_then(|step: usize| groups[record].get(step));
        (row.copied().unwrap_or(groups[record][0]), row.map_or("", |_| &pointer[1 + step.len()..]))
    }

    /// How many rows there are.
    fn rows(&self) -> usize {
        match &self.records {
            Records::Json(pieces) => pieces.len(),
            Records::Rows(table) => table.rows.len(),
        }
    }

    fn row(&self, spare: &mut Spare<'a>, at: usize) -> Result<Value<'a>, serde_json::Error> {
        match &self.records {
            Records::Json(pieces) => parse(pieces[at].text, spare),
            Records::Rows(table) => Ok(table.record(at)),
        }
    }

    /// What holds a record, the document first.
    pub fn around(&self, at: usize) -> Vec<&Value<'a>> {
        match &self.records {
            Records::Json(pieces) => {
                pieces[self.row_at(at, "").0].around.iter().map(|outer| &self.outer[*outer].0).collect()
            }
            Records::Rows(_) => Vec::new(),
        }
    }
}

/// A file of a source, and what a taker made of its records, if it was there for them.
pub type Read<'a, P> = (File<'a>, Option<Vec<P>>);

/// Reads a file of a source as far as its records; the table that it is, if it is one, is kept in `table`.
///
/// # Errors
/// What is wrong with the file as a whole, with its place.
pub fn read<'a>(file: &'a Opened, form: &SourceForm, table: &'a OnceLock<Table>) -> Result<File<'a>, Fault> {
    read_with(file, form, table, None::<&Nobody>).map(|(file, _)| file)
}

/// The same; records that are whole as they stand in the list of a document are given to a taker on the way.
///
/// # Errors
/// What is wrong with the file as a whole, with its place.
pub fn read_with<'a, T: Taker<'a>>(
    file: &'a Opened,
    form: &SourceForm,
    table: &'a OnceLock<Table>,
    taker: Option<&T>,
) -> Result<Read<'a, T::Part>, Fault> {
    let is_grouped = !form.group.0.is_empty();
    let (mut file, parts) = ungrouped(file, form, table, taker.filter(|_| !is_grouped))?;
    if is_grouped {
        file.groups = Some(group::group(&file, form));
    }
    Ok((file, parts))
}

fn ungrouped<'a, T: Taker<'a>>(
    file: &'a Opened,
    form: &SourceForm,
    table: &'a OnceLock<Table>,
    taker: Option<&T>,
) -> Result<Read<'a, T::Part>, Fault> {
    let kind = form.kind.unwrap_or_else(|| kind_of(&file.name));
    if kind == Kind::Sheet {
        let records = Records::Rows(kept(table, || Table::of_workbook(file, form))?);
        return Ok((File { name: &file.name, bytes: &[], outer: Vec::new(), records, groups: None }, None));
    }
    let text = text(file, form.encoding)?;
    let (outer, records, parts) = match kind {
        Kind::Csv => (Vec::new(), Records::Rows(kept(table, || Table::of_csv(&file.name, text, form))?), None),
        Kind::Lines => (Vec::new(), Records::Json(json::lines(text)), None),
        Kind::Json | Kind::Sheet => {
            let read = json::document(&file.name, text, form.records.as_ref(), taker)?;
            (read.outer, Records::Json(read.pieces), read.parts)
        }
    };
    Ok((File { name: &file.name, bytes: text.as_bytes(), outer, records, groups: None }, parts))
}

/// The table that is kept there; makes it where there is none yet.
fn kept(table: &OnceLock<Table>, make: impl FnOnce() -> Result<Table, Fault>) -> Result<&Table, Fault> {
    match table.get() {
        Some(table) => Ok(table),
        None => make().map(|made| table.get_or_init(|| made)),
    }
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
