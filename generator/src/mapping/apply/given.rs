//! What a rule gives for a record: values, and where they come from.

use std::borrow::Cow;

use crate::mapping::path::{Crumb, Path, Several, Start, Way, pointer};
use crate::mapping::rule::Condition;
use crate::mapping::value::Value;

/// The value that paths begin at, within what holds it.
#[derive(Debug)]
pub struct Scope<'s, 'v, 'a> {
    value: &'v Value<'a>,
    /// The way from the record.
    way: Vec<Crumb<'v>>,
    holder: Holder<'s, 'v, 'a>,
    /// The rows that are looked at, where the value is a list of rows that are one record.
    rows: Option<Vec<usize>>,
}

#[derive(Debug, Clone, Copy)]
enum Holder<'s, 'v, 'a> {
    /// The value is a record: what holds it, from the document inwards.
    Source(&'s [&'v Value<'a>]),
    /// The value is an element inside a record.
    Element(&'s Scope<'s, 'v, 'a>),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which value it lies in: what holds the record counts from 0 at the document, the record comes last.
    pub level: usize,
    /// JSON pointer in it.
    pub pointer: String,
}

/// A value that a path leads to.
pub struct Hit<'v, 'a> {
    /// The value.
    pub value: &'v Value<'a>,
    /// Which value it lies in, as in [`Origin`].
    level: usize,
    /// The way to it.
    way: Vec<Crumb<'v>>,
}

impl<'v, 'a> Hit<'v, 'a> {
    /// An element of the list that this is.
    pub fn inner(&self, value: &'v Value<'a>, at: usize) -> Self {
        let way =
            if self.way.is_empty() { Vec::new() } else { self.way.iter().copied().chain([Crumb::At(at)]).collect() };
        Self { value, level: self.level, way }
    }

    /// Where it is; `element` where it is an element of the list that the path leads to.
    pub fn origin(&self, element: Option<usize>) -> Origin {
        let last = element.map(Crumb::At);
        Origin { level: self.level, pointer: pointer(self.way.iter().chain(&last)) }
    }
}

/// Where a path begins: the value, its level and the way to it, and the rows that it is looked for in.
struct From<'f, 'v, 'a> {
    value: &'v Value<'a>,
    level: usize,
    before: &'f [Crumb<'v>],
    rows: Option<&'f [usize]>,
}

impl<'s, 'v, 'a> Scope<'s, 'v, 'a> {
    /// A record, and what holds it from the document inwards.
    pub fn record(value: &'v Value<'a>, around: &'s [&'v Value<'a>]) -> Self {
        Self { value, way: Vec::new(), holder: Holder::Source(around), rows: None }
    }

    /// Rows that are one record, and what holds them.
    pub fn group(value: &'v Value<'a>, around: &'s [&'v Value<'a>]) -> Self {
        let count = if let Value::List(rows) = value { rows.len() } else { 0 };
        Self { rows: Some((0..count).collect()), ..Self::record(value, around) }
    }

    /// The same rows, of which only some are looked at.
    pub fn of(&self, rows: Vec<usize>) -> Self {
        Self { value: self.value, way: self.way.clone(), holder: self.holder, rows: Some(rows) }
    }

    /// The rows that are looked at; none where the value is none of rows.
    pub fn rows(&self) -> &[usize] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// An element inside, to which nobody wants to know the way.
    pub const fn inside<'i>(&'i self, value: &'v Value<'a>) -> Scope<'i, 'v, 'a> {
        Scope { value, way: Vec::new(), holder: Holder::Element(self), rows: None }
    }

    /// An element inside.
    pub fn element<'i>(&'i self, hit: Hit<'v, 'a>) -> Scope<'i, 'v, 'a> {
        Scope { value: hit.value, way: hit.way, holder: Holder::Element(self), rows: None }
    }

    /// Every value that a path leads to, in order; with the ways to them where `ways` is set.
    pub fn hits(&self, path: &Path, ways: bool) -> Vec<Hit<'v, 'a>> {
        let mut hits = Vec::new();
        let Some(From { value: from, level, before, rows }) = self.from(path.start) else { return hits };
        let mut visit = |from: &'v Value<'a>, row: Option<Crumb<'v>>| {
            path.visit(from, &mut |value, way| {
                let whole = || before.iter().chain(&row).copied().chain(Way::crumbs(way)).collect();
                hits.push(Hit { value, level, way: if ways { whole() } else { Vec::new() } });
            });
        };
        match (rows, from) {
            (Some(rows), Value::List(list)) => {
                rows.iter().filter_map(|row| Some((row, list.get(*row)?))).for_each(|(row, value)| {
                    visit(value, Some(Crumb::At(*row)));
                });
            }
            _ => visit(from, None),
        }
        hits
    }

    /// The one value that a path can lead to; `Err` where it can lead to several, or each of several rows has one.
    #[inline]
    pub fn only(&self, path: &Path) -> Result<Option<&'v Value<'a>>, Several> {
        if path.start == Start::Here && self.rows.is_none() {
            return path.only(self.value);
        }
        match self.from(path.start) {
            None => Ok(None),
            Some(From { rows: Some(_), .. }) => Err(Several),
            Some(From { value, .. }) => path.only(value),
        }
    }

    /// The elements of the one list that a path leads to, where it leads to nothing else and begins at the value.
    pub fn elements(&self, path: &Path) -> Option<&'v [Value<'a>]> {
        path.elements(self.value).filter(|_| path.start == Start::Here && self.rows.is_none())
    }

    /// Where a path begins.
    fn from(&self, start: Start) -> Option<From<'_, 'v, 'a>> {
        let (mut scope, mut out) = (
            self,
            match start {
                Start::Here => 0,
                Start::Out(levels) => levels,
                Start::Document => usize::MAX,
            },
        );
        loop {
            match scope.holder {
                Holder::Element(outer) if out > 0 => {
                    scope = outer;
                    out = out.saturating_sub(1);
                }
                Holder::Element(_) => return Some(scope.here(scope.depth())),
                Holder::Source(around) => {
                    let outer = |level: usize| From { value: around[level], level, before: &[], rows: None };
                    return match (start, around.len()) {
                        (_, depth) if out == 0 => Some(scope.here(depth)),
                        (Start::Document, 0) => Some(scope.here(0)),
                        (Start::Document, _) => Some(outer(0)),
                        (_, depth) if out > depth => None,
                        (_, depth) => Some(outer(depth - out)),
                    };
                }
            }
        }
    }

    fn here(&self, level: usize) -> From<'_, 'v, 'a> {
        From { value: self.value, level, before: &self.way, rows: self.rows.as_deref() }
    }

    fn depth(&self) -> usize {
        match self.holder {
            Holder::Source(around) => around.len(),
            Holder::Element(outer) => outer.depth(),
        }
    }

    /// The words that a condition looks at.
    pub fn words(&self, condition: &Condition) -> String {
        let hits = self.hits(&condition.from, false);
        let words: Vec<Cow<str>> = hits.iter().filter_map(|hit| hit.value.words()).collect();
        words.join(" / ")
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition, empty: &[String]) -> bool {
        let hits = self.hits(&condition.from, false);
        let words = hits.iter().flat_map(|hit| match hit.value {
            Value::List(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        });
        let words: Vec<Cow<str>> = words.filter_map(Value::words).collect();
        let words: Vec<&str> = words.iter().map(|words| words.trim()).filter(|word| is_filled(word, empty)).collect();
        let among = |list: &[String]| words.iter().any(|word| list.iter().any(|one| one == word));
        (condition.is.0.is_empty() || among(&condition.is.0))
            && (condition.is_not.0.is_empty() || !among(&condition.is_not.0))
            && condition.matches.as_ref().is_none_or(|pattern| words.iter().any(|word| pattern.0.is_match(word)))
            && condition.filled.is_none_or(|filled| filled != words.is_empty())
    }
}

/// Whether words are a value.
pub fn is_filled(words: &str, empty: &[String]) -> bool {
    !words.is_empty() && !empty.iter().any(|one| one == words)
}

/// A value that a rule gives.
#[derive(Debug)]
pub struct Given<'a> {
    /// Its words.
    pub words: Cow<'a, str>,
    /// Whether it comes from the record, not from the mapping.
    pub real: bool,
    /// Whether the mapping does not know it.
    pub wrong: bool,
    /// Where it comes from, where that is noted.
    pub origin: Option<Box<Origin>>,
}

impl<'a> Given<'a> {
    /// Words of the record as they are.
    pub const fn of(words: Cow<'a, str>, origin: Option<Box<Origin>>) -> Self {
        Self { words, real: true, wrong: false, origin }
    }
}

/// The values that a rule gives: mostly one at most, which needs no list.
pub enum Few<'a> {
    /// None.
    None,
    /// One.
    One(Given<'a>),
    /// One or several.
    Many(Vec<Given<'a>>),
}
