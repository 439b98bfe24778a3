//! Runs other programs: aloud, quietly within a time limit, or aloud with the output kept.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs the command with its output shown and no input.
///
/// Fails if it cannot start or ends with a fault.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| cannot_start(command))?;
    check(command, status)
}

/// Runs the command silently and returns what it printed; `None` where it is missing, fails, or takes too long.
pub fn ask(command: &mut Command, limit: Duration) -> Option<String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let output = child.stdout.take()?;
    let reader = thread::spawn(move || io::read_to_string(output));
    let status = wait(&mut child, limit)?;
    let text = reader.join().ok()?.ok()?;
    status.success().then_some(text)
}

/// Runs the command with its output shown, and gives each line of its standard output to `see` as well.
///
/// Returns whether it ended well; fails if it cannot start or its output cannot be read.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let output = child.stdout.take().context("no output to read")?;
    let mut reader = BufReader::new(output);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).context("cannot read a program's output")? > 0 {
        // A closed terminal must not end the checks.
        let _ = io::stdout().write_all(&line);
        see(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(child.wait().context("cannot wait for a program")?.success())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words: Vec<_> =
        [command.get_program()].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

/// Whether a program of this name can be started.
pub fn exists(program: &str) -> bool {
    ask(Command::new(program).arg("--version"), Duration::from_secs(20)).is_some()
}

fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait().ok()? {
            return Some(status);
        }
        if Instant::now() >= end {
            // It may have ended by itself in between.
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", shown(command))
}
