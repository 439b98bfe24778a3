//! The archive's README: what is in the archive, and what the program would have had to write for it.

use std::fmt::Write as _;

use super::archive::Archive;

const README: &str = include_str!("README.md");

/// What the program writes about itself: each folder with the command that writes it.
const WRITTEN: [(&str, &str); 3] = [
    ("hosting", "./banli hosting -c site.toml -o hosting"),
    ("man", "./banli man man"),
    ("completions", "./banli completions bash > banli.bash"),
];

/// The folders of [`WRITTEN`] that an archive has no file of.
pub fn left_out(archive: &Archive) -> Vec<&'static str> {
    WRITTEN.map(|(folder, _)| folder).into_iter().filter(|folder| !archive.has(&format!("{folder}/"))).collect()
}

/// The README of an archive: without the folders that are not in it, but with the way to have them.
pub fn text(archive: &Archive, version: &str, target: &str) -> String {
    let left_out = left_out(archive);
    let is_there = |line: &&str| !left_out.iter().any(|folder| line.starts_with(&format!("| `{folder}/`")));
    let mut text = String::new();
    for line in README.lines().filter(is_there) {
        let _ = writeln!(text, "{line}");
    }
    if !left_out.is_empty() {
        text.push_str(
            "\nNot in this archive, since the machine that made it can't run this program, is what the program writes \
             about itself.\nHave it written here:\n\n```\n",
        );
        for (_, command) in WRITTEN.iter().filter(|(folder, _)| left_out.contains(folder)) {
            let _ = writeln!(text, "{command}");
        }
        text.push_str("```\n");
    }
    text.replace("VERSION", version).replace("TARGET", target)
}

#[cfg(test)]
mod tests {
    use super::{left_out, text};
    use crate::dist::archive::Archive;

    #[test]
    fn what_the_program_could_not_write_is_named_with_its_command() {
        let mut archive = Archive::default();
        archive.add("man/banli.1", Vec::new());
        archive.add("hosting/nginx.conf", Vec::new());
        archive.add("completions/_banli", Vec::new());
        let whole = text(&archive, "1.2.3", "x86_64-linux");
        assert!(left_out(&archive).is_empty() && whole.starts_with("# Banli 1.2.3 for x86_64-linux\n"));
        assert!(["| `hosting/` |", "| `man/` |", "| `completions/` |"].iter().all(|row| whole.contains(row)));
        assert!(!whole.contains("Not in this archive"));
        let bare = Archive::default();
        let text = text(&bare, "1.2.3", "aarch64-linux");
        assert_eq!(left_out(&bare), ["hosting", "man", "completions"]);
        assert!(!["| `hosting/` |", "| `man/` |", "| `completions/` |"].iter().any(|row| text.contains(row)));
        assert!(text.contains("| `banli` |") && text.contains("| `CHANGELOG.md` |"));
        let told = "Not in this archive, since the machine that made it can't run this program, is what the program \
                    writes about itself.\nHave it written here:\n\n```\n./banli hosting -c site.toml -o hosting\n\
                    ./banli man man\n./banli completions bash > banli.bash\n```\n";
        assert!(text.ends_with(told), "{text}");
    }
}
