//! Writing texts into XML: what has a meaning there is escaped, what may not stand there is left out.

/// Writes a text, for content and for attributes in double quotes. Characters that XML 1.0 has no
/// place for (control characters, U+FFFE, U+FFFF) are left out.
pub fn push(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let instead: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\t' | b'\n' => continue,
            b'\r' => b"&#13;",
            0..0x20 => b"",
            // U+FFFE and U+FFFF, of three bytes each.
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => {
                out.extend_from_slice(&bytes[written..at]);
                written = at + 3;
                continue;
            }
            _ => continue,
        };
        out.extend_from_slice(&bytes[written..at]);
        out.extend_from_slice(instead);
        written = at + 1;
    }
    out.extend_from_slice(&bytes[written..]);
}

/// The same as a text.
pub fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    push(&mut out, text);
    // Whole characters were left out, none was cut.
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_xml_can_hold_is_written() {
        let mut out = Vec::new();
        super::push(&mut out, "甲<乙>&\"丙\"\u{1}，\u{FFFE}\u{FFFD}\u{FFFF}丁\r\n");
        assert_eq!(String::from_utf8(out).expect("a text"), "甲&lt;乙&gt;&amp;&quot;丙&quot;，\u{FFFD}丁&#13;\n");
    }
}
