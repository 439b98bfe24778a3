//! What changed since an earlier export: `banli diff`, and `banli build --since`.

use super::place::{Place, has};
use super::{expect, sample, sample_of};

#[test]
fn a_comparison_is_printed_in_words_and_as_json() {
    let place = Place::new("diff");
    let (old, new) = (place.write("old.json", sample_of(60, "2025-08-31")), place.write("new.json", sample(60)));
    let said = expect(&["diff", &old, &new], 0, &["从2025年8月31日到2025年11月30日", "办复率", "已答复（"]);
    assert_eq!(said, expect(&["diff", "--since", &old, &new], 0, &[]), "both ways to name them are one");
    expect(&["diff", "--lang", "en", &old, &new], 0, &["From 31 August 2025 to 30 November 2025", "Replied (Class"]);
    let json = expect(&["diff", "--format", "json", &old, &new], 0, &[]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let count = json["changes"].as_array().expect("a list").len();
    assert!(count > 20 && said.contains(&format!("共 {count} 项变化")), "{count}");
    let still = sample_of(60, "2025-08-31").replacen("2025-08-31", "2025-09-01", 2);
    let still = place.write("still.json", still);
    expect(&["diff", "--lang", "en", &old, &still], 0, &["to 1 September 2025: 0 changes."]);
}

#[test]
fn a_comparison_is_a_sheet_to_sign() {
    let place = Place::new("sheet");
    let (old, new) = (place.write("old.json", sample_of(60, "2025-08-31")), place.write("new.json", sample(60)));
    let out = place.path("approval.html");
    expect(&["diff", "--format", "html", "-o", &out, &old, &new], 0, &[]);
    let page = std::fs::read_to_string(&out).expect("written");
    for word in [
        "数据发布审签单",
        "从2025年8月31日到2025年11月30日",
        "new.json",
        "办复率",
        "签发人（签名、日期）",
        "不公开的件",
    ] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains(&place.path("")), "{page}");
    expect(&["diff", "--format", "html", "--lang", "en", &old, &new], 0, &["Approval of new data", "Approved by"]);
}

#[test]
fn what_can_not_be_compared_is_refused() {
    let place = Place::new("diff-refused");
    let (old, new) = (place.write("old.json", sample_of(60, "2025-08-31")), place.write("new.json", sample(60)));
    let site = place.path("site");
    expect(&["diff", &new, &old], 2, &["give the older one as the earlier"]);
    expect(&["diff", &new, &new], 2, &["are all of 2025-11-30"]);
    expect(&["diff", &new], 2, &["banli diff EARLIER LATER"]);
    expect(&["diff", &old, &new, &new], 2, &["each earlier one behind `--since`"]);
    expect(&["diff", "--since", &old, "--since", &old, &new], 2, &["named twice"]);
    expect(&["diff", &place.path("none.json"), &new], 3, &["cannot read the export"]);
    expect(&["build", "-o", &site, "--since", &new, &old], 2, &["give the older one as the earlier"]);
    expect(&["build", "-o", &site, "--since", &place.path("none.json"), &new], 3, &["cannot read the export"]);
    let faulty = place.write("faulty.json", sample_of(60, "2025-08-31").replacen("\"submitted\":", "\"submited\":", 1));
    expect(&["diff", &faulty, &new], 1, &["E0107", "faulty.json:"]);
    expect(&["build", "-o", &site, "--since", &faulty, &new], 1, &["E0107", "faulty.json:", "nothing published"]);
    assert_eq!(place.names(), ["faulty.json", "new.json", "old.json"]);
}

#[test]
fn a_site_lists_the_changes_since_an_earlier_export() {
    let place = Place::new("since");
    let (old, new) = (place.write("old.json", sample_of(60, "2025-08-31")), place.write("new.json", sample(60)));
    let older = place.write("older.json", sample_of(60, "2025-07-31"));
    let site = place.path("site");
    expect(&["build", "-o", &site, "--since", &old, &new], 0, &["published: "]);
    let first = place.files("site");
    assert!(has(&first, "/changes.html"));
    expect(&["build", "-o", &site, "--since", &old, &new], 0, &["up to date, nothing written"]);
    expect(&["build", "-o", &site, "--since", &older, &new], 0, &["published: "]);
    assert_ne!(place.files("site")["/changes.html"], first["/changes.html"]);
    expect(&["build", "-o", &site, &new], 0, &[" removed"]);
    assert!(!has(&place.files("site"), "/changes.html"));
    // The configuration names it beside itself, from wherever the program is run.
    let config = place.write("office/site.toml", "earlier = [\"../old.json\"]");
    expect(&["build", "-c", &config, "-o", &site, &new], 0, &["published: "]);
    assert_eq!(place.files("site")["/changes.html"], first["/changes.html"]);
}
