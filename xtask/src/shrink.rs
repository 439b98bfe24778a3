//! Shrinks the browser's program with wasm-opt: the machine's if it is current, or npm's by the lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use crate::machine;
use crate::place::Place;
use crate::process;

/// Older ones don't know what today's compilers emit.
const OLDEST: u32 = 120;
/// What rustc emits, and nothing that an older browser lacks.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Shrinks the program in place.
///
/// Fails if no wasm-opt can be had, or if it refuses the program, which is then as before.
pub fn shrink(place: &Place, program: &Path) -> Result<()> {
    let tool = find(place)?;
    let small = program.with_extension("small");
    let mut command = Command::new(tool);
    command.args(["-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"]).args(FEATURES);
    command.arg(program).arg("-o").arg(&small);
    process::run(&mut command)?;
    fs::rename(&small, program).with_context(|| format!("cannot replace {}", program.display()))
}

fn find(place: &Place) -> Result<PathBuf> {
    let on_path = PathBuf::from("wasm-opt");
    if version(&on_path).is_some_and(|version| version >= OLDEST) {
        return Ok(on_path);
    }
    let folder = place.target.join("wasm-opt");
    let tool = folder.join("node_modules/.bin/wasm-opt");
    if is_locked(place, &folder) && version(&tool).is_some() {
        return Ok(tool);
    }
    machine::need_node().context("no wasm-opt on the path, and no npm to fetch it")?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        let from = place.root.join("xtask/npm").join(name);
        fs::copy(&from, folder.join(name)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    machine::install_locked(&folder)?;
    version(&tool).map(|_| tool).ok_or_else(|| anyhow!("npm's wasm-opt does not start"))
}

/// Whether the installed packages are those of the lock file.
fn is_locked(place: &Place, folder: &Path) -> bool {
    let read = |path: PathBuf| fs::read(path).ok();
    let wanted = read(place.root.join("xtask/npm/package-lock.json"));
    wanted.is_some() && wanted == read(folder.join("package-lock.json"))
}

fn version(tool: &Path) -> Option<u32> {
    let text = process::ask(Command::new(tool).arg("--version"), Duration::from_secs(30))?;
    text.split_whitespace().nth(2)?.parse().ok()
}
