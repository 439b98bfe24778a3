//! Programs of Node under `xtask/bench` that drive a browser, each with the packages of its own lock file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::machine;
use crate::place::Place;
use crate::process;

/// The folder of a driver, with the packages of its lock file.
///
/// Fails where they cannot be had.
pub fn driver(place: &Place, name: &str) -> Result<PathBuf> {
    let folder = place.root.join("xtask/bench").join(name);
    let (wanted, there) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if time(&there).is_none() || time(&there) < time(&wanted) {
        machine::need_node()?;
        machine::install_locked(&folder)?;
    }
    Ok(folder)
}

/// Runs a driver; what it printed.
///
/// Fails where it does.
pub fn drive(driver: &Path, input: &Path) -> Result<String> {
    let mut node = Command::new("node");
    node.arg("drive.mjs").arg(input).current_dir(driver).stdin(Stdio::null()).stderr(Stdio::inherit());
    let shown = process::shown(&node);
    let output = node.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).context("the driver's output is no text")
}
