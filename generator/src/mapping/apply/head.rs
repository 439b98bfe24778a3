//! The head of the export: as the mapping writes it, with what the source states and what the records name.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json};

use super::emit::Emit;
use super::registry::Registry;
use super::{Applied, RecordAt, Setup, scope};
use crate::mapping::plan::Thing;
use crate::mapping::source::File;
use crate::mapping::value::Value;

/// Bytes that what a mapping writes of the head mostly has, at most, and each thing that the records name.
const LISTED: usize = 1 << 14;
const NAMED: usize = 192;

/// The head of the export, as JSON, with room for a line for each item.
pub fn head<'a>(setup: &Setup<'a>, files: &[File<'a>], applied: &mut Applied<'a>) -> Vec<u8> {
    let mut fields = setup.head.clone();
    if let Some(file) = files.first().filter(|file| file.len() > 0) {
        let value = file.record(0).unwrap_or(Value::Null);
        let around = file.around(0);
        let found = (&mut applied.registry, &mut applied.report);
        let mut emit = Emit::new(setup, RecordAt::default(), found, &mut applied.room);
        let stated = emit.object(&setup.mapping.head.plan(), &scope(file, &value, &around), None);
        if let Ok(Json::Object(stated)) = serde_json::to_value(stated) {
            fields.extend(stated);
        }
    }
    for thing in Thing::ALL {
        fields.entry(thing.list()).or_insert_with(|| Json::Array(Vec::new()));
    }
    // Memory for all of it at once: what grows is moved each time, and touches memory that nothing else needs.
    let named: usize = Thing::ALL.into_iter().map(|thing| applied.registry.entries(thing).count()).sum();
    let mut head = Vec::with_capacity(LISTED + named * NAMED + applied.items.len());
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(&mut head, &Head { fields, registry: &applied.registry });
    head
}

/// Fields of the head, to whose lists comes what the records name.
struct Head<'h, 'a> {
    fields: Map<String, Json>,
    registry: &'h Registry<'a>,
}

impl Serialize for Head<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for (name, value) in &self.fields {
            match (Thing::ALL.into_iter().find(|thing| thing.list() == name), value) {
                (Some(thing), Json::Array(listed)) => {
                    map.serialize_entry(name, &List { listed, thing, registry: self.registry })?;
                }
                _ => map.serialize_entry(name, value)?,
            }
        }
        map.end()
    }
}

/// What the mapping lists, and what the records name.
struct List<'h, 'a> {
    listed: &'h [Json],
    thing: Thing,
    registry: &'h Registry<'a>,
}

impl Serialize for List<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        #[serde(untagged)]
        enum One<L, N> {
            Listed(L),
            Named(N),
        }
        let named = self.registry.entries(self.thing).map(One::Named);
        serializer.collect_seq(self.listed.iter().map(One::Listed).chain(named))
    }
}
