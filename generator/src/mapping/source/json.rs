//! The records of a JSON document, as pieces of its text, with what stands around them.

use serde::de::{Error, IgnoredAny};

use super::{Fault, Outer, Piece, fault};
use crate::mapping::parse::Json;
use crate::mapping::path::Path;
use crate::mapping::value::Value;

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
    let (mut json, mut walk) = (Json::new(text), Walk::default());
    if walk.go(&steps, &mut json).filter(|()| json.is_over()).is_none() {
        return Err(broken(name, text));
    }
    if let Some(path) = records.filter(|_| !walk.reached) {
        let what = format!("`source.records` = {:?} leads to nothing in this file", path.to_string());
        return Err(fault(name, text.as_bytes(), 0, "E0801", what, "`banli map --suggest` looks for the records"));
    }
    Ok((walk.outer, walk.pieces))
}

/// What is wrong with a document that is no JSON.
fn broken(name: &str, text: &str) -> Fault {
    let error = serde_json::from_str::<IgnoredAny>(text).err();
    let error = error.or_else(|| serde_json::from_str::<Value>(text).err());
    let error = error.unwrap_or_else(|| serde_json::Error::custom("objects and lists lie too deep in each other"));
    let line = text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum::<usize>();
    let at = (line + error.column().saturating_sub(1)).min(text.len());
    let (code, hint) = if error.is_eof() {
        ("E0103", "the export may have failed: make it again")
    } else {
        ("E0104", "if the file has one record a line, write kind = \"lines\" under [source]")
    };
    fault(name, text.as_bytes(), at, code, error.to_string(), hint)
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

impl<'a> Walk<'a> {
    /// Goes the steps that are left. The document is read once, from its beginning to its end.
    fn go(&mut self, steps: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let Some((step, rest)) = steps.split_first() else {
            let text = json.pass(0)?;
            self.pieces.push(Piece { text, around: self.around.clone(), pointer: self.pointer.clone() });
            self.reached = true;
            return Some(());
        };
        match (json.next()?, step) {
            (b'{', Some(step)) => self.object(step, rest, json),
            (b'[', None) => self.list(rest, json),
            // No step leads into it.
            _ => json.pass(0).map(drop),
        }
    }

    fn object(&mut self, step: &str, rest: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let (at, length) = (self.outer.len(), self.pointer.len());
        self.outer.push((Value::Null, self.pointer.clone()));
        let mut fields = Vec::new();
        json.parts(b'}', |json| {
            let name = json.key()?;
            if name != step {
                fields.push((name, json.value(0)?));
                return Some(());
            }
            self.around.push(at);
            self.pointer.push('/');
            self.pointer.push_str(&outcomes::read::shape::escape(step));
            self.go(rest, json)?;
            self.around.pop();
            self.pointer.truncate(length);
            Some(())
        })?;
        self.outer[at].0 = Value::Object(fields);
        Some(())
    }

    fn list(&mut self, rest: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let length = self.pointer.len();
        self.reached |= rest.is_empty();
        let mut position = 0_usize;
        json.parts(b']', |json| {
            self.pointer.push('/');
            self.pointer.push_str(&position.to_string());
            self.go(rest, json)?;
            self.pointer.truncate(length);
            position += 1;
            Some(())
        })
    }
}
