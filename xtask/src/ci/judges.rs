//! Lets programs that others wrote judge the built sites: the Nu checker every page, style and picture; readers of
//! feeds, calendars and data packages every such file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::files::files_under;
use crate::machine;
use crate::place::Place;
use crate::process;

/// Where the judges' lock files and script are.
const ROOM: &str = "tests/judges";

/// The judges, installed.
pub struct Judges {
    checker: PathBuf,
    script: PathBuf,
    python: PathBuf,
}

impl Judges {
    /// Installs exactly what the lock files name, and Java and Python where they are missing.
    ///
    /// Fails where something can't be had.
    pub fn install(place: &Place) -> Result<Self> {
        let room = place.root.join(ROOM);
        machine::need_java()?;
        machine::need_node()?;
        machine::install_locked(&room)?;
        let python = machine::need_python(&room.join("requirements.txt"), &place.target.join("judges"))?;
        let checker = room.join("node_modules/vnu-jar/build/dist/vnu.jar");
        Ok(Self { checker, script: room.join("judge.py"), python })
    }

    /// Judges every page, style and picture of a site; a warning is a fault too.
    ///
    /// Fails with what the checker says.
    pub fn pages(&self, site: &Path) -> Result<()> {
        let ending = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "html");
        let pages = files_under(site)?.iter().filter(|path| ending(path)).count();
        ensure!(pages > 0, "there is no page in {}", site.display());
        let mut java = Command::new("java");
        java.arg("-jar").arg(&self.checker);
        java.args(["--Werror", "--also-check-css", "--also-check-svg", "--skip-non-html", "--format", "gnu"]).arg(site);
        process::run(&mut java)?;
        println!("{pages} pages with their styles and pictures: nothing found");
        Ok(())
    }

    /// Judges every feed and calendar of a site, and its data package.
    ///
    /// Fails with what is wrong.
    pub fn files(&self, site: &Path) -> Result<()> {
        process::run(Command::new(&self.python).arg(&self.script).arg(site))
    }
}
