//! Records become items: each by the rules of the mapping, all cores at work, in the order of the source.

mod emit;
mod found;
mod given;
mod refer;
mod registry;
mod rows;
mod take;

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
pub struct Applied {
    /// The items as JSON, each on a line of its own.
    pub items: Vec<u8>,
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
/// Records that all cores work through before their items are put together: memory that is used again costs less
/// than memory that is touched first.
const WAVE: usize = 16 * CHUNK;

/// Applies a mapping to every record of every file.
pub fn apply(setup: &Setup, files: &[File]) -> Applied {
    let records: Vec<RecordAt> = files
        .iter()
        .enumerate()
        .flat_map(|(file, of)| (0..of.len()).map(move |record| RecordAt { file, record }))
        .collect();
    let size = size(files, &records);
    let mut all = Applied { items: Vec::with_capacity(size + size / 8), ..Applied::default() };
    let waves = records.chunks(WAVE);
    for chunk in waves
        .flat_map(|wave| wave.par_chunks(CHUNK).map(|records| chunk(setup, files, records)).collect::<Vec<Applied>>())
    {
        all.items.extend_from_slice(&chunk.items);
        all.records.extend(chunk.records);
        all.registry.absorb(chunk.registry, &mut all.report);
        all.report.absorb(chunk.report);
        all.shape.absorb(chunk.shape);
        all.broken.extend(chunk.broken);
    }
    all
}

fn chunk(setup: &Setup, files: &[File], records: &[RecordAt]) -> Applied {
    let mut of = Applied { registry: Registry::new(&setup.head), ..Applied::default() };
    let size = size(files, records);
    let mut items = Vec::with_capacity(size + size / 16);
    for at in records {
        let value = match files[at.file].record(at.record) {
            Ok(value) => value,
            Err(error) => {
                of.broken.push((*at, error));
                continue;
            }
        };
        let file = &files[at.file];
        let rows = match &value {
            Value::List(rows) if file.is_grouped() => rows.as_slice(),
            record => std::slice::from_ref(record),
        };
        for key in rows.iter().filter_map(|row| of.shape.add(row)) {
            of.report.add(Kind::Twice, &key, *at, || "source".to_owned());
        }
        let around = file.around(at.record);
        let mut emit = Emit::new(setup, *at, &mut items, &mut of.registry, &mut of.report);
        emit.item(&scope(file, &value, &around));
        items.push(b'\n');
        of.records.push(*at);
    }
    of.items = items;
    of
}

/// About how many bytes records take.
fn size(files: &[File], records: &[RecordAt]) -> usize {
    records.iter().map(|at| files[at.file].size(at.record)).sum()
}

/// A record of a file as paths begin at it.
fn scope<'s, 'v>(file: &File, value: &'v Value<'v>, around: &'s [&'v Value<'v>]) -> Scope<'s, 'v> {
    if file.is_grouped() { Scope::group(value, around) } else { Scope::record(value, around) }
}

/// Applies a mapping to one record again, noting where each value of the item comes from.
pub fn trace(setup: &Setup, files: &[File], at: RecordAt) -> Vec<Traced> {
    let file = &files[at.file];
    let Ok(value) = file.record(at.record) else { return Vec::new() };
    let (mut items, mut registry, mut report) = (Vec::new(), Registry::new(&setup.head), Report::default());
    let around = file.around(at.record);
    let mut emit = Emit::new(setup, at, &mut items, &mut registry, &mut report);
    emit.trace = Some(Vec::new());
    emit.item(&scope(file, &value, &around));
    emit.trace.unwrap_or_default()
}

/// The head of the export: as the mapping writes it, with what the source states and what the records name.
pub fn head(setup: &Setup, files: &[File], applied: &mut Applied) -> serde_json::Map<String, Json> {
    let mut head = setup.head.clone();
    if let Some(file) = files.first().filter(|file| file.len() > 0) {
        let value = file.record(0).unwrap_or(Value::Null);
        let around = file.around(0);
        let mut text = Vec::new();
        let at = RecordAt::default();
        let mut emit = Emit::new(setup, at, &mut text, &mut applied.registry, &mut applied.report);
        emit.object(&setup.mapping.head.plan(), &scope(file, &value, &around), None);
        if let Ok(Json::Object(fields)) = serde_json::from_slice(&text) {
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
