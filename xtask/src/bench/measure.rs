//! Runs a program and takes the kernel's account of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

use crate::process;

/// What a finished program used.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// From its start to its end.
    pub wall: Duration,
    /// Time in its own code, of all its threads.
    pub user: Duration,
    /// Time in the kernel, of all its threads.
    pub system: Duration,
    /// The most memory it held at once, in bytes. Linux never gives less than what this program
    /// held itself when it started the other, which is therefore kept small.
    pub peak: u64,
}

impl Usage {
    /// All its time on a processor.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// Runs the command to its end, its output unseen.
///
/// Fails if it cannot start or ends with a fault.
pub fn measure(command: &mut Command) -> Result<Usage> {
    let shown = process::shown(command);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let child = command.spawn().with_context(|| format!("cannot start `{shown}`"))?;
    let used = child.wait4().with_context(|| format!("cannot wait for `{shown}`"))?;
    let wall = start.elapsed();
    if !used.status.success() {
        bail!("`{shown}` ended with {}; run it by hand to see why", used.status);
    }
    Ok(Usage { wall, user: used.rusage.utime, system: used.rusage.stime, peak: used.rusage.maxrss })
}

/// Lets the system store what earlier runs wrote, so that no run pays for another; and has memory at hand. A virtual
/// machine gives idle memory back to its host, in blocks as large as the pages that some programs ask for, and whoever
/// takes them first pays for their return, which can take longer than all that is measured. So a program that takes
/// much in such pages, and ends, goes first; and where the run writes into a folder, a large file in it that is removed
/// again before it is stored.
///
/// # Errors
/// Where that file is there and can't be removed.
pub fn settle(folder: Option<&Path>) -> Result<()> {
    // Where there are no such programs, the figures are only less even.
    let _ = Command::new("sync").status();
    let mut taking = Command::new("dd");
    taking.args(["if=/dev/zero", "of=/dev/null", "bs=1G", "count=1", "status=none"]);
    let _ = taking.env("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1").status();
    let Some(file) = folder.map(|folder| folder.join("settling")) else { return Ok(()) };
    let mut writing = Command::new("dd");
    writing.args(["if=/dev/zero", "bs=1M", "count=512", "status=none"]);
    let _ = writing.arg(format!("of={}", file.display())).status();
    if file.exists() {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}
