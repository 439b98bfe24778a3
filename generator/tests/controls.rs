//! What pages do by script alone comes with the script of every page, in each language, and not with the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::{Config, Lang};
use generator::diff;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use generator::words::Words;
use outcomes::read::SourceFile;

const LEAD: &str = "\n;window.banliControls=";
/// Pages that are there for a script, and stand once in a site.
const OWN_FORMS: [&str; 3] = ["analysis.html", "following.html", "search.html"];

/// Every text of the example site with this theme, by path.
fn site(theme: &Theme, freshness_days: Option<u32>) -> BTreeMap<String, String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/xianning-2022");
    let bytes = fs::read(data.join("export.json")).expect("the export");
    let config = Config { freshness_days, ..Config::read(&data.join("site.toml")).expect("a configuration") };
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let (data, summary) = diff::read_earlier(&[file], &config.rules()).0.expect("an export without errors");
    let site = Site {
        attachments: Attachments::none(),
        data: &data,
        summary: &summary,
        changes: None,
        config: &config,
        theme,
    };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    let files = sink.0.into_inner().expect("no thread failed");
    files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, html)| (path.as_str(), html.as_str()))
}

/// The controls that a script brings, read as a browser reads them.
fn controls(script: &str) -> String {
    let (_, text) = script.split_once(LEAD).expect("controls behind the code");
    let text = text.strip_suffix(";\n").expect("a statement");
    serde_json::from_str(text).expect("one text")
}

#[test]
fn the_script_of_a_language_brings_every_control_in_its_words() {
    let theme = Theme::built_in();
    let files = site(&theme, None);
    let (_, template) = theme.texts("templates/controls", ".html").next().expect("the template");
    for (lang, path) in [(Lang::ZH, "assets/site.js"), (Lang::EN, "assets/site.en.js")] {
        let words = Words::read(&theme, lang).expect("a catalogue");
        let (controls, script) = (controls(&files[path]), files[path].split(LEAD).next().expect("code"));
        assert_eq!(script.as_bytes(), &*theme.files["assets/site.js"], "{path}: the theme's own code");
        let keys: Vec<&str> =
            template.split("[[").skip(1).map(|rest| rest.split("]]").next().expect("a key")).collect();
        assert!(keys.len() > 40, "{keys:?}");
        for key in keys {
            let text = words.text(key).replace('{', "&#123;").replace('}', "&#125;");
            assert!(
                controls.contains(&format!(">{text}<")) || controls.contains(&format!("\"{text}\"")),
                "{path} {key}"
            );
        }
        assert!(!controls.contains("\n\n") && !controls.contains("{#"), "{controls}");
    }
}

#[test]
fn a_page_holds_no_control_that_does_nothing_without_the_script() {
    let files = site(&Theme::built_in(), None);
    let mut seen = 0;
    for (path, html) in pages(&files) {
        let script = if path.starts_with("en/") { "assets/site.en.js\"" } else { "assets/site.js\"" };
        assert!(html.contains(script), "{path}");
        if OWN_FORMS.iter().any(|own| path.ends_with(own)) {
            continue;
        }
        seen += 1;
        assert!(!html.contains("<button type=\"button\"") && !html.contains("<select"), "{path}");
        // What is hidden is an empty place.
        for (at, start) in html.match_indices(" hidden>") {
            assert!(
                html[at + start.len()..].starts_with("</"),
                "{path}: {}",
                &html[at..].lines().next().expect("a line")
            );
        }
        assert!(!html.contains("class=\"stale\""), "{path}: nobody asked for the notice");
    }
    assert!(seen > 50, "{seen} pages");
}

#[test]
fn the_notice_of_old_data_has_its_place_where_it_is_asked_for() {
    let files = site(&Theme::built_in(), Some(31));
    for (path, html) in pages(&files) {
        assert_eq!(html.matches("<p class=\"stale\" hidden></p>").count(), 1, "{path}");
        assert!(html.contains(" data-freshness-days=\"31\""), "{path}");
    }
}

#[test]
fn lists_of_items_say_their_columns_once() {
    let files = site(&Theme::built_in(), None);
    let (zh, en) = ("--text-col-units:\"承办单位\";", "--text-col-units:\"Units\";");
    assert!(files["assets/site.css"].contains(zh) && files["assets/site.css"].contains(en));
    let list = &files["items/index.html"];
    let table =
        list.split("<table class=\"rows items\"").nth(1).expect("a list").split("</table>").next().expect("its end");
    let heads: Vec<&str> =
        table.split("<th scope=\"col\">").skip(1).map(|head| head.split('<').next().expect("a head")).collect();
    assert!(!table.contains("data-label") && table.matches("<tr>").count() > 2);
    // The style sheet knows columns by their place: it says of each what its head says.
    let words = Words::read(&Theme::built_in(), Lang::ZH).expect("a catalogue");
    for (at, head) in heads.iter().enumerate().skip(1) {
        let rule = format!("td:not([data-label]):nth-child({})::before{{content:var(--text-", at + 1);
        let key = files["assets/site.css"].split(&rule).nth(1).expect(head).split(')').next().expect("a key");
        assert_eq!(words.text(key), *head, "column {at}");
    }
    assert_eq!(heads.len(), 5);
}

#[test]
fn a_theme_changes_controls_as_it_changes_pages() {
    let mut theme = Theme::built_in();
    let mut put = |path: &str, text: &str| theme.files.insert(path.to_owned(), text.to_owned().into_bytes().into());
    put(
        "templates/controls.html",
        "<div class=\"page-tools\"><button>[[page-print]]</button> {{ site.title }}</div>\n",
    );
    put("assets/site.js", "go()");
    let files = site(&theme, None);
    assert!(files["assets/site.js"].starts_with("go()\n;"));
    let controls = controls(&files["assets/site.en.js"]);
    assert!(controls.starts_with("<div class=\"page-tools\"><button>Print this page</button> Xianning"), "{controls}");
    // A script of its own for one language stays as it is.
    theme.files.insert("assets/site.en.js".to_owned(), b"own()".to_vec().into());
    assert_eq!(site(&theme, None)["assets/site.en.js"], "own()");
}
