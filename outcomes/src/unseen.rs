//! Characters that show nothing and have no place in a published text: control characters, those that
//! turn the direction of writing (UTR 36, 2.2), zero-width spaces, soft hyphens and what Unicode has no character for.
//!
//! They are left out as a text is read, so that no page, feed or file has to think of them, and a
//! number that one of them cuts in two is still seen. Marks that writing needs (joiners, variation
//! selectors, the marks of direction of single characters) stay.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::bytes;

/// Whether a character is left out.
pub const fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' => true,
        '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{206F}' => true,
        c => matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'),
    }
}

/// Texts up to this many bytes are looked at in a few comparisons: to begin a search would cost more.
const SHORT: usize = 48;

/// Whether a text holds no such character.
pub fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() <= SHORT {
        return !bytes::any(bytes, can_begin) || (0..bytes.len()).all(|at| !begins(bytes, at));
    }
    !has_control(bytes) && none_written(bytes)
}

/// The same of text as JSON writes it, where control characters of one byte stand in no text: whoever parses it refuses
/// them.
pub fn is_clean_json(json: &str) -> bool {
    if json.len() <= SHORT { is_clean(json) } else { none_written(json.as_bytes()) }
}

/// Whether a byte can begin such a character, or is a tab or end of line.
const fn can_begin(byte: u8) -> bool {
    (byte < 0x20) | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xE2) | (byte == 0xEF)
}

/// Whether there is a control character of one byte, but for tabs and ends of lines.
fn has_control(bytes: &[u8]) -> bool {
    // Without an early end within a block, so that the compiler can compare many bytes at once.
    let least = |block: &[u8]| block.iter().fold(u8::MAX, |least, byte| least.min(*byte));
    let any = |block: &[u8]| least(block) < 0x20 && block.iter().any(|byte| is_control(*byte));
    let (blocks, rest) = bytes.as_chunks::<64>();
    blocks.iter().any(|block| any(block)) || any(rest)
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Searches for the byte order mark, and for how the characters begin among which the last two of them are.
static MARK: LazyLock<Finder> = LazyLock::new(|| Finder::new("\u{FEFF}"));
static LAST: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"\xEF\xBF"));

/// Whether such characters, other than controls of one byte, stand nowhere as they are. Each begins
/// with one of four bytes; that of full-width signs is too common in Chinese to stop at, so of these
/// the whole character is searched.
fn none_written(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(0xC2, 0xE2, 0x7F, bytes).all(|at| !begins(bytes, at))
        && MARK.find(bytes).is_none()
        && LAST.find_iter(bytes).all(|at| !begins(bytes, at))
}

/// Whether such a character begins at a place, in UTF-8.
fn begins(bytes: &[u8], at: usize) -> bool {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    match bytes[at] {
        b'\t' | b'\n' | b'\r' => false,
        ..0x20 | 0x7F => true,
        0xC2 => matches!(byte(at + 1), ..0xA0 | 0xAD),
        0xE2 => match byte(at + 1) {
            0x80 => matches!(byte(at + 2), 0x8B | 0xAA..=0xAE),
            0x81 => matches!(byte(at + 2), 0xA0 | 0xA6..=0xAF),
            _ => false,
        },
        0xEF => matches!((byte(at + 1), byte(at + 2)), (0xBB, 0xBF) | (0xBF, 0xBE..)),
        _ => false,
    }
}

/// The text without such characters.
pub fn without(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// Bytes that are looked at for one thing after the other: few enough to stay in the processor's own memory.
const BLOCK: usize = 1 << 15;

/// Such characters in JSON, each with its byte offset; escapes begin and end in it.
pub fn in_json(json: &str) -> Vec<(usize, char)> {
    let (mut found, mut start, mut after) = (Vec::new(), 0, 0);
    while start < json.len() {
        let end = json.ceil_char_boundary(start + BLOCK);
        let block = &json[start..end];
        if !is_clean_json(block) {
            found.extend(block.char_indices().filter(|(_, c)| is_unseen(*c)).map(|(at, c)| (start + at, c)));
        }
        for at in memchr::memchr_iter(b'\\', block.as_bytes()).map(|at| start + at) {
            // What an escaped backslash escapes is itself.
            if at < after {
                continue;
            }
            after = at + 2;
            found.extend(escaped(json, at + 1).filter(|c| is_unseen(*c)).map(|c| (at, c)));
        }
        start = end;
    }
    found
}

/// The character that an escape stands for, as far as it may be one that shows nothing; `at` is behind the backslash.
fn escaped(json: &str, at: usize) -> Option<char> {
    match json.as_bytes().get(at)? {
        b'b' => Some('\u{8}'),
        b'f' => Some('\u{C}'),
        b'u' => char::from_u32(u32::from_str_radix(json.get(at + 1..at + 5)?, 16).ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, in_json, is_clean, is_clean_json, is_unseen, without};

    #[test]
    fn every_such_character_is_found_wherever_it_stands() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            for length in [0, 1, 15, 16, 23, 24, 70] {
                let text = format!("{}{c}{}", "a".repeat(length), "字".repeat(length));
                assert_eq!(is_clean(&text), !is_unseen(c), "U+{:04X} after {length}", u32::from(c));
                assert_eq!(without(&text) == text, !is_unseen(c));
                assert!(c < ' ' || is_clean_json(&text) == is_clean(&text), "U+{:04X} after {length}", u32::from(c));
            }
        }
    }

    #[test]
    fn what_writing_needs_stays() {
        let text = "👨\u{200D}👩 葛\u{E0100} ע\u{200F}! “引”…—·é\t\r\n";
        assert!(is_clean(text) && without(text) == text);
    }

    #[test]
    fn json_hides_none_in_an_escape() {
        let found = |json: &str| in_json(json).into_iter().map(|(at, c)| (at, u32::from(c))).collect::<Vec<_>>();
        assert_eq!(found("\"a\u{202E}b\\u0000\\\\u0000\\b\""), [(2, 0x202E), (6, 0), (19, 8)]);
        for length in BLOCK - 8..BLOCK + 2 {
            let text = format!("{}字\u{202E}\\\\\\b", "a".repeat(length));
            assert_eq!(found(&text), [(length + 3, 0x202E), (length + 8, 8)], "over the edge of a block");
        }
        assert_eq!(found(r#""\n\t\u4e00\\b""#), []);
    }
}
