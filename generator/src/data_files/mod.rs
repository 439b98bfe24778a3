//! The downloads: every record and every rate as CSV and JSON, with their description. One table
//! definition serves both forms and the data package.

/// The columns of a table: name, type, and what it holds in Chinese and English.
macro_rules! columns {
    ($($key:literal $kind:ident $zh:literal $en:literal),+ $(,)?) => {
        &[$($crate::data_files::Column { key: $key, kind: stringify!($kind), zh: $zh, en: $en }),+]
    };
}
pub(crate) use columns;

mod cuts;
mod described;
mod export;
mod handling;
mod rows;
mod sheet;
mod tables;

use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use outcomes::dataset::Dataset;
use rayon::prelude::*;
use serde_json::Value;

use crate::config::Config;
use crate::messages::described as in_language;
use crate::plan::Site;
use crate::publish::Sink;

pub use described::{covered, told};
pub use export::{Volume, volumes};
pub use rows::{Cell, Rows};
pub use sheet::{Form, Sheet, sheets, split};
pub use tables::{Column, TABLES, Table};

/// Version of tables and columns, by semver: a new column at the end or a new table raises the second
/// number. One that changed its meaning or went would raise the first, and then all files would move
/// to `data/v2/`: an address under `data/` always means what it means today.
pub const DATA_VERSION: &str = "1.2.0";

/// Paths of all data files, from the root of the site.
pub fn paths(data: &Dataset, config: &Config) -> Vec<String> {
    let schemas = TABLES.iter().map(|table| format!("data/{}.schema.json", table.name));
    let files = sheets(data, config).into_iter().flat_map(|sheet| Form::ALL.map(|form| sheet.path(data, form)));
    let descriptions = described::FILES.iter().map(|name| format!("data/{name}"));
    let export = volumes(data, config).into_iter().map(|volume| volume.path);
    schemas.chain(files).chain(descriptions).chain(export).collect()
}

/// Writes all data files; every language shares them.
///
/// # Errors
/// Where the sink can't keep one.
pub fn write(site: &Site, sink: &dyn Sink) -> Result<()> {
    let Site { data, summary, config, .. } = *site;
    let parts = split(data, config);
    // Memory that is used first has to be cleared by the system: a table takes that of one that is done.
    let done: Mutex<Vec<Rows>> = Mutex::default();
    TABLES.par_iter().try_for_each(|table| {
        let mut rows = locked(&done).pop().unwrap_or_default();
        let sheet = Sheet { table, session: None };
        let [as_csv, as_json] = [Form::Csv, Form::Json].map(|form| sheet.path(data, form));
        let cut = table.by_session && !parts.is_empty();
        let files = if cut { None } else { sink.begin(&as_csv)?.zip(sink.begin(&as_json)?) };
        rows.begin(table, data.items.len(), files.map(<[_; 2]>::from));
        (table.rows)(data, summary, &mut rows);
        put(sink, &format!("{}.schema.json", table.name), &described::schema(table))?;
        for part in parts.iter().filter(|_| table.by_session) {
            let (csv, json) = rows.part(*part);
            let sheet = Sheet { table, session: Some(*part) };
            sink.put(&sheet.path(data, Form::Csv), &csv)?;
            sink.put(&sheet.path(data, Form::Json), &json)?;
        }
        if !rows.hand_over()? {
            let (csv, json) = rows.finish();
            sink.put(&as_csv, csv)?;
            sink.put(&as_json, json)?;
        }
        locked(&done).push(rows);
        anyhow::Ok(())
    })?;
    export::write(site, sink)?;
    let format = in_language(outcomes::schema::export_schema(), config.first_language());
    let made = [
        described::package(data, summary, config),
        described::dcat(data, summary, config),
        described::openapi(data, config),
        format,
    ];
    described::FILES.iter().zip(&made).try_for_each(|(name, value)| put(sink, name, value))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a description, to be read by people too.
fn put(sink: &dyn Sink, name: &str, value: &Value) -> Result<()> {
    let bytes = serde_json::to_vec_pretty(value).with_context(|| format!("cannot write {name}"))?;
    sink.put(&format!("data/{name}"), &bytes)
}
