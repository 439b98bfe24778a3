//! Writes the rows of a table as CSV and as JSON, both at once and straight into their bytes.

use std::borrow::Cow;
use std::ops::Range;

use anyhow::{Error, Result};
use outcomes::bytes;
use outcomes::dataset::SessionIx;
use outcomes::date::Date;

use super::Table;
use crate::publish::Pieces;

/// Bytes to begin with for each item of the data where a table is made as a whole: more than the longest takes as CSV
/// and as JSON, since to grow means to copy all to memory that the system has to clear. What is not needed is never
/// touched and takes no memory.
const CSV_PER_ITEM: usize = 640;
const JSON_PER_ITEM: usize = 2048;
/// Bytes of JSON after which what is written goes to where the table goes: few enough to stay in the processor's own
/// memory.
const PIECE: usize = 1 << 17;

/// One value of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'c> {
    /// A text.
    Text(&'c str),
    /// A name of ours, which stands in both forms as it is.
    Name(&'static str),
    /// A day.
    Day(Date),
    /// A count or a number of days.
    Number(i64),
    /// A share in ten-thousandths, 0–10000; written as a decimal number with four places.
    Share(u32),
    /// Not known, or nothing to take a rate of.
    Empty,
}

/// The files that a table goes to piece by piece: CSV and JSON.
pub type Files<'f> = [Box<dyn Pieces + 'f>; 2];

/// The rows of one table, written so far; its memory serves one table after the other.
#[derive(Default)]
pub struct Rows<'f> {
    csv: Vec<u8>,
    json: Vec<u8>,
    /// Where they go; `None` where they stay until the table is whole.
    files: Option<Files<'f>>,
    /// What hindered that.
    failed: Option<Error>,
    /// Whether there is a row.
    any: bool,
    columns: Vec<Keyed>,
    /// Where the rows about each session begin, in both forms.
    starts: Vec<(SessionIx, [usize; 2])>,
    /// Bytes of the heads, in both forms.
    heads: [usize; 2],
}

/// How JSON begins a value of a column, with the comma or brace before its name.
struct Keyed {
    /// A number.
    bare: String,
    /// A text, with its quote.
    quoted: String,
    /// What is not known, which needs nothing more.
    null: String,
}

impl Keyed {
    fn of(at: usize, name: &str) -> Self {
        let bare = format!("{}\"{name}\":", if at == 0 { '{' } else { ',' });
        Self { quoted: format!("{bare}\""), null: format!("{bare}null"), bare }
    }
}

impl<'f> Rows<'f> {
    /// Begins a table about so many items with its heads. Of one that goes to files piece by piece no part can be cut.
    pub fn begin(&mut self, table: &Table, items: usize, files: Option<Files<'f>>) {
        let whole = files.is_none();
        (self.files, self.failed, self.any) = (files, None, false);
        let Self { csv, json, columns, starts, heads, .. } = self;
        csv.clear();
        csv.reserve(if whole { items * CSV_PER_ITEM } else { 2 * PIECE });
        // With a byte order mark and CRLF, as spreadsheets read it.
        csv.extend_from_slice("\u{feff}".as_bytes());
        columns.clear();
        for (at, column) in table.columns.iter().enumerate() {
            csv.extend_from_slice(if at == 0 { "" } else { "," }.as_bytes());
            csv.extend_from_slice(column.key.as_bytes());
            columns.push(Keyed::of(at, column.key));
        }
        csv.extend_from_slice(END_OF_ROW);
        json.clear();
        json.reserve(if whole { items * JSON_PER_ITEM } else { 2 * PIECE });
        json.extend_from_slice(b"[\n");
        starts.clear();
        *heads = [csv.len(), json.len()];
    }

    /// The rows that follow are about an item of this session; those of one session stand together.
    pub fn about(&mut self, session: SessionIx) {
        if self.starts.last().is_none_or(|(last, _)| *last != session) {
            self.starts.push((session, [self.csv.len(), self.json.len()]));
        }
    }

    /// The table of one session's rows as CSV and as JSON.
    pub fn part(&self, session: SessionIx) -> (Vec<u8>, Vec<u8>) {
        let all = [self.csv.len(), self.json.len()];
        let mut spans = self.starts.iter().skip_while(|(one, _)| *one != session).map(|(_, start)| *start);
        let (start, ends) = (spans.next().unwrap_or(all), spans.next().unwrap_or(all));
        let cut = |bytes: &[u8], form: usize, end: &[u8]| {
            let rows = &bytes[start[form]..ends[form]];
            [&bytes[..self.heads[form]], rows.strip_prefix(b",\n").unwrap_or(rows), end].concat()
        };
        (cut(&self.csv, 0, b""), cut(&self.json, 1, END_OF_JSON))
    }

    /// Writes a row, as many cells as the table has columns.
    pub fn row(&mut self, cells: &[Cell]) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.begin_row();
        self.cells(0, cells);
        self.end_row();
        self.let_go();
    }

    /// Writes rows that begin with the same cells, which are made once.
    pub fn rows<'c, const REST: usize>(&mut self, same: &[Cell], rests: impl Iterator<Item = [Cell<'c>; REST]>) {
        debug_assert_eq!(same.len() + REST, self.columns.len(), "a cell for each column");
        let mut written: Option<[Range<usize>; 2]> = None;
        for rest in rests {
            self.begin_row();
            if let Some([csv, json]) = &written {
                self.csv.extend_from_within(csv.clone());
                self.json.extend_from_within(json.clone());
            } else {
                let [csv, json] = [self.csv.len(), self.json.len()];
                self.cells(0, same);
                written = Some([csv..self.csv.len(), json..self.json.len()]);
            }
            self.cells(same.len(), &rest);
            self.end_row();
        }
        self.let_go();
    }

    /// Has what is written go where the table goes, once it is enough.
    fn let_go(&mut self) {
        if self.json.len() < PIECE {
            return;
        }
        if let Some([csv, json]) = &mut self.files {
            if self.failed.is_none() {
                self.failed = csv.add(&self.csv).and_then(|()| json.add(&self.json)).err();
            }
            self.csv.clear();
            self.json.clear();
        }
    }

    fn begin_row(&mut self) {
        if self.any {
            self.json.extend_from_slice(b",\n");
        }
        self.any = true;
    }

    fn end_row(&mut self) {
        self.json.push(b'}');
        self.csv.extend_from_slice(END_OF_ROW);
    }

    /// Writes the cells of a row from a column on.
    fn cells(&mut self, first: usize, cells: &[Cell]) {
        for (at, cell) in (first..).zip(cells) {
            if at > 0 {
                self.csv.push(b',');
            }
            match *cell {
                Cell::Text(text) => self.text(at, text),
                Cell::Name(name) => self.plain(at, name.as_bytes()),
                Cell::Day(day) => self.plain(at, &day.iso()),
                Cell::Number(number) => self.bare(at, itoa::Buffer::new().format(number).as_bytes()),
                Cell::Share(share) => self.bare(at, &decimal(share)),
                Cell::Empty => self.json.extend_from_slice(self.columns[at].null.as_bytes()),
            }
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        if !bytes::any(text.as_bytes(), is_special) && !is_formula(text) {
            return self.plain(at, text.as_bytes());
        }
        self.json.extend_from_slice(self.columns[at].bare.as_bytes());
        // Writing into memory never fails.
        let _ = serde_json::to_writer(&mut self.json, text);
        quote(&formula_safe(text), &mut self.csv);
    }

    /// Writes a text that needs neither escapes nor quotes in CSV.
    fn plain(&mut self, at: usize, text: &[u8]) {
        self.json.extend_from_slice(self.columns[at].quoted.as_bytes());
        self.json.extend_from_slice(text);
        self.json.push(b'"');
        self.csv.extend_from_slice(text);
    }

    /// Writes what needs no quotes in either form.
    fn bare(&mut self, at: usize, number: &[u8]) {
        self.json.extend_from_slice(self.columns[at].bare.as_bytes());
        self.json.extend_from_slice(number);
        self.csv.extend_from_slice(number);
    }

    /// Ends a table that goes to files; whether it does.
    ///
    /// # Errors
    /// Where a piece could not be kept.
    pub fn hand_over(&mut self) -> Result<bool> {
        let Some([mut csv, mut json]) = self.files.take() else { return Ok(false) };
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let (last_of_csv, last_of_json) = self.finish();
        csv.add(last_of_csv)?;
        json.add(last_of_json)?;
        csv.end()?;
        json.end()?;
        Ok(true)
    }

    /// The table as CSV and as JSON, where it stayed.
    pub fn finish(&mut self) -> (&[u8], &[u8]) {
        self.json.extend_from_slice(END_OF_JSON);
        (&self.csv, &self.json)
    }
}

const END_OF_ROW: &[u8] = b"\r\n";
const END_OF_JSON: &[u8] = b"\n]\n";

/// A share of at most one as JSON and CSV both write it: by hand, since tables hold many.
fn decimal(share: u32) -> [u8; 6] {
    let digit = |unit: u32| b'0' + (share / unit % 10) as u8;
    [digit(10_000), b'.', digit(1000), digit(100), digit(10), digit(1)]
}

/// Whether a byte needs an escape in JSON or quotes in CSV.
const fn is_special(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\') | (byte == b',')
}

/// Writes a field of CSV, in quotes where RFC 4180 asks for them.
fn quote(text: &str, csv: &mut Vec<u8>) {
    if !text.contains(['"', ',', '\r', '\n']) {
        return csv.extend_from_slice(text.as_bytes());
    }
    csv.push(b'"');
    for (at, piece) in text.split('"').enumerate() {
        csv.extend_from_slice(if at == 0 { "" } else { "\"\"" }.as_bytes());
        csv.extend_from_slice(piece.as_bytes());
    }
    csv.push(b'"');
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(text: &str) -> bool {
    matches!(text.chars().next(), Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'))
}

/// The text, with an apostrophe before it where it would be taken for a formula.
fn formula_safe(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use anyhow::Result;

    use super::super::TABLES;
    use super::{Cell, PIECE, Rows, formula_safe};
    use crate::publish::Pieces;

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1"] {
            assert_eq!(formula_safe(text), format!("'{text}"));
        }
        assert_eq!(formula_safe("第1号"), "第1号");
    }

    /// A file in memory.
    struct Kept<'k>(&'k Mutex<Vec<u8>>);

    impl Pieces for Kept<'_> {
        fn add(&mut self, piece: &[u8]) -> Result<()> {
            self.0.lock().expect("one thread").extend_from_slice(piece);
            Ok(())
        }

        fn end(self: Box<Self>) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_table_that_goes_in_pieces_is_the_same() {
        let table = &TABLES[0];
        let files = [Mutex::default(), Mutex::default()];
        let (mut whole, mut parted) = (Rows::default(), Rows::default());
        whole.begin(table, 1, None);
        parted.begin(table, 1, Some([Box::new(Kept(&files[0])), Box::new(Kept(&files[1]))]));
        let row = vec![Cell::Text("a"); table.columns.len() - 1];
        for rows in [&mut whole, &mut parted] {
            for at in 0..3 * PIECE as i64 / 100 {
                rows.rows(&row, [[Cell::Number(at)], [Cell::Empty]].into_iter());
            }
        }
        assert!(!files[0].lock().expect("one thread").is_empty(), "some went before the end");
        assert!(parted.hand_over().expect("kept") && !whole.hand_over().expect("nothing to keep"));
        let (csv, json) = whole.finish();
        for (file, whole) in files.iter().zip([csv, json]) {
            assert!(*file.lock().expect("one thread") == whole);
        }
    }

    #[test]
    fn both_forms_hold_the_same_cells() {
        let table = &TABLES[0];
        let mut rows = Rows::default();
        rows.begin(table, 1, None);
        for text in ["plain", "a\"b,c", "a\\b\nc"] {
            rows.row(&vec![Cell::Text(text); table.columns.len()]);
        }
        let (csv, json) = rows.finish();
        let text = std::str::from_utf8(csv).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.contains("\r\nplain,plain,"), "{text}");
        assert!(text.contains(",\"a\"\"b,c\"\r\n\"a\\b\nc\","), "{text}");
        let json: serde_json::Value = serde_json::from_slice(json).expect("valid JSON");
        for (row, text) in ["plain", "a\"b,c", "a\\b\nc"].into_iter().enumerate() {
            assert_eq!(json[row][table.columns[0].key], text);
        }
    }

    #[test]
    fn rows_that_begin_alike_are_written_as_any_others() {
        let table = &TABLES[0];
        let columns = table.columns.len();
        let (mut alike, mut apart) = (Rows::default(), Rows::default());
        for rows in [&mut alike, &mut apart] {
            rows.begin(table, 1, None);
        }
        let same = vec![Cell::Text("a\"b"); columns - 2];
        alike.rows(&same, (0..3).map(|at| [Cell::Number(at), Cell::Empty]));
        for at in 0..3 {
            apart.row(&[&same[..], &[Cell::Number(at), Cell::Empty]].concat());
        }
        assert_eq!(alike.finish(), apart.finish());
    }
}
