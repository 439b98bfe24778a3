//! What happened to a unit's duty for an item: assigned, consulted, put off, overdue, corrected.

use super::item::is_withheld;
use super::log::Log;
use super::matching::matched;
use super::parts::differ;
use super::{Field, Kind, Sides, Value, parts, unit};
use crate::dataset::{Assignment, Contact, Dataset, Item};
use crate::facts::{DutyFact, Timeliness};
use crate::life;
use crate::text::Text;

/// A duty with its item and the data it stands in.
#[derive(Clone, Copy)]
pub(super) struct Duty<'d, 'a> {
    pub data: &'d Dataset<'a>,
    pub item: &'d Item<'a>,
    pub one: &'d Assignment<'a>,
}

impl<'a> Duty<'_, 'a> {
    fn unit(&self) -> Text<'a> {
        self.data.units[self.one.unit.at()].id.clone()
    }

    fn fact(&self) -> DutyFact {
        DutyFact::of(self.data, self.item, self.one)
    }

    fn is_overdue(&self) -> bool {
        self.item.end.is_none() && self.fact().timeliness == Timeliness::Overdue
    }

    /// Whether its promises count.
    pub fn counts(&self) -> bool {
        self.item.end.is_none() && self.fact().owed()
    }

    /// Whether its free texts are published.
    fn speaks(&self) -> bool {
        !is_withheld(&self.item.text) && !self.one.replies.iter().any(|reply| is_withheld(&reply.text))
    }
}

/// Compares all duties of an item. Whether words of theirs read otherwise that have no note of their
/// own.
pub(super) fn compare_all<'a>(
    sides: &Sides<'_, 'a>,
    old: Option<&Item<'a>>,
    new: &Item<'a>,
    open: bool,
    log: &mut Log<'_, 'a>,
) -> bool {
    let of = |data, item| move |one| Duty { data, item, one };
    let before: Vec<Duty> = old.map_or(Vec::new(), |old| old.assignments.iter().map(of(sides.old, old)).collect());
    let after: Vec<Duty> = new.assignments.iter().map(of(sides.new, new)).collect();
    // A duty that another unit has now, of the same role and day, was handed on.
    let found = matched(
        &before,
        &after,
        &[&|was, is| was.unit() == is.unit(), &|was, is| {
            was.one.role == is.one.role && was.one.assigned == is.one.assigned && was.one.owes_reply()
        }],
    );
    let mut reworded = false;
    for (at, is) in after.iter().enumerate() {
        let was = found.pairs.iter().find(|(_, to)| *to == at).map(|(from, _)| before[*from]);
        log.of_unit(Some(unit(sides.new, is.one.unit)));
        match was {
            Some(was) => header(was, *is, log),
            None if old.is_some() => log.stated(Kind::Assigned, is.one.assigned, Value::Nothing, role(is)),
            None => {}
        }
        happened(was, *is, open, log);
        let other_words = parts::compare(was, *is, open, log);
        if let Some(was) = was.filter(|was| was.speaks() && is.speaks()) {
            reworded |= other_words || rewords(was.one, is.one);
        }
    }
    for at in found.gone {
        log.of_unit(Some(unit(sides.old, before[at].one.unit)));
        log.dropped(Field::Duty, before[at].one.assigned);
    }
    log.of_unit(None);
    reworded
}

fn role<'a>(duty: &Duty) -> Value<'a> {
    duty.one.role.map_or(Value::Nothing, Value::Role)
}

/// What is stated of a duty otherwise than before.
fn header<'a>(was: Duty<'_, 'a>, is: Duty<'_, 'a>, log: &mut Log<'_, 'a>) {
    let (old, new) = (was.one, is.one);
    if was.unit() != is.unit() {
        log.corrected(Field::Unit, Value::Named(unit(was.data, old.unit)), Value::Named(unit(is.data, new.unit)));
    }
    log.corrected(Field::Role, role(&was), role(&is));
    match old.assigned {
        None if new.assigned.is_some() => log.stated(Kind::Assigned, new.assigned, Value::Nothing, role(&is)),
        _ => log.corrected(Field::Assigned, Value::day(old.assigned), Value::day(new.assigned)),
    }
    if old.accepted.is_some() {
        log.corrected(Field::Accepted, Value::day(old.accepted), Value::day(new.accepted));
    }
    let until = |duty: &Assignment| duty.extension.as_ref().map(|extension| extension.until);
    match (&old.extension, &new.extension) {
        (None, Some(extension)) => {
            log.stated(Kind::Extended, extension.approved, Value::day(old.due), Value::Day(extension.until));
        }
        (Some(_), Some(_)) => log.corrected(Field::Extension, Value::day(until(old)), Value::day(until(new))),
        (Some(_), None) => log.dropped(Field::Extension, until(old)),
        (None, None) => {}
    }
    // A due day that follows from the other two needs no note of its own.
    if old.due.is_some() && old.assigned == new.assigned && until(old) == until(new) {
        log.corrected(Field::Due, Value::day(old.due), Value::day(new.due));
    }
}

/// What happened with the reply still to come, or before it.
fn happened<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, open: bool, log: &mut Log<'_, 'a>) {
    talks(was, is, open, log);
    if was.is_none()
        && let Some(extension) = &is.one.extension
    {
        log.stated(Kind::Extended, extension.approved, Value::Nothing, Value::Day(extension.until));
    }
    match (was.and_then(|was| was.one.opinion.as_ref()), &is.one.opinion) {
        (None, Some(opinion)) => log.happened(Kind::Opinion, opinion.date),
        (Some(was), Some(is)) if was.date.is_some() => {
            log.corrected(Field::Opinion, Value::day(was.date), Value::day(is.date));
        }
        (Some(was), None) => log.dropped(Field::Opinion, was.date),
        _ => {}
    }
    if is.is_overdue() && !was.is_some_and(|was| was.is_overdue()) {
        log.stated(Kind::Overdue, is.one.due, Value::Nothing, Value::day(is.one.due));
    }
}

/// The first talk before the reply, and every other one that was added.
fn talks<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, open: bool, log: &mut Log<'_, 'a>) {
    let later = &is.one.contacts;
    let earlier = was.map_or(&[][..], |was| &was.one.contacts);
    let consulted = life::consulted(is.one) && !was.is_some_and(|was| life::consulted(was.one));
    let first = (0..later.len()).filter(|_| consulted).min_by_key(|at| (later[*at].date.is_none(), later[*at].date));
    let mut tell = |kind, contact: Option<&Contact>| {
        let way = contact.filter(|_| open).map_or(Value::Nothing, |contact| Value::Way(contact.way));
        log.stated(kind, contact.and_then(|contact| contact.date), Value::Nothing, way);
    };
    if consulted {
        tell(Kind::Consulted, first.map(|at| &later[at]));
    }
    // A talk of another day or another way may be the same one, corrected.
    let found = matched(
        earlier,
        later,
        &[
            &|was, is| was == is,
            &|was, is| was.date == is.date && was.way == is.way,
            &|was, is| was.date == is.date && was.date.is_some(),
            &|was, is| was.way == is.way,
        ],
    );
    let added = found.added.into_iter().filter(|at| Some(*at) != first);
    added.for_each(|at| tell(Kind::Talked, Some(&later[at])));
}

/// Whether what the earlier duty says of talks, reasons, opinions and explanations is gone or reads
/// otherwise.
fn rewords<'a>(old: &Assignment<'a>, new: &Assignment<'a>) -> bool {
    fn reason<'a, 'd>(duty: &'d Assignment<'a>) -> Option<&'d Text<'a>> {
        duty.extension.as_ref().and_then(|extension| extension.reason.as_ref())
    }
    fn opinion<'a, 'd>(duty: &'d Assignment<'a>) -> Option<&'d Text<'a>> {
        duty.opinion.as_ref().and_then(|opinion| opinion.text.as_ref())
    }
    let replies = old.replies.iter().zip(&new.replies).any(|(was, is)| {
        differ(was.explanation.as_ref(), is.explanation.as_ref()) || (was.header.is_some() && was.header != is.header)
    });
    replies
        || !matched(&old.contacts, &new.contacts, &[&|was, is| was == is]).gone.is_empty()
        || (new.extension.is_some() && differ(reason(old), reason(new)))
        || (new.opinion.is_some() && differ(opinion(old), opinion(new)))
}
