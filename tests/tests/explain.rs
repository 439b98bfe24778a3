//! What `banli explain` says of a figure is what the site publishes of it: every rate of every published cut.

use std::path::Path;

use generator::attachments::Attachments;
use generator::config::{Config, Lang};
use generator::data_files;
use generator::explain::{Address, Explained, list};
use generator::plan::Site;
use generator::publish::Memory;
use generator::theme::Theme;
use generator::words::Words;
use outcomes::behind::{Figure, Scope, behind};
use outcomes::changes::FigureKey;
use outcomes::dataset::{Dataset, Rules, SessionIx, UnitIx};
use outcomes::facts::MonthNo;
use outcomes::rates::{Rate, RateKey, Tally};
use outcomes::read::{SourceFile, check};
use outcomes::summary::Summary;

/// The example export of an invented city, and what is counted in it.
fn city<T>(look: impl FnOnce(&Dataset, &Summary) -> T) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json");
    let bytes = std::fs::read(path).expect("the example export");
    let files = [SourceFile { name: "export.json", bytes: &bytes, lines: false }];
    let (data, summary) = check(&files, &Rules::default()).0.expect("an export without errors");
    look(&data, &summary)
}

/// The address of a row of the published rates.
fn address(scope: &str, id: &str, rate: &str) -> String {
    match scope {
        "all" => rate.to_owned(),
        "lead" => format!("{rate} role=lead"),
        _ => format!("{rate} {scope}={id}"),
    }
}

/// What the records add up to.
fn sum(explained: &[outcomes::behind::Record]) -> Rate {
    let add = |sum: Rate, record: &outcomes::behind::Record| {
        Rate::new(sum.num + record.counts.num, sum.den + record.counts.den)
    };
    explained.iter().fold(Rate::default(), add)
}

#[test]
fn an_explanation_agrees_with_every_published_rate() {
    city(|data, summary| {
        let sink = Memory::default();
        let (config, theme) = (Config::default(), Theme::built_in());
        let attachments = Attachments::none();
        let site = Site { data, summary, changes: None, attachments, config: &config, theme: &theme };
        data_files::write(&site, &sink).expect("data files");
        let files = sink.0.into_inner().expect("no thread failed");
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&files["data/rates.json"]).expect("rows");
        let scopes = 2 + data.sessions.len() + data.units.len() + data.categories.len() + 3;
        assert_eq!(rows.len(), scopes * RateKey::ALL.len());
        for row in &rows {
            let text = |key: &str| row[key].as_str().expect("a text");
            let count = |key: &str| row[key].as_u64().expect("a count") as u32;
            let address = address(text("scope"), text("id"), text("rate"));
            let explained = Explained::of(&address, data, summary).expect("an address");
            let published = Rate::new(count("numerator"), count("denominator"));
            assert_eq!(explained.counts(), published, "{address}");
            assert_eq!(sum(&explained.behind.records), published, "the records of {address}");
            assert_eq!(explained.address.write(data), address, "an address is written as it is read");
        }
    });
}

#[test]
fn an_explanation_agrees_with_every_cut_that_pages_show() {
    city(|data, summary| {
        let mut cuts: Vec<(Scope, &Tally)> = Vec::new();
        for (month, tally) in &summary.by_month {
            cuts.push((Scope { month: Some(MonthNo::of(*month)), ..Scope::default() }, tally));
        }
        for (unit, sessions) in (0..).map(UnitIx).zip(&summary.unit_sessions) {
            for (session, tally) in (0..).map(SessionIx).zip(sessions) {
                cuts.push((Scope { unit: Some(unit), session: Some(session), ..Scope::default() }, tally));
            }
            for (month, tally) in &summary.unit_months[unit.at()] {
                cuts.push((Scope { unit: Some(unit), month: Some(MonthNo::of(*month)), ..Scope::default() }, tally));
            }
        }
        for (session, months) in (0..).map(SessionIx).zip(&summary.session_months) {
            for (month, tally) in months {
                let month = Some(MonthNo::of(*month));
                cuts.push((Scope { session: Some(session), month, ..Scope::default() }, tally));
            }
        }
        assert!(cuts.len() > 200);
        for (scope, tally) in cuts {
            for figure in Figure::all() {
                let found = behind(data, summary, figure, &scope);
                assert_eq!(&found.tally, tally, "{scope:?}");
                assert_eq!(sum(&found.records), figure.of(tally), "{} of {scope:?}", figure.key());
            }
        }
    });
}

#[test]
fn addresses_are_read_and_what_is_wrong_with_them_is_named() {
    city(|data, summary| {
        let read = |text: &str| Address::read(text, data);
        let figure = |text: &str| read(text).expect("an address").figure;
        assert_eq!(figure("satisfaction"), Figure::Key(FigureKey::Rate(RateKey::Satisfaction)));
        assert_eq!(figure("satisfaction reading=first"), Figure::Key(FigureKey::Rate(RateKey::FirstSatisfaction)));
        assert_eq!(figure("handling-time"), Figure::Days);
        for (text, wrong) in [
            ("", "name a figure, such as `satisfaction`"),
            (
                "satisfacton",
                "there is no figure \"satisfacton\"; did you mean satisfaction? `banli explain --list` lists them",
            ),
            (
                "reply unit=educaton",
                "the export has no unit \"educaton\"; did you mean education? `banli explain --list EXPORT` lists them",
            ),
            ("reply unit=education unit=health", "`unit` is given twice"),
            ("reply education", "\"education\" is no filter: write it as unit=ID, and the whole address in quotes"),
            (
                "reply body=cppcc",
                "\"body\" is no filter: write one of unit, session, category, kind, role, month, reading",
            ),
            ("reply role=main", "\"main\" is no role: write one of lead, sole, separate, joint"),
            ("reply month=2025-13", "\"2025-13\" is no month: write it as 2025-03"),
            ("reply reading=first", "`reading` belongs to satisfaction and satisfaction-with-basic, not to reply-rate"),
            ("satisfaction reading=last", "\"last\" is no reading: write first or latest"),
        ] {
            assert_eq!(read(text).expect_err(text).to_string(), wrong);
        }
        for lang in Lang::BUILT_IN {
            let words = Words::read(&Theme::built_in(), lang).expect("a catalogue");
            let listed = list(&words, Some(data));
            assert!(!listed.contains("\n["), "every text is there: {listed}");
            for figure in Figure::all() {
                let explained = Explained::of(figure.key(), data, summary).expect("an address");
                let json = explained.json(&words);
                let texts = [&json["label"], &json["definition"], &json["formula"]];
                assert!(texts.iter().all(|text| !text.as_str().unwrap_or_default().starts_with('[')), "{json}");
                let rows = String::from_utf8(explained.csv()).expect("UTF-8").lines().count() - 1;
                assert_eq!(rows, explained.behind.records.len());
            }
        }
    });
}
