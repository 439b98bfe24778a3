//! What the page shows of an answer, in the words and by the pieces of HTML that it gave.

use super::mark::{marks, passage};
use super::words::{digits, escape};
use super::{Answer, Piece, Search};
use crate::FACETS;
use crate::format::{Name, Named};
use crate::parts::parts;
use crate::record::{Record, Title};

/// Units that a hit names before it only counts them.
const UNITS: usize = 2;

impl Search {
    /// The answer as its page shows it, parts with U+0001 between: what is said of it, the hits,
    /// whether there are more, and for each facet its values, `-` where it was not counted.
    pub fn shown(&self) -> String {
        let nothing = Answer::default();
        let answer = self.answer.as_ref().unwrap_or(&nothing);
        let mut out = String::new();
        self.said(answer, &mut out);
        out.push('\u{1}');
        for hit in &answer.hits {
            if let Some(record) = self.record(*hit, &mut Vec::new()) {
                self.hit(&record, &mut out);
            }
        }
        out.push('\u{1}');
        out.push_str(if answer.total as usize > answer.hits.len() { "1" } else { "" });
        for (facet, counts) in answer.counts.iter().enumerate() {
            out.push('\u{1}');
            match counts {
                Some(counts) => self.values(facet, counts, &mut out),
                None => out.push('-'),
            }
        }
        out
    }

    /// The id of a facet's value in addresses.
    pub(super) fn id(&self, facet: usize, value: u32) -> &str {
        match self.list(facet) {
            Some(list) => list.get(value as usize).map_or("", |named| &named.id),
            None => self.words.entry(FACETS[facet], 2 * value),
        }
    }

    fn list(&self, facet: usize) -> Option<&[Named]> {
        let [sessions, units, categories, classes] = &self.names;
        match FACETS.get(facet).copied() {
            Some("session") => Some(sessions),
            Some("unit") => Some(units),
            Some("category") => Some(categories),
            Some("class") => Some(classes),
            _ => None,
        }
    }

    /// What a facet's value is called.
    fn label(&self, facet: usize, value: u32) -> &str {
        match self.list(facet) {
            Some(list) => list.get(value as usize).map_or("", |named| self.own(named)),
            None => self.words.entry(FACETS[facet], 2 * value + 1),
        }
    }

    fn own<'n>(&self, named: &'n Named) -> &'n str {
        let other = named.name_en.as_deref().filter(|_| self.words.get("lang") == "en");
        other.unwrap_or(&named.name)
    }

    fn said(&self, answer: &Answer, out: &mut String) {
        if self.pieces.is_empty() && self.ask.facets.is_empty() {
            return;
        }
        let mut words = String::new();
        for at in &answer.missing {
            if !words.is_empty() {
                words.push_str(self.words.get("between"));
            }
            self.words.fill("quoted", &[("word", &self.pieces[*at].written)], &mut words);
        }
        let name = match (answer.total, answer.sure) {
            (0, _) if self.pieces.len() > 1 && !words.is_empty() => "found-not",
            (0, _) => "found-none",
            (1, true) => "found-one",
            (_, true) => "found",
            (_, false) => "found-most",
        };
        self.words.fill(name, &[("count", &digits(answer.total, true)), ("words", &words)], out);
    }

    fn hit(&self, record: &Record, out: &mut String) {
        let told = &record.told;
        let kind = self.words.entry("kind", 2 * told.kind + 1);
        let number = match record.number.as_str() {
            "" => kind.to_owned(),
            number => self.words.filled("number", &[("number", number), ("kind", kind)]),
        };
        let title = match &record.title {
            Title::Known(title) => title.as_str(),
            Title::Unknown => self.words.get("unknown"),
            Title::Withheld => self.words.get("withheld"),
        };
        let pieces: Vec<Vec<char>> = self.pieces.iter().map(|piece| piece.chars.clone()).collect();
        let marked = |text: &str| marked(text, &pieces);
        let mut names = record.names.first().map_or(String::new(), |name| marked(name));
        if let [_, others @ ..] = record.names.as_slice()
            && !others.is_empty()
        {
            let (count, others) = (digits(others.len() as u32 + 1, false), digits(others.len() as u32, false));
            let values = [("name", names.as_str()), ("count", &count), ("others", &others)];
            names = self.words.filled("proposers-more", &values);
        }
        let mut units = String::new();
        for (at, unit) in told.units.iter().take(UNITS).enumerate() {
            if at > 0 {
                units.push_str(self.words.get("between"));
            }
            units.push_str(&marked(self.label(2, *unit)));
        }
        if told.units.len() > UNITS {
            let count = digits(told.units.len() as u32, false);
            self.words.fill("units-more", &[("count", &count)], &mut units);
        }
        let mut class = String::new();
        if let Some(at) = told.class {
            let code = parts(self.id(5, at), '~').next().unwrap_or_default();
            self.words.fill("class-short", &[("code", code)], &mut class);
        }
        let mut shown = String::new();
        if let Some((text, before, after)) = passage(&record.text, &pieces) {
            let dots = |there: bool| if there { "…" } else { "" };
            shown.push_str(dots(before));
            shown.push_str(&marked(text));
            shown.push_str(dots(after));
        }
        self.words.fill(
            "hit",
            &[
                ("path", &escaped(&record.path)),
                ("number", &self.numbered(&number)),
                ("title", &marked(title)),
                ("proposers", &names),
                ("units", &units),
                ("session", &escaped(self.label(0, told.session))),
                ("date", &self.date(told.day)),
                ("state-key", self.id(4, told.state)),
                ("state", &escaped(self.label(4, told.state))),
                ("class", &escaped(&class)),
                ("passage", &shown),
            ],
            out,
        );
    }

    /// A number with the pieces marked as they stand in it, however they were written.
    fn numbered(&self, number: &str) -> String {
        let chars = |piece: &Piece| piece.number.clone().unwrap_or_else(|| piece.chars.clone());
        marked(number, &self.pieces.iter().map(chars).collect::<Vec<_>>())
    }

    fn date(&self, day: u32) -> String {
        if day == 0 {
            return String::new();
        }
        let month = self.words.entry("months", (day / 100 % 100).wrapping_sub(1));
        let (year, date) = (digits(day / 10_000, false), digits(day % 100, false));
        self.words.filled("date", &[("year", &year), ("month", month), ("day", &date)])
    }

    /// The values of a facet that any hit has, or that are chosen; units and categories with the most
    /// hits first.
    fn values(&self, facet: usize, counts: &[(u32, u32)], out: &mut String) {
        let key = FACETS[facet];
        let chosen = |id: &str| self.ask.facets.iter().any(|(one, chosen)| *one == facet && chosen == id);
        let mut order: Vec<u64> = Vec::new();
        for (at, (value, hits)) in counts.iter().enumerate() {
            let id = self.id(facet, *value);
            if *hits > 0 || chosen(id) {
                let first = if matches!(facet, 2 | 3) { u32::MAX - hits } else { 0 };
                order.push(u64::from(first) << 32 | at as u64);
            }
        }
        order.sort_unstable();
        for at in order {
            let (value, hits) = counts[at as u32 as usize];
            // The page's template names it as an attribute.
            let checked = if chosen(self.id(facet, value)) { "checked" } else { "data-not" };
            let (id, text) = (escaped(self.id(facet, value)), escaped(self.label(facet, value)));
            let values =
                [("key", key), ("id", &id), ("text", &text), ("checked", checked), ("count", &digits(hits, true))];
            self.words.fill("value", &values, out);
        }
    }

    /// A record as it was read, for tests of what an index tells.
    pub fn look(&self, number: u32) -> Option<Record> {
        let mut needs: Vec<Name> = Vec::new();
        self.record(number, &mut needs)
    }
}

/// A text as HTML with the pieces marked.
fn marked(text: &str, pieces: &[Vec<char>]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for range in marks(text, pieces) {
        escape(&text[from..range.start], &mut out);
        out.push_str("<mark>");
        escape(&text[range.clone()], &mut out);
        out.push_str("</mark>");
        from = range.end;
    }
    escape(&text[from..], &mut out);
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}
