//! Reads a record's JSON into a value without writing its texts anew: those with escapes stay as they are written,
//! since most of them are written into the export again as they are.

use std::borrow::Cow;

use super::value::Value;

/// The value that a text of JSON is.
///
/// # Errors
/// Where it is no JSON.
pub fn value(json: &str) -> Result<Value<'_>, serde_json::Error> {
    let mut reader = Reader { json, at: 0 };
    match reader.value(DEEPEST).filter(|_| reader.next().is_none()) {
        Some(value) => Ok(value),
        // What is wrong here is named there, with its place.
        None => serde_json::from_str(json),
    }
}

/// Objects and lists within each other, as serde_json has it.
const DEEPEST: usize = 127;

struct Reader<'t> {
    json: &'t str,
    at: usize,
}

/// What stands between quotes.
enum Quoted<'t> {
    Plain(&'t str),
    /// With escapes of single characters.
    Escaped(&'t str),
    /// With numbers of characters, read.
    Read(String),
}

impl<'t> Reader<'t> {
    fn value(&mut self, depth: usize) -> Option<Value<'t>> {
        match self.next()? {
            b'"' => Some(match self.quoted()? {
                Quoted::Plain(text) => Value::Text(Cow::Borrowed(text)),
                Quoted::Escaped(json) => Value::Escaped(json),
                Quoted::Read(text) => Value::Text(Cow::Owned(text)),
            }),
            b'{' => self.object(depth.checked_sub(1)?),
            b'[' => self.list(depth.checked_sub(1)?),
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            _ => {
                let rest = &self.json[self.at..];
                let length = rest.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'))?;
                self.at += length;
                serde_json::from_str(&rest[..length]).ok().map(Value::Number)
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value<'t>> {
        self.at += 1;
        let mut fields = Vec::new();
        if self.next()? == b'}' {
            self.at += 1;
            return Some(Value::Object(fields));
        }
        fields.reserve(8);
        loop {
            if self.next()? != b'"' {
                return None;
            }
            let key = match self.quoted()? {
                Quoted::Plain(key) => Cow::Borrowed(key),
                Quoted::Escaped(json) => outcomes::prose::unescaped(json),
                Quoted::Read(key) => Cow::Owned(key),
            };
            if self.next()? != b':' {
                return None;
            }
            self.at += 1;
            fields.push((key, self.value(depth)?));
            match self.next()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Value::Object(fields))
    }

    fn list(&mut self, depth: usize) -> Option<Value<'t>> {
        self.at += 1;
        let mut values = Vec::new();
        if self.next()? == b']' {
            self.at += 1;
            return Some(Value::List(values));
        }
        loop {
            values.push(self.value(depth)?);
            match self.next()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Value::List(values))
    }

    /// The text that begins with the quote at hand.
    fn quoted(&mut self) -> Option<Quoted<'t>> {
        let (bytes, start) = (self.json.as_bytes(), self.at + 1);
        let (mut at, mut escaped, mut numbered) = (start, false, false);
        loop {
            at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
            if bytes[at] == b'"' {
                break;
            }
            match bytes.get(at + 1)? {
                b'n' | b'r' | b't' | b'"' | b'\\' | b'/' => escaped = true,
                _ => numbered = true,
            }
            at += 2;
        }
        if bytes[start..at].iter().fold(u8::MAX, |least, byte| least.min(*byte)) < 0x20 {
            return None;
        }
        self.at = at + 1;
        Some(match (numbered, escaped) {
            (true, _) => Quoted::Read(serde_json::from_str(&self.json[start - 1..=at]).ok()?),
            (false, true) => Quoted::Escaped(&self.json[start..at]),
            (false, false) => Quoted::Plain(&self.json[start..at]),
        })
    }

    fn word(&mut self, word: &str, value: Value<'t>) -> Option<Value<'t>> {
        self.json[self.at..].starts_with(word).then(|| self.at += word.len())?;
        Some(value)
    }

    /// The next byte that is no space; none at the end.
    fn next(&mut self) -> Option<u8> {
        let rest = &self.json.as_bytes()[self.at..];
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }
}

/// How many bytes from the first JSON writes as they are: up to a quote, a backslash or a control character.
pub fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // The lowest byte that is marked is one of them; those above may be marked by its borrow.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (blocks, rest) = bytes.as_chunks::<8>();
    for (at, block) in blocks.iter().enumerate() {
        let word = u64::from_le_bytes(*block);
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let marked = control | zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        if marked != 0 {
            return at * 8 + marked.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |byte: &&u8| **byte >= 0x20 && !matches!(**byte, b'"' | b'\\');
    blocks.len() * 8 + rest.iter().take_while(is_plain).count()
}

#[cfg(test)]
mod tests {
    use super::{Value, plain, value};

    /// A value with every text read.
    fn read(value: Value<'_>) -> Value<'static> {
        match value {
            Value::Null => Value::Null,
            Value::Bool(flag) => Value::Bool(flag),
            Value::Number(number) => Value::Number(number),
            Value::Text(_) | Value::Escaped(_) => Value::Text(value.words().expect("words").into_owned().into()),
            Value::List(list) => Value::List(list.into_iter().map(read).collect()),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(key, value)| (key.into_owned().into(), read(value))).collect())
            }
        }
    }

    #[test]
    fn a_value_reads_as_json_has_it() {
        let deep = format!("{}1{}", "[".repeat(127), "]".repeat(127));
        let whole = [
            r#" {"a": [1, -2.5e3, 18446744073709551615, true, false, null], "b" : {} , "c": [ ]} "#,
            r#"{"文\n号": "第\"1\"号\\\/\t\r\n", "长": "办理\u53f7\ud83d\ude00 结果"}"#,
            r#"{"a": 1, "a": 2}"#,
            "\"末尾\"",
            "[0]",
            &deep,
        ];
        for json in whole {
            let expected: Value = serde_json::from_str(json).expect("JSON");
            assert_eq!(read(value(json).expect("JSON")), read(expected), "{json}");
        }
        let deeper = format!("[{deep}]");
        let broken = [
            "",
            "{",
            "[1,]",
            "{\"a\" 1}",
            "{\"a\": 1,}",
            "[1 2]",
            "nul",
            "[01]",
            "\"\u{1}\"",
            r#""\x""#,
            r#""\ud800""#,
            "{} {}",
            "[1]]",
            "\"a",
            "{a: 1}",
            "[+1]",
            "[.5]",
            &deeper,
        ];
        for json in broken {
            let expected = serde_json::from_str::<Value>(json).expect_err("no JSON").to_string();
            assert_eq!(value(json).expect_err("no JSON").to_string(), expected, "{json}");
        }
    }

    #[test]
    fn a_run_of_plain_bytes_ends_at_the_first_that_json_escapes() {
        for end in ["\"", "\\", "\n", "\u{1F}", "\0"] {
            for before in 0..20 {
                let text = format!("{}{end}号\"", "办".chars().cycle().take(before).collect::<String>());
                assert_eq!(plain(text.as_bytes()), before * 3, "{text:?}");
                let text = format!("{}{end}\u{1}", " ".repeat(before));
                assert_eq!(plain(text.as_bytes()), before, "{text:?}");
            }
        }
        assert_eq!(plain("办理 \u{7F}~!#".as_bytes()), 11);
    }
}
