//! The ways in which a text may stand in a file other than as it reads: escaped, as Base64, packed by
//! gzip, or folded into lines.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Form {
    /// As it reads, but for signs that a format has to escape.
    Plain,
    /// With letters escaped, as by numbers of characters or in an address.
    Escaped,
    /// As Base64.
    Base64,
    /// Packed by gzip.
    Gzip,
    /// In the packed texts of the search.
    Packed,
}

impl Form {
    /// In a sentence.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Plain => "as it reads",
            Self::Escaped => "with its letters escaped",
            Self::Base64 => "as Base64",
            Self::Gzip => "packed by gzip",
            Self::Packed => "in the packed texts of the search",
        }
    }
}

/// A text with its letters, where any is escaped; `None` where none is.
pub fn unescaped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 0;
    let next = |at: usize| memchr::memchr3(b'%', b'\\', b'&', &bytes[at..]).map(|found| at + found);
    loop {
        at = next(at)?;
        match escape(&bytes[at..]) {
            Some((Escape::Char(c), _)) if c.is_alphanumeric() => break,
            Some((Escape::Byte(byte), _)) if byte >= 0x80 || byte.is_ascii_alphanumeric() => break,
            // An escape of an escape.
            Some((Escape::Char('&'), size)) if bytes.get(at + size) == Some(&b'#') => break,
            Some((_, size)) => at += size,
            None => at += 1,
        }
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    while let Some(start) = next(from) {
        out.extend(&bytes[from..start]);
        from = start + 1;
        match escape(&bytes[start..]) {
            Some((Escape::Char(c), size)) => {
                out.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
                from = start + size;
            }
            Some((Escape::Byte(byte), size)) => {
                out.push(byte);
                from = start + size;
            }
            None => out.push(bytes[start]),
        }
    }
    out.extend(&bytes[from..]);
    Some(out)
}

enum Escape {
    Char(char),
    Byte(u8),
}

/// The escape at the beginning of some bytes, and how many of them it takes.
fn escape(bytes: &[u8]) -> Option<(Escape, usize)> {
    let number = |digits: &[u8], base: u32| {
        let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(text, base).ok()
    };
    match bytes {
        [b'%', a, b, ..] => Some((Escape::Byte(number(&[*a, *b], 16)? as u8), 3)),
        [b'\\', b'u', b'{', rest @ ..] => {
            let end = rest.iter().take(8).position(|byte| *byte == b'}')?;
            Some((Escape::Char(char::from_u32(number(&rest[..end], 16)?)?), end + 4))
        }
        [b'\\', b'u', rest @ ..] => {
            let first = number(rest.get(..4)?, 16)?;
            if let Some(c) = char::from_u32(first) {
                return Some((Escape::Char(c), 6));
            }
            // Two halves of one character.
            let second = number(rest.get(4..10)?.strip_prefix(b"\\u")?, 16)?;
            let c = char::from_u32(0x1_0000 + ((first & 0x3FF) << 10 | second & 0x3FF))?;
            Some((Escape::Char(c), 12))
        }
        [b'&', b'#', rest @ ..] => {
            let end = rest.iter().take(10).position(|byte| *byte == b';')?;
            let value = match &rest[..end] {
                [b'x' | b'X', digits @ ..] => number(digits, 16)?,
                digits => number(digits, 10)?,
            };
            Some((Escape::Char(char::from_u32(value)?), end + 3))
        }
        [b'&', b'a', b'm', b'p', b';', ..] => Some((Escape::Char('&'), 5)),
        _ => None,
    }
}

/// Characters of the shortest stretch that is taken for Base64: what is shorter holds no piece.
const STRETCH: usize = 32;

/// Calls `found` with the bytes of each stretch that may be Base64.
pub fn base64(bytes: &[u8], mut found: impl FnMut(&[u8])) {
    let mut at = STRETCH - 1;
    while let Some(byte) = bytes.get(at) {
        if DIGITS[*byte as usize] == NONE {
            at += STRETCH;
            continue;
        }
        let is_none = |byte: &u8| DIGITS[*byte as usize] == NONE;
        let start = bytes[..at].iter().rposition(is_none).map_or(0, |before| before + 1);
        let end = bytes[at..].iter().position(is_none).map_or(bytes.len(), |behind| at + behind);
        if end - start >= STRETCH {
            found(&of_base64(&bytes[start..end]));
        }
        at = end + STRETCH;
    }
}

const NONE: u8 = 255;
/// The value of each digit of Base64, also as addresses write it.
const DIGITS: [u8; 256] = {
    let mut values = [NONE; 256];
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut at = 0;
    while at < 64 {
        values[digits[at] as usize] = at as u8;
        at += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};

/// The bytes that Base64 digits stand for.
pub fn of_base64(digits: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    for four in digits.chunks(4) {
        let bits = four.iter().fold(0u32, |bits, digit| bits << 6 | u32::from(DIGITS[*digit as usize] & 63));
        let bits = bits << (6 * (4 - four.len()));
        out.extend(&bits.to_be_bytes()[1..four.len().max(1)]);
    }
    out
}

/// What gzip packed; `None` where it is no gzip.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1F, 0x8B, 8]) {
        return None;
    }
    let mut out = Vec::new();
    // What is damaged is searched as far as it can be unpacked.
    let _ = MultiGzDecoder::new(bytes).read_to_end(&mut out);
    Some(out)
}

/// A calendar with its folded lines whole.
pub fn unfolded<'b>(path: &str, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    if !path.ends_with(".ics") {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(bytes, b"\r\n ") {
        out.extend(&bytes[from..at]);
        from = at + 3;
    }
    out.extend(&bytes[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{base64, of_base64, unescaped};

    #[test]
    fn escaped_letters_read_as_they_are_meant() {
        let read = |text: &str| unescaped(text.as_bytes()).map(|bytes| String::from_utf8(bytes).expect("a text"));
        assert_eq!(read("a%E5%BC%A0b").as_deref(), Some("a张b"));
        assert_eq!(read(r"\u5f20三 \ud842\udfb7").as_deref(), Some("张三 𠮷"));
        assert_eq!(read("&#24352;&#x4E09;&amp;").as_deref(), Some("张三&"));
        assert_eq!(read("&amp;#24352;").as_deref(), Some("&#24352;"));
        assert_eq!(read(r"100% &amp; \n &lt; &#39; 50%"), None, "nothing but signs is escaped");
    }

    #[test]
    fn stretches_of_base64_are_read_wherever_they_stand() {
        let digits = "6L+Z5piv5LiA5q615LiN5YWs5byA55qE5paH5a2X";
        assert_eq!(String::from_utf8(of_base64(digits.as_bytes())).as_deref(), Ok("这是一段不公开的文字"));
        for before in 0..70 {
            let text = format!("{}\"{digits}\"", "前 ".repeat(before));
            let mut found = Vec::new();
            base64(text.as_bytes(), |bytes| found.push(bytes.to_vec()));
            assert_eq!(found, ["这是一段不公开的文字".as_bytes()], "{before}");
        }
    }
}
