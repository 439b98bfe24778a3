//! The QR code of a page's address, for letters: drawn at build, read by any phone.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// Free space around a code, in modules, by ISO/IEC 18004.
const MARGIN: i32 = 4;

/// A code: one line of strokes a row.
#[derive(Serialize)]
pub struct Code {
    /// Width and height with the margin, in modules.
    size: i32,
    /// The dark modules: a path to be stroked one module wide.
    path: String,
    /// What the code says.
    address: String,
}

/// The code of an address; `None` where the address is longer than a code may be.
pub fn code(address: &str) -> Option<Code> {
    let segments = QrSegment::make_segments(address);
    // The mask is always the same one: readers find it written in the code, and to compare all
    // eight would take longer than the rest of the page.
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(2)),
        true,
    )
    .ok()?;
    let mut path = String::with_capacity(2048);
    for y in 0..code.size() {
        let (mut x, mut pen) = (0, None);
        while x < code.size() {
            let from = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                // Writing into a text never fails.
                let _ = match pen {
                    None => write!(path, "M{} {}.5h{}", from + MARGIN, y + MARGIN, x - from),
                    Some(pen) => write!(path, "m{} 0h{}", from - pen, x - from),
                };
                pen = Some(x);
            }
            x += 1;
        }
    }
    Some(Code { size: code.size() + 2 * MARGIN, path, address: address.to_owned() })
}
