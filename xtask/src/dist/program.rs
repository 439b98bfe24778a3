//! Compiles the program so that it needs no library of the machine that it runs on, and proves that.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::machine;
use crate::place::Place;
use crate::process;
use crate::toolchain;

/// A machine that the program is made for. With musl as the C library it is linked as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// 64-bit Intel and AMD.
    #[value(name = "x86-64")]
    X86,
    /// 64-bit ARM.
    #[value(name = "aarch64")]
    Arm,
}

impl Target {
    /// The compiler's name of it.
    pub const fn triple(self) -> &'static str {
        match self {
            Self::X86 => "x86_64-unknown-linux-musl",
            Self::Arm => "aarch64-unknown-linux-musl",
        }
    }

    /// The name in the archive's.
    pub const fn label(self) -> &'static str {
        match self {
            Self::X86 => "x86_64-linux",
            Self::Arm => "aarch64-linux",
        }
    }

    /// The one whose programs run on this machine.
    pub fn here() -> Option<Self> {
        [Self::X86, Self::Arm].into_iter().find(|target| target.is_here())
    }

    /// Whether its programs run on this machine.
    pub fn is_here(self) -> bool {
        env::consts::OS == "linux"
            && self.triple().split_once('-').is_some_and(|(machine, _)| machine == env::consts::ARCH)
    }

    /// The number of the machine in an ELF header.
    const fn machine(self) -> u16 {
        match self {
            Self::X86 => 62,
            Self::Arm => 183,
        }
    }

    /// The C compiler for the parts that are C (the allocator, the hash), and Debian's package with it.
    const fn compiler(self) -> (&'static str, &'static str) {
        match self {
            Self::X86 => ("musl-gcc", "musl-tools"),
            Self::Arm => ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
        }
    }
}

/// Builds the program with the browser's in it, as it is handed out; where it then lies.
///
/// Fails if the target can't be had or it does not compile.
pub fn build(place: &Place, target: Target) -> Result<PathBuf> {
    let (triple, (compiler, package)) = (target.triple(), target.compiler());
    process::ask(Command::new("rustup").args(["target", "add", triple]), Duration::from_secs(300))
        .with_context(|| format!("run `rustup target add {triple}`, which failed here"))?;
    if !process::exists(compiler) {
        machine::install(&[package])?;
    }
    let mut flags = toolchain::remaps(place);
    if !target.is_here() {
        // Rust's own linker and musl's start files come with the target.
        flags.extend(["-Clinker=rust-lld", "-Clinker-flavor=ld.lld"].map(OsString::from));
    }
    let mut cargo = place.cargo();
    cargo
        .args(["build", "--release", "--locked", "--package", "generator", "--bin", "banli", "--target", triple])
        .env("BANLI_WEB_DIR", place.web())
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        // Worth minutes only for what is handed out.
        .env("CARGO_PROFILE_RELEASE_LTO", "fat")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        // The allocator's C code states when it was compiled: the time that every file of the archive has.
        .env("SOURCE_DATE_EPOCH", "315532800")
        .env(format!("CC_{}", triple.replace('-', "_")), compiler)
        // Checked variants of functions are the other C library's.
        .env(format!("CFLAGS_{}", triple.replace('-', "_")), "-U_FORTIFY_SOURCE")
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join(OsString::from(toolchain::UNIT).as_os_str()));
    process::run(&mut cargo)?;
    Ok(place.target.join(triple).join("release").join("banli"))
}

/// The kinds of program headers that name a loader and libraries.
const INTERPRETER: u32 = 3;
const DYNAMIC: u32 = 2;
/// The tag of a library's name.
const NEEDED: u64 = 1;

/// Makes sure that a program asks for no loader and no library, and is for its machine.
///
/// Fails if it does, or is no program.
pub fn check_static(bytes: &[u8], target: Target) -> Result<()> {
    let program = Elf::read(bytes).context("not a 64-bit Linux program")?;
    if program.machine != target.machine() {
        bail!("the program is for another machine ({})", program.machine);
    }
    for (kind, from, length) in program.headers {
        let contents = bytes.get(from..from + length).context("a program cut short")?;
        let mut tags = contents.chunks_exact(16).map(|entry| number(entry, 0, 8));
        match kind {
            INTERPRETER => bail!("the program needs the loader {}", String::from_utf8_lossy(contents)),
            DYNAMIC if tags.any(|tag| tag == Some(NEEDED)) => bail!("the program needs libraries"),
            _ => {}
        }
    }
    Ok(())
}

/// What of a program's header is looked at.
struct Elf {
    machine: u16,
    /// Kind, offset and length of each part that is loaded.
    headers: Vec<(u32, usize, usize)>,
}

impl Elf {
    fn read(bytes: &[u8]) -> Option<Self> {
        // 64 bits, little endian.
        bytes.starts_with(b"\x7fELF\x02\x01").then_some(())?;
        let at = usize::try_from(number(bytes, 32, 8)?).ok()?;
        let (size, count) = (number(bytes, 54, 2)? as usize, number(bytes, 56, 2)? as usize);
        let header = |index: usize| {
            let header = bytes.get(at + index * size..)?;
            let place = |from| usize::try_from(number(header, from, 8)?).ok();
            Some((u32::try_from(number(header, 0, 4)?).ok()?, place(8)?, place(32)?))
        };
        let machine = u16::try_from(number(bytes, 18, 2)?).ok()?;
        Some(Self { machine, headers: (0..count).map(header).collect::<Option<_>>()? })
    }
}

/// A little-endian number.
fn number(bytes: &[u8], from: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(from..from + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::{Target, check_static};

    #[test]
    fn a_program_that_needs_a_loader_is_found_out() {
        let this = std::fs::read(std::env::current_exe().expect("a path")).expect("read");
        let target = if cfg!(target_arch = "aarch64") { Target::Arm } else { Target::X86 };
        let error = check_static(&this, target).expect_err("tests are linked against libraries").to_string();
        assert!(error.contains("needs the loader"), "{error}");
        assert!(check_static(b"#!/bin/sh", target).is_err());
    }
}
