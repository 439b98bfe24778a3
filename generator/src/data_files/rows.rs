//! Writes the rows of a table as CSV and as JSON, both at once and straight into their bytes.

use outcomes::dataset::SessionIx;
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
    /// A share in ten-thousandths, 0–10000; written as a decimal number with four places.
    Share(u32),
    /// Not known, or nothing to take a rate of.
    Empty,
}

/// The rows of one table, written so far.
pub struct Rows {
    csv: Vec<u8>,
    json: Vec<u8>,
    /// The columns' names as JSON writes them, each with the comma or brace before it.
    keys: Vec<String>,
    text: String,
    /// Where the rows about each session begin, in both forms.
    starts: Vec<(SessionIx, [usize; 2])>,
    /// Bytes of the heads, in both forms.
    heads: [usize; 2],
}

impl Rows {
    /// The heads of a table about so many items.
    pub fn new(table: &Table, items: usize) -> Self {
        let mut csv = Vec::with_capacity(items * CSV_PER_ITEM);
        // With a byte order mark and CRLF, as spreadsheets read it.
        csv.extend_from_slice("\u{feff}".as_bytes());
        let mut keys = Vec::with_capacity(table.columns.len());
        for (at, column) in table.columns.iter().enumerate() {
            csv.extend_from_slice(if at == 0 { "" } else { "," }.as_bytes());
            csv.extend_from_slice(column.key.as_bytes());
            keys.push(format!("{}\"{}\":", if at == 0 { "{" } else { "," }, column.key));
        }
        csv.extend_from_slice(END_OF_ROW);
        let mut json = Vec::with_capacity(items * JSON_PER_ITEM);
        json.extend_from_slice(b"[\n");
        let heads = [csv.len(), json.len()];
        Self { csv, json, keys, text: String::new(), starts: Vec::new(), heads }
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
        let cut = |bytes: &[u8], form: usize| {
            let rows = &bytes[start[form]..ends[form]];
            [&bytes[..self.heads[form]], rows.strip_prefix(b",\n").unwrap_or(rows)].concat()
        };
        let (csv, mut json) = (cut(&self.csv, 0), cut(&self.json, 1));
        json.extend_from_slice(END_OF_JSON);
        (csv, json)
    }

    /// Writes a row, as many cells as the table has columns.
    pub fn row(&mut self, cells: &[Cell]) {
        debug_assert_eq!(cells.len(), self.keys.len(), "a cell for each column");
        if self.json.last() == Some(&b'}') {
            self.json.extend_from_slice(b",\n");
        }
        for (at, cell) in cells.iter().enumerate() {
            self.json.extend_from_slice(self.keys[at].as_bytes());
            if at > 0 {
                self.csv.push(b',');
            }
            self.text.clear();
            match *cell {
                Cell::Text(text) => self.text(text),
                Cell::Day(day) => {
                    let day = day.iso();
                    self.csv.extend_from_slice(&day);
                    self.json.push(b'"');
                    self.json.extend_from_slice(&day);
                    self.json.push(b'"');
                }
                Cell::Number(number) => self.bare(itoa::Buffer::new().format(number).as_bytes()),
                Cell::Share(share) => self.bare(&decimal(share)),
                Cell::Empty => self.json.extend_from_slice(b"null"),
            }
        }
        self.json.push(b'}');
        self.csv.extend_from_slice(END_OF_ROW);
    }

    fn text(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            self.json.push(b'"');
            self.json.extend_from_slice(text.as_bytes());
            self.json.push(b'"');
        } else {
            // Writing into memory never fails.
            let _ = serde_json::to_writer(&mut self.json, text);
        }
        let text = formula_safe(text, &mut self.text);
        if is_plain(text.as_bytes()) {
            self.csv.extend_from_slice(text.as_bytes());
        } else {
            quote(text, &mut self.csv);
        }
    }

    /// Writes what needs no escapes and no quotes.
    fn bare(&mut self, number: &[u8]) {
        self.json.extend_from_slice(number);
        self.csv.extend_from_slice(number);
    }

    /// The table as CSV and as JSON.
    pub fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let Self { csv, mut json, .. } = self;
        json.extend_from_slice(END_OF_JSON);
        (csv, json)
    }
}

const END_OF_ROW: &[u8] = b"\r\n";
const END_OF_JSON: &[u8] = b"\n]\n";

/// A share of at most one as JSON and CSV both write it: by hand, since tables hold many.
fn decimal(share: u32) -> [u8; 6] {
    let digit = |unit: u32| b'0' + (share / unit % 10) as u8;
    [digit(10_000), b'.', digit(1000), digit(100), digit(10), digit(1)]
}

/// Whether a text stands in CSV and between the quotes of JSON as it is.
fn is_plain(text: &[u8]) -> bool {
    let is_special = |byte: &u8| (*byte < b' ') | (*byte == b'"') | (*byte == b'\\') | (*byte == b',');
    // Without an early end, so that the compiler can compare many bytes at once.
    !text.iter().fold(false, |found, byte| found | is_special(byte))
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
        let mut rows = Rows::new(table, 1);
        for text in ["plain", "a\"b,c", "a\\b\nc"] {
            rows.row(&vec![Cell::Text(text); table.columns.len()]);
        }
        let (csv, json) = rows.finish();
        let text = String::from_utf8(csv).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.contains("\r\nplain,plain,"), "{text}");
        assert!(text.contains(",\"a\"\"b,c\"\r\n\"a\\b\nc\","), "{text}");
        let json: serde_json::Value = serde_json::from_slice(&json).expect("valid JSON");
        for (row, text) in ["plain", "a\"b,c", "a\\b\nc"].into_iter().enumerate() {
            assert_eq!(json[row][table.columns[0].key], text);
        }
    }
}
