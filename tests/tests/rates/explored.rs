//! What a reader explores is what pages print: the same counts from the facts, whatever is chosen.

use std::fs;
use std::path::Path;

use outcomes::choice::{Answer, Choice, Dimension, EVALUATIONS, Grouping, Measure};
use outcomes::dataset::{Dataset, ItemIx};
use outcomes::facts::{DutyFact, Facts, MonthNo};
use outcomes::rates::{RateKey, Tally};
use outcomes::read::{SourceFile, read};
use outcomes::summary::{Month, Summary, summarize};
use outcomes::terms::Role;
use proptest::collection::vec;
use proptest::prelude::*;

use super::invented::{export, items, with};
use super::{rules, written};

fn by(grouping: Grouping) -> Choice {
    Choice::new(Measure::Rate(RateKey::Reply), grouping)
}

/// The group of a key; nothing where there is none.
fn group(answer: &Answer, key: u32) -> Tally {
    answer.groups.iter().find(|group| group.key == Some(key)).map_or_else(Tally::default, |group| group.tally.clone())
}

/// Counts by month as pages have them, and as the explorer answers them.
fn check_months<'m>(facts: &Facts, choice: Choice, months: impl IntoIterator<Item = (&'m Month, &'m Tally)>) {
    let answer = facts.answer(&choice);
    let mut seen = 0;
    for (month, tally) in months {
        let key = MonthNo::of(*month);
        assert_eq!(&group(&answer, key.0), tally, "{month:?}");
        let one = Choice { grouping: Grouping::Whole, from: Some(key), to: Some(key), ..choice.clone() };
        // Joint duties have a month, and are in none of the published ones.
        let whole = Tally { joint: 0, opinions: 0, ..facts.answer(&one).whole };
        assert_eq!(&whole, tally, "{month:?} as a period");
        seen += 1;
    }
    let filled = answer.groups.iter().filter(|group| group.key.is_some() && group.tally != Tally::default());
    assert_eq!(filled.count(), seen);
}

/// What there is to choose between, against the answers that it would lead to.
fn check_occurring(facts: &Facts) {
    for dimension in Dimension::ALL {
        let (occurring, answer) = (facts.occurring(dimension), facts.answer(&by(Grouping::By(dimension))));
        let keys: Vec<u32> = answer.groups.iter().filter_map(|group| group.key).collect();
        assert_eq!(occurring.values, keys, "{}", dimension.key());
        let unsaid = by(Grouping::Whole).only(dimension, &[dimension.size(facts)]);
        assert_eq!(occurring.unsaid, !facts.answer(&unsaid).items.is_empty(), "{}", dimension.key());
    }
    for grouping in Grouping::all() {
        let groups = facts.answer(&by(grouping)).groups;
        let told = groups.iter().filter(|group| group.key.is_some()).count();
        assert_eq!(facts.divides(grouping), told > 1, "{}", grouping.key());
    }
}

/// Every cut that pages show, against the explorer's answer.
fn check_cuts(data: &Dataset, summary: &Summary) {
    let facts = Facts::decode(&Facts::of(data).encode()).expect("facts");
    assert_eq!(facts, Facts::of(data));
    let whole = facts.answer(&by(Grouping::Whole));
    assert_eq!(whole.whole, summary.whole);
    assert_eq!(whole.items.len(), data.items.len());
    assert_eq!(facts.answer(&by(Grouping::Whole).only(Dimension::Role, &[0])).whole, summary.lead_only);
    let dimensions: [(Dimension, &[Tally]); 4] = [
        (Dimension::Session, &summary.by_session),
        (Dimension::Unit, &summary.by_unit),
        (Dimension::Category, &summary.by_category),
        (Dimension::Kind, &summary.by_kind),
    ];
    check_occurring(&facts);
    for (dimension, tallies) in dimensions {
        let answer = facts.answer(&by(Grouping::By(dimension)));
        assert_eq!(answer.whole, summary.whole);
        for (at, tally) in tallies.iter().enumerate() {
            assert_eq!(&group(&answer, at as u32), tally, "{} {at}", dimension.key());
            let only = by(Grouping::Whole).only(dimension, &[at as u32]);
            assert_eq!(&facts.answer(&only).whole, tally, "only {} {at}", dimension.key());
        }
    }
    check_months(&facts, by(Grouping::Month), &summary.by_month);
    let cuts = [
        (Dimension::Unit, &summary.unit_months),
        (Dimension::Session, &summary.session_months),
        (Dimension::Category, &summary.category_months),
    ];
    for (dimension, lists) in cuts {
        for (at, months) in lists.iter().enumerate() {
            check_months(&facts, by(Grouping::Month).only(dimension, &[at as u32]), months);
        }
    }
    for (unit, sessions) in summary.unit_sessions.iter().enumerate() {
        let answer = facts.answer(&by(Grouping::By(Dimension::Session)).only(Dimension::Unit, &[unit as u32]));
        for (session, tally) in sessions.iter().enumerate() {
            assert_eq!(&group(&answer, session as u32), tally, "unit {unit} in session {session}");
        }
    }
}

#[test]
fn every_published_cut_of_the_invented_city_is_an_answer() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json");
    let bytes = fs::read(path).expect("the export");
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let data = read(&[file], &outcomes::dataset::Rules::default()).0.expect("no error");
    check_cuts(&data, &summarize(&data));
}

fn chosen() -> impl Strategy<Value = Choice> {
    let groupings: Vec<Grouping> = Grouping::all().collect();
    let measures: Vec<Measure> = Measure::all().collect();
    // Sizes in the invented exports; the value past the end is what the source does not say.
    let [session, kind, category, unit, role, class, evaluation, timeliness] = [3u32, 2, 3, 4, 4, 6, 5, 5]
        .map(|last| proptest::option::weighted(0.25, vec(0..=last, 1..3)).prop_map(Option::unwrap_or_default));
    let filters = (session, kind, category, unit, role, class, evaluation, timeliness);
    let month = || proptest::option::weighted(0.3, (0..6u32).prop_map(|at| MonthNo(2022 * 12 + at)));
    (0..measures.len(), 0..groupings.len(), month(), month(), filters).prop_map(
        move |(measure, grouping, from, to, (a, b, c, d, e, f, g, h))| Choice {
            measure: measures[measure],
            grouping: groupings[grouping],
            from,
            to,
            filters: [a, b, c, d, e, f, g, h],
        },
    )
}

/// Whether a choice lets a duty of an item through, in the words of the data.
fn admits(data: &Dataset, choice: &Choice, item: ItemIx, at: usize) -> bool {
    let item = &data.items[item.at()];
    let duty = &item.assignments[at];
    let fact = DutyFact::of(data, item, duty);
    let replied = !duty.replies.is_empty();
    let owed = fact.owed();
    let evaluation = match outcomes::life::standing(data, item, duty, outcomes::rates::Reading::Latest) {
        _ if !owed => None,
        _ if !replied => Some(4),
        None => Some(3),
        Some(judgement) => Some(judgement as u32),
    };
    let values = [
        (4, duty.unit.0),
        (4, duty.role.map_or(4, |role| role as u32)),
        (6, duty.class().filter(|_| owed && replied).map_or(if owed && !replied { 5 } else { 6 }, |class| class.0)),
        (5, evaluation.unwrap_or(EVALUATIONS.len() as u32)),
        (5, if owed { fact.timeliness as u32 } else { 5 }),
    ];
    // A joint duty has neither class nor evaluation nor limit, so it is not one whose source is silent.
    let joint = duty.role == Some(Role::Joint);
    let passes = choice.filters[3..]
        .iter()
        .zip(values)
        .enumerate()
        .all(|(at, (set, (_, value)))| set.is_empty() || set.contains(&value) && !(joint && at >= 2));
    let month = duty.assigned.filter(|_| duty.role.is_some()).map(|day| MonthNo::of((day.year(), day.month())));
    let after = choice.from.is_none_or(|from| month.is_some_and(|month| from <= month));
    passes && after && choice.to.is_none_or(|to| month.is_some_and(|month| month <= to))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_published_cut_is_an_answer(items in items(), rules in rules()) {
        with(&[export(&written(&items), 400)], rules.clone(), |data| check_cuts(data, &summarize(data)));
    }

    #[test]
    fn any_choice_counts_as_the_data_does(items in items(), rules in rules(), choices in vec(chosen(), 6)) {
        with(&[export(&written(&items), 400)], rules.clone(), |data| {
            let facts = Facts::of(data);
            for choice in &choices {
                let answer = facts.answer(choice);
                let narrowed = choice.filters[3..].iter().any(|set| !set.is_empty())
                    || choice.from.is_some() || choice.to.is_some();
                let mut whole = Tally::default();
                let mut listed = Vec::new();
                let mut undated = 0;
                let ever = Choice { from: None, to: None, ..choice.clone() };
                for (at, item) in data.items.iter().enumerate() {
                    let of_item = [item.session.0, item.kind as u32, item.category.map_or(3, |category| category.0)];
                    if !choice.filters.iter().zip(of_item).all(|(set, value)| set.is_empty() || set.contains(&value)) {
                        continue;
                    }
                    let ix = ItemIx(at as u32);
                    let duty = |at: usize| admits(data, choice, ix, at);
                    let dateless = |at: &usize| {
                        let duty = &item.assignments[*at];
                        let unplaced = duty.role.is_none() || duty.assigned.is_none();
                        unplaced && admits(data, &ever, ix, *at)
                    };
                    if choice != &ever && item.end.is_none() {
                        undated += (0..item.assignments.len()).filter(dateless).count();
                    }
                    if narrowed && !(0..item.assignments.len()).any(duty) {
                        continue;
                    }
                    listed.push(ix);
                    whole.add(data, item, !narrowed, |one| {
                        duty(item.assignments.iter().position(|other| other.unit == one.unit).expect("its own"))
                    });
                }
                assert_eq!(answer.whole, whole, "{}", choice.write());
                assert_eq!(answer.items, listed, "{}", choice.write());
                assert_eq!(answer.undated as usize, undated, "{}", choice.write());
                assert_eq!(Choice::read(&choice.write()).as_ref(), Ok(choice));
            }
        });
    }

    #[test]
    fn groups_add_up_to_the_whole(items in items(), rules in rules(), choices in vec(chosen(), 6)) {
        with(&[export(&written(&items), 400)], rules.clone(), |data| {
            let facts = Facts::of(data);
            for choice in choices.iter().filter(|choice| choice.grouping != Grouping::Whole) {
                let answer = facts.answer(choice);
                let all = super::merged(answer.groups.iter().map(|group| &group.tally));
                let of_items = matches!(choice.grouping, Grouping::By(dimension) if dimension.of_items());
                if of_items {
                    assert_eq!(all, answer.whole, "{}", choice.write());
                } else {
                    assert_eq!(super::assignments_only(all), super::assignments_only(answer.whole), "{}", choice.write());
                }
                assert!(answer.groups.is_sorted_by_key(|group| group.key.unwrap_or(u32::MAX)));
            }
        });
    }

    #[test]
    fn linked_charts_show_what_each_pick_would_count(items in items(), rules in rules(), choice in chosen()) {
        with(&[export(&written(&items), 400)], rules.clone(), |data| {
            let facts = Facts::of(data);
            let linked = facts.linked(&choice);
            let lists = [
                (Dimension::Unit, &linked.units),
                (Dimension::Class, &linked.classes),
                (Dimension::Evaluation, &linked.evaluations),
            ];
            for (dimension, counts) in lists {
                for (at, count) in counts.iter().enumerate() {
                    let picked = choice.clone().only(dimension, &[at as u32]);
                    assert_eq!(facts.answer(&picked).whole.owed, *count, "{} {at}", dimension.key());
                }
            }
            for (at, count) in linked.months.iter().enumerate() {
                let month = linked.first.map(|first| MonthNo(first.0 + at as u32));
                let picked = Choice { from: month, to: month, ..choice.clone() };
                assert_eq!(facts.answer(&picked).whole.owed, *count, "{month:?}");
            }
        });
    }

    #[test]
    fn bytes_are_facts_or_are_refused(items in items(), cut in 0..400usize, at in 0..400usize, byte in any::<u8>(), noise in vec(any::<u8>(), 0..80)) {
        let mut bytes = with(&[export(&written(&items), 400)], Default::default(), |data| Facts::of(data).encode());
        let check = |bytes: &[u8]| {
            if let Ok(facts) = Facts::decode(bytes) {
                // Whatever was decoded can be counted and written again.
                facts.answer(&by(Grouping::Month));
                facts.linked(&by(Grouping::By(Dimension::Unit)));
                assert_eq!(Facts::decode(&facts.encode()).as_ref(), Ok(&facts));
            }
        };
        assert!(Facts::decode(&bytes[..cut.min(bytes.len() - 1)]).is_err());
        check(&noise);
        check(&[&[2], noise.as_slice()].concat());
        let at = at % bytes.len();
        bytes[at] = byte;
        check(&bytes);
    }
}
