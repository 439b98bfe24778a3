//! Several rows that are one item: single values are the same in all of them, lists are gathered from them.

use outcomes::read::Made;

use super::Kind;
use super::emit::Emit;
use super::given::{Given, Scope};
use crate::mapping::plan::{Named, Plan};

/// Rows that name the same unit or proposer, with what names it.
struct Part<'a> {
    named: Option<Given<'a>>,
    words: String,
    rows: Vec<usize>,
}

impl<'a> Emit<'_, 'a> {
    /// Makes the elements of a list that several rows give: one for each unit or proposer that they name, with all
    /// of its rows; otherwise one for each row. A row that names nobody continues the one above.
    pub(super) fn of_rows<'v>(&mut self, plan: &Plan<'a>, scope: &Scope<'_, 'v, 'a>, list: &mut Vec<Made<'a>>) {
        let empty = &self.setup.mapping.source.empty;
        let mut rows = Vec::new();
        for row in scope.rows() {
            let here = scope.of(vec![*row]);
            match plan.when.filter(|when| !here.holds(when, empty)) {
                Some(when) => self.find(Kind::Conditional, &here.words(when)),
                None => rows.push(*row),
            }
        }
        let Some(of) = plan.things.first() else {
            return rows.into_iter().for_each(|row| self.element(plan, &scope.of(vec![row]), list));
        };
        let parts = self.parts_of(of, scope, &rows);
        if parts.is_empty() && !rows.is_empty() {
            return self.element(plan, &scope.of(rows), list);
        }
        for Part { named, rows, .. } in parts {
            self.put(plan, &scope.of(rows), named, list);
        }
    }

    /// The rows by whom they name.
    fn parts_of<'v>(&mut self, of: &Named<'a>, scope: &Scope<'_, 'v, 'a>, rows: &[usize]) -> Vec<Part<'a>> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut nobody, mut above) = (Vec::new(), Vec::new());
        for row in rows {
            let here = scope.of(vec![*row]);
            let mut given = Vec::new();
            for (saying, is_name) in [(of.name, true), (of.id, false)] {
                if let Some(saying) = saying.map(|at| &of.rules[at]).filter(|_| given.is_empty()) {
                    self.room.blocks.push((saying.key, None));
                    given = self.given(saying.rule, &here, is_name);
                    self.room.blocks.pop();
                    given.iter_mut().for_each(|one| one.real &= is_name);
                }
            }
            let is_nobody = given.is_empty();
            let mut named = Vec::new();
            for one in given {
                let words = one.words.clone().into_owned();
                let at = parts.iter().position(|part| part.words == words).unwrap_or_else(|| {
                    // What is known by its id alone is looked for again, with its other fields.
                    let named = one.real.then_some(one);
                    parts.push(Part { named, words, rows: Vec::new() });
                    parts.len() - 1
                });
                named.push(at);
            }
            if !is_nobody {
                above = named;
            } else if above.is_empty() {
                nobody.push(*row);
            }
            for at in &above {
                if parts[*at].rows.last() != Some(row) {
                    parts[*at].rows.push(*row);
                }
            }
        }
        if let Some(first) = parts.first_mut() {
            first.rows.splice(0..0, nobody);
        }
        parts
    }
}
