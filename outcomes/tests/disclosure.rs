//! What is withheld is not in the dataset at all, whatever field of the export it stands in.

mod exports;

use exports::{export, item, with};
use outcomes::dataset::{Publication, Rules};
use outcomes::life::standing;
use outcomes::private::Privacy;
use outcomes::rates::{RateKey, Reading};
use outcomes::read::{SourceFile, read_apart};
use outcomes::summary::summarize;
use outcomes::terms::StandingEvaluation;
use outcomes::unpublished::Unpublished;
use serde_json::{Value, json};

/// An item in which every text that has a field holds the word 机密 (secret), but for its number, the
/// replies' numbers and the reasons for withholding.
fn secret_item() -> Value {
    let mut one = item(
        "a",
        json!([
            { "unit": "finance", "role": "lead", "assigned": "2022-02-15",
              "extension": { "until": "2022-08-01", "reason": "机密" },
              "contacts": [{ "way": "visit", "date": "2022-03-01", "note": "机密" }],
              "replies": [{ "date": "2022-05-10", "class": "C", "document_number": "湖财函〔2022〕1号", "text": "机密",
                  "explanation": "机密",
                  "header": { "index_number": "机密", "document_number": "机密", "subject": "机密", "issuer": "机密",
                      "validity": "机密" } }],
              "class_changes": [{ "date": "2022-06-01", "class": "B", "reason": "机密" }],
              "evaluations": [
                  { "proposer": "liu", "result": "satisfied", "comment": "机密" },
                  { "proposer": "chen", "result": "dissatisfied" },
                  { "proposer": "chen", "round": 2, "result": "basically_satisfied" },
              ],
              "commitments": [{ "text": "机密", "due": "2022-12-01" }] },
            { "unit": "planning", "role": "joint", "assigned": "2022-02-15",
              "opinion": { "date": "2022-03-01", "text": "机密" } },
        ]),
    );
    let texts = json!({
        "number": "056", "title": "机密", "category": "transport", "text": "机密", "note": "机密",
        "points": [{ "problem": "机密", "answer": "机密" }],
        "effects": [{ "what": "机密", "unit": "机密", "before": 1, "after": 2 }],
        "outputs": [{ "title": "机密", "document_number": "机密" }],
        "milestones": [{ "date": "2022", "text": "机密" }],
    });
    one.as_object_mut().expect("an object").extend(texts.as_object().expect("an object").clone());
    one
}

fn withheld_item() -> Value {
    let mut one = secret_item();
    one["disclosure"] = json!({ "level": "withheld", "reason": "涉及商业秘密" });
    one
}

#[test]
fn of_a_withheld_item_only_number_unit_dates_class_and_reason_stay() {
    let mut ended = withheld_item();
    ended["id"] = json!("b");
    ended["end"] = json!({ "kind": "withdrawn", "reason": "机密" });
    with(&export(json!([withheld_item(), ended])), Rules::default(), |data| {
        let seen = format!("{:?}", data.items);
        assert!(!seen.contains("机密"), "{seen}");
        let item = data.items.iter().find(|item| item.id.as_str() == "a").expect("the item");
        assert_eq!(item.number.as_deref(), Some("056"));
        assert!(item.proposers.is_empty() && item.category.is_none());
        let duty = &item.assignments[0];
        assert!(duty.evaluations.iter().all(|evaluation| evaluation.proposer.is_none()));
        assert!(duty.replies[0].date.is_some() && duty.class().is_some());
        assert!(matches!(&duty.replies[0].text, Publication::Withheld(reason) if reason.as_str() == "涉及商业秘密"));
        let summary = summarize(data);
        assert_eq!((summary.whole.withheld, summary.whole.text_absent), (1, 0));
        assert!(summary.items_of_proposer.iter().all(Vec::is_empty));
    });
}

#[test]
fn of_a_withheld_reply_nothing_is_told() {
    let mut one = secret_item();
    one["title"] = json!("题目");
    one["text"] = json!("正文");
    one["note"] = json!("附注");
    one["assignments"][0]["replies"][0]["disclosure"] = json!({ "level": "withheld", "reason": "涉及个人隐私" });
    // A joint unit's opinion is not of the reply.
    one["assignments"][1]["opinion"]["text"] = json!("同意");
    with(&export(json!([one])), Rules::default(), |data| {
        let seen = format!("{:?}", data.items);
        assert!(!seen.contains("机密"), "{seen}");
        assert!(seen.contains("题目") && seen.contains("正文") && seen.contains("涉及个人隐私"));
        assert_eq!(data.items[0].proposers.len(), 2);
    });
}

#[test]
fn of_a_summary_only_the_summary_is_published() {
    let mut one = secret_item();
    one["publication_agreed"] = json!(false);
    one["disclosure"] = json!({ "level": "summary", "summary": "摘要" });
    one["assignments"][0]["replies"][0]["disclosure"] = json!({ "level": "summary", "summary": "答复摘要" });
    with(&export(json!([one])), Rules::default(), |data| {
        let text = |text: &Publication| matches!(text, Publication::Summary(text) if text.text().contains("摘要"));
        assert!(text(&data.items[0].text) && text(&data.items[0].assignments[0].replies[0].text));
    });
}

#[test]
fn withholding_changes_no_rate() {
    for rule in StandingEvaluation::ALL {
        let rules = Rules { standing_evaluation: *rule, ..Rules::default() };
        let rates = |item: Value| {
            with(&export(json!([item])), rules.clone(), |data| {
                let whole = summarize(data).whole;
                let item = &data.items[0];
                let stands = [Reading::First, Reading::Latest]
                    .map(|reading| standing(data, item, &item.assignments[0], reading));
                let rates = RateKey::ALL.iter().filter(|key| **key != RateKey::Disclosure).map(|key| whole.rate(*key));
                (stands, rates.collect::<Vec<_>>())
            })
        };
        assert_eq!(rates(secret_item()), rates(withheld_item()), "{}", rule.key());
    }
}

#[test]
fn masked_texts_hold_no_personal_data() {
    let mut one = secret_item();
    one["title"] = json!("请回电138 0013 8000");
    one["assignments"][0]["commitments"][0]["text"] = json!("联系li.lei@example.com");
    let rules = Rules { privacy: Privacy::masking(), ..Rules::default() };
    with(&export(json!([one])), rules, |data| {
        assert_eq!(data.items[0].title.as_deref(), Some("请回电138****8000"));
        assert_eq!(data.items[0].assignments[0].commitments[0].text.as_str(), "联系l***@example.com");
    });
}

/// Every text of an export that has a field of its own, each different, as a list of them.
fn numbered(value: &mut Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if text == "机密" => {
            *text = format!("文字{}", char::from_u32(0x4E00 + texts.len() as u32).expect("a character"));
            texts.push(text.clone());
        }
        Value::Array(list) => list.iter_mut().for_each(|one| numbered(one, texts)),
        Value::Object(fields) => fields.values_mut().for_each(|one| numbered(one, texts)),
        _ => {}
    }
}

#[test]
fn every_text_is_published_or_kept_apart_and_none_is_both() {
    let withheld = json!({ "level": "withheld", "reason": "涉密" });
    let summary = json!({ "level": "summary", "summary": "机密" });
    for (of_item, of_reply) in
        [(None, None), (Some(&withheld), None), (None, Some(&withheld)), (Some(&summary), Some(&summary))]
    {
        let mut one = secret_item();
        if let Some(disclosure) = of_item {
            one["disclosure"] = disclosure.clone();
        }
        if let Some(disclosure) = of_reply {
            one["assignments"][0]["replies"][0]["disclosure"] = disclosure.clone();
        }
        let mut texts = Vec::new();
        numbered(&mut one, &mut texts);
        let text = export(json!([one]));
        let files = [SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false }];
        let mut kept = Unpublished::default();
        let (data, issues) = read_apart(&files, &Rules::default(), &mut kept);
        let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
        let mut published = Vec::new();
        data.texts(&mut |text| published.push(text.to_owned()));
        let apart: Vec<String> = kept.texts.iter().map(|one| one.text.text().into_owned()).collect();
        for text in &texts {
            assert!(published.contains(text) != apart.contains(text), "{text} of {of_item:?}, {of_reply:?}");
        }
        assert_eq!(apart.is_empty(), of_item.is_none() && of_reply.is_none());
        assert!(apart.iter().all(|text| texts.contains(text)), "nothing else is kept");
        let names: &[&str] = if of_item == Some(&withheld) { &["刘露", "陈晨"] } else { &[] };
        assert_eq!(kept.unnamed.iter().flat_map(|(_, names)| names).collect::<Vec<_>>(), names);
    }
}
