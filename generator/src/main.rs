//! The program `banli`.

mod cli;

use std::process::ExitCode;

/// Rendering makes and drops many short texts on all cores; this allocator takes a sixth off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
