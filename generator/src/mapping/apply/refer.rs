//! What an item refers to: its session, units, proposers and category, by id or name.

use std::borrow::Cow;

use outcomes::print;
use outcomes::read::Made;

use super::Kind;
use super::emit::{Emit, number};
use super::given::{Few, Given, Scope};
use super::registry::{Word, valid};
use crate::mapping::path::{Crumb, pointer};
use crate::mapping::plan::{Named, Plan, Thing};

impl<'a> Emit<'_, 'a> {
    /// Makes one element of a list, or several where its unit or proposer is several.
    pub(super) fn element<'v>(&mut self, plan: &Plan<'a>, scope: &Scope<'_, 'v, 'a>, list: &mut Vec<Made<'a>>) {
        let Some(of) = plan.things.first() else { return self.put(plan, scope, None, list) };
        let rule = |at: Option<usize>| at.map(|at| of.rules[at].rule);
        self.room.blocks.push((of.thing.key("name"), None));
        let names = rule(of.name).map_or(Few::None, |rule| self.few(rule, scope, true));
        self.room.blocks.pop();
        match names {
            Few::None => {}
            Few::One(name) => return self.put(plan, scope, Some(name), list),
            Few::Many(names) => return names.into_iter().for_each(|name| self.put(plan, scope, Some(name), list)),
        }
        let has_id = rule(of.id).is_some_and(|rule| !matches!(self.few(rule, scope, false), Few::None));
        if has_id || plan.each.is_some() {
            return self.put(plan, scope, None, list);
        }
        // Nobody is named: values beside the name are left out, and that is told.
        self.step(Crumb::At(list.len()));
        if self.object(plan, scope, None).is_some() {
            self.find(Kind::Unnamed, "");
            let gone = format!("{}/", pointer(&self.room.way));
            if let Some(trace) = &mut self.trace {
                trace.retain(|one| !one.pointer.starts_with(&gone));
            }
        }
        self.room.way.pop();
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
        self.step(Crumb::At(list.len()));
        let made = match plan.things.first() {
            Some(of) if of.thing == Thing::Proposer => self.refer("", of, scope, named).map(|(id, _)| Made::Text(id)),
            _ => self.object(plan, scope, named),
        };
        self.room.way.pop();
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
        of: &Named<'a>,
        scope: &Scope<'_, 'v, 'a>,
        named: Option<Given<'a>>,
    ) -> Option<(Cow<'a, str>, bool)> {
        let mut parts = std::mem::take(&mut self.room.parts);
        for (at, saying) in of.rules.iter().enumerate() {
            if named.is_some() && of.name == Some(at) {
                continue;
            }
            self.room.blocks.push((saying.key, None));
            parts.extend(self.single(saying.rule, scope).map(|value| (at, value)));
            self.room.blocks.pop();
        }
        parts.extend(of.name.zip(named));
        let found = self.referred(of, &parts);
        // What names it, else its id.
        let at = |wanted: Option<usize>| wanted.and_then(|wanted| parts.iter().position(|(at, _)| *at == wanted));
        let given = at(of.name).or_else(|| at(of.id)).map(|at| parts.swap_remove(at).1);
        parts.clear();
        self.room.parts = parts;
        let (found, given) = found.zip(given)?;
        if self.trace.is_some() {
            let here =
                if field.is_empty() { pointer(&self.room.way) } else { format!("{}/{field}", pointer(&self.room.way)) };
            self.room.blocks.push((of.thing.key("name"), None));
            self.note(format!("{} {found}", of.thing.list()), &given);
            self.note(here, &given);
            self.room.blocks.pop();
        }
        Some((found, given.real))
    }

    /// The id of something by what the record says of it, each with the rule that it comes from.
    fn referred(&mut self, of: &Named<'a>, parts: &[(usize, Given<'a>)]) -> Option<Cow<'a, str>> {
        let words = |wanted: Option<usize>| parts.iter().find(|(at, _)| Some(*at) == wanted).map(|(_, one)| &one.words);
        let (name, id) = (words(of.name), words(of.id));
        // Records name the same units, proposers and sessions over and over.
        let said = said(of.thing, parts);
        let known = self.registry.known(said).map(|known| match (known, id) {
            // The same place for all of them, which stays near; and no copy of a text that is there.
            (Cow::Owned(known), Some(id)) if id == known => id.clone(),
            _ => known.clone(),
        });
        let found = match known {
            Some(id) => id,
            None => {
                id.or(name)?;
                let text = |words: &Cow<'a, str>| Word::Text(words.clone());
                let others = parts.iter().filter_map(|(at, given)| {
                    let (field, words) = (of.rules[*at].field, &given.words);
                    match field {
                        "name" | "id" => None,
                        "year" | "term" | "number" => {
                            Some((field, number(words).map_or_else(|| text(words), Word::Number)))
                        }
                        "parent" => Some((field, Word::Text(valid(words.clone(), 'x')))),
                        _ => Some((field, text(words))),
                    }
                });
                let (words, others) = ((id.cloned(), name.cloned()), others.collect());
                self.registry.id(of.thing, words, others, (self.at, said), self.report)
            }
        };
        if of.thing == Thing::Proposer {
            self.room.people.push((name.cloned().unwrap_or_default(), found.clone()));
        }
        Some(found)
    }
}

/// A hash of all that a record says of something: of the words of each rule, and of the order in which they come.
fn said(thing: Thing, parts: &[(usize, Given)]) -> u128 {
    // The prime of 128 bits that FNV multiplies by.
    const PRIME: u128 = (1 << 88) + 0x13B;
    parts.iter().fold(thing as u128, |said, (rule, given)| {
        (said ^ print::of(given.words.as_bytes()) ^ *rule as u128).wrapping_mul(PRIME)
    })
}
