//! Notes down what happened to one item, one change at a time.

use super::item::level;
use super::matching::matched;
use super::{Change, Field, ItemRef, Kind, Named, Subject, Value};
use crate::dataset::{Attachment, Publication};
use crate::date::Date;
use crate::text::Text;

/// What is noted down of one item.
pub(super) struct Log<'l, 'a> {
    subject: ItemRef<'a>,
    unit: Option<Named<'a>>,
    about: Option<Text<'a>>,
    list: &'l mut Vec<Change<'a>>,
}

impl<'l, 'a> Log<'l, 'a> {
    pub fn new(subject: ItemRef<'a>, list: &'l mut Vec<Change<'a>>) -> Self {
        Self { subject, unit: None, about: None, list }
    }

    /// What follows is about a unit's duty, or about the item as a whole.
    pub fn of_unit(&mut self, unit: Option<Named<'a>>) {
        self.unit = unit;
    }

    /// The next note is about this: words as the later export publishes them.
    pub fn about(&mut self, words: Option<Text<'a>>) -> &mut Self {
        self.about = words;
        self
    }

    fn note(&mut self, kind: Kind, day: Option<Date>, field: Option<Field>, was: Value<'a>, is: Value<'a>) {
        let subject = Subject::Item(self.subject.clone());
        let (unit, about) = (self.unit.clone(), self.about.take());
        self.list.push(Change { kind, subject, unit, day, field, was, is, about });
    }

    /// Something happened.
    pub fn happened(&mut self, kind: Kind, day: Option<Date>) {
        self.note(kind, day, None, Value::Nothing, Value::Nothing);
    }

    /// Something happened, with what held before and what holds now.
    pub fn stated(&mut self, kind: Kind, day: Option<Date>, was: Value<'a>, is: Value<'a>) {
        self.note(kind, day, None, was, is);
    }

    /// A value is stated otherwise, if it is.
    pub fn corrected(&mut self, field: Field, was: Value<'a>, is: Value<'a>) {
        if was == is {
            self.about = None;
        } else {
            let was = was.beside(&is);
            self.note(Kind::Corrected, None, Some(field), was, is);
        }
    }

    /// A text reads otherwise; neither wording is repeated.
    pub fn reworded(&mut self, field: Field) {
        self.note(Kind::Corrected, None, Some(field), Value::Unquoted, Value::Unquoted);
    }

    /// A part is no longer in the export; `day` is the one it had.
    pub fn dropped(&mut self, field: Field, day: Option<Date>) {
        self.note(Kind::Dropped, None, Some(field), Value::day(day), Value::Nothing);
    }

    /// What became of the files that belong to a text which both sides publish.
    pub fn attached(&mut self, old: &[Attachment<'a>], new: &[Attachment<'a>]) {
        for (title, kind) in attached(old, new) {
            let (was, is) = match kind {
                Kind::Corrected => (Value::Unquoted, Value::Unquoted),
                _ => (Value::Nothing, Value::Nothing),
            };
            self.about(title).note(kind, None, Some(Field::Attachment), was, is);
        }
    }

    /// A text is published more fully, less fully, or reads otherwise.
    pub fn disclosed(&mut self, field: Field, old: &Publication, new: &Publication) {
        let (was, is) = (level(old), level(new));
        let kind = if is > was { Kind::Published } else { Kind::Unpublished };
        if was != is {
            self.note(kind, None, Some(field), Value::Level(was), Value::Level(is));
        } else if let (Publication::Full(a), Publication::Full(b)) | (Publication::Summary(a), Publication::Summary(b)) =
            (old, new)
            && a != b
        {
            self.reworded(field);
        }
    }
}

/// Files that are new, gone, or another file or title than before, each with its title as the later side has it.
pub(super) fn attached<'a>(old: &[Attachment<'a>], new: &[Attachment<'a>]) -> Vec<(Option<Text<'a>>, Kind)> {
    let found =
        matched(old, new, &[&|was, is| was == is, &|was, is| was.title == is.title, &|was, is| was.file == is.file]);
    let other = found.pairs.iter().filter(|(was, is)| old[*was] != new[*is]).map(|(_, is)| (*is, Kind::Corrected));
    let added = found.added.iter().map(|at| (*at, Kind::Published));
    let mut told: Vec<(usize, Kind)> = added.chain(other).collect();
    told.sort_by_key(|(at, _)| *at);
    let told = told.into_iter().map(|(at, kind)| (Some(new[at].title.clone()), kind));
    // What is no longer published is not quoted.
    told.chain(found.gone.iter().map(|_| (None, Kind::Dropped))).collect()
}
