//! The project's own commands: `cargo xtask …`.

mod bench;
mod ci;
mod dist;
mod files;
mod gallery;
mod glue;
mod machine;
mod place;
mod process;
mod shrink;
mod site;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use place::Place;

/// Banli's own commands; each installs what it needs or says what is missing.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the programs for the browser and print their sizes.
    Wasm,
    /// Build the program with the charts in it, and both example sites.
    Site,
    /// Write a page with every kind of chart into target/gallery.
    Gallery,
    /// Check everything that a change must hold to; the last line counts what passed and failed.
    Ci,
    /// Make the archive of a release: one program that needs no library, with its licences, parts and checksums.
    Dist(dist::Options),
    /// Measure builds beside the write limit and Hugo, and what a reader loads; `bench charts`: the charts.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = Place::find().and_then(|place| match Cli::parse().command {
        Command::Wasm => wasm::build(&place).map(|built| {
            built.print();
            true
        }),
        Command::Site => site::build_all(&place).map(|()| true),
        Command::Gallery => wasm::build(&place).and_then(|_| gallery::write(&place)).map(|()| true),
        Command::Ci => Ok(ci::run(&place)),
        Command::Dist(options) => dist::run(&place, &options).map(|()| true),
        Command::Bench(options) => bench::run(&place, &options).map(|()| true),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
