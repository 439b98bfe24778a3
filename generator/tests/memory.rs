//! The functions that copy and compare bytes do what those of the system's library do.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::path::Path;
use std::process::Command;

#[test]
fn bytes_are_copied_and_compared_as_by_the_systems_library() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let names = ["memmove", "memcpy", "memcmp", "bcmp"].map(|name| format!("-D{name}=our_{name}"));
    // Whoever links Rust programs has a compiler for C.
    let cc = |rest: &mut dyn FnMut(&mut Command)| {
        let mut command = Command::new("cc");
        command.current_dir(room).args(["-O3", "-ffreestanding", "-fno-builtin"]);
        rest(command.arg("-fno-tree-loop-distribute-patterns"));
        assert!(command.status().expect("a compiler for C").success());
    };
    cc(&mut |command| {
        command.args(&names).args(["-c", "-o", "memory.o"]).arg(here.join("src/memory.c"));
    });
    cc(&mut |command| {
        command.args(["-o", "memory-held"]).arg(here.join("tests/memory.c")).arg("memory.o");
    });
    let held = Command::new(room.join("memory-held")).output().expect("run");
    assert!(held.status.success(), "{}", String::from_utf8_lossy(&held.stdout));
}
