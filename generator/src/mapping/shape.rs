//! Which fields the records of a source have, however deep, and which of them no rule uses.

use std::borrow::Cow;

use super::config::Mapping;
use super::path::{Path, Start, quoted};
use super::plan::{Part, Plan};
use super::value::{Value, is_same};

/// The fields of many values.
#[derive(Debug, Default, Clone)]
pub struct Shape {
    /// How many single values there are that are not empty.
    pub values: usize,
    /// The fields of objects, in the order in which they come first.
    pub fields: Vec<(String, Shape)>,
    /// The elements of lists.
    pub elements: Option<Box<Shape>>,
    /// The object that was looked at last had this field: finds one that stands twice.
    seen: usize,
    /// How many objects there are.
    objects: usize,
}

impl Shape {
    /// Adds a value; gives a field that stands twice in one object.
    pub fn add(&mut self, value: &Value) -> Option<String> {
        let mut twice = None;
        self.put(value, &mut twice);
        twice
    }

    #[inline]
    fn put(&mut self, value: &Value, twice: &mut Option<String>) {
        match value {
            Value::Null => {}
            Value::Text(text) if is_blank(text) => {}
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Prose(_) => self.values += 1,
            Value::List(list) => {
                let elements = self.elements.get_or_insert_default();
                list.iter().for_each(|value| elements.put(value, twice));
            }
            Value::Object(fields) => self.put_fields(fields, twice),
        }
    }

    fn put_fields(&mut self, fields: &[(Cow<str>, Value)], twice: &mut Option<String>) {
        self.objects += 1;
        // Objects mostly have the fields of the one before, in its order: so far none stands twice.
        let same = self.fields.iter_mut().zip(fields).take_while(|((known, _), (name, _))| is_same(known, name));
        let mut count = 0;
        for ((_, field), (_, value)) in same {
            field.seen = self.objects;
            field.put(value, twice);
            count += 1;
        }
        for (name, value) in &fields[count..] {
            let at = self.fields.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                self.fields.push((name.clone().into_owned(), Self::default()));
                self.fields.len() - 1
            });
            let field = &mut self.fields[at].1;
            if std::mem::replace(&mut field.seen, self.objects) == self.objects {
                *twice = Some(name.clone().into_owned());
            }
            field.put(value, twice);
        }
    }

    /// Takes over what other values have.
    pub fn absorb(&mut self, other: Self) {
        self.values += other.values;
        self.objects += other.objects;
        if let Some(elements) = other.elements {
            self.elements.get_or_insert_default().absorb(*elements);
        }
        for (name, shape) in other.fields {
            match self.fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.absorb(shape),
                None => self.fields.push((name, shape)),
            }
        }
    }

    /// Every field with values that no path leads to: its path and how many values it has.
    pub fn unused(&self, used: &[Steps]) -> Vec<(String, usize)> {
        let mut unused = Vec::new();
        self.walk(&mut Vec::new(), &mut String::new(), used, &mut unused);
        unused
    }

    fn walk(&self, way: &mut Steps, shown: &mut String, used: &[Steps], unused: &mut Vec<(String, usize)>) {
        if self.values > 0 && !used.iter().any(|path| same(path, way)) {
            unused.push((if shown.is_empty() { "(value)".to_owned() } else { shown.clone() }, self.values));
        }
        let length = shown.len();
        if let Some(elements) = &self.elements {
            way.push(None);
            shown.push_str("[*]");
            elements.walk(way, shown, used, unused);
            way.pop();
            shown.truncate(length);
        }
        for (name, field) in &self.fields {
            way.push(Some(name.clone()));
            if length > 0 {
                shown.push('.');
            }
            shown.push_str(&quoted(name));
            field.walk(way, shown, used, unused);
            way.pop();
            shown.truncate(length);
        }
    }
}

/// Whether a text holds nothing but white space; the first byte tells that of most which do.
#[inline]
fn is_blank(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(|first| first.is_ascii_graphic() || matches!(first, 0xE4..=0xED))
        && text.chars().all(char::is_whitespace)
}

/// The steps of a path from the record: keys, and `None` for a list.
pub type Steps = Vec<Option<String>>;

/// Whether a path leads to a field; lists need not be written, since an object passes for a list of one.
fn same(path: &[Option<String>], way: &[Option<String>]) -> bool {
    path.iter().flatten().eq(way.iter().flatten())
}

/// Where the rules of a mapping look: in the record, and in what holds it (by how far out it is, from 1; 0 for
/// the document).
#[derive(Debug, Default)]
pub struct Used {
    /// In the record.
    pub record: Vec<Steps>,
    /// Around it.
    pub around: Vec<(usize, Steps)>,
}

impl Used {
    /// Every path of a mapping.
    pub fn of(mapping: &Mapping, item: &Plan) -> Self {
        let mut used = Self::of_item(item);
        used.plan(&mapping.head.plan(), &[Vec::new()]);
        used
    }

    /// The paths of an item alone.
    pub fn of_item(item: &Plan) -> Self {
        let mut used = Self::default();
        used.plan(item, &[Vec::new()]);
        used
    }

    fn plan(&mut self, plan: &Plan, scopes: &[Steps]) {
        let mut scopes = scopes.to_vec();
        if let Some(each) = plan.each {
            let steps = self.path(each, &scopes);
            scopes.push(steps);
        }
        if let Some(when) = plan.when {
            self.path(&when.from, &scopes);
        }
        let rules = plan.things.iter().flat_map(|named| named.rules.iter().map(|saying| saying.rule));
        let values = plan.parts.iter().filter_map(|part| match part {
            Part::Value(_, _, rule) => Some(*rule),
            _ => None,
        });
        for path in rules.chain(values).flat_map(|rule| rule.0.paths()) {
            self.path(path, &scopes);
        }
        for part in &plan.parts {
            match part {
                Part::Value(..) => {}
                Part::One(_, plan) => self.plan(plan, &scopes),
                Part::Many(_, plans) => plans.iter().for_each(|plan| self.plan(plan, &scopes)),
            }
        }
    }

    /// Notes a path and gives its steps from the record.
    fn path(&mut self, path: &Path, scopes: &[Steps]) -> Steps {
        let keys = path.keys().map(|step| step.map(str::to_owned));
        let out = match path.start {
            Start::Here => 0,
            Start::Out(levels) => levels,
            Start::Document => {
                let steps: Steps = keys.collect();
                self.around.push((0, steps.clone()));
                return steps;
            }
        };
        if out >= scopes.len() {
            self.around.push((out + 1 - scopes.len(), keys.collect()));
            return Vec::new();
        }
        let mut steps = scopes[scopes.len() - 1 - out].clone();
        steps.extend(keys);
        self.record.push(steps.clone());
        steps
    }
}
