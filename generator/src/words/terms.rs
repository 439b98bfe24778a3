//! How things of the field are named: items by kind and number, declared figures, grades.

use std::borrow::Cow;

use outcomes::date::Date;
use outcomes::rates::Tally;
use outcomes::terms::{Judgement, Kind, Measure, Role};

use super::Words;

impl Words {
    /// An item's kind and number: 第056号提案. A number that says itself that it is one, 2018年第0096号,
    /// stays as it is.
    pub fn item_number(&self, kind: Kind, number: Option<&str>) -> String {
        let kind = self.label("kind", kind.key());
        match number {
            Some(number) => {
                let key = if number.ends_with('号') { "item-number-whole" } else { "item-number" };
                let number = if key == "item-number" { number.trim_start_matches('第') } else { number };
                self.say(key, &[("number", number.into()), ("kind", (&kind).into())])
            }
            None => kind.into_owned(),
        }
    }

    /// What a declared figure counts, and of which items only.
    pub fn measure(&self, measure: Measure, kind: Option<Kind>, role: Option<Role>) -> String {
        let label = self.term("measure", measure.key());
        let kind = kind.map(|kind| self.term("kind", kind.key()));
        let role = role.map(|role| self.term("role", role.key()));
        let only: Vec<String> = kind.into_iter().chain(role).collect();
        if only.is_empty() {
            return label;
        }
        self.say("measure-only", &[("measure", (&label).into()), ("only", (&self.list(&only)).into())])
    }

    /// A grade in the local wording, which is Chinese; in any other language what it counts as.
    pub fn grade<'t>(&'t self, label: &'t str, counts_as: Judgement) -> Cow<'t, str> {
        if self.lang.is_chinese() { label.into() } else { self.label("judgement", counts_as.key()) }
    }

    /// What a group of figures covers, and as of when.
    pub fn scope(&self, name: &str, tally: &Tally, as_of: Option<Date>) -> String {
        let (items, owed, as_of) = (self.count(tally.items), self.count(tally.owed), self.day(as_of));
        let counts = [("items", (&items).into()), ("owed", (&owed).into())];
        self.say("scope", &[("name", name.into()), counts[0], counts[1], ("date", (&as_of).into())])
    }

    /// Items that ended early and duties the source says nothing about, counted apart.
    pub fn apart(&self, tally: &Tally) -> Option<String> {
        let ended = ["withdrawn", "returned", "merged"]
            .iter()
            .zip(tally.ended)
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.say(&format!("ended-{key}"), &[("count", count.into())]));
        let unstated = (tally.unstated > 0).then(|| self.say("apart-unstated", &[("count", tally.unstated.into())]));
        let joint = (tally.joint > 0).then(|| self.say("apart-joint", &[("count", tally.joint.into())]));
        let parts: Vec<String> = ended.chain(unstated).chain(joint).collect();
        (!parts.is_empty()).then(|| self.say("apart", &[("parts", (&self.list(&parts)).into())]))
    }

    /// The name in the language: in Chinese as it is, in any other the English one where there is one.
    pub fn own<'t>(&self, zh: &'t str, en: Option<&'t str>) -> &'t str {
        if self.lang.is_chinese() { zh } else { en.unwrap_or(zh) }
    }
}
