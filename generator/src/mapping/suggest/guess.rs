//! Which field of the export each field of a source is, by its name, and how its values are written.

use super::survey::{Field, Survey};
use super::why::Why;
use super::words;
use crate::mapping::dates::{self, DateForm};

/// A guess: what a field is.
#[derive(Debug)]
pub struct Guess<'s> {
    /// Field of the export, such as `reply.date`.
    pub target: &'static str,
    /// Field of the source.
    pub field: &'s Field,
    /// What is done to its values, as keys of a rule.
    pub rule: Vec<String>,
    /// What the guess rests on, and what is to be looked at.
    pub why: Vec<Why>,
}

/// A guess for each field of the export that a field of the source seems to be: the one that has most values.
pub fn guess(survey: &Survey) -> Vec<Guess<'_>> {
    let mut guesses: Vec<Guess> = Vec::new();
    for field in survey.fields.iter().filter(|field| field.count > 0) {
        let Some(target) = words::meaning(field.holder.as_deref(), &field.name) else { continue };
        let known = guesses.iter().position(|guess| guess.target == target);
        // A type may be anybody's: one that holds other words is none of items.
        let kinds = |value: &String| words::word("kind", value).is_some() || value.parse::<u32>().is_ok();
        if target == "kind" && !field.values.keys().all(kinds) {
            continue;
        }
        // Nothing of an item itself stands in a list of objects.
        let misplaced = !target.contains('.') && field.list.is_some();
        if misplaced || known.is_some_and(|at| guesses[at].field.count >= field.count) {
            continue;
        }
        if let Some(at) = known {
            guesses.remove(at);
        }
        guesses.push(of(target, field, survey.count));
    }
    guesses
}

fn of<'s>(target: &'static str, field: &'s Field, records: usize) -> Guess<'s> {
    let mut rule = Vec::new();
    let records = field.list.is_none().then_some(records);
    let mut why = vec![Why::Name { count: field.count, records }];
    let values = || field.values.keys().map(String::as_str);
    let is_date = ["date", "assigned", "accepted", "due", "submitted", "kept"].iter().any(|end| target.ends_with(end));
    if is_date {
        let forms = [(DateForm::Usual, ""), (DateForm::Milliseconds, "milliseconds"), (DateForm::Seconds, "seconds")];
        let read = |form| values().filter(|value| dates::read(value, form).is_some()).count();
        let best = forms.into_iter().max_by_key(|(form, name)| (read(*form), name.is_empty()));
        if let Some((form, name)) = best {
            why.push(Why::Days { read: read(form), all: field.values.len() });
            if !name.is_empty() {
                rule.push(format!("date = {name:?}"));
            }
        }
    }
    if ["proposer.name", "proposer.others", "duty.unit", "duty.joint"].contains(&target) {
        let marks: Vec<&str> =
            words::MARKS.iter().copied().filter(|mark| values().any(|value| value.contains(mark))).collect();
        if !marks.is_empty() {
            rule.push(format!("split = {marks:?}"));
            why.push(Why::Marks(marks));
        }
    }
    if target == "title" && values().all(|value| value.starts_with('《') && value.ends_with('》')) {
        rule.push("trim = \"《》\"".to_owned());
        why.push(Why::TitleMarks);
    }
    if target == "number" && values().all(|value| value.starts_with('第') && value.ends_with('号')) {
        rule.push("regex = '第(.+)号'".to_owned());
        why.push(Why::NumberMarks);
    }
    if target == "id" && values().all(|value| value.bytes().all(|byte| byte.is_ascii_digit())) {
        why.push(Why::SystemNumbers);
    }
    if words::MEANINGS.iter().any(|(closed, _)| *closed == target) {
        closed(target, field, &mut rule, &mut why);
    }
    Guess { target, field, rule, why }
}

/// The `values` of a field of a closed list: known words with their meaning; the others are left to be filled in.
fn closed(target: &str, field: &Field, rule: &mut Vec<String>, why: &mut Vec<Why>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (value, count) in &field.values {
        match words::word(target, value) {
            Some(meaning @ ("true" | "false")) => known.push(format!("{value:?} = {meaning}")),
            Some(meaning) => known.push(format!("{value:?} = {meaning:?}")),
            None => unknown.push((value.clone(), *count)),
        }
    }
    // Without any entry the rule would let every value pass.
    if known.is_empty() {
        known.push("\"\" = \"\"".to_owned());
    }
    rule.push(format!("values = {{ {} }}", known.join(", ")));
    if !unknown.is_empty() {
        why.push(Why::Unknown(unknown));
    }
}
