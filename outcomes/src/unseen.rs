//! Characters that show nothing and have no place in a published text: control characters, those that
//! turn the direction of writing (UTR 36, 2.2), zero-width spaces, soft hyphens and what Unicode has no character for.
//!
//! They are left out as a text is read, so that no page, feed or file has to think of them, and a
//! number that one of them cuts in two is still seen. Marks that writing needs (joiners, variation
//! selectors, the marks of direction of single characters) stay.

/// Whether a character is left out.
pub const fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' => true,
        '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{206F}' => true,
        c => matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'),
    }
}

/// Bytes looked at together, so that the compiler can compare them at once.
const STRIDE: usize = 32;

/// Whether a text holds no such character.
pub fn is_clean(text: &str) -> bool {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while let Some(block) = bytes.get(at..at + STRIDE + 2) {
        let (first, second, third) = (&block[..STRIDE], &block[1..=STRIDE], &block[2..STRIDE + 2]);
        let found = (0..STRIDE).fold(false, |found, at| found | begins(first[at], second[at], third[at]));
        if found {
            return false;
        }
        at += STRIDE;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    (at..bytes.len()).all(|at| !begins(byte(at), byte(at + 1), byte(at + 2)))
}

/// Whether the first of three bytes begins such a character in UTF-8.
fn begins(first: u8, second: u8, third: u8) -> bool {
    let control = (first < 0x20) & (first != b'\t') & (first != b'\n') & (first != b'\r');
    let after = (first == 0x7F) | ((first == 0xC2) & ((second < 0xA0) | (second == 0xAD)));
    let turns = (second == 0x80) & ((third == 0x8B) | (third.wrapping_sub(0xAA) < 5));
    let isolates = (second == 0x81) & ((third == 0xA0) | (third.wrapping_sub(0xA6) < 10));
    let mark = ((second == 0xBB) & (third == 0xBF)) | ((second == 0xBF) & (third >= 0xBE));
    control | after | ((first == 0xE2) & (turns | isolates)) | ((first == 0xEF) & mark)
}

/// The text without such characters.
pub fn without(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// Such characters in JSON, each with its byte offset: written out first, then as escapes.
pub fn in_json(json: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    if !is_clean(json) {
        found.extend(json.char_indices().filter(|(_, c)| is_unseen(*c)));
    }
    let bytes = json.as_bytes();
    for (ways, c) in [(b"\\b", Some('\u{8}')), (b"\\f", Some('\u{C}')), (b"\\u", None)] {
        for at in memchr::memmem::find_iter(bytes, ways) {
            let before = bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
            let number = json.get(at + 2..at + 6).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            let meant = c.or(number.and_then(char::from_u32)).filter(|c| before % 2 == 0 && is_unseen(*c));
            found.extend(meant.map(|c| (at, c)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{in_json, is_clean, is_unseen, without};

    #[test]
    fn every_such_character_is_found_wherever_it_stands() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            for length in [0, 1, 31, 32, 33, 70] {
                let text = format!("{}{c}{}", "a".repeat(length), "字".repeat(length));
                assert_eq!(is_clean(&text), !is_unseen(c), "U+{:04X} after {length}", u32::from(c));
                assert_eq!(without(&text) == text, !is_unseen(c));
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
        assert_eq!(found("\"a\u{202E}b\\u0000\\\\u0000\\b\""), [(2, 0x202E), (19, 8), (6, 0)]);
        assert_eq!(found(r#""\n\t\u4e00\\b""#), []);
    }
}
