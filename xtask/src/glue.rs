//! Turns the compiled charts into what a page loads: the program and its glue.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// The program's file name.
pub const PROGRAM: &str = "web_charts_bg.wasm";
/// The glue's file name.
pub const GLUE: &str = "web_charts.js";

/// Writes [`PROGRAM`] and [`GLUE`] into `folder`, without names and without a trace of the tools.
///
/// Fails if the program was compiled for another version of wasm-bindgen or cannot be written.
pub fn write(compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("web_charts").typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).context("wasm-bindgen has no web target")?;
    bindgen.generate(folder).with_context(|| format!("cannot bind {}", compiled.display()))
}
