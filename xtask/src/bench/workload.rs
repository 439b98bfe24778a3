//! Turns the records that a Hugo project reads into an export, so that both build from the same.
//!
//! The records are the list `records` of one JSON object; each has `id`, `kind` (建议, 提案, 议案),
//! `number`, `year`, `title`, `proposers` (`id`, `name`, `delegation`), `lead_unit`, `co_units` and
//! `category` (`id`, `name`), `received`, `assigned`, `replied` (null where not yet), `outcome`,
//! `evaluation`, `body`, `reply`, and `events` (`date`, `type`, `unit`, `note`).

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
    delegation: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    date: String,
    r#type: String,
    note: String,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    kind: String,
    number: String,
    year: String,
    title: String,
    proposers: Vec<Named>,
    lead_unit: Named,
    co_units: Vec<Named>,
    category: Named,
    received: String,
    assigned: Option<String>,
    replied: Option<String>,
    outcome: Option<String>,
    evaluation: String,
    body: String,
    reply: String,
    events: Vec<Event>,
}

/// What items refer to, by id.
#[derive(Default)]
struct Registers {
    sessions: BTreeMap<String, Value>,
    units: BTreeMap<String, Value>,
    proposers: BTreeMap<String, Value>,
    categories: BTreeMap<String, Value>,
    /// The latest day of all.
    as_of: String,
}

/// Writes the export; how many records it holds. One record at a time is in memory.
///
/// Fails where a file cannot be read or written, or the records have another shape.
pub fn convert(from: &Path, to: &Path) -> Result<usize> {
    let input = File::open(from).with_context(|| format!("cannot read {}", from.display()))?;
    let cannot = || format!("cannot write {}", to.display());
    let mut out = BufWriter::new(File::create(to).with_context(cannot)?);
    let (mut registers, mut count) = (Registers::default(), 0);
    out.write_all(b"{\"banli\":1,\"fictional\":true,\"items\":[").with_context(cannot)?;
    let mut take = |record: Record| {
        let comma = if count > 0 { "," } else { "" };
        count += 1;
        write!(out, "{comma}\n{}", item(record, &mut registers))
    };
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(input));
    Records(&mut take)
        .deserialize(&mut reader)
        .with_context(|| format!("{} holds no records as the benchmark reads them", from.display()))?;
    let lists = [
        ("sessions", registers.sessions),
        ("units", registers.units),
        ("proposers", registers.proposers),
        ("categories", registers.categories),
    ];
    let publisher = json!({ "id": "bench", "name": "办理" });
    write!(out, "],\n\"publisher\":{publisher},\"as_of\":\"{}\"", registers.as_of).with_context(cannot)?;
    for (name, list) in lists {
        write!(out, ",\n\"{name}\":{}", Value::from_iter(list.into_values())).with_context(cannot)?;
    }
    out.write_all(b"}\n").and_then(|()| out.flush()).with_context(cannot)?;
    Ok(count)
}

/// The record as an item of an export.
fn item(record: Record, registers: &mut Registers) -> Value {
    let (kind, body) = match record.kind.as_str() {
        "提案" => ("proposal", "cppcc"),
        "议案" => ("motion", "congress"),
        _ => ("suggestion", "congress"),
    };
    let session = format!("{body}-{}", record.year);
    registers.sessions.entry(session.clone()).or_insert_with(|| {
        let year = record.year.parse::<u16>().unwrap_or_default();
        let place = if body == "cppcc" { "市政协" } else { "市人大" };
        json!({ "id": session, "body": body, "year": year, "name": format!("{place}{year}年会议") })
    });
    let days = record.events.iter().map(|event| &event.date).chain(&record.replied);
    registers.as_of = days.chain([&registers.as_of]).max().cloned().unwrap_or_default();
    for unit in [&record.lead_unit].into_iter().chain(&record.co_units) {
        note(&mut registers.units, unit, json!({}));
    }
    note(&mut registers.categories, &record.category, json!({}));
    let kind_of_proposer = if body == "cppcc" { "member" } else { "deputy" };
    for proposer in &record.proposers {
        note(
            &mut registers.proposers,
            proposer,
            json!({ "type": kind_of_proposer, "delegation": proposer.delegation }),
        );
    }
    let milestones: Vec<_> = record
        .events
        .iter()
        // The export says these in fields of their own.
        .filter(|event| !["交办", "答复", "评价"].contains(&event.r#type.as_str()))
        .map(|event| json!({ "date": event.date, "text": format!("{}：{}", event.r#type, event.note) }))
        .collect();
    json!({
        "id": record.id,
        "session": session,
        "kind": kind,
        "number": record.number,
        "title": record.title,
        "category": record.category.id,
        "proposers": record.proposers.iter().map(|proposer| &proposer.id).collect::<Vec<_>>(),
        "submitted": record.received.get(..10),
        "text": without_phones(&record.body),
        "assignments": assignments(&record),
        "milestones": milestones,
    })
}

/// The lead's duty with its reply, then the joint units'; none before the record is assigned.
fn assignments(record: &Record) -> Vec<Value> {
    let Some(assigned) = &record.assigned else {
        return Vec::new();
    };
    let role = if record.co_units.is_empty() { "sole" } else { "lead" };
    let replies: Vec<_> = record
        .replied
        .iter()
        .map(|date| json!({ "date": date, "class": record.outcome, "text": without_phones(&record.reply) }))
        .collect();
    let grade = match record.evaluation.as_str() {
        "满意" => Some("satisfied"),
        "基本满意" => Some("basically_satisfied"),
        "不满意" => Some("dissatisfied"),
        _ => None,
    };
    let evaluations: Vec<_> = grade.iter().map(|grade| json!({ "result": grade })).collect();
    let lead = json!({
        "unit": record.lead_unit.id, "role": role, "assigned": assigned, "replies": replies, "evaluations": evaluations,
    });
    let joint = record.co_units.iter().map(|unit| json!({ "unit": unit.id, "role": "joint", "assigned": assigned }));
    [lead].into_iter().chain(joint).collect()
}

/// Enters what is seen for the first time.
fn note(register: &mut BTreeMap<String, Value>, named: &Named, more: Value) {
    register.entry(named.id.clone()).or_insert_with(|| {
        let mut entry = more;
        entry["id"] = named.id.clone().into();
        entry["name"] = named.name.clone().into();
        entry
    });
}

/// The text with shorter numbers after `0000-`: no export with a telephone number in a text is built.
fn without_phones(text: &str) -> String {
    const AREA: &str = "0000-";
    let mut parts = text.split(AREA);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(AREA);
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&part[..digits.min(4)]);
        out.push_str(&part[digits..]);
    }
    out
}

/// Gives each record of the list `records` to a function as it is read.
struct Records<'f, F>(&'f mut F);

impl<'de, F: FnMut(Record) -> std::io::Result<()>> DeserializeSeed<'de> for Records<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Record) -> std::io::Result<()>> Visitor<'de> for Records<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list `records`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "records" {
                map.next_value_seed(Records(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(record) = list.next_element()? {
            (self.0)(record).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::without_phones;

    #[test]
    fn numbers_after_the_area_code_are_cut() {
        assert_eq!(without_phones("电话：0000-12345678。另：0000-1"), "电话：0000-1234。另：0000-1");
        assert_eq!(without_phones("2018年"), "2018年");
    }
}
