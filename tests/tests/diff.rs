//! What `banli diff` says of two exports in which everything occurs, to the letter, and the site that
//! is built from them. `BLESS=1 cargo test -p banli-tests --test diff` writes the texts anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::{Config, Lang};
use generator::diff;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use generator::words::Words;
use outcomes::changes::{Changes, Field, Group, Kind, Subject};
use outcomes::dataset::{Dataset, Rules};
use outcomes::read::SourceFile;
use outcomes::summary::Summary;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diff")
}

fn side(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).expect("an export")
}

fn dataset<'a>(name: &'a str, bytes: &'a [u8]) -> (Dataset<'a>, Summary) {
    let (data, issues) = diff::read_earlier(&[SourceFile { name, bytes, lines: false }], &Rules::default());
    data.unwrap_or_else(|| panic!("{issues:#?}"))
}

/// Compares the two exports and looks at what changed, and at the later one.
fn compared<T>(look: impl FnOnce(&Changes, &(Dataset, Summary)) -> T) -> T {
    let (old, new) = (side("earlier.json"), side("later.json"));
    let (old, new) = (dataset("earlier.json", &old), dataset("later.json", &new));
    look(&diff::compare(&old, &new).expect("comparable"), &new)
}

fn hold(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).expect("written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let at = text.lines().zip(expected.lines()).position(|(made, held)| made != held);
    let line = |text: &str| text.lines().nth(at.unwrap_or_default()).unwrap_or_default().to_owned();
    assert!(text == expected, "{name}:\n  expected {}\n  made     {}", line(&expected), line(text));
}

#[test]
fn the_words_of_a_comparison() {
    for lang in Lang::BUILT_IN {
        let words = Words::read(&Theme::built_in(), lang).expect("a catalogue");
        let text = compared(|changes, _| diff::text(&words, changes));
        assert!(!text.contains('['.to_string().repeat(2).as_str()));
        hold(&format!("words.{}.txt", lang.key()), &text);
    }
}

#[test]
fn the_json_of_a_comparison() {
    let text = compared(|changes, _| diff::json(changes)).expect("JSON");
    hold("changes.json", &format!("{text}\n"));
}

#[test]
fn every_kind_of_change_occurs() {
    compared(|changes, _| {
        let kinds: BTreeSet<Kind> = changes.list.iter().map(|change| change.kind).collect();
        assert_eq!(kinds, Kind::ALL.iter().copied().collect());
        let groups: BTreeSet<Group> = changes.counts().map(|(group, _)| group).collect();
        assert_eq!(groups, Group::ALL.iter().copied().collect());
        let fields: BTreeSet<Field> = changes.list.iter().filter_map(|change| change.field).collect();
        let missing: Vec<_> = Field::ALL.iter().filter(|field| !fields.contains(field)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(changes.counts().map(|(_, count)| count).sum::<usize>(), changes.list.len());
    });
}

/// Every file of the site of the two exports, the later one as of a day.
fn built(as_of: &str, address: Option<&str>) -> BTreeMap<String, String> {
    let later = String::from_utf8(side("later.json")).expect("a text").replacen("2022-11-02", as_of, 1);
    let old = side("earlier.json");
    let (old, new) = (dataset("earlier.json", &old), dataset("later.json", later.as_bytes()));
    let changes = diff::compare(&old, &new).expect("comparable");
    let base_url = address.map(str::to_owned);
    let config = Config { languages: Lang::BUILT_IN.to_vec(), base_url, ..Config::default() };
    let theme = Theme::built_in();
    let site = Site {
        attachments: Attachments::none(),
        data: &new.0,
        summary: &new.1,
        changes: Some(&changes),
        config: &config,
        theme: &theme,
    };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    let files = sink.0.into_inner().expect("no thread failed");
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// What stands between two marks, wherever it does.
fn all<'t>(text: &'t str, start: &'t str, end: &'t str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

#[test]
fn the_feed_of_changes_tells_them_all_under_names_that_stay() {
    let files = built("2022-11-02", Some("https://banli.example/x/"));
    let feed = &files["changes.atom"];
    let entries = all(feed, "<entry>", "</entry>");
    assert_eq!(entries.len(), compared(|changes, _| changes.list.len()));
    let ids: BTreeSet<&str> = all(feed, "<id>", "</id>").into_iter().collect();
    assert_eq!(ids.len(), entries.len() + 1, "each its own, and the feed's");
    let days: Vec<&str> = entries.iter().flat_map(|entry| all(entry, "<updated>", "</updated>")).collect();
    assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
    assert!(entries.iter().any(|entry| entry.contains("<title>第010号建议：更正编号：011 → 010</title>")), "{feed}");
    assert!(entries.iter().all(|entry| entry.contains("href=\"https://banli.example/x/")));
    assert!(feed.contains("href=\"https://banli.example/x/changes.atom\""));
    assert!(files["en/changes.atom"].contains("Number corrected: 011 → 010"));
    assert!(files["changes.html"].contains("href=\"changes.atom\""), "the page leads to its feed");
    let (next, plain) = (built("2022-11-03", None), built("2022-11-02", None));
    let after: BTreeSet<&str> = all(&next["changes.atom"], "<id>", "</id>").into_iter().collect();
    assert!(ids.is_subset(&after), "names stay while a change is listed");
    assert!(!plain["changes.atom"].contains("https://banli"), "relative where no address is known");
}

#[test]
fn what_was_withdrawn_from_publication_is_nowhere() {
    let earlier = String::from_utf8(side("earlier.json")).expect("a text");
    assert!(earlier.matches("机密").count() > 20, "the earlier export is full of secrets");
    assert!(!String::from_utf8(side("later.json")).expect("a text").contains("旧稿"));
    let files = built("2022-11-02", None);
    for (path, text) in &files {
        for gone in ["机密", "旧稿"] {
            assert!(!text.contains(gone), "{path} holds {gone}");
        }
    }
    let page = &files["changes.html"];
    for (said, what) in [
        ("011 → 010", "a corrected number"),
        ("9 起 → 8 起", "a corrected figure"),
        ("85.7%（6/7） → 100.0%（7/7）", "a corrected declaration"),
        ("答复文本不再公开：全文 → 不公开", "a text withdrawn from publication"),
        ("办理结果升级：B类 → A类", "a raised class"),
        ("本次数据中已没有这一件", "an item that is gone"),
    ] {
        assert!(page.contains(said), "the page does not tell of {what}: {said}");
    }
    let home = &files["index.html"];
    assert!(home.contains("href=\"changes.html\">自2022年6月30日以来有"), "the first page leads there");
    assert!(files.contains_key("en/changes.html"));
}

#[test]
fn every_change_names_what_is_in_one_of_the_exports() {
    let (old, new) = (side("earlier.json"), side("later.json"));
    let (old, new) = (dataset("earlier.json", &old), dataset("later.json", &new));
    let changes = diff::compare(&old, &new).expect("comparable");
    for change in &changes.list {
        if let Subject::Item(item) = &change.subject {
            let before = old.0.items.iter().any(|known| known.id == item.id);
            let after = new.0.items.iter().position(|known| known.id == item.id);
            assert_eq!(after, item.now.map(|ix| ix.at()), "{change:?}");
            assert!(before || after.is_some(), "{change:?}");
            assert_eq!(after.is_none(), change.kind == Kind::Gone, "{change:?}");
        }
        if let Some(unit) = &change.unit {
            let known = |data: &Dataset| data.units.iter().any(|known| known.id == unit.id);
            assert!(known(&old.0) || known(&new.0), "{change:?}");
        }
    }
}
