//! Splits a document into its head and its items in one pass, which reads the items on the way, on all cores.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

use super::parts::{End, in_parts, opening};
use crate::cores;
use crate::export::{RawExport, RawItem};
use crate::{print, unseen};

/// An item as it is written, and typed where it fits its type.
pub(super) struct Typed<'a> {
    /// Its JSON, or where it is none the text from its beginning on.
    pub raw: &'a str,
    /// What tells it from every other, as [`Record::print`](super::Record::print).
    pub print: u128,
    /// Characters in it that show nothing, each with its byte offset.
    pub unseen: Vec<(usize, char)>,
    /// What it says. Items are big, and lists of them move several times.
    pub item: Result<Box<RawItem<'a>>, serde_json::Error>,
}

impl<'a> Typed<'a> {
    /// An item that was just read: its text is near yet.
    fn new(raw: &'a str, item: Result<Box<RawItem<'a>>, serde_json::Error>) -> Self {
        Self { raw, print: print::of(raw.as_bytes()), unseen: unseen::in_json(raw), item }
    }

    /// Reads an item.
    pub(super) fn of(raw: &'a str) -> Self {
        Self::new(raw, serde_json::from_str(raw))
    }
}

/// A document without its items, and the items in their order; `None` where it is no such document.
/// What is wrong with it then is for a slower reader to say.
pub(super) fn split(text: &str) -> Option<(RawExport<'_>, Vec<Typed<'_>>)> {
    let mut rest = Rest(text);
    let (mut fields, mut items) = (Fields::new(), None);
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

/// The fields of a document's head that were read.
pub(super) type Fields<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// What can be read of a document that breaks off, or of which some items are no JSON: the fields of its head, and its
/// items; those that are no JSON are errors, each with the text from its beginning on.
pub(super) fn salvage(text: &str) -> (Fields<'_>, Vec<Typed<'_>>) {
    let mut rest = Rest(text);
    let (mut fields, mut items) = (Fields::new(), Vec::new());
    if rest.sign('{').is_none() {
        return (fields, items);
    }
    while let Some(name) = rest.value::<Cow<str>>() {
        let passed = rest.sign(':').and_then(|()| match &*name {
            "items" => rest.whole_items(&mut items),
            _ => rest.value().map(|value| fields.push((name, value))),
        });
        if passed.and_then(|()| rest.sign(',')).is_none() {
            break;
        }
    }
    (fields, items)
}

/// Bytes that one core reads at a time, at least.
const PART: usize = 1 << 18;

/// Broken places in a list of items, after which it is read no further: whatever wrote it is broken then, and each may
/// have to be looked at to the end of the document.
const BROKEN: usize = 50;

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
                return Some(Typed::new(raw, Ok(item)));
            }
        }
        let raw: &RawValue = self.value()?;
        Some(Typed::of(raw.get()))
    }

    /// Passes a list of items of which some are no JSON: after those it goes on where the next seems to begin, which is
    /// one where it names its session. `None` where the end of the list is not found, or too much is broken.
    fn whole_items(&mut self, items: &mut Vec<Typed<'a>>) -> Option<()> {
        self.sign('[')?;
        if self.sign(']').is_some() {
            return Some(());
        }
        let opening = opening(self.trimmed())?;
        let mut is_sure = true;
        let mut broken = 0;
        while broken < BROKEN {
            let text = self.trimmed();
            let mut from = 0;
            match self.item() {
                Some(item) if is_sure || names_session(item.raw) => {
                    is_sure = true;
                    items.push(item);
                    if self.sign(']').is_some() {
                        return Some(());
                    }
                    if self.sign(',').is_some() {
                        continue;
                    }
                }
                item => {
                    let unread = item.is_none().then(|| Typed::of(text));
                    let is_cut = |error: &serde_json::Error| error.is_eof();
                    items.extend(unread.filter(|unread| is_sure || unread.item.as_ref().is_err_and(is_cut)));
                    from = 1;
                }
            }
            (is_sure, broken) = (false, broken + 1);
            let next = memchr::memmem::find(self.trimmed().as_bytes().get(from..)?, opening)?;
            self.0 = self.trimmed().get(from + next..)?;
        }
        None
    }

    /// Passes the list of items.
    fn items(&mut self) -> Option<Vec<Typed<'a>>> {
        self.sign('[')?;
        if self.sign(']').is_some() {
            return Some(Vec::new());
        }
        let text = self.trimmed();
        let count = (text.len() / PART).min(8 * cores::count());
        let (parts, end) = in_parts(text, count, |start, until| part(text, start, until))?;
        self.0 = text.get(end..)?;
        let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        parts.into_iter().for_each(|part| all.extend(part));
        Some(all)
    }
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

/// Whether this is an object with a field that of all lists only that of items has.
fn names_session(raw: &str) -> bool {
    #[derive(Deserialize)]
    struct Item {
        #[serde(rename = "session")]
        _session: serde::de::IgnoredAny,
    }
    serde_json::from_str::<Item>(raw).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{PART, Typed, split};

    fn document(items: &str) -> String {
        let head = r#""banli": 1, "publisher": {"id": "a", "name": "甲"}, "as_of": "2022-11-02", "units": []"#;
        format!("{{{head} , \"items\" : [{items}]\n, \"sessions\": []}}\n")
    }

    fn ids(text: &str) -> Option<Vec<String>> {
        let (_, items) = split(text)?;
        Some(
            items
                .into_iter()
                .map(|Typed { raw, item, .. }| item.map_or_else(|_| raw.to_owned(), |item| item.id.to_string()))
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
