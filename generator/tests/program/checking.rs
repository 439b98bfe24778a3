//! What `banli check` finds, as SARIF and as a page to print, against an earlier export, and with warnings denied.

use std::path::Path;

use super::place::Place;
use super::{banli, expect, sample, sample_of};

/// The invented city with a fault of two kinds in many items, and one with personal data.
fn faulty() -> String {
    let text = sample(60).replace("\"submitted\":", "\"submited\":");
    text.replacen("\"title\":\"", "\"title\":\"请拨打13800138000，", 1).replacen(
        "\"number\":\"",
        "\"number\":7,\"no\":\"",
        1,
    )
}

/// An export with a warning and no error: a reply without its day.
fn warned() -> String {
    let mut export: serde_json::Value = serde_json::from_str(&sample(60)).expect("JSON");
    let duties = export["items"].as_array_mut().expect("items").iter_mut();
    let reply = duties.flat_map(|item| item["assignments"].as_array_mut().expect("duties")).find_map(|duty| {
        let plain = duty.get("evaluations").is_none() && duty.get("class_changes").is_none();
        duty.get_mut("replies").filter(|_| plain)?.get_mut(0)
    });
    reply.expect("a reply").as_object_mut().expect("an object").remove("date");
    export.to_string()
}

#[test]
fn findings_are_valid_sarif() {
    let place = Place::new("sarif");
    let path = place.write("数据 1.json", faulty());
    let out = place.path("check.sarif");
    expect(&["check", "--format", "sarif", "-o", &out, &path], 1, &["63 errors, 0 warnings"]);
    let read = |path: &str| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(path).expect("written")).expect("JSON")
    };
    let schema = serde_json::from_str(include_str!("sarif.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let valid = |sarif: &serde_json::Value| {
        let faults: Vec<String> =
            validator.iter_errors(sarif).map(|fault| format!("{fault} at {}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    };
    let sarif = read(&out);
    valid(&sarif);
    let run = &sarif["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().expect("results"));
    assert_eq!(results.len(), 63);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("a place") as usize];
        assert_eq!((&rule["id"], &rule["defaultConfiguration"]["level"]), (&result["ruleId"], &result["level"]));
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.starts_with("file:///") && uri.ends_with("/%E6%95%B0%E6%8D%AE%201.json"), "{uri}");
    }
    assert!(!sarif.to_string().contains("13800138000"), "personal data is not repeated");
    let good = place.write("good.json", sample(30));
    expect(&["check", "--format", "sarif", "-o", &out, &good], 0, &[]);
    valid(&read(&out));
}

#[test]
fn what_the_rules_ask_for_is_in_every_format() {
    let place = Place::new("asked");
    let config = place.write("site.toml", "title = \"示例\"\n[footer]\nicp = \"示ICP备1号\"\n");
    let export = place.write("export.json", sample(30));
    let check = |format: &str, lang: &str| {
        expect(&["check", "-c", &config, "--format", format, "--lang", lang, &export], 0, &[])
    };
    let rule = "《政府网站发展指引》网页设计规范：底部功能区";
    let asked = ["页脚的公安备案号", "网站标识码（SiteIDCode，十位数字）", rule, "police = ", "mark_url = "];
    let json: serde_json::Value = serde_json::from_str(&check("json", "zh")).expect("JSON");
    let hints: Vec<&serde_json::Value> =
        json.as_array().expect("a list").iter().filter(|one| one["severity"] == "hint").collect();
    let police = hints.iter().find(|one| one["code"] == "setting-police").expect("it is missing");
    assert_eq!(
        (&police["what"], &police["hint"], &police["rule"], &police["file"]),
        (&"没有页脚的公安备案号。".into(), &"[footer] police = \"…\"".into(), &rule.into(), &(&*config).into())
    );
    assert!(!hints.iter().any(|one| ["setting-title", "setting-icp"].iter().any(|code| one["code"] == *code)));

    let sarif: serde_json::Value = serde_json::from_str(&check("sarif", "zh")).expect("JSON");
    let schema = serde_json::from_str(include_str!("sarif.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&sarif).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let run = &sarif["runs"][0];
    let notes: Vec<_> =
        run["results"].as_array().expect("a list").iter().filter(|one| one["level"] == "note").collect();
    assert_eq!(notes.len(), hints.len());
    for (note, hint) in notes.iter().zip(&hints) {
        let named = &run["tool"]["driver"]["rules"][note["ruleIndex"].as_u64().expect("a place") as usize];
        assert_eq!(
            (&note["ruleId"], &named["id"], &named["properties"]["rule"]),
            (&hint["code"], &hint["code"], &hint["rule"])
        );
    }

    let (human, page) = (check("human", "zh"), check("html", "zh"));
    for text in asked {
        assert!(human.contains(text) && page.contains(text), "{text}");
        assert!(sarif.to_string().contains(text) && json.to_string().contains(text), "{text}");
    }
    assert!(
        page.contains("政府网站规范的要求")
            && check("html", "en").contains("What the rules for government websites ask for")
    );
    // Programs read English unless they ask otherwise; where nobody configured anything, or no government body
    // publishes, nothing is asked for.
    assert!(expect(&["check", "-c", &config, "--format", "json", &export], 0, &[]).contains("is not configured."));
    assert!(!expect(&["check", "--format", "json", &export], 0, &[]).contains("\"hint\",\n"));
    place.write("site.toml", "government = false\n");
    for format in ["json", "sarif", "html"] {
        assert!(!check(format, "zh").contains("police"), "{format}");
    }
}

#[test]
fn findings_are_a_page_to_print() {
    let place = Place::new("check-page");
    let path = place.write("bad.json", faulty());
    for (lang, tag, words) in [
        ("zh", "zh-CN", ["数据检查单", "2025年11月30日", "有 63 处错误", "改正字段名", "（标识 y23-0003）", "市"]),
        (
            "en",
            "en",
            ["Check of the export", "30 November 2025", "Errors: 63", "Correct the field", "(id y23-0003)", "市"],
        ),
    ] {
        let page = expect(&["check", "--format", "html", "--lang", lang, &path], 1, &words);
        assert!(page.starts_with(&format!("<!doctype html>\n<html lang=\"{tag}\">")), "{}", &page[..80]);
        for foreign in ["<script", "<link", "src=", "http://", "https://", "url(", "[[", "@import"] {
            assert!(!page.contains(foreign), "the page holds {foreign}");
        }
        assert!(!page.contains("13800138000"), "personal data is not repeated");
        assert!(page.contains("<mark>&quot;2023-"), "the excerpt is marked: {page}");
        let all = expect(&["check", "--all", "--format", "html", "--lang", lang, &path], 1, &[]);
        assert_eq!(all.matches("class=\"issue\"").count(), 63);
        assert!(all.contains("138****8000"), "the number stands in a record that does not fit the format");
    }
    let good = place.write("good.json", sample(30));
    let out = place.path("check.html");
    expect(&["check", "--format", "html", "-o", &out, &good], 0, &["0 errors, 0 warnings"]);
    assert!(std::fs::read_to_string(&out).expect("written").contains("没有发现问题。"));
    expect(&["check", "-o", &place.path("none/x.txt"), &good], 3, &["cannot write"]);
    expect(&["check", "--format", "xml", &good], 2, &["sarif", "html"]);
}

#[test]
fn a_fault_of_several_exports_is_told_once_with_how_often_each_has_it() {
    let place = Place::new("check-across");
    let broken = sample(4).replace("\"session\":\"", "\"sesion\":\"");
    let exports: Vec<String> = (1..=10)
        .map(|at| place.write(&format!("{at}.json"), broken.replace("\"id\":\"y", &format!("\"id\":\"n{at}-y"))))
        .collect();
    let all: Vec<&str> = exports.iter().map(String::as_str).collect();
    let say = |options: &[&str], exports: &[&str]| expect(&[&["check"], options, exports].concat(), 1, &[]);
    let named = |one: fn(&str) -> String, between: &str| {
        all[..8].iter().map(|file| one(file)).collect::<Vec<_>>().join(between)
    };
    let said = say(&[], &all);
    assert_eq!(said.matches("error[E0107]: ").count(), 1, "{said}");
    let files = named(|file| format!("{file} (4)"), ", ");
    assert!(said.contains(&format!("= in all: {files}, 2 more files\n")), "{said}");
    assert!(said.contains("listed once; `--all` lists every place.\n"), "{said}");
    assert!(said.ends_with("80 errors, 0 warnings\n"), "{said}");
    let said = say(&["--lang", "zh"], &all);
    let files = named(|file| format!("{file}（4 处）"), "、");
    assert!(said.contains(&format!("= 各文件: {files}、另外 2 个文件\n")), "{said}");
    assert!(said.contains("几个文件都有的问题只列一次；加 --all 列出每一处。\n"), "{said}");
    let said = say(&["--all"], &all);
    assert_eq!(said.matches("error[E0107]: ").count(), 40);
    assert!(!said.contains("listed once"), "{said}");
    // In one file each is told.
    let said = say(&[], &all[..1]);
    assert!(said.matches("error[E0107]: ").count() == 4 && !said.contains("in all"), "{said}");
    let page = say(&["--format", "html", "--lang", "zh"], &all);
    assert!(page.contains(&format!("<br>{files}、另外 2 个文件</span>")), "{page}");
    // Each unit is told its own.
    let units = page.matches("<section>").count();
    assert!(units > 1 && page.matches("class=\"issue\"").count() == 2 * units, "{page}");
    let own = named(|file| format!("{file}（1 处）"), "、");
    assert!(page.contains(&format!("几个文件都有：{own}、另外 2 个文件</p>")), "{page}");
    let page = say(&["--format", "html", "--all"], &all);
    assert_eq!(page.matches("class=\"issue\"").count(), 80);
}

#[test]
fn denied_warnings_keep_the_old_site() {
    let place = Place::new("deny");
    let (good, warned) = (place.write("good.json", sample(60)), place.write("warned.json", warned()));
    let site = place.path("site");
    expect(&["check", &warned], 0, &["W0408", "0 errors, 1 warning"]);
    expect(&["check", "--deny", "warnings", &warned], 1, &["W0408"]);
    expect(&["check", "--deny", "warnings", &good], 0, &[]);
    expect(&["build", "--deny", "warnings", "-o", &site, &good], 0, &["published: "]);
    expect(&["build", "--deny", "warnings", "-o", &site, &good], 0, &["up to date"]);
    let before = place.files("site");
    expect(&["build", "--deny", "warnings", "-o", &site, &warned], 1, &["W0408", "nothing published"]);
    assert!(place.files("site") == before);
    expect(&["build", "-o", &site, &warned], 0, &["published: "]);
    let before = place.files("site");
    // The site is up to date, and its warning is denied all the same.
    expect(&["build", "--deny", "warnings", "-o", &site, &warned], 1, &["W0408", "nothing published"]);
    expect(&["build", "-o", &site, &warned], 0, &["up to date"]);
    assert!(place.files("site") == before);
    expect(&["check", "--deny", "errors", &good], 2, &["warnings"]);
}

#[test]
fn jumps_against_an_earlier_export_are_warnings() {
    let place = Place::new("jumps");
    let (old, new) = (place.write("old.json", sample_of(60, "2025-08-31")), place.write("new.json", sample(60)));
    let fewer = place.write("fewer.json", sample(60).replacen("2025-11-30", "2025-12-01", 2));
    expect(&["check", "--since", &old, &new], 0, &["0 errors, 0 warnings"]);
    expect(&["check", "--since", &new, &fewer], 0, &["0 errors, 0 warnings"]);
    // A day that went back is a warning of the check, and refused where something is published.
    let back = expect(&["check", "--since", &new, &old], 0, &["W0901", "W0902", "old.json:"]);
    assert!(back.contains("The as-of day went back"), "{back}");
    expect(&["check", "--deny", "warnings", "--since", &new, &old], 1, &["W0901"]);
    let other =
        place.write("other.json", sample_of(60, "2025-08-31").replace("\"id\":\"yunling\"", "\"id\":\"elsewhere\""));
    expect(&["check", "--since", &other, &new], 2, &["no publisher has an earlier and a later export"]);
    let mut export: serde_json::Value = serde_json::from_str(&sample(60)).expect("JSON");
    export["items"].as_array_mut().expect("items").truncate(30);
    let half = place.write("half.json", export.to_string());
    let site = place.path("site");
    expect(&["build", "--deny", "warnings", "-o", &site, "--since", &old, &half], 1, &["W0902", "nothing published"]);
    expect(&["build", "-o", &site, "--since", &old, &half], 0, &["W0902", "published: "]);
    let config =
        place.write("site.toml", "earlier = [\"old.json\"]\n[jumps]\ngone_percent = 100\ncount_percent = 100\n");
    let run = banli(&["check", "-c", &config, &half]);
    assert!(!run.said.contains("W0902") && !run.said.contains("W0903"), "{}", run.said);
}

#[test]
fn jumps_of_mapped_data_are_placed_in_the_mapping() {
    let place = Place::new("mapped-jumps");
    let source = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/mappings/ledger").join(name);
        path.to_str().expect("UTF-8").to_owned()
    };
    let (mapping, ledger, old) = (source("mapping.toml"), source("source.csv"), place.path("old.json"));
    expect(&["map", "-m", &mapping, "-o", &old, &ledger], 0, &[]);
    let later = std::fs::read_to_string(&old).expect("written").replace("\"2025-06-30\"", "\"2025-07-31\"");
    let old = place.write("old.json", later);
    expect(&["check", "-m", &mapping, "--since", &old, &ledger], 0, &["W0901", "mapping.toml:10:"]);
}
