//! Everything dated that happened to an item, in words, with as much of each date as is known.

use std::borrow::Cow;

use outcomes::dataset::Item;
use outcomes::date::PartialDate;
use outcomes::life::{self, What};
use serde::{Serialize, Serializer};

use super::super::Edition;
use crate::render::{Part, Parts};

/// A dated event, of every unit that it happened with on that day.
#[derive(Serialize)]
pub struct Event<'t> {
    date: Cow<'t, str>,
    iso: Iso,
    text: Cow<'t, str>,
    units: Option<Cow<'t, str>>,
    ahead: bool,
}

/// A date as programs read it, as far as it is known.
struct Iso(PartialDate);

impl Serialize for Iso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            PartialDate::Day(day) => serializer.serialize_str(std::str::from_utf8(&day.iso()).unwrap_or_default()),
            part => serializer.collect_str(&part),
        }
    }
}

impl Part for Event<'_> {
    const NAME: &'static str = "part event";
}

/// The events of an item, earliest first; a promise not kept yet stands at its due day.
pub fn events<'a>(edition: &'a Edition<'a>, item: &'a Item) -> Parts<Event<'a>> {
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let event = |alike: &[life::Event<'a>]| {
        let first = alike.first()?;
        Some(Event {
            date: edition.words.partial(first.date),
            iso: Iso(first.date),
            text: edition.happening(first.what),
            units: units(edition, alike),
            ahead: first.date.earliest().is_some_and(|day| day > as_of),
        })
    };
    life::events(item).chunk_by(are_alike).filter_map(event).collect()
}

/// The units that events are about, joined.
fn units<'a>(edition: &Edition<'a>, alike: &[life::Event]) -> Option<Cow<'a, str>> {
    let mut names = alike.iter().filter_map(|event| event.unit).map(|unit| edition.unit_name(unit));
    let first = names.next()?;
    let rest: Vec<&str> = names.collect();
    Some(if rest.is_empty() { first.into() } else { edition.words.list(&[&[first], &rest[..]].concat()).into() })
}

/// Whether of two events that stand beside each other the same happened on the same day with two units: assigned to
/// ten units, an item has one line for it. What each unit answered and how it was judged has lines of its own.
fn are_alike(one: &life::Event, other: &life::Event) -> bool {
    let with_two = one.unit.zip(other.unit).is_some_and(|(one, other)| one != other);
    with_two
        && one.date == other.date
        && match (one.what, other.what) {
            (What::Assigned(one), What::Assigned(other)) => one == other,
            (What::Consulted(one), What::Consulted(other)) => one == other,
            (What::Accepted, What::Accepted) | (What::Opinion, What::Opinion) | (What::Due, What::Due) => true,
            _ => false,
        }
}

impl Edition<'_> {
    /// What happened to an item, in words.
    pub fn happening<'t>(&'t self, what: What<'t>) -> Cow<'t, str> {
        let (words, data) = (&self.words, self.site.data);
        let text = match what {
            What::Submitted => return words.phrase("event-submitted"),
            What::Assigned(role) => {
                let role = words.label("role", role.map_or("unknown", |role| role.key()));
                words.say("event-assigned", &[("role", (&role).into())])
            }
            What::Accepted => return words.phrase("event-accepted"),
            What::Consulted(way) => words.say("event-contact", &[("way", (&words.label("contact", way.key())).into())]),
            What::Opinion => return words.phrase("event-opinion"),
            What::Milestone(text) => return text.into(),
            What::Replied { second, class } => {
                let title = words.phrase(if second { "reply-second" } else { "reply-first" });
                match class.map(|class| data.classes[class.at()].code.as_str()) {
                    Some(code) => words.say("event-reply-class", &[("title", (&title).into()), ("code", code.into())]),
                    None => words.say("event-reply", &[("title", (&title).into())]),
                }
            }
            What::Due => return words.phrase("event-due"),
            What::Overdue => return words.phrase("feed-overdue"),
            What::Broken(_) => return words.phrase("feed-broken"),
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
            What::Ended(end) => return words.label("event", end.key()),
        };
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use outcomes::dataset::UnitIx;
    use outcomes::date::PartialDate;
    use outcomes::life::{Event, What};
    use outcomes::terms::Role;

    use super::are_alike;

    #[test]
    fn what_several_units_answered_is_not_joined() {
        let event = |day: &str, unit: u32, what| {
            let date = day.parse::<PartialDate>().expect("a day");
            Event { date, unit: Some(UnitIx(unit)), at: [unit, 0], what }
        };
        let joint = What::Assigned(Some(Role::Joint));
        let first = event("2024-01-27", 0, joint);
        assert!(are_alike(&first, &event("2024-01-27", 1, joint)));
        let others = [
            event("2024-01-28", 1, joint),
            event("2024-01-27", 0, joint),
            event("2024-01-27", 1, What::Assigned(Some(Role::Lead))),
            event("2024-01-27", 1, What::Accepted),
            Event { unit: None, ..event("2024-01-27", 1, joint) },
        ];
        assert!(others.iter().all(|other| !are_alike(&first, other)));
        let replied = What::Replied { second: false, class: None };
        assert!(!are_alike(&event("2024-01-27", 0, replied), &event("2024-01-27", 1, replied)));
    }
}
