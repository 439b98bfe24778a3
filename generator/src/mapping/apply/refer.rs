//! What an item refers to: its session, units, proposers and category, by id or name.

use std::borrow::Cow;

use outcomes::read::Made;
use serde_json::Value as Json;

use super::Kind;
use super::emit::{Emit, number};
use super::given::{Given, Scope};
use super::registry::valid_id;
use crate::mapping::path::{Crumb, pointer};
use crate::mapping::plan::{Plan, Thing};
use crate::mapping::rule::Rule;

impl<'a> Emit<'_, 'a> {
    /// Makes one element of a list, or several where its unit or proposer is several.
    pub(super) fn element<'v>(&mut self, plan: &Plan<'a>, scope: &Scope<'_, 'v, 'a>, list: &mut Vec<Made<'a>>) {
        let Some((thing, rules)) = plan.things.first() else { return self.put(plan, scope, None, list) };
        let rule = |field| rules.iter().find(|(known, _)| *known == field).map(|(_, rule)| *rule);
        self.blocks.push((thing.key("name"), None));
        let names = rule("name").map_or_else(Vec::new, |rule| self.given(rule, scope, true));
        self.blocks.pop();
        if !names.is_empty() {
            for name in names {
                self.put(plan, scope, Some(name), list);
            }
            return;
        }
        let has_id = rule("id").is_some_and(|rule| !self.given(rule, scope, false).is_empty());
        if has_id || plan.each.is_some() {
            return self.put(plan, scope, None, list);
        }
        // Nobody is named: values beside the name are left out, and that is told.
        self.way.push(Crumb::At(list.len()));
        if self.object(plan, scope, None).is_some() {
            self.find(Kind::Unnamed, "");
            let gone = format!("{}/", pointer(&self.way));
            if let Some(trace) = &mut self.trace {
                trace.retain(|one| !one.pointer.starts_with(&gone));
            }
        }
        self.way.pop();
    }

    /// Adds an element to a list, where values of it come from the record.
    pub(super) fn put<'v>(
        &mut self,
        plan: &Plan<'a>,
        scope: &Scope<'_, 'v, 'a>,
        named: Option<Given<'a>>,
        list: &mut Vec<Made<'a>>,
    ) {
        let traced = self.trace.as_ref().map(Vec::len);
        self.way.push(Crumb::At(list.len()));
        let made = match plan.things.first() {
            Some((thing @ Thing::Proposer, rules)) => {
                self.refer("", *thing, rules, scope, named).map(|(id, _)| Made::Text(id))
            }
            _ => self.object(plan, scope, named),
        };
        self.way.pop();
        // Of the rows of one item many say the same.
        match made.filter(|made| !self.of_rows || !list.contains(made)) {
            Some(made) => list.push(made),
            None => {
                if let (Some(trace), Some(traced)) = (&mut self.trace, traced) {
                    trace.truncate(traced);
                }
            }
        }
    }

    /// The id of something that the record refers to, and whether the record itself names it.
    pub(super) fn refer<'v>(
        &mut self,
        field: &'static str,
        thing: Thing,
        rules: &[(&'static str, &'a Rule)],
        scope: &Scope<'_, 'v, 'a>,
        named: Option<Given<'a>>,
    ) -> Option<(Cow<'a, str>, bool)> {
        let mut parts: Vec<(&'static str, Given<'a>)> = Vec::with_capacity(rules.len());
        parts.extend(named.map(|name| ("name", name)));
        for (part, rule) in rules {
            if *part == "name" && parts.first().is_some_and(|(first, _)| first == part) {
                continue;
            }
            self.blocks.push((thing.key(part), None));
            parts.extend(self.single(rule, scope).map(|value| (*part, value)));
            self.blocks.pop();
        }
        let words = |part: &str| parts.iter().find(|(known, _)| *known == part).map(|(_, given)| &given.words);
        let (name_words, id_words) = (words("name"), words("id"));
        // Records name the same units, proposers and sessions over and over.
        self.said.clear();
        self.said.push_str(thing.list());
        parts.iter().for_each(|(part, given)| self.said.extend(["\0", *part, "\0", &*given.words]));
        let of_id = |id: &str| match id_words {
            Some(words) if *words == id => words.clone(),
            _ => Cow::Owned(id.to_owned()),
        };
        let found = match self.registry.known(&self.said) {
            Some(id) => of_id(id),
            None => {
                let words = (id_words.map(|words| &**words), name_words.map(|words| &**words));
                words.0.or(words.1)?;
                let number = |words: &str| number(words).map_or_else(|| Json::from(words), Json::Number);
                let others = parts.iter().filter_map(|(part, given)| match *part {
                    "name" | "id" => None,
                    "year" | "term" | "number" => Some((*part, number(&given.words))),
                    "parent" => Some((*part, Json::from(valid_id(&given.words, 'x')))),
                    _ => Some((*part, Json::from(&*given.words))),
                });
                of_id(&self.registry.id(thing, words, others.collect(), (self.at, &self.said), self.report))
            }
        };
        if thing == Thing::Proposer {
            self.people.push((name_words.cloned().unwrap_or_default(), found.clone()));
        }
        let at = parts.iter().position(|(part, _)| *part == "name");
        let at = at.or_else(|| parts.iter().position(|(part, _)| *part == "id"))?;
        let (_, given) = parts.swap_remove(at);
        let real = given.real;
        if self.trace.is_some() {
            let here = if field.is_empty() { pointer(&self.way) } else { format!("{}/{field}", pointer(&self.way)) };
            self.blocks.push((thing.key("name"), None));
            self.note(format!("{} {found}", thing.list()), &given);
            self.note(here, &given);
            self.blocks.pop();
        }
        Some((found, real))
    }
}
