//! Finds a compiler for the browser: one that builds the standard library for size, rustup's or
//! Debian's, else rustup's target with its ready standard library.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, anyhow};

use crate::glue::Program;
use crate::machine;
use crate::place::{self, Place};
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_STD: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
const DEBIAN_LINKER: &str = "/usr/bin/lld-22";
/// The separator of `CARGO_ENCODED_RUSTFLAGS`.
pub const UNIT: &str = "\u{1f}";

/// What can compile for the browser here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain in use has the standard library's source and builds it too, for size.
    Source,
    /// Debian's compiler, which does the same.
    Debian,
    /// The toolchain in use has the target with a ready standard library: a sixth larger.
    Ready,
}

impl Toolchain {
    /// Whether the standard library is built with the program.
    fn builds_std(self) -> bool {
        self != Self::Ready
    }
}

/// Finds a compiler, installing what can be installed.
///
/// Fails with one message that says what to install.
pub fn find(place: &Place) -> Result<Toolchain> {
    // What is here needs no network, and is tried first.
    if has_source(place) {
        return Ok(Toolchain::Source);
    }
    if debian_is_complete() {
        return Ok(Toolchain::Debian);
    }
    if rustup_adds(&["component", "add", "rust-src"]) && has_source(place) {
        return Ok(Toolchain::Source);
    }
    if has_target(place) || (rustup_adds(&["target", "add", TARGET]) && has_target(place)) {
        return Ok(Toolchain::Ready);
    }
    let missing = |cause: String| {
        anyhow!(
            "no compiler for {TARGET}. Either run `rustup component add rust-src`, or on Debian 12 or later, as root, \
             `apt-get install {}` ({cause})",
            DEBIAN.join(" ")
        )
    };
    machine::install(&DEBIAN).map_err(|error| missing(format!("{error:#}")))?;
    if debian_is_complete() {
        Ok(Toolchain::Debian)
    } else {
        Err(missing("these packages are installed but hold no complete toolchain".to_owned()))
    }
}

/// The command that compiles a crate for the browser; its target folder is its own.
pub fn build_command(toolchain: Toolchain, place: &Place, program: &Program) -> Command {
    let mut command = match toolchain {
        Toolchain::Ready => place.cargo(),
        Toolchain::Source => {
            let mut cargo = place.cargo();
            // Building the standard library is not stable yet.
            cargo.env("RUSTC_BOOTSTRAP", "1");
            cargo
        }
        Toolchain::Debian => debian_cargo(place),
    };
    command.args(["build", "--package", program.package, "--lib", "--profile", "wasm", "--no-default-features"]);
    command.args(["--features", program.features, "--target", TARGET]);
    if toolchain.builds_std() {
        command.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]);
    }
    command.env("CARGO_TARGET_DIR", target_folder(place));
    command
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, place).join(OsString::from(UNIT).as_os_str()));
    command
}

/// Where [`build_command`] leaves the compiled crate.
pub fn compiled(place: &Place, package: &str) -> PathBuf {
    target_folder(place).join(TARGET).join("wasm").join(format!("{}.wasm", package.replace('-', "_")))
}

fn target_folder(place: &Place) -> PathBuf {
    place.target.join("wasm")
}

/// Flags that keep every path of this machine out of the program, and with an own standard library every panic message.
fn flags(toolchain: Toolchain, place: &Place) -> Vec<OsString> {
    let mut flags = Vec::new();
    if toolchain.builds_std() {
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(OsString::from));
    }
    flags.extend(remaps(place));
    flags
}

/// Flags that keep every path of this machine out of what is compiled.
pub fn remaps(place: &Place) -> Vec<OsString> {
    let mut flags = Vec::new();
    let mut remap = |from: &Path, to: &str| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push(format!("={to}"));
        flags.push(flag);
    };
    if let Some(home) = cargo_home() {
        remap(&home, "/cargo");
    }
    remap(Path::new("/usr/src"), "/src");
    remap(Path::new("/usr/lib/rustlib/src"), "/src");
    if let Some(root) = sysroot(place) {
        remap(&root.join("lib/rustlib/src"), "/src");
    }
    // The last that matches counts: the workspace may lie under one of the others.
    remap(&place.root, "/banli");
    remap(&place.target, "/banli/target");
    flags
}

/// Cargo's own folder, where crates are kept.
pub fn cargo_home() -> Option<PathBuf> {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

fn has_target(place: &Place) -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let mut ask = Command::new(rustc);
    ask.current_dir(&place.root).args(["--print", "target-libdir", "--target", TARGET]);
    process::ask(&mut ask, Duration::from_secs(30)).is_some_and(|folder| {
        let parts = std::fs::read_dir(folder.trim()).into_iter().flatten().flatten();
        parts.into_iter().any(|part| part.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// Whether the toolchain in use comes with the standard library's source.
fn has_source(place: &Place) -> bool {
    sysroot(place).is_some_and(|root| root.join("lib/rustlib/src/rust/library/Cargo.lock").exists())
}

/// The folder of the toolchain in use.
pub fn sysroot(place: &Place) -> Option<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let mut ask = Command::new(rustc);
    ask.current_dir(&place.root).args(["--print", "sysroot"]);
    process::ask(&mut ask, Duration::from_secs(30)).map(|root| PathBuf::from(root.trim()))
}

fn rustup_adds(arguments: &[&str]) -> bool {
    process::ask(Command::new("rustup").args(arguments), Duration::from_secs(120)).is_some()
}

fn debian_is_complete() -> bool {
    [DEBIAN_CARGO, DEBIAN_STD, DEBIAN_LINKER].into_iter().all(|path| Path::new(path).exists())
}

/// Debian's cargo, freed of all that the outer cargo and rustup say about theirs.
fn debian_cargo(place: &Place) -> Command {
    let mut command = Command::new(DEBIAN_CARGO);
    command.current_dir(&place.root).stdin(std::process::Stdio::null());
    place::forget_outer_package(&mut command);
    for name in
        ["CARGO", "RUSTC", "RUSTDOC", "RUSTC_WRAPPER", "RUSTUP_TOOLCHAIN", "RUST_RECURSION_COUNT", "LD_LIBRARY_PATH"]
    {
        command.env_remove(name);
    }
    let mut path = OsString::from("/usr/bin:");
    path.push(env::var_os("PATH").unwrap_or_default());
    command.env("PATH", path).env("RUSTC_BOOTSTRAP", "1");
    command
}
