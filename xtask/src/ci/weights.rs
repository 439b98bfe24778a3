//! Holds a built site to its weights: what a reader on a slow line has to wait for.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::files::{files_under, gzipped, read};
use crate::glue::PROGRAMS;

/// How many pages over their weight are named.
const NAMED: usize = 10;
/// Scripts of one page each, which no reader loads together.
const OF_ONE_PAGE: [&str; 3] = ["assets/explorer.js", "assets/following.js", "assets/search.js"];
/// How the script of every page begins in each language; a page loads one.
const OF_ONE_LANGUAGE: &str = "assets/site.";
/// What a figure with a chart begins with.
const CHART: &str = "<figure class=\"chart";

/// One thing that is weighed, in gzipped bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A page without a chart: its HTML.
    Text,
    /// A page with charts: its HTML with all styles and scripts, without the charts' program.
    Charts,
    Styles,
    /// The scripts that a page loads at most: what pages share, and the heaviest of [`OF_ONE_PAGE`] and of
    /// [`OF_ONE_LANGUAGE`].
    Scripts,
    /// A program for the browser with its glue, by its place among [`PROGRAMS`].
    Program(usize),
}

impl Kind {
    fn all() -> impl Iterator<Item = Self> {
        let programs = (0..PROGRAMS.len()).map(Self::Program);
        [Self::Text, Self::Charts, Self::Styles, Self::Scripts].into_iter().chain(programs)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "heaviest text page",
            Self::Charts => "heaviest page with charts",
            Self::Styles => "all styles",
            Self::Scripts => "a page's own scripts at most",
            Self::Program(at) => PROGRAMS[at].wasm,
        }
    }

    fn most(self) -> u64 {
        match self {
            Self::Text => 30_000,
            Self::Charts => HOME,
            Self::Styles => 15_000,
            Self::Scripts => 20_000,
            Self::Program(at) => PROGRAMS[at].budget,
        }
    }
}

/// What a home page with four charts may weigh, gzipped, with its styles and scripts and without
/// the charts' program, in bytes.
pub const HOME: u64 = 120_000;

/// Prints the site's weights.
///
/// Fails with every page and every group of files that is over its own.
pub fn check(site: &Path) -> Result<()> {
    let weights = weigh(site)?;
    let mut faults = Vec::new();
    for kind in Kind::all() {
        let of_kind = || weights.iter().filter(move |weight| weight.0 == kind);
        if let Some((_, name, weight)) = of_kind().max_by_key(|weight| weight.2) {
            println!("{:<29} {weight:>7} of {:>7} gzipped  {name}", kind.name(), kind.most());
        }
        for (_, name, weight) in of_kind().filter(|weight| weight.2 > kind.most()) {
            faults.push(format!("{name} weighs {weight} bytes gzipped, {} are allowed", kind.most()));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let more = faults.len().saturating_sub(NAMED);
    faults.truncate(NAMED);
    let faults = faults.join("; ");
    if more > 0 { bail!("{faults}; and {more} more") } else { bail!("{faults}") }
}

/// What the site's home page weighs, gzipped, with its styles and scripts and without the charts'
/// program, in bytes.
///
/// Fails where a file cannot be read.
pub fn home(site: &Path) -> Result<u64> {
    let weights = weigh(site)?;
    let home = weights.iter().find(|weight| weight.1 == "index.html");
    home.map(|weight| weight.2).with_context(|| format!("no index.html in {}", site.display()))
}

fn weigh(site: &Path) -> Result<Vec<(Kind, String, u64)>> {
    let mut pages = Vec::new();
    let (mut of_one_page, mut of_one_language) = (0, 0);
    let mut groups: Vec<(Kind, u64)> = Kind::all().skip(2).map(|kind| (kind, 0)).collect();
    for file in files_under(site)? {
        let name = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let bytes = || read(&file);
        if name.ends_with(".html") {
            let bytes = bytes()?;
            let kind = if holds_chart(&bytes) { Kind::Charts } else { Kind::Text };
            pages.push((kind, name, gzipped(&bytes)?));
        } else if let Some(kind) = group(&name) {
            let weight = gzipped(&bytes()?)?;
            if OF_ONE_PAGE.contains(&name.as_str()) {
                of_one_page = weight.max(of_one_page);
                continue;
            }
            if kind == Kind::Scripts && name.starts_with(OF_ONE_LANGUAGE) {
                of_one_language = weight.max(of_one_language);
                continue;
            }
            groups.iter_mut().filter(|group| group.0 == kind).for_each(|group| group.1 += weight);
        }
    }
    let of_one = of_one_page + of_one_language;
    groups.iter_mut().filter(|group| group.0 == Kind::Scripts).for_each(|group| group.1 += of_one);
    let shared = |kind| matches!(kind, Kind::Styles | Kind::Scripts);
    let shared: u64 = groups.iter().filter(|group| shared(group.0)).map(|group| group.1).sum();
    for page in pages.iter_mut().filter(|page| page.0 == Kind::Charts) {
        page.2 += shared;
    }
    pages.extend(groups.into_iter().map(|(kind, weight)| (kind, "together".to_owned(), weight)));
    Ok(pages)
}

/// The group that a file is weighed with; scripts outside `assets/` carry data.
fn group(name: &str) -> Option<Kind> {
    let in_assets = name.starts_with("assets/");
    let last = name.rsplit('/').next().unwrap_or_default();
    if let Some(at) = PROGRAMS.iter().position(|program| [program.wasm, program.glue].contains(&last)) {
        Some(Kind::Program(at))
    } else if name.ends_with(".css") {
        Some(Kind::Styles)
    } else if in_assets && (name.ends_with(".js") || name.ends_with(".mjs")) {
        Some(Kind::Scripts)
    } else {
        None
    }
}

fn holds_chart(html: &[u8]) -> bool {
    memchr::memmem::find(html, CHART.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Kind, PROGRAMS, group};

    #[test]
    fn each_file_is_weighed_with_its_like() {
        assert_eq!(group("assets/site.css"), Some(Kind::Styles));
        assert_eq!(group("assets/charts.js"), Some(Kind::Scripts));
        for (at, program) in PROGRAMS.iter().enumerate() {
            for file in [program.wasm, program.glue] {
                assert_eq!(group(&format!("assets/{file}")), Some(Kind::Program(at)));
            }
        }
        assert_eq!(group("assets/explorer.js"), Some(Kind::Scripts));
        assert_eq!(group("search/1.js"), None);
        assert_eq!(group("data/items.csv"), None);
    }
}
