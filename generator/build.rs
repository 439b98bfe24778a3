//! Embeds the charts' WASM and its glue, where `BANLI_WEB_DIR` names the folder that holds them.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// The files that the browser loads for live charts.
const FILES: [&str; 2] = ["web_charts.js", "web_charts_bg.wasm"];

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
    Ok(())
}
