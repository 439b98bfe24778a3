//! Builds the programs for the browser, once for each state of their sources.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::files::{files_under, gzipped};
use crate::glue::{self, PROGRAMS, Program};
use crate::place::Place;
use crate::process;
use crate::shrink;
use crate::toolchain;

/// Everything that decides what the programs are.
const SOURCES: [&str; 16] = [
    "Cargo.toml",
    "Cargo.lock",
    "web-charts/Cargo.toml",
    "web-charts/src",
    "web-charts/explorer/Cargo.toml",
    "web-charts/explorer/src",
    "search/Cargo.toml",
    "search/src",
    "outcomes/Cargo.toml",
    "outcomes/src",
    "xtask/Cargo.toml",
    "xtask/npm",
    "xtask/src/glue.rs",
    "xtask/src/shrink.rs",
    "xtask/src/toolchain.rs",
    "xtask/src/wasm.rs",
];

/// A file's name, size, and gzipped size, in bytes.
type Weighed = (&'static str, u64, u64);

/// The browser's programs, as they lie in their folder.
pub struct Built {
    /// Each program with its two files.
    programs: Vec<(&'static Program, [Weighed; 2])>,
    /// Why wasm-opt was left out, if it was.
    unshrunk: Option<String>,
}

impl Built {
    /// The gzipped size of a program and its glue, in bytes.
    pub fn gzipped(&self, program: &Program) -> u64 {
        let files = self.programs.iter().filter(|(one, _)| one.wasm == program.wasm).flat_map(|(_, files)| files);
        files.map(|file| file.2).sum()
    }

    /// Fails with every program that is over its weight.
    pub fn check(&self) -> Result<()> {
        let over = |program: &&Program| self.gzipped(program) > program.budget;
        let faults: Vec<String> = PROGRAMS
            .into_iter()
            .filter(over)
            .map(|one| {
                let weight = self.gzipped(one);
                format!("{} and its glue: {weight} bytes gzipped, {} are allowed", one.wasm, one.budget)
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("; ")) }
    }

    /// Prints the sizes, and why wasm-opt was left out if it was.
    pub fn print(&self) {
        for (program, files) in &self.programs {
            for (name, raw, gzipped) in files {
                println!("{name:<20} {raw:>9} bytes {gzipped:>9} gzipped");
            }
            println!("{:<20} {:>9}       {:>9} of {}", "together", "", self.gzipped(program), program.budget);
        }
        if let Some(cause) = &self.unshrunk {
            println!("wasm-opt was skipped, so the programs are larger than they need be: {cause}");
        }
    }
}

/// Builds the programs and their glue into [`Place::web`], unless they are there for these very sources.
///
/// Fails if there is no compiler for the browser, or one of them does not compile.
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
    let draft = place.target.join("web-draft");
    fs::create_dir_all(&draft).with_context(|| format!("cannot create {}", draft.display()))?;
    let mut unshrunk = None;
    for program in PROGRAMS {
        process::run(&mut toolchain::build_command(toolchain, place, program))?;
        glue::write(program, &toolchain::compiled(place, program.package), &draft)?;
        if let Err(error) = shrink::shrink(place, &draft.join(program.wasm)) {
            unshrunk = Some(format!("{error:#}"));
        }
        for name in [program.wasm, program.glue] {
            move_if_changed(&draft.join(name), &web.join(name))?;
        }
    }
    let built = measure(&web, unshrunk)?;
    let cause = built.unshrunk.as_deref().unwrap_or_default().replace('\n', " ");
    fs::write(&stamp, format!("{state}{cause}\n")).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(built)
}

fn measure(web: &Path, unshrunk: Option<String>) -> Result<Built> {
    let weigh = |name: &'static str| -> Result<_> {
        let path = web.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((name, bytes.len() as u64, gzipped(&bytes)?))
    };
    let programs = PROGRAMS.into_iter().map(|program| Ok((program, [weigh(program.wasm)?, weigh(program.glue)?])));
    Ok(Built { programs: programs.collect::<Result<_>>()?, unshrunk })
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
