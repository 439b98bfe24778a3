//! Where an item stands, as its proposer reads it: who has it, what they owe, what comes next.

use std::borrow::Cow;

use outcomes::dataset::{Assignment, Item};
use outcomes::life::{self, Life, State};
use outcomes::rates::Reading;
use outcomes::terms::Role;
use serde::Serialize;

use super::super::phone::Phone;
use super::super::rows::{badge, days_left};
use super::super::{Badge, Edition, Linked};
use crate::render::{Part, Parts};
use crate::words::Arg;

/// Where an item stands.
#[derive(Serialize)]
pub struct Standing<'t> {
    state: Badge,
    /// Days left, of an open item that is not late.
    left: Option<String>,
    /// That the item is not assigned yet.
    unassigned: bool,
    /// Each reply that is late.
    late: Parts<Late>,
    /// Who has it.
    holders: Parts<Holder<'t>>,
    /// What comes next.
    next: Parts<Next>,
}

/// A reply that is late.
#[derive(Serialize)]
struct Late {
    text: String,
}

impl Part for Late {
    const NAME: &'static str = "part late";
}

/// A unit that owes, or owed, a reply.
#[derive(Serialize)]
struct Holder<'t> {
    unit: Linked<'t>,
    role: Cow<'t, str>,
    phone: Option<Phone>,
    standing: Cow<'t, str>,
}

impl Part for Holder<'_> {
    const NAME: &'static str = "part holder";
}

/// What comes next.
#[derive(Serialize)]
struct Next {
    text: String,
}

impl Part for Next {
    const NAME: &'static str = "part next";
}

/// Where an item stands.
pub fn standing<'t>(edition: &'t Edition, item: &Item, life: &Life) -> Standing<'t> {
    let ended = item.end.is_some();
    let owed = || item.assignments.iter().filter(|assignment| !ended && assignment.role != Some(Role::Joint));
    let left = life.days_left.filter(|days| life.state.is_open() && *days >= 0);
    Standing {
        state: badge(edition, life.state),
        left: left.map(|days| days_left(edition, days)),
        unassigned: life.state == State::Submitted,
        late: owed().filter_map(|assignment| late(edition, item, assignment)).collect(),
        holders: owed().map(|assignment| holder(edition, item, assignment)).collect(),
        next: if ended { Parts::default() } else { next(edition, item, life) },
    }
}

fn late(edition: &Edition, item: &Item, assignment: &Assignment) -> Option<Late> {
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let open = assignment.replies.is_empty() && assignment.owes_reply();
    let due = assignment.due.filter(|due| open && *due < as_of)?;
    let words = &edition.words;
    let text = words.say(
        "reply-late",
        &[
            ("unit", edition.unit_name(assignment.unit).into()),
            ("due", (&words.date(due)).into()),
            ("date", (&words.date(as_of)).into()),
            ("days", as_of.days_since(due).into()),
        ],
    );
    Some(Late { text })
}

fn holder<'t>(edition: &'t Edition, item: &Item, assignment: &Assignment) -> Holder<'t> {
    let unit = &edition.site.data.units[assignment.unit.at()];
    Holder {
        unit: edition.unit(assignment.unit),
        role: edition.role(assignment),
        phone: unit.service_phone.as_ref().map(|phone| Phone::new(phone)),
        standing: sentence(edition, item, assignment),
    }
}

/// What a unit did, or by when it has to.
fn sentence<'t>(edition: &'t Edition, item: &Item, assignment: &Assignment) -> Cow<'t, str> {
    let (words, data) = (&edition.words, edition.site.data);
    let as_of = data.sources[item.source.at()].as_of;
    let Some(reply) = assignment.replies.last() else {
        return match assignment.due {
            _ if assignment.role.is_none() || life::is_unstated(assignment) => words.phrase("standing-unstated"),
            Some(due) if due < as_of => words.phrase("standing-late"),
            Some(due) => {
                let left = days_left(edition, due.days_since(as_of));
                words.say("standing-due", &[("date", (&words.date(due)).into()), ("left", (&left).into())]).into()
            }
            None => words.phrase("standing-open"),
        };
    };
    let class =
        assignment.class().map_or_else(|| words.phrase("class-none"), |class| edition.class_label(class).into());
    let judged = match life::standing(data, item, assignment, Reading::Latest) {
        Some(judgement) => {
            words.say("standing-judged", &[("judgement", (&words.label("judgement", judgement.key())).into())]).into()
        }
        None => words.phrase("awaits-evaluation"),
    };
    let (class, judged) = (("class", Arg::from(&class)), ("judged", Arg::from(&judged)));
    match reply.date {
        Some(day) => words.say("standing-replied", &[("date", (&words.date(day)).into()), class, judged]).into(),
        None => words.say("standing-replied-undated", &[class, judged]).into(),
    }
}

/// What comes next: the replies that are owed, or else what follows a reply; and the next promise.
fn next(edition: &Edition, item: &Item, life: &Life) -> Parts<Next> {
    let (words, data) = (&edition.words, edition.site.data);
    let as_of = data.sources[item.source.at()].as_of;
    let mut lines = Vec::new();
    match life.state {
        State::Submitted => lines.push(words.text("next-assign")),
        State::SecondHandling => lines.push(words.text("next-second")),
        _ if life.awaits_evaluation => lines.push(words.text("next-evaluate")),
        _ => {}
    }
    let by = |key: &str, assignment: &Assignment, text: &str, due| {
        let left = days_left(edition, outcomes::date::Date::days_since(due, as_of));
        let unit = edition.unit_name(assignment.unit);
        let (date, text) = (words.date(due), ("text", text.into()));
        words.say(key, &[("unit", unit.into()), ("date", (&date).into()), ("left", (&left).into()), text])
    };
    let owed = item.assignments.iter().filter(|assignment| assignment.owes_reply() && assignment.replies.is_empty());
    lines.extend(owed.filter_map(|assignment| {
        let due = assignment.due?;
        Some(by(if due < as_of { "next-reply-late" } else { "next-reply" }, assignment, "", due))
    }));
    let promises = item.assignments.iter().flat_map(|assignment| {
        let open = assignment.commitments.iter().filter(|commitment| commitment.kept.is_none());
        open.map(move |commitment| (commitment.due, assignment, commitment))
    });
    if let Some((due, assignment, commitment)) = promises.min_by_key(|(due, ..)| *due) {
        lines.push(by("next-promise", assignment, &edition.commitment_text(commitment), due));
    }
    lines.into_iter().map(|text| Next { text }).collect()
}
