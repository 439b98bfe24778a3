//! What is withheld is in no file of the search's index, whichever way it is looked through.

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;
use search::{Ask, DIRECTORY, Search};
use serde_json::{Value, json};

/// Stands in every withheld text, title and name, and nowhere else.
const SECRET: &str = "鱻龘靐齉";

fn export() -> Value {
    let reply = |disclosure: Value| json!({ "date": "2025-04-28", "class": "A", "text": format!("{SECRET}答复"), "disclosure": disclosure });
    let item = |id: &str, title: &str, disclosure: Option<Value>, reply: Value| {
        let mut item = json!({
            "id": id, "session": "s", "kind": "suggestion", "number": id, "title": title, "proposers": ["p"],
            "submitted": "2025-01-12", "text": format!("{title}的正文"),
            "assignments": [{ "unit": "u", "role": "sole", "assigned": "2025-02-10", "replies": [reply] }],
        });
        if let Some(disclosure) = disclosure {
            item["disclosure"] = disclosure;
        }
        item
    };
    let withheld = json!({ "level": "withheld", "reason": "依法不公开" });
    let mut hidden = item("2", &format!("关于{SECRET}的建议"), Some(withheld.clone()), reply(withheld.clone()));
    hidden["proposers"] = json!(["q"]);
    json!({
        "banli": 1, "publisher": { "id": "o", "name": "办公室" }, "as_of": "2025-06-30",
        "sessions": [{ "id": "s", "body": "congress", "year": 2025, "name": "五次会议" }],
        "units": [{ "id": "u", "name": "市教育局" }],
        "proposers": [{ "id": "p", "name": "秦源", "type": "deputy" }, { "id": "q", "name": SECRET, "type": "deputy" }],
        "items": [
            item("1", "关于课后服务的建议", None, reply(withheld)),
            hidden,
            item("3", "关于校车的建议", None, reply(json!({ "level": "summary", "summary": "已增加校车" }))),
        ],
    })
}

#[test]
fn nothing_withheld_is_in_the_index() {
    let bytes = serde_json::to_vec(&export()).expect("an export");
    let config = Config::default();
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let (data, issues) = read(&[file], &config.rules());
    let data = data.unwrap_or_else(|| panic!("{issues:?}"));
    let (summary, theme) = (summarize(&data), Theme::built_in());
    let site = Site {
        attachments: Attachments::none(),
        data: &data,
        summary: &summary,
        config: &config,
        theme: &theme,
        changes: None,
    };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    let files = sink.0.into_inner().expect("files");
    let file = |path: &str| files[&format!("search/{path}")].clone();

    let mut search = Search::new(&file(DIRECTORY), "").expect("an index");
    let ask = |search: &mut Search, query: &str| -> Vec<u32> {
        let mut needs = search.ask(Ask::of(query));
        while !needs.is_empty() {
            needs.into_iter().for_each(|path| search.give(&path, file(&path)));
            needs = search.go_on();
        }
        search.hits().to_vec()
    };
    // What is published is there: the index is no empty one.
    assert_eq!(ask(&mut search, "课后服务").len(), 1);
    assert_eq!(ask(&mut search, "已增加校车").len(), 1);
    assert_eq!(ask(&mut search, "市教育局").len(), 3);
    assert_eq!(ask(&mut search, "2").len(), 1);
    for at in 0..SECRET.chars().count() {
        let piece: String = SECRET.chars().skip(at).take(2).collect();
        assert_eq!(ask(&mut search, &piece), [] as [u32; 0], "{piece}");
    }
    // Every record as it is packed.
    for record in 0..3 {
        let found = format!("{:?}", search.look(record).expect("a record"));
        assert!(!SECRET.chars().any(|c| found.contains(c)), "{found}");
    }
    // A packed text shows in no byte, but its model's characters do.
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("search/")) {
        for c in SECRET.chars() {
            let mut buffer = [0; 4];
            let needle = c.encode_utf8(&mut buffer).as_bytes();
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{path}");
        }
    }
}
