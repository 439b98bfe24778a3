//! The form in which a specification travels to the browser: small, versioned, one author.
//!
//! Version byte, then texts as length and UTF-8, counts as LEB128 varints, lists as length and
//! items. A rate is its denominator plus one and its numerator; zero stands for a missing one.

mod bytes;
mod kinds;

use bytes::{Reader, Writer};

use crate::spec::{ChartSpec, Words};

/// The version this code writes and reads.
pub const VERSION: u8 = 2;

/// Why bytes are not a specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// Another version.
    Version(u8),
    /// The bytes end too early.
    Short,
    /// A value outside its range, or a text that is not UTF-8.
    Value,
    /// Bytes are left over.
    Long,
}

impl std::fmt::Display for WireError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            WireError::Version(_) => "the chart is of another version",
            WireError::Short => "the chart's bytes end too early",
            WireError::Value => "the chart's bytes hold an impossible value",
            WireError::Long => "the chart's bytes go on after its end",
        })
    }
}

impl std::error::Error for WireError {}

/// The specification as bytes.
pub fn encode(spec: &ChartSpec) -> Vec<u8> {
    let mut w = Writer(vec![VERSION]);
    let words = &spec.words;
    for text in [
        &spec.title,
        &spec.finding,
        &spec.source,
        &spec.definition,
        &spec.x_label,
        &spec.y_label,
        &spec.unit,
        &words.category,
        &words.total,
        &words.count,
        &words.interval,
        &words.no_data,
        &words.small,
        &words.before,
        &words.after,
        &words.cumulative,
        &words.toggle,
        &words.comma,
    ] {
        w.text(text);
    }
    kinds::write(&mut w, &spec.kind);
    w.0
}

/// The specification as base64, for `data-spec`.
pub fn encode_base64(spec: &ChartSpec) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = encode(spec);
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// The specification of bytes.
///
/// # Errors
/// [`WireError`] on anything [`encode`] would not have written; never panics.
pub fn decode(bytes: &[u8]) -> Result<ChartSpec, WireError> {
    let mut r = Reader(bytes);
    let version = r.byte()?;
    if version != VERSION {
        return Err(WireError::Version(version));
    }
    let title = r.text()?;
    let finding = r.text()?;
    let source = r.text()?;
    let definition = r.text()?;
    let x_label = r.text()?;
    let y_label = r.text()?;
    let unit = r.text()?;
    let words = Words {
        category: r.text()?,
        total: r.text()?,
        count: r.text()?,
        interval: r.text()?,
        no_data: r.text()?,
        small: r.text()?,
        before: r.text()?,
        after: r.text()?,
        cumulative: r.text()?,
        toggle: r.text()?,
        comma: r.text()?,
    };
    let kind = kinds::read(&mut r)?;
    if !r.0.is_empty() {
        return Err(WireError::Long);
    }
    Ok(ChartSpec { title, finding, source, definition, x_label, y_label, unit, words, kind })
}
