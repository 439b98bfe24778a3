//! Makes the archive of a release: one program that runs on any Linux, with everything that has to or
//! should go with it. The same sources give the same bytes.

mod archive;
mod licences;
mod parts;
pub mod program;
mod prove;
mod readme;
mod sbom;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;

use crate::files::{files_under, read, remove};
use crate::place::Place;
use crate::process;
use crate::toolchain;
use crate::wasm;
use archive::Archive;
use parts::Parts;
use program::Target;

/// What to make.
#[derive(Args)]
pub struct Options {
    /// Machines to make it for.
    #[arg(long = "target", value_enum, default_values = ["x86-64"])]
    targets: Vec<Target>,
    /// Leave out the proof that the program builds the example site where there is nothing but the program.
    #[arg(long)]
    no_proof: bool,
}

/// The version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Builds, proves and packs, one archive for each target, and writes the checksums.
///
/// Fails where something can't be built, is not static, or lacks a licence.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    wasm::build(place)?.print();
    let folder = place.target.join("dist");
    remove(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut names = Vec::new();
    for target in &options.targets {
        let program = program::build(place, *target)?;
        program::check_static(&read(&program)?, *target)?;
        println!("{}: needs no library and no loader", program.display());
        if options.no_proof {
            println!("not proven: whether it builds a site where there is nothing but itself");
        } else if target.is_here() {
            prove::in_an_empty_root(place, &program)?;
        } else {
            println!("not proven: programs for {} don't run here", target.label());
        }
        let name = format!("banli-{VERSION}-{}", target.label());
        let archive = collect(place, *target, &program, &name)?;
        let path = folder.join(format!("{name}.tar.gz"));
        fs::write(&path, archive.pack(&name)?).with_context(|| format!("cannot write {}", path.display()))?;
        names.push(path);
    }
    let sums = archive::checksums(&names)?;
    fs::write(folder.join("SHA256SUMS"), &sums).context("cannot write the checksums")?;
    print!("\nIn {}:\n{sums}", folder.display());
    Ok(())
}

/// All files of an archive.
fn collect(place: &Place, target: Target, program: &Path, name: &str) -> Result<Archive> {
    let parts = Parts::find(place, target)?;
    let mut archive = Archive::default();
    archive.add_program("banli", read(program)?);
    for file in ["CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        archive.add(file, read(&place.root.join(file))?);
    }
    archive.add("THIRD-PARTY-LICENSES.txt", licences::text(place, &parts)?.into_bytes());
    let rust = toolchain::sysroot(place).map(|root| root.join("share/doc/rust/COPYRIGHT-library.html"));
    match rust.filter(|list| list.exists()) {
        Some(list) => archive.add("RUST-LICENSES.html", read(&list)?),
        None => println!("left out, since this compiler comes without it: the licences within Rust's standard library"),
    }
    archive.add("banli.cdx.json", sbom::cyclone_dx(&parts)?);
    archive.add("site.toml", read(&place.root.join("site/site.toml"))?);
    for file in ["export.json", "site.toml"] {
        archive.add(&format!("example/{file}"), read(&place.root.join("data/xianning-2022").join(file))?);
    }
    archive.add("example/README.md", read(&place.root.join("data/README.md"))?);
    if target.is_here() {
        let room = place.target.join("dist").join(format!("{name}.parts"));
        told_by_itself(program, &room, &mut archive)?;
        remove(&room)?;
    } else {
        let (label, folders) = (target.label(), readme::left_out(&archive).join("/, "));
        println!("left out, since programs for {label} don't run here and can't write them: {folders}/");
    }
    archive.add("README.md", readme::text(&archive, VERSION, target.label()).into_bytes());
    Ok(archive)
}

/// What the program writes about itself: manual pages in English and Chinese, completions and configurations of
/// servers. The language is given, so that the archive is the same whoever makes it.
fn told_by_itself(program: &Path, room: &Path, archive: &mut Archive) -> Result<()> {
    let chinese = "zh_CN.UTF-8";
    for (command, option, locale, path) in
        [("man", None, "C", "man"), ("man", None, chinese, "man/zh_CN"), ("hosting", Some("-o"), "C", "hosting")]
    {
        if !offers(program, command) {
            println!("left out, since the program has no such command: {command}");
            continue;
        }
        let folder = room.join(path.replace('/', "-"));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        process::run(Command::new(program).env("LC_ALL", locale).arg(command).args(option).arg(&folder))?;
        for file in files_under(&folder)? {
            let name = file.file_name().context("a file without a name")?.to_string_lossy().into_owned();
            archive.add(&format!("{path}/{name}"), read(&file)?);
        }
    }
    if !offers(program, "completions") {
        println!("left out, since the program has no such command: completions");
        return Ok(());
    }
    for (shell, file) in [("bash", "banli.bash"), ("zsh", "_banli"), ("fish", "banli.fish")] {
        let mut ask = Command::new(program);
        let text = process::ask(ask.env("LC_ALL", "C").args(["completions", shell]), Duration::from_secs(30));
        let text = text.with_context(|| format!("`banli completions {shell}` failed"))?;
        archive.add(&format!("completions/{file}"), text.into_bytes());
    }
    Ok(())
}

fn offers(program: &Path, command: &str) -> bool {
    process::ask(Command::new(program).args([command, "--help"]), Duration::from_secs(30)).is_some()
}
