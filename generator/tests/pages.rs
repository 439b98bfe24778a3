//! Renders a small invented site to memory and follows every link in it.

use std::collections::{BTreeMap, BTreeSet};

use generator::attachments::Attachments;
use generator::config::{Config, DataConfig, FeedsOf, Lang};
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::render::Renderer;
use generator::theme::Theme;
use outcomes::dataset::*;
use outcomes::date::Date;
use outcomes::summary::summarize;
use outcomes::terms::*;
use outcomes::text::Text;

fn text(text: impl Into<String>) -> Text<'static> {
    Text::owned(text.into())
}

fn day(day: i32) -> Date {
    Date::new(2022, 3, 1).expect("a day").plus_days(day)
}

/// A city with `count` items; every seventh waits, every ninth is withheld.
fn city(count: usize) -> Dataset<'static> {
    let names = [
        "教育局",
        "住房和城乡建设局",
        "交通运输局",
        "卫生健康委员会",
        "公安局",
        "自然资源和规划局",
        "财政局",
        "水利局",
    ];
    let units = names.iter().enumerate().map(|(at, name)| Unit {
        id: text(format!("u{at}")),
        name: text(format!("示例市{name}")),
        name_en: None,
        parent: None,
        service_phone: None,
    });
    let sessions = [2023u16, 2022].map(|year| Session {
        id: text(format!("s{year}")),
        body: Body::Cppcc,
        term: Some(6),
        number: Some(year - 2021),
        year,
        name: text(format!("市政协六届{}次会议（{year}年）", year - 2021)),
        name_en: None,
    });
    let class = |code: &str, label: &str, counts_as| OutcomeClass {
        code: text(code),
        label: text(label),
        label_en: None,
        counts_as,
    };
    let grade = |code: &str, label: &str, counts_as| Grade { code: text(code), label: text(label), counts_as };
    Dataset {
        sources: vec![Source {
            publisher: Publisher {
                id: text("p"),
                name: text("示例市人民政府"),
                name_en: None,
                organisation_code: None,
            },
            as_of: day(700),
            exported: Some(day(701)),
            fictional: true,
        }],
        sessions: sessions.into(),
        units: units.collect(),
        proposers: (0..12)
            .map(|at| Proposer {
                id: text(format!("d{at}")),
                name: text(format!("代表{at}")),
                kind: ProposerType::Member,
                delegation: None,
            })
            .collect(),
        categories: vec![Category { id: text("index"), name: text("教育 <&>"), name_en: None }],
        classes: vec![
            class("A", "所提问题已经解决", CountsAs::Resolved),
            class("B", "正在解决", CountsAs::InProgress),
            class("C", "待以后解决", CountsAs::Deferred),
        ],
        grades: vec![
            grade("1", "满意", Judgement::Satisfied),
            grade("2", "基本满意", Judgement::Basically),
            grade("3", "不满意", Judgement::Dissatisfied),
        ],
        items: (0..count).map(|at| item(at, count)).collect(),
        declarations: Vec::new(),
        reports: Vec::new(),
        report_units: Vec::new(),
        report_sources: Vec::new(),
        rules: Rules::default(),
    }
}

fn item(at: usize, count: usize) -> Item<'static> {
    let newer = at < count / 2;
    let start = if newer { 365 } else { 0 } + (at * 5 % 80) as i32;
    let waits = at % 7 == 3;
    let reply = Reply {
        date: Some(day(start + 25 + (at * 13 % 90) as i32)),
        document_number: None,
        class: Some(ClassIx((at % 3) as u32)),
        explanation: None,
        text: Publication::Full(text("答复").into()),
        header: None,
        attachments: Vec::new(),
    };
    let evaluation = Evaluation {
        proposer: None,
        round: 1,
        date: None,
        result: GradeIx(u32::from(at.is_multiple_of(8)) + u32::from(at.is_multiple_of(40))),
        attitude: None,
        comment: None,
    };
    let assignment = Assignment {
        unit: UnitIx((at % 8) as u32),
        role: Some(Role::Lead),
        assigned: Some(day(start + 5)),
        accepted: Some(day(start + 6)),
        due: Some(day(start + 95)),
        extension: None,
        contacts: Vec::new(),
        contact_waived: at.is_multiple_of(5),
        replies: if waits { Vec::new() } else { vec![reply] },
        opinion: None,
        class_changes: Vec::new(),
        evaluations: if waits || at % 4 == 1 { Vec::new() } else { vec![evaluation] },
        commitments: vec![Commitment {
            text: text("完成改造"),
            due: day(start + 300),
            kept: at.is_multiple_of(2).then(|| day(start + 290)),
        }],
    };
    let withheld = at % 9 == 4;
    Item {
        id: text(format!("i{at}")),
        print: Some(0),
        source: SourceIx(0),
        session: SessionIx(u32::from(!newer)),
        kind: Kind::ALL[at % 2],
        number: Some(text(format!("{:03}", at + 1))),
        title: (!withheld).then(|| text(format!("关于加快推进第{at}片区老旧小区加装电梯和完善便民设施的建议"))),
        category: Some(CategoryIx(0)),
        proposers: (0..=at % 3).map(|one| ProposerIx(((at + one) % 12) as u32)).collect(),
        submitted: Some(day(start)),
        key: at.is_multiple_of(11),
        end: None,
        text: if withheld { Publication::Withheld(text("涉及个人隐私")) } else { Publication::Absent },
        points: Vec::new(),
        assignments: vec![assignment],
        joint_units: None,
        effects: Vec::new(),
        outputs: Vec::new(),
        milestones: Vec::new(),
        note: None,
    }
}

fn render(data: &Dataset, config: &Config) -> BTreeMap<String, String> {
    let (summary, theme) = (summarize(data), Theme::built_in());
    let site = Site { attachments: Attachments::none(), data, summary: &summary, changes: None, config, theme: &theme };
    let plan = plan(&site);
    let renderer = Renderer::new(&site, &plan).expect("templates and catalogues");
    let mut pages: BTreeMap<_, _> = plan
        .pages
        .iter()
        .map(|page| {
            let mut html = Vec::new();
            renderer.render(page, &mut html).unwrap_or_else(|error| panic!("{error:#}"));
            let html = String::from_utf8(html).expect("a text");
            (page.path().to_owned(), html)
        })
        .collect();
    assert_eq!(pages.len(), plan.pages.len(), "two pages share a path");
    let others = Memory::default();
    let written = renderer.spoken(&others).and_then(|()| renderer.pictures(&others));
    written.and_then(|()| renderer.feeds(&others, None)).expect("memory keeps what it is given");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("a text");
    pages.extend(others.0.into_inner().expect("no writer failed").into_iter().map(|(path, bytes)| (path, text(bytes))));
    pages
}

fn attributes<'h>(html: &'h str, name: &'h str) -> impl Iterator<Item = &'h str> {
    let start = format!(" {name}=\"");
    let mut rest = html;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(&start)? + start.len()..];
        let (value, after) = rest.split_once('"')?;
        rest = after;
        Some(value)
    })
}

fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} in {page} leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Scripts and the program that the build adds to the theme's files.
const BUILT: [&str; 2] = ["assets/web_charts.js", "assets/web_charts_bg.wasm"];

#[test]
fn every_link_leads_somewhere() {
    let config = Config { languages: Lang::BUILT_IN.to_vec(), ..Config::default() };
    let data = city(130);
    let pages = render(&data, &config);
    if let Ok(folder) = std::env::var("BANLI_LOOK") {
        for (path, html) in &pages {
            let path = std::path::Path::new(&folder).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, html).expect("a file");
        }
    }
    assert_links(&pages, &generator::data_files::paths(&data, &config));
}

#[test]
fn every_part_of_a_table_is_linked() {
    let data = city(130);
    let config = Config { data: DataConfig { split_items: 100, export: false }, ..Config::default() };
    let pages = render(&data, &config);
    let files = generator::data_files::paths(&data, &config);
    assert_links(&pages, &files);
    let parts = files.iter().filter(|path| path.starts_with("data/items/")).count();
    assert_eq!(parts, 4, "two sessions in two forms: {files:?}");
    assert!(files.iter().all(|path| pages["data/index.html"].contains(&path["data/".len()..])), "{files:?}");
    assert!(!files.iter().any(|path| path.starts_with("data/export/")), "{files:?}");
}

#[test]
fn what_is_switched_off_is_neither_there_nor_linked() {
    let data = city(130);
    let has = |pages: &BTreeMap<String, String>, end: &str| pages.keys().any(|path| path.ends_with(end));
    for (feeds, site, each) in
        [(FeedsOf::Each, true, true), (FeedsOf::Site, true, false), (FeedsOf::None, false, false)]
    {
        let config = Config { search: false, feeds, ..Config::default() };
        let pages = render(&data, &config);
        assert_links(&pages, &generator::data_files::paths(&data, &config));
        assert!(!has(&pages, "search.html"), "{feeds:?}");
        assert!(!pages.values().any(|html| html.contains("role=\"search\"")), "{feeds:?}");
        assert_eq!(has(&pages, "feed.atom"), site, "{feeds:?}");
        for end in ["/i1.atom", "/i1.ics", "following.html"] {
            assert_eq!(has(&pages, end), each, "{end} with {feeds:?}");
        }
    }
}

#[test]
fn the_feed_of_the_site_is_the_same_without_the_others() {
    let data = city(330);
    let feed = |feeds| render(&data, &Config { feeds, ..Config::default() }).remove("feed.atom").expect("a feed");
    let (each, site) = (feed(FeedsOf::Each), feed(FeedsOf::Site));
    assert_eq!(each.matches("<entry>").count(), 100, "as many as it has at most");
    assert_eq!(each, site);
}

/// Every link and every anchor exists, every id is unique, every text is there.
fn assert_links(pages: &BTreeMap<String, String>, files: &[String]) {
    let theme = Theme::built_in();
    let mut faults = BTreeSet::new();
    // Feeds are followed by the tests of their own; scripts and styles lead nowhere.
    let is_read = |page: &str| page.ends_with(".html") || page.ends_with(".svg");
    for (page, html) in pages.iter().filter(|(page, _)| is_read(page)) {
        assert!(!html.contains(" style=") && !html.contains("[["), "{page}");
        let missing = html.match_indices('[').map(|(at, _)| html[at + 1..].split(']').next().unwrap_or_default());
        let is_key = |key: &&str| key.len() < 40 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert_eq!(missing.filter(is_key).collect::<Vec<_>>(), Vec::<&str>::new(), "{page} asks for texts");
        let mut ids = BTreeSet::new();
        for id in attributes(html, "id") {
            assert!(ids.insert(id), "{page} has two {id}");
        }
        for link in attributes(html, "href").chain(attributes(html, "src")) {
            // A pattern that a script fills in.
            if link == "{$path}" {
                continue;
            }
            if link.starts_with('/') || link.contains("://") || link.starts_with("mailto:") || page == "404.html" {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { resolve(page, file) };
            match pages.get(&target) {
                Some(html) if anchor.is_empty() || attributes(html, "id").any(|id| id == anchor) => {}
                Some(_) => drop(faults.insert(format!("no #{anchor} in {target}"))),
                None if theme.files.contains_key(&target) || BUILT.contains(&target.as_str()) => {}
                None if files.contains(&target) => {}
                None => drop(faults.insert(format!("{page}: {link}"))),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_row_shows_the_evaluation_that_stands_by_the_rules() {
    let mut data = city(2);
    let item = &mut data.items[1];
    let judged = |proposer: ProposerIx, grade| Evaluation {
        proposer: Some(proposer),
        round: 1,
        date: None,
        result: GradeIx(grade),
        attitude: None,
        comment: None,
    };
    item.assignments[0].evaluations = vec![judged(item.proposers[0], 0), judged(item.proposers[1], 2)];
    let shown = |data: &Dataset| {
        let pages = render(data, &Config::default());
        let (_, row) = pages["items/index.html"].split_once("i1.html").expect("the row");
        row.split_once("</tr>").expect("its end").0.contains("不满意")
    };
    assert!(shown(&data), "the least satisfied by default");
    data.rules.standing_evaluation = StandingEvaluation::Lead;
    assert!(!shown(&data), "the lead's where so configured");
}

#[test]
fn what_would_be_empty_is_not_published() {
    let mut data = city(3);
    data.categories.clear();
    for item in &mut data.items {
        item.category = None;
        item.assignments.iter_mut().for_each(|assignment| assignment.commitments.clear());
    }
    let pages = render(&data, &Config::default());
    for path in [
        "categories/index.html",
        "commitments.html",
        "reports/index.html",
        "units/u7.html",
        "waiting.html",
        "analysis.html",
    ] {
        assert!(!pages.contains_key(path), "{path}");
    }
    assert!(!pages["index.html"].contains("categories/"));
}
