//! Everything that a change must hold to, in one run: a fault hides nothing that comes after it.

mod arrow;
mod browser;
mod closing;
mod judges;
mod leaks;
mod tally;
mod twice;
pub mod weights;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::gallery;
use crate::machine;
use crate::place::Place;
use crate::process;
use crate::site;
use crate::wasm;
use closing::{Counts, Reader};
use judges::Judges;
use tally::Tally;

/// Runs every check and closes with the line `N passed, N failed`; whether none failed.
pub fn run(place: &Place) -> bool {
    let mut tally = Tally::default();
    let tests = place.root.join("tests/browser");

    tally.step("rustfmt and clippy are here", need_components);
    let chromium = tally.step("a browser is here", machine::need_browser);
    let packages = tally.step("Node and the test packages are here", || {
        machine::need_node()?;
        machine::install_locked(&tests)
    });

    let judges = tally.step("the judges are here", || Judges::install(place));

    tally.step("formatting", || cargo(place, &["fmt", "--all", "--check"]));
    tally.step("clippy", || {
        cargo(place, &["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])
    });
    // In one run: what they share is compiled once.
    tally.step("clippy, the browser's side", || {
        let packages = ["web-charts", "explorer", "search"];
        let features = packages.map(|name| format!("{name}/wasm")).join(",");
        let named = packages.iter().flat_map(|name| ["--package", name]);
        let mut arguments = vec!["clippy", "--features", &features, "--locked"];
        arguments.extend(named);
        arguments.extend(["--", "--deny", "warnings"]);
        cargo(place, &arguments)
    });
    tally.step("documentation", || document(place));
    tally.tests("tests", || test(place));
    tally.step("dependencies point one way", || arrow::check(place));

    let web = tally.step("the browser's programs, within their weights", || {
        let built = wasm::build(place)?;
        built.print();
        built.check()
    });
    let program = tally.step("the program", || {
        needed(web.is_some(), "the browser's programs")?;
        site::build_program(place)
    });
    let mut all_built = true;
    for name in site::SITES {
        let out = place.root.join("dist").join(name);
        let built = tally.step(&format!("{name}: built"), || {
            needed(program.is_some(), "the program")?;
            site::build_one(place, name, &out)
        });
        all_built &= built.is_some();
        let mut check = |what: &str, work: &dyn Fn(&Path) -> Result<()>| {
            tally.step(&format!("{name}: {what}"), || {
                needed(built.is_some(), &format!("{name}: built"))?;
                work(&out)
            });
        };
        check("the same bytes when built elsewhere", &|out| twice::check(place, name, out));
        check("no path of this machine", &|out| leaks::check(place, out));
        check("weights", &weights::check);
        let judges = || judges.as_ref().context("not run: it needs “the judges are here”");
        check("every page by the Nu checker", &|out| judges()?.pages(out));
        check("every feed, calendar and table by readers of others", &|out| judges()?.files(out));
    }
    let gallery = tally.step("the gallery", || {
        needed(web.is_some(), "the browser's programs")?;
        gallery::write(place)
    });
    tally.tests("browser tests", || {
        needed(all_built, "both example sites")?;
        needed(gallery.is_some(), "the gallery")?;
        needed(packages.is_some(), "Node and the test packages are here")?;
        browser::test(place, &tests, &chromium.context("not run: it needs “a browser is here”")?)
    });
    tally.close()
}

/// Fails where an earlier step did, whose result this one would use.
fn needed(done: bool, step: &str) -> Result<()> {
    if done { Ok(()) } else { bail!("not run: it needs “{step}”") }
}

fn cargo(place: &Place, arguments: &[&str]) -> Result<()> {
    process::run(place.cargo().args(arguments))
}

/// rustup's minimal installation has neither.
fn need_components() -> Result<()> {
    if process::exists("cargo-fmt") && process::exists("cargo-clippy") {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    process::ask(rustup.args(["component", "add", "rustfmt", "clippy"]), Duration::from_secs(300))
        .map(|_| ())
        .context("run `rustup component add rustfmt clippy`, which failed here")
}

fn document(place: &Place) -> Result<()> {
    let mut cargo = place.cargo();
    cargo.args(["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "--deny warnings");
    process::run(&mut cargo)
}

fn test(place: &Place) -> Result<Counts> {
    let mut cargo = place.cargo();
    cargo.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    if machine::need_servers()? {
        // A server that is missing is then a failure.
        cargo.env("BANLI_SERVERS", "1");
    } else {
        println!("NOT TESTED: the shipped configurations on real servers: run as root on Debian to install them");
    }
    let mut reader = Reader::default();
    let well = process::watch(&mut cargo, |line| reader.cargo(line))?;
    reader.close(well)
}
