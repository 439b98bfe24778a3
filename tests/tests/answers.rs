//! Answers of the explorer's engine over the invented city, held to the letter: the browser's engine
//! must give the same, and a test in the browser compares it with this very file.
//! `BLESS=1 cargo test -p banli-tests --test answers` writes it anew; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use explorer::{Reply, Words, explore};
use generator::attachments::Attachments;
use generator::config::Config;
use generator::plan::{Site, plan};
use generator::render::Renderer;
use generator::route::Route;
use generator::theme::Theme;
use outcomes::choice::{Choice, Dimension, Grouping, Measure};
use outcomes::facts::{Facts, MonthNo};
use outcomes::rates::RateKey;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;
use web_charts::{ChartKind, wire};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every measure by every grouping, then each of them once more with filters that change from one to
/// the next.
fn choices(facts: &Facts) -> Vec<Choice> {
    let all = || Measure::all().flat_map(|measure| Grouping::all().map(move |grouping| Choice::new(measure, grouping)));
    let (first, last) = facts.months().expect("months");
    // A fixed course through the filters: the same on every machine.
    let mut state = 2025u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below.max(1)
    };
    let filtered: Vec<Choice> = all()
        .map(|mut choice| {
            for _ in 0..=next(2) {
                let dimension = Dimension::ALL[next(8) as usize];
                let values = (0..=next(2)).map(|_| next(dimension.size(facts) + 1)).collect();
                choice.filters[dimension as usize] = values;
            }
            if next(3) == 0 {
                let from = first.0 + next(last.0 - first.0 + 1);
                (choice.from, choice.to) = (Some(MonthNo(from)), (next(2) == 0).then_some(MonthNo(from + next(12))));
            }
            choice
        })
        .collect();
    all().chain(filtered).collect()
}

/// FNV-1a, 64 bits, over everything that a reply hands to the page.
fn fingerprint(reply: &Reply) -> u64 {
    let mut bytes = reply.json().into_bytes();
    reply.figures.iter().for_each(|figure| bytes.extend(wire::encode(&figure.spec)));
    reply.items.iter().for_each(|item| bytes.extend(item.0.to_le_bytes()));
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The words that the analysis page carries.
fn words(site: &Site) -> Words {
    let plan = plan(site);
    let renderer = Renderer::new(site, &plan).expect("templates");
    let page = plan.pages.iter().find(|page| page.route == Route::Analysis && page.lang.is_chinese()).expect("a page");
    let mut html = Vec::new();
    renderer.render(page, &mut html).expect("the page");
    let html = String::from_utf8(html).expect("UTF-8");
    let start = html.split("data-words=\"").nth(1).expect("words");
    let mut words = start.split('"').next().unwrap_or_default().to_owned();
    for (escaped, plain) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        words = words.replace(escaped, plain);
    }
    Words::read(&words)
}

/// The facts of the invented city, and the words that its analysis page carries.
fn explored() -> (Facts, Words) {
    let data = root().join("data/demo-city");
    let bytes = fs::read(data.join("export.json")).expect("the export");
    let config = Config::read(&data.join("site.toml")).expect("a configuration");
    let dataset = read(&[SourceFile { name: "export.json", bytes: &bytes, lines: false }], &config.rules()).0;
    let dataset = dataset.expect("an export without errors");
    let (summary, theme) = (summarize(&dataset), Theme::built_in());
    let words = words(&Site {
        attachments: Attachments::none(),
        data: &dataset,
        summary: &summary,
        changes: None,
        config: &config,
        theme: &theme,
    });
    (Facts::of(&dataset), words)
}

#[test]
fn every_percentage_stands_beside_its_counts() {
    let (facts, words) = explored();
    for choice in choices(&facts) {
        let Measure::Rate(key) = choice.measure else { continue };
        for row in explore(&facts, &words, &choice).table.rows {
            let [_, share, num, den, interval] = row.cells.as_slice() else { panic!("{row:?}") };
            let den: u32 = den.parse().expect("a count");
            let of = choice.write();
            match den {
                0 => assert_eq!((share.as_str(), interval.as_str()), ("—", "—"), "{of}"),
                1..5 => assert_eq!((share, interval.as_str()), (&format!("{num}/{den}"), "—"), "{of}"),
                _ if key == RateKey::Completion && !share.ends_with('%') => assert_eq!(interval, "—", "{of}"),
                _ => assert!(share.ends_with('%') && interval.ends_with('%'), "{of}: {row:?}"),
            }
        }
    }
}

#[test]
fn every_row_is_what_its_pick_counts() {
    let (facts, words) = explored();
    let measures = [Measure::Rate(RateKey::Reply), Measure::Rate(RateKey::Satisfaction), Measure::Items, Measure::Owed];
    for (measure, dimension) in measures.iter().flat_map(|one| Dimension::ALL.map(|dimension| (*one, dimension))) {
        let table = explore(&facts, &words, &Choice::new(measure, Grouping::By(dimension))).table;
        let (_, groups) = table.rows.split_last().expect("the whole");
        for row in groups {
            let value = row.pick.parse().unwrap_or_else(|_| panic!("{row:?} can't be picked"));
            let picked = explore(&facts, &words, &Choice::new(measure, Grouping::Whole).only(dimension, &[value]));
            assert_eq!(row.cells[1..], picked.table.rows[0].cells[1..], "{} {row:?}", dimension.key());
        }
    }
}

#[test]
fn what_the_source_does_not_say_is_no_reply_still_owed_and_no_joint_duty() {
    let (facts, words) = explored();
    let unsaid = Dimension::Class.size(&facts);
    let silent = facts.answer(&Choice::new(Measure::Owed, Grouping::Whole).only(Dimension::Class, &[unsaid]));
    assert_eq!((silent.whole.owed, silent.whole.replied, silent.whole.joint), (0, 0, 0));
    assert_eq!(silent.items.len() as u32, silent.whole.unstated);
    let waiting = facts.answer(&Choice::new(Measure::Owed, Grouping::Whole).only(Dimension::Class, &[unsaid - 1]));
    assert_eq!((waiting.whole.owed, waiting.whole.replied), (96, 0));
    assert_eq!(words.classes().last().map(String::as_str), Some("未答复"));
}

#[test]
fn what_is_counted_apart_is_said_of_the_choice_at_hand() {
    let (facts, words) = explored();
    let apart = |choice: &Choice| explore(&facts, &words, choice).apart;
    let all = Choice::new(Measure::Rate(RateKey::Satisfaction), Grouping::Whole);
    let ended = "撤回 6 件、退回 6 件、并入 6 件";
    assert_eq!(
        apart(&all),
        format!("另计、不入分母：{ended}、来源未载明办理情况 2 件次、会办 650 件次、未答复 96 件次、待评价 62 件次。")
    );
    // Joint duties fall into a period as the others do; what has no day falls into none.
    let (from, to) = facts.months().expect("months");
    let ever = Choice { from: Some(from), to: Some(to), ..all.clone() };
    let said = apart(&ever);
    assert!(said.contains("会办 645 件次") && said.contains("不能归入所选时段 7 件次"), "{said}");
    let half = Choice { to: Some(MonthNo(from.0)), ..ever };
    let joint = facts.answer(&half).whole.joint;
    assert!((1..650).contains(&joint) && apart(&half).contains(&format!("会办 {joint} 件次")), "{}", apart(&half));
    // What has a class owes a reply.
    assert!(!apart(&all.only(Dimension::Class, &[0])).contains("会办"));
    let days = explore(&facts, &words, &Choice::new(Measure::NinthDays, Grouping::Whole));
    assert!(days.apart.ends_with("未答复 96 件次、已答复、天数无法计算 5 件次。"), "{}", days.apart);
}

#[test]
fn handling_times_stand_beside_their_limits() {
    let (facts, words) = explored();
    let reply = explore(&facts, &words, &Choice::new(Measure::MedianDays, Grouping::Whole));
    let ChartKind::Histogram(chart) = &reply.figures[0].spec.kind else { panic!("a distribution") };
    let marks: Vec<_> = chart.marks.iter().map(|mark| (mark.label.as_str(), (mark.at * 15.0) as u32)).collect();
    assert_eq!(marks, [("3个月期限", 91), ("延期至多6个月", 182)]);
    // The axis reaches past both, also where nothing took so long.
    let quick = Choice::new(Measure::MedianDays, Grouping::Whole).only(Dimension::Unit, &[0]);
    let quick = explore(&facts, &words, &quick);
    let ChartKind::Histogram(chart) = &quick.figures[0].spec.kind else { panic!("a distribution") };
    assert!(chart.bins.len() as f32 > chart.marks[1].at, "{} bins", chart.bins.len());
}

#[test]
fn answers_are_the_same_everywhere() {
    let (facts, words) = explored();
    let mut made = String::new();
    for choice in choices(&facts) {
        let reply = explore(&facts, &words, &choice);
        let known = Choice::read(&choice.write()).expect("a choice");
        assert_eq!(known, choice);
        made.push_str(&format!("{}\t{:016x}\t{}\n", choice.write(), fingerprint(&reply), reply.finding));
    }
    let path = root().join("tests/goldens/answers.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &made).expect("a golden");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (made, expected) in made.lines().zip(expected.lines()) {
        assert_eq!(made, expected, "BLESS=1 writes tests/goldens/answers.txt anew");
    }
    assert_eq!(made.lines().count(), expected.lines().count());
}
