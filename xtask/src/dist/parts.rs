//! Which crates are in the program: its own, and those of the browser's programs that it carries.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::program::Target;
use crate::glue::PROGRAMS;
use crate::place::Place;
use crate::process;

const BROWSER: &str = "wasm32-unknown-unknown";

/// One crate.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Cargo's name of it.
    pub id: String,
    /// Its licence, as an SPDX expression.
    pub license: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is developed.
    pub repository: Option<String>,
    /// One line about it.
    pub description: Option<String>,
    /// Where it was fetched from; none for crates of the workspace.
    pub source: Option<String>,
    /// Its `Cargo.toml` on this machine.
    pub manifest_path: PathBuf,
}

/// All crates in the program, by name and version.
pub struct Parts {
    /// The crates.
    pub list: Vec<Part>,
    /// Which of them each one uses, by Cargo's names.
    pub uses: BTreeMap<String, BTreeSet<String>>,
    /// SHA-256 of the packages, by name and version, as the lock file has them.
    pub checksums: BTreeMap<(String, String), String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Part>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

impl Parts {
    /// Asks Cargo.
    ///
    /// Fails where it can't tell.
    pub fn find(place: &Place, target: Target) -> Result<Self> {
        let mut inside = BTreeSet::new();
        list(place, &["--package", "generator", "--target", target.triple()], &mut inside)?;
        for program in PROGRAMS {
            let features = ["--no-default-features", "--features", program.features, "--target", BROWSER];
            list(place, &[&["--package", program.package], &features[..]].concat(), &mut inside)?;
        }
        let mut ask = place.cargo();
        ask.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
        ask.args(["--filter-platform", target.triple(), "--filter-platform", BROWSER]);
        let text = process::ask(&mut ask, Duration::from_secs(120)).context("`cargo metadata` failed")?;
        let Metadata { packages, resolve } = serde_json::from_str(&text).context("in what `cargo metadata` says")?;
        let is_inside = |part: &Part| inside.contains(&(part.name.clone(), part.version.clone()));
        let mut list: Vec<Part> = packages.into_iter().filter(is_inside).collect();
        list.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
        anyhow::ensure!(list.len() == inside.len(), "`cargo metadata` does not know every crate of `cargo tree`");
        let ids: BTreeSet<&str> = list.iter().map(|part| part.id.as_str()).collect();
        let known = |node: Node| {
            let uses = node.dependencies.into_iter().filter(|id| ids.contains(id.as_str())).collect();
            ids.contains(node.id.as_str()).then_some((node.id, uses))
        };
        let uses = resolve.nodes.into_iter().filter_map(known).collect();
        Ok(Self { list, uses, checksums: checksums(place)? })
    }
}

/// Adds name and version of every crate that is linked into a package.
fn list(place: &Place, arguments: &[&str], into: &mut BTreeSet<(String, String)>) -> Result<()> {
    let mut ask = place.cargo();
    ask.args(["tree", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let text = process::ask(ask.args(arguments), Duration::from_secs(120)).context("`cargo tree` failed")?;
    for line in text.lines() {
        let mut words = line.split(' ');
        if let Some((name, version)) = words.next().zip(words.next().and_then(|version| version.strip_prefix('v'))) {
            into.insert((name.to_owned(), version.to_owned()));
        }
    }
    Ok(())
}

/// What the lock file knows of each package.
fn checksums(place: &Place) -> Result<BTreeMap<(String, String), String>> {
    let path = place.root.join("Cargo.lock");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut sums = BTreeMap::new();
    for package in text.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
        };
        if let (Some(name), Some(version), Some(sum)) = (value("name"), value("version"), value("checksum")) {
            sums.insert((name, version), sum);
        }
    }
    Ok(sums)
}
