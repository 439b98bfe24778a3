//! The words of a page in which answers are given, and what is written with them.

use crate::parts::parts;

/// The words of a page, and the pieces of HTML that its template gives for a hit and a facet's value:
/// lines of a name, a tab and a text.
#[derive(Default)]
pub struct Words(pub String);

impl Words {
    /// A text; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        for line in parts(&self.0, '\n') {
            if let Some(b'\t') = line.as_bytes().get(name.len())
                && line.starts_with(name)
            {
                return &line[name.len() + 1..];
            }
        }
        ""
    }

    /// An entry of a text that is a list with tabs between.
    pub fn entry(&self, name: &str, at: u32) -> &str {
        parts(self.get(name), '\t').nth(at as usize).unwrap_or_default()
    }

    /// Appends a text with its values in the places named `{$name}`.
    pub fn fill(&self, name: &str, values: &[(&str, &str)], out: &mut String) {
        let mut pieces = parts(self.get(name), '{');
        out.push_str(pieces.next().unwrap_or_default());
        for part in pieces {
            let end = part.bytes().position(|byte| byte == b'}').filter(|_| part.starts_with('$'));
            let Some(end) = end else {
                out.push('{');
                out.push_str(part);
                continue;
            };
            for (known, value) in values {
                if *known == &part[1..end] {
                    out.push_str(value);
                }
            }
            out.push_str(&part[end + 1..]);
        }
    }

    /// A text with its values, by itself.
    pub fn filled(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        self.fill(name, values, &mut out);
        out
    }
}

/// A number in digits, its thousands set apart where `apart`.
pub fn digits(mut number: u32, apart: bool) -> String {
    let mut digits = [0; 10];
    let mut count = 0;
    while count == 0 || number > 0 {
        digits[count] = b'0' + (number % 10) as u8;
        number /= 10;
        count += 1;
    }
    let mut out = String::new();
    for at in (0..count).rev() {
        out.push(char::from(digits[at]));
        if apart && at > 0 && at % 3 == 0 {
            out.push(',');
        }
    }
    out
}

/// Appends a text as HTML.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
