//! A further language is one file: a site in three of them, and what is wrong with such a file is named.

use std::collections::BTreeMap;
use std::path::Path;

use generator::theme;

use super::place::Place;
use super::{expect, sample};

/// The catalogue of a language that nobody speaks, made from the English one: texts of one line without values are
/// marked, and the last file's are missing.
fn catalogue() -> String {
    let mut files: BTreeMap<&str, &str> =
        theme::built_in_catalogues().filter(|(path, _)| path.starts_with("i18n/en.")).collect();
    files.remove("i18n/en.search.ftl");
    files.remove("i18n/en.language.ftl");
    let mut out =
        String::from("language-tag = qaa\nlanguage-name = Qa’anit\ndate-day = { $year }.{ $month }.{ $day }\n");
    out += "list-between = {\" · \"}\nmonth-full-11 = xi\n";
    for line in files.values().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((key, text)) if !text.contains(['{', '}']) && !key.starts_with(' ') => {
                out += &format!("{key} = q’{text}\n");
            }
            _ => out += &format!("{line}\n"),
        }
    }
    out
}

fn attribute<'h>(tag: &'h str, name: &str) -> Option<&'h str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[test]
fn a_third_language_is_one_file() {
    let place = Place::new("third");
    place.write("theme/i18n/qaa.ftl", catalogue());
    let config = place.write(
        "site.toml",
        "languages = [\"zh\", \"qaa\", \"en\"]\ntheme = \"theme\"\nbase_url = \"https://a.example/b/\"\n",
    );
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json");
    let (demo, site) = (demo.to_str().expect("UTF-8"), place.path("site"));
    let said = expect(&["build", "--lang", "en", "-c", &config, "-o", &site, demo], 0, &["i18n/qaa.ftl: "]);
    assert!(said.contains(" texts are missing and stand in English: "), "{said}");
    let files: BTreeMap<String, Vec<u8>> =
        place.files("site").into_iter().map(|(path, bytes)| (path.trim_start_matches('/').to_owned(), bytes)).collect();
    let text = |path: &str| String::from_utf8(files[path].clone()).expect("a text");

    // Every page stands in three languages, each naming all three by full addresses.
    let tags = [("", "zh-CN"), ("qaa/", "qaa"), ("en/", "en")];
    let pages: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with(".html") && !tags[1..].iter().any(|(folder, _)| path.starts_with(folder)))
        .filter(|path| *path != "404.html")
        .collect();
    assert!(pages.len() > 700, "{}", pages.len());
    for page in &pages {
        for (folder, tag) in tags {
            let path = format!("{folder}{page}");
            let html = text(&path);
            assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{path}");
            if page.starts_with("embed/") {
                continue;
            }
            let links = html.split("<link").filter(|tag| tag.starts_with(" rel=\"alternate\" hreflang="));
            let others: BTreeMap<&str, &str> = links
                .map(|tag| (attribute(tag, "hreflang").expect("a tag"), attribute(tag, "href").expect("a link")))
                .collect();
            let address = |folder: &str| format!("https://a.example/b/{folder}{page}");
            let wanted: BTreeMap<&str, String> = tags.iter().map(|(folder, tag)| (*tag, address(folder))).collect();
            let up = "../".repeat(path.matches('/').count());
            for (folder, _) in tags.iter().filter(|other| other.1 != tag) {
                assert!(html.contains(&format!(" href=\"{up}{folder}{page}\">")), "{path} has no switch to {folder}");
            }
            assert_eq!(others, wanted.iter().map(|(tag, link)| (*tag, link.as_str())).collect(), "{path}");
        }
    }

    // Its own words, its own days and lists; English where it says nothing; the data's English names.
    let home = text("qaa/index.html");
    assert!(home.contains(">q’Home<") && home.contains(">中文</a>") && home.contains(">English</a>"));
    assert!(text("index.html").contains(" lang=\"qaa\" hreflang=\"qaa\" href=\"qaa/index.html\">Qa’anit</a>"));
    assert!(home.contains("2025.xi.30"), "the day of the data");
    let search = text("qaa/search.html");
    assert!(search.contains("between\t · \n") && search.contains("lang\ten\n"), "words of the search's engine");
    assert!(search.contains(&text("en/search.html").split("found-none\t").nth(1).expect("a text")[..20]));
    assert!(text("qaa/analysis.html").contains("q’"), "words of the explorer's engine");
    let units = text("qaa/units/index.html");
    assert!(units.contains("Bureau") && !units.contains(">["), "names in English, and no key in place of a text");
    let data = text("qaa/data/index.html");
    assert!(data.contains("q’") && data.contains("\"inLanguage\":\"qaa\"") && data.contains("../../data/items.csv"));

    // Feeds and calendars beside its pages, under names of their own.
    let feed = text("qaa/feed.atom");
    assert!(feed.contains("xml:lang=\"qaa\"") && feed.contains("https://a.example/b/qaa/"));
    let id = |feed: &str| feed.split("<id>").nth(1).map(|rest| rest[..45].to_owned());
    assert_ne!(id(&feed), id(&text("en/feed.atom")));
    let ends = |end: &str| tags.map(|(folder, _)| pages_of(&files, folder, end));
    for end in [".atom", ".ics"] {
        let [zh, qaa, en] = ends(end);
        assert!(zh > 0 && zh == qaa && qaa == en, "{end}: {zh} {qaa} {en}");
    }
    assert!(text("sitemap.xml").contains("https://a.example/b/qaa/units/"));
    expect(&["verify", "-c", &config, &site, demo], 0, &[]);
}

/// Files of a language that end so.
fn pages_of(files: &BTreeMap<String, Vec<u8>>, folder: &str, end: &str) -> usize {
    let own = |path: &&String| {
        let rest = path.strip_prefix(folder);
        rest.is_some_and(|rest| rest.ends_with(end) && !rest.starts_with("en/") && !rest.starts_with("qaa/"))
    };
    files.keys().filter(own).count()
}

#[test]
fn a_catalogue_that_can_not_be_taken_is_named_and_the_old_site_stays() {
    let place = Place::new("ill-formed");
    let config = place.write("site.toml", "languages = [\"zh\", \"fr\"]\ntheme = \"theme\"\n");
    let (export, site) = (place.write("export.json", sample(12)), place.path("site"));
    place.write("theme/i18n/fr.ftl", "language-tag = fr\nlanguage-name = Français\nnav-home = Accueil\n");
    let build = |lang, code, words: &[&str]| {
        expect(&["build", "--lang", lang, "-c", &config, "-o", &site, &export], code, words)
    };
    build("en", 0, &["i18n/fr.ftl: ", "stand in English: "]);
    build("zh", 0, &["i18n/fr.ftl：缺 ", "以英文代替："]);
    let before = place.files("site");
    let head = "language-tag = fr\nlanguage-name = Français\n";
    for (text, english, chinese) in [
        ("nav-home = Accueil\n", "does not say language-tag: write language-tag = fr", "没有写 language-tag"),
        ("language-tag = fr\n", "does not say language-name", "没有写 language-name"),
        (
            "language-tag = en\nlanguage-name = F\n",
            "says language-tag = en: that is another language",
            "不是同一种语言",
        ),
        ("language-tag = f r\nlanguage-name = F\n", "\"f r\" is no language tag", "不是语言标签"),
        (&format!("{head}nav-home = Accueil {{\n"), "i18n/fr.ftl:", "i18n/fr.ftl:4 不是合格的 Fluent"),
        (&format!("{head}nav-home = a\nnav-home = b\n"), "nav-home", "nav-home"),
        (
            &format!("{head}nav-home = {{ $name }}\nyear = An {{ $yaer }}\n"),
            "i18n/fr.ftl:4: year asks for { $yaer }: it is given { $year } only",
            "i18n/fr.ftl:3：nav-home 要用 { $name }，但此处没有可填的值",
        ),
        (&format!("{head}nav-home = {{ -brand }}\n"), "i18n/fr.ftl:3: nav-home can not be filled", "nav-home 填不出来"),
    ] {
        place.write("theme/i18n/fr.ftl", text);
        build("en", 2, &[english]);
        build("zh", 2, &[chinese]);
        assert!(place.files("site") == before, "{text}");
    }
    // What nobody asks for is said, and stops nothing; so is what a catalogue in place of a built-in one lacks.
    place.write("theme/i18n/fr.ftl", format!("{head}nav-hom = Accueil\n"));
    place.write("theme/i18n/zh.search.ftl", "search-date = { $year }年{ $month }{ $day }日\n");
    build(
        "en",
        0,
        &["i18n/fr.ftl: texts that no page asks for: nav-hom", "i18n/zh.ftl: ", "are taken from the built-in ones"],
    );
    std::fs::remove_file(place.path("theme/i18n/fr.ftl")).expect("removed");
    build("en", 2, &["there is no catalogue of \"fr\": put i18n/fr.ftl into the theme's folder"]);
    build("zh", 2, &["没有 \"fr\" 的文字文件：请把 i18n/fr.ftl 放进模板文件夹"]);
    place.write("site.toml", "languages = [\"FR\"]\n");
    build("en", 2, &["\"FR\" names no language"]);
}
