//! Embeds the WASM of charts, explorer and search with their glue, where `BANLI_WEB_DIR` names the folder that holds them, and
//! a fingerprint of the program's sources, so that no site of other code passes for up to date; with musl also the
//! functions that copy and compare bytes.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files that the browser loads for live charts, the explorer and the search.
const FILES: [&str; 8] = [
    "web_charts.js",
    "web_charts_bg.wasm",
    "web_charts_basic.js",
    "web_charts_basic_bg.wasm",
    "engine.js",
    "engine_bg.wasm",
    "finder.js",
    "finder_bg.wasm",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed=BANLI_WEB_DIR");
    println!("cargo::rerun-if-changed=../site");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut list = String::from("&[");
    if let Some(folder) = env::var_os("BANLI_WEB_DIR").map(PathBuf::from) {
        for name in FILES {
            let from = folder.join(name);
            println!("cargo::rerun-if-changed={}", from.display());
            fs::copy(&from, out.join(name)).map_err(|error| format!("cannot read {}: {error}", from.display()))?;
            write!(list, "({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),")?;
        }
    }
    list.push(']');
    fs::write(out.join("web.rs"), list)?;
    let mut fingerprint = Fingerprint::default();
    for source in
        ["../Cargo.lock", "src", "../outcomes/src", "../web-charts/src", "../web-charts/explorer/src", "../search/src"]
    {
        println!("cargo::rerun-if-changed={source}");
        fingerprint.add(Path::new(source))?;
    }
    println!("cargo::rustc-env=BANLI_SOURCES={:016x}", fingerprint.0);
    memory();
    Ok(())
}

/// Compiles what copies and compares bytes in place of musl's functions. The linker takes it, since it meets this crate
/// before the C library.
fn memory() {
    println!("cargo::rerun-if-changed=src/memory.c");
    if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|library| library == "musl") {
        cc::Build::new()
            .file("src/memory.c")
            .opt_level(3)
            // Or the compiler would have these functions call themselves.
            .flags(["-ffreestanding", "-fno-builtin", "-fno-tree-loop-distribute-patterns"])
            .compile("memory");
    }
}

/// FNV-1a, 64 bits: the same on every machine and with every compiler.
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Adds a file, or all files of a folder in the order of their names.
    fn add(&mut self, path: &Path) -> io::Result<()> {
        if !path.is_dir() {
            let bytes = fs::read(path)?;
            for byte in path.to_string_lossy().bytes().chain([0]).chain(bytes) {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            return Ok(());
        }
        let mut paths = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        paths.iter().try_for_each(|path| self.add(path))
    }
}
