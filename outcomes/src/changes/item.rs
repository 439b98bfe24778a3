//! What happened to one item as a whole: added, ended, closed, published, corrected, gone.

use std::collections::BTreeMap;

use super::log::Log;
use super::matching::matched;
use super::{Change, Field, ItemRef, Kind, Level, Named, Sides, Value, duty};
use crate::dataset::{Dataset, Item, ItemIx, Point, Publication};
use crate::date::{Date, PartialDate};
use crate::life::{State, Step};
use crate::terms::EndKind;
use crate::text::Text;

/// Items by their ids.
type Index<'i> = BTreeMap<&'i str, ItemIx>;

fn index<'i>(data: &'i Dataset) -> Index<'i> {
    data.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), ItemIx(at as u32))).collect()
}

/// Compares every item, those of the later side first, in their order; then what is gone.
pub(super) fn compare_all<'a>(sides: &Sides<'_, 'a>, list: &mut Vec<Change<'a>>) {
    let (old, new) = (index(sides.old), index(sides.new));
    for (at, item) in sides.new.items.iter().enumerate() {
        let now = ItemIx(at as u32);
        let mut log = Log::new(named(sides.new, now), list);
        compare(sides, &new, old.get(item.id.as_str()).copied(), now, &mut log);
    }
    for (at, item) in sides.old.items.iter().enumerate() {
        if !new.contains_key(item.id.as_str()) {
            // What was taken out of the export is not quoted from the earlier one.
            let subject = ItemRef { now: None, title: None, ..named(sides.old, ItemIx(at as u32)) };
            Log::new(subject, list).happened(Kind::Gone, None);
        }
    }
}

fn named<'a>(data: &Dataset<'a>, ix: ItemIx) -> ItemRef<'a> {
    let item = &data.items[ix.at()];
    ItemRef {
        id: item.id.clone(),
        now: Some(ix),
        session: session(data, item),
        kind: item.kind,
        number: item.number.clone(),
        title: item.title.clone(),
        withheld: is_withheld(&item.text),
    }
}

fn session<'a>(data: &Dataset<'a>, item: &Item) -> Named<'a> {
    let session = &data.sessions[item.session.at()];
    Named { id: session.id.clone(), name: session.name.clone(), name_en: session.name_en.clone() }
}

pub(super) fn is_withheld(text: &Publication) -> bool {
    matches!(text, Publication::Withheld(_))
}

fn compare<'a>(sides: &Sides<'_, 'a>, items: &Index, earlier: Option<ItemIx>, now: ItemIx, log: &mut Log<'_, 'a>) {
    let new = &sides.new.items[now.at()];
    let old = earlier.map(|ix| &sides.old.items[ix.at()]);
    // Of an item that either side withholds only number, unit, days and class are compared.
    let open = !is_withheld(&new.text) && old.is_none_or(|old| !is_withheld(&old.text));
    match old {
        None => {
            let assigned = new.assignments.iter().filter_map(|duty| duty.assigned).min();
            log.happened(Kind::Added, new.submitted.or(assigned));
        }
        Some(old) => header(sides, old, new, open, log),
    }
    end(sides, items, old, new, log);
    if let Some(old) = old {
        log.disclosed(Field::ItemText, &old.text, &new.text);
    }
    let other_words = duty::compare_all(sides, old, new, open, log);
    let told = |item: &Item| item.assignments.iter().all(|duty| !duty.replies.iter().any(|one| is_withheld(&one.text)));
    let mut changed_words = other_words;
    if open && told(new) {
        results(old, new, log);
        changed_words |= old.is_some_and(|old| told(old) && !says_the_same(old, new));
    }
    if changed_words {
        log.reworded(Field::Texts);
    }
    closing(sides, earlier, now, log);
}

/// What stands at the head of an item.
fn header<'a>(sides: &Sides<'_, 'a>, old: &Item<'a>, new: &Item<'a>, open: bool, log: &mut Log<'_, 'a>) {
    log.corrected(Field::Number, Value::text(&old.number), Value::text(&new.number));
    log.corrected(Field::Kind, Value::Kind(old.kind), Value::Kind(new.kind));
    let (was, is) = (session(sides.old, old), session(sides.new, new));
    if was.id != is.id {
        log.corrected(Field::Session, Value::Named(was), Value::Named(is));
    }
    log.corrected(Field::Submitted, Value::day(old.submitted), Value::day(new.submitted));
    if !open {
        return;
    }
    log.corrected(Field::Key, Value::Flag(old.key), Value::Flag(new.key));
    log.corrected(Field::Title, Value::text(&old.title), Value::text(&new.title));
    let category = |data: &Dataset<'a>, item: &Item| {
        item.category.map(|ix| &data.categories[ix.at()]).map(|category| Named {
            id: category.id.clone(),
            name: category.name.clone(),
            name_en: category.name_en.clone(),
        })
    };
    let (was, is) = (category(sides.old, old), category(sides.new, new));
    if was.as_ref().map(|one| &one.id) != is.as_ref().map(|one| &one.id) {
        let value = |one: Option<Named<'a>>| one.map_or(Value::Nothing, Value::Named);
        log.corrected(Field::Category, value(was), value(is));
    }
    let ids = |data: &Dataset<'a>, item: &Item| -> Vec<Text<'a>> {
        item.proposers.iter().map(|ix| data.proposers[ix.at()].id.clone()).collect()
    };
    if ids(sides.old, old) != ids(sides.new, new) {
        let names = |data: &Dataset<'a>, item: &Item| match item.proposers.as_slice() {
            [] => Value::Nothing,
            all => Value::Names(all.iter().map(|ix| data.proposers[ix.at()].name.clone()).collect()),
        };
        log.corrected(Field::Proposers, names(sides.old, old), names(sides.new, new));
    }
}

/// An early end, its correction, or that it no longer holds.
fn end<'a>(sides: &Sides<'_, 'a>, items: &Index, old: Option<&Item<'a>>, new: &Item<'a>, log: &mut Log<'_, 'a>) {
    match (old.and_then(|old| old.end.as_ref()), &new.end) {
        (None, Some(end)) => {
            let kind = match end.kind {
                EndKind::Withdrawn => Kind::Withdrawn,
                EndKind::Returned => Kind::Returned,
                EndKind::Merged => Kind::Merged,
            };
            let into = end.into.as_ref().and_then(|into| items.get(into.as_str()));
            let is = into.map_or(Value::Nothing, |into| Value::Item(Box::new(named(sides.new, *into))));
            log.stated(kind, end.date, Value::Nothing, is);
        }
        (Some(was), Some(is)) => {
            log.corrected(Field::End, Value::End(was.kind), Value::End(is.kind));
            log.corrected(Field::End, Value::day(was.date), Value::day(is.date));
        }
        (Some(was), None) => log.dropped(Field::End, was.date),
        (None, None) => {}
    }
}

/// Closed since, or open again.
fn closing(sides: &Sides, earlier: Option<ItemIx>, now: ItemIx, log: &mut Log) {
    let life = &sides.new_lives[now.at()];
    let was_closed = earlier.is_some_and(|ix| sides.old_lives[ix.at()].state == State::Closed);
    let day = |step: Step| life.steps.iter().find(|reached| reached.step == step).and_then(|reached| reached.date);
    match (was_closed, life.state) {
        (false, State::Closed) => log.happened(Kind::Closed, day(Step::Closed)),
        (true, State::SecondHandling) => log.happened(Kind::Reopened, day(Step::Evaluated)),
        (true, state) if state.is_open() => log.happened(Kind::Reopened, None),
        _ => {}
    }
}

/// Answers to points, steps, effects and outputs.
fn results<'a>(old: Option<&Item<'a>>, new: &Item<'a>, log: &mut Log<'_, 'a>) {
    let answered =
        |point: &Point, of: &[Point]| of.iter().any(|other| other.problem == point.problem && other.answer.is_some());
    let points = old.map_or(&[][..], |old| &old.points);
    for point in new.points.iter().filter(|point| point.answer.is_some() && !answered(point, points)) {
        log.about(Some(point.problem.clone())).happened(Kind::Answered, None);
    }
    let milestones = old.map_or(&[][..], |old| &old.milestones);
    let found = matched(
        milestones,
        &new.milestones,
        &[&|was, is| was == is, &|was, is| was.text == is.text, &|was, is| was.date == is.date],
    );
    for at in found.added {
        let one = &new.milestones[at];
        log.about(Some(one.text.clone())).stated(
            Kind::Milestone,
            day(Some(one.date)),
            Value::Nothing,
            Value::When(one.date),
        );
    }
    let effects = old.map_or(&[][..], |old| &old.effects);
    let found =
        matched(effects, &new.effects, &[&|was, is| was == is, &|was, is| was.what == is.what && was.unit == is.unit]);
    for (was, is) in found.pairs {
        let (was, is) = (&effects[was], &new.effects[is]);
        let amount = |value| Value::Amount(value, is.unit.clone());
        log.about(Some(is.what.clone())).corrected(Field::Before, amount(was.before), amount(is.before));
        log.about(Some(is.what.clone())).corrected(Field::After, amount(was.after), amount(is.after));
    }
    for at in found.added {
        let one = &new.effects[at];
        let amount = |value| Value::Amount(value, one.unit.clone());
        log.about(Some(one.what.clone())).stated(Kind::Effect, None, amount(one.before), amount(one.after));
    }
    found.gone.iter().for_each(|_| log.dropped(Field::Effect, None));
    let outputs = old.map_or(&[][..], |old| &old.outputs);
    let found = matched(outputs, &new.outputs, &[&|was, is| was == is, &|was, is| was.title == is.title]);
    for at in found.added {
        let one = &new.outputs[at];
        log.about(Some(one.title.clone())).happened(Kind::Output, day(one.date));
    }
    for (was, is) in found.pairs {
        let (was, is) = (&outputs[was], &new.outputs[is]);
        let when = |date: Option<PartialDate>| date.map_or(Value::Nothing, Value::When);
        if was.date.is_some() {
            log.about(Some(is.title.clone())).corrected(Field::Output, when(was.date), when(is.date));
        }
        if was.document_number.is_some() {
            let (was, is) = (Value::text(&was.document_number), Value::text(&is.document_number));
            log.corrected(Field::DocumentNumber, was, is);
        }
    }
    found.gone.iter().for_each(|at| log.dropped(Field::Output, day(outputs[*at].date)));
}

fn day(date: Option<PartialDate>) -> Option<Date> {
    match date {
        Some(PartialDate::Day(day)) => Some(day),
        _ => None,
    }
}

/// Whether what the earlier item says in words beside its text still stands there; what was added
/// since is no correction.
fn says_the_same(old: &Item, new: &Item) -> bool {
    let points = matched(
        &old.points,
        &new.points,
        &[&|was, is| was.problem == is.problem && (was.answer.is_none() || was.answer == is.answer)],
    );
    let milestones = matched(&old.milestones, &new.milestones, &[&|was, is| was == is]);
    let note = old.note.is_none() || old.note == new.note;
    let joint = old.joint_units.is_none() || old.joint_units == new.joint_units;
    points.gone.is_empty() && milestones.gone.is_empty() && note && joint
}

/// How much of a text is published.
pub(super) fn level(text: &Publication) -> Level {
    match text {
        Publication::Full(_) => Level::Full,
        Publication::Summary(_) => Level::Summary,
        Publication::Withheld(_) => Level::Withheld,
        Publication::Absent => Level::Absent,
    }
}
