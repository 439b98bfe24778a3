//! What happened, in words of a language: the entries of feeds.

use std::borrow::Cow;

use outcomes::dataset::{Assignment, Item, ItemIx};

use super::Id;
use super::atom::{Entry, Place};
use super::events::{Event, What};
use crate::pages::Edition;
use crate::plan::Site;
use crate::route::Route;

/// Writes what happened as an entry after what `out` holds.
pub fn write(edition: &Edition, place: &Place, event: &Event, out: &mut Vec<u8>) {
    let item = edition.item(event.item);
    let Some(page) = edition.plan.link(Route::Item(event.item)) else { return };
    let (title, summary) = (title(edition, event.item, event.what), summary(edition, item, event.what));
    let id = id(&edition.site, event);
    Entry { id, title: &title, date: event.date, page: page.as_str(), summary: &summary }.write(place, out);
}

/// 第056号提案: an item's number and kind, its title where it has no number.
pub fn name<'e>(edition: &'e Edition, ix: ItemIx) -> Cow<'e, str> {
    let item = edition.item(ix);
    if item.number.is_some() { edition.item_number(ix).into() } else { edition.item_title(item) }
}

/// 第056号提案：已答复（B类）, with the unit where several owe a reply.
fn title(edition: &Edition, ix: ItemIx, what: What) -> String {
    let (words, item) = (&edition.words, edition.item(ix));
    let (name, told) = (name(edition, ix), told(edition, item, what));
    let several = item.assignments.iter().filter(|assignment| assignment.owes_reply()).nth(1).is_some();
    let args = [("name", (&name).into()), ("what", (&told).into())];
    match what.assignment().filter(|_| several) {
        Some(at) => {
            let unit = edition.unit_name(item.assignments[at].unit);
            words.say("feed-entry-unit", &[args[0], args[1], ("unit", unit.into())])
        }
        None => words.say("feed-entry", &args),
    }
}

fn told(edition: &Edition, item: &Item, what: What) -> String {
    let (words, data) = (&edition.words, edition.site.data);
    let duty = |at: u32| &item.assignments[at as usize];
    let code = |class: outcomes::dataset::ClassIx| data.classes[class.at()].code.as_str();
    match what {
        What::Submitted => words.text("feed-submitted"),
        What::Assigned(_) => words.text("feed-assigned"),
        What::Overdue(_) => words.text("feed-overdue"),
        What::Replied(a, at) => {
            let told = words.text(if at == 0 { "feed-replied" } else { "feed-replied-second" });
            match duty(a).replies[at as usize].class {
                Some(class) => {
                    words.say("feed-replied-class", &[("what", (&told).into()), ("code", code(class).into())])
                }
                None => told,
            }
        }
        What::Evaluated(a, at) => {
            let evaluation = &duty(a).evaluations[at as usize];
            let round = words.term("round", if evaluation.round == 1 { "first" } else { "second" });
            let grade = edition.grade_label(evaluation.result);
            words.say("event-evaluation", &[("round", (&round).into()), ("grade", (&grade).into())])
        }
        What::Classed(a, at) => {
            words.say("event-class", &[("code", code(duty(a).class_changes[at as usize].class).into())])
        }
        What::Kept(..) => words.text("feed-kept"),
        What::Broken(..) => words.text("feed-broken"),
        What::Ended => item.end.as_ref().map_or_else(String::new, |end| words.term("state", end.kind.key())),
    }
}

/// The item's title, the unit, and what was promised or which class was given.
fn summary(edition: &Edition, item: &Item, what: What) -> String {
    let mut text = edition.item_title(item).into_owned();
    let Some(at) = what.assignment() else { return text };
    let assignment = &item.assignments[at];
    let unit = edition.unit_name(assignment.unit).to_owned();
    for part in [unit].into_iter().chain(detail(edition, assignment, what)) {
        text.push_str(" · ");
        text.push_str(&part);
    }
    text
}

fn detail(edition: &Edition, assignment: &Assignment, what: What) -> Option<String> {
    match what {
        What::Replied(_, at) => assignment.replies[at as usize].class.map(|class| edition.class_label(class)),
        What::Classed(_, at) => Some(edition.class_label(assignment.class_changes[at as usize].class)),
        What::Kept(_, at) | What::Broken(_, at) => Some(edition.commitment_text(&assignment.commitments[at as usize])),
        _ => None,
    }
}

/// An entry's name: what happened to whom, without its day, which may be corrected.
fn id(site: &Site, event: &Event) -> Id {
    let data = site.data;
    let item = &data.items[event.item.at()];
    let publisher: &str = &data.sources[item.source.at()].publisher.id;
    let unit = |at: u32| &*data.units[item.assignments[at as usize].unit.at()].id;
    let of = |what: &str, rest: &[&str]| Id::of(&[&[publisher, "item", &item.id, what], rest].concat());
    match event.what {
        What::Submitted => of("submitted", &[]),
        What::Assigned(a) => of("assigned", &[unit(a)]),
        What::Overdue(a) => of("overdue", &[unit(a)]),
        What::Replied(a, at) => of("replied", &[unit(a), &at.to_string()]),
        What::Evaluated(a, at) => {
            let all = &item.assignments[a as usize].evaluations;
            let one = &all[at as usize];
            let proposer = one.proposer.map_or("", |proposer| &data.proposers[proposer.at()].id);
            // Unnamed proposers may have judged in the same round.
            let same =
                |other: &&outcomes::dataset::Evaluation| other.proposer == one.proposer && other.round == one.round;
            let before = all[..at as usize].iter().filter(same).count();
            of("evaluated", &[unit(a), proposer, &one.round.to_string(), &before.to_string()])
        }
        What::Classed(a, at) => {
            let all = &item.assignments[a as usize].class_changes;
            let class = all[at as usize].class;
            let before = all[..at as usize].iter().filter(|other| other.class == class).count();
            of("classed", &[unit(a), &data.classes[class.at()].code, &before.to_string()])
        }
        What::Kept(a, at) => of("kept", &[unit(a), &at.to_string()]),
        What::Broken(a, at) => of("broken", &[unit(a), &at.to_string()]),
        What::Ended => of("ended", &[]),
    }
}
