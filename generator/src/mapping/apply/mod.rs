//! Records become items: each by the rules of the mapping, all cores at work, in the order of the source.

mod emit;
mod found;
mod given;
mod refer;
mod registry;
mod rows;
mod take;

use outcomes::read::Made;
use rayon::prelude::*;
use serde_json::Value as Json;

pub use emit::Traced;
pub use found::{Found, Kind, Report};
pub use given::{Origin, Scope, is_filled};
pub use registry::{Entry, Registry};

use super::config::Mapping;
use super::plan::{Plan, Thing};
use super::shape::Shape;
use super::source::File;
use super::value::Value;
use emit::Emit;

/// A mapping, ready to be applied.
#[derive(Debug)]
pub struct Setup<'m> {
    /// The mapping.
    pub mapping: &'m Mapping,
    /// What becomes of a record.
    pub item: Plan<'m>,
    /// The head of the export as the mapping writes it.
    pub head: serde_json::Map<String, Json>,
    /// The only session that the mapping lists, for items that name none.
    pub only_session: Option<String>,
}

impl<'m> Setup<'m> {
    /// Prepares a mapping.
    pub fn new(mapping: &'m Mapping) -> Self {
        let (head, item) = (mapping.head(), mapping.item.plan());
        let sessions = head.get("sessions").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let only_session = match (sessions, item.things.iter().any(|(thing, _)| *thing == Thing::Session)) {
            ([one], false) => one["id"].as_str().map(str::to_owned),
            _ => None,
        };
        Self { mapping, item, head, only_session }
    }
}

/// A record of a source: its file and its position there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct RecordAt {
    /// Position of the file.
    pub file: usize,
    /// Position of the record.
    pub record: usize,
}

/// What became of all records.
#[derive(Debug, Default)]
pub struct Applied<'a> {
    /// The items.
    pub items: Vec<Made<'a>>,
    /// The record that each item comes from.
    pub records: Vec<RecordAt>,
    /// What the items name and the mapping does not list.
    pub registry: Registry,
    /// What was found on the way.
    pub report: Report,
    /// The fields of the records.
    pub shape: Shape,
    /// Records that are no JSON, with what is wrong.
    pub broken: Vec<(RecordAt, serde_json::Error)>,
}

/// Records that one core works through at a time.
const CHUNK: usize = 256;

/// Applies a mapping to every record of every file.
pub fn apply<'a>(setup: &Setup<'a>, files: &[File<'a>]) -> Applied<'a> {
    let records: Vec<RecordAt> = files
        .iter()
        .enumerate()
        .flat_map(|(file, of)| (0..of.len()).map(move |record| RecordAt { file, record }))
        .collect();
    let mut all = Applied::default();
    for chunk in records.par_chunks(CHUNK).map(|records| chunk(setup, files, records)).collect::<Vec<Applied>>() {
        all.items.extend(chunk.items);
        all.records.extend(chunk.records);
        all.registry.absorb(chunk.registry, &mut all.report);
        all.report.absorb(chunk.report);
        all.shape.absorb(chunk.shape);
        all.broken.extend(chunk.broken);
    }
    all
}

fn chunk<'a>(setup: &Setup<'a>, files: &[File<'a>], records: &[RecordAt]) -> Applied<'a> {
    let mut of = Applied { registry: Registry::new(&setup.head), ..Applied::default() };
    for at in records {
        let file = &files[at.file];
        let value = match file.record(at.record) {
            Ok(value) => value,
            Err(error) => {
                of.broken.push((*at, error));
                continue;
            }
        };
        let rows = match &value {
            Value::List(rows) if file.is_grouped() => rows.as_slice(),
            record => std::slice::from_ref(record),
        };
        for key in rows.iter().filter_map(|row| of.shape.add(row)) {
            of.report.add(Kind::Twice, &key, *at, "source");
        }
        let around = file.around(at.record);
        let mut emit = Emit::new(setup, *at, &mut of.registry, &mut of.report);
        of.items.push(emit.item(&scope(file, &value, &around)));
        of.records.push(*at);
    }
    of
}

/// A record of a file as paths begin at it.
fn scope<'s, 'v, 'a>(file: &File<'a>, value: &'v Value<'a>, around: &'s [&'v Value<'a>]) -> Scope<'s, 'v, 'a> {
    if file.is_grouped() { Scope::group(value, around) } else { Scope::record(value, around) }
}

/// Applies a mapping to one record again, noting where each value of the item comes from.
pub fn trace<'a>(setup: &Setup<'a>, files: &[File<'a>], at: RecordAt) -> Vec<Traced> {
    let file = &files[at.file];
    let Ok(value) = file.record(at.record) else { return Vec::new() };
    let (mut registry, mut report) = (Registry::new(&setup.head), Report::default());
    let around = file.around(at.record);
    let mut emit = Emit::new(setup, at, &mut registry, &mut report);
    emit.trace = Some(Vec::new());
    emit.item(&scope(file, &value, &around));
    emit.trace.unwrap_or_default()
}

/// The head of the export: as the mapping writes it, with what the source states and what the records name.
pub fn head<'a>(setup: &Setup<'a>, files: &[File<'a>], applied: &mut Applied<'a>) -> serde_json::Map<String, Json> {
    let mut head = setup.head.clone();
    if let Some(file) = files.first().filter(|file| file.len() > 0) {
        let value = file.record(0).unwrap_or(Value::Null);
        let around = file.around(0);
        let mut emit = Emit::new(setup, RecordAt::default(), &mut applied.registry, &mut applied.report);
        let stated = emit.object(&setup.mapping.head.plan(), &scope(file, &value, &around), None);
        if let Ok(Json::Object(fields)) = serde_json::to_value(stated) {
            head.extend(fields);
        }
    }
    for thing in [Thing::Session, Thing::Unit, Thing::Proposer, Thing::Category] {
        let entries: Vec<Json> = applied.registry.entries(thing).map(Entry::json).collect();
        let list = head.entry(thing.list()).or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(list) = list {
            list.extend(entries);
        }
    }
    head
}
