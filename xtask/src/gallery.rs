//! Writes a page with every kind of chart and all that it needs, to look at and for the browser tests.

use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::glue::CHARTS;
use crate::place::Place;

/// What the page takes from the site.
const ASSETS: [&str; 6] = ["site.css", "charts.css", "site.js", "chart-files.js", "chart-live.js", "charts.js"];

/// Writes the page into [`Place::gallery`], beside the scripts and the charts' program from [`Place::web`].
///
/// Fails if the page cannot be made, or the charts' program is not built.
pub fn write(place: &Place) -> Result<()> {
    let mut cargo = place.cargo();
    cargo.args(["run", "--quiet", "--locked", "--package", "web-charts", "--example", "gallery"]);
    let made = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    ensure!(made.status.success(), "the gallery ended with {}", made.status);
    let folder = place.gallery();
    files::remove(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    write("index.html", &made.stdout)?;
    for name in ASSETS {
        write(name, &files::read(&place.root.join("site/assets").join(name))?)?;
    }
    for name in [CHARTS.glue, CHARTS.wasm] {
        write(name, &files::read(&place.web().join(name))?)?;
    }
    Ok(())
}
