//! What is stated otherwise of units, proposers, sessions, declared totals and work summaries.

use std::collections::BTreeMap;

use super::log::attached;
use super::{Change, Field, Kind, Named, Sides, Subject, Value, unit};
use crate::dataset::{Dataset, Declaration, Figure, Report, UnitIx};
use crate::date::Date;
use crate::rates::Rate;
use crate::summary::Summary;
use crate::text::Text;

/// Compares what is not an item.
pub(super) fn compare<'a>(sides: &Sides<'_, 'a>, later: &Summary, list: &mut Vec<Change<'a>>) {
    names(sides, later, list);
    declarations(sides, list);
    reports(sides, list);
}

fn change<'a>(kind: Kind, subject: Subject<'a>, field: Option<Field>, was: Value<'a>, is: Value<'a>) -> Change<'a> {
    Change { kind, subject, unit: None, day: None, field, was, is, about: None }
}

fn corrected<'a>(list: &mut Vec<Change<'a>>, subject: &Subject<'a>, field: Field, was: Value<'a>, is: Value<'a>) {
    if was != is {
        let was = was.beside(&is);
        list.push(change(Kind::Corrected, subject.clone(), Some(field), was, is));
    }
}

/// Names by id, with what is shown of a proposer besides.
type Names<'a> = BTreeMap<Text<'a>, (Named<'a>, Option<Text<'a>>)>;

fn names<'a>(sides: &Sides<'_, 'a>, later: &Summary, list: &mut Vec<Change<'a>>) {
    let named = |id: &Text<'a>, name: &Text<'a>, name_en: &Option<Text<'a>>, more: &Option<Text<'a>>| {
        let named = Named { id: id.clone(), name: name.clone(), name_en: name_en.clone() };
        (id.clone(), (named, more.clone()))
    };
    let units = |data: &Dataset<'a>| -> Names<'a> {
        data.units.iter().map(|unit| named(&unit.id, &unit.name, &unit.name_en, &None)).collect()
    };
    let sessions = |data: &Dataset<'a>| -> Names<'a> {
        data.sessions.iter().map(|session| named(&session.id, &session.name, &session.name_en, &None)).collect()
    };
    let proposers = |data: &Dataset<'a>| -> Names<'a> {
        data.proposers.iter().map(|one| named(&one.id, &one.name, &None, &one.delegation)).collect()
    };
    // A proposer all of whose items are withheld is not named on the site.
    let mut shown = proposers(sides.new);
    let has_items = |at: usize| later.items_of_proposer.get(at).is_some_and(|items| !items.is_empty());
    for (at, one) in sides.new.proposers.iter().enumerate() {
        if !has_items(at) {
            shown.remove(&one.id);
        }
    }
    renamed(&units(sides.old), units(sides.new), Subject::Unit, list);
    renamed(&sessions(sides.old), sessions(sides.new), Subject::Session, list);
    renamed(&proposers(sides.old), shown, Subject::Proposer, list);
}

/// What has another name than before.
fn renamed<'a>(
    old: &Names<'a>,
    new: Names<'a>,
    subject: impl Fn(Named<'a>) -> Subject<'a>,
    list: &mut Vec<Change<'a>>,
) {
    for (id, (is, more)) in new {
        let Some((was, earlier)) = old.get(&id) else { continue };
        let subject = subject(is.clone());
        corrected(list, &subject, Field::Name, Value::Text(was.name.clone()), Value::Text(is.name));
        corrected(list, &subject, Field::Delegation, Value::text(earlier), Value::text(&more));
    }
}

/// The declared figures of one side, by declaration and what is counted.
fn figures<'d, 'a>(
    data: &'d Dataset<'a>,
) -> BTreeMap<(Text<'a>, [&'static str; 3]), (&'d Declaration<'a>, &'d Figure<'a>)> {
    let mut all = BTreeMap::new();
    for declaration in &data.declarations {
        for figure in &declaration.figures {
            let only = [figure.kind.map_or("", |kind| kind.key()), figure.role.map_or("", |role| role.key())];
            let key = (declaration.id.clone(), [figure.measure.key(), only[0], only[1]]);
            all.insert(key, (declaration, figure));
        }
    }
    all
}

fn declarations<'a>(sides: &Sides<'_, 'a>, list: &mut Vec<Change<'a>>) {
    let (old, new) = (figures(sides.old), figures(sides.new));
    let value = |figure: &Figure| match figure.of {
        None => Value::Count(figure.value),
        Some(of) => Value::Rate(Rate::new(figure.value, of)),
    };
    let subject = |(declaration, figure): &(&Declaration<'a>, &Figure<'a>)| Subject::Figure {
        year: declaration.year,
        measure: figure.measure,
        kind: figure.kind,
        role: figure.role,
    };
    let mut note = |data: &Dataset<'a>, of: UnitIx, one: Change<'a>| {
        list.push(Change { unit: Some(unit(data, of)), ..one });
    };
    for (key, is) in &new {
        let (kind, field, was) = match old.get(key) {
            Some(was) if value(was.1) == value(is.1) => continue,
            Some(was) => (Kind::Corrected, Some(Field::Figure), value(was.1)),
            None => (Kind::Declared, None, Value::Nothing),
        };
        note(sides.new, is.0.unit, change(kind, subject(is), field, was, value(is.1)));
    }
    for (_, was) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        let gone = change(Kind::Dropped, subject(was), Some(Field::Figure), value(was.1), Value::Nothing);
        note(sides.old, was.0.unit, gone);
    }
}

fn reports<'a>(sides: &Sides<'_, 'a>, list: &mut Vec<Change<'a>>) {
    let all = |data: &Dataset<'a>| -> BTreeMap<Text<'a>, (Report<'a>, UnitIx)> {
        let reports = data.reports.iter().zip(&data.report_units);
        reports.map(|(report, unit)| (report.id.clone(), (report.clone(), *unit))).collect()
    };
    let (old, new) = (all(sides.old), all(sides.new));
    let subject =
        |id: &Text<'a>, name: &Text<'a>| Subject::Report(Named { id: id.clone(), name: name.clone(), name_en: None });
    for (id, (report, of)) in &new {
        let subject = subject(id, &report.title);
        let of = Some(unit(sides.new, *of));
        let Some((was, _)) = old.get(id) else {
            let day: Option<Date> = report.header.published.or(report.header.issued);
            let new = change(Kind::Reported, subject, None, Value::Nothing, Value::Nothing);
            list.push(Change { unit: of, day, ..new });
            continue;
        };
        let title = |report: &Report<'a>| Value::Text(report.title.clone());
        corrected(list, &subject, Field::Title, title(was), title(report));
        let unquoted = || (Value::Unquoted, Value::Unquoted);
        if was.text != report.text {
            let (was, is) = unquoted();
            let other = change(Kind::Corrected, subject.clone(), Some(Field::Report), was, is);
            list.push(Change { unit: of.clone(), ..other });
        }
        for (about, kind) in attached(&was.attachments, &report.attachments) {
            let (was, is) = if kind == Kind::Corrected { unquoted() } else { (Value::Nothing, Value::Nothing) };
            let other = change(kind, subject.clone(), Some(Field::Attachment), was, is);
            list.push(Change { unit: of.clone(), about, ..other });
        }
    }
    for (id, (_, of)) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        let gone = change(Kind::Dropped, subject(id, id), Some(Field::Report), Value::Nothing, Value::Nothing);
        list.push(Change { unit: Some(unit(sides.old, *of)), ..gone });
    }
}
