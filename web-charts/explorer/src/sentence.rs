//! What an answer says in a sentence, and what it covers.

use outcomes::choice::{Answer, Choice, Dimension, Group, Grouping, Measure, Value};
use outcomes::facts::MonthNo;
use outcomes::rates::{RateKey, SMALL_N, Tally};

use crate::number;
use crate::table;
use crate::words::{Words, fill, named};

/// The finding: the value of the whole, then the range of the groups or their course over time.
pub fn finding(words: &Words, choice: &Choice, answer: &Answer) -> String {
    let (measure, whole) = (choice.measure, &answer.whole);
    let name = words.measure(measure);
    let value = number::value(words, measure, whole);
    let pattern = match measure.of(whole) {
        Value::Rate(rate) if rate.den > 0 => words.says_rate(),
        Value::Count(_) if !answer.items.is_empty() => words.says_count(),
        Value::Days(Some(_), _) => words.says_days(),
        _ => words.says_nothing(),
    };
    let cases = number::count(number::base(measure, whole));
    let mut out = fill(pattern, &[("measure", name), ("value", &value), ("count", &cases)]);
    // Fewer cases than a percentage takes are not compared.
    let compared = |group: &&Group| group.key.is_some() && number::base(measure, &group.tally) >= SMALL_N;
    let groups: Vec<&Group> = answer.groups.iter().filter(compared).collect();
    if groups.len() < 2 {
        return out;
    }
    let size = |group: &&&Group| rank(measure.of(&group.tally));
    let (least, most, pattern) = if choice.grouping.months().is_some() {
        (groups.first().copied(), groups.last().copied(), words.says_course())
    } else {
        (groups.iter().min_by_key(size).copied(), groups.iter().max_by_key(size).copied(), words.says_range())
    };
    if let (Some(least), Some(most)) = (least, most) {
        let names = [least, most].map(|group| table::name(words, choice.grouping, group.key));
        let values = [least, most].map(|group| number::value(words, measure, &group.tally));
        let count = groups.len().to_string();
        let filled = [
            ("groups", count.as_str()),
            ("low", &names[0]),
            ("least", &values[0]),
            ("high", &names[1]),
            ("most", &values[1]),
        ];
        out.push_str(&fill(pattern, &filled));
    }
    out
}

/// What a value is compared by: rates by their share, exactly.
fn rank(value: Value) -> u64 {
    match value {
        Value::Rate(rate) => (u64::from(rate.num) << 31) / u64::from(rate.den.max(1)),
        Value::Count(count) => u64::from(count),
        Value::Days(days, _) => u64::from(days.unwrap_or_default()),
    }
}

/// What the figures cover.
pub fn scope(words: &Words, choice: &Choice, answer: &Answer) -> String {
    let names = filters(words, choice);
    let name = if names.is_empty() { words.whole().to_owned() } else { names.join(words.between()) };
    let (items, owed) = (number::count(answer.whole.items), number::count(answer.whole.owed));
    fill(words.scope(), &[("name", &name), ("items", &items), ("owed", &owed)])
}

/// What the filters let through, one text a filter.
fn filters(words: &Words, choice: &Choice) -> Vec<String> {
    let mut names = Vec::new();
    for (dimension, values) in Dimension::ALL.into_iter().zip(&choice.filters) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| table::value_name(words, dimension, *value)).collect();
            let values = values.join(words.between());
            names.push(fill(words.filter(), &[("name", words.grouping(Grouping::By(dimension))), ("values", &values)]));
        }
    }
    let month = |month: Option<MonthNo>| month.map_or(String::new(), |month| words.period(1, month.0));
    let pattern = match (choice.from, choice.to) {
        (None, None) => return names,
        (Some(_), None) => words.since(),
        (None, Some(_)) => words.until(),
        (Some(_), Some(_)) => words.between_months(),
    };
    names.push(fill(pattern, &[("from", &month(choice.from)), ("to", &month(choice.to))]));
    names
}

/// What is counted apart, if anything: what ended early, what owes no reply or is not told, and what
/// the measure has no answer for yet.
pub fn apart(words: &Words, choice: &Choice, answer: &Answer) -> String {
    let whole = &answer.whole;
    let mut parts = Vec::new();
    let mut add = |pattern: &str, name: &str, count: u32| {
        if count > 0 {
            parts.push(fill(pattern, &[("name", name), ("count", &number::count(count))]));
        }
    };
    for (at, count) in whole.ended.iter().enumerate() {
        add(named(words.ended(), Some(at)), "", *count);
    }
    add(words.apart_unstated(), "", whole.unstated);
    add(words.apart_undated(), "", answer.undated);
    add(words.apart_joint(), "", whole.joint);
    for (name, count) in left_out(words, choice.measure, whole).into_iter().flatten() {
        add(words.apart_left_out(), name, count);
    }
    if parts.is_empty() { String::new() } else { fill(words.apart(), &[("parts", &parts.join(words.between()))]) }
}

/// The owed replies that are not in a measure's denominator, by the reason.
fn left_out<'w>(words: &'w Words, measure: Measure, tally: &Tally) -> [Option<(&'w str, u32)>; 2] {
    let replied = tally.replied;
    let unreplied = (named(words.evaluations(), Some(4)), tally.owed - replied);
    let awaiting = |evaluated: u32| (named(words.evaluations(), Some(3)), replied - evaluated);
    match measure {
        Measure::Rate(RateKey::OnTimeReply) => [
            Some((named(words.timeliness(), Some(0)), tally.owed - replied - tally.overdue)),
            Some((named(words.timeliness(), Some(4)), replied - tally.on_time - tally.late)),
        ],
        Measure::Rate(
            RateKey::Satisfaction
            | RateKey::BasicSatisfaction
            | RateKey::Dissatisfaction
            | RateKey::SatisfactionWithBasic,
        ) => [Some(unreplied), Some(awaiting(tally.latest.evaluated()))],
        Measure::Rate(RateKey::FirstSatisfaction | RateKey::FirstSatisfactionWithBasic) => {
            [Some(unreplied), Some(awaiting(tally.first.evaluated()))]
        }
        Measure::Rate(RateKey::Resolution | RateKey::Implementation) => {
            [Some(unreplied), Some((words.without_class(), replied - tally.classified()))]
        }
        Measure::MedianDays | Measure::NinthDays => {
            [Some(unreplied), Some((words.without_days(), replied - tally.days.count()))]
        }
        Measure::Rate(RateKey::Evaluation) => [Some(unreplied), None],
        _ => [None; 2],
    }
}
