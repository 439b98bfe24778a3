//! What is private or withheld: listed before anything is built, masked where that is asked for, and
//! never let out.

use serde_json::{Value, json};

use super::place::Place;
use super::{expect, sample};

const SECRET: &str = "鱻鱼养殖场的转让价格与受让人姓名";

/// An export whose first item is withheld, and whose second tells of a phone, an address and a word.
fn export() -> String {
    let mut export: Value = serde_json::from_str(&sample(30)).expect("an export");
    export["items"][0]["disclosure"] = json!({ "level": "withheld", "reason": "依法不公开" });
    export["items"][0]["text"] = json!(SECRET);
    export["items"][1]["note"] = json!("联系138 0013 8000或li.lei@example.com，青龙专案");
    export.to_string()
}

const CONFIG: &str = "languages = [\"zh\", \"en\"]\n[privacy]\nwords = [\"青龙专案\"]\n";

#[test]
fn what_is_private_is_listed_stops_the_build_or_is_masked_everywhere() {
    let place = Place::new("private");
    let (export, site) = (place.write("export.json", export()), place.path("site"));
    let config = place.write("site.toml", CONFIG);
    let list = expect(&["check", "--private", "-c", &config, &export], 1, &[]);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 8, "{list}");
    assert!(lines[0].ends_with(" /items/1/note (item y23-0002)"), "{list}");
    let what = [
        "    mobile 138****8000: stops the build; masked it would be 138****8000",
        "    email l***@example.com: stops the build; masked it would be l***@example.com",
        "    word 青***: stops the build; masked it would be ****",
        "stops the build: 1 mobile number, 1 e-mail address, 1 word of your list",
        "remove it from the export, or add to `mask` in `[privacy]` of site.toml: \"email\", \"mobile\", \"word\"",
    ];
    assert_eq!([lines[1], lines[3], lines[5], lines[6], lines[7]], what);
    let json = expect(&["check", "--private", "--format", "json", "-c", &config, &export], 1, &[]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
    let first = json!({ "code": "E0601", "kind": "mobile", "found": "138****8000", "masked": "138****8000",
        "stops": true, "item": "y23-0002", "pointer": "/items/1/note" });
    for (key, value) in first.as_object().expect("an object") {
        assert_eq!(json[0][key], *value, "{key}");
    }
    let said = expect(&["build", "-c", &config, "-o", &site, &export], 1, &["E0601", "E0605", "E0606"]);
    assert!(!said.contains("0013") && !said.contains("青龙"), "{said}");

    place.write("site.toml", format!("{CONFIG}mask = [\"mobile\", \"email\", \"words\"]"));
    expect(
        &["check", "--private", "-c", &config, &export],
        0,
        &["masked: 1 mobile number, 1 e-mail address, 1 word of"],
    );
    expect(&["build", "-c", &config, "-o", &site, &export], 0, &["published: ", "note: masked: 1 mobile number, "]);
    let files = place.files("site");
    let any = |text: &str| files.values().any(|bytes| memchr::memmem::find(bytes, text.as_bytes()).is_some());
    assert!(any("138****8000或l***@example.com，****"));
    assert!(!any("138 0013 8000") && !any("li.lei") && !any("青龙专案"));

    place.write("site.toml", format!("{CONFIG}words_file = \"words.txt\"\nmask = [\"mobile\", \"email\", \"words\"]"));
    place.write("words.txt", "甲专案\n");
    let build = ["build", "-c", &config, "-o", &site, &export];
    expect(&build, 0, &["published: "]);
    expect(&build, 0, &["up to date"]);
    place.write("words.txt", "甲专案\n联系\n");
    expect(&build, 0, &["published: ", " words of your list"]);
}

#[test]
fn a_service_phone_may_be_called_though_a_text_with_it_is_masked() {
    let place = Place::new("service-phone");
    let mut export: Value = serde_json::from_str(&sample(30)).expect("an export");
    for unit in export["units"].as_array_mut().expect("units") {
        unit["service_phone"] = json!("0755-82123456");
    }
    export["items"][1]["note"] = json!("请拨0755-82123456");
    let (export, site) = (place.write("export.json", export.to_string()), place.path("site"));
    let config = place.write("site.toml", "[privacy]\nmask = [\"phone\"]\n");
    expect(&["build", "-c", &config, "-o", &site, &export], 0, &["published: "]);
}

#[test]
fn a_theme_that_leaks_stops_the_build_and_the_old_site_stays() {
    let place = Place::new("leak");
    let (export, site) = (place.write("export.json", export()), place.path("site"));
    let mask = "mask = [\"mobile\", \"email\", \"words\"]";
    let config = place.write("site.toml", format!("theme = \"theme\"\n{CONFIG}{mask}"));
    place.write("theme/i18n/README", "");
    expect(&["build", "-c", &config, "-o", &site, &export], 0, &["published: "]);
    let before = place.files("site");
    let footer = include_str!("../../../site/templates/footer.html");
    let escaped: String = SECRET.chars().map(|c| format!("&#{};", c as u32)).collect();
    let address: String = SECRET.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for (name, contents, code, words) in [
        (
            "templates/footer.html",
            format!("{footer}<p>{SECRET}</p>"),
            "E0901",
            "is withheld and stands here, as it reads",
        ),
        ("templates/footer.html", format!("{footer}<p>{escaped}</p>"), "E0901", "with its letters escaped"),
        (
            "templates/footer.html",
            format!("{footer}<a href=\"https://example.org/?{address}\">x</a>"),
            "E0901",
            "escaped",
        ),
        ("assets/export.json", std::fs::read_to_string(&export).expect("read"), "E0901", "assets/export.json"),
        (
            "assets/note.txt",
            "联系138 0013 8000".to_owned(),
            "E0902",
            "a mobile number in /items/1/note of item y23-0002",
        ),
        ("assets/note.txt", "即青龙专案".to_owned(), "E0902", "a word of your list in /items/1/note"),
    ] {
        let path = place.write(&format!("theme/{name}"), contents);
        let said =
            expect(&["build", "-c", &config, "-o", &site, &export], 1, &[code, words, "the old site stays as it is"]);
        assert!(!said.contains("0013"), "{said}");
        let chinese = match (code, words) {
            ("E0901", _) => "不公开，却出现在此处（",
            (_, words) if words.contains("mobile") => {
                "记录 y23-0002 的 /items/1/note 中的手机号码已隐去，此处却没有隐去（"
            }
            _ => "中的词表中的词已隐去，此处却没有隐去（原文）",
        };
        let advice = "什么也没有发布；请在模板中查找，或在导出文件的其他位置查找同样的文字";
        expect(&["build", "--lang", "zh", "-c", &config, "-o", &site, &export], 1, &[code, chinese, advice]);
        assert!(place.files("site") == before, "{name}");
        std::fs::remove_file(path).expect("removed");
    }
    expect(&["build", "-c", &config, "-o", &site, &export], 0, &["up to date"]);
}
