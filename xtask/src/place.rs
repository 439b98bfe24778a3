//! Where the workspace and its build folders are, and how cargo is called there.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders that every command works in; all paths are absolute.
pub struct Place {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Place {
    /// Finds the workspace by this crate's folder and the target folder by `CARGO_TARGET_DIR`.
    ///
    /// Fails if the current folder cannot be read.
    pub fn find() -> Result<Self> {
        let crate_folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let crate_folder = crate_folder.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = crate_folder.parent().map(Path::to_path_buf).context("xtask lies in no workspace")?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir().context("cannot read the current folder")?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder with the browser's program and its glue.
    pub fn web(&self) -> PathBuf {
        self.target.join("web")
    }

    /// The folder with a page of every kind of chart.
    pub fn gallery(&self) -> PathBuf {
        self.target.join("gallery")
    }

    /// The release program `banli`.
    pub fn banli(&self) -> PathBuf {
        self.target.join("release").join("banli")
    }

    /// A cargo command in the workspace, by the toolchain that runs this program.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        forget_outer_package(&mut command);
        command
    }
}

/// Removes what the outer `cargo run` says about this package, so that inner builds don't depend on it.
pub fn forget_outer_package(command: &mut Command) {
    const PREFIXES: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"];
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if PREFIXES.iter().any(|prefix| text.starts_with(prefix)) || text == "OUT_DIR" {
            command.env_remove(&name);
        }
    }
}
