//! What came of a duty: replies, classes, evaluations and promises, each beside its earlier self.

use super::duty::Duty;
use super::item::is_withheld;
use super::log::Log;
use super::matching::matched;
use super::{Field, Kind, Value};
use crate::dataset::{Assignment, ClassIx, Commitment, Dataset, Evaluation, GradeIx};
use crate::life::PromiseState;
use crate::text::Text;

/// Compares everything that came of a duty; evaluations only of an item that both sides publish.
/// Whether reasons or comments read otherwise that have no note of their own; what was added since is
/// no correction.
pub(super) fn compare<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, open: bool, log: &mut Log<'_, 'a>) -> bool {
    replies(was, is, open, log);
    let mut reworded = classes(was, is, log);
    if open {
        reworded |= evaluations(was, is, log);
    }
    promises(was, is, log);
    reworded
}

/// Whether words that stood there are gone or others now.
pub(super) fn differ<'a>(was: Option<&Text<'a>>, is: Option<&Text<'a>>) -> bool {
    was.is_some() && was != is
}

fn class<'a>(data: &Dataset<'a>, class: Option<ClassIx>) -> Value<'a> {
    class.map_or(Value::Nothing, |class| {
        let class = &data.classes[class.at()];
        Value::Class(class.code.clone(), class.counts_as)
    })
}

fn grade<'a>(data: &Dataset<'a>, grade: Option<GradeIx>) -> Value<'a> {
    grade.map_or(Value::Nothing, |grade| {
        let grade = &data.grades[grade.at()];
        Value::Grade(grade.label.clone(), grade.counts_as)
    })
}

fn replies<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, open: bool, log: &mut Log<'_, 'a>) {
    let earlier = was.map_or(&[][..], |was| &was.one.replies);
    for (at, new) in is.one.replies.iter().enumerate() {
        let Some((old, was)) = earlier.get(at).zip(was) else {
            let stated = class(is.data, new.class);
            if at == 0 {
                log.stated(Kind::Replied, new.date, Value::Nothing, stated);
            } else {
                log.stated(Kind::RepliedAgain, new.date, class(is.data, is.one.replies[at - 1].class), stated);
            }
            continue;
        };
        log.corrected(Field::Reply, Value::day(old.date), Value::day(new.date));
        log.corrected(Field::Class, class(was.data, old.class), class(is.data, new.class));
        if open && old.document_number.is_some() {
            let (was, is) = (Value::text(&old.document_number), Value::text(&new.document_number));
            log.corrected(Field::DocumentNumber, was, is);
        }
        if open {
            log.disclosed(Field::ReplyText, &old.text, &new.text);
            if !is_withheld(&old.text) && !is_withheld(&new.text) {
                log.attached(&old.attachments, &new.attachments);
            }
        }
    }
    for gone in earlier.iter().skip(is.one.replies.len()) {
        log.dropped(Field::Reply, gone.date);
    }
}

/// The class that a change found in force.
fn class_before(duty: &Assignment, at: usize) -> Option<ClassIx> {
    let change = &duty.class_changes[at];
    let replied = duty.replies.iter().filter(|reply| reply.date.is_none_or(|day| day <= change.date));
    let earlier = at.checked_sub(1).map(|before| duty.class_changes[before].class);
    earlier.or(replied.filter_map(|reply| reply.class).next_back()).or(duty.reply()?.class)
}

fn classes<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, log: &mut Log<'_, 'a>) -> bool {
    let earlier = was.map_or(&[][..], |was| &was.one.class_changes);
    let old_class = |at: usize| was.map_or(Value::Nothing, |was| class(was.data, Some(earlier[at].class)));
    let later = &is.one.class_changes;
    let new_class = |at: usize| class(is.data, Some(later[at].class));
    let (old, new): (Vec<usize>, Vec<usize>) = ((0..earlier.len()).collect(), (0..later.len()).collect());
    let same_class = |was: &usize, is: &usize| old_class(*was) == new_class(*is);
    let same_day = |was: &usize, is: &usize| earlier[*was].date == later[*is].date;
    let found = matched(&old, &new, &[&|was, is| same_class(was, is) && same_day(was, is), &same_class, &same_day]);
    let mut reworded = false;
    for (old, new) in found.pairs {
        reworded |= differ(earlier[old].reason.as_ref(), later[new].reason.as_ref());
        log.corrected(Field::ClassChange, Value::Day(earlier[old].date), Value::Day(later[new].date));
        log.corrected(Field::Class, old_class(old), new_class(new));
    }
    for at in found.added {
        let before = class_before(is.one, at);
        let counts_as = |class: ClassIx| is.data.classes[class.at()].counts_as;
        let kind = match before.map(|before| counts_as(later[at].class).cmp(&counts_as(before))) {
            Some(std::cmp::Ordering::Less) => Kind::Raised,
            Some(std::cmp::Ordering::Greater) => Kind::Lowered,
            _ => Kind::Reclassed,
        };
        log.stated(kind, Some(later[at].date), class(is.data, before), new_class(at));
    }
    found.gone.iter().for_each(|at| log.dropped(Field::ClassChange, Some(earlier[*at].date)));
    reworded
}

fn evaluations<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, log: &mut Log<'_, 'a>) -> bool {
    let earlier = was.map_or(&[][..], |was| &was.one.evaluations);
    let later = &is.one.evaluations;
    let who = |data: &Dataset<'a>, one: &Evaluation| one.proposer.map(|ix| data.proposers[ix.at()].id.clone());
    let old_who = |one: &Evaluation| was.and_then(|was| who(was.data, one));
    let old_grade = |one: &Evaluation| was.map_or(Value::Nothing, |was| grade(was.data, Some(one.result)));
    let same = |was: &Evaluation, one: &Evaluation| was.round == one.round && old_who(was) == who(is.data, one);
    let found = matched(
        earlier,
        later,
        &[&|was, one| same(was, one) && old_grade(was) == grade(is.data, Some(one.result)), &same],
    );
    let name = |one: &Evaluation| one.proposer.map(|ix| is.data.proposers[ix.at()].name.clone());
    let mut reworded = false;
    for (old, new) in found.pairs {
        let (old, new) = (&earlier[old], &later[new]);
        reworded |= differ(old.comment.as_ref(), new.comment.as_ref());
        log.about(name(new)).corrected(Field::Evaluation, old_grade(old), grade(is.data, Some(new.result)));
        if old.attitude.is_some() {
            let attitude = was.map_or(Value::Nothing, |was| grade(was.data, old.attitude));
            log.about(name(new)).corrected(Field::Attitude, attitude, grade(is.data, new.attitude));
        }
        if old.date.is_some() {
            log.about(name(new)).corrected(Field::Evaluation, Value::day(old.date), Value::day(new.date));
        }
    }
    for at in found.added {
        let new = &later[at];
        let first = later.iter().find(|one| one.round < new.round && one.proposer == new.proposer);
        let kind = if new.round > 1 { Kind::EvaluatedAgain } else { Kind::Evaluated };
        let was = grade(is.data, first.map(|first| first.result));
        log.about(name(new)).stated(kind, new.date, was, grade(is.data, Some(new.result)));
    }
    found.gone.iter().for_each(|at| log.dropped(Field::Evaluation, earlier[*at].date));
    reworded
}

fn promises<'a>(was: Option<Duty<'_, 'a>>, is: Duty<'_, 'a>, log: &mut Log<'_, 'a>) {
    let earlier = was.map_or(&[][..], |was| &was.one.commitments);
    let later = &is.one.commitments;
    let found = matched(
        earlier,
        later,
        &[
            &|was, is| was.text == is.text && was.due == is.due,
            &|was, is| was.text == is.text && !is.text.is_empty(),
            &|was, is| was.due == is.due,
        ],
    );
    let overdue = |duty: Duty<'_, 'a>, one: &Commitment| {
        let as_of = duty.data.sources[duty.item.source.at()].as_of;
        duty.counts() && one.state(as_of) == PromiseState::Overdue
    };
    for (at, new) in later.iter().enumerate() {
        let old = found.pairs.iter().find(|(_, to)| *to == at).map(|(from, _)| &earlier[*from]);
        // The words of a promise whose reply is withheld are empty.
        let words = || Some(new.text.clone()).filter(|text| !text.is_empty());
        match old {
            None => {
                let promised = is.one.replies.iter().filter_map(|reply| reply.date).max();
                log.about(words()).stated(Kind::Promised, promised, Value::Nothing, Value::Day(new.due));
            }
            Some(old) => promise(old, new, words(), log),
        }
        if new.kept.is_some() && old.is_none_or(|old| old.kept.is_none()) {
            log.about(words()).stated(Kind::Kept, new.kept, Value::Nothing, Value::Day(new.due));
        }
        let was_overdue = old.zip(was).is_some_and(|(old, was)| overdue(was, old));
        if overdue(is, new) && !was_overdue {
            log.about(words()).stated(Kind::PromiseOverdue, Some(new.due), Value::Nothing, Value::Day(new.due));
        }
    }
    found.gone.iter().for_each(|at| log.dropped(Field::Promise, Some(earlier[*at].due)));
}

/// A promise that was there before.
fn promise<'a>(old: &Commitment<'a>, new: &Commitment<'a>, words: Option<Text<'a>>, log: &mut Log<'_, 'a>) {
    log.about(words.clone()).corrected(Field::PromiseDue, Value::Day(old.due), Value::Day(new.due));
    if old.text != new.text && !old.text.is_empty() && !new.text.is_empty() {
        log.corrected(Field::Promise, Value::Unquoted, Value::Text(new.text.clone()));
    }
    if old.kept.is_some() {
        log.about(words).corrected(Field::PromiseKept, Value::day(old.kept), Value::day(new.kept));
    }
}
