//! Builds the program and the two example sites.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files::files_under;
use crate::place::Place;
use crate::process;
use crate::wasm;

/// The example sites, by their folder's name under `data/` and `dist/`.
pub const SITES: [&str; 2] = ["xianning-2022", "demo-city"];

/// Builds everything a reader opens, and says how to open it.
///
/// Fails at the first part that cannot be built.
pub fn build_all(place: &Place) -> Result<()> {
    wasm::build(place)?.print();
    build_program(place)?;
    for name in SITES {
        build_one(place, name, &place.root.join("dist").join(name))?;
    }
    println!("\nThe sites are in dist/. Open dist/demo-city/index.html, or for live charts:");
    for name in SITES {
        println!("  {} preview dist/{name}", near(place, &place.banli()).display());
    }
    Ok(())
}

/// Builds the release program with the charts' program in it.
///
/// Fails if it does not compile.
pub fn build_program(place: &Place) -> Result<()> {
    let mut cargo = place.cargo();
    cargo.args(["build", "--release", "--package", "generator", "--bin", "banli"]).env("BANLI_WEB_DIR", place.web());
    process::run(&mut cargo)
}

/// Builds one example site into `out`.
///
/// Fails if the site's data is missing or has faults.
pub fn build_one(place: &Place, name: &str, out: &Path) -> Result<()> {
    process::run(build_command(place, &place.root.join("data").join(name), out)?.current_dir(&place.root))
}

/// The command that builds the site of a data folder into `out`.
///
/// Fails if the folder holds no export.
pub fn build_command(place: &Place, data: &Path, out: &Path) -> Result<Command> {
    let mut banli = Command::new(place.banli());
    banli.arg("build").arg("-c").arg(data.join("site.toml")).arg("-o").arg(out);
    for earlier in exports(data, "earlier")? {
        banli.arg("--since").arg(earlier);
    }
    let exports = exports(data, "export")?;
    if exports.is_empty() {
        bail!("no export in {}", data.display());
    }
    banli.args(exports);
    Ok(banli)
}

/// All exports in a site's data folder whose names begin so, by name.
fn exports(data: &Path, start: &str) -> Result<Vec<PathBuf>> {
    let is_export = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(start)
            && [".json", ".ndjson", ".jsonl"].iter().any(|ending| name.trim_end_matches(".gz").ends_with(ending))
    };
    let files = files_under(data).with_context(|| format!("no data in {}", data.display()))?;
    Ok(files.into_iter().filter(is_export).collect())
}

/// The path as one would type it in the workspace.
fn near<'a>(place: &Place, path: &'a Path) -> &'a Path {
    path.strip_prefix(&place.root).unwrap_or(path)
}
