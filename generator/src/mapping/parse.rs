//! Parses JSON into values of a source, and passes over it. Long texts stay as they are written, since most of
//! them go into the data as they are. What it can't read is left to serde_json, which says what is wrong.

use std::borrow::Cow;

use outcomes::prose::Prose;
use serde::de::IgnoredAny;

use super::value::Value;

/// Objects and lists that may lie within each other: as many as serde_json takes.
const DEEPEST: usize = 127;

/// Texts with escapes are left as they are written from so many bytes on.
pub const LONG: usize = 64;

/// The value that a text holds.
///
/// # Errors
/// Where it is no JSON.
pub fn parse(text: &str) -> Result<Value<'_>, serde_json::Error> {
    let mut json = Json::new(text);
    match json.value(0).filter(|_| json.is_over()) {
        Some(value) => Ok(value),
        None => serde_json::from_str(text),
    }
}

/// A way through a text of JSON; `None` of its steps where that is none.
#[derive(Debug)]
pub struct Json<'a> {
    text: &'a str,
    at: usize,
}

/// The escapes in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Escapes {
    None,
    /// Each stands for a character that is shown, a tab or the end of a line.
    Plain,
    /// Some are numbers or control characters.
    Other,
}

impl<'a> Json<'a> {
    /// At the beginning of a text.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte that comes next, after white space.
    pub fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))?;
        self.byte()
    }

    /// Whether nothing more comes.
    pub fn is_over(&mut self) -> bool {
        self.next().is_none()
    }

    /// The value that comes next, at a depth of objects and lists.
    pub fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        match self.next()? {
            b'"' => self.text(),
            b'{' if depth < DEEPEST => {
                let mut fields = Vec::with_capacity(16);
                self.parts(b'}', |json| {
                    fields.push((json.key()?, json.value(depth + 1)?));
                    Some(())
                })?;
                Some(Value::Object(fields))
            }
            b'[' if depth < DEEPEST => {
                let mut list = Vec::new();
                self.parts(b']', |json| {
                    list.push(json.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::List(list))
            }
            _ => serde_json::from_str(self.word()).ok(),
        }
    }

    /// Passes over the value that comes next; gives it as it is written.
    pub fn pass(&mut self, depth: usize) -> Option<&'a str> {
        let first = self.next()?;
        let start = self.at;
        match first {
            b'"' => self.pass_text().map(drop)?,
            b'{' if depth < DEEPEST => self.parts(b'}', |json| {
                json.name(Self::pass_text)?;
                json.pass(depth + 1).map(drop)
            })?,
            b'[' if depth < DEEPEST => self.parts(b']', |json| json.pass(depth + 1).map(drop))?,
            _ => serde_json::from_str::<IgnoredAny>(self.word()).map(drop).ok()?,
        }
        Some(&self.text[start..self.at])
    }

    /// Each part of the object or list that begins here.
    pub fn parts(&mut self, end: u8, mut part: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        let mut next = self.next()?;
        while next != end {
            part(self)?;
            next = self.next()?;
            if next == b',' {
                self.at += 1;
                // Behind a comma something has to come.
                next = self.next().filter(|next| *next != end)?;
            } else if next != end {
                return None;
            }
        }
        self.at += 1;
        Some(())
    }

    /// The name of a field.
    pub fn key(&mut self) -> Option<Cow<'a, str>> {
        let (json, escapes) = self.name(Self::string)?;
        unescaped(json, escapes)
    }

    /// A field's name, taken in some way, and the colon behind it.
    fn name<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.next().filter(|next| *next == b'"')?;
        let name = take(self)?;
        self.next().filter(|next| *next == b':')?;
        self.at += 1;
        Some(name)
    }

    fn text(&mut self) -> Option<Value<'a>> {
        let (json, escapes) = self.string()?;
        let inner = &json[1..json.len() - 1];
        let stays = escapes == Escapes::Plain && stays_written(inner);
        match stays.then(|| Prose::as_written(inner)).flatten() {
            Some(text) => Some(Value::Prose(text)),
            None => unescaped(json, escapes).map(Value::Text),
        }
    }

    /// The text that begins here, with its quotes.
    fn string(&mut self) -> Option<(&'a str, Escapes)> {
        let start = self.at;
        let escapes = self.pass_text()?;
        Some((&self.text[start..self.at], escapes))
    }

    /// Passes over the text that begins here.
    fn pass_text(&mut self) -> Option<Escapes> {
        let bytes = self.text.as_bytes();
        let (mut at, mut escapes) = (self.at + 1, Escapes::None);
        loop {
            at += plain(bytes.get(at..)?)?;
            match &bytes[at..] {
                [b'"', ..] => break,
                [b'\\', b'"' | b'\\' | b'/' | b'n' | b'r' | b't', ..] => {
                    escapes = escapes.max(Escapes::Plain);
                    at += 2;
                }
                [b'\\', b'b' | b'f', ..] => {
                    escapes = Escapes::Other;
                    at += 2;
                }
                [b'\\', b'u', digits @ ..]
                    if digits.iter().take(4).filter(|one| one.is_ascii_hexdigit()).count() == 4 =>
                {
                    escapes = Escapes::Other;
                    at += 6;
                }
                _ => return None,
            }
        }
        self.at = at + 1;
        Some(escapes)
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let is_in = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.bytes().position(|byte| !is_in(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// How many bytes come before a quote, a backslash or a control character.
fn plain(bytes: &[u8]) -> Option<usize> {
    // Most texts are short: a search would begin and end for each. Eight bytes at a time, then, as serde_json does.
    const NEAR: usize = 4;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().take(NEAR).enumerate() {
        let ends = ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return Some(at * 8 + ends.trailing_zeros() as usize / 8);
        }
    }
    let is_end = |byte: &u8| *byte < 0x20 || matches!(*byte, b'"' | b'\\');
    if words.len() < NEAR {
        return rest.iter().position(is_end).map(|at| words.len() * 8 + at);
    }
    let end = NEAR * 8 + memchr::memchr2(b'"', b'\\', &bytes[NEAR * 8..])?;
    // Whole blocks without an early end, the last one over those before it, so that the compiler can compare many
    // bytes at once.
    let mut least = [u8::MAX; NEAR * 8];
    for block in bytes[..end].as_chunks::<{ NEAR * 8 }>().0.iter().chain(bytes[..end].last_chunk()) {
        least.iter_mut().zip(block).for_each(|(least, byte)| *least = *byte.min(least));
    }
    if least.iter().any(|byte| *byte < 0x20) { bytes.iter().position(is_end) } else { Some(end) }
}

/// Sets the highest bit of each byte that is a quote, a backslash or a control character; of bytes behind the first
/// such, the bit may be wrong.
fn ends(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let controls = word.wrapping_sub(ONES * 0x20) & !word;
    (zeros(word ^ (ONES * b'"' as u64)) | zeros(word ^ (ONES * b'\\' as u64)) | controls) & (ONES << 7)
}

/// The characters of a text that is written with quotes.
fn unescaped(json: &str, escapes: Escapes) -> Option<Cow<'_, str>> {
    match escapes {
        Escapes::None => Some(Cow::Borrowed(&json[1..json.len() - 1])),
        _ => serde_json::from_str(json).ok().map(Cow::Owned),
    }
}

/// Whether a text with plain escapes stays as it is written: a long one with nothing to cut off at its ends.
fn stays_written(inner: &str) -> bool {
    let is_cut = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\\');
    // An escape at the end has its backslash before the last character.
    let mut back = inner.chars().rev();
    inner.len() >= LONG && !inner.starts_with(is_cut) && !back.next().is_some_and(is_cut) && back.next() != Some('\\')
}

#[cfg(test)]
mod tests {
    use serde_json::from_str;

    use super::{Json, Prose, Value, parse};

    /// Everything as serde_json reads it: values that stay written, too.
    fn plain(value: Value<'_>) -> Value<'_> {
        match value {
            Value::Prose(text) => Value::Text(text.text().into_owned().into()),
            Value::List(list) => Value::List(list.into_iter().map(plain).collect()),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(name, value)| (name, plain(value))).collect())
            }
            value => value,
        }
    }

    fn agree(text: &str) {
        let wanted = from_str::<Value>(text).ok();
        let mut json = Json::new(text);
        let read = json.value(0).filter(|_| json.is_over()).map(plain);
        assert_eq!(read, wanted, "{text}");
        let mut json = Json::new(text);
        let passed = json.pass(0).filter(|_| json.is_over());
        assert_eq!(passed.is_some(), from_str::<serde::de::IgnoredAny>(text).is_ok(), "{text}");
        assert!(passed.is_none_or(|passed| passed == text.trim_matches([' ', '\n', '\r', '\t'])), "{text}");
    }

    #[test]
    fn everything_is_read_as_serde_json_reads_it() {
        let long = "很长的文字，".repeat(8);
        let texts = [
            format!(r#" {{"a" : [1, -2.5e3, true, null , "x\ty"], "b":{{}}, "c":[ ],"正文":"{long}\n{long}"}} "#),
            format!(
                r#"["{long}\u4e00{long}", "\n{long}", "{long}\n", "{long}\\", "{long}\\n", "a\"b\/c\\", "\u00e9\ud83d\ude00"]"#
            ),
            r#"{"a":{"b":{"a":0}},"a":18446744073709551615,"d":-0,"e":1.0E+2,"f":false}"#.to_owned(),
        ];
        for text in &texts {
            agree(text);
            let marks = ["", "\"", "\\", ",", ":", "[", "}", "\n", "\u{1}", "0", "-", "e", "u", "t", " ", "字"];
            for (at, c) in text.char_indices() {
                marks.iter().for_each(|mark| agree(&format!("{}{mark}{}", &text[..at], &text[at + c.len_utf8()..])));
                marks.iter().for_each(|mark| agree(&format!("{}{mark}{}", &text[..at], &text[at..])));
                agree(&text[..at]);
            }
        }
        for text in
            ["", " ", "[1,]", "{\"a\":1,}", "01", "1.", "nul", "\"\\ud800\"", "[1 2]", "{\"a\" 1}", "{1:2}", "[,1]"]
        {
            agree(text);
        }
    }

    #[test]
    fn long_texts_stay_as_they_are_written() {
        let long = "很长的文字，".repeat(8);
        let json = format!("\"{long}\\n{long}\"");
        assert_eq!(
            parse(&json).expect("a text"),
            Value::Prose(Prose::as_written(&json[1..json.len() - 1]).expect("a text"))
        );
        for cut in [format!("\" {long}\\n{long}\""), format!("\"{long}\\n\""), format!("\"\\t{long}\"")] {
            assert!(matches!(parse(&cut).expect("a text"), Value::Text(_)), "{cut}");
        }
    }

    #[test]
    fn what_lies_too_deep_is_left_to_serde_json() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(127)).is_ok());
        assert!(parse(&nested(128)).expect_err("too deep").to_string().contains("recursion limit"));
        assert_eq!(Json::new(&nested(100_000)).pass(0), None);
    }
}
