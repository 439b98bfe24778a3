//! Nothing that must not be published gets out: a site that holds it is found, however it is written
//! there, and a site that does not is let pass.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::{Config, Lang};
use generator::leaks::{Guard, Wanted};
use generator::plan::{Site, plan};
use generator::publish::{Memory, Sink};
use generator::sample;
use generator::theme::Theme;
use outcomes::issue::Issue;
use outcomes::private::Privacy;
use outcomes::read::{SourceFile, check_apart};
use outcomes::unpublished::Unpublished;
use serde_json::{Value, json};

/// A sentence that is withheld.
const SECRET: &str = "鱻鱼养殖场的转让价格与受让人姓名";
/// A mobile number that is masked.
const MOBILE: &str = "13800138000";

/// Forty items of the invented city; of every fifth item the text, and of others a reply, is withheld.
fn export() -> Value {
    let mut bytes = Vec::new();
    sample::write(sample::Options { items: 40, ..sample::DEMO }, &mut bytes).expect("written");
    let mut export: Value = serde_json::from_slice(&bytes).expect("an export");
    let withheld = json!({ "level": "withheld", "reason": "依法不公开" });
    for (at, item) in export["items"].as_array_mut().expect("items").iter_mut().enumerate() {
        if at % 5 == 0 {
            item["disclosure"] = withheld.clone();
            item["text"] = json!(format!("第{at}号。{SECRET}：\"另见附件\"<略>"));
            item["title"] = json!(format!("关于{SECRET}的建议"));
        } else if at % 5 == 1 && item["text"].is_string() {
            item["text"] = json!(format!("联系人手机{}，请回电。", MOBILE));
        }
    }
    export
}

/// The same as a faulty reader would take it: nothing is withheld.
fn faulty(mut export: Value) -> Value {
    for item in export["items"].as_array_mut().expect("items") {
        item.as_object_mut().expect("an object").remove("disclosure");
    }
    export
}

/// Looks at a site that is written from one export for what another one keeps apart; `more` are
/// further files.
fn leaks(kept_from: &Value, written_from: &Value, privacy: [Privacy; 2], more: &[(&str, Vec<u8>)]) -> Vec<Issue> {
    let config = Config { languages: Lang::BUILT_IN.to_vec(), ..Config::default() };
    let [kept_bytes, bytes] = [kept_from, written_from].map(|one| serde_json::to_vec(one).expect("an export"));
    let file = |bytes| [SourceFile { name: "export.json", bytes, lines: false }];
    let [kept_privacy, privacy] = privacy;
    let rules = outcomes::dataset::Rules { privacy: kept_privacy, ..config.rules() };
    let mut kept = Unpublished::default();
    let right = check_apart(&file(&kept_bytes), &rules, &mut kept).0.expect("no error").0;
    let rules = outcomes::dataset::Rules { privacy, ..config.rules() };
    let (checked, issues) = check_apart(&file(&bytes), &rules, &mut Unpublished::default());
    let (data, summary) = checked.unwrap_or_else(|| panic!("{issues:#?}"));
    let theme = Theme::built_in();
    let wanted = Wanted::new(&kept, &right, &theme, &config).expect("something is withheld");
    let site = Site {
        attachments: Attachments::none(),
        data: &data,
        summary: &summary,
        changes: None,
        config: &config,
        theme: &theme,
    };
    let memory = Memory::default();
    let guard = Guard::new(&memory, &wanted);
    write(&site, &plan(&site), &guard, &|_, _, _| {}).expect("a site");
    for (path, bytes) in more {
        guard.put(path, bytes).expect("kept");
    }
    guard.finish(&kept).expect("the index can be unpacked")
}

#[test]
fn a_sound_site_is_let_pass() {
    assert_eq!(leaks(&export(), &export(), [Privacy::masking(), Privacy::masking()], &[]), []);
}

#[test]
fn a_view_that_tells_what_is_withheld_is_found_in_every_kind_of_file() {
    let found = leaks(&export(), &faulty(export()), [Privacy::masking(), Privacy::masking()], &[]);
    assert!(found.iter().all(|issue| issue.code == "E0901"), "{found:#?}");
    let of = |ending: &str, form: &str| {
        found.iter().any(|issue| issue.place.file.ends_with(ending) && issue.what.ends_with(form))
    };
    for ending in [".html", ".atom", ".csv", ".json"] {
        assert!(of(ending, "as it reads"), "{ending}");
    }
    let files: BTreeSet<&str> = found.iter().map(|issue| issue.place.file.as_str()).collect();
    let packed = |start: &str| {
        let is_packed = |issue: &&Issue| issue.what.ends_with("in the packed texts of the search");
        found.iter().filter(is_packed).any(|issue| issue.place.file.starts_with(start))
    };
    let texts = |file: &&&str| file.starts_with("search/") && !file.starts_with("search/local.js");
    assert!(files.iter().filter(texts).count() > 0 && packed("search/"), "{files:#?}");
    // Only programs with the browser's engine write what is searched from a folder.
    assert_eq!(packed("search/local.js"), Theme::built_in().files.contains_key("assets/finder_bg.wasm"), "{files:#?}");
    assert!(found.iter().any(|issue| issue.what.contains("name of a proposer")), "{files:#?}");
}

#[test]
fn what_is_masked_is_found_unmasked() {
    let all = Privacy::masking();
    let mut open = export();
    // What the right reader masks a faulty one would take as it is: here as the unit's own phone.
    let text = |item: &Value| item["text"].as_str().is_some_and(|text| text.contains(MOBILE));
    assert!(open["items"].as_array().expect("items").iter().any(text));
    open["units"][0]["service_phone"] = json!(MOBILE);
    let found = leaks(&export(), &open, [all.clone(), all.clone()], &[]);
    assert!(
        found.iter().any(|issue| issue.code == "E0902" && issue.what.starts_with("a mobile number in ")),
        "{found:#?}"
    );
    assert_eq!(leaks(&open, &open, [all.clone(), all], &[]), [], "what is published elsewhere is no leak");
}

/// The secret, written in every way that is looked through.
fn forms() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = format!("前文{SECRET}后文");
    let mut numbers = String::new();
    let mut hexadecimal = String::new();
    let mut json = String::new();
    for c in text.chars() {
        let _ = write!(numbers, "&#{};", c as u32);
        let _ = write!(hexadecimal, "&#x{:X};", c as u32);
        for half in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(json, "\\u{half:04x}");
        }
    }
    let address: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    };
    let base64 = |bytes: &[u8]| {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
        let digit = |six: &[u8]| DIGITS[six.iter().enumerate().fold(0, |n, (at, bit)| n | (*bit as usize) << (5 - at))];
        String::from_utf8(bits.chunks(6).map(digit).collect()).expect("a text")
    };
    let escaped = "with its letters escaped";
    let folded: String = text.chars().flat_map(|c| ["\r\n ".to_owned(), c.to_string()]).collect();
    vec![
        ("a.html", format!("<p title=\"{text}\">").into_bytes(), "as it reads"),
        ("b.csv", format!("1,\"{}\"\n", text.replace('后', "\"\"")).into_bytes(), "as it reads"),
        ("c.html", numbers.clone().into_bytes(), escaped),
        ("d.xml", hexadecimal.into_bytes(), escaped),
        ("e.json", format!("{{\"a\":\"{json}\"}}").into_bytes(), escaped),
        ("f.html", format!("<a href=\"?q={address}\">").into_bytes(), escaped),
        ("g.html", format!("<p data-spec=\"{}\">", base64(text.as_bytes())).into_bytes(), "as Base64"),
        ("h.gz", gzip(text.repeat(9).as_bytes()), "packed by gzip"),
        ("i.js", format!("x(\"{}\")", base64(&gzip(numbers.as_bytes()))).into_bytes(), "as Base64"),
        ("j.atom", numbers.replace('&', "&amp;").into_bytes(), escaped),
        ("k.ics", format!("SUMMARY:{folded}\r\n").into_bytes(), "as it reads"),
        ("l.bin", [&[0, 255, 7][..], text.as_bytes(), &[0]].concat(), "as it reads"),
        ("m.html", format!("<p>{}", SECRET.chars().take(11).collect::<String>()).into_bytes(), "as it reads"),
    ]
}

#[test]
fn a_withheld_text_is_found_however_it_is_written() {
    let forms = forms();
    let files: Vec<(&str, Vec<u8>)> = forms.iter().map(|(path, bytes, _)| (*path, bytes.clone())).collect();
    let found = leaks(&export(), &export(), [Privacy::masking(), Privacy::masking()], &files);
    for (path, _, form) in &forms {
        let here: Vec<&Issue> = found.iter().filter(|issue| issue.place.file == *path).collect();
        assert!(!here.is_empty(), "{path} passes");
        assert!(here.iter().all(|issue| issue.code == "E0901" && issue.what.ends_with(form)), "{path}: {here:#?}");
    }
    assert!(found.iter().all(|issue| forms.iter().any(|(path, ..)| issue.place.file == *path)), "{found:#?}");
}
