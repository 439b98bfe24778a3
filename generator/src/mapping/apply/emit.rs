//! One record becomes one item: its JSON is written rule by rule, in the order of the format.

use std::ops::Range;

use serde_json::Value as Json;

use super::given::{Given, Origin, Scope};
use super::registry::valid_id;
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
        shown(&self.blocks) == rule
    }
}

/// Writes an item.
pub struct Emit<'e, 'm> {
    pub(super) setup: &'e Setup<'m>,
    pub(super) at: RecordAt,
    pub(super) text: &'e mut Vec<u8>,
    pub(super) registry: &'e mut Registry,
    pub(super) report: &'e mut Report,
    /// Where values come from, where that is wanted.
    pub trace: Option<Vec<Traced>>,
    /// The way to the field at hand in the item.
    pub(super) way: Vec<Crumb<'static>>,
    /// The same way through the blocks of the mapping.
    pub(super) blocks: Vec<(&'static str, Option<usize>)>,
    /// The item's proposers: name and id.
    pub(super) people: Vec<(String, String)>,
    /// Where the elements of the list at hand stand in the text, where they are gathered from several rows.
    pub(super) said: Option<Vec<Range<usize>>>,
}

impl<'e, 'm> Emit<'e, 'm> {
    /// Begins an item.
    pub fn new(
        setup: &'e Setup<'m>,
        at: RecordAt,
        text: &'e mut Vec<u8>,
        registry: &'e mut Registry,
        report: &'e mut Report,
    ) -> Self {
        let (way, blocks, people) = (Vec::new(), Vec::new(), Vec::new());
        Self { setup, at, text, registry, report, trace: None, way, blocks, people, said: None }
    }

    /// Writes the item of a record.
    pub fn item<'v>(&mut self, scope: &Scope<'_, 'v>)
    where
        'e: 'v,
    {
        let setup = self.setup;
        self.blocks.push(("item", None));
        if !self.object(&setup.item, scope, None) {
            // An item without a value is a fault of the data; the reader says what is missing.
            self.text.extend_from_slice(b"{}");
        }
        self.blocks.pop();
    }

    /// Writes an object; nothing where no value of it comes from the record. Tells whether it was written.
    pub fn object<'v>(&mut self, plan: &'e Plan<'m>, scope: &Scope<'_, 'v>, named: Option<Given<'v>>) -> bool
    where
        'e: 'v,
    {
        let (start, traced) = (self.text.len(), self.trace.as_ref().map(Vec::len));
        let (mut real, mut named) = (false, named);
        self.text.push(b'{');
        for (thing, rules) in &plan.things {
            let name = match thing {
                Thing::Session => "session",
                Thing::Unit => "unit",
                Thing::Proposer => "proposer",
                Thing::Category => "category",
            };
            if let Some((id, is_real)) = self.refer(name, *thing, rules, scope, named.take()) {
                self.key(name);
                self.string(&id);
                real |= is_real;
            }
        }
        if let (Some(session), Some(("item", None))) = (&self.setup.only_session, self.blocks.last()) {
            self.key("session");
            self.string(session);
        }
        for part in &plan.parts {
            real |= match part {
                Part::Value(name, form, rule) => self.value(name, *form, rule, scope),
                Part::One(name, plan) => self.one(name, plan, scope),
                Part::Many(name, plans) => self.many(name, plans, scope),
            };
        }
        self.text.push(b'}');
        if !real {
            self.text.truncate(start);
            if let (Some(trace), Some(traced)) = (&mut self.trace, traced) {
                trace.truncate(traced);
            }
        }
        real
    }

    fn one<'v>(&mut self, name: &'static str, plan: &'e Plan<'m>, scope: &Scope<'_, 'v>) -> bool
    where
        'e: 'v,
    {
        let start = self.text.len();
        self.enter(name);
        self.key(name);
        let mut written = false;
        let mut more = 0;
        self.elements(plan, scope, &mut |emit, inner| {
            if written {
                more += 1;
            } else if emit.object(plan, inner, None) {
                written = true;
            }
        });
        if more > 0 {
            self.find(Kind::Several, "");
        }
        self.leave();
        if !written {
            self.text.truncate(start);
        }
        written
    }

    fn many<'v>(&mut self, name: &'static str, plans: &'e [Plan<'m>], scope: &Scope<'_, 'v>) -> bool
    where
        'e: 'v,
    {
        let start = self.text.len();
        self.enter(name);
        self.key(name);
        self.text.push(b'[');
        let outer = std::mem::replace(&mut self.said, (scope.rows().len() > 1).then(Vec::new));
        let mut written = 0;
        for (block, plan) in plans.iter().enumerate() {
            if let Some(last) = self.blocks.last_mut() {
                last.1 = Some(block);
            }
            if scope.rows().len() > 1 && plan.each.is_none() {
                self.of_rows(plan, scope, &mut written);
            } else {
                self.elements(plan, scope, &mut |emit, inner| emit.element(plan, inner, &mut written));
            }
        }
        self.said = outer;
        self.text.push(b']');
        self.leave();
        if written == 0 {
            self.text.truncate(start);
        }
        written > 0
    }

    /// Every element that a block is made for, where its condition holds.
    fn elements<'v>(
        &mut self,
        plan: &'e Plan<'m>,
        scope: &Scope<'_, 'v>,
        visit: &mut dyn FnMut(&mut Self, &Scope<'_, 'v>),
    ) where
        'e: 'v,
    {
        let setup = self.setup;
        let mut visit = |emit: &mut Self, inner: &Scope<'_, 'v>| match plan.when {
            Some(when) if !inner.holds(when, &setup.mapping.source.empty) => {
                emit.find(Kind::Conditional, &inner.words(when))
            }
            _ => visit(emit, inner),
        };
        let Some(path) = plan.each else { return visit(self, scope) };
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

    /// Writes a field; tells whether its value comes from the record.
    fn value<'v>(&mut self, name: &'static str, form: Form, rule: &'e Rule, scope: &Scope<'_, 'v>) -> bool
    where
        'e: 'v,
    {
        self.enter(name);
        let given = self.single(rule, scope);
        if let Some(given) = &given {
            self.key(name);
            self.write(form, &rule.0, &given.words);
            let here = if self.trace.is_some() { pointer(&self.way) } else { String::new() };
            self.note(here, given);
        }
        self.leave();
        // Who judges is no judgement yet.
        form != Form::Person && given.is_some_and(|given| given.real)
    }

    fn write(&mut self, form: Form, rule: &RuleTable, words: &str) {
        match form {
            Form::Text | Form::Of(..) => self.string(words),
            Form::Id => self.string(&valid_id(words, 'x')),
            Form::Date => match dates::read(words, rule.date) {
                Some(day) => self.string(&day),
                None => self.string(words),
            },
            Form::Flag if matches!(words, "true" | "false") => self.text.extend_from_slice(words.as_bytes()),
            Form::Flag => self.string(words),
            Form::Number => {
                let number = number(words).to_string();
                self.text.extend_from_slice(number.as_bytes());
            }
            Form::Person => {
                let id = self.people.iter().find(|(name, id)| name == words || id == words).map(|(_, id)| id.clone());
                self.string(&id.unwrap_or_else(|| valid_id(words, 'p')));
            }
        }
    }

    pub(super) fn find(&mut self, kind: Kind, words: &str) {
        let blocks = &self.blocks;
        self.report.add(kind, words, self.at, || shown(blocks));
    }

    pub(super) fn note(&mut self, pointer: String, given: &Given) {
        if let (Some(trace), Some(origin)) = (&mut self.trace, &given.origin) {
            let asked = given.wrong || pointer == "/id";
            let words = if asked { given.words.clone().into_owned() } else { String::new() };
            let (origin, blocks) = (origin.clone(), self.blocks.clone());
            trace.push(Traced { pointer, origin, blocks, words, wrong: given.wrong });
        }
    }

    fn enter(&mut self, name: &'static str) {
        self.way.push(Crumb::Key(name));
        self.blocks.push((name, None));
    }

    fn leave(&mut self) {
        self.way.pop();
        self.blocks.pop();
    }

    fn key(&mut self, name: &str) {
        if self.text.last() != Some(&b'{') {
            self.text.push(b',');
        }
        self.text.push(b'"');
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    pub(super) fn string(&mut self, text: &str) {
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(&mut *self.text, text);
    }
}

/// The way through the blocks of a mapping: `item.assignments[0].unit`.
fn shown(blocks: &[(&str, Option<usize>)]) -> String {
    let step = |(name, block): &(&str, Option<usize>)| match block {
        Some(block) => format!("{name}[{block}]"),
        None => (*name).to_owned(),
    };
    blocks.iter().map(step).collect::<Vec<_>>().join(".")
}

/// A number where the words are one; else the words, so that the reader names the fault.
pub(super) fn number(words: &str) -> Json {
    match serde_json::from_str(words) {
        Ok(Json::Number(number)) => Json::Number(number),
        _ => Json::from(words),
    }
}
