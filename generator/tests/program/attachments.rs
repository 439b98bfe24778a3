//! Attachments of replies: published under names of their own, linked with type and size, and refused where
//! they are not there, lie elsewhere or are something else.

use serde_json::{Value, json};

use super::place::Place;
use super::{banli, expect, sample};

const PDF: &[u8] = b"%PDF-1.7\nbanli\n%%EOF\n";

/// The place of the first reply that is published in full, item and assignment.
pub fn replied(export: &Value) -> (usize, usize) {
    let items = export["items"].as_array().expect("items");
    let full = |reply: &Value| reply["text"].is_string() && reply["disclosure"].is_null();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item["disclosure"].is_null()) {
        let duties = item["assignments"].as_array().into_iter().flatten();
        let mut duties = duties.map(|duty| full(&duty["replies"][0]) && duty["replies"][1].is_null());
        if let Some(duty) = duties.position(|duty| duty) {
            return (at, duty);
        }
    }
    panic!("no reply in full");
}

/// An export whose first reply in full has these attachments; and the id of its item.
fn export(attachments: Value, disclosure: Option<Value>) -> (String, String) {
    let mut export: Value = serde_json::from_str(&sample(30)).expect("an export");
    let (item, duty) = replied(&export);
    let reply = &mut export["items"][item]["assignments"][duty]["replies"][0];
    reply["attachments"] = attachments;
    if let Some(disclosure) = disclosure {
        reply["disclosure"] = disclosure;
    }
    (export.to_string(), export["items"][item]["id"].as_str().expect("an id").to_owned())
}

fn page<'f>(files: &'f std::collections::BTreeMap<String, Vec<u8>>, id: &str) -> &'f str {
    let (_, html) = files.iter().find(|(path, _)| path.ends_with(&format!("/{id}.html"))).expect("a page");
    std::str::from_utf8(html).expect("a text")
}

#[test]
fn an_attachment_is_published_and_linked_with_type_and_size() {
    let place = Place::new("attached");
    let list = json!([{ "file": "附件/答复.pdf", "title": "答复函<正本>" }, { "file": "表.CSV", "title": "明细表" }]);
    let (text, id) = export(list, None);
    let (input, site) = (place.write("export.json", text), place.path("site"));
    place.write("附件/答复.pdf", PDF);
    place.write("表.CSV", vec![b'1'; 1_250_000]);
    expect(&["build", "-o", &site, &input], 0, &["published: "]);
    let files = place.files("site");
    let published: Vec<&String> = files.keys().filter(|path| path.starts_with("/data/export/attachments/")).collect();
    assert_eq!(published.len(), 2, "{published:?}");
    let pdf = published.iter().find(|path| path.ends_with(".pdf")).expect("a document").to_string();
    assert_eq!(files[&pdf], PDF);
    let html = page(&files, &id);
    assert!(html.contains(&format!("href=\"../..{pdf}\" download>答复函&lt;正本&gt;</a>")), "{html}");
    assert!(html.contains("（PDF，1 kB）") && html.contains("（CSV，1.3 MB）"), "{html}");

    // From what is published the same site is built, attachments too.
    let mut volumes: Vec<String> = files.keys().filter(|path| path.starts_with("/data/export/")).cloned().collect();
    volumes.retain(|path| path.ends_with(".json"));
    let volumes: Vec<String> = volumes.iter().map(|path| place.path(&format!("site{path}"))).collect();
    let again = place.path("again");
    let mut arguments = vec!["build", "-o", &again];
    arguments.extend(volumes.iter().map(String::as_str));
    expect(&arguments, 0, &["published: "]);
    let mut rebuilt = place.files("again");
    let mut files = files;
    // What a site was made from are other files.
    assert!(files.remove("/build.json").is_some() && rebuilt.remove("/build.json").is_some());
    assert_eq!(files.keys().collect::<Vec<_>>(), rebuilt.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = files.keys().filter(|path| files[*path] != rebuilt[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");

    // Another file under the same name is published anew.
    place.write("附件/答复.pdf", b"%PDF-1.7\nother\n");
    expect(&["build", "-o", &site, &input], 0, &["published: "]);
    assert!(!place.files("site").contains_key(&pdf));
}

#[test]
fn what_is_not_published_in_full_publishes_no_attachment() {
    for disclosure in
        [json!({ "level": "withheld", "reason": "依法不公开" }), json!({ "level": "summary", "summary": "已办理。" })]
    {
        let place = Place::new("unattached");
        let (text, _) =
            export(json!([{ "file": "密.pdf", "title": "鱻鱼养殖场的转让价格与受让人" }]), Some(disclosure));
        let input = place.write("export.json", text);
        place.write("密.pdf", PDF);
        expect(&["build", "-o", &place.path("site"), &input], 0, &["published: "]);
        let files = place.files("site");
        assert!(!files.keys().any(|path| path.contains("attachments/")));
        assert!(!files.values().any(|bytes| memchr::memmem::find(bytes, "鱻鱼养殖场".as_bytes()).is_some()));
    }
}

#[test]
fn what_is_no_attachment_is_refused_with_its_place() {
    let place = Place::new("refused");
    let site = place.path("site");
    place.write("outside.pdf", PDF);
    place.write("in/page.pdf", "<!doctype html><script>alert(1)</script>");
    place.write("in/there.pdf", PDF);
    std::fs::create_dir(place.path("in/folder.pdf")).expect("a folder");
    for (file, code, words) in [
        ("absent.pdf", "E1001", "can't be read"),
        ("folder.pdf", "E1001", "\" is no file"),
        ("page.pdf", "E1003", "is no pdf file"),
        ("../outside.pdf", "E0505", "leads out of the export's folder"),
        ("/etc/passwd.pdf", "E0505", "leads out of the export's folder"),
        ("C:/there.pdf", "E0505", "leads out of the export's folder"),
        ("..\\outside.pdf", "E0505", "leads out of the export's folder"),
        ("there.html", "E0506", "of a type that is not published"),
    ] {
        let (text, id) = export(json!([{ "file": file, "title": "附件" }]), None);
        let input = place.write("in/export.json", text);
        let said = expect(&["build", "-o", &site, &input], 1, &[code, words, &id]);
        assert!(said.contains("export.json:1:") && !said.contains("export.json:1:1\n"), "{file}: {said}");
        let said = banli(&["check", "--lang", "zh", &input]).said;
        assert!(said.contains("附件") && !said.contains(words), "{file}: {said}");
        assert!(!std::path::Path::new(&site).exists(), "{file}");
    }
    // What shows nothing is left out of a text as it is read, and so is no part of a path.
    let (text, _) = export(json!([{ "file": "there.pdf\u{0}", "title": "附件" }]), None);
    let input = place.write("in/export.json", text);
    expect(&["build", "-o", &site, &input], 0, &["W0101"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_refused() {
    let place = Place::new("linked");
    place.write("outside/secret.pdf", PDF);
    let (text, id) = export(json!([{ "file": "docs/secret.pdf", "title": "附件" }]), None);
    let input = place.write("in/export.json", text);
    std::os::unix::fs::symlink(place.path("outside"), place.path("in/docs")).expect("a link");
    expect(&["build", "-o", &place.path("site"), &input], 1, &["E1002", "leads out of the export's folder", &id]);
    assert!(!std::path::Path::new(&place.path("site")).exists());
}
