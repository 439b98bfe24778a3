//! What two exports of the same data are compared by, and what never shows in a comparison.

mod exports;

use exports::{export, item};
use outcomes::changes::{Change, Changes, Field, Kind, NotEarlier, Subject, Value};
use outcomes::dataset::{Dataset, ItemIx, Rules};
use outcomes::read::{SourceFile, read};
use outcomes::summary::{Summary, summarize};
use serde_json::{Value as Json, json};

fn dataset<'a>(texts: &'a [String]) -> (Dataset<'a>, Summary) {
    let file = |text: &'a String| SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false };
    let files: Vec<SourceFile> = texts.iter().map(file).collect();
    let (data, issues) = read(&files, &Rules::default());
    let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
    let summary = summarize(&data);
    (data, summary)
}

/// Compares exports and looks at what changed.
fn compared<T>(old: &[String], new: &[String], look: impl FnOnce(Result<Changes, NotEarlier>) -> T) -> T {
    let (old, new) = (dataset(old), dataset(new));
    look(Changes::between((&old.0, &old.1), (&new.0, &new.1)))
}

/// The export as of an earlier day.
fn as_of(day: &str, items: Json) -> String {
    export(items).replace("2022-11-02", day)
}

/// Kinds and fields of what happened to the items from one list to the other.
fn kinds(old: Json, new: Json) -> Vec<(Kind, Option<Field>)> {
    compared(&[as_of("2022-06-30", old)], &[export(new)], |changes| {
        changes.expect("compared").list.iter().map(|change| (change.kind, change.field)).collect()
    })
}

fn answered() -> Json {
    let reply = json!({ "date": "2022-05-10", "class": "A", "text": "现答复如下" });
    json!([{ "unit": "finance", "role": "lead", "assigned": "2022-02-15", "replies": [reply],
             "evaluations": [{ "proposer": "liu", "date": "2022-05-20", "result": "satisfied" }] }])
}

#[test]
fn equal_data_has_no_changes() {
    let one = json!([item("a", answered())]);
    assert_eq!(kinds(one.clone(), one), []);
}

#[test]
fn overdue_and_promises_are_judged_on_each_exports_own_day() {
    let open = json!([{ "unit": "finance", "role": "lead", "assigned": "2022-05-15" }]);
    let one = json!([item("a", open)]);
    assert_eq!(kinds(one.clone(), one), [(Kind::Overdue, None)]);
    let mut promised = answered();
    promised[0]["commitments"] = json!([{ "text": "建成", "due": "2022-09-30" }]);
    let one = json!([item("a", promised)]);
    assert_eq!(kinds(one.clone(), one), [(Kind::PromiseOverdue, None)]);
}

#[test]
fn only_an_older_export_of_the_same_publisher_is_earlier() {
    let items = || json!([item("a", answered())]);
    let error = |old: String, new: String| compared(&[old], &[new], |changes| changes.expect_err("refused"));
    let day = |day: &str| day.parse().expect("a day");
    let reversed = error(export(items()), as_of("2022-06-30", items()));
    let said =
        "the earlier export of 湖城市 is of 2022-11-02, the later one of 2022-06-30: give the older one as the earlier";
    assert_eq!(reversed.to_string(), said);
    assert_eq!(error(export(items()), export(items())), NotEarlier::SameDay(day("2022-11-02")));
    let other = as_of("2022-06-30", items()).replace("lake-city", "hill-city");
    assert_eq!(error(other, export(items())), NotEarlier::NothingInCommon);
}

#[test]
fn of_several_bureaus_one_may_have_stood_still_and_order_changes_nothing() {
    let bureau = |publisher: &str, day: &str, id: &str, items: Json| {
        as_of(day, json!([item(id, items)])).replace("lake-city", publisher)
    };
    let open = || json!([{ "unit": "finance", "role": "lead", "assigned": "2022-02-15" }]);
    let old = [bureau("a", "2022-06-30", "a1", open()), bureau("b", "2022-06-30", "b1", open())];
    let new = [bureau("a", "2022-11-02", "a1", answered()), bureau("b", "2022-06-30", "b1", open())];
    let listed =
        |old: &[String], new: &[String]| compared(old, new, |changes| format!("{:?}", changes.expect("compared").list));
    let seen = listed(&old, &new);
    assert!(seen.contains("Replied") && !seen.contains("b1"), "{seen}");
    let turned = |list: &[String; 2]| [list[1].clone(), list[0].clone()];
    assert_eq!(seen, listed(&turned(&old), &turned(&new)));
}

/// An item with the word 机密 (secret) in every text.
fn secret() -> Json {
    let mut one = item("a", answered());
    one["assignments"][0]["replies"][0]["text"] = json!("机密");
    one["assignments"][0]["replies"][0]["explanation"] = json!("机密");
    one["assignments"][0]["evaluations"][0]["comment"] = json!("机密");
    one["assignments"][0]["commitments"] = json!([{ "text": "机密", "due": "2022-12-01" }]);
    one["assignments"][0]["contacts"] = json!([{ "way": "visit", "date": "2022-03-01", "note": "机密" }]);
    for text in ["title", "text", "note"] {
        one[text] = json!("机密");
    }
    one["category"] = json!("transport");
    one["effects"] = json!([{ "what": "机密", "unit": "机密", "before": 2, "after": 1 }]);
    one["outputs"] = json!([{ "title": "机密" }]);
    one["points"] = json!([{ "problem": "机密", "answer": "机密" }]);
    one
}

/// What a comparison says when the secret item has become `new`; never the secret.
fn after_secret(new: Json) -> Vec<(Kind, Option<Field>)> {
    compared(&[as_of("2022-06-30", json!([secret()]))], &[export(new)], |changes| {
        let list = changes.expect("compared").list;
        let seen = format!("{list:?}");
        assert!(!seen.contains("机密"), "{seen}");
        list.iter().map(|change| (change.kind, change.field)).collect()
    })
}

#[test]
fn what_is_withheld_since_is_named_and_never_quoted() {
    let mut withheld = secret();
    withheld["disclosure"] = json!({ "level": "withheld", "reason": "涉及商业秘密" });
    withheld["assignments"][0]["replies"][0]["class"] = json!("B");
    let expected = [(Kind::Corrected, Some(Field::Class)), (Kind::Unpublished, Some(Field::ItemText))];
    assert_eq!(after_secret(json!([withheld])), expected);
    assert_eq!(after_secret(json!([])), [(Kind::Gone, None)]);
}

#[test]
fn words_that_are_no_longer_stated_are_not_repeated() {
    let mut silent = item("a", answered());
    silent["assignments"][0]["replies"][0].as_object_mut().expect("a reply").remove("text");
    let seen = after_secret(json!([silent]));
    for gone in [Field::Title, Field::Category, Field::Texts] {
        assert!(seen.contains(&(Kind::Corrected, Some(gone))), "{seen:?}");
    }
    for gone in [Field::Effect, Field::Output, Field::Promise] {
        assert!(seen.contains(&(Kind::Dropped, Some(gone))), "{seen:?}");
    }
    for gone in [Field::ItemText, Field::ReplyText] {
        assert!(seen.contains(&(Kind::Unpublished, Some(gone))), "{seen:?}");
    }
}

#[test]
fn of_a_reply_withheld_since_nothing_is_quoted() {
    let mut one = secret();
    let mut open = secret();
    for item in [&mut one, &mut open] {
        for text in ["title", "text", "note"] {
            item[text] = json!("公开");
        }
    }
    one["assignments"][0]["replies"][0]["disclosure"] = json!({ "level": "withheld", "reason": "涉及个人隐私" });
    compared(&[as_of("2022-06-30", json!([open]))], &[export(json!([one]))], |changes| {
        let list = changes.expect("compared").list;
        assert!(!format!("{list:?}").contains("机密"), "{list:#?}");
        let kinds: Vec<_> = list.iter().map(|change| (change.kind, change.field)).collect();
        assert_eq!(kinds, [(Kind::Unpublished, Some(Field::ReplyText))]);
    });
}

#[test]
fn a_correction_shows_both_values_and_a_reply_its_class() {
    let mut later = item("a", answered());
    later["number"] = json!("012");
    let mut earlier = item("a", json!([{ "unit": "finance", "role": "lead", "assigned": "2022-02-16" }]));
    earlier["number"] = json!("021");
    let (old, new) = ([as_of("2022-06-30", json!([earlier]))], [export(json!([later]))]);
    compared(&old, &new, |changes| {
        let changes = changes.expect("compared");
        let of = |kind: Kind, field: Option<Field>| -> &Change {
            changes.list.iter().find(|change| (change.kind, change.field) == (kind, field)).expect("the change")
        };
        let number = of(Kind::Corrected, Some(Field::Number));
        let text = |value: &Value| match value {
            Value::Text(text) => text.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!((text(&number.was), text(&number.is)), ("021".to_owned(), "012".to_owned()));
        let assigned = of(Kind::Corrected, Some(Field::Assigned));
        assert_ne!(assigned.was, assigned.is);
        // A due day that follows from the day of assignment is not listed by itself.
        assert!(!changes.list.iter().any(|change| change.field == Some(Field::Due)));
        let replied = of(Kind::Replied, None);
        assert!(matches!(&replied.is, Value::Class(code, _) if code.as_str() == "A"));
        assert_eq!(replied.day.map(|day| day.to_string()).as_deref(), Some("2022-05-10"));
        assert_eq!(changes.of_item(ItemIx(0)).count(), changes.list.len());
        assert!(matches!(&replied.subject, Subject::Item(item) if item.now == Some(ItemIx(0))));
        assert_eq!((changes.before.replied, changes.after.replied), (0, 1));
    });
}

#[test]
fn attachments_that_came_and_went_are_told() {
    let with = |files: Json| {
        let mut duties = answered();
        duties[0]["replies"][0]["attachments"] = files;
        json!([item("a", duties)])
    };
    let file = |file: &str, title: &str| json!({ "file": file, "title": title });
    let told = |old: Json, new: Json| {
        compared(&[as_of("2022-06-30", with(old))], &[export(with(new))], |changes| {
            let list = changes.expect("compared").list;
            assert!(list.iter().all(|change| change.field == Some(Field::Attachment)), "{list:#?}");
            let about = |change: &Change| change.about.as_ref().map(ToString::to_string);
            list.iter().map(|change| (change.kind, about(change))).collect::<Vec<_>>()
        })
    };
    let (letter, table) = (file("a/1.pdf", "答复函"), file("a/2.xlsx", "明细表"));
    let named = |title: &str| Some(title.to_owned());
    assert_eq!(told(json!([letter, table]), json!([table, letter])), []);
    assert_eq!(told(json!([]), json!([letter])), [(Kind::Published, named("答复函"))]);
    assert_eq!(told(json!([letter, table]), json!([table])), [(Kind::Dropped, None)], "what is gone is not quoted");
    let other = [(Kind::Corrected, named("答复函"))];
    assert_eq!(told(json!([letter]), json!([file("a/3.pdf", "答复函")])), other);
    assert_eq!(told(json!([file("a/1.pdf", "函")]), json!([letter])), other);
}
