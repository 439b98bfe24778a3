//! What an item refers to: its session, units, proposers and category, by id or name.

use serde_json::Value as Json;

use super::Kind;
use super::emit::{Emit, number};
use super::given::{Given, Scope};
use super::registry::valid_id;
use crate::mapping::path::{Crumb, pointer};
use crate::mapping::plan::{Plan, Thing};
use crate::mapping::rule::Rule;

impl<'e, 'm> Emit<'e, 'm> {
    /// Writes one element of a list, or several where its unit or proposer is several.
    pub(super) fn element<'v>(&mut self, plan: &'e Plan<'m>, scope: &Scope<'_, 'v>, written: &mut usize)
    where
        'e: 'v,
    {
        let Some((thing, rules)) = plan.things.first() else { return self.put(plan, scope, None, written) };
        let rule = |field| rules.iter().find(|(known, _)| *known == field).map(|(_, rule)| *rule);
        self.blocks.push((thing.key("name"), None));
        let names = rule("name").map_or_else(Vec::new, |rule| self.given(rule, scope, true));
        self.blocks.pop();
        if !names.is_empty() {
            for name in names {
                self.put(plan, scope, Some((*thing, name)), written);
            }
            return;
        }
        let has_id = rule("id").is_some_and(|rule| !self.given(rule, scope, false).is_empty());
        if has_id || plan.each.is_some() {
            return self.put(plan, scope, None, written);
        }
        // Nobody is named: values beside the name are left out, and that is told.
        let start = self.text.len();
        self.way.push(Crumb::At(*written));
        if self.object(plan, scope, None) {
            self.find(Kind::Unnamed, "");
            self.text.truncate(start);
            let gone = format!("{}/", pointer(&self.way));
            if let Some(trace) = &mut self.trace {
                trace.retain(|one| !one.pointer.starts_with(&gone));
            }
        }
        self.way.pop();
    }

    pub(super) fn put<'v>(
        &mut self,
        plan: &'e Plan<'m>,
        scope: &Scope<'_, 'v>,
        named: Option<(Thing, Given<'v>)>,
        written: &mut usize,
    ) where
        'e: 'v,
    {
        let (start, traced) = (self.text.len(), self.trace.as_ref().map(Vec::len));
        if *written > 0 {
            self.text.push(b',');
        }
        self.way.push(Crumb::At(*written));
        let is_person = plan.things.first().is_some_and(|(thing, _)| *thing == Thing::Proposer);
        let named = named.map(|(_, name)| name);
        let done = if is_person {
            let (thing, rules) = &plan.things[0];
            match self.refer("", *thing, rules, scope, named) {
                Some((id, _)) => {
                    self.string(&id);
                    true
                }
                None => false,
            }
        } else {
            self.object(plan, scope, named)
        };
        self.way.pop();
        // Of the rows of one item many say the same.
        if done && !self.is_said(start) {
            *written += 1;
        } else {
            self.text.truncate(start);
            if let (Some(trace), Some(traced)) = (&mut self.trace, traced) {
                trace.truncate(traced);
            }
        }
    }

    /// The id of something that the record refers to, and whether the record itself names it.
    pub(super) fn refer<'v>(
        &mut self,
        field: &'static str,
        thing: Thing,
        rules: &'e [(&'static str, &'m Rule)],
        scope: &Scope<'_, 'v>,
        named: Option<Given<'v>>,
    ) -> Option<(String, bool)>
    where
        'e: 'v,
    {
        let mut parts: Vec<(&'static str, Given<'v>)> = Vec::with_capacity(rules.len());
        parts.extend(named.map(|name| ("name", name)));
        for (part, rule) in rules {
            if *part == "name" && parts.first().is_some_and(|(first, _)| first == part) {
                continue;
            }
            self.blocks.push((thing.key(part), None));
            parts.extend(self.single(rule, scope).map(|value| (*part, value)));
            self.blocks.pop();
        }
        let words = |part: &str| parts.iter().find(|(known, _)| *known == part).map(|(_, given)| &*given.words);
        let (name_words, id_words) = (words("name"), words("id"));
        // Records name the same units, proposers and sessions over and over.
        let mut said = String::from(thing.list());
        parts.iter().for_each(|(part, given)| said.extend(["\0", *part, "\0", &*given.words]));
        let found = match self.registry.known(&said) {
            Some(id) => id.to_owned(),
            None => {
                id_words.or(name_words)?;
                let others = parts.iter().filter_map(|(part, given)| match *part {
                    "name" | "id" => None,
                    "year" | "term" | "number" => Some((*part, number(&given.words))),
                    "parent" => Some((*part, Json::from(valid_id(&given.words, 'x')))),
                    _ => Some((*part, Json::from(&*given.words))),
                });
                self.registry.id(thing, (id_words, name_words), others.collect(), (self.at, said), self.report)
            }
        };
        let name_words = name_words.map(str::to_owned);
        let at = parts.iter().position(|(part, _)| *part == "name");
        let at = at.or_else(|| parts.iter().position(|(part, _)| *part == "id"))?;
        let (_, given) = parts.swap_remove(at);
        if thing == Thing::Proposer {
            self.people.push((name_words.unwrap_or_default(), found.clone()));
        }
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
