//! Which program is measured: the one that is handed out, or that of an ordinary build.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::dist::program::{self, Target};
use crate::place::Place;
use crate::site;

/// Which program to measure.
#[derive(Args)]
pub struct Which {
    /// Measure what `cargo build --release` makes, which builds sooner, instead of the program as `cargo xtask
    /// dist` hands it out
    #[arg(long)]
    ordinary: bool,
}

/// A program to measure.
pub struct Measured {
    /// Where it lies.
    pub path: PathBuf,
    /// How it was built.
    how: String,
}

impl Which {
    /// Builds the program with the browser's in it.
    ///
    /// Fails if it does not compile, or nothing is handed out for this machine.
    pub fn build(&self, place: &Place) -> Result<Measured> {
        if self.ordinary {
            site::build_program(place)?;
            return Ok(Measured { path: place.banli(), how: "an ordinary release build, not what is shipped".into() });
        }
        let or = "no program as it is shipped; `--ordinary` measures that of an ordinary build";
        let target = Target::here().context("none is shipped for this machine").context(or)?;
        let path = program::build(place, target).context(or)?;
        Ok(Measured { path, how: "as `cargo xtask dist` ships it".into() })
    }
}

impl Measured {
    /// One that was built before.
    pub fn given(path: &Path) -> Self {
        Self { path: path.to_path_buf(), how: "as it was given".into() }
    }

    /// Prints which it is.
    pub fn print(&self) {
        println!("Measured: {}, {}.", self.path.display(), self.how);
    }
}
