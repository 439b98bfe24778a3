//! The piece of an export's line around a fault: short enough for a screen, however long the line.

use std::ops::Range;

use outcomes::issue::{Issue, Place};
use outcomes::read::SourceFile;

/// A piece of a line and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, with `…` where the line goes on.
    pub text: String,
    /// What is meant, in bytes of `text`.
    pub span: Range<usize>,
}

/// Characters shown before the place and from it on.
const BEFORE: usize = 24;
const AFTER: usize = 48;

/// An excerpt for each issue; none where there is nothing to show, and none of personal data, which
/// may not get into logs either.
pub fn excerpts(files: &[SourceFile], issues: &[Issue]) -> Vec<Option<Excerpt>> {
    let mut lines = Lines { files, file: usize::MAX, number: 1, rest: &[] };
    issues
        .iter()
        .map(|issue| {
            let private = issue.code.starts_with("E06") || issue.code == "W0601";
            if private { None } else { lines.find(&issue.place).and_then(|line| cut(line, issue.place.column)) }
        })
        .collect()
}

/// Walks forward through the files; issues come sorted by place.
struct Lines<'f> {
    files: &'f [SourceFile<'f>],
    file: usize,
    /// Number of the first line of `rest`, from 1.
    number: u32,
    rest: &'f [u8],
}

impl<'f> Lines<'f> {
    fn find(&mut self, place: &Place) -> Option<&'f str> {
        let file = self.files.iter().position(|file| file.name == place.file)?;
        if file != self.file || place.line < self.number {
            let bytes = self.files[file].bytes;
            *self = Self { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), number: 1, file, ..*self };
        }
        while self.number < place.line {
            let end = self.rest.iter().position(|byte| *byte == b'\n')?;
            (self.rest, self.number) = (&self.rest[end + 1..], self.number + 1);
        }
        let line = self.rest.split(|byte| *byte == b'\n').next()?;
        std::str::from_utf8(line).ok()
    }
}

/// The piece of a line around a column (from 1, in characters).
fn cut(line: &str, column: u32) -> Option<Excerpt> {
    let line = line.trim_end();
    let byte = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
    let column = (column as usize).saturating_sub(1);
    let place = byte(column);
    let (start, end) = (byte(column.saturating_sub(BEFORE)), byte(column.saturating_add(AFTER)));
    let indent = line[start..place].len() - line[start..place].trim_start().len();
    let start = start + indent;
    if line[start..end].is_empty() {
        return None;
    }
    let before = if start > indent { "…" } else { "" };
    let after = if end < line.len() { "…" } else { "" };
    let from = before.len() + place - start;
    let to = from + token(&line[place..end]);
    Some(Excerpt { text: format!("{before}{}{after}", &line[start..end]), span: from..to })
}

/// Length of the JSON token at the start of a text; an object or list is shown by its bracket.
fn token(text: &str) -> usize {
    let bytes = text.as_bytes();
    let first = text.chars().next().map_or(0, char::len_utf8);
    match bytes.first() {
        Some(b'"') => {
            let mut escaped = false;
            let end = bytes.iter().skip(1).position(|byte| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                ends
            });
            end.map_or(text.len(), |end| end + 2)
        }
        Some(b'0'..=b'9' | b'-' | b'a'..=b'z') => {
            text.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(text.len())
        }
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, cut};

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{{\"a\":\"{}\",\"day\":\"2023.1.10\",\"b\":\"{}\"}}", "长".repeat(5000), "短".repeat(5000));
        let Some(Excerpt { text, span }) = cut(&line, 5015) else { panic!("no excerpt") };
        assert_eq!(&text[span], "\"2023.1.10\"");
        assert!(text.starts_with("…长长") && text.ends_with("短…") && text.chars().count() <= 74, "{text}");
        let short = cut("  \"as_of\": 5,", 12).expect("an excerpt");
        assert_eq!((&short.text[..], &short.text[short.span.clone()]), ("\"as_of\": 5,", "5"));
        assert_eq!(cut("", 1), None);
        let end = cut("{\"a\":", 6).expect("an excerpt");
        assert_eq!(end.span, 5..5);
    }
}
