//! The program itself, as a clerk or a timer runs it: exit codes, messages, and the old site whole
//! after whatever goes wrong.

mod attachments;
mod changes;
mod checking;
mod crawl;
mod disks;
mod doctor;
mod explaining;
mod help;
mod language;
mod leaks;
mod losing;
mod mapping;
mod place;
mod preview;
mod publishing;
mod reading;
mod rebuilding;
mod servers;
mod spoken;
mod start;
mod theming;
mod tongues;
mod verifying;

/// Where the program keeps what may be lost: not in the developer's own cache.
const CACHE: &str = env!("CARGO_TARGET_TMPDIR");

/// What a run ended with.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    /// Both outputs, one after the other.
    said: String,
}

/// Runs `banli` to its end.
fn banli(arguments: &[&str]) -> Run {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_banli"));
    let output =
        command.args(arguments).env("XDG_CACHE_HOME", CACHE).env("LC_ALL", "C.UTF-8").output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let said = text(output.stdout) + &text(output.stderr);
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
    Run { code: output.status.code(), said }
}

/// Runs `banli` and expects an exit code and words in what it says.
#[track_caller]
fn expect(arguments: &[&str], code: i32, words: &[&str]) -> String {
    let run = banli(arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.said);
    for word in words {
        assert!(run.said.contains(word), "no {word:?} in: {}", run.said);
    }
    run.said
}

/// An export of `items` items of the invented city.
fn sample(items: usize) -> String {
    expect(&["sample", "--items", &items.to_string()], 0, &[])
}

/// The same as of another day, `YYYY-MM-DD`.
fn sample_of(items: usize, day: &str) -> String {
    expect(&["sample", "--items", &items.to_string(), "--as-of", day], 0, &[])
}
