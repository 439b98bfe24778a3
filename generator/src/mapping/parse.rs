//! Parses JSON into values of a source, and passes over it. Long texts stay as they are written, since most of
//! them go into the data as they are. What it can't read is left to serde_json, which says what is wrong.

use std::borrow::Cow;
use std::ops::Range;

use outcomes::prose::Prose;
use serde::de::IgnoredAny;

use super::spare::Spare;
use super::value::Value;

/// Objects and lists that may lie within each other: as many as serde_json takes.
const DEEPEST: usize = 127;

/// Texts with escapes are left as they are written from so many bytes on.
pub const LONG: usize = 64;

/// The value that a text holds.
///
/// # Errors
/// Where it is no JSON.
pub fn parse<'a>(text: &'a str, spare: &mut Spare<'a>) -> Result<Value<'a>, serde_json::Error> {
    let mut json = Json { spare: std::mem::take(spare), ..Json::new(text) };
    let value = json.value(0).filter(|_| json.is_over());
    *spare = json.spare;
    value.map_or_else(|| serde_json::from_str(text), Ok)
}

/// A way through a text of JSON; `None` of its steps where that is none.
#[derive(Debug)]
pub struct Json<'a> {
    text: &'a str,
    /// Byte offset of what comes next.
    pub at: usize,
    /// Room for the values that are made.
    pub spare: Spare<'a>,
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
        Self::from(text, 0)
    }

    /// At a place in a text.
    pub const fn from(text: &'a str, at: usize) -> Self {
        Self { text, at, spare: Spare::new() }
    }

    /// The byte that comes next, after white space.
    #[inline]
    pub fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Whether nothing more comes.
    pub fn is_over(&mut self) -> bool {
        self.next().is_none()
    }

    /// The value that comes next, at a depth of objects and lists.
    pub fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        let mut value = Value::Null;
        self.put(&mut value, depth).map(|()| value)
    }

    /// Puts the value that comes next where another was: records follow each other and look alike, so that most of what
    /// is there is only written over. What is there where none comes means nothing.
    #[inline]
    pub fn put(&mut self, place: &mut Value<'a>, depth: usize) -> Option<()> {
        // Most values are texts.
        match self.next()? {
            b'"' => *place = self.text()?,
            first => self.other(first, place, depth)?,
        }
        Some(())
    }

    /// Puts the value that comes next and is no text.
    fn other(&mut self, first: u8, place: &mut Value<'a>, depth: usize) -> Option<()> {
        match first {
            b'{' if depth < DEEPEST => {
                let mut fields = match std::mem::replace(place, Value::Null) {
                    Value::Object(fields) => fields,
                    _ => self.spare.object(),
                };
                let mut count = 0;
                self.parts(b'}', |json| {
                    let key = json.key()?;
                    match fields.get_mut(count) {
                        Some((name, value)) => {
                            *name = key;
                            json.put(value, depth + 1)?;
                        }
                        None => fields.push((key, json.value(depth + 1)?)),
                    }
                    count += 1;
                    Some(())
                })?;
                fields.drain(count..).for_each(|(_, value)| self.spare.keep(value));
                *place = Value::Object(fields);
            }
            b'[' if depth < DEEPEST => {
                let mut list = match std::mem::replace(place, Value::Null) {
                    Value::List(list) => list,
                    _ => self.spare.list(),
                };
                let mut count = 0;
                self.parts(b']', |json| {
                    match list.get_mut(count) {
                        Some(value) => json.put(value, depth + 1)?,
                        None => list.push(json.value(depth + 1)?),
                    }
                    count += 1;
                    Some(())
                })?;
                list.drain(count..).for_each(|value| self.spare.keep(value));
                *place = Value::List(list);
            }
            _ => *place = serde_json::from_str(self.word()).ok()?,
        }
        Some(())
    }

    /// Passes over the value that comes next; gives it as it is written.
    pub fn pass(&mut self, depth: usize) -> Option<&'a str> {
        let first = self.next()?;
        let start = self.at;
        match first {
            b'"' => self.string().map(drop)?,
            b'{' if depth < DEEPEST => self.parts(b'}', |json| {
                json.name()?;
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
    #[inline(always)]
    pub fn key(&mut self) -> Option<Cow<'a, str>> {
        let (written, escapes) = self.name()?;
        self.unescaped(written, escapes)
    }

    /// A field's name as it is written, and the colon behind it.
    #[inline(always)]
    fn name(&mut self) -> Option<(Range<usize>, Escapes)> {
        self.next().filter(|next| *next == b'"')?;
        let name = self.string()?;
        self.next().filter(|next| *next == b':')?;
        self.at += 1;
        Some(name)
    }

    #[inline(always)]
    fn text(&mut self) -> Option<Value<'a>> {
        let (written, escapes) = self.string()?;
        if escapes != Escapes::Plain {
            return self.unescaped(written, escapes).map(Value::Text);
        }
        let inner = &self.text[written.start + 1..written.end - 1];
        match Some(inner).filter(|inner| stays_written(inner)).and_then(Prose::as_written) {
            Some(text) => Some(Value::Prose(text)),
            None => self.unescaped(written, escapes).map(Value::Text),
        }
    }

    /// Where the text that begins here is written, with its quotes.
    #[inline(always)]
    fn string(&mut self) -> Option<(Range<usize>, Escapes)> {
        let start = self.at;
        let (length, escapes) = match short(self.text.as_bytes().get(start + 1..)?) {
            Some(length) => (length, Escapes::None),
            None => self.long()?,
        };
        self.at += length + 2;
        Some((start..self.at, escapes))
    }

    /// The characters of a text that is written here.
    #[inline(always)]
    fn unescaped(&self, written: Range<usize>, escapes: Escapes) -> Option<Cow<'a, str>> {
        match escapes {
            Escapes::None => Some(Cow::Borrowed(&self.text[written.start + 1..written.end - 1])),
            _ => without_escapes(&self.text[written]).map(Cow::Owned),
        }
    }

    /// How many bytes the text that begins here has, however long, and its escapes.
    #[inline(never)]
    fn long(&self) -> Option<(usize, Escapes)> {
        let bytes = self.text.as_bytes().get(self.at + 1..)?;
        let (mut at, mut escapes) = (0, Escapes::None);
        loop {
            at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
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
        (!has_control(&bytes[..at])).then_some((at, escapes))
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let is_in = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.bytes().position(|byte| !is_in(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

/// Words of eight bytes that are looked at one by one, as serde_json does: most texts are short, and a search would begin
/// and end for each.
const NEAR: usize = 4;

/// How many bytes a short text without escapes has, of which its end is near.
#[inline]
fn short(bytes: &[u8]) -> Option<usize> {
    for (at, word) in bytes.as_chunks::<8>().0.iter().take(NEAR).enumerate() {
        let ends = ends(u64::from_le_bytes(*word));
        if ends != 0 {
            let at = at * 8 + ends.trailing_zeros() as usize / 8;
            return (bytes[at] == b'"').then_some(at);
        }
    }
    None
}

/// Whether there is a control character, which JSON writes by its number only.
fn has_control(bytes: &[u8]) -> bool {
    // Whole blocks without an early end, so that the compiler can compare many bytes at once.
    let (blocks, rest) = bytes.as_chunks::<64>();
    let mut least = [u8::MAX; 64];
    for block in blocks {
        least.iter_mut().zip(block).for_each(|(least, byte)| *least = *byte.min(least));
    }
    let any = |bytes: &[u8]| bytes.iter().fold(u8::MAX, |least, byte| least.min(*byte)) < 0x20;
    any(&least) || any(rest)
}

/// Sets the highest bit of each byte that is a quote, a backslash or a control character; of bytes behind the first
/// such, the bit may be wrong.
fn ends(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let least = |word: u64, least: u8| word.wrapping_sub(ONES * least as u64);
    let quotes = least(word ^ (ONES * b'"' as u64), 1);
    let backslashes = least(word ^ (ONES * b'\\' as u64), 1);
    // None of the three is sought among bytes that have the highest bit themselves.
    (quotes | backslashes | least(word, 0x20)) & !word & (ONES << 7)
}

/// The characters of a text that is written with quotes and escapes.
#[inline(never)]
fn without_escapes(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
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

    use super::{Json, Prose, Spare, Value, parse};

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
        // What was there before makes no difference.
        let mut place: Value = from_str(r#"{"a":[1,{"b":[2]},3],"b":{"c":0},"c":[[],0],"d":"x"}"#).expect("JSON");
        let mut json = Json::new(text);
        let read = json.put(&mut place, 0).filter(|()| json.is_over()).map(|()| plain(place));
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
            parse(&json, &mut Spare::default()).expect("a text"),
            Value::Prose(Prose::as_written(&json[1..json.len() - 1]).expect("a text"))
        );
        for cut in [format!("\" {long}\\n{long}\""), format!("\"{long}\\n\""), format!("\"\\t{long}\"")] {
            assert!(matches!(parse(&cut, &mut Spare::default()).expect("a text"), Value::Text(_)), "{cut}");
        }
    }

    #[test]
    fn what_lies_too_deep_is_left_to_serde_json() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let parse = |depth: usize| parse(&nested(depth), &mut Spare::default()).map(drop);
        assert!(parse(127).is_ok());
        assert!(parse(128).expect_err("too deep").to_string().contains("recursion limit"));
        assert_eq!(Json::new(&nested(100_000)).pass(0), None);
    }
}
