//! Feeds are as RFC 4287 wants them, and tell what the data says.

use std::collections::{BTreeMap, BTreeSet};

use outcomes::date::Date;
use roxmltree::{Document, Node};
use serde_json::json;

use super::{ADDRESS, Files, city, config, ending, site, small, text};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const MIDNIGHT: &str = "T00:00:00+08:00";

/// What a feed may hold, with how many of each there must be at least and at most.
const OF_FEED: [(&str, usize, usize); 8] = [
    ("id", 1, 1),
    ("title", 1, 1),
    ("subtitle", 0, 1),
    ("category", 0, 1),
    ("updated", 1, 1),
    ("author", 1, 1),
    ("link", 2, 2),
    ("entry", 0, 100),
];
const OF_ENTRY: [(&str, usize, usize); 5] =
    [("id", 1, 1), ("title", 1, 1), ("updated", 1, 1), ("link", 1, 1), ("summary", 1, 1)];

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

fn child<'a>(node: Node<'a, 'a>, name: &'static str) -> &'a str {
    children(node, name).next().and_then(|child| child.text()).unwrap_or_else(|| panic!("{name} is empty"))
}

fn holds(node: Node, allowed: &[(&'static str, usize, usize)], path: &str) {
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name();
        assert_eq!(name.namespace(), Some(ATOM), "{path}");
        assert!(allowed.iter().any(|(known, ..)| *known == name.name()), "{path} holds {}", name.name());
    }
    for (name, least, most) in allowed {
        let count = children(node, name).count();
        assert!((*least..=*most).contains(&count), "{path} has {count} {name}");
    }
}

fn day(node: Node) -> Date {
    let written = child(node, "updated");
    written.strip_suffix(MIDNIGHT).and_then(|day| day.parse().ok()).unwrap_or_else(|| panic!("{written} is no time"))
}

fn is_name(id: &str) -> bool {
    let Some(uuid) = id.strip_prefix("urn:uuid:") else { return false };
    let shape = uuid.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        14 => byte == b'8',
        19 => b"89ab".contains(&byte),
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
    });
    uuid.len() == 36 && shape
}

/// Where a link leads, as a path in the site.
fn target(from: &str, base: Option<&str>, href: &str) -> String {
    if base.is_none() {
        let path = href.strip_prefix(ADDRESS).unwrap_or_else(|| panic!("{from}: {href} is no full address"));
        return if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in base.unwrap_or_default().split('/').chain(href.split('/')) {
        match part {
            ".." => assert!(parts.pop().is_some(), "{href} in {from} leaves the site"),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn check(files: &Files) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut told: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut count = 0;
    for (path, feed) in ending(files, ".atom") {
        count += 1;
        assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"), "{path}");
        let document = Document::parse(feed).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let root = document.root_element();
        assert!(root.has_tag_name((ATOM, "feed")), "{path}");
        holds(root, &OF_FEED, path);
        let lang = if path.starts_with("en/") { "en" } else { "zh-CN" };
        let xml = "http://www.w3.org/XML/1998/namespace";
        assert_eq!(root.attribute((xml, "lang")), Some(lang), "{path}");
        let base = root.attribute((xml, "base"));
        // A feed's name is its own; its author has a name.
        assert!(is_name(child(root, "id")), "{path}");
        let other = names.insert(child(root, "id").to_owned(), path.to_owned());
        assert_eq!(other, None, "{path} has the name of another feed");
        let author = children(root, "author").next().expect("an author");
        assert!(!child(author, "name").trim().is_empty(), "{path}");
        let link = |rel: &str| {
            let links = children(root, "link").filter(|link| link.attribute("rel").unwrap_or("alternate") == rel);
            let hrefs: Vec<_> = links.map(|link| target(path, base, link.attribute("href").expect("href"))).collect();
            assert_eq!(hrefs.len(), 1, "{path}: {rel}");
            hrefs[0].clone()
        };
        assert_eq!(link("self"), path);
        assert!(files.contains_key(&link("alternate")), "{path} leads to {}", link("alternate"));
        let page = text(files, &link("alternate"));
        let name = path.rsplit('/').next().unwrap_or_default();
        let in_head = page.split("</head>").next().unwrap_or_default();
        assert!(in_head.contains("type=\"application/atom+xml\"") && in_head.contains(name), "{path}: head");
        assert!(page.split("</head>").nth(1).unwrap_or_default().contains(name), "{path}: no visible link");
        // Entries: newest first, each name once, the same words wherever the same thing is told.
        let mut ids = BTreeSet::new();
        let mut before = None;
        for entry in children(root, "entry") {
            holds(entry, &OF_ENTRY, path);
            let id = child(entry, "id");
            assert!(is_name(id) && ids.insert(id), "{path}: {id}");
            assert!(before.is_none_or(|before| before >= day(entry)), "{path} is not newest first");
            before = Some(day(entry));
            let link = children(entry, "link").next().and_then(|link| link.attribute("href")).expect("a link");
            assert!(files.contains_key(&target(path, base, link)), "{path}: {link}");
            let words = [child(entry, "title"), child(entry, "updated"), child(entry, "summary")].join("\n");
            let same = told.entry((lang.to_owned(), id.to_owned())).or_insert_with(|| words.clone());
            assert_eq!(*same, words, "{path}");
        }
        let most = if path.contains("units/") {
            50
        } else if path.contains("proposers/") {
            20
        } else {
            100
        };
        assert!(ids.len() <= most, "{path} is long");
        assert!(children(root, "entry").next().is_none_or(|entry| day(root) == day(entry)), "{path}");
    }
    assert!(count > 100, "{count} feeds");
    // An entry's name is the same in every language.
    let of = |lang: &str| told.keys().filter(|(of, _)| of == lang).map(|(_, id)| id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(of("zh-CN"), of("en"));
}

#[test]
fn feeds_are_valid_and_lead_into_the_site() {
    let city = city();
    let (at_home, anywhere) = (site(&city, &config(Some(ADDRESS))), site(&city, &config(None)));
    check(&at_home);
    check(&anywhere);
    // An address may be configured later: readers know the entries again.
    let names = |files: &Files| {
        let named = |feed: &str| feed.lines().filter(|line| line.starts_with("<id>")).map(str::to_owned).collect();
        ending(files, ".atom").flat_map(|(_, feed)| -> Vec<String> { named(feed) }).collect::<Vec<_>>()
    };
    assert_eq!(names(&at_home), names(&anywhere));
}

/// Titles of a feed's entries with their days.
fn entries(feed: &str) -> Vec<(String, String)> {
    let document = Document::parse(feed).expect("XML");
    children(document.root_element(), "entry")
        .map(|entry| (day(entry).to_string(), child(entry, "title").to_owned()))
        .collect()
}

#[test]
fn titles_say_what_happened() {
    let files = site(
        &small(|item| {
            item["assignments"][0]["replies"] = json!([
                { "date": "2022-06-01", "class": "B", "text": "正在办理。" },
                { "date": "2022-08-01", "class": "A", "text": "已办结。" },
            ]);
            item["assignments"][0]["evaluations"] = json!([
                { "proposer": "liu", "date": "2022-06-10", "result": "dissatisfied" },
                { "proposer": "liu", "round": 2, "date": "2022-08-10", "result": "satisfied" },
            ]);
            item["assignments"][0]["commitments"] = json!([
                { "text": "画线 <二期>", "due": "2022-07-01", "kept": "2022-07-20" },
                { "text": "立牌", "due": "2022-12-01" },
            ]);
        }),
        &config(None),
    );
    let feed = text(&files, "items/cppcc-6-1/p056.atom");
    let expected = [
        ("2022-08-10", "第056号提案：二次评价：满意"),
        ("2022-08-01", "第056号提案：二次办理已答复（A类）"),
        ("2022-07-20", "第056号提案：承诺已兑现"),
        ("2022-07-02", "第056号提案：承诺到期未兑现"),
        ("2022-06-10", "第056号提案：初次评价：不满意"),
        ("2022-06-01", "第056号提案：已答复（B类）"),
        ("2022-05-16", "第056号提案：到期未答复"),
        ("2022-02-15", "第056号提案：已交办"),
        ("2022-02-15", "第056号提案：已交办"),
        ("2022-01-12", "第056号提案：已提出"),
    ];
    assert_eq!(entries(feed), expected.map(|(day, title)| (day.to_owned(), title.to_owned())));
    assert!(feed.contains("画线 &lt;二期&gt;") && !feed.contains("立牌"));
    assert!(feed.contains("<category term=\"closed\" label=\"已办结\"/>"));
    // The joint unit is told of its own assignment alone.
    assert_eq!(entries(text(&files, "units/planning.atom")).len(), 1);
    assert_eq!(entries(text(&files, "proposers/liu.atom")), entries(feed));
}

#[test]
fn feeds_and_calendars_hold_no_withheld_text() {
    let export = small(|item| {
        item["disclosure"] = json!({ "level": "withheld", "reason": "涉及商业秘密" });
        item["title"] = json!("机密");
        item["text"] = json!("机密");
        item["assignments"][0]["replies"][0]["text"] = json!("机密");
        item["assignments"][0]["replies"][0]["explanation"] = json!("机密");
        item["assignments"][0]["class_changes"] = json!([{ "date": "2022-06-01", "class": "B", "reason": "机密" }]);
        item["assignments"][0]["evaluations"][0]["comment"] = json!("机密");
        item["assignments"][0]["commitments"] = json!([
            { "text": "机密", "due": "2022-07-01", "kept": "2022-06-20" },
            { "text": "机密", "due": "2022-12-01" },
        ]);
    });
    let files = site(&export, &config(None));
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("机密")
                && (![".atom", ".ics"].iter().any(|kind| path.ends_with(kind)) || !text.contains("刘露")),
            "{path}"
        );
    }
    let feed = text(&files, "items/cppcc-6-1/p056.atom");
    let days: Vec<_> = entries(feed).into_iter().map(|(day, _)| day).collect();
    assert_eq!(
        days,
        ["2022-06-20", "2022-06-01", "2022-05-20", "2022-05-10", "2022-02-15", "2022-02-15", "2022-01-12"]
    );
    assert!(text(&files, "items/cppcc-6-1/p056.ics").contains("20221201"), "days are no secret");
    assert!(!files.contains_key("proposers/liu.atom"), "nothing of theirs is published");
}
