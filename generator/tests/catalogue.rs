//! The catalogues of all languages say the same things, and nothing in them is missing or idle.

use std::collections::BTreeSet;
use std::path::Path;

use generator::config::Lang;
use generator::messages::{chinese, messages};
use generator::theme::Theme;
use generator::words::Words;
use outcomes::terms::Kind;
use regex::Regex;

fn keys(lang: Lang) -> BTreeSet<String> {
    let words = Words::read(&Theme::built_in(), lang).expect("a catalogue");
    words.all().keys().map(|key| key.to_string()).collect()
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
    let (zh, en) = (keys(Lang::ZH), keys(Lang::EN));
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
    // Terms and other families are looked up as `term("family", …)`, `label("family", …)` or `"family-{…}"`.
    let family = |key: &str| {
        key.match_indices('-').any(|(at, _)| {
            let family = &key[..at];
            ["term", "label"].iter().any(|asks| used.contains(&format!("{asks}(\"{family}\"")))
                || used.contains(&format!("\"{family}-{{"))
        })
    };
    let compared = ["units", "sessions", "categories"];
    let idle: Vec<_> = keys(Lang::ZH)
        .into_iter()
        .filter(|key| !named(key) && !family(key) && !compared.iter().any(|part| key.starts_with(part)))
        .collect();
    assert!(idle.is_empty(), "used nowhere: {idle:?}");
}

#[test]
fn the_program_says_the_same_in_both_languages_and_no_message_is_idle() {
    let keys = |lang| -> BTreeSet<String> {
        let words = messages(lang).expect("a catalogue");
        words.all().keys().map(ToString::to_string).collect()
    };
    let (zh, en) = (keys(Lang::ZH), keys(Lang::EN));
    let differ: Vec<_> = zh.symmetric_difference(&en).collect();
    assert!(differ.is_empty(), "in one language only: {differ:?}");
    let mut used = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
    // Checks of the doctor have a text for each way they come out.
    fn check(key: &str) -> Option<&str> {
        key.strip_prefix("doctor-")?.rsplit_once('-').map(|(check, _)| check)
    }
    let named = |name: &str| used.contains(&format!("\"{name}\""));
    // How a language writes is told whole, for sites.
    let manner = generator::theme::built_in_catalogues().find(|(path, _)| *path == "i18n/zh.language.ftl");
    let manner: BTreeSet<&str> = manner.into_iter().flat_map(|(_, text)| generator::words::keys(text)).collect();
    let idle: Vec<_> = zh
        .iter()
        .filter(|key| !named(key) && !check(key).is_some_and(named) && !manner.contains(key.as_str()))
        .collect();
    assert!(idle.is_empty(), "used nowhere: {idle:?}");
}

#[test]
fn every_code_has_its_title_and_advice() {
    let of_exports = outcomes::issue::CODES.iter().map(|(code, ..)| *code);
    let others = generator::mapping::CODES.iter().chain(outcomes::changes::JUMP_CODES);
    let others = others.chain(generator::attachments::CODES).map(|(code, ..)| *code);
    let codes: BTreeSet<&str> = of_exports.chain(others).collect();
    for lang in Lang::BUILT_IN {
        let untitled: Vec<_> = codes.iter().filter(|code| generator::report::title(code, lang).is_none()).collect();
        assert!(untitled.is_empty(), "without a title: {untitled:?}");
        let keys = keys(lang);
        let advised: BTreeSet<&str> = keys.iter().filter_map(|key| key.strip_prefix("advice-")).collect();
        assert_eq!(advised, codes, "advice is given for every code, and for nothing else");
    }
}

#[test]
fn days_and_rates_are_written_as_the_language_writes_them() {
    let words = |lang| Words::read(&Theme::built_in(), lang).expect("a catalogue");
    let day = "2022-11-03".parse().expect("a day");
    assert_eq!(
        (words(Lang::ZH).date(day), words(Lang::EN).date(day)),
        ("2022年11月3日".into(), "3 November 2022".into())
    );
    let rate = |num, den| words(Lang::ZH).rate(outcomes::rates::Rate::new(num, den));
    assert_eq!((rate(82, 88), rate(3, 4), rate(0, 0)), ("93.2%（82/88）".into(), "3/4".into(), "—".into()));
}

#[test]
fn a_number_is_called_a_number_once() {
    let words = |lang| Words::read(&Theme::built_in(), lang).expect("a catalogue");
    let (zh, en) = (words(Lang::ZH), words(Lang::EN));
    let named = |words: &Words, number| words.item_number(Kind::Proposal, number);
    for (number, in_chinese, in_english) in [
        (Some("056"), "第056号提案", "No. 056 (proposal)"),
        (Some("第056"), "第056号提案", "No. 056 (proposal)"),
        (Some("第056号"), "第056号提案", "第056号 (proposal)"),
        (Some("2018年第0096号"), "2018年第0096号提案", "2018年第0096号 (proposal)"),
        (None, "提案", "proposal"),
    ] {
        assert_eq!((&*named(&zh, number), &*named(&en, number)), (in_chinese, in_english));
    }
}

/// Sentences of errors that stand in a source, with `X` for what changes in them.
fn errors_of(source: &str) -> Vec<String> {
    let before =
        r"(?:anyhow!|bail!|\.context|with_context\(\|\| format!|cannot = \|\| format!|wrong)\(\s*|usage = |Err\(";
    let plain = Regex::new(&format!(r#"(?:{before}|Some\(\s*)"((?:[^"\\]|\\.)*)""#)).expect("a pattern");
    // Behind a condition.
    let ensured = Regex::new(r#"(?s)ensure!\(.*?,\s*"((?:[^"\\]|\\.)*)"[^"]*?\);"#).expect("a pattern");
    let (hole, wrap) = (Regex::new(r"\{[^{}]*\}").expect("a pattern"), Regex::new(r"\\\n\s*").expect("a pattern"));
    let found = [&plain, &ensured].map(|pattern| pattern.captures_iter(source).map(|found| found[1].to_owned()));
    let unescaped = |text: String| wrap.replace_all(&text, "").replace("\\\"", "\"").replace("\\\\", "\\");
    let named = |text: String| text.replace("{NAME}", "build.json").replace("{near}", ":");
    let sentences = found.into_iter().flatten().map(unescaped).map(named).filter(|text| text.contains(' '));
    sentences.map(|text| hole.replace_all(&text, "X").replace("{{", "{").replace("}}", "}")).collect()
}

#[test]
fn every_error_of_the_program_is_said_in_chinese() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // What pages are rendered from is no matter of a clerk, and neither is the invented city.
    let inner = ["render", "figures", "sample", "pages", "feeds", "analysis", "search", "leaks"];
    let mut paths = vec![folder.clone()];
    let (mut errors, mut files) = (BTreeSet::new(), 0);
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path());
            paths.extend(entries.filter(|path| !inner.iter().any(|room| *path == folder.join(room))));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            errors.extend(errors_of(source.split("#[cfg(test)]").next().unwrap_or_default()));
            files += 1;
        }
    }
    assert!(files > 100 && errors.len() > 100, "{files} files, {} errors", errors.len());
    // What is wrong with a path stands behind it; a fault that Fluent names stands behind the file's name.
    let is_said = |text: &str| chinese(text).is_some() || chinese(&format!("the path X {text}")).is_some();
    let silent: Vec<&String> = errors.iter().filter(|text| *text != "X: X" && !is_said(text)).collect();
    assert!(silent.is_empty(), "write their Chinese into generator/src/messages/errors.zh.txt: {silent:#?}");
}
