//! Finds the place of a JSON pointer in a piece of JSON, only when a fault has to be shown.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
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
    // From the whole way to its beginning: most pointers lead to something.
    (1..=tokens.len()).rev().find_map(|length| descend(text, &tokens[..length])).unwrap_or(text)
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

/// All the way down. Reading stops at the value found, so that what follows it costs nothing, and
/// what lies around it is read once.
fn descend<'a>(text: &'a str, tokens: &[String]) -> Option<&'a str> {
    let mut found = None;
    let mut json = serde_json::Deserializer::from_str(text);
    // The error is how reading stops early; what was found before it counts.
    let _ = Way { tokens, found: &mut found }.deserialize(&mut json);
    found
}

/// The rest of the way to a value.
struct Way<'t, 'a> {
    tokens: &'t [String],
    found: &'t mut Option<&'a str>,
}

impl<'de> DeserializeSeed<'de> for Way<'_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.tokens.is_empty() {
            *self.found = Some(<&RawValue>::deserialize(deserializer)?.get());
            return Err(D::Error::custom("found"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Way<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let [token, tokens @ ..] = self.tokens else { return Ok(()) };
        while let Some(key) = map.next_key::<Key>()? {
            if key.0 == *token {
                map.next_value_seed(Way { tokens, found: self.found })?;
                return Err(A::Error::custom("no such value"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let [token, tokens @ ..] = self.tokens else { return Ok(()) };
        let Ok(wanted) = token.parse::<usize>() else { return Err(A::Error::custom("no position")) };
        for _ in 0..wanted {
            if list.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        list.next_element_seed(Way { tokens, found: self.found })?;
        Err(A::Error::custom("no such value"))
    }
}

/// An object's key, borrowed where it holds no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::{Along, offset_of, value_at};

    #[test]
    fn a_pointer_leads_to_its_value() {
        let text = r#" {"a~b": [1, {"c/d": "x"}], "e": 2}"#;
        assert_eq!(value_at(text, "/a~0b/1/c~1d"), "\"x\"");
        assert_eq!(value_at(text, "/e"), "2");
        assert_eq!(value_at(text, "/a~0b/1/none"), "{\"c/d\": \"x\"}");
        assert_eq!(offset_of(text, ""), 1);
        let mut along = Along::new(r#""\n\u53f7x1""#);
        assert_eq!([5, 4, 5, 0].map(|decoded| along.to(decoded)), [10, 9, 10, 1], "in any order");
        assert_eq!(Along::new("\"号1\"").to(3), 4);
        assert_eq!(Along::new("\"a\u{200B}\\u0000\\bb1\"").to(2), 14, "what is left out counts for nothing");
    }
}
