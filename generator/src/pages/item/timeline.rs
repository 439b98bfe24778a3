//! Everything dated that happened to an item, in words, with as much of each date as is known.

use outcomes::dataset::Item;
use outcomes::date::PartialDate;
use outcomes::life::{self, What};
use serde::Serialize;

use super::super::Edition;
use crate::render::{Part, Parts, Written};

/// A dated event.
#[derive(Serialize)]
pub struct Event<'t> {
    date: String,
    iso: Written<PartialDate>,
    text: String,
    unit: Option<&'t str>,
    ahead: bool,
}

impl Part for Event<'_> {
    const NAME: &'static str = "part event";
}

/// The events of an item, earliest first; a promise not kept yet stands at its due day.
pub fn events<'a>(edition: &Edition<'a>, item: &Item) -> Parts<Event<'a>> {
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let event = |event: life::Event| Event {
        date: edition.words.partial(event.date),
        iso: Written(event.date),
        text: edition.happening(event.what),
        unit: event.unit.map(|unit| edition.unit_name(unit)),
        ahead: event.date.earliest().is_some_and(|day| day > as_of),
    };
    life::events(item).into_iter().map(event).collect()
}

impl Edition<'_> {
    /// What happened to an item, in words.
    pub fn happening(&self, what: What) -> String {
        let (words, data) = (&self.words, self.site.data);
        match what {
            What::Submitted => words.text("event-submitted"),
            What::Assigned(role) => {
                let role = words.label("role", role.map_or("unknown", |role| role.key()));
                words.say("event-assigned", &[("role", (&role).into())])
            }
            What::Accepted => words.text("event-accepted"),
            What::Consulted(way) => words.say("event-contact", &[("way", (&words.label("contact", way.key())).into())]),
            What::Opinion => words.text("event-opinion"),
            What::Milestone(text) => text.to_owned(),
            What::Replied { second, class } => {
                let title = words.text(if second { "reply-second" } else { "reply-first" });
                match class.map(|class| data.classes[class.at()].code.as_str()) {
                    Some(code) => words.say("event-reply-class", &[("title", (&title).into()), ("code", code.into())]),
                    None => words.say("event-reply", &[("title", (&title).into())]),
                }
            }
            What::Due => words.text("event-due"),
            What::Overdue => words.text("feed-overdue"),
            What::Broken(_) => words.text("feed-broken"),
            What::Evaluated { round, result } => {
                let round = words.label("round", if round == 1 { "first" } else { "second" });
                let grade = self.grade_label(result);
                words.say("event-evaluation", &[("round", (&round).into()), ("grade", (&grade).into())])
            }
            What::ClassChanged(class) => {
                words.say("event-class", &[("code", data.classes[class.at()].code.as_str().into())])
            }
            What::Kept(promise) => words.say("event-kept", &[("text", (&self.commitment_text(promise)).into())]),
            What::Promised(promise) => {
                words.say("event-promised", &[("text", (&self.commitment_text(promise)).into())])
            }
            What::Ended(end) => words.text(&format!("event-{}", end.key())),
        }
    }
}
