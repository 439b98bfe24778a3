//! The long texts of an export, kept as JSON writes them until they are read: a copy of each without
//! its escapes would take as much memory as the export itself.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_json::value::RawValue;

use crate::text::Text;
use crate::unseen;

/// A text of paragraphs, separated by line breaks.
#[derive(Clone)]
pub struct Prose<'a>(Form<'a>);

#[derive(Clone)]
enum Form<'a> {
    /// As it reads.
    Plain(Text<'a>),
    /// What stands between the quotes of JSON, with escapes of single characters only.
    Escaped(&'a str),
}

impl<'a> Prose<'a> {
    /// The text that JSON writes so between its quotes, left as it is written; `None` where characters of it show
    /// nothing. Its escapes are known to be of single characters that are shown.
    pub fn as_written(inner: &'a str) -> Option<Self> {
        unseen::is_clean_json(inner).then_some(Self(Form::Escaped(inner)))
    }

    /// What JSON writes between the quotes, where the text was left so.
    pub(crate) fn written(&self) -> Option<&'a str> {
        match self.0 {
            Form::Plain(_) => None,
            Form::Escaped(inner) => Some(inner),
        }
    }

    /// The characters.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Form::Plain(text) => Cow::Borrowed(text),
            Form::Escaped(json) => unescaped(json),
        }
    }

    /// The paragraphs: lines that are not blank, without the white space around them.
    pub fn paragraphs(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let (rest, escaped) = match &self.0 {
            Form::Plain(text) => (text.as_str(), false),
            Form::Escaped(json) => (*json, true),
        };
        Lines { rest, escaped }.map(trimmed).filter(|line| !line.is_empty())
    }
}

impl<'a> From<Text<'a>> for Prose<'a> {
    fn from(text: Text<'a>) -> Self {
        Self(Form::Plain(text))
    }
}

impl PartialEq for Prose<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Hash for Prose<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text().hash(state);
    }
}

impl fmt::Debug for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text(), f)
    }
}

impl serde::Serialize for Prose<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Prose<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Self::of_json(<&'de RawValue>::deserialize(deserializer)?.get())
        } else {
            deserializer.deserialize_newtype_struct(Self::NAME, Made)
        }
    }
}

/// A text of an export that the program makes: as it reads, or wrapped what JSON writes between the quotes.
struct Made;

impl<'de> Visitor<'de> for Made {
    type Value = Prose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Prose<'de>, E> {
        Text::deserialize(BorrowedStrDeserializer::new(text)).map(Prose::from)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Prose<'de>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Prose<'de>, E> {
        Text::deserialize(StringDeserializer::new(text)).map(Prose::from)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Prose<'de>, D::Error> {
        <&'de str>::deserialize(json).map(|inner| Prose(Form::Escaped(inner)))
    }
}

impl<'a> Prose<'a> {
    /// What a reader of made values knows it by.
    pub(crate) const NAME: &'static str = "Prose";

    /// The text that JSON writes so, with its quotes.
    fn of_json<E: Error>(json: &'a str) -> Result<Self, E> {
        let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
            return Err(E::invalid_type(Unexpected::Other("something else"), &"a text"));
        };
        let mut escapes = Escapes { json: inner, at: 0 };
        let clean = unseen::is_clean_json(inner);
        Ok(Self(match escapes.next() {
            _ if !clean => Form::Plain(serde_json::from_str(json).map_err(E::custom)?),
            None => Form::Plain(Text::borrowed(inner)),
            // Only JSON's own reader tells which of these numbers are characters, and some show nothing.
            Some(first)
                if [first].into_iter().chain(escapes).any(|(_, escape)| matches!(escape, b'u' | b'b' | b'f')) =>
            {
                Form::Plain(serde_json::from_str(json).map_err(E::custom)?)
            }
            Some(_) => Form::Escaped(inner),
        }))
    }
}

impl JsonSchema for Prose<'_> {
    fn inline_schema() -> bool {
        Text::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        Text::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Text::json_schema(generator)
    }
}

/// Where the escapes of a text begin, each with the byte after its backslash.
struct Escapes<'t> {
    json: &'t str,
    at: usize,
}

impl Iterator for Escapes<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.json.as_bytes();
        let start = self.at + memchr::memchr(b'\\', bytes.get(self.at..)?)?;
        self.at = start + 2;
        Some((start, *bytes.get(start + 1)?))
    }
}

/// What an escape of a single character stands for.
fn meant(escape: u8) -> char {
    match escape {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        itself => char::from(itself),
    }
}

/// The text that JSON writes so.
pub(crate) fn unescaped(json: &str) -> Cow<'_, str> {
    let (mut text, mut read) = (String::new(), 0);
    for (start, escape) in (Escapes { json, at: 0 }) {
        if read == 0 {
            text.reserve(json.len());
        }
        text.push_str(&json[read..start]);
        text.push(meant(escape));
        read = start + 2;
    }
    if read == 0 {
        return Cow::Borrowed(json);
    }
    text.push_str(&json[read..]);
    Cow::Owned(text)
}

/// The lines of a text, the last one too where it is empty.
struct Lines<'t> {
    rest: &'t str,
    escaped: bool,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Cow<'t, str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let text = self.rest;
        let mut is_plain = true;
        let (end, length) = if self.escaped {
            let ends = |(_, escape): &(usize, u8)| {
                is_plain &= *escape == b'n';
                *escape == b'n'
            };
            Escapes { json: text, at: 0 }.find(ends).map_or((text.len(), 0), |(start, _)| (start, 2))
        } else {
            memchr::memchr(b'\n', text.as_bytes()).map_or((text.len(), 0), |start| (start, 1))
        };
        self.rest = &text[end + length..];
        Some(if is_plain { Cow::Borrowed(&text[..end]) } else { unescaped(&text[..end]) })
    }
}

fn trimmed(line: Cow<'_, str>) -> Cow<'_, str> {
    match line {
        Cow::Borrowed(line) => Cow::Borrowed(line.trim()),
        Cow::Owned(line) => Cow::Owned(line.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

    use super::Prose;
    use crate::text::Text;

    #[test]
    fn a_text_reads_as_json_means_it() {
        let texts = ["", "平文", r"一\n二", r"\\n\\\n\t\/\r\n　三 \n", r"\u4e00\n二", r#"\"引\"\\"#, r"\\", r"\n\n\n"];
        for json in texts.map(|inner| format!("\"{inner}\"")) {
            let prose: Prose = serde_json::from_str(&json).expect("a text");
            let plain: String = serde_json::from_str(&json).expect("a text");
            assert_eq!(prose.text(), plain, "{json}");
            let hash = |prose: &Prose| BuildHasherDefault::<DefaultHasher>::default().hash_one(prose);
            assert_eq!(hash(&prose), hash(&Text::owned(plain.clone()).into()), "{json}");
            let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            assert_eq!(prose.paragraphs().collect::<Vec<_>>(), lines, "{json}");
        }
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        for json in [r#""一\b二\f""#, r#""一\u0000二\u202e""#, "\"一\u{202E}二\u{7F}\"", "\"一\\b\u{9F}二\""] {
            assert_eq!(serde_json::from_str::<Prose>(json).expect("a text").text(), "一二", "{json}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for json in ["1", "[\"a\"]", "null", r#""\ud800""#, "\"a\nb\"", r#""\x""#] {
            assert!(serde_json::from_str::<Prose>(json).is_err(), "{json}");
        }
    }
}
