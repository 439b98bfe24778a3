//! Holds the workspace to its one arrow: no crate knows of those that build on it.

use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process;

/// A crate, where it is looked at, what must not be under it, and why.
struct Ban {
    package: &'static str,
    target: &'static [&'static str],
    holds: fn(&str) -> bool,
    why: &'static str,
}

const BANS: [Ban; 5] = [
    // The native program: the target of this machine.
    Ban { package: "generator", target: &[], holds: is_for_browsers, why: "nothing of the browser is in the program" },
    Ban {
        package: "web-charts",
        target: &["--target", "all"],
        holds: |name| ["generator", "explorer"].contains(&name),
        why: "charts know nothing of files and templates",
    },
    Ban {
        package: "explorer",
        target: &["--target", "all"],
        holds: |name| name == "generator",
        why: "the explorer's engine knows nothing of files and templates",
    },
    Ban {
        package: "search",
        target: &["--target", "all"],
        holds: |name| ["generator", "web-charts", "explorer", "outcomes"].contains(&name),
        why: "the search knows documents and nothing of what they are about",
    },
    Ban {
        package: "outcomes",
        target: &["--target", "all"],
        holds: |name| ["generator", "web-charts", "explorer", "search"].contains(&name),
        why: "the domain knows nothing of drawing and publishing",
    },
];

/// Fails with every crate that lies under one it must not be under.
pub fn check(place: &Place) -> Result<()> {
    let mut faults = Vec::new();
    for ban in &BANS {
        let names = under(place, ban)?;
        println!("{}: {} crates, {}", ban.package, names.len(), ban.why);
        for name in names.iter().filter(|name| (ban.holds)(name)) {
            faults.push(format!("{name} is under {}: {}", ban.package, ban.why));
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("; ")) }
}

/// The names of a crate and all that it is built with.
fn under(place: &Place, ban: &Ban) -> Result<Vec<String>> {
    let mut cargo = place.cargo();
    cargo.args(["tree", "--locked", "--all-features", "--package", ban.package, "--edges", "normal,build"]);
    cargo.args(["--prefix", "none", "--format", "{p}"]).args(ban.target);
    let shown = process::shown(&cargo);
    let tree = process::ask(&mut cargo, Duration::from_secs(120)).with_context(|| format!("`{shown}` failed"))?;
    let mut names: Vec<_> = tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

fn is_for_browsers(name: &str) -> bool {
    name.starts_with("wasm-bindgen") || ["js-sys", "web-sys", "plotters-canvas"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_for_browsers;

    #[test]
    fn the_browsers_crates_are_told_by_name() {
        assert!(["wasm-bindgen", "wasm-bindgen-shared", "web-sys", "plotters-canvas"].into_iter().all(is_for_browsers));
        assert!(!["plotters", "web-charts", "serde"].into_iter().any(is_for_browsers));
    }
}
