//! Turns what is compiled for the browser into what a page loads: a program and its glue.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// A program for the browser.
#[derive(Debug)]
pub struct Program {
    /// The crate it is compiled from; hyphens are underlines in its compiled file.
    pub package: &'static str,
    /// What that crate is compiled with.
    pub features: &'static str,
    /// The program's file name.
    pub wasm: &'static str,
    /// The glue's file name.
    pub glue: &'static str,
    /// Whether the glue is a module; else it is a plain script, which a page in a folder may load.
    pub module: bool,
    /// What the two files may weigh together, gzipped, in bytes.
    pub budget: u64,
}

/// The charts of every kind.
pub const CHARTS: Program = Program {
    package: "web-charts",
    features: "wasm",
    wasm: "web_charts_bg.wasm",
    glue: "web_charts.js",
    module: true,
    budget: 60_000,
};
/// The charts of the kinds that most pages have; with scripts and data a home page's take 60 kB.
pub const BASIC: Program = Program {
    package: "web-charts",
    features: "wasm,basic",
    wasm: "web_charts_basic_bg.wasm",
    glue: "web_charts_basic.js",
    module: true,
    budget: 50_000,
};
/// The explorer's engine, on its page only.
pub const ENGINE: Program = Program {
    package: "explorer",
    features: "wasm",
    wasm: "engine_bg.wasm",
    glue: "engine.js",
    module: true,
    budget: 40_000,
};
/// The search's engine, loaded with a reader's first words.
pub const SEARCH: Program = Program {
    package: "search",
    features: "wasm",
    wasm: "finder_bg.wasm",
    glue: "finder.js",
    module: false,
    budget: 28_000,
};

/// Every program.
pub const PROGRAMS: [&Program; 4] = [&CHARTS, &BASIC, &ENGINE, &SEARCH];

/// Writes the program and its glue into `folder`, without names and without a trace of the tools.
///
/// Fails if the program was compiled for another version of wasm-bindgen or cannot be written.
pub fn write(program: &Program, compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(program.glue.trim_end_matches(".js")).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    if program.module {
        bindgen.web(true).context("wasm-bindgen has no web target")?;
    } else {
        bindgen.no_modules(true).context("wasm-bindgen has no target without modules")?;
    }
    bindgen.generate(folder).with_context(|| format!("cannot bind {}", compiled.display()))?;
    let glue = folder.join(program.glue);
    let text = fs::read_to_string(&glue).with_context(|| format!("cannot read {}", glue.display()))?;
    fs::write(&glue, without_comments(&text)).with_context(|| format!("cannot write {}", glue.display()))
}

/// The glue without the lines that are comments and without indentation; its texts stand on one line.
fn without_comments(glue: &str) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut comment = false;
    for line in glue.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_and_code_stays() {
        let glue =
            "/**\n * Says.\n */\nexport class A {\n    // why\n    b() { return '/* no */'; }\n}\n/* one */\nc();\n";
        assert_eq!(without_comments(glue), "export class A {\nb() { return '/* no */'; }\n}\nc();\n");
    }
}
