//! Builds the charts' program for the browser, once for each state of its sources.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::files::{files_under, gzipped};
use crate::glue::{self, GLUE, PROGRAM};
use crate::place::Place;
use crate::process;
use crate::shrink;
use crate::toolchain;

/// What the two files may weigh together, gzipped, in bytes.
pub const BUDGET: u64 = 60_000;

/// Everything that decides what the program is.
const SOURCES: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "web-charts/Cargo.toml",
    "web-charts/src",
    "outcomes/Cargo.toml",
    "outcomes/src",
    "xtask/Cargo.toml",
    "xtask/npm",
    "xtask/src/glue.rs",
    "xtask/src/shrink.rs",
    "xtask/src/toolchain.rs",
    "xtask/src/wasm.rs",
];

/// The browser's program, as it lies in its folder.
pub struct Built {
    /// Each file's name, size, and gzipped size, in bytes.
    files: Vec<(&'static str, u64, u64)>,
    /// Why wasm-opt was left out, if it was.
    unshrunk: Option<String>,
}

impl Built {
    /// The gzipped size of all files together, in bytes.
    pub fn gzipped(&self) -> u64 {
        self.files.iter().map(|file| file.2).sum()
    }

    /// Prints the sizes, and why wasm-opt was left out if it was.
    pub fn print(&self) {
        for (name, raw, gzipped) in &self.files {
            println!("{name:<20} {raw:>9} bytes {gzipped:>9} gzipped");
        }
        println!("{:<20} {:>9}       {:>9} of {BUDGET}", "together", "", self.gzipped());
        if let Some(cause) = &self.unshrunk {
            println!("wasm-opt was skipped, so the program is larger than it need be: {cause}");
        }
    }
}

/// Builds the program and its glue into [`Place::web`], unless they are there for these very sources.
///
/// Fails if there is no compiler for the browser, or the charts do not compile.
pub fn build(place: &Place) -> Result<Built> {
    let web = place.web();
    let stamp = place.target.join("web.stamp");
    let state = state_of_sources(place)?;
    let noted = fs::read_to_string(&stamp).unwrap_or_default();
    if let (Some(unshrunk), Ok(built)) = (noted.strip_prefix(&state), measure(&web, None)) {
        let unshrunk = Some(unshrunk.trim().to_owned()).filter(|cause| !cause.is_empty());
        return Ok(Built { unshrunk, ..built });
    }
    // Whatever fails from here on, these files are no longer those of the sources.
    let _ = fs::remove_file(&stamp);
    let toolchain = toolchain::find(place)?;
    process::run(&mut toolchain::build_command(toolchain, place))?;
    let draft = place.target.join("web-draft");
    fs::create_dir_all(&draft).with_context(|| format!("cannot create {}", draft.display()))?;
    glue::write(&toolchain::compiled(place), &draft)?;
    let unshrunk = shrink::shrink(place, &draft.join(PROGRAM)).err().map(|error| format!("{error:#}"));
    for name in [PROGRAM, GLUE] {
        move_if_changed(&draft.join(name), &web.join(name))?;
    }
    let built = measure(&web, unshrunk)?;
    let cause = built.unshrunk.as_deref().unwrap_or_default().replace('\n', " ");
    fs::write(&stamp, format!("{state}{cause}\n")).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(built)
}

/// Whether a file in [`Place::web`] is the charts' program or its glue.
pub fn is_of_charts(file: &Path) -> bool {
    [PROGRAM, GLUE].iter().any(|name| file.ends_with(name))
}

fn measure(web: &Path, unshrunk: Option<String>) -> Result<Built> {
    let mut files = Vec::new();
    for name in [PROGRAM, GLUE] {
        let path = web.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.push((name, bytes.len() as u64, gzipped(&bytes)?));
    }
    Ok(Built { files, unshrunk })
}

/// Leaves an equal file as it is, so that nothing that embeds it is compiled again.
fn move_if_changed(from: &Path, to: &Path) -> Result<()> {
    let new = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if fs::read(to).is_ok_and(|old| old == new) {
        return Ok(());
    }
    let folder = to.parent().context("no folder to move to")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::rename(from, to).with_context(|| format!("cannot write {}", to.display()))
}

/// A hash over the sources' names and bytes.
fn state_of_sources(place: &Place) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for source in SOURCES {
        for path in files_under(&place.root.join(source))? {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(&place.root).unwrap_or(&path).to_string_lossy().into_owned();
            for part in [name.as_bytes(), &bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
    }
    Ok(format!("{}\n", hasher.finalize()))
}
