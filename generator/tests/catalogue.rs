//! The catalogues of all languages say the same things, and nothing in them is missing or idle.

use std::collections::BTreeSet;
use std::path::Path;

use generator::config::Lang;
use generator::theme::Theme;
use generator::words::Words;

fn keys(lang: Lang) -> BTreeSet<String> {
    let words = Words::read(&Theme::built_in(), lang).expect("a catalogue");
    words.all().keys().map(|key| (*key).to_owned()).collect()
}

fn sources(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            out.push_str(&std::fs::read_to_string(entry).expect("a source"));
        }
    }
}

#[test]
fn every_language_has_every_text() {
    let (zh, en) = (keys(Lang::Zh), keys(Lang::En));
    let differ: Vec<_> = zh.symmetric_difference(&en).collect();
    assert!(differ.is_empty(), "in one language only: {differ:?}");
}

#[test]
fn every_text_is_used() {
    let mut used = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
    let theme = Theme::built_in();
    theme.texts("templates/", ".html").for_each(|(_, text)| used.push_str(text));
    theme.texts("assets/", ".js").for_each(|(_, text)| used.push_str(text));
    let named = |key: &str| used.contains(&format!("\"{key}\"")) || used.contains(&format!("[[{key}]]"));
    // Terms and other families are looked up as `term("family", …)` or `"family-{…}"`.
    let family = |key: &str| {
        key.match_indices('-').any(|(at, _)| {
            let family = &key[..at];
            used.contains(&format!("term(\"{family}\"")) || used.contains(&format!("\"{family}-{{"))
        })
    };
    let compared = ["units", "sessions", "categories"];
    let idle: Vec<_> = keys(Lang::Zh)
        .into_iter()
        .filter(|key| !named(key) && !family(key) && !compared.iter().any(|part| key.starts_with(part)))
        .collect();
    assert!(idle.is_empty(), "used nowhere: {idle:?}");
}

#[test]
fn days_and_rates_are_written_as_the_language_writes_them() {
    let words = |lang| Words::read(&Theme::built_in(), lang).expect("a catalogue");
    let day = "2022-11-03".parse().expect("a day");
    assert_eq!(
        (words(Lang::Zh).date(day), words(Lang::En).date(day)),
        ("2022年11月3日".into(), "3 November 2022".into())
    );
    let rate = |num, den| words(Lang::Zh).rate(outcomes::rates::Rate::new(num, den));
    assert_eq!((rate(82, 88), rate(3, 4), rate(0, 0)), ("93.2%（82/88）".into(), "3/4".into(), "—".into()));
}
