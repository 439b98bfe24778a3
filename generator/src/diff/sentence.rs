//! A change in words: what it is about, and what happened, in one language.

use outcomes::changes::{Change, Field, FigureKey, Kind, Named, Stated, Subject, Value};
use outcomes::rates::Rate;

use crate::words::{NONE, Words};

/// What a change is about: a title, and what tells it from others.
pub struct Head {
    /// Title or name.
    pub title: String,
    /// Number and session of an item; nothing for others.
    pub meta: Option<String>,
}

/// What a change is about.
pub fn head(words: &Words, change: &Change) -> Head {
    let plain = |title: &str| Head { title: title.to_owned(), meta: None };
    match &change.subject {
        Subject::Item(item) => {
            let number = words.item_number(item.kind, item.number.as_deref());
            Head {
                title: match &item.title {
                    Some(title) => title.to_string(),
                    None if item.now.is_none() => words.text("title-gone"),
                    None if item.withheld => words.text("title-withheld"),
                    None => words.text("title-unknown"),
                },
                meta: Some([number, named(words, &item.session)].join(" · ")),
            }
        }
        Subject::Unit(one) | Subject::Proposer(one) | Subject::Session(one) => plain(&named(words, one)),
        Subject::Figure { year, measure, kind, role } => {
            let (year, label) = (year.to_string(), words.measure(*measure, *kind, *role));
            plain(&words.say("figure-declared", &[("year", (&year).into()), ("measure", (&label).into())]))
        }
        Subject::Report(one) => plain(&one.name),
    }
}

/// The name of something in the language.
pub fn named(words: &Words, one: &Named) -> String {
    words.own(&one.name, one.name_en.as_deref()).to_owned()
}

/// What happened, without what it is about.
pub fn sentence(words: &Words, change: &Change) -> String {
    let key = format!("happened-{}", change.kind.key());
    let (was, is) = (value(words, &change.was), value(words, &change.is));
    let about = change.about.as_deref();
    let stated = |value: &Value| !matches!(value, Value::Nothing);
    let plain = |key: &str| words.say(key, &[("was", (&was).into()), ("is", (&is).into())]);
    match change.kind {
        Kind::Assigned | Kind::Merged | Kind::Consulted | Kind::Talked | Kind::Replied if !stated(&change.is) => {
            words.text(&format!("{key}-unstated"))
        }
        Kind::RepliedAgain if !stated(&change.is) => words.text("happened-replied-again-unstated"),
        Kind::Extended if !stated(&change.was) => plain("happened-extended-to"),
        Kind::Raised | Kind::Lowered | Kind::Reclassed if !stated(&change.was) => plain("happened-class"),
        Kind::Evaluated | Kind::EvaluatedAgain => match about {
            Some(name) => words.say("happened-by", &[("text", (&plain(&key)).into()), ("name", name.into())]),
            None => plain(&key),
        },
        Kind::Promised | Kind::Kept | Kind::PromiseOverdue => {
            let withheld = words.text("promise-withheld");
            let text = about.unwrap_or(&withheld);
            words.say(&key, &[("text", text.into()), ("is", (&is).into())])
        }
        Kind::Answered | Kind::Milestone | Kind::Effect | Kind::Output => {
            let text = about.unwrap_or(NONE);
            words.say(&key, &[("text", text.into()), ("was", (&was).into()), ("is", (&is).into())])
        }
        Kind::Published | Kind::Unpublished | Kind::Corrected | Kind::Dropped => of_field(words, change, &was, &is),
        _ => plain(&key),
    }
}

/// What happened to one value, text or part.
fn of_field(words: &Words, change: &Change, was: &str, is: &str) -> String {
    let mut field = words.term("field", change.field.map_or(NONE, Field::key));
    let is_day = |value: &Value| matches!(value, Value::Day(_) | Value::When(_));
    let has_day = matches!(
        change.field,
        Some(Field::End | Field::Reply | Field::ClassChange | Field::Opinion | Field::Evaluation | Field::Output)
    );
    if change.kind == Kind::Corrected && has_day && (is_day(&change.was) || is_day(&change.is)) {
        field = words.say("field-day", &[("field", (&field).into())]);
    }
    let field = match change.about.as_deref() {
        Some(about) => words.say("field-of", &[("field", (&field).into()), ("text", about.into())]),
        None => field,
    };
    let key = match (change.kind, &change.was, &change.is) {
        (Kind::Corrected, Value::Unquoted, Value::Unquoted) => "happened-reworded",
        (Kind::Corrected, Value::Unquoted, Value::Nothing) => "happened-removed",
        (Kind::Corrected, Value::Unquoted, _) => "happened-reworded-to",
        (Kind::Corrected, Value::Nothing, _) => "happened-supplied",
        (Kind::Corrected, ..) => "happened-corrected",
        (Kind::Dropped, Value::Nothing, _) => "happened-dropped",
        (Kind::Dropped, ..) => "happened-dropped-of",
        (Kind::Published, Value::Nothing, _) => "happened-attached",
        (Kind::Published, ..) => "happened-published",
        _ => "happened-unpublished",
    };
    words.say(key, &[("field", (&field).into()), ("was", was.into()), ("is", is.into())])
}

/// A stated value.
fn value(words: &Words, value: &Value) -> String {
    match value {
        Value::Nothing | Value::Unquoted => words.text("not-stated"),
        Value::Day(day) => words.date(*day).into_owned(),
        Value::When(when) => words.partial(*when).into_owned(),
        Value::Count(count) => words.count(*count),
        Value::Rate(rate) => words.rate(*rate),
        Value::Amount(value, unit) => {
            words.say("quantity", &[("value", (&words.decimal(*value)).into()), ("unit", unit.as_str().into())])
        }
        Value::Text(text) => text.to_string(),
        Value::Named(one) => named(words, one),
        Value::Names(names) => words.list(&names.iter().map(|name| name.as_str()).collect::<Vec<_>>()),
        Value::Item(item) => words.item_number(item.kind, item.number.as_deref()),
        Value::Class(code, _) => words.say("class-short", &[("code", code.as_str().into())]),
        Value::Grade(label, counts_as) => words.grade(label, *counts_as).into_owned(),
        Value::Kind(kind) => words.term("kind", kind.key()),
        Value::Role(role) => words.term("role", role.key()),
        Value::Way(way) => words.term("contact", way.key()),
        Value::End(end) => words.term("state", end.key()),
        Value::Level(level) => words.term("level", level.key()),
        Value::Flag(flag) => words.term("flag", if *flag { "yes" } else { "no" }),
    }
}

/// The name of a key figure.
pub fn figure_label(words: &Words, key: FigureKey) -> String {
    match key {
        FigureKey::HandedOver => words.text("measure-handed_over"),
        FigureKey::Owed => words.text("measure-owed"),
        FigureKey::Replied => words.text("measure-replied"),
        FigureKey::Closed => words.text("measure-closed"),
        FigureKey::Overdue => words.text("figure-overdue"),
        FigureKey::PromisesKept => words.text("figure-promises-kept"),
        FigureKey::PromisesOpen => words.text("figure-promises-open"),
        FigureKey::PromisesOverdue => words.text("figure-promises-overdue"),
        FigureKey::Rate(key) => words.term("rate", key.key()),
    }
}

/// A key figure as one side has it: rates with their counts.
pub fn figure(words: &Words, stated: Stated) -> String {
    match stated {
        Stated::Count(count) => words.count(count),
        Stated::Rate(rate) => words.rate(rate),
        Stated::AtLeast(Rate { num, den }) => format!("{num}/{den}"),
    }
}
