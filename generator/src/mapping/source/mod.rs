//! The records of a source, whatever kind of file they stand in, and where each of them stands.

mod group;
mod json;
mod table;

use std::sync::OnceLock;

use outcomes::issue::{Issue, Place, Severity};

use super::config::{Encoding, Kind, SourceForm};
use super::parse::parse;
use super::spare::Spare;
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

    /// Ends a part: what was only needed to make it can go, so that the next has the room.
    fn end(&self, _: &mut Self::Part) {}
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
    /// The ways to them.
    ways: Vec<Way>,
    /// The rows: the records, where they are not grouped.
    pub records: Records<'a>,
    /// The rows of each record, where the mapping groups them.
    groups: Option<Vec<Vec<usize>>>,
}

/// The rows of a file.
#[derive(Debug)]
pub enum Records<'a> {
    /// Pieces of JSON.
    Json(Vec<Piece<'a>>),
    /// Rows of a table.
    Rows(&'a Table),
}

/// A record in JSON.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Its text.
    pub text: &'a str,
    /// Which way leads to it, or to the list that it lies in.
    way: u32,
    /// Its position in that list.
    position: Option<u32>,
}

/// A way to records.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// Positions of what lies on it in `File::outer`, the document first.
    around: Vec<usize>,
    /// Pointer from the document, empty in line-by-line files.
    pointer: String,
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
            Records::Json(pieces) => self.values(self.held(&pieces[self.row_at(at, "").0])),
            Records::Rows(_) => Vec::new(),
        }
    }

    /// What holds records, for each way to some of them.
    pub fn holders(&self) -> impl Iterator<Item = Vec<&Value<'a>>> {
        self.ways.iter().map(|way| self.values(&way.around))
    }

    fn values(&self, held: &[usize]) -> Vec<&Value<'a>> {
        held.iter().map(|outer| &self.outer[*outer].0).collect()
    }

    /// Positions of what holds a row in `outer`, the document first.
    pub fn held(&self, piece: &Piece) -> &[usize] {
        &self.ways[piece.way as usize].around
    }

    /// Pointer to a row from the document, empty in line-by-line files.
    pub fn pointer(&self, piece: &Piece) -> String {
        let way = &self.ways[piece.way as usize].pointer;
        piece.position.map_or_else(|| way.clone(), |position| format!("{way}/{position}"))
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
        let (outer, ways) = (Vec::new(), Vec::new());
        return Ok((File { name: &file.name, bytes: &[], outer, ways, records, groups: None }, None));
    }
    let text = text(file, form.encoding)?;
    let (outer, ways, records, parts) = match kind {
        Kind::Csv => {
            let table = kept(table, || Table::of_csv(&file.name, text, form))?;
            (Vec::new(), Vec::new(), Records::Rows(table), None)
        }
        Kind::Lines => (Vec::new(), vec![Way::default()], Records::Json(json::lines(text)), None),
        Kind::Json | Kind::Sheet => {
            let read = json::document(&file.name, text, form.records.as_ref(), taker)?;
            (read.outer, read.ways, Records::Json(read.pieces), read.parts)
        }
    };
    Ok((File { name: &file.name, bytes: text.as_bytes(), outer, ways, records, groups: None }, parts))
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
