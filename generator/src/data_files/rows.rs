//! Writes the rows of a table as CSV and as JSON, both at once and straight into their bytes.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use outcomes::date::Date;

use super::Table;

/// Bytes to begin with for each item of the data: about what the longest table takes as CSV and as
/// JSON. What is not needed is never touched and takes no memory.
const CSV_PER_ITEM: usize = 320;
const JSON_PER_ITEM: usize = 1024;

/// One value of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'c> {
    /// A text.
    Text(&'c str),
    /// A day.
    Day(Date),
    /// A count or a number of days.
    Number(i64),
    /// A decimal number, written out.
    Decimal(&'c str),
    /// Not known, or nothing to take a rate of.
    Empty,
}

/// The rows of one table, written so far.
pub struct Rows {
    csv: csv::Writer<Vec<u8>>,
    json: Vec<u8>,
    /// The columns' names as JSON writes them, each with the comma or brace before it.
    keys: Vec<String>,
    text: String,
    fault: Option<anyhow::Error>,
}

impl Rows {
    /// The heads of a table about so many items.
    ///
    /// # Errors
    /// Never in practice: bytes in memory take every text.
    pub fn new(table: &Table, items: usize) -> Result<Self> {
        let mut csv = Vec::with_capacity(items * CSV_PER_ITEM);
        // With a byte order mark and CRLF, as spreadsheets read it.
        csv.extend_from_slice("\u{feff}".as_bytes());
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(csv);
        csv.write_record(table.columns.iter().map(|column| column.key))?;
        let key = |(at, key): (usize, &str)| format!("{}\"{key}\":", if at == 0 { "{" } else { "," });
        let keys = table.columns.iter().map(|column| column.key).enumerate().map(key).collect();
        let mut json = Vec::with_capacity(items * JSON_PER_ITEM);
        json.extend_from_slice(b"[\n");
        Ok(Self { csv, json, keys, text: String::new(), fault: None })
    }

    /// Writes a row, as many cells as the table has columns.
    pub fn row(&mut self, cells: &[Cell]) {
        if let Err(error) = self.write(cells) {
            self.fault.get_or_insert(error);
        }
    }

    fn write(&mut self, cells: &[Cell]) -> Result<()> {
        if self.json.last() == Some(&b'}') {
            self.json.extend_from_slice(b",\n");
        }
        for (key, cell) in self.keys.iter().zip(cells) {
            self.json.extend_from_slice(key.as_bytes());
            self.text.clear();
            match *cell {
                Cell::Text(text) => {
                    serde_json::to_writer(&mut self.json, text)?;
                    self.csv.write_field(formula_safe(text, &mut self.text))?;
                }
                Cell::Day(day) => {
                    write!(self.text, "{day}")?;
                    self.json.push(b'"');
                    self.json.extend_from_slice(self.text.as_bytes());
                    self.json.push(b'"');
                    self.csv.write_field(&self.text)?;
                }
                Cell::Number(number) => {
                    write!(self.text, "{number}")?;
                    self.json.extend_from_slice(self.text.as_bytes());
                    self.csv.write_field(&self.text)?;
                }
                Cell::Decimal(decimal) => {
                    self.json.extend_from_slice(decimal.as_bytes());
                    self.csv.write_field(decimal)?;
                }
                Cell::Empty => {
                    self.json.extend_from_slice(b"null");
                    self.csv.write_field("")?;
                }
            }
        }
        self.json.push(b'}');
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// The table as CSV and as JSON.
    ///
    /// # Errors
    /// Where a row had more or fewer cells than the table has columns.
    pub fn finish(self) -> Result<(Vec<u8>, Vec<u8>)> {
        let Self { csv, mut json, fault, .. } = self;
        if let Some(fault) = fault {
            return Err(fault);
        }
        json.extend_from_slice(b"\n]\n");
        let csv = csv.into_inner().map_err(|error| error.into_error()).context("cannot write CSV")?;
        Ok((csv, json))
    }
}

/// The text, with an apostrophe before it where a spreadsheet would take it for a formula.
fn formula_safe<'t>(text: &'t str, safe: &'t mut String) -> &'t str {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        safe.push('\'');
        safe.push_str(text);
        safe
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;
    use super::{Cell, Rows, formula_safe};

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1"] {
            assert_eq!(formula_safe(text, &mut String::new()), format!("'{text}"));
        }
        assert_eq!(formula_safe("第1号", &mut String::new()), "第1号");
    }

    #[test]
    fn both_forms_hold_the_same_cells() {
        let table = &TABLES[0];
        let mut rows = Rows::new(table, 1).expect("heads");
        for _ in 0..2 {
            rows.row(&vec![Cell::Text("a\"b,c"); table.columns.len()]);
        }
        let (csv, json) = rows.finish().expect("bytes");
        let text = String::from_utf8(csv).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.contains("\"a\"\"b,c\""), "{text}");
        let json: serde_json::Value = serde_json::from_slice(&json).expect("valid JSON");
        assert_eq!(json[1][table.columns[0].key], "a\"b,c");
    }
}
