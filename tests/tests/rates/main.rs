//! What holds for the rates of any data, proved on random exports read by the real reader.

mod changed;
mod explored;
mod golden;
mod invented;

use invented::{FIRST_DAY, Invented, day, export, items, with};
use outcomes::dataset::{Assignment, Dataset, Item, Rules};
use outcomes::rates::{RateKey, Reading, Tally};
use outcomes::summary::{Summary, summarize};
use outcomes::terms::{Judgement, StandingEvaluation};
use proptest::prelude::*;
use serde_json::Value;

fn written(items: &[Invented]) -> Vec<Value> {
    items.iter().enumerate().map(|(at, item)| item.json(&format!("i{at}"))).collect()
}

fn rules() -> impl Strategy<Value = Rules> {
    (0..3usize, 1..5u32).prop_map(|(rule, reply_months)| Rules {
        standing_evaluation: StandingEvaluation::ALL[rule],
        reply_months,
        ..Rules::default()
    })
}

/// The tally of the items that a condition admits.
fn tally(data: &Dataset, admits: impl Fn(&Item) -> bool) -> Tally {
    let mut tally = Tally::default();
    data.items.iter().filter(|item| admits(item)).for_each(|item| tally.add(data, item, true, |_| true));
    tally
}

fn merged<'t>(parts: impl IntoIterator<Item = &'t Tally>) -> Tally {
    parts.into_iter().fold(Tally::default(), |mut all, part| {
        all.merge(part);
        all
    })
}

/// A tally without its counts of items (件), which a cut by unit or month does not divide.
fn assignments_only(mut tally: Tally) -> Tally {
    (tally.items, tally.closed, tally.overdue_items) = (0, 0, 0);
    (tally.kinds, tally.ended) = ([0; 3], [0; 3]);
    while tally.classes.last() == Some(&0) {
        tally.classes.pop();
    }
    tally
}

fn every_tally(summary: &Summary) -> impl Iterator<Item = &Tally> {
    let months = [&summary.unit_months, &summary.session_months, &summary.category_months];
    let lists = [&summary.by_session, &summary.by_unit, &summary.by_category];
    [&summary.whole, &summary.lead_only]
        .into_iter()
        .chain(lists.into_iter().flatten())
        .chain(&summary.by_kind)
        .chain(summary.by_month.values())
        .chain(months.into_iter().flatten().flat_map(|months| months.values()))
        .chain(summary.unit_sessions.iter().flatten())
}

fn check_bounds(tally: &Tally) {
    for key in RateKey::ALL {
        let rate = tally.rate(*key);
        assert!(rate.num <= rate.den, "{}: {rate:?}", key.key());
        assert_eq!(rate.share().is_none(), rate.den == 0);
        assert!(rate.share().is_none_or(|share| (0.0..=1.0).contains(&share)));
        assert!(rate.tenths().is_none_or(|tenths| tenths <= 1000));
        assert!(rate.wilson().is_none_or(|(low, high)| {
            let share = rate.share().unwrap_or_default();
            0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0
        }));
    }
    for reading in [Reading::First, Reading::Latest] {
        let parts: u32 = Judgement::ALL.iter().map(|judgement| tally.satisfaction(reading, *judgement).num).sum();
        assert_eq!(parts, tally.judgements(reading).evaluated(), "the three shares sum to one");
        assert!(tally.judgements(reading).evaluated() <= tally.replied, "who is not replied to can't judge");
    }
    assert_eq!(tally.latest.evaluated() + tally.pending(), tally.replied);
    assert!(tally.replied + tally.overdue <= tally.owed);
    assert!(tally.on_time + tally.late <= tally.replied);
    assert!(tally.consulted + tally.waived <= tally.owed);
    assert!(tally.classified() <= tally.replied && tally.upgraded <= tally.classified());
    assert_eq!(tally.classes.iter().sum::<u32>(), tally.classified());
    assert!(tally.days.count() <= tally.replied);
    assert!(tally.closed <= tally.items && tally.overdue_items <= tally.items);
    assert_eq!(tally.kinds.iter().sum::<u32>(), tally.items);
    let disclosed = tally.published_full + tally.published_summary + tally.withheld + tally.text_absent;
    assert!(disclosed >= tally.replied, "every reply is disclosed somehow");
    let (median, p90) = (tally.median_days(), tally.p90_days());
    assert!(median <= p90 && median.is_some() == (tally.days.count() > 0));
}

/// The counts once more, straight from what was invented, in the words of the domain.
fn counted_by_hand(items: &[Invented], as_of: i32, rules: &Rules) -> [u32; 8] {
    let [mut n, mut m, mut replied, mut on_time, mut late, mut overdue, mut consulted, mut kept] = [0u32; 8];
    for item in items.iter().filter(|item| item.end.is_none()) {
        n += 1;
        for (at, duty) in item.duties.iter().enumerate() {
            let silent = duty.assigned.is_none() && duty.due.is_none() && !duty.replied;
            if silent || !matches!(item.role(at), Some("lead" | "sole" | "separate")) {
                continue;
            }
            m += 1;
            consulted += u32::from(duty.talk == Some(true));
            let by_rule = duty.assigned.map(|assigned| day(assigned).plus_months(rules.reply_months));
            let due = duty.due.map(|due| day(duty.assigned.unwrap_or(0) + due)).or(by_rule);
            if duty.replied {
                replied += 1;
                if let (Some(replied), Some(due)) = (duty.reply_day(), due) {
                    *(if day(replied) <= due { &mut on_time } else { &mut late }) += 1;
                }
                kept += duty.commitments.iter().filter(|(_, kept)| *kept).count() as u32;
            } else {
                overdue += u32::from(due.is_some_and(|due| due < day(as_of)));
            }
        }
    }
    [n, m, replied, on_time, late, overdue, consulted, kept]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_rate_is_a_share_and_its_counts_add_up(items in items(), rules in rules(), days in prop_oneof![Just(FIRST_DAY), 300..500i32]) {
        with(&[export(&written(&items), days)], rules.clone(), |data| {
            let summary = summarize(data);
            every_tally(&summary).for_each(check_bounds);
            let whole = &summary.whole;
            let by_hand = counted_by_hand(&items, days, &rules);
            let counted = [whole.items, whole.owed, whole.replied, whole.on_time, whole.late, whole.overdue,
                whole.consulted, whole.commitments_kept];
            assert_eq!(counted, by_hand);
            assert_eq!(whole.items + whole.ended.iter().sum::<u32>(), items.len() as u32);
        });
    }

    #[test]
    fn parts_add_up_to_the_whole(items in items(), rules in rules(), parts in proptest::collection::vec(0..3u8, 30)) {
        with(&[export(&written(&items), 400)], rules.clone(), |data| {
            let summary = summarize(data);
            let whole = &summary.whole;
            let part_of = |item: &Item| parts[item.id[1..].parse::<usize>().expect("a number")];
            let split: Vec<Tally> = (0..3).map(|part| tally(data, |item| part_of(item) == part)).collect();
            assert_eq!(&merged(&split), whole, "any partition");
            assert_eq!(&merged(&summary.by_session), whole);
            assert_eq!(&merged(&summary.by_kind), whole);
            let uncategorised = tally(data, |item| item.category.is_none());
            assert_eq!(&merged(summary.by_category.iter().chain([&uncategorised])), whole);
            assert_eq!(assignments_only(merged(&summary.by_unit)), assignments_only(whole.clone()));
            let unit_sessions = merged(summary.unit_sessions.iter().flatten());
            assert_eq!(assignments_only(unit_sessions), assignments_only(whole.clone()));
            for (unit, months) in summary.unit_months.iter().enumerate() {
                let dated = |one: &Assignment| one.unit.at() == unit && one.owes_reply() && one.assigned.is_some();
                let mut expected = Tally::default();
                data.items.iter().for_each(|item| expected.add(data, item, false, dated));
                assert_eq!(assignments_only(merged(months.values())), assignments_only(expected));
            }
            let months = assignments_only(merged(summary.by_month.values()));
            assert_eq!(months, assignments_only(merged(summary.unit_months.iter().flat_map(|one| one.values()))));
            assert_eq!(months, assignments_only(merged(summary.session_months.iter().flat_map(|one| one.values()))));
            assert!(summary.by_month.values().all(|month| month.items <= whole.items));
        });
    }

    #[test]
    fn filtering_agrees_with_counting(items in items(), rules in rules()) {
        let one = |admits: &dyn Fn(&Invented) -> bool| {
            let some: Vec<Value> = items.iter().enumerate().filter(|(_, item)| admits(item))
                .map(|(at, item)| item.json(&format!("i{at}"))).collect();
            with(&[export(&some, 400)], rules.clone(), |data| summarize(data).whole)
        };
        let all = with(&[export(&written(&items), 400)], rules.clone(), summarize);
        // Sessions are listed newest first, and here each is a year later than the one before.
        for at in 0..3 {
            assert_eq!(one(&|item| item.session == at), all.by_session[2 - at], "session {at}");
            assert_eq!(one(&|item| item.kind == at), all.by_kind[at], "kind {at}");
            assert_eq!(one(&|item| item.category == Some(at) && !item.withheld), all.by_category[at], "category {at}");
        }
    }

    #[test]
    fn order_and_files_change_nothing(
        (items, shuffled) in items().prop_flat_map(|items| {
            let numbered: Vec<(usize, Invented)> = items.iter().cloned().enumerate().collect();
            (Just(items), Just(numbered).prop_shuffle())
        }),
        rules in rules(),
        cut in 0..30usize,
    ) {
        let straight = written(&items);
        let mixed: Vec<Value> = shuffled.iter().map(|(at, item)| item.json(&format!("i{at}"))).collect();
        let (one, two) = mixed.split_at(cut.min(mixed.len()));
        let seen = |texts: &[String]| with(texts, rules.clone(), |data| {
            let ids: Vec<String> = data.items.iter().map(|item| item.id.to_string()).collect();
            (ids, format!("{:?}", summarize(data)))
        });
        let expected = seen(&[export(&straight, 400)]);
        assert_eq!(seen(&[export(&mixed, 400)]), expected, "order of items");
        assert_eq!(seen(&[export(one, 400), export(two, 400)]), expected, "files");
        assert_eq!(seen(&[export(two, 400), export(one, 400)]), expected, "order of files");
        // Each file is judged on its own day, in whatever order they come.
        let apart = [export(one, 320), export(two, 480)];
        let days = |texts: &[String]| with(texts, rules.clone(), |data| summarize(data).whole);
        let each = merged(&[days(&apart[..1]), days(&apart[1..])]);
        assert_eq!(days(&apart), each);
        assert_eq!(days(&[apart[1].clone(), apart[0].clone()]), each);
    }

    #[test]
    fn what_nobody_evaluated_counts_in_no_satisfaction(items in items(), rules in rules(), more in 1..20usize) {
        let mut json = written(&items);
        let before = with(&[export(&json, 400)], rules.clone(), |data| summarize(data).whole);
        for at in 0..more {
            let mut silent = items.first().cloned().map_or_else(Value::default, |item| item.json("x"));
            silent["id"] = format!("silent{at}").into();
            silent["session"] = "s0".into();
            silent["kind"] = "proposal".into();
            silent["end"] = Value::Null;
            silent["assignments"] = serde_json::json!([
                { "unit": "u0", "role": "sole", "assigned": "2022-02-01", "replies": [{ "date": "2022-03-01" }] },
            ]);
            json.push(silent);
        }
        let after = with(&[export(&json, 400)], rules.clone(), |data| summarize(data).whole);
        assert_eq!((after.first, after.latest), (before.first, before.latest));
        assert_eq!(after.pending(), before.pending() + more as u32);
        assert_eq!(after.replied, before.replied + more as u32);
    }
}
