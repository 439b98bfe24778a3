//! Everything dated that happened to an item, in order, with as much of each date as is known.

use outcomes::dataset::{Assignment, Item};
use outcomes::date::{Date, PartialDate};
use serde::Serialize;

use super::super::Edition;
use crate::render::{Part, Parts};
use crate::words::Arg;

/// A dated event.
#[derive(Serialize)]
pub struct Event {
    date: String,
    iso: String,
    text: String,
    unit: Option<String>,
    ahead: bool,
}

impl Part for Event {
    const NAME: &'static str = "part event";
}

/// Gathers events with the day and rank to sort them by.
struct Course<'e, 'a> {
    edition: &'e Edition<'a>,
    as_of: Date,
    found: Vec<(Option<Date>, u8, Event)>,
}

impl Course<'_, '_> {
    fn add(&mut self, rank: u8, date: PartialDate, unit: Option<&str>, text: String) {
        let day = date.earliest();
        let event = Event {
            date: self.edition.words.partial(date),
            iso: date.to_string(),
            unit: unit.map(str::to_owned),
            ahead: day.is_some_and(|day| day > self.as_of),
            text,
        };
        self.found.push((day, rank, event));
    }

    fn day(&mut self, rank: u8, date: Option<Date>, unit: Option<&str>, key: &str, args: &[(&str, Arg)]) {
        if let Some(date) = date {
            let text = self.edition.words.say(key, args);
            self.add(rank, PartialDate::Day(date), unit, text);
        }
    }
}

/// The events of an item, earliest first; a promise not kept yet stands at its due day.
pub fn events(edition: &Edition, item: &Item) -> Parts<Event> {
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let mut course = Course { edition, as_of, found: Vec::new() };
    course.day(0, item.submitted, None, "event-submitted", &[]);
    for assignment in &item.assignments {
        of_assignment(&mut course, item, assignment);
    }
    for milestone in &item.milestones {
        course.add(5, milestone.date, None, milestone.text.to_string());
    }
    if let Some(end) = &item.end {
        let key = format!("event-{}", end.kind.key());
        course.day(9, end.date, None, &key, &[]);
    }
    course.found.sort_by_key(|(day, rank, _)| (*day, *rank));
    course.found.into_iter().map(|(_, _, event)| event).collect()
}

fn of_assignment(course: &mut Course, item: &Item, assignment: &Assignment) {
    let edition = course.edition;
    let (words, data) = (&edition.words, edition.site.data);
    let unit = Some(edition.unit_name(assignment.unit));
    let role = words.term("role", assignment.role.map_or("unknown", |role| role.key()));
    course.day(1, assignment.assigned, unit, "event-assigned", &[("role", (&role).into())]);
    course.day(2, assignment.accepted, unit, "event-accepted", &[]);
    for contact in &assignment.contacts {
        let way = words.term("contact", contact.way.key());
        course.day(3, contact.date, unit, "event-contact", &[("way", (&way).into())]);
    }
    let opinion = assignment.opinion.as_ref().and_then(|opinion| opinion.date);
    course.day(4, opinion, unit, "event-opinion", &[]);
    for (at, reply) in assignment.replies.iter().enumerate() {
        let title = words.text(if at == 0 { "reply-first" } else { "reply-second" });
        let class = reply.class.map(|class| data.classes[class.at()].code.to_string());
        match &class {
            Some(code) => {
                let args = [("title", (&title).into()), ("code", code.into())];
                course.day(6, reply.date, unit, "event-reply-class", &args);
            }
            None => course.day(6, reply.date, unit, "event-reply", &[("title", (&title).into())]),
        }
    }
    if assignment.replies.is_empty() && assignment.owes_reply() && item.end.is_none() {
        course.day(6, assignment.due, unit, "event-due", &[]);
    }
    for evaluation in &assignment.evaluations {
        let round = words.term("round", if evaluation.round == 1 { "first" } else { "second" });
        let grade = edition.grade_label(evaluation.result);
        let args = [("round", (&round).into()), ("grade", (&grade).into())];
        course.day(7, evaluation.date, unit, "event-evaluation", &args);
    }
    for change in &assignment.class_changes {
        let code = data.classes[change.class.at()].code.as_str();
        course.day(8, Some(change.date), unit, "event-class", &[("code", code.into())]);
    }
    for commitment in &assignment.commitments {
        let text = edition.commitment_text(commitment);
        let args = [("text", (&text).into())];
        match commitment.kept {
            Some(kept) => course.day(8, Some(kept), unit, "event-kept", &args),
            None => course.day(8, Some(commitment.due), unit, "event-promised", &args),
        }
    }
}
