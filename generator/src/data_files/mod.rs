//! The downloads: every record and every rate as CSV and JSON, with their description. One table
//! definition serves both forms and the data package.

mod rows;
mod tables;

use anyhow::{Context, Result};
use outcomes::dataset::Dataset;
use outcomes::summary::Summary;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::config::Config;
use crate::publish::Sink;

pub use rows::{Cell, Rows};
pub use tables::{Column, TABLES, Table};

/// Version of the columns; raised when one changes its meaning or goes.
pub const DATA_VERSION: &str = "1.0.0";

/// Paths of all data files, from the root of the site.
pub fn paths() -> Vec<String> {
    let mut paths: Vec<String> = TABLES
        .iter()
        .flat_map(|table| [format!("data/{}.csv", table.name), format!("data/{}.json", table.name)])
        .collect();
    paths.push("data/datapackage.json".into());
    paths.push("data/export.schema.json".into());
    paths
}

/// Writes all data files; every language shares them.
///
/// # Errors
/// Where the sink can't keep one.
pub fn write(data: &Dataset, summary: &Summary, config: &Config, sink: &dyn Sink) -> Result<()> {
    TABLES.par_iter().try_for_each(|table| {
        let mut rows = Rows::new(table, data.items.len());
        (table.rows)(data, summary, &mut rows);
        let (csv, json) = rows.finish();
        sink.put(&format!("data/{}.csv", table.name), &csv)?;
        sink.put(&format!("data/{}.json", table.name), &json)
    })?;
    let package = serde_json::to_vec_pretty(&package(data, config)).context("cannot write the data package")?;
    sink.put("data/datapackage.json", &package)?;
    let schema = outcomes::schema::export_schema();
    sink.put("data/export.schema.json", &serde_json::to_vec_pretty(&schema).context("cannot write the schema")?)
}

/// The Frictionless data package, <https://specs.frictionlessdata.io/data-package/>.
fn package(data: &Dataset, config: &Config) -> Value {
    let resources: Vec<Value> = TABLES
        .iter()
        .map(|table| {
            let fields: Vec<Value> = table
                .columns
                .iter()
                .map(|column| json!({ "name": column.key, "type": column.kind, "title": column.zh, "description": column.en }))
                .collect();
            json!({
                "name": table.name,
                "path": format!("{}.csv", table.name),
                "title": table.zh,
                "description": table.en,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": { "fields": fields, "missingValues": [""] },
            })
        })
        .collect();
    let publisher = data.sources.first().map_or("", |source| &source.publisher.name);
    let title = if config.title.is_empty() { publisher } else { &config.title };
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "handling-of-suggestions-and-proposals",
        "title": title,
        "description": config.description,
        "version": DATA_VERSION,
        "resources": resources,
    });
    if let Some(as_of) = data.as_of() {
        package["asOf"] = json!(as_of);
    }
    if let Some(name) = &config.licence {
        let mut licence = json!({ "name": name });
        if let Some(url) = &config.licence_url {
            licence["path"] = json!(url);
        }
        package["licenses"] = json!([licence]);
    }
    package
}
