//! The downloads: every record and every rate as CSV and JSON, with their description. One table
//! definition serves both forms and the data package.

mod tables;

use anyhow::{Context, Result};
use outcomes::dataset::Dataset;
use outcomes::summary::Summary;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::config::Config;
use crate::publish::Sink;

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
        let rows = (table.rows)(data, summary);
        sink.put(&format!("data/{}.csv", table.name), &csv(table, &rows)?)?;
        sink.put(&format!("data/{}.json", table.name), &json_rows(table, &rows)?)
    })?;
    let package = serde_json::to_vec_pretty(&package(data, config)).context("cannot write the data package")?;
    sink.put("data/datapackage.json", &package)?;
    let schema = outcomes::schema::export_schema();
    sink.put("data/export.schema.json", &serde_json::to_vec_pretty(&schema).context("cannot write the schema")?)
}

/// CSV as spreadsheets read it: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet
/// would run as a formula.
fn csv(table: &Table, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(table.columns.iter().map(|column| column.key))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => formula_safe(text),
            Cell::Number(number) => number.to_string(),
            Cell::Decimal(decimal) => decimal.clone(),
            Cell::Empty => String::new(),
        }))?;
    }
    writer.into_inner().map_err(|error| error.into_error()).context("cannot write CSV")
}

/// Puts an apostrophe before a text that a spreadsheet would take for a formula.
fn formula_safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn json_rows(table: &Table, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
    let mut out = b"[\n".to_vec();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(b",\n");
        }
        out.push(b'{');
        for (column, cell) in table.columns.iter().zip(row) {
            if out.last() != Some(&b'{') {
                out.push(b',');
            }
            serde_json::to_writer(&mut out, column.key)?;
            out.push(b':');
            match cell {
                Cell::Text(text) => serde_json::to_writer(&mut out, text)?,
                Cell::Number(number) => serde_json::to_writer(&mut out, number)?,
                Cell::Decimal(decimal) => out.extend_from_slice(decimal.as_bytes()),
                Cell::Empty => out.extend_from_slice(b"null"),
            }
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]\n");
    Ok(out)
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A count or a number of days.
    Number(i64),
    /// A decimal number, written out.
    Decimal(String),
    /// Not known, or nothing to take a rate of.
    Empty,
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

#[cfg(test)]
mod tests {
    use super::{Cell, TABLES, csv, formula_safe, json_rows};

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1"] {
            assert_eq!(formula_safe(text), format!("'{text}"));
        }
        assert_eq!(formula_safe("第1号"), "第1号");
    }

    #[test]
    fn both_forms_hold_the_same_cells() {
        let table = &TABLES[0];
        let row = vec![Cell::Text("a\"b,c".into()); table.columns.len()];
        let text = String::from_utf8(csv(table, std::slice::from_ref(&row)).expect("csv")).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.contains("\"a\"\"b,c\""), "{text}");
        let json: serde_json::Value =
            serde_json::from_slice(&json_rows(table, &[row]).expect("json")).expect("valid JSON");
        assert_eq!(json[0][table.columns[0].key], "a\"b,c");
    }
}
