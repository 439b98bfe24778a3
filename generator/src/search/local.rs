//! What a page opened from a folder searches, where nothing may be fetched: heads of all records with
//! their facets, and the engine, as plain scripts.

use std::sync::Mutex;

use anyhow::Result;
use search::build::{Builder, Put};
use search::{Document, Names};

use super::{LOCAL, PROGRAM};
use crate::plan::Site;

/// Bytes of a script from which on another is begun.
const SCRIPT: usize = 4_000_000;

/// Writes the scripts. Each calls `banli.local` with the path and bytes, as Base64, of one file after
/// the other; the first begins with the engine and says how many there are.
///
/// # Errors
/// Where `put` fails.
pub fn write<'d>(
    site: &Site,
    brief: Builder,
    document: &(impl Fn(u32) -> Document<'d> + Sync),
    names: &Names,
    put: &Put<anyhow::Error>,
) -> Result<()> {
    let Some(engine) = site.theme.files.get(PROGRAM) else { return Ok(()) };
    let files: Mutex<Vec<(String, Vec<u8>)>> = Mutex::default();
    let keep = |path: &str, bytes: &[u8]| -> Result<()> {
        let mut files = files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.push((path.to_owned(), bytes.to_vec()));
        Ok(())
    };
    let runs = super::runs(site.data.items.len() as u32, |of| brief.run(of.start, of.map(document), &keep))?;
    brief.finish(&runs, Vec::new(), names, &keep)?;
    let mut files = files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    files.sort();
    let mut scripts = vec![String::new()];
    add("", engine, &mut scripts[0]);
    for (path, bytes) in &files {
        if scripts.last().is_some_and(|script| script.len() >= SCRIPT) {
            scripts.push(String::new());
        }
        if let Some(script) = scripts.last_mut() {
            add(path, bytes, script);
        }
    }
    let count = scripts.len();
    scripts[0].insert_str(0, &format!("banli.scripts={count};\n"));
    for (at, script) in scripts.iter().enumerate() {
        let name = if at == 0 { LOCAL.to_owned() } else { LOCAL.replace(".js", &format!("-{at}.js")) };
        put(&name, script.as_bytes())?;
    }
    Ok(())
}

fn add(path: &str, bytes: &[u8], script: &mut String) {
    script.push_str("banli.local(\"");
    script.push_str(path);
    script.push_str("\",\"");
    base64(bytes, script);
    script.push_str("\");\n");
}

/// Base64 by RFC 4648.
fn base64(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]);
            out.push(if at > three.len() { '=' } else { digit });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_the_standard_says() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            let mut out = String::new();
            base64(bytes.as_bytes(), &mut out);
            assert_eq!(out, expected);
        }
    }
}
