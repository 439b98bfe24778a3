//! The form in which a specification travels to the browser: small, versioned, one author.
//!
//! Version byte, then texts as length and UTF-8, counts as LEB128 varints, lists as length and
//! items. A rate is its denominator plus one and its numerator; zero stands for a missing one.

mod bytes;
mod kinds;

use bytes::{Reader, Writer};

use crate::spec::ChartSpec;

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

/// A specification's texts, in their order on the wire, to be read or to be written.
macro_rules! texts {
    ($spec:expr, $($mutable:tt)?) => {
        [
            &$($mutable)? $spec.title,
            &$($mutable)? $spec.finding,
            &$($mutable)? $spec.source,
            &$($mutable)? $spec.definition,
            &$($mutable)? $spec.x_label,
            &$($mutable)? $spec.y_label,
            &$($mutable)? $spec.unit,
            &$($mutable)? $spec.words.category,
            &$($mutable)? $spec.words.total,
            &$($mutable)? $spec.words.count,
            &$($mutable)? $spec.words.interval,
            &$($mutable)? $spec.words.no_data,
            &$($mutable)? $spec.words.small,
            &$($mutable)? $spec.words.before,
            &$($mutable)? $spec.words.after,
            &$($mutable)? $spec.words.cumulative,
            &$($mutable)? $spec.words.toggle,
            &$($mutable)? $spec.words.comma,
        ]
    };
}

/// The specification as bytes.
pub fn encode(spec: &ChartSpec) -> Vec<u8> {
    let mut w = Writer(vec![VERSION]);
    for text in texts!(spec,) {
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
    let mut r = Reader { rest: bytes, fault: None };
    let version = r.byte();
    if version != VERSION && r.fault.is_none() {
        return Err(WireError::Version(version));
    }
    let mut spec = ChartSpec::default();
    for text in texts!(spec, mut) {
        *text = r.text();
    }
    spec.kind = kinds::read(&mut r);
    if !r.rest.is_empty() {
        r.fail(WireError::Long);
    }
    match r.fault {
        None => Ok(spec),
        Some(fault) => Err(fault),
    }
}
