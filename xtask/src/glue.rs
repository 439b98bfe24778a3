//! Turns what is compiled for the browser into what a page loads: a program and its glue.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// A program for the browser.
#[derive(Debug)]
pub struct Program {
    /// The crate it is compiled from; hyphens are underlines in its compiled file.
    pub package: &'static str,
    /// The program's file name.
    pub wasm: &'static str,
    /// The glue's file name.
    pub glue: &'static str,
    /// What the two files may weigh together, gzipped, in bytes.
    pub budget: u64,
}

/// The charts, on every page that has one.
pub const CHARTS: Program =
    Program { package: "web-charts", wasm: "web_charts_bg.wasm", glue: "web_charts.js", budget: 60_000 };
/// The explorer's engine, on its page only.
pub const ENGINE: Program = Program { package: "explorer", wasm: "engine_bg.wasm", glue: "engine.js", budget: 40_000 };

/// Every program.
pub const PROGRAMS: [&Program; 2] = [&CHARTS, &ENGINE];

/// Writes the program and its glue into `folder`, without names and without a trace of the tools.
///
/// Fails if the program was compiled for another version of wasm-bindgen or cannot be written.
pub fn write(program: &Program, compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(program.glue.trim_end_matches(".js")).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).context("wasm-bindgen has no web target")?;
    bindgen.generate(folder).with_context(|| format!("cannot bind {}", compiled.display()))
}
