//! Installs what a fresh Debian machine lacks, and says what to install anywhere else.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process;

/// Debian's packages with a browser and the characters it needs.
pub const BROWSER: [&str; 2] = ["chromium", "fonts-noto-cjk"];
/// Debian's packages with Node.
pub const NODE: [&str; 2] = ["nodejs", "npm"];
/// Debian's packages with Java.
const JAVA: [&str; 1] = ["default-jre-headless"];
/// Debian's packages with Python and its environments.
const PYTHON: [&str; 2] = ["python3", "python3-venv"];
/// Debian's packages of the servers that the shipped configurations are tried on.
const SERVERS: [&str; 3] = ["nginx", "apache2", "caddy"];

/// Installs Debian packages.
///
/// Fails with the command to type where this machine has no apt-get or this user may not install.
pub fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if !process::exists("apt-get") {
        bail!("not a Debian machine; Debian's command would be: {by_hand}");
    }
    if !is_root() {
        bail!("run as root: {by_hand}");
    }
    println!("installing {}", packages.join(" "));
    process::run(apt().args(["-qq", "update"]))?;
    process::run(apt().args(["-qq", "-y", "--no-install-recommends", "install"]).args(packages))
}

/// Node and npm, installed if they are missing.
///
/// Fails if they are missing and cannot be installed.
pub fn need_node() -> Result<()> {
    if process::exists("node") && process::exists("npm") { Ok(()) } else { install(&NODE) }
}

/// The servers that the shipped configurations are for, where this machine can get them: whether they
/// are here.
///
/// # Errors
/// Where they can be installed and are not.
pub fn need_servers() -> Result<bool> {
    let here = SERVERS.iter().all(|name| Path::new("/usr/sbin").join(name).exists() || process::exists(name));
    if !here && is_root() && process::exists("apt-get") {
        install(&SERVERS)?;
        return Ok(true);
    }
    Ok(here)
}

/// The browser for the tests: `BANLI_CHROMIUM`, or Debian's, installed if it is missing.
///
/// Fails if it is missing and cannot be installed.
pub fn need_browser() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("BANLI_CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    let path = Path::new("/usr/bin/chromium");
    if !path.exists() || !Path::new("/usr/share/doc/fonts-noto-cjk").exists() {
        install(&BROWSER)?;
    }
    Ok(path.to_path_buf())
}

/// Installs exactly what a folder's lock file names.
///
/// Fails if the packages cannot be had.
pub fn install_locked(folder: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    process::run(&mut npm)
}

/// Java, installed if it is missing.
///
/// Fails if it is missing and cannot be installed.
pub fn need_java() -> Result<()> {
    if process::exists("java") { Ok(()) } else { install(&JAVA) }
}

/// A Python that has exactly what a list of requirements with hashes names, in an environment of its own.
///
/// Fails if Python or a package cannot be had.
pub fn need_python(requirements: &Path, environment: &Path) -> Result<PathBuf> {
    let python = environment.join("bin/python");
    let make = || process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(environment));
    if !process::exists("python3") || make().is_err() {
        install(&PYTHON)?;
        make()?;
    }
    let mut pip = Command::new(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]);
    process::run(pip.arg("--requirement").arg(requirements))?;
    Ok(python)
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::ask(Command::new("id").arg("-u"), Duration::from_secs(5)).is_some_and(|id| id.trim() == "0")
}
