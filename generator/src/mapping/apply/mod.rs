//! Records become items: each by the rules of the mapping, all cores at work, in the order of the source.

mod emit;
mod found;
mod given;
mod head;
mod refer;
mod registry;
mod rows;
mod take;

use outcomes::print::Printer;
use outcomes::read::{Made, MadeItem};
use rayon::prelude::*;
use serde_json::Value as Json;

pub use emit::Traced;
pub use found::{Found, Kind, Report};
pub use given::{Origin, Scope, is_filled};
pub use head::head;
pub use registry::Registry;

use super::config::Mapping;
use super::plan::{Plan, Thing};
use super::shape::{Shape, Used};
use super::source::{File, Taker};
use super::spare::Spare;
use super::value::Value;
use emit::{Emit, Room};

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
    /// Whether the rules of an item look at what holds the record.
    pub looks_around: bool,
    /// Whether items are hashed.
    pub prints: bool,
}

impl<'m> Setup<'m> {
    /// Prepares a mapping; with `prints` its items are hashed.
    pub fn new(mapping: &'m Mapping, prints: bool) -> Self {
        let (head, item) = (mapping.head(), mapping.item.plan());
        let sessions = head.get("sessions").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let only_session = match (sessions, item.things.iter().any(|of| of.thing == Thing::Session)) {
            ([one], false) => one["id"].as_str().map(str::to_owned),
            _ => None,
        };
        let looks_around = !Used::of_item(&item).around.is_empty();
        Self { mapping, item, head, only_session, looks_around, prints }
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
    pub items: Vec<MadeItem<'a>>,
    /// The record that each item comes from.
    pub records: Vec<RecordAt>,
    /// What the items name and the mapping does not list.
    pub registry: Registry<'a>,
    /// What was found on the way.
    pub report: Report,
    /// The fields of the records.
    pub shape: Shape,
    /// Records that are no JSON, with what is wrong.
    pub broken: Vec<(RecordAt, serde_json::Error)>,
    /// Room for the next item.
    room: Room<'a>,
    /// Takes the prints of items.
    printer: Printer,
}

impl<'a> Applied<'a> {
    fn new(setup: &Setup<'a>) -> Self {
        Self { registry: Registry::new(&setup.head), ..Self::default() }
    }

    /// Makes the item of a record, of one row or several, and types it while it is near.
    fn take(&mut self, setup: &Setup<'a>, at: RecordAt, rows: &[Value<'a>], scope: &Scope<'_, '_, 'a>) {
        for key in rows.iter().filter_map(|row| self.shape.add(row)) {
            self.report.add(Kind::Twice, &key, at, "source");
        }
        let found = (&mut self.registry, &mut self.report);
        let mut made = Emit::new(setup, at, found, &mut self.room).item(scope);
        let printer = setup.prints.then_some(&mut self.printer);
        let item = MadeItem::new(&mut made, printer, || {
            // What is found was told already.
            Emit::new(setup, at, (&mut self.registry, &mut Report::default()), &mut self.room).item(scope)
        });
        self.items.push(item);
        self.room.keep(made);
        self.records.push(at);
    }

    /// Drops what no one asks for when the part goes into the whole.
    fn end(&mut self) {
        self.registry.end();
        self.room = Room::default();
    }

    /// How many records there were.
    const fn len(&self) -> usize {
        self.records.len() + self.broken.len()
    }

    /// Counts the records from so many on.
    fn shift(&mut self, records: usize) {
        let places = self.records.iter_mut().chain(self.broken.iter_mut().map(|(at, _)| at));
        places.for_each(|at| at.record += records);
        self.registry.shift(records);
        self.report.shift(records);
    }

    /// Takes over what became of the records that follow.
    fn absorb(&mut self, other: Self) {
        self.items.extend(other.items);
        self.records.extend(other.records);
        self.registry.absorb(other.registry, &mut self.report);
        self.report.absorb(other.report);
        self.shape.absorb(other.shape);
        self.broken.extend(other.broken);
    }
}

/// Applies a mapping to the records of a file as they are read.
#[derive(Debug)]
pub struct AsRead<'e, 'a> {
    /// The mapping.
    pub setup: &'e Setup<'a>,
    /// Position of the file.
    pub file: usize,
}

impl<'a> Taker<'a> for AsRead<'_, 'a> {
    type Part = Applied<'a>;

    fn looks_around(&self) -> bool {
        self.setup.looks_around
    }

    fn begin(&self) -> Applied<'a> {
        Applied::new(self.setup)
    }

    /// Counts the records from the beginning of the part.
    fn take(&self, part: &mut Applied<'a>, record: Result<&Value<'a>, serde_json::Error>, around: &[&Value<'a>]) {
        let at = RecordAt { file: self.file, record: part.len() };
        match record {
            Ok(value) => part.take(self.setup, at, std::slice::from_ref(value), &Scope::record(value, around)),
            Err(error) => part.broken.push((at, error)),
        }
    }

    fn end(&self, part: &mut Applied<'a>) {
        part.end();
    }
}

/// Records that one core works through at a time.
const CHUNK: usize = 256;

/// What becomes of every record of every file; `read` has for each file the parts that the mapping was applied to when it
/// was read, if it was.
pub fn apply<'a>(setup: &Setup<'a>, files: &[File<'a>], read: Vec<Option<Vec<Applied<'a>>>>) -> Applied<'a> {
    let mut all = Applied::default();
    for (at, (file, read)) in files.iter().zip(read).enumerate() {
        let is_read = read.is_some();
        let parts = read.unwrap_or_else(|| {
            let starts: Vec<usize> = (0..file.len()).step_by(CHUNK).collect();
            starts.into_par_iter().map(|record| chunk(setup, file, RecordAt { file: at, record })).collect()
        });
        let mut records = 0;
        let count = parts.iter().map(Applied::len).sum();
        all.items.reserve_exact(count);
        all.records.reserve_exact(count);
        for mut part in parts {
            if is_read {
                part.shift(records);
            }
            records += part.len();
            all.absorb(part);
        }
    }
    all
}

fn chunk<'a>(setup: &Setup<'a>, file: &File<'a>, from: RecordAt) -> Applied<'a> {
    let (mut of, mut spare) = (Applied::new(setup), Spare::default());
    for record in from.record..file.len().min(from.record + CHUNK) {
        let at = RecordAt { record, ..from };
        match file.record_in(&mut spare, record) {
            Ok(value) => {
                let rows = match &value {
                    Value::List(rows) if file.is_grouped() => rows.as_slice(),
                    record => std::slice::from_ref(record),
                };
                of.take(setup, at, rows, &scope(file, &value, &file.around(record)));
                spare.keep(value);
            }
            Err(error) => of.broken.push((at, error)),
        }
    }
    of.end();
    of
}

/// A record of a file as paths begin at it.
fn scope<'s, 'v, 'a>(file: &File<'a>, value: &'v Value<'a>, around: &'s [&'v Value<'a>]) -> Scope<'s, 'v, 'a> {
    if file.is_grouped() { Scope::group(value, around) } else { Scope::record(value, around) }
}

/// Makes items of records once more.
#[derive(Debug)]
pub struct Again<'e, 'a> {
    setup: &'e Setup<'a>,
    files: &'e [File<'a>],
    registry: Registry<'a>,
    room: Room<'a>,
}

impl<'e, 'a> Again<'e, 'a> {
    /// For the records of files.
    pub fn new(setup: &'e Setup<'a>, files: &'e [File<'a>]) -> Self {
        Self { setup, files, registry: Registry::new(&setup.head), room: Room::default() }
    }

    /// The item of a record. What it names and what is found was told when it was made first.
    pub fn item(&mut self, at: RecordAt) -> Made<'a> {
        let file = &self.files[at.file];
        let value = file.record(at.record).unwrap_or(Value::Null);
        let found = (&mut self.registry, &mut Report::default());
        Emit::new(self.setup, at, found, &mut self.room).item(&scope(file, &value, &file.around(at.record)))
    }
}

/// Applies a mapping to one record again, noting where each value of the item comes from.
pub fn trace<'a>(setup: &Setup<'a>, files: &[File<'a>], at: RecordAt) -> Vec<Traced> {
    traced(setup, files, at, |emit, scope| drop(emit.item(scope)))
}

/// Where each value comes from that the source states of the head.
pub fn trace_head<'a>(setup: &Setup<'a>, files: &[File<'a>]) -> Vec<Traced> {
    let plan = setup.mapping.head.plan();
    traced(setup, files, RecordAt::default(), |emit, scope| drop(emit.object(&plan, scope, None)))
}

fn traced<'a>(
    setup: &Setup<'a>,
    files: &[File<'a>],
    at: RecordAt,
    make: impl FnOnce(&mut Emit<'_, 'a>, &Scope<'_, '_, 'a>),
) -> Vec<Traced> {
    let Some(file) = files.get(at.file).filter(|file| at.record < file.len()) else { return Vec::new() };
    let Ok(value) = file.record(at.record) else { return Vec::new() };
    let (mut registry, mut report) = (Registry::new(&setup.head), Report::default());
    let around = file.around(at.record);
    let mut room = Room::default();
    let mut emit = Emit::new(setup, at, (&mut registry, &mut report), &mut room);
    emit.trace = Some(Vec::new());
    make(&mut emit, &scope(file, &value, &around));
    emit.trace.unwrap_or_default()
}
