//! The field's rules: due days, what stands, what leaves a denominator, where an item stands.

mod exports;

use exports::{export, item, with};
use outcomes::dataset::{Dataset, Rules};
use outcomes::life::{State, Step, events, is_closed, latest, life, standing};
use outcomes::rates::{Rate, RateKey, Reading};
use outcomes::summary::summarize;
use outcomes::terms::{Judgement, StandingEvaluation};
use serde_json::{Value, json};

fn due(assignment: Value, rules: Rules) -> String {
    let text = export(json!([item("a", json!([assignment]))]));
    with(&text, rules, |data| data.items[0].assignments[0].due.map_or("none".into(), |due| due.to_string()))
}

#[test]
fn the_due_day_comes_from_the_data_the_rule_or_the_extension() {
    let lead = |more: Value| {
        let mut assignment = json!({ "unit": "finance", "role": "lead", "assigned": "2022-02-15" });
        assignment.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        assignment
    };
    let rules = Rules::default();
    assert_eq!(due(lead(json!({})), rules.clone()), "2022-05-15");
    assert_eq!(due(lead(json!({ "assigned": "2021-11-30" })), rules.clone()), "2022-02-28");
    assert_eq!(due(lead(json!({ "due": "2022-04-01" })), rules.clone()), "2022-04-01", "the data wins over the rule");
    assert_eq!(
        due(lead(json!({ "due": "2022-12-01" })), rules.clone()),
        "2022-12-01",
        "whatever the limit of extensions"
    );
    let until = |day: &str| json!({ "extension": { "until": day } });
    assert_eq!(due(lead(until("2022-07-01")), rules.clone()), "2022-07-01");
    assert_eq!(due(lead(until("2022-09-01")), rules.clone()), "2022-08-15", "six months at most");
    assert_eq!(due(lead(until("2022-03-01")), rules.clone()), "2022-05-15", "an extension never shortens");
    let both = json!({ "due": "2022-05-20", "extension": { "until": "2022-07-20" } });
    assert_eq!(due(lead(both), rules.clone()), "2022-07-20", "an extension puts off the data's day as well");
    assert_eq!(due(json!({ "unit": "finance", "role": "lead" }), rules.clone()), "none");
    let longer = Rules { reply_months: 6, opinion_months: 2, ..rules.clone() };
    assert_eq!(due(lead(json!({})), longer.clone()), "2022-08-15");
    let with_joint = |rules| {
        let text = export(json!([item(
            "a",
            json!([lead(json!({})), {"unit": "planning", "role": "joint", "assigned": "2022-02-15"}])
        )]));
        with(&text, rules, |data| data.items[0].assignments[1].due.expect("a due day").to_string())
    };
    assert_eq!(with_joint(rules.clone()), "2022-03-15");
    assert_eq!(with_joint(longer.clone()), "2022-04-15");
}

#[test]
fn overdue_is_judged_on_each_exports_own_day() {
    let duty = json!([{ "unit": "finance", "role": "lead", "assigned": "2022-08-02" }]);
    let on = |day: &str| {
        let text = export(json!([item("a", duty.clone())])).replace("2022-11-02", day);
        with(&text, Rules::default(), |data| {
            let tally = summarize(data).whole;
            (life(data, &data.items[0]).state, tally.on_time_rate(), tally.overdue_items)
        })
    };
    assert_eq!(on("2022-11-02"), (State::Handling, Rate::new(0, 0), 0), "the due day itself is in time");
    assert_eq!(on("2022-11-03"), (State::Overdue, Rate::new(0, 1), 1));
}

fn evaluated(evaluations: Value, proposers: Value, rule: StandingEvaluation) -> [Option<Judgement>; 2] {
    let mut one = item(
        "a",
        json!([{ "unit": "finance", "role": "lead", "replies": [{ "class": "A" }], "evaluations": evaluations }]),
    );
    one["proposers"] = proposers;
    let rules = Rules { standing_evaluation: rule, ..Rules::default() };
    with(&export(json!([one])), rules, |data| {
        let item = &data.items[0];
        [Reading::First, Reading::Latest].map(|reading| standing(data, item, &item.assignments[0], reading))
    })
}

#[test]
fn the_evaluation_that_stands_is_configured() {
    use Judgement::{Basically, Dissatisfied, Satisfied};
    use StandingEvaluation::{Lead, LeastSatisfied, Majority};
    let three = json!([
        { "proposer": "liu", "result": "satisfied" },
        { "proposer": "chen", "result": "dissatisfied" },
        { "proposer": "chen", "round": 2, "result": "basically_satisfied" },
        { "proposer": "wang", "result": "satisfied" },
    ]);
    let all = json!(["liu", "chen", "wang"]);
    let read = |rule| evaluated(three.clone(), all.clone(), rule);
    assert_eq!(read(LeastSatisfied), [Some(Dissatisfied), Some(Basically)]);
    assert_eq!(read(Lead), [Some(Satisfied), Some(Satisfied)]);
    assert_eq!(read(Majority), [Some(Satisfied), Some(Satisfied)]);
    let tie = json!([
        { "proposer": "liu", "result": "satisfied" }, { "proposer": "chen", "result": "basically_satisfied" },
    ]);
    assert_eq!(evaluated(tie, all.clone(), Majority), [Some(Basically); 2], "on a tie the less satisfied");
    let others = json!([{ "proposer": "chen", "result": "satisfied" }]);
    assert_eq!(evaluated(others, all, Lead), [None; 2], "待评价 until the lead has judged");
    let unnamed = json!([{ "result": "satisfied" }]);
    assert_eq!(
        evaluated(unnamed.clone(), json!(["liu"]), Lead),
        [Some(Satisfied); 2],
        "only the lead can have said so"
    );
    assert_eq!(evaluated(unnamed, json!([]), Lead), [Some(Satisfied); 2]);
}

#[test]
fn one_dissatisfied_proposer_keeps_an_item_open() {
    let duty = |second: Value| {
        json!([{ "unit": "finance", "role": "sole", "assigned": "2022-02-15",
            "replies": [{ "date": "2022-05-10", "class": "A" }],
            "evaluations": second }])
    };
    let closed = |evaluations: Value| {
        with(&export(json!([item("a", duty(evaluations))])), Rules::default(), |data| {
            (is_closed(data, &data.items[0]), life(data, &data.items[0]).state)
        })
    };
    let said = |result: &str| json!({ "proposer": "chen", "result": result });
    assert_eq!(closed(json!([said("dissatisfied")])), (false, State::SecondHandling));
    let mended = json!([said("dissatisfied"), { "proposer": "chen", "round": 2, "result": "satisfied" }]);
    assert_eq!(closed(mended), (true, State::Closed));
    assert_eq!(closed(json!([])), (true, State::Closed), "待评价 is no obstacle");
}

#[test]
fn a_second_reply_states_the_class_anew() {
    let class = |second: &str| {
        let duty = json!([{ "unit": "finance", "role": "sole", "assigned": "2022-02-15",
            "replies": [{ "date": "2022-04-10", "class": "B" }, { "date": second, "class": "C", "explanation": "无条件" }],
            "class_changes": [{ "date": "2022-06-01", "class": "A", "reason": "已完成" }],
            "commitments": [{ "text": "完成", "due": "2022-12-01" }] }]);
        with(&export(json!([item("a", duty)])), Rules::default(), |data| {
            data.classes[data.items[0].assignments[0].class().expect("a class").at()].code.to_string()
        })
    };
    assert_eq!(class("2022-05-01"), "A", "the change came after it");
    assert_eq!(class("2022-07-01"), "C", "it came after the change");
}

#[test]
fn an_item_that_ended_early_is_due_no_more_and_in_no_denominator() {
    let ended = |kind: &str, role: &str| {
        let mut one = item(kind, json!([{ "unit": "planning", "role": "lead", "assigned": "2022-02-15" }]));
        if role == "joint" {
            one["assignments"] = json!([
                { "unit": "finance", "role": "lead", "assigned": "2022-02-15" },
                { "unit": "planning", "role": "joint", "assigned": "2022-02-15" },
            ]);
        }
        one["end"] = json!({ "kind": kind });
        one
    };
    let items = json!([ended("withdrawn", "lead"), ended("returned", "lead"), ended("merged", "joint")]);
    with(&export(items), Rules::default(), |data| {
        let summary = summarize(data);
        assert_eq!((summary.whole.items, summary.whole.owed, summary.whole.joint), (0, 0, 0));
        assert_eq!(summary.whole.ended, [1, 1, 1]);
        for key in RateKey::ALL {
            assert_eq!(summary.whole.rate(*key), Rate::new(0, 0), "{}", key.key());
        }
        assert!(summary.waiting.is_empty());
        assert!(summary.lives.iter().all(|life| life.due.is_none() && life.days_left.is_none()));
        let ended = |unit: usize| summary.by_unit[unit].ended.iter().sum::<u32>();
        assert_eq!((ended(0), ended(1)), (1, 2), "the merged item was never planning's own");
    });
}

#[test]
fn an_item_counts_once_in_a_month() {
    let duty = |unit: &str| json!({ "unit": unit, "role": "separate", "assigned": "2022-02-15" });
    let text = export(json!([item("a", json!([duty("finance"), duty("planning")]))]));
    with(&text, Rules::default(), |data| {
        let summary = summarize(data);
        let month = &summary.by_month[&(2022, 2)];
        assert_eq!((month.items, month.owed), (1, 2));
        assert_eq!(summary.unit_months[0][&(2022, 2)].owed, 1);
    });
}

#[test]
fn a_step_has_a_day_only_where_it_was_reached() {
    let duty = |contact: Value| {
        json!([{ "unit": "finance", "role": "sole", "assigned": "2022-02-15", "contacts": [contact],
            "replies": [{ "date": "2022-04-10", "class": "A" }, { "date": "2022-08-01", "class": "A" }] }])
    };
    let steps = |contact: Value| {
        with(&export(json!([item("a", duty(contact))])), Rules::default(), |data| {
            let steps = life(data, &data.items[0]).steps;
            let day = |step: Step| {
                let one = steps.iter().find(|one| one.step == step).expect("every step");
                one.reached.then(|| one.date.map(|date| date.to_string()))
            };
            (day(Step::Consulted), day(Step::Replied))
        })
    };
    let replied = Some(Some("2022-04-10".to_owned()));
    assert_eq!(steps(json!({ "way": "phone", "date": "2022-05-01" })), (None, replied.clone()), "talked afterwards");
    assert_eq!(steps(json!({ "way": "phone", "date": "2022-03-01" })), (Some(Some("2022-03-01".into())), replied));
}

#[test]
fn waived_talks_are_the_third_share() {
    let duty = |more: Value| {
        let mut one = json!({ "unit": "finance", "role": "sole", "assigned": "2022-02-15" });
        one.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        json!([one])
    };
    let talk = json!([{ "way": "visit", "date": "2022-03-01" }]);
    let items = json!([
        item("a", duty(json!({ "contacts": talk, "contact_waived": true }))),
        item("b", duty(json!({ "contact_waived": true }))),
        item("c", duty(json!({}))),
    ]);
    let rates = |data: &Dataset| {
        let whole = summarize(data).whole;
        (whole.rate(RateKey::Consultation), whole.rate(RateKey::ConsultationWaived))
    };
    assert_eq!(with(&export(items), Rules::default(), rates), (Rate::new(1, 3), Rate::new(1, 3)));
}

#[test]
fn events_stand_in_order_and_only_what_happened_is_the_latest() {
    let duty = json!({
        "unit": "finance", "role": "lead", "assigned": "2022-03-01", "accepted": "2022-03-01",
        "replies": [{ "date": "2022-05-20", "class": "B" }],
        "class_changes": [{ "date": "2022-07-31", "class": "A" }],
        "evaluations": [{ "proposer": "liu", "round": 1, "date": "2022-06-01", "result": "satisfied" }],
        "commitments": [{ "text": "修好路面", "due": "2022-10-15" }],
    });
    let joint = json!({ "unit": "planning", "role": "joint", "assigned": "2022-03-01" });
    with(&export(json!([item("a", json!([duty, joint]))])), Rules::default(), |data| {
        let item = &data.items[0];
        let days: Vec<String> = events(item).iter().map(|event| event.date.to_string()).collect();
        let expected =
            ["2022-03-01", "2022-03-01", "2022-03-01", "2022-05-20", "2022-06-01", "2022-07-31", "2022-10-15"];
        assert_eq!(days, expected, "two hand-overs before what was accepted on the same day");
        let last = latest(item, data.sources[0].as_of).expect("an event");
        assert_eq!(last.date.to_string(), "2022-07-31", "no promise that is only due");
        assert_eq!(last.unit.map(|unit| data.units[unit.at()].id.to_string()).as_deref(), Some("finance"));
    });
}
