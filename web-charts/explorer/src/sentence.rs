//! What an answer says in a sentence, and what it covers.

use outcomes::choice::{Answer, Choice, Dimension, Group, Grouping, Value};
use outcomes::facts::MonthNo;
use outcomes::rates::SMALL_N;

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

/// What is counted apart, if anything.
pub fn apart(words: &Words, answer: &Answer) -> String {
    let mut parts = Vec::new();
    for (at, count) in answer.whole.ended.iter().enumerate().filter(|(_, count)| **count > 0) {
        parts.push(fill(named(words.ended(), Some(at)), &[("count", &number::count(*count))]));
    }
    if answer.whole.unstated > 0 {
        parts.push(fill(words.apart_unstated(), &[("count", &number::count(answer.whole.unstated))]));
    }
    if parts.is_empty() { String::new() } else { fill(words.apart(), &[("parts", &parts.join(words.between()))]) }
}
