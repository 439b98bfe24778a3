//! Finds the place of a JSON pointer in a piece of JSON, only when a fault has to be shown.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::unseen;

/// Byte offset in `text` of the value that `pointer` (RFC 6901) names; of the nearest value around
/// it where there is none, such as for a field that is missing.
pub fn offset_of(text: &str, pointer: &str) -> usize {
    value_at(text, pointer).as_ptr() as usize - text.as_ptr() as usize
}

/// The JSON of the value that `pointer` names, or of the nearest one around it.
pub fn value_at<'a>(text: &'a str, pointer: &str) -> &'a str {
    let text = text.trim_start();
    let tokens: Vec<String> =
        pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    // From the end of the way to its beginning: what is there is whole, unless the text is cut.
    way(text, &tokens).into_iter().rev().find_map(|start| Passing { text, at: start }.value()).unwrap_or(text)
}

/// Byte offset in `text` of each element of the list that `pointer` names; none where it is no list.
pub fn elements(text: &str, pointer: &str) -> Vec<usize> {
    let list: Vec<&RawValue> = value_of(text, pointer).unwrap_or_default();
    list.iter().map(|one| one.get().as_ptr() as usize - text.as_ptr() as usize).collect()
}

/// The value that `pointer` names, whatever follows it in `text`.
fn value_of<'a, T: Deserialize<'a>>(text: &'a str, pointer: &str) -> Option<T> {
    T::deserialize(&mut serde_json::Deserializer::from_str(value_at(text, pointer))).ok()
}

/// Line and column (from 1, in characters) of the value that `pointer` names in an export's bytes.
/// In newline-delimited files it is looked for in the first line, the document.
pub fn line_and_column(bytes: &[u8], pointer: &str) -> (u32, u32) {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let offset = std::str::from_utf8(bytes).map_or(0, |text| offset_of(text, pointer));
    let mut place = (1, 1);
    advance(&mut place, bytes.get(..offset).unwrap_or_default());
    place
}

/// The byte order mark of UTF-8; no column counts it.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Moves a line and column past some bytes.
pub fn advance((line, column): &mut (u32, u32), bytes: &[u8]) {
    let mut last_line = bytes;
    if let Some(newline) = memchr::memrchr(b'\n', bytes) {
        *line += memchr::memchr_iter(b'\n', bytes).count() as u32;
        *column = 1;
        last_line = &bytes[newline + 1..];
    }
    // Continuation bytes of a character are no column of their own. A sum of so few bytes fits into
    // one, so that many are counted at once.
    let begins = |byte: &u8| u8::from(!(0x80..0xC0).contains(byte));
    *column += last_line.chunks(128).map(|some| u32::from(some.iter().map(begins).sum::<u8>())).sum::<u32>();
}

/// A way along the JSON of a text, quotes and escapes included: each byte is passed once, however many places are
/// asked for in their order.
#[derive(Debug)]
pub struct Along<'t> {
    raw: &'t str,
    at: usize,
    passed: usize,
}

impl<'t> Along<'t> {
    /// At the beginning of a text; `raw` begins with its quote, or is empty where there is no JSON.
    pub fn new(raw: &'t str) -> Self {
        Self { raw, at: usize::from(!raw.is_empty()), passed: 0 }
    }

    /// Where the byte number `decoded` of the text stands, counted without the characters that are left out of texts.
    pub fn to(&mut self, decoded: usize) -> usize {
        if decoded < self.passed {
            *self = Self::new(self.raw);
        }
        while self.passed < decoded && self.at < self.raw.len() {
            let (written, meant) = self.next();
            (self.at, self.passed) = (self.at + written, self.passed + meant);
        }
        self.at
    }

    /// How many bytes the next character takes as it is written, and in the text.
    fn next(&self) -> (usize, usize) {
        let (raw, at) = (self.raw, self.at);
        match raw.as_bytes().get(at..) {
            Some([b'\\', b'u', rest @ ..]) => {
                let digits = rest.get(..4).and_then(|hex| std::str::from_utf8(hex).ok()).unwrap_or_default();
                match u32::from_str_radix(digits, 16).unwrap_or_default() {
                    0xD800..0xDC00 => (12, 4),
                    code => (6, char::from_u32(code).map_or(3, length)),
                }
            }
            Some([b'\\', b'b' | b'f', ..]) => (2, 0),
            Some([b'\\', ..]) => (2, 1),
            _ => match raw.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) => (c.len_utf8(), length(c)),
                None => (1, 1),
            },
        }
    }
}

/// Bytes that a character takes in a text.
fn length(c: char) -> usize {
    if unseen::is_unseen(c) { 0 } else { c.len_utf8() }
}

/// Where the values on the way to one begin, as far as it leads. JSON that is known to be whole is passed from quote
/// to quote and not parsed, since many faults may have to be placed.
fn way(text: &str, tokens: &[String]) -> Vec<usize> {
    let mut json = Passing { text, at: 0 };
    let mut starts = Vec::with_capacity(tokens.len());
    for token in tokens {
        let into = match json.next() {
            Some(b'{') => json.find_key(token),
            Some(b'[') => token.parse().ok().and_then(|wanted| json.find_element(wanted)),
            _ => None,
        };
        if into.is_none() || json.next().is_none() {
            break;
        }
        starts.push(json.at);
    }
    starts
}

/// A place in JSON that moves forward.
struct Passing<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Passing<'a> {
    /// The value that begins here, if it ends.
    fn value(mut self) -> Option<&'a str> {
        let start = self.at;
        self.pass()?;
        self.text.get(start..self.at)
    }

    /// The first byte of what comes next, after white space.
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes from an object's brace to the value of a key.
    fn find_key(&mut self, key: &str) -> Option<()> {
        loop {
            self.at += 1;
            if self.next()? != b'"' {
                return None;
            }
            let start = self.at;
            self.pass()?;
            let written = self.text.get(start..self.at)?;
            self.next().filter(|byte| *byte == b':')?;
            self.at += 1;
            if is_key(written, key) {
                return Some(());
            }
            self.next()?;
            self.pass()?;
            self.next().filter(|byte| *byte == b',')?;
        }
    }

    /// Goes from a list's bracket to an element.
    fn find_element(&mut self, wanted: usize) -> Option<()> {
        self.at += 1;
        for _ in 0..wanted {
            self.next().filter(|byte| *byte != b']')?;
            self.pass()?;
            self.next().filter(|byte| *byte == b',')?;
            self.at += 1;
        }
        self.next().filter(|byte| *byte != b']').map(|_| ())
    }

    /// Passes the value that begins here.
    fn pass(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        loop {
            match bytes.get(self.at)? {
                b'"' => self.pass_text()?,
                b'{' | b'[' => (depth, self.at) = (depth + 1, self.at + 1),
                b'}' | b']' => (depth, self.at) = (depth.checked_sub(1)?, self.at + 1),
                b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' => self.at += 1,
                _ => self.at += bytes[self.at..].iter().take_while(|byte| !b",]} \n\r\t".contains(byte)).count(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Passes a text and its quotes.
    fn pass_text(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            self.at += memchr::memchr2(b'"', b'\\', self.text.as_bytes().get(self.at..)?)?;
            if self.text.as_bytes()[self.at] == b'"' {
                self.at += 1;
                return Some(());
            }
            self.at += 2;
        }
    }
}

/// Whether a key is written so, with its quotes.
fn is_key(written: &str, key: &str) -> bool {
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    inner == key || (inner.contains('\\') && serde_json::from_str::<String>(written).is_ok_and(|meant| meant == key))
}

#[cfg(test)]
mod tests {
    use super::{Along, offset_of, value_at};

    #[test]
    fn a_pointer_leads_to_its_value() {
        let text = r#" {"a~b": [1, {"c/d": "x"}], "e": 2}"#;
        assert_eq!(value_at(text, "/a~0b/1/c~1d"), "\"x\"");
        assert_eq!(value_at(text, "/e"), "2");
        assert_eq!(value_at(text, "/a~0b/1/none"), "{\"c/d\": \"x\"}");
        assert_eq!(value_at(text, "/none/1"), text.trim_start());
        assert_eq!(value_at(r#"{"\u0061\"":{"x":[{"y":"]}"} , -1.5]}}"#, "/a\"/x/1"), "-1.5");
        assert_eq!(value_at(r#"{"x":[{"y":[1,"#, "/x/0/y"), r#"{"x":[{"y":[1,"#, "nothing there is whole");
        assert_eq!(offset_of(text, ""), 1);
        let mut along = Along::new(r#""\n\u53f7x1""#);
        assert_eq!([5, 4, 5, 0].map(|decoded| along.to(decoded)), [10, 9, 10, 1], "in any order");
        assert_eq!(Along::new("\"号1\"").to(3), 4);
        assert_eq!(Along::new("\"a\u{200B}\\u0000\\bb1\"").to(2), 14, "what is left out counts for nothing");
    }
}
