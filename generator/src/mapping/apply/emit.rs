//! One record becomes one item: it is made rule by rule, in the order of the format.

use std::borrow::Cow;
use std::fmt;

use outcomes::read::Made;
use serde_json::{Number, Value as Json};

use super::found::is_written;
use super::given::{Given, Origin, Scope};
use super::registry::valid;
use super::{Kind, RecordAt, Registry, Report, Setup};
use crate::mapping::dates;
use crate::mapping::path::{Crumb, pointer};
use crate::mapping::plan::{Form, Part, Plan, Thing};
use crate::mapping::rule::{Rule, RuleTable};
use crate::mapping::value::Value;

/// Where a value of the item comes from.
#[derive(Debug, Clone)]
pub struct Traced {
    /// JSON pointer in the item, or the list and id of what it refers to: `units u-0011223344`.
    pub pointer: String,
    /// Its place in the source.
    pub origin: Origin,
    /// The way through the blocks of the mapping to the rule that took it.
    blocks: Vec<(&'static str, Option<usize>)>,
    /// Its words there, of a value that the mapping does not know and of an item's id.
    pub words: String,
    /// Whether the mapping does not know it: the value stands in the item as it is, and was reported.
    pub wrong: bool,
}

impl Traced {
    /// Whether a rule took it, as findings name that.
    pub fn is_of(&self, rule: &str) -> bool {
        is_written(&Blocks(&self.blocks), rule)
    }
}

/// Makes an item.
pub struct Emit<'e, 'a> {
    pub(super) setup: &'e Setup<'a>,
    pub(super) at: RecordAt,
    pub(super) registry: &'e mut Registry<'a>,
    pub(super) report: &'e mut Report,
    /// Where values come from, where that is wanted.
    pub trace: Option<Vec<Traced>>,
    pub(super) room: &'e mut Room<'a>,
    /// Whether the list at hand is gathered from several rows.
    pub(super) of_rows: bool,
}

/// What is noted while an item is made: one record after the other in the same room.
#[derive(Debug, Default)]
pub struct Room<'a> {
    /// The way to the field at hand in the item.
    pub(super) way: Vec<Crumb<'static>>,
    /// The same way through the blocks of the mapping.
    pub(super) blocks: Vec<(&'static str, Option<usize>)>,
    /// The item's proposers: name and id.
    pub(super) people: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// What the record says of what it refers to: each value with the rule that gives it.
    pub(super) parts: Vec<(usize, Given<'a>)>,
    /// The room of objects that are needed no more.
    objects: Vec<Vec<(&'static str, Made<'a>)>>,
    /// The same of lists.
    lists: Vec<Vec<Made<'a>>>,
}

impl<'a> Room<'a> {
    /// Takes an item apart that is needed no more: the next looks alike.
    pub(super) fn keep(&mut self, made: Made<'a>) {
        match made {
            Made::Object(fields) => self.keep_fields(fields),
            Made::List(mut list) => {
                list.drain(..).for_each(|made| self.keep(made));
                self.lists.push(list);
            }
            _ => {}
        }
    }

    fn keep_fields(&mut self, mut fields: Vec<(&'static str, Made<'a>)>) {
        fields.drain(..).for_each(|(_, made)| self.keep(made));
        self.objects.push(fields);
    }
}

impl<'e, 'a> Emit<'e, 'a> {
    /// Begins an item.
    pub fn new(
        setup: &'e Setup<'a>,
        at: RecordAt,
        (registry, report): (&'e mut Registry<'a>, &'e mut Report),
        room: &'e mut Room<'a>,
    ) -> Self {
        room.people.clear();
        Self { setup, at, registry, report, trace: None, room, of_rows: false }
    }

    /// Makes the item of a record.
    pub fn item<'v>(&mut self, scope: &Scope<'_, 'v, 'a>) -> Made<'a> {
        let setup = self.setup;
        self.room.blocks.push(("item", None));
        let item = self.object(&setup.item, scope, None);
        self.room.blocks.pop();
        // An item without a value is a fault of the data; the reader says what is missing.
        item.unwrap_or_else(|| Made::Object(Vec::new()))
    }

    /// Makes an object; none where no value of it comes from the record.
    pub fn object<'v>(
        &mut self,
        plan: &Plan<'a>,
        scope: &Scope<'_, 'v, 'a>,
        mut named: Option<Given<'a>>,
    ) -> Option<Made<'a>> {
        let traced = self.trace.as_ref().map(Vec::len);
        let (mut real, mut fields) = (false, self.room.objects.pop().unwrap_or_default());
        for of in &plan.things {
            let name = match of.thing {
                Thing::Session => "session",
                Thing::Unit => "unit",
                Thing::Proposer => "proposer",
                Thing::Category => "category",
            };
            if let Some((id, is_real)) = self.refer(name, of, scope, named.take()) {
                fields.push((name, Made::Text(id)));
                real |= is_real;
            }
        }
        if let (Some(session), Some(("item", None))) = (&self.setup.only_session, self.room.blocks.last()) {
            fields.push(("session", Made::Text(Cow::Owned(session.clone()))));
        }
        for part in &plan.parts {
            let (name, made, is_real) = match part {
                Part::Value(name, form, rule) => {
                    let (made, is_real) = self.value(name, *form, rule, scope);
                    (name, made, is_real)
                }
                Part::One(name, plan) => (name, self.one(name, plan, scope), true),
                Part::Many(name, plans) => (name, self.many(name, plans, scope), true),
            };
            real |= is_real && made.is_some();
            fields.extend(made.map(|made| (*name, made)));
        }
        if !real && let (Some(trace), Some(traced)) = (&mut self.trace, traced) {
            trace.truncate(traced);
        }
        if !real {
            self.room.keep_fields(fields);
            return None;
        }
        Some(Made::Object(fields))
    }

    fn one<'v>(&mut self, name: &'static str, plan: &Plan<'a>, scope: &Scope<'_, 'v, 'a>) -> Option<Made<'a>> {
        self.enter(name);
        let (mut made, mut more) = (None, 0);
        self.elements(plan, scope, &mut |emit, inner| match made {
            Some(_) => more += 1,
            None => made = emit.object(plan, inner, None),
        });
        if more > 0 {
            self.find(Kind::Several, "");
        }
        self.leave();
        made
    }

    fn many<'v>(&mut self, name: &'static str, plans: &[Plan<'a>], scope: &Scope<'_, 'v, 'a>) -> Option<Made<'a>> {
        self.enter(name);
        let outer = std::mem::replace(&mut self.of_rows, scope.rows().len() > 1);
        let mut list = self.room.lists.pop().unwrap_or_default();
        for (block, plan) in plans.iter().enumerate() {
            if let Some(last) = self.room.blocks.last_mut() {
                last.1 = Some(block);
            }
            if scope.rows().len() > 1 && plan.each.is_none() {
                self.of_rows(plan, scope, &mut list);
            } else {
                self.elements(plan, scope, &mut |emit, inner| emit.element(plan, inner, &mut list));
            }
        }
        self.of_rows = outer;
        self.leave();
        if list.is_empty() {
            self.room.lists.push(list);
            return None;
        }
        Some(Made::List(list))
    }

    /// Every element that a block is made for, where its condition holds.
    fn elements<'v>(
        &mut self,
        plan: &Plan<'a>,
        scope: &Scope<'_, 'v, 'a>,
        visit: &mut dyn FnMut(&mut Self, &Scope<'_, 'v, 'a>),
    ) {
        let setup = self.setup;
        let mut visit = |emit: &mut Self, inner: &Scope<'_, 'v, 'a>| match plan.when {
            Some(when) if !inner.holds(when, &setup.mapping.source.empty) => {
                emit.find(Kind::Conditional, &inner.words(when))
            }
            _ => visit(emit, inner),
        };
        let Some(path) = plan.each else { return visit(self, scope) };
        if let Some(list) = scope.elements(path).filter(|_| self.trace.is_none()) {
            return list.iter().for_each(|value| match value {
                Value::Null => {}
                Value::List(list) => list.iter().for_each(|value| visit(self, &scope.inside(value))),
                _ => visit(self, &scope.inside(value)),
            });
        }
        for hit in scope.hits(path, self.trace.is_some()) {
            match hit.value {
                Value::Null => {}
                Value::List(list) => {
                    for (at, value) in list.iter().enumerate() {
                        visit(self, &scope.element(hit.inner(value, at)));
                    }
                }
                _ => visit(self, &scope.element(hit)),
            }
        }
    }

    /// Makes a field; tells whether its value comes from the record.
    fn value<'v>(
        &mut self,
        name: &'static str,
        form: Form,
        rule: &'a Rule,
        scope: &Scope<'_, 'v, 'a>,
    ) -> (Option<Made<'a>>, bool) {
        let only = self.only(&rule.0, scope);
        if let (Form::Text, Some(Some(Value::Prose(text)))) = (form, only)
            && self.stays(&rule.0)
        {
            return (Some(Made::Prose(text.clone())), true);
        }
        self.enter(name);
        let given = self.single_of(rule, scope, only);
        if let (Some(given), true) = (&given, self.trace.is_some()) {
            self.note(pointer(&self.room.way), given);
        }
        self.leave();
        // Who judges is no judgement yet.
        let is_real = form != Form::Person && given.as_ref().is_some_and(|given| given.real);
        (given.map(|given| self.made(form, &rule.0, given.words)), is_real)
    }

    fn made(&self, form: Form, rule: &RuleTable, words: Cow<'a, str>) -> Made<'a> {
        match form {
            Form::Flag if matches!(&*words, "true" | "false") => Made::Flag(words == "true"),
            Form::Text | Form::Of(..) | Form::Flag => Made::Text(words),
            Form::Id => Made::Text(valid(words, 'x')),
            Form::Date => match dates::day(&words, rule.date) {
                Some(day) => Made::Day(day),
                None => Made::Text(dates::read(&words, rule.date).map_or(words, Cow::Owned)),
            },
            Form::Number => number(&words).map_or(Made::Text(words), Made::Number),
            Form::Person => {
                let id =
                    self.room.people.iter().find(|(name, id)| *name == words || *id == words).map(|(_, id)| id.clone());
                Made::Text(id.unwrap_or_else(|| valid(words, 'p')))
            }
        }
    }

    pub(super) fn find(&mut self, kind: Kind, words: &str) {
        self.report.add(kind, words, self.at, Blocks(&self.room.blocks));
    }

    pub(super) fn note(&mut self, pointer: String, given: &Given) {
        if let (Some(trace), Some(origin)) = (&mut self.trace, &given.origin) {
            let asked = given.wrong || pointer == "/id";
            let words = if asked { given.words.clone().into_owned() } else { String::new() };
            let (origin, blocks) = (Origin::clone(origin), self.room.blocks.clone());
            trace.push(Traced { pointer, origin, blocks, words, wrong: given.wrong });
        }
    }

    fn enter(&mut self, name: &'static str) {
        self.step(Crumb::Key(name));
        self.room.blocks.push((name, None));
    }

    fn leave(&mut self) {
        self.room.way.pop();
        self.room.blocks.pop();
    }

    /// Goes a step in the item; nobody wants to know the way where values are not traced.
    pub(super) fn step(&mut self, step: Crumb<'static>) {
        if self.trace.is_some() {
            self.room.way.push(step);
        }
    }
}

/// The way through the blocks of a mapping: `item.assignments[0].unit`.
struct Blocks<'b>(&'b [(&'static str, Option<usize>)]);

impl fmt::Display for Blocks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, block)) in self.0.iter().enumerate() {
            f.write_str(if at > 0 { "." } else { "" })?;
            f.write_str(name)?;
            if let Some(block) = block {
                write!(f, "[{block}]")?;
            }
        }
        Ok(())
    }
}

/// A number where the words are one; where not, the reader names the fault.
pub(super) fn number(words: &str) -> Option<Number> {
    match serde_json::from_str(words) {
        Ok(Json::Number(number)) => Some(number),
        _ => None,
    }
}
