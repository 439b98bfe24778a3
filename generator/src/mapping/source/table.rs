//! A ledger: the rows of a CSV file or of a workbook's sheet, each a record of its named columns.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use outcomes::date::Date;

use super::{Fault, fault};
use crate::load::Opened;
use crate::mapping::config::SourceForm;
use crate::mapping::value::Value;

/// The rows of a table below the row that names its columns.
#[derive(Debug)]
pub struct Table {
    /// Name of the sheet; none of a CSV file.
    pub sheet: Option<String>,
    /// Names of the columns, and their places from 0.
    pub columns: Vec<(String, usize)>,
    /// The rows that are not empty.
    pub rows: Vec<Row>,
    /// What separates the columns of a CSV file.
    pub delimiter: u8,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// Its number in the sheet, or its line in the file, from 1.
    pub number: usize,
    /// Byte offset in a CSV file.
    pub offset: usize,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone)]
enum Cell {
    Text(String),
    Number(f64),
    Bool(bool),
}

impl Cell {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

impl Table {
    /// A row as a record.
    pub fn record(&self, at: usize) -> Value<'_> {
        let cells = &self.rows[at].cells;
        let value = |place: usize| match cells.get(place) {
            None => Value::Null,
            Some(Cell::Bool(flag)) => Value::Bool(*flag),
            Some(Cell::Number(number)) if number.fract() == 0.0 && number.abs() < 9e15 => {
                Value::Number((*number as i64).into())
            }
            Some(Cell::Number(number)) => serde_json::Number::from_f64(*number).map_or(Value::Null, Value::Number),
            Some(Cell::Text(text)) => Value::Text(Cow::Borrowed(text)),
        };
        Value::Object(self.columns.iter().map(|(name, place)| (Cow::Borrowed(&**name), value(*place))).collect())
    }

    /// The words of a cell.
    pub fn cell(&self, row: usize, place: usize) -> String {
        match self.rows[row].cells.get(place) {
            None => String::new(),
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number(number)) => number.to_string(),
            Some(Cell::Bool(flag)) => flag.to_string(),
        }
    }

    /// Place of a column from 0.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, place)| *place)
    }

    /// The rows of a CSV file.
    pub(super) fn of_csv(name: &str, text: &str, form: &SourceForm) -> Result<Self, Fault> {
        let tabs = name.strip_suffix(".gz").unwrap_or(name).to_lowercase().ends_with(".tsv");
        let delimiter = form.delimiter.map_or(if tabs { b'\t' } else { b',' }, |mark| mark as u8);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let at = error.position().map_or(0, |place| place.byte() as usize);
                let what = format!("this is no table that can be read ({error})");
                fault(name, text.as_bytes(), at, "E0802", what, "is it a table, and whole?")
            })?;
            let (number, offset) = record.position().map_or((0, 0), |at| (at.line() as usize, at.byte() as usize));
            let cells = record.iter().map(|cell| Cell::Text(cell.to_owned())).collect();
            rows.push(Row { number, offset, cells });
        }
        let mut table = Self::of_rows(name, text.as_bytes(), None, rows, form)?;
        table.delimiter = delimiter;
        Ok(table)
    }

    /// The rows of a workbook's sheet.
    pub(super) fn of_workbook(file: &Opened, form: &SourceForm) -> Result<Self, Fault> {
        let bytes = file.bytes();
        let wrong = |what: String, hint: &str| fault(&file.name, &[], 0, "E0802", what, hint);
        let unread = |error: calamine::Error| {
            let said = error.to_string();
            let hint = if said.contains("password") {
                "save it without a password"
            } else {
                "open it in a spreadsheet program and save it as .xlsx"
            };
            wrong(format!("the workbook can't be read ({said})"), hint)
        };
        let mut workbook: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unread)?;
        let names = workbook.sheet_names();
        let sheet = form.sheet.clone().or_else(|| names.first().cloned());
        let Some(sheet) = sheet.filter(|sheet| names.contains(sheet)) else {
            let what = format!("the workbook has no sheet {:?}", form.sheet.as_deref().unwrap_or_default());
            return Err(wrong(what, &format!("its sheets: {}", names.join(", "))));
        };
        let range = workbook.worksheet_range(&sheet).map_err(unread)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Vec::new();
        for (at, row) in range.rows().enumerate() {
            let before = std::iter::repeat_n(Cell::Text(String::new()), left as usize);
            let cells = before.chain(row.iter().map(cell)).collect();
            rows.push(Row { number: top as usize + at + 1, offset: 0, cells });
        }
        Self::of_rows(&file.name, &[], Some(sheet), rows, form)
    }

    fn of_rows(
        name: &str,
        bytes: &[u8],
        sheet: Option<String>,
        mut rows: Vec<Row>,
        form: &SourceForm,
    ) -> Result<Self, Fault> {
        let header = match form.header_row {
            Some(row) => rows.iter().position(|one| one.number == row),
            None => rows.iter().position(|row| row.cells.iter().any(|cell| !cell.is_empty())),
        };
        let Some(header) = header else {
            let what = "the row that names the columns is not there".to_owned();
            return Err(fault(name, bytes, 0, "E0802", what, "write header_row under [source]: the row's number"));
        };
        let below = rows.split_off(header + 1);
        let mut columns: Vec<(String, usize)> = Vec::new();
        for (place, cell) in rows[header].cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = match cell {
                // A name that is broken over lines in its cell is still one name.
                Cell::Text(text) => text.split_whitespace().collect::<String>(),
                Cell::Number(number) => number.to_string(),
                Cell::Bool(flag) => flag.to_string(),
            };
            if columns.iter().any(|(known, _)| *known == column) {
                let what = format!("two columns have the name {column:?}");
                let hint = "give each column a name of its own, so that none is overlooked";
                return Err(fault(name, bytes, rows[header].offset, "E0802", what, hint));
            }
            columns.push((column, place));
        }
        let full = |row: &Row| row.cells.iter().any(|cell| !cell.is_empty());
        let rows = below.into_iter().filter(full).collect();
        let table = Self { sheet, columns, rows, delimiter: b',' };
        // A cell below no name would be lost without a word.
        for row in &table.rows {
            let named = |place: usize| table.columns.iter().any(|(_, known)| *known == place);
            if let Some(place) = (0..row.cells.len()).find(|place| !named(*place) && !row.cells[*place].is_empty()) {
                let what =
                    format!("row {} has a value in column {}, which has no name", row.number, column_name(place));
                let hint = "name the column, or check whether a value holds the delimiter";
                return Err(fault(name, bytes, row.offset, "E0802", what, hint));
            }
        }
        Ok(table)
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Bool(*flag),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = Date::new(year as i16, month as i8, day as i8).filter(|_| moment.is_datetime());
            day.map_or(Cell::Number(moment.as_f64()), |day| Cell::Text(day.to_string()))
        }
        Data::Error(error) => Cell::Text(error.to_string()),
        Data::Empty => Cell::Text(String::new()),
    }
}

/// Byte offset of a cell in a CSV file, by the offset of its row and its place from 0.
pub fn csv_cell(bytes: &[u8], row: usize, delimiter: u8, place: usize) -> usize {
    let (mut at, mut passed, mut quoted) = (row, 0, false);
    while passed < place {
        match bytes.get(at) {
            None => break,
            Some(b'\n') if !quoted && at > row => break,
            Some(b'"') => quoted = !quoted,
            Some(byte) if *byte == delimiter && !quoted => passed += 1,
            Some(_) => {}
        }
        at += 1;
    }
    at
}

/// A column's letters in a spreadsheet: `A`, …, `Z`, `AA`, …, from 0.
pub fn column_name(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (place % 26) as u8);
        match place / 26 {
            0 => break,
            more => place = more - 1,
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(column_name), ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
