//! `banli preview`: a built site on this machine.

use std::path::PathBuf;

use clap::Args;
use generator::build::Failure;
use generator::preview;

/// Serve a built folder on this machine only.
#[derive(Args)]
pub struct Options {
    /// Built folder.
    folder: PathBuf,
    /// Port; 0 takes a free one.
    #[arg(short, long, default_value_t = 8080)]
    port: u16,
    /// Path to serve under.
    #[arg(short, long, default_value = "/")]
    base: String,
}

/// Serves until it is ended.
pub fn run(options: &Options) -> Result<u8, Failure> {
    let folder = &options.folder;
    let ready = |address: &str| anstream::println!("serving {} at {address} (Ctrl+C ends it)", folder.display());
    preview::serve(folder, options.port, &options.base, ready).map(|()| 0).map_err(Failure::World)
}
