//! The records of a JSON document, as pieces of its text, with what stands around them.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
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
    let steps: Vec<Option<&str>> = match records {
        Some(path) => path.keys().collect(),
        None if text.trim_start().starts_with('[') => vec![None],
        None => Vec::new(),
    };
    let mut walk = Walk::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let whole = Step { steps: &steps, walk: &mut walk }.deserialize(&mut json).and_then(|()| json.end());
    whole.map_err(|error| {
        let line = text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum::<usize>();
        let at = (line + error.column().saturating_sub(1)).min(text.len());
        let (code, hint) = if error.is_eof() {
            ("E0103", "the export may have failed: make it again")
        } else {
            ("E0104", "if the file has one record a line, write kind = \"lines\" under [source]")
        };
        fault(name, text.as_bytes(), at, code, error.to_string(), hint)
    })?;
    if let Some(path) = records.filter(|_| !walk.reached) {
        let what = format!("`source.records` = {:?} leads to nothing in this file", path.to_string());
        return Err(fault(name, text.as_bytes(), 0, "E0801", what, "`banli map --suggest` looks for the records"));
    }
    Ok((walk.outer, walk.pieces))
}

/// What was found on the way, and where it has come.
#[derive(Default)]
struct Walk<'a> {
    outer: Vec<Outer<'a>>,
    pieces: Vec<Piece<'a>>,
    around: Vec<usize>,
    pointer: String,
    /// Whether the path leads to its end, if to an empty list: a source may hold no records.
    reached: bool,
}

/// The steps that are left. The document is read once, from its beginning to its end.
struct Step<'s, 'w, 'a> {
    steps: &'s [Option<&'s str>],
    walk: &'w mut Walk<'a>,
}

impl<'a> DeserializeSeed<'a> for Step<'_, '_, 'a> {
    type Value = ();
    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            let text = <&RawValue>::deserialize(deserializer)?.get();
            let (around, pointer) = (self.walk.around.clone(), self.walk.pointer.clone());
            self.walk.pieces.push(Piece { text, around, pointer });
            self.walk.reached = true;
            return Ok(());
        }
        deserializer.deserialize_any(self)
    }
}

/// Passes over a value that no step leads into.
macro_rules! pass_over {
    ($($visit:ident: $kind:ty),+) => {
        $(fn $visit<E>(self, _: $kind) -> Result<(), E> {
            Ok(())
        })+
    };
}

impl<'a> Visitor<'a> for Step<'_, '_, 'a> {
    type Value = ();

    pass_over!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let (Some(Some(step)), rest) = (self.steps.first(), &self.steps[1..]) else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let walk = self.walk;
        let (at, length) = (walk.outer.len(), walk.pointer.len());
        walk.outer.push((Value::Null, walk.pointer.clone()));
        let mut fields = Vec::new();
        while let Some(Key(name)) = map.next_key()? {
            if name != *step {
                fields.push((name, map.next_value()?));
                continue;
            }
            walk.around.push(at);
            walk.pointer.push('/');
            walk.pointer.push_str(&outcomes::read::shape::escape(step));
            map.next_value_seed(Step { steps: rest, walk })?;
            walk.around.pop();
            walk.pointer.truncate(length);
        }
        walk.outer[at].0 = Value::Object(fields);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        let (Some(None), rest) = (self.steps.first(), &self.steps[1..]) else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let walk = self.walk;
        let length = walk.pointer.len();
        walk.reached |= rest.is_empty();
        let mut position = 0_usize;
        loop {
            walk.pointer.push('/');
            walk.pointer.push_str(&position.to_string());
            let more = list.next_element_seed(Step { steps: rest, walk })?;
            walk.pointer.truncate(length);
            if more.is_none() {
                return Ok(());
            }
            position += 1;
        }
    }
}
