//! Proves that the program needs nothing: it builds an example site where there is nothing but itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files::{files_under, read, remove};
use crate::place::Place;
use crate::process;

/// Builds the first example site in a root folder that holds the program, the example's data and nothing
/// else, and compares it with the site that the program builds here.
///
/// Fails where it can't, or the sites are not the same.
pub fn in_an_empty_root(place: &Place, program: &Path) -> Result<()> {
    let root = place.target.join("empty-root");
    remove(&root)?;
    fs::create_dir_all(&root).with_context(|| format!("cannot make {}", root.display()))?;
    let data = place.root.join("data/xianning-2022");
    for (from, name) in
        [(program, "banli"), (&data.join("site.toml"), "site.toml"), (&data.join("export.json"), "export.json")]
    {
        fs::copy(from, root.join(name)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    let arguments = ["build", "-c", "site.toml", "-o", "site", "export.json"];
    // Root may change the root folder; anyone else in a space of their own.
    let mut inside = Command::new("unshare");
    inside.args(["--map-root-user", "--root"]).arg(&root).args(["--wd", "/"]).arg("/banli").args(arguments);
    process::run(inside.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()))?;
    let elsewhere = place.target.join("empty-root-compared");
    remove(&elsewhere)?;
    let mut outside = Command::new(program);
    outside.current_dir(&root).args(["build", "-c", "site.toml", "-o"]).arg(&elsewhere).arg("export.json");
    process::run(&mut outside)?;
    let (one, other) = (contents(&root.join("site"))?, contents(&elsewhere)?);
    if one.is_empty() || one != other {
        bail!("the site built in an empty root is not the one built here");
    }
    println!("in a root with nothing but the program it builds the example site: {} files, the same bytes", one.len());
    remove(&elsewhere)?;
    remove(&root)
}

fn contents(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    files_under(folder)?.iter().map(|path| Ok((name(path), read(path)?))).collect()
}
