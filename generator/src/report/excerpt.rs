//! The piece of an export's line around a fault: short enough for a screen, however long the line.

use std::ops::Range;

use outcomes::issue::{Issue, Place};
use outcomes::private;
use outcomes::read::SourceFile;

/// A piece of a line and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, with `…` where the line goes on.
    pub text: String,
    /// What is meant, in bytes of `text`.
    pub span: Range<usize>,
    /// The cell of a workbook, in the place of line and column: `台账!B12`.
    pub cell: Option<String>,
}

/// Whether an issue is about personal data, of which nothing is shown.
pub fn is_private(code: &str) -> bool {
    code.starts_with("E06") || code == "W0601"
}

/// Whether a text holds personal data, so that nothing of it is shown.
pub fn holds_private(text: &str) -> bool {
    !private::find(text).is_empty()
}

/// Characters shown before the place and from it on.
const BEFORE: usize = 24;
const AFTER: usize = 48;

/// An excerpt for each issue; none where there is nothing to show, and none of personal data, which
/// may not get into logs either. Issues come sorted by place, so each byte is passed once.
pub fn excerpts(files: &[SourceFile], issues: &[Issue]) -> Vec<Option<Excerpt>> {
    let mut cursor = Cursor { files, file: usize::MAX, offset: 0, line: 1, column: 1 };
    issues
        .iter()
        .map(|issue| {
            if is_private(issue.code) {
                None
            } else {
                cursor.reach(&issue.place).and_then(|(bytes, at)| cut(bytes, at))
            }
        })
        .collect()
}

/// A place in the files that moves forward; a place further back starts its file anew.
struct Cursor<'f> {
    files: &'f [SourceFile<'f>],
    file: usize,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'f> Cursor<'f> {
    /// The file's bytes and the place's offset in them; the end of its line where that is shorter.
    fn reach(&mut self, place: &Place) -> Option<(&'f [u8], usize)> {
        let file = self.files.iter().position(|file| file.name == place.file)?;
        let bytes = self.files[file].bytes;
        if file != self.file || (place.line, place.column) < (self.line, self.column) {
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            *self = Self { file, offset: start, line: 1, column: 1, ..*self };
        }
        while self.line < place.line {
            self.offset += memchr::memchr(b'\n', bytes.get(self.offset..)?)? + 1;
            (self.line, self.column) = (self.line + 1, 1);
        }
        while self.column < place.column {
            match bytes.get(self.offset)? {
                b'\n' => break,
                _ => self.column += 1,
            }
            self.offset += 1;
            // The rest of a character is no column of its own.
            while bytes.get(self.offset).is_some_and(|byte| (0x80..0xC0).contains(byte)) {
                self.offset += 1;
            }
        }
        Some((bytes, self.offset))
    }
}

/// The piece of a line around an offset.
fn cut(bytes: &[u8], at: usize) -> Option<Excerpt> {
    // No character takes more than four bytes.
    let (low, high) = (at.saturating_sub(BEFORE * 4), (at + AFTER * 4).min(bytes.len()));
    let left = valid(bytes.get(low..at)?, true).rsplit('\n').next()?;
    let right = valid(bytes.get(at..high)?, false).split('\n').next()?.trim_end();
    let start = left.char_indices().rev().take(BEFORE).last().map_or(left.len(), |(start, _)| start);
    let end = right.char_indices().nth(AFTER).map_or(right.len(), |(end, _)| end);
    let whole_left = (low == 0 || left.len() < at - low) && start == 0;
    let whole_right = end == right.len() && (high == bytes.len() || right.len() + 1 < high - at);
    let shown = left[start..].trim_start();
    if shown.is_empty() && right.is_empty() {
        return None;
    }
    // Personal data beside the place is not shown either, not even a part of it.
    let window = [left, right].concat();
    let seen = start..left.len() + end;
    if private::find(&window).iter().any(|found| found.offset < seen.end && seen.start < found.end) {
        return None;
    }
    let (before, after) = (if whole_left { "" } else { "…" }, if whole_right { "" } else { "…" });
    let from = before.len() + shown.len();
    let to = from + token(&right[..end]);
    Some(Excerpt { text: format!("{before}{shown}{}{after}", &right[..end]), span: from..to, cell: None })
}

/// The text in some bytes that may begin or end inside a character.
fn valid(bytes: &[u8], from_the_end: bool) -> &str {
    let start = if from_the_end { bytes.iter().take_while(|byte| (0x80..0xC0).contains(*byte)).count() } else { 0 };
    let bytes = &bytes[start..];
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
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
    use outcomes::issue::{Issue, Place, Severity};
    use outcomes::read::SourceFile;

    use super::{Excerpt, excerpts};

    fn at(text: &str, line: u32, column: u32) -> Option<Excerpt> {
        let files = [SourceFile { name: "a.json", bytes: text.as_bytes(), lines: false }];
        let place = Place { file: "a.json".into(), line, column, ..Place::default() };
        let (what, hint) = (String::new(), String::new());
        let issue = Issue { code: "E0111", severity: Severity::Error, place, what, hint, private: None };
        excerpts(&files, &[issue]).remove(0)
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{{\"a\":\"{}\",\"day\":\"2023.1.10\",\"b\":\"{}\"}}", "长".repeat(5000), "短".repeat(5000));
        let Some(Excerpt { text, span, .. }) = at(&line, 1, 5015) else { panic!("no excerpt") };
        assert_eq!(&text[span], "\"2023.1.10\"");
        assert!(text.starts_with("…长长") && text.ends_with("短…") && text.chars().count() <= 74, "{text}");
        let short = at("{\n  \"as_of\": 5,\n}", 2, 12).expect("an excerpt");
        assert_eq!((&short.text[..], &short.text[short.span.clone()]), ("\"as_of\": 5,", "5"));
        assert_eq!(at("", 1, 1), None);
        assert_eq!(
            at("{\"day\": \"2023.1.10\", \"text\": \"请拨打13800138000\"}", 1, 9),
            None,
            "no number beside the place"
        );
        let end = at("{\"a\":", 1, 6).expect("an excerpt");
        assert_eq!(end.span, 5..5);
    }
}
