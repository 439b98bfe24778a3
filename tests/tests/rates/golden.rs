//! Published reports come out as printed, computed from exports with that many items.

use outcomes::dataset::{Dataset, Rules};
use outcomes::declared::warnings;
use outcomes::rates::{Rate, RateKey, Reading, Tally};
use outcomes::summary::summarize;
use outcomes::terms::Judgement;
use serde_json::{Value, json};

use super::invented::with;

/// An export of these items for one bureau and others, with Xianning's scheme of classes, where C
/// is planned, or the common one.
fn export(items: Vec<Value>, xianning: bool, declarations: Value) -> String {
    let class = |code: &str, counts_as: &str| json!({ "code": code, "label": code, "counts_as": counts_as });
    let counts_as = ["resolved", "in_progress", if xianning { "planned" } else { "deferred" }, "reference"];
    let classes: Vec<Value> = ["A", "B", "C", "D"].iter().zip(counts_as).map(|(code, as_)| class(code, as_)).collect();
    json!({
        "banli": 1,
        "publisher": { "id": "p", "name": "某市" },
        "as_of": "2023-12-31",
        "sessions": [{ "id": "s", "body": "congress", "year": 2023, "name": "一次会议" }],
        "units": [{ "id": "bureau", "name": "某局" }, { "id": "other", "name": "另一局" }],
        "scheme": { "classes": classes },
        "items": items,
        "declarations": declarations,
    })
    .to_string()
}

/// Spreads a list of (count, value) over positions: the value at each.
fn spread<'v>(parts: &[(usize, &'v str)]) -> Vec<&'v str> {
    parts.iter().flat_map(|(count, value)| std::iter::repeat_n(*value, *count)).collect()
}

/// One duty, replied with this class and judged so; `-` is not judged.
fn replied(unit: &str, role: &str, class: &str, result: &str) -> Value {
    let evaluations = if result == "-" { json!([]) } else { json!([{ "result": result }]) };
    json!({ "unit": unit, "role": role, "assigned": "2023-02-01", "replies": [{ "date": "2023-04-01", "class": class }],
        "evaluations": evaluations })
}

fn item(at: usize, kind: &str, assignments: Value) -> Value {
    json!({ "id": format!("i{at}"), "session": "s", "kind": kind, "assignments": assignments })
}

fn whole(text: String) -> Tally {
    with(&[text], Rules::default(), |data| summarize(data).whole)
}

fn hundredths(rate: Rate) -> u32 {
    rate.ten_thousandths().expect("a share")
}

#[test]
fn xianning_2023_suggestions() {
    let classes = spread(&[(54, "A"), (33, "B"), (2, "C"), (4, "D")]);
    let results = spread(&[(86, "satisfied"), (7, "basically_satisfied")]);
    let items = classes.iter().zip(&results).enumerate();
    let items =
        items.map(|(at, (class, result))| item(at, "suggestion", json!([replied("bureau", "sole", class, result)])));
    let tally = whole(export(items.collect(), true, json!([])));
    assert_eq!((tally.items, tally.owed, &tally.classes[..]), (93, 93, &[54, 33, 2, 4][..]));
    assert_eq!(hundredths(tally.rate(RateKey::FirstSatisfaction)), 9247);
    assert_eq!(hundredths(tally.satisfaction(Reading::First, Judgement::Basically)), 753);
    assert_eq!(tally.rate(RateKey::Resolution), Rate::new(54, 93));
    assert_eq!(tally.rate(RateKey::Implementation), Rate::new(89, 93), "Xianning's C is planned, and counts");
}

#[test]
fn xianning_2018_proposals() {
    let classes = spread(&[(28, "A"), (90, "B"), (5, "C"), (3, "D")]);
    let results = spread(&[(100, "satisfied"), (24, "basically_satisfied"), (2, "dissatisfied")]);
    let items = classes.iter().zip(&results).enumerate();
    let items =
        items.map(|(at, (class, result))| item(at, "proposal", json!([replied("bureau", "sole", class, result)])));
    let tally = whole(export(items.collect(), true, json!([])));
    assert_eq!((tally.items, &tally.classes[..]), (126, &[28, 90, 5, 3][..]));
    let with_basic = tally.rate(RateKey::SatisfactionWithBasic);
    assert_eq!((with_basic, hundredths(with_basic)), (Rate::new(124, 126), 9841));
    assert_eq!(tally.rate(RateKey::Satisfaction), Rate::new(100, 126), "never silently swapped");
    assert_eq!(tally.rate(RateKey::Completion), Rate::new(124, 126), "the two go to a second handling");
}

#[test]
fn shenzhen_2018_counts_items_and_assignments_apart() {
    let classes = spread(&[(482, "A"), (537, "B"), (53, "C"), (31, "D")]);
    // 255 of the 848 are shared by two units that each reply.
    let mut rest = classes.iter();
    let items = (0..848).map(|at| {
        let mut next = |unit, role| replied(unit, role, rest.next().expect("1,103 classes"), "-");
        let duties = if at < 255 {
            json!([next("bureau", "separate"), next("other", "separate")])
        } else {
            json!([next("bureau", "sole")])
        };
        item(at, "suggestion", duties)
    });
    let tally = whole(export(items.collect(), false, json!([])));
    assert_eq!((tally.items, tally.owed, tally.classified()), (848, 1103, 1103));
    assert_eq!(tally.classes, [482, 537, 53, 31]);
    assert_eq!(tally.rate(RateKey::Resolution), Rate::new(482, 1103), "one table has one denominator");
    assert_eq!(tally.rate(RateKey::Implementation), Rate::new(482 + 537, 1103));
    assert_eq!(tally.rate(RateKey::Completion), Rate::new(848, 848));
    assert_eq!(tally.rate(RateKey::Satisfaction), Rate::new(0, 0));
}

#[test]
fn sichuan_2016_leaves_out_what_nobody_evaluated() {
    let results = spread(&[(690, "satisfied"), (65, "basically_satisfied"), (279, "-")]);
    let items = results.iter().enumerate();
    let items = items.map(|(at, result)| item(at, "suggestion", json!([replied("bureau", "sole", "A", result)])));
    let tally = whole(export(items.collect(), false, json!([])));
    assert_eq!((tally.items, tally.latest.evaluated(), tally.pending()), (1034, 755, 279));
    assert_eq!(tally.rate(RateKey::Evaluation), Rate::new(755, 1034));
    let (satisfied, basically) = (tally.rate(RateKey::Satisfaction), tally.rate(RateKey::BasicSatisfaction));
    assert_eq!((satisfied, satisfied.tenths()), (Rate::new(690, 755), Some(914)));
    assert_eq!((basically, basically.tenths()), (Rate::new(65, 755), Some(86)));
}

#[test]
fn xianning_2022_declares_what_ninety_items_add_up_to() {
    let kinds = spread(&[(59, "suggestion"), (30, "proposal"), (1, "motion")]);
    // The bureau leads the first four suggestions and the first three proposals.
    let items = kinds.iter().enumerate().map(|(at, kind)| {
        let leads = at < 4 || (59..62).contains(&at);
        let duties = if leads {
            json!([replied("bureau", "lead", "A", "satisfied")])
        } else {
            json!([replied("other", "lead", "B", "-"), { "unit": "bureau", "role": "joint" }])
        };
        item(at, kind, duties)
    });
    let figure = |measure: &str, kind: Option<&str>, role: Option<&str>, value: u32, of: Option<u32>| json!({ "measure": measure, "kind": kind, "role": role, "value": value, "of": of });
    let declarations = json!([{ "id": "d", "unit": "bureau", "year": 2023, "figures": [
        figure("handed_over", None, None, 90, None),
        figure("handed_over", Some("suggestion"), None, 59, None),
        figure("handed_over", Some("proposal"), None, 30, None),
        figure("handed_over", Some("motion"), None, 1, None),
        figure("handed_over", Some("suggestion"), Some("lead"), 4, None),
        figure("handed_over", Some("proposal"), Some("lead"), 3, None),
        figure("satisfaction_rate", None, Some("lead"), 7, Some(7)),
    ] }]);
    let look = |data: &Dataset| {
        let summary = summarize(data);
        assert_eq!(warnings(data, &summary, &[]), [], "declared and computed agree");
        let bureau = &summary.by_unit[0];
        assert_eq!((summary.whole.items, summary.whole.kinds), (90, [59, 30, 1]));
        assert_eq!((bureau.items, bureau.owed, bureau.joint), (7, 7, 83), "a joint unit owes no reply");
        assert_eq!(bureau.rate(RateKey::Satisfaction), Rate::new(7, 7));
    };
    with(&[export(items.collect(), true, declarations)], Rules::default(), look);
}
