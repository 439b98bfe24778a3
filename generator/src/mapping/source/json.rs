//! The records of a JSON document, as pieces of its text, with what stands around them.

use outcomes::read::parts::{End, in_parts};
use serde::de::{Error, IgnoredAny};

use super::{Fault, Outer, Piece, Taker, Way, fault};
use crate::mapping::parse::{Json, parse};
use crate::mapping::path::Path;
use crate::mapping::value::Value;

/// Bytes of a document that one core reads at a time, at least.
const PART: usize = 1 << 19;

/// Parts of a document, at most: what records name over and over is gathered in each. Not by how many cores there are, since
/// findings are counted part by part, and are to be the same on every machine.
const PARTS: usize = 16;

/// One record a line.
pub fn lines(text: &str) -> Vec<Piece<'_>> {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|text| Piece { text, way: 0, position: None }).collect()
}

/// A document as far as its records.
pub struct Document<'a, P> {
    /// What holds the records.
    pub outer: Vec<Outer<'a>>,
    /// The ways to the records.
    pub ways: Vec<Way>,
    /// The records.
    pub pieces: Vec<Piece<'a>>,
    /// What was made of them on the way, part by part, where a taker was there for it.
    pub parts: Option<Vec<P>>,
}

/// The records of a document; all in one list are given to the taker on the way.
pub fn document<'a, T: Taker<'a>>(
    name: &str,
    text: &'a str,
    records: Option<&Path>,
    taker: Option<&T>,
) -> Result<Document<'a, T::Part>, Fault> {
    let steps: Vec<Option<&str>> = match records {
        Some(path) => path.keys().collect(),
        None if text.trim_start().starts_with('[') => vec![None],
        None => Vec::new(),
    };
    let taker = taker.filter(|_| steps.iter().position(Option::is_none).is_some_and(|at| at + 1 == steps.len()));
    let (mut json, mut walk) = (Json::new(text), Walk::new(text, taker));
    if walk.go(&steps, &mut json).filter(|()| json.is_over()).is_none() {
        return Err(broken(name, text));
    }
    if let Some(path) = records.filter(|_| !walk.reached) {
        let what = format!("`source.records` = {:?} leads to nothing in this file", path.to_string());
        return Err(fault(name, text.as_bytes(), 0, "E0801", what, "`banli map --suggest` looks for the records"));
    }
    let is_taken = taker.is_some_and(|taker| !(walk.is_late && taker.looks_around()));
    Ok(Document { outer: walk.outer, ways: walk.ways, pieces: walk.pieces, parts: is_taken.then_some(walk.parts) })
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
struct Walk<'w, 'a, T: Taker<'a>> {
    text: &'a str,
    taker: Option<&'w T>,
    outer: Vec<Outer<'a>>,
    ways: Vec<Way>,
    pieces: Vec<Piece<'a>>,
    /// What the taker made.
    parts: Vec<T::Part>,
    /// The way that was gone.
    way: Way,
    /// Whether the path leads to its end, if to an empty list: a source may hold no records.
    reached: bool,
    /// Whether something that holds records has fields behind them, which a taker did not see.
    is_late: bool,
}

impl<'w, 'a, T: Taker<'a>> Walk<'w, 'a, T> {
    fn new(text: &'a str, taker: Option<&'w T>) -> Self {
        let (outer, ways, pieces, parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text, taker, outer, ways, pieces, parts, way: Way::default(), reached: false, is_late: false }
    }

    /// Goes the steps that are left. The document is read once, from its beginning to its end.
    fn go(&mut self, steps: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let Some((step, rest)) = steps.split_first() else {
            let text = json.pass(0)?;
            let way = self.here();
            self.pieces.push(Piece { text, way, position: None });
            self.reached = true;
            return Some(());
        };
        match (json.next()?, step) {
            (b'{', Some(step)) => self.object(step, rest, json),
            (b'[', None) if rest.is_empty() => self.records(json),
            (b'[', None) => self.list(rest, json),
            // No step leads into it.
            _ => json.pass(0).map(drop),
        }
    }

    fn object(&mut self, step: &str, rest: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let (at, length) = (self.outer.len(), self.way.pointer.len());
        self.outer.push((Value::Object(Vec::new()), self.way.pointer.clone()));
        json.parts(b'}', |json| {
            let name = json.key()?;
            if name != step {
                let value = json.value(0)?;
                self.is_late |= !self.pieces.is_empty();
                if let Value::Object(fields) = &mut self.outer[at].0 {
                    fields.push((name, value));
                }
                return Some(());
            }
            self.way.around.push(at);
            self.way.pointer.push('/');
            self.way.pointer.push_str(&outcomes::read::shape::escape(step));
            self.go(rest, json)?;
            self.way.around.pop();
            self.way.pointer.truncate(length);
            Some(())
        })
    }

    fn list(&mut self, rest: &[Option<&str>], json: &mut Json<'a>) -> Option<()> {
        let length = self.way.pointer.len();
        let mut position = 0_usize;
        json.parts(b']', |json| {
            self.way.pointer.push('/');
            self.way.pointer.push_str(&position.to_string());
            self.go(rest, json)?;
            self.way.pointer.truncate(length);
            position += 1;
            Some(())
        })
    }

    /// Keeps the way that was gone.
    fn here(&mut self) -> u32 {
        self.ways.push(self.way.clone());
        self.ways.len() as u32 - 1
    }

    /// A list of records: read in parts, on all cores.
    fn records(&mut self, json: &mut Json<'a>) -> Option<()> {
        self.reached = true;
        json.at += 1;
        if json.next()? == b']' {
            json.at += 1;
            return Some(());
        }
        let text = &self.text[json.at..];
        let around: Vec<&Value> = self.way.around.iter().map(|outer| &self.outer[*outer].0).collect();
        let read = |start, until| part(text, start, until, &around, self.taker);
        let (parts, end) = in_parts(text, (text.len() / PART).min(PARTS), read)?;
        json.at += end;
        let way = self.here();
        self.pieces.reserve(parts.iter().map(|(texts, _)| texts.len()).sum());
        let texts = parts.iter().flat_map(|(texts, _)| texts);
        self.pieces.extend((0..).zip(texts).map(|(position, text)| Piece { text, way, position: Some(position) }));
        self.parts.extend(parts.into_iter().filter_map(|(_, part)| part));
        Some(())
    }
}

/// The texts of records, and what a taker made of them.
type Taken<'a, P> = (Vec<&'a str>, Option<P>);

/// Reads the records of a list from the one that begins at `start` up to the first that begins at `until` or behind:
/// their texts, and what the taker makes of them.
fn part<'a, T: Taker<'a>>(
    text: &'a str,
    start: usize,
    until: usize,
    around: &[&Value<'a>],
    taker: Option<&T>,
) -> Option<(Taken<'a, T::Part>, End)> {
    let (mut json, mut texts) = (Json::from(text, start), Vec::new());
    let mut made = taker.map(|taker| (taker, taker.begin()));
    // The last record, in whose place the next is read.
    let mut value = Value::Null;
    loop {
        json.next()?;
        let start = json.at;
        match &mut made {
            None => texts.push(json.pass(0)?),
            Some((taker, part)) => {
                // What is written as JSON is can still mean nothing, such as half a character.
                let read = match json.put(&mut value, 0) {
                    Some(()) => Ok(()),
                    None => {
                        json.at = start;
                        parse(json.pass(0)?, &mut json.spare).map(|read| value = read)
                    }
                };
                texts.push(&text[start..json.at]);
                taker.take(part, read.map(|()| &value), around);
            }
        }
        let end = match json.next()? {
            b']' => Some(End::Over(json.at + 1)),
            b',' => {
                json.at += 1;
                json.next()?;
                (json.at >= until).then_some(End::Next(json.at))
            }
            _ => return None,
        };
        if let Some(end) = end {
            let part = made.map(|(taker, mut part)| {
                taker.end(&mut part);
                part
            });
            return Some(((texts, part), end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, PART, Taker, Value, document};

    /// Takes what a record begins with, and how many fields of what holds it are known.
    struct Ids {
        looks_around: bool,
    }

    impl<'a> Taker<'a> for Ids {
        type Part = Vec<(String, usize)>;

        fn looks_around(&self) -> bool {
            self.looks_around
        }

        fn begin(&self) -> Self::Part {
            Vec::new()
        }

        fn take(&self, part: &mut Self::Part, record: Result<&Value<'a>, serde_json::Error>, around: &[&Value<'a>]) {
            let id = match record {
                Ok(Value::Object(fields)) => fields[0].1.words().unwrap_or_default().into_owned(),
                Ok(_) => "no object".to_owned(),
                Err(_) => "nothing".to_owned(),
            };
            let fields = around.iter().map(|one| if let Value::Object(fields) = one { fields.len() } else { 0 });
            part.push((id, fields.sum()));
        }
    }

    fn read<'a>(text: &'a str, path: &str, looks_around: bool) -> Option<Document<'a, Vec<(String, usize)>>> {
        let path = path.parse().expect("a path");
        document("a.json", text, Some(&path), Some(&Ids { looks_around })).ok()
    }

    fn ids(text: &str, looks_around: bool) -> Option<Vec<(String, usize)>> {
        read(text, "数据.列表[*]", looks_around)?.parts.map(|parts| parts.concat())
    }

    #[test]
    fn records_come_in_their_order_wherever_a_core_begins() {
        // Most guesses hit what only looks like the beginning of a record.
        let trap = vec![r#"{"id": "x"}"#; 400].join(", ");
        let record = |at: usize| match at % 3 {
            0 => format!(r#"{{"id": "i{at}", "人": [{trap}]}}"#),
            _ => format!(r#"{{"id": "i{at}", "文": "{{\"id\""}}"#),
        };
        let count = 4 * 3 * PART / trap.len();
        let records: Vec<String> = (0..count).map(record).collect();
        let text = format!(r#"{{"时": 1, "数据": {{"列表": [{}]}} }}"#, records.join(",\n"));
        let read = read(&text, "数据.列表[*]", true).expect("a document");
        let parts = read.parts.expect("parts");
        assert!(parts.len() > 3 && parts.len() < count / 3, "{}", parts.len());
        assert!(parts.concat().into_iter().eq((0..count).map(|at| (format!("i{at}"), 1))));
        let is_piece = |(at, piece): (usize, &super::Piece)| {
            piece.text == records[at] && piece.position == Some(at as u32) && piece.way == 0
        };
        assert!(read.pieces.len() == count && read.pieces.iter().enumerate().all(is_piece));
        let ways: Vec<(&str, &[usize])> = read.ways.iter().map(|way| (&*way.pointer, &*way.around)).collect();
        assert_eq!(ways, [("/数据/列表", &[0, 1][..])]);
    }

    #[test]
    fn fields_behind_the_records_count_where_rules_look_around() {
        let early = r#"{"时": 1, "数据": {"页": 1, "列表": [{"id": "a"}, {"id": "b"}]}}"#;
        let known = vec![("a".to_owned(), 2), ("b".to_owned(), 2)];
        assert_eq!((ids(early, true), ids(early, false)), (Some(known.clone()), Some(known.clone())));
        for late in [early.replace("]}}", r#"], "总": 2}}"#), early.replace("]}}", r#"]}, "总": 2}"#)] {
            assert_eq!((ids(&late, true), ids(&late, false)), (None, Some(known.clone())), "{late}");
            let read = read(&late, "数据.列表[*]", true).expect("a document");
            let fields =
                read.outer.iter().map(|(outer, _)| if let Value::Object(fields) = outer { fields.len() } else { 0 });
            assert_eq!((read.pieces.len(), fields.sum::<usize>()), (2, 3));
        }
    }

    #[test]
    fn only_the_records_of_one_list_are_taken_on_the_way() {
        let text = r#"{"数据": [{"列表": [{"id": "a"}]}, {"列表": []}, {"列表": [{"id": "b"}]}]}"#;
        let read = read(text, "数据[*].列表[*]", false).expect("a document");
        let pointers = read.pieces.iter().map(|piece| (&*read.ways[piece.way as usize].pointer, piece.position));
        assert!(read.parts.is_none());
        assert!(pointers.eq([("/数据/0/列表", Some(0)), ("/数据/2/列表", Some(0))]));
    }

    #[test]
    fn what_is_no_list_of_records_is_no_document() {
        let good = r#"{"数据": {"列表": [{"id": "a"}, 2, {"id": "\ud800"}]}}"#;
        let wanted = ["a", "no object", "nothing"].map(|id| (id.to_owned(), 0));
        assert_eq!(ids(good, true).as_deref(), Some(wanted.as_slice()));
        assert_eq!(ids(r#"{"数据": {"列表": [ ]}}"#, true), Some(Vec::new()));
        for (old, new) in
            [("[{", "[,{"), ("}]", "},]"), ("}]", "}"), ("}]", "}}]"), ("}}", "}"), (", 2", " 2"), ("[{", "{")]
        {
            assert!(good.contains(old));
            assert!(ids(&good.replacen(old, new, 1), true).is_none(), "{old} → {new}");
        }
    }
}
