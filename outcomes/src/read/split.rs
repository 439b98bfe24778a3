//! Splits a document into its head and its items in one pass, which reads the items on the way: on all
//! cores, each of which begins where an item seems to begin. What was read there counts only if the
//! items before it end exactly there, so that a wrong guess costs time and nothing else.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

use crate::cores;
use crate::export::{RawExport, RawItem};

/// An item as it is written, and typed where it fits its type.
pub(super) type Typed<'a> = (&'a str, Result<RawItem<'a>, serde_json::Error>);

/// A document without its items, and the items in their order; `None` where it is no such document.
/// What is wrong with it then is for a slower reader to say.
pub(super) fn split(text: &str) -> Option<(RawExport<'_>, Vec<Typed<'_>>)> {
    let mut rest = Rest(text);
    let (mut fields, mut items) = (Vec::<(Cow<str>, &RawValue)>::new(), None);
    rest.sign('{')?;
    loop {
        let name: Cow<str> = rest.value()?;
        rest.sign(':')?;
        match &*name {
            "items" if items.is_some() => return None,
            "items" => items = Some(rest.items()?),
            _ => fields.push((name, rest.value()?)),
        }
        if rest.sign(',').is_none() {
            break;
        }
    }
    rest.sign('}')?;
    let head = RawExport::deserialize(MapDeserializer::<_, serde_json::Error>::new(fields.into_iter())).ok()?;
    rest.trimmed().is_empty().then(|| (head, items.unwrap_or_default()))
}

/// Bytes that one core reads at a time, at least.
const PART: usize = 1 << 18;

/// What of a document is still to be read.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn trimmed(self) -> &'a str {
        self.0.trim_start_matches([' ', '\n', '\r', '\t'])
    }

    /// Passes a sign, where it comes next.
    fn sign(&mut self, sign: char) -> Option<()> {
        self.0 = self.trimmed().strip_prefix(sign)?;
        Some(())
    }

    /// Passes a value, where one of this type comes next.
    fn value<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(self.0).into_iter();
        let value = values.next()?.ok()?;
        self.0 = self.0.get(values.byte_offset()..)?;
        Some(value)
    }

    /// Passes an item.
    fn item(&mut self) -> Option<Typed<'a>> {
        let text = self.trimmed();
        if text.starts_with('{') {
            let mut values = serde_json::Deserializer::from_str(text).into_iter();
            if let Some(Ok(item)) = values.next() {
                let (raw, rest) = text.split_at_checked(values.byte_offset())?;
                self.0 = rest;
                return Some((raw, Ok(item)));
            }
        }
        let raw: &RawValue = self.value()?;
        Some((raw.get(), serde_json::from_str(raw.get())))
    }

    /// Passes the list of items.
    fn items(&mut self) -> Option<Vec<Typed<'a>>> {
        self.sign('[')?;
        if self.sign(']').is_some() {
            return Some(Vec::new());
        }
        let text = self.trimmed();
        let mut starts = beginnings(text);
        let untils = starts.iter().skip(1).copied().chain([usize::MAX]).collect::<Vec<_>>();
        let mut parts =
            cores::every(starts.iter().copied().zip(untils).collect(), |(start, until)| part(text, start, until));
        let (mut all, mut at) = (Vec::new(), 0);
        loop {
            // Of what was read in advance only that counts which begins where an item does.
            let (items, end) = match starts.iter().position(|start| *start == at) {
                Some(known) => {
                    starts.drain(..known);
                    parts.drain(..known);
                    parts[0].take()?
                }
                None => part(text, at, starts.iter().copied().find(|start| *start > at).unwrap_or(usize::MAX))?,
            };
            all.extend(items);
            match end {
                End::Next(next) => at = next,
                End::Over(end) => {
                    self.0 = text.get(end..)?;
                    return Some(all);
                }
            }
        }
    }
}

/// Where a part of a list ends.
enum End {
    /// Before an item that begins here.
    Next(usize),
    /// Behind the list.
    Over(usize),
}

/// Reads the items of a list from the one that begins at `start` up to the first that begins at `until`
/// or behind; `None` where what follows is no item.
fn part(text: &str, start: usize, until: usize) -> Option<(Vec<Typed<'_>>, End)> {
    let mut rest = Rest(text.get(start..)?);
    let mut items = Vec::new();
    loop {
        items.push(rest.item()?);
        if rest.sign(']').is_some() {
            return Some((items, End::Over(text.len() - rest.0.len())));
        }
        rest.sign(',')?;
        let next = text.len() - rest.trimmed().len();
        if next >= until {
            return Some((items, End::Next(next)));
        }
    }
}

/// Where items seem to begin, the first at 0: some way apart, and each as the first does, up to the name
/// of its first field.
fn beginnings(text: &str) -> Vec<usize> {
    let quotes = memchr::memchr_iter(b'"', text.as_bytes());
    let opening = quotes.skip(1).map(|quote| &text.as_bytes()[..=quote]).next().filter(|_| text.starts_with('{'));
    let count = (text.len() / PART).min(8 * cores::count());
    let mut starts = vec![0];
    for part in 1..count {
        let from = text.len() / count * part;
        let found = opening.and_then(|opening| memchr::memmem::find(&text.as_bytes()[from..], opening));
        starts.extend(found.map(|at| from + at).filter(|at| starts.last().is_none_or(|last| last < at)));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{PART, split};

    fn document(items: &str) -> String {
        let head = r#""banli": 1, "publisher": {"id": "a", "name": "甲"}, "as_of": "2022-11-02", "units": []"#;
        format!("{{{head} , \"items\" : [{items}]\n, \"sessions\": []}}\n")
    }

    fn ids(text: &str) -> Option<Vec<String>> {
        let (_, items) = split(text)?;
        Some(
            items
                .into_iter()
                .map(|(raw, item)| item.map_or_else(|_| raw.to_owned(), |item| item.id.to_string()))
                .collect(),
        )
    }

    #[test]
    fn items_come_in_their_order_wherever_a_core_begins() {
        // Most guesses hit what only looks like the beginning of an item.
        let trap = vec![r#"{"id": "x"}"#; 40].join(", ");
        let item = |at: usize| match at % 3 {
            0 => format!(r#"{{"id": "i{at}", "proposers": [{trap}]}}"#),
            _ => format!(r#"{{"id": "i{at}", "session": "s", "kind": "motion", "note": "{{\"id\""}}"#),
        };
        let count = 40 * PART / trap.len();
        let many: Vec<String> = (0..count).map(item).collect();
        let wanted: Vec<String> =
            (0..count).map(|at| if at.is_multiple_of(3) { item(at) } else { format!("i{at}") }).collect();
        assert!(ids(&document(&many.join(",\n"))).is_some_and(|ids| ids == wanted));
        assert_eq!(ids(&document(" ")), Some(Vec::new()));
        let unfit = [r#"{"id": 1}"#, "[2]", "\"x\""];
        assert_eq!(ids(&document(&unfit.join(","))), Some(unfit.map(str::to_owned).to_vec()));
    }

    #[test]
    fn whatever_is_no_document_is_left_to_the_slower_reader() {
        let good = document(r#"{"id": "a", "session": "s", "kind": "motion"}"#);
        assert!(ids(&good).is_some());
        for (old, new) in [
            ("[{", "[,{"),
            ("}]", "},]"),
            ("}]", "}"),
            ("}]", "}}]"),
            ("\"units\": []", "\"items\": []"),
            ("\"banli\": 1,", ""),
            ("[]}\n", "[]}x"),
            ("[]}\n", "[]"),
            ("\"items\" :", "\"items\""),
            ("[{", "{"),
        ] {
            assert!(good.contains(old));
            assert!(ids(&good.replacen(old, new, 1)).is_none(), "{old} → {new}");
        }
    }
}
