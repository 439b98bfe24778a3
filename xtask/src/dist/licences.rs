//! The licences of everything in the program, with their texts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::parts::{Part, Parts};
use crate::place::Place;

/// How names of files with a licence begin.
const NAMES: [&str; 7] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "LICENSES"];
/// Of a crate in C, where the sources of that lie.
const INNER: [&str; 2] = ["c_src/mimalloc/v2", "c_src/mimalloc/v3"];
/// What is in the program and is no crate, both under MIT's licence; Rust's own list goes along as it is.
const LIBRARIES: [(&str, &str); 2] = [
    ("musl, the C library", "2005-2020 Rich Felker and many other contributors"),
    ("Rust's standard library", "The Rust Project contributors"),
];
const MIT: &str = include_str!("mit.txt");

/// The licence of a crate as SPDX writes it.
///
/// Fails if it names none.
pub fn expression(part: &Part) -> Result<String> {
    let licence = part.license.as_deref().with_context(|| format!("{} names no licence", part.name))?;
    Ok(licence.replace('/', " OR "))
}

/// The list of crates with their licences, then each text once with the crates that carry it.
///
/// Fails where a crate has no text and it can't be known.
pub fn text(place: &Place, parts: &Parts) -> Result<String> {
    let mut list = String::from(
        "Banli is under the MIT licence or the Apache License 2.0, at your choice (LICENSE-MIT, LICENSE-APACHE).\n\
         The program holds these parts of others, in machine code or for the browser:\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, authors) in LIBRARIES {
        writeln!(list, "{name:<40} MIT")?;
        texts.entry(MIT.replace("AUTHORS", authors)).or_default().push(name.to_owned());
    }
    for part in parts.list.iter().filter(|part| part.source.is_some()) {
        let name = format!("{} {}", part.name, part.version);
        writeln!(list, "{name:<40} {}", expression(part)?)?;
        let folder = part.manifest_path.parent().context("a crate without a folder")?;
        let mut files = carried(folder)?;
        for inner in INNER {
            files.extend(carried(&folder.join(inner))?);
        }
        if files.is_empty() {
            texts.entry(standard(part)?).or_default().push(name.clone());
        }
        for path in files {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            let names = texts.entry(text.trim().to_owned()).or_default();
            if !names.contains(&name) {
                names.push(name.clone());
            }
        }
    }
    // By the first crate that carries it.
    let mut texts: Vec<(Vec<String>, String)> = texts.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        write!(list, "\n{}\n{}\n\n{}\n", "=".repeat(80), names.join(", "), text.trim_end())?;
    }
    let root = place.root.to_string_lossy();
    anyhow::ensure!(!list.contains(&*root), "a licence names this machine");
    Ok(list)
}

/// The files with a licence that a crate carries.
fn carried(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return Ok(files) };
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let is_text = !name.ends_with(".RS") && !name.ends_with(".TOML") && !name.ends_with(".HTML");
        if is_text && NAMES.iter().any(|start| name.starts_with(start)) {
            if path.is_dir() { files.extend(crate::files::files_under(&path)?) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The text for a crate that carries none: MIT's, if it may be had under that.
fn standard(part: &Part) -> Result<String> {
    let licence = expression(part)?;
    if !licence.split(" OR ").any(|one| one == "MIT") {
        bail!("{} {} carries no text of its licence {licence}: name it in dist/licences.rs", part.name, part.version);
    }
    let authors: Vec<&str> = part.authors.iter().map(|author| author.split(" <").next().unwrap_or(author)).collect();
    let authors = if authors.is_empty() { format!("the authors of {}", part.name) } else { authors.join(", ") };
    Ok(MIT.replace("AUTHORS", &authors))
}
