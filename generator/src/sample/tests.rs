//! What the sample promises: validity, sameness, and that every term of the field occurs.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use outcomes::dataset::Rules;
use outcomes::life::{State, life};
use outcomes::read::{SourceFile, read};
use outcomes::terms::{ContactWay, CountsAs, Disclosure, EndKind, Judgement, Kind, ProposerType, Role};

use super::{DEMO, Options, SINCE_WITHHELD, demo_earlier, write};

fn sample(options: Options) -> String {
    let mut bytes = Vec::new();
    write(options, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("the sample is UTF-8")
}

fn demo(file: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city").join(file)
}

#[test]
#[ignore = "writes the demo city; run it after a change of the sample"]
fn write_demo_city() {
    std::fs::write(demo("export.json"), sample(DEMO)).expect("the demo city's folder can be written");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(sample(demo_earlier()).as_bytes()).expect("memory takes everything");
    std::fs::write(demo("earlier.json.gz"), packer.finish().expect("packed")).expect("written beside it");
}

#[test]
fn demo_city_is_what_the_generator_writes() {
    let stored = std::fs::read_to_string(demo("export.json")).expect("the demo city is there");
    assert!(stored == sample(DEMO), "data/demo-city/export.json differs: run the ignored test write_demo_city");
    let packed = std::fs::File::open(demo("earlier.json.gz")).expect("its earlier state is there");
    let mut stored = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut stored).expect("packed");
    assert!(stored == sample(demo_earlier()), "data/demo-city/earlier.json.gz differs: run write_demo_city");
}

#[test]
fn the_earlier_city_is_sound_and_knows_nothing_of_later_days() {
    let text = sample(demo_earlier());
    let file = SourceFile { name: "earlier", bytes: text.as_bytes(), lines: false };
    let (dataset, issues) = read(&[file], &Rules::default());
    assert!(issues.iter().all(|issue| issue.code == "W0408"), "{issues:?}");
    let dataset = dataset.expect("an export without faults is a dataset");
    assert!(dataset.items.len() < DEMO.items && dataset.items.len() > DEMO.items / 2);
    let later: Vec<&str> = ["2025-10", "2025-11"]
        .into_iter()
        .filter(|month| {
            let happened = |name: &str| text.contains(&format!("\"{name}\":\"{month}"));
            ["date", "assigned", "accepted", "submitted", "kept", "approved", "issued", "published"]
                .into_iter()
                .any(happened)
        })
        .collect();
    assert!(later.is_empty(), "{later:?}");
    assert!(text.contains(SINCE_WITHHELD.0) && text.contains(SINCE_WITHHELD.1));
    assert!(!sample(DEMO).contains(SINCE_WITHHELD.0));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let options = Options { items: 40, seed: 7, earlier: None };
    assert!(sample(options) == sample(options));
    assert!(sample(options) != sample(Options { seed: 8, ..options }));
}

#[test]
fn every_item_has_a_line_of_its_own() {
    let text = sample(Options { items: 40, seed: 7, earlier: None });
    let items = text.lines().filter(|line| line.starts_with("{\"id\":\"y")).count();
    assert_eq!(items, 40);
    assert!(
        text.lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line.trim_end_matches(',')).is_ok()
                || line.len() < 2000),
        "a long line is a value of its own"
    );
}

#[test]
fn the_sample_is_valid_and_shows_every_state() {
    let text = sample(DEMO);
    let file = SourceFile { name: "demo", bytes: text.as_bytes(), lines: false };
    let (dataset, issues) = read(&[file], &Rules::default());
    // The one oddity that a reader of exports is warned of: replies whose day the source leaves out.
    assert!(issues.iter().all(|issue| issue.code == "W0408"), "{issues:?}");
    assert!(!issues.is_empty(), "no reply without a date");
    let dataset = dataset.expect("an export without faults is a dataset");
    assert!(dataset.fictional());
    assert_eq!(dataset.items.len(), DEMO.items);
    let states: BTreeSet<&str> = dataset.items.iter().map(|item| life(&dataset, item).state.key()).collect();
    let all: BTreeSet<&str> = State::ALL.iter().map(|state| state.key()).collect();
    assert_eq!(states, all);
}

#[test]
fn every_term_of_the_field_occurs() {
    let text = sample(DEMO);
    let occurs = |member: &str, term: &str| {
        assert!(text.contains(&format!("\"{member}\":\"{term}\"")), "no {member} {term}");
    };
    Kind::ALL.iter().for_each(|term| occurs("kind", term.key()));
    EndKind::ALL.iter().for_each(|term| occurs("kind", term.key()));
    ProposerType::ALL.iter().for_each(|term| occurs("type", term.key()));
    Role::ALL.iter().for_each(|term| occurs("role", term.key()));
    CountsAs::ALL.iter().for_each(|term| occurs("counts_as", term.key()));
    ContactWay::ALL.iter().for_each(|term| occurs("way", term.key()));
    [Disclosure::Summary, Disclosure::Withheld].iter().for_each(|term| occurs("level", term.key()));
    Judgement::ALL.iter().for_each(|term| {
        occurs("result", term.key());
        if *term != Judgement::Dissatisfied {
            occurs("attitude", term.key());
        }
    });
    ["A", "B", "C", "D", "E"].iter().for_each(|class| occurs("class", class));
    for member in ["extension", "opinion", "class_changes", "commitments", "effects", "outputs", "milestones", "points"]
    {
        assert!(text.contains(&format!("\"{member}\":")), "no {member}");
    }
    assert!(text.contains("\"round\":2"), "no second round");
    assert!(text.contains("\"contact_waived\":true"), "no waived talk");
    assert!(text.contains("\"key\":true"), "no item under special supervision");
}

#[test]
fn the_invented_city_has_nothing_private() {
    for seed in [1, 2, 3] {
        let text = sample(Options { items: 700, seed, earlier: None });
        // Of the head only service phones may be phones.
        for line in text.lines().filter(|line| !line.contains("\"service_phone\"")) {
            assert_eq!(outcomes::private::find(line), [], "{line}");
        }
    }
}
