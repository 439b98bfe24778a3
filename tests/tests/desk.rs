//! What a publisher prints at the desk, to the letter: the check of an export and the sheet to approve.
//! `BLESS=1 cargo test -p banli-tests --test desk` writes the pages anew; look at them before you commit.

use std::fs;
use std::path::PathBuf;

use generator::config::Lang;
use generator::diff;
use generator::report::{self, Sections};
use generator::theme::Theme;
use generator::words::Words;
use outcomes::changes::{Limits, jumps};
use outcomes::dataset::Rules;
use outcomes::read::{SourceFile, check};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with the page that is kept; a page that is handed on needs nothing beside it.
fn hold(name: &str, text: &str) {
    let path = root().join("desk").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, text).expect("written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let at = text.lines().zip(expected.lines()).position(|(made, held)| made != held);
    let line = |text: &str| text.lines().nth(at.unwrap_or_default()).unwrap_or_default().to_owned();
    assert!(text == expected, "{name}:\n  expected {}\n  made     {}", line(&expected), line(text));
    for foreign in ["<script", "<link", "src=", "http:", "https:", "url(", "@import", "[["] {
        assert!(!text.contains(foreign), "{name} holds {foreign}");
    }
}

#[test]
fn the_page_of_a_check() {
    for fault in ["E0107-unknown", "E0111-date", "E0203-nothing", "E0601-mobile", "W0408-no-date"] {
        let name = format!("{fault}.json");
        let bytes = fs::read(root().join("faults").join(&name)).expect("an export");
        let files = [SourceFile { name: &name, bytes: &bytes, lines: false }];
        let (_, issues) = check(&files, &Rules::default());
        let (sections, excerpts) = (Sections::of(&files, &issues), report::excerpts(&files, &issues));
        for lang in Lang::BUILT_IN {
            let theme = Theme::built_in();
            let words = Words::read(&theme, lang).expect("a catalogue");
            let names = [name.clone()];
            let page = report::page((&theme, &words), &names, &sections, (&issues, &excerpts), &[], false);
            hold(&format!("{fault}.{}.html", lang.key()), &page.expect("a page"));
        }
    }
}

#[test]
fn the_sheet_to_approve() {
    let side = |name: &str| fs::read(root().join("diff").join(name)).expect("an export");
    let (old, new) = (side("earlier.json"), side("later.json"));
    let file = |name, bytes| [SourceFile { name, bytes, lines: false }];
    let (old, new) = (file("earlier.json", &old[..]), file("later.json", &new[..]));
    let before = diff::read_earlier(&old, &Rules::default()).0.expect("an export without errors");
    let (after, mut issues) = check(&new, &Rules::default());
    let after = after.expect("an export without errors");
    issues.extend(jumps((&before.0, &before.1), (&after.0, &after.1), &Limits::default(), &new));
    let changes = diff::compare(&before, &after).expect("comparable");
    for lang in Lang::BUILT_IN {
        let theme = Theme::built_in();
        let words = Words::read(&theme, lang).expect("a catalogue");
        let (sides, names) = ((&before.0, &after.0), ["later.json".to_owned()]);
        let sheet = diff::sheet((&theme, &words), &changes, sides, &issues, &names).expect("a sheet");
        assert!(!sheet.contains("机密"), "what is withdrawn from publication is not quoted");
        hold(&format!("approval.{}.html", lang.key()), &sheet);
    }
}
