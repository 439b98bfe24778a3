//! The records of a JSON document, as pieces of its text, with what stands around them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fault, Outer, Piece, fault};
use crate::mapping::path::Path;
use crate::mapping::value::{Key, Value};

/// One record a line.
pub fn lines(text: &str) -> Vec<Piece<'_>> {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|text| Piece { text, around: Vec::new(), pointer: String::new() }).collect()
}

/// The records of a document.
pub fn document<'a>(
    name: &str,
    text: &'a str,
    records: Option<&Path>,
) -> Result<(Vec<Outer<'a>>, Vec<Piece<'a>>), Fault> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| {
        let line = text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum::<usize>();
        let at = (line + error.column().saturating_sub(1)).min(text.len());
        let (code, hint) = if error.is_eof() {
            ("E0103", "the export may have failed: make it again")
        } else {
            ("E0104", "if the file has one record a line, write kind = \"lines\" under [source]")
        };
        fault(name, text.as_bytes(), at, code, error.to_string(), hint)
    })?;
    let steps: Vec<Option<&str>> = match records {
        Some(path) => path.keys().collect(),
        None if whole.get().starts_with('[') => vec![None],
        None => Vec::new(),
    };
    let mut walk = Walk { outer: Vec::new(), pieces: Vec::new() };
    walk.go(&steps, whole.get(), &mut Vec::new(), &mut String::new());
    if walk.pieces.is_empty()
        && let Some(path) = records.filter(|_| !walk.reached(&steps, text))
    {
        let what = format!("`source.records` = {:?} leads to nothing in this file", path.to_string());
        return Err(fault(name, text.as_bytes(), 0, "E0801", what, "`banli map --suggest` looks for the records"));
    }
    Ok((walk.outer, walk.pieces))
}

struct Walk<'a> {
    outer: Vec<Outer<'a>>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Walk<'a> {
    fn go(&mut self, steps: &[Option<&str>], text: &'a str, around: &mut Vec<usize>, pointer: &mut String) {
        let Some((step, rest)) = steps.split_first() else {
            self.pieces.push(Piece { text, around: around.clone(), pointer: pointer.clone() });
            return;
        };
        let length = pointer.len();
        match step {
            Some(key) => {
                let Some((value, inner)) = open(text, key) else { return };
                self.outer.push((value, pointer.clone()));
                around.push(self.outer.len() - 1);
                pointer.push('/');
                pointer.push_str(&outcomes::read::shape::escape(key));
                self.go(rest, inner, around, pointer);
                around.pop();
            }
            None => {
                let list: Vec<&'a RawValue> = serde_json::from_str(text).unwrap_or_default();
                for (at, inner) in list.into_iter().enumerate() {
                    pointer.truncate(length);
                    pointer.push('/');
                    pointer.push_str(&at.to_string());
                    self.go(rest, inner.get(), around, pointer);
                }
            }
        }
        pointer.truncate(length);
    }

    /// Whether the path leads to a list, if an empty one: a source may hold no records.
    fn reached(&self, steps: &[Option<&str>], text: &str) -> bool {
        let pointer = steps.iter().map_while(|step| *step).fold(String::new(), |mut pointer, key| {
            pointer.push('/');
            pointer.push_str(&outcomes::read::shape::escape(key));
            pointer
        });
        let last = outcomes::read::locate::value_at(text, &pointer);
        last.starts_with('[') && serde_json::from_str::<Vec<&RawValue>>(last).is_ok_and(|list| list.is_empty())
    }
}

/// An object's fields but one as a value, and the text of that one.
fn open<'a>(text: &'a str, key: &str) -> Option<(Value<'a>, &'a str)> {
    let Fields(fields) = serde_json::from_str(text).ok()?;
    let inner = fields.iter().find(|(name, _)| name == key)?.1.get();
    let others = fields.into_iter().filter(|(name, _)| name != key);
    let others = others.filter_map(|(name, raw)| Some((name, serde_json::from_str(raw.get()).ok()?)));
    Some((Value::Object(others.collect()), inner))
}

/// The fields of an object, each as a piece of text.
struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Key(name), raw)) = map.next_entry()? {
                    fields.push((name, raw));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}
