//! The answer as a table: one group a row, the whole last, nothing without its counts.

use outcomes::choice::{Answer, Choice, Dimension, Group, Grouping, Value};
use outcomes::rates::Tally;

use crate::number;
use crate::order;
use crate::words::Words;
use web_charts::number::MISSING;

/// Rows at most that are put in order.
const MOST_ORDERED: usize = 500;

/// A table of finished texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Column heads; the first is that of the rows' names.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What to pick to see this row's items alone; empty where it can't be picked.
    pub pick: String,
    /// As many as heads.
    pub cells: Vec<String>,
}

/// The table of an answer.
pub fn table(words: &Words, choice: &Choice, answer: &Answer) -> Table {
    let mut head = vec![first_head(words, choice.grouping), words.measure(choice.measure).into()];
    match choice.measure.of(&answer.whole) {
        Value::Rate(_) => head.extend([words.numerator(), words.denominator(), words.interval()].map(String::from)),
        Value::Count(_) => {}
        Value::Days(..) => head.push(words.cases().to_owned()),
    }
    let told = |group: &&Group| group.key.is_some() || shows(choice, &group.tally);
    let mut groups: Vec<&Group> = answer.groups.iter().filter(told).collect();
    let (count, unordered) = (groups.len(), order::is_free(choice.grouping));
    if unordered && count <= MOST_ORDERED {
        groups = order::largest(groups, count, |group| number::base(choice.measure, &group.tally));
    }
    let mut rows: Vec<Row> = groups
        .into_iter()
        .map(|group| Row {
            pick: pick(words, choice, group.key),
            cells: cells(name(words, choice.grouping, group.key), choice, &group.tally),
        })
        .collect();
    rows.push(Row { pick: String::new(), cells: cells(words.whole().to_owned(), choice, &answer.whole) });
    Table { head, rows }
}

fn first_head(words: &Words, grouping: Grouping) -> String {
    if grouping == Grouping::Whole { words.whole().to_owned() } else { words.grouping(grouping).into() }
}

/// Whether a group has anything that the measure counts.
fn shows(choice: &Choice, tally: &Tally) -> bool {
    number::base(choice.measure, tally) > 0
}

fn cells(name: String, choice: &Choice, tally: &Tally) -> Vec<String> {
    let mut cells = vec![name];
    match choice.measure.of(tally) {
        Value::Rate(rate) => {
            let fraction_only = number::fraction_only(choice.measure, tally);
            cells.push(number::share(rate, fraction_only));
            cells.extend([rate.num.to_string(), rate.den.to_string()]);
            cells.push(number::interval(rate, fraction_only));
        }
        Value::Count(count) => cells.push(number::count(count)),
        Value::Days(days, count) => {
            cells.push(days.map_or_else(|| MISSING.into(), number::count));
            cells.push(count.to_string());
        }
    }
    cells
}

/// The name of a group.
pub fn name(words: &Words, grouping: Grouping, key: Option<u32>) -> String {
    match (grouping, key, grouping.months()) {
        (_, None, _) => words.unsaid().to_owned(),
        (Grouping::By(dimension), Some(key), _) => value_name(words, dimension, key),
        (_, Some(key), Some(length)) => words.period(length, key),
        _ => words.whole().to_owned(),
    }
}

/// The name of a dimension's value; past the last, what the source does not say.
pub fn value_name(words: &Words, dimension: Dimension, value: u32) -> String {
    words.values(dimension).get(value as usize).map_or(words.unsaid(), String::as_str).to_owned()
}

/// What to pick to see a group's items alone: a dimension's value, or first and last month with a
/// hyphen between; empty for what is in no period.
pub fn pick(words: &Words, choice: &Choice, key: Option<u32>) -> String {
    match (choice.grouping, key, choice.grouping.months()) {
        (Grouping::By(dimension), key, _) => value(words, dimension, key).to_string(),
        (_, Some(key), Some(length)) => period_pick(length, key),
        _ => String::new(),
    }
}

/// The value of a dimension that a group's key stands for: past the last, what is not told.
pub fn value(words: &Words, dimension: Dimension, key: Option<u32>) -> u32 {
    key.unwrap_or(words.values(dimension).len() as u32)
}

/// A period as its first and last month.
pub fn period_pick(length: u32, at: u32) -> String {
    let mut out = (at * length).to_string();
    out.push('-');
    out.push_str(&(at * length + length - 1).to_string());
    out
}
