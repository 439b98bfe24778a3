//! What a reader's browser fetches for the charts of a home page, gzipped.

use std::path::Path;

use anyhow::{Context, Result};

use crate::files::{gzipped, read};
use crate::glue::{BASIC, ENGINE};
use crate::place::Place;
use crate::wasm::Built;

/// Gzipped sizes in bytes.
pub struct Weights {
    /// The program with its glue, and the page's script.
    pub scripts: u64,
    /// The specifications of all charts of the home page.
    pub data: u64,
    /// How many charts that page has.
    pub charts: usize,
    /// ECharts with line, bar, tooltip and legend.
    pub echarts: u64,
    /// The explorer's engine, if there is one.
    pub explorer: Option<u64>,
}

impl Weights {
    /// All that the home page's charts need.
    pub fn home(&self) -> u64 {
        self.scripts + self.data
    }
}

/// Weighs what lies in the built site and in the driver's bundles.
///
/// Fails where a file cannot be read.
pub fn weigh(place: &Place, web: &Built, home: &Path, room: &Path) -> Result<Weights> {
    let weight = |path: &Path| gzipped(&read(path)?);
    let page = read(&home.join("index.html"))?;
    let page = std::str::from_utf8(&page).context("the home page is no text")?;
    let specs: Vec<_> = page.split(" data-spec=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let explorer = Some(web.gzipped(&ENGINE));
    let mut scripts = web.gzipped(&BASIC);
    for script in ["chart-live.js", "charts.js"] {
        scripts += weight(&place.root.join("site/assets").join(script))?;
    }
    Ok(Weights {
        scripts,
        data: gzipped(specs.join("\n").as_bytes())?,
        charts: specs.len(),
        echarts: weight(&room.join("bundles/echarts-page.mjs"))?,
        explorer,
    })
}
