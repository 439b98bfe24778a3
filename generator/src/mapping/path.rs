//! Paths into a source: `承办.名称`, `办理[*].单位`, `$.导出日期`, `^.届次`, `"odd.key"`.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::value::{Value, is_same};

/// One step of a path.
#[derive(Debug)]
enum Step {
    /// A field of an object, with the place among its fields where it was found last: records of one source
    /// write their fields in one order, so that it is nearly always there again.
    Key(String, AtomicUsize),
    /// An element of a list, from 0.
    At(usize),
    /// Every element of a list.
    Each,
}

/// A path leads through every element of a list.
#[derive(Debug)]
pub struct Several;

/// Where a path begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// At the element or record at hand.
    Here,
    /// So many levels further out: `^` is what holds the element or record at hand.
    Out(usize),
    /// At the document.
    Document,
}

/// A path as a mapping writes it.
#[derive(Debug)]
pub struct Path {
    written: String,
    /// Where it begins.
    pub start: Start,
    steps: Vec<Step>,
}

/// One step of the way that was gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crumb<'v> {
    /// Into a field.
    Key(&'v str),
    /// Into an element.
    At(usize),
}

/// The way that was gone, from its last step back: it takes no memory of its own, since most ways are of no interest.
#[derive(Clone, Copy, Debug)]
pub struct Way<'w, 'v> {
    before: Option<&'w Way<'w, 'v>>,
    last: Crumb<'v>,
}

impl<'v> Way<'_, 'v> {
    /// Its steps in order.
    pub fn crumbs(way: Option<&Self>) -> Vec<Crumb<'v>> {
        let mut crumbs: Vec<Crumb> = std::iter::successors(way, |way| way.before).map(|way| way.last).collect();
        crumbs.reverse();
        crumbs
    }
}

/// Is told of each value that a path leads to, with the way to it.
pub type Visit<'f, 'v, 'a> = dyn FnMut(&'v Value<'a>, Option<&Way<'_, 'v>>) + 'f;

impl Path {
    /// Every value that the path leads to from `from`, in order. What is not there is passed over.
    pub fn visit<'v, 'a>(&self, from: &'v Value<'a>, found: &mut Visit<'_, 'v, 'a>) {
        walk(&self.steps, from, None, found);
    }

    /// The one value that the path can lead to, without the way to it; `Err` where it can lead to several.
    #[inline]
    pub fn only<'v, 'a>(&self, from: &'v Value<'a>) -> Result<Option<&'v Value<'a>>, Several> {
        // Most paths are the name of one field.
        match (self.steps.as_slice(), from) {
            ([Step::Key(key, last)], Value::Object(fields)) => Ok(field(fields, key, last).map(|(_, inner)| inner)),
            (steps, from) => only(steps, from),
        }
    }

    /// The elements of the list that the path leads to, where that is one list whose every element it names.
    pub fn elements<'v, 'a>(&self, from: &'v Value<'a>) -> Option<&'v [Value<'a>]> {
        let (Step::Each, before) = self.steps.split_last()? else { return None };
        match only(before, from) {
            Ok(Some(Value::List(list))) => Some(list),
            Ok(_) => Some(&[]),
            Err(Several) => None,
        }
    }

    /// The keys on the way and `None` for each list, for comparing with a source's fields.
    pub fn keys(&self) -> impl Iterator<Item = Option<&str>> {
        self.steps.iter().map(|step| match step {
            Step::Key(key, _) => Some(&**key),
            Step::At(_) | Step::Each => None,
        })
    }
}

fn only<'v, 'a>(steps: &[Step], from: &'v Value<'a>) -> Result<Option<&'v Value<'a>>, Several> {
    let mut at = from;
    for step in steps {
        let inner = match (step, at) {
            (Step::Each, _) => return Err(Several),
            (Step::Key(key, last), Value::Object(fields)) => field(fields, key, last).map(|(_, inner)| inner),
            (Step::At(position), Value::List(list)) => list.get(*position),
            _ => None,
        };
        let Some(inner) = inner else { return Ok(None) };
        at = inner;
    }
    Ok(Some(at))
}

fn walk<'v, 'a>(steps: &[Step], at: &'v Value<'a>, way: Option<&Way<'_, 'v>>, found: &mut Visit<'_, 'v, 'a>) {
    let Some((step, rest)) = steps.split_first() else { return found(at, way) };
    let mut go = |last, inner| walk(rest, inner, Some(&Way { before: way, last }), found);
    match (step, at) {
        (Step::Key(key, last), Value::Object(fields)) => {
            if let Some((name, inner)) = field(fields, key, last) {
                go(Crumb::Key(name), inner);
            }
        }
        (Step::At(at), Value::List(list)) => {
            if let Some(inner) = list.get(*at) {
                go(Crumb::At(*at), inner);
            }
        }
        (Step::Each, Value::List(list)) => {
            for (at, inner) in list.iter().enumerate() {
                go(Crumb::At(at), inner);
            }
        }
        _ => {}
    }
}

/// The field of a name; `last` is its place among the fields of the object that was looked at before.
#[inline]
fn field<'f, 'a>(
    fields: &'f [(Cow<'a, str>, Value<'a>)],
    key: &str,
    last: &AtomicUsize,
) -> Option<&'f (Cow<'a, str>, Value<'a>)> {
    fields.get(last.load(Ordering::Relaxed)).filter(|(name, _)| is_same(name, key)).or_else(|| {
        let at = fields.iter().position(|(name, _)| name == key)?;
        last.store(at, Ordering::Relaxed);
        fields.get(at)
    })
}

/// The way as a JSON pointer (RFC 6901).
pub fn pointer<'c>(way: impl IntoIterator<Item = &'c Crumb<'c>>) -> String {
    let mut text = String::new();
    for crumb in way {
        text.push('/');
        match crumb {
            Crumb::Key(key) if key.bytes().any(|byte| matches!(byte, b'~' | b'/')) => {
                text.push_str(&outcomes::read::shape::escape(key));
            }
            Crumb::Key(key) => text.push_str(key),
            Crumb::At(at) => text.push_str(&at.to_string()),
        }
    }
    text
}

/// A key as a path writes it: in quotes where it would mean something else.
pub fn quoted(key: &str) -> String {
    let plain = !key.is_empty() && !key.contains(['.', '[', ']', '"', '{', '}']) && key.trim() == key;
    if plain && !key.starts_with(['$', '^']) { key.to_owned() } else { format!("\"{}\"", key.replace('"', "\"\"")) }
}

impl std::str::FromStr for Path {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let wrong = |what: &str| format!("the path {written:?} {what}");
        let mut rest = written.trim();
        let mut start = Start::Here;
        if let Some(after) = rest.strip_prefix('$') {
            (start, rest) = (Start::Document, after);
        } else {
            let levels = rest.chars().take_while(|c| *c == '^').count();
            if levels > 0 {
                (start, rest) = (Start::Out(levels), &rest[levels..]);
            }
        }
        let mut dot = start != Start::Here;
        let mut steps = Vec::new();
        if rest.is_empty() && !dot {
            return Err(wrong("is empty: write the name of a field"));
        }
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('[') {
                let (inside, after) = after.split_once(']').ok_or_else(|| wrong("has a [ without its ]"))?;
                steps.push(match inside.trim() {
                    "*" => Step::Each,
                    number => Step::At(number.parse().map_err(|_| wrong("may hold [*] or a position such as [0]"))?),
                });
                (rest, dot) = (after, true);
                continue;
            }
            if dot {
                rest = rest.strip_prefix('.').ok_or_else(|| wrong("needs a . between its steps"))?;
            }
            let (key, after) = key(rest).ok_or_else(|| wrong("has a quote without its end"))?;
            if key.is_empty() {
                return Err(wrong("has an empty step"));
            }
            steps.push(Step::Key(key, AtomicUsize::new(0)));
            (rest, dot) = (after, true);
        }
        Ok(Self { written: written.trim().to_owned(), start, steps })
    }
}

/// The key that a text begins with, and what follows it.
fn key(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find(['.', '[']).unwrap_or(text.len());
        return Some((text[..end].trim().to_owned(), &text[end..]));
    };
    let mut key = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        key.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                key.push('"');
                rest = after;
            }
            None => return Some((key, after)),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Start, Value, Way, pointer, quoted};

    fn hits(path: &str, json: &str) -> Vec<String> {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let path: Path = path.parse().expect("a path");
        let mut hits = Vec::new();
        path.visit(&value, &mut |_, way| hits.push(pointer(&Way::crumbs(way))));
        hits
    }

    #[test]
    fn a_path_leads_to_every_value_it_names() {
        let json = r#"{"办理": [{"单位": "a"}, {"其他": 1}, {"单位": "b"}], "a.b": {"c\"d": 1}}"#;
        assert_eq!(hits("办理[*].单位", json), ["/办理/0/单位", "/办理/2/单位"]);
        assert_eq!(hits("办理[1].其他", json), ["/办理/1/其他"]);
        assert_eq!(hits(&format!("{}.{}", quoted("a.b"), quoted("c\"d")), json), ["/a.b/c\"d"]);
        assert!(hits("没有.单位", json).is_empty());
        assert_eq!("^^.届次".parse::<Path>().expect("a path").start, Start::Out(2));
        assert_eq!("$".parse::<Path>().expect("a path").start, Start::Document);
        for wrong in ["", "a..b", "a[", "a[x]", "\"a", "a."] {
            assert!(wrong.parse::<Path>().is_err(), "{wrong}");
        }
    }
}
