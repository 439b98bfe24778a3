//! A mapping as a publisher writes it, `mapping.toml`.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use anyhow::{Context, Result, bail, ensure};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use super::block::{HeadBlock, ItemBlock};
use super::path::{Path, Start};
use super::rule::{Many, OneOrMany};
use crate::config::written;

/// The version of mappings that this program reads.
pub const VERSION: u32 = 1;

/// A mapping: how another system's files become an export.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Banli mapping, version 1")]
pub struct Mapping {
    /// Address of the JSON Schema, for editors; ignored otherwise.
    #[serde(rename = "$schema", default)]
    #[schemars(example = &"mapping.schema.json")]
    pub schema: Option<String>,
    /// Version of this form.
    #[schemars(example = 1)]
    pub mapping: u32,
    /// How the files are read.
    #[serde(default)]
    pub source: SourceForm,
    /// The head of the export, in the form of the export: publisher, day, sessions, units, scheme. What the
    /// records name besides is added to its lists.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Json>", example = export_example())]
    pub export: toml::Table,
    /// Fields of the head that the source states.
    #[serde(default)]
    pub head: HeadBlock,
    /// What becomes of each record.
    pub item: ItemBlock,
}

fn export_example() -> Json {
    serde_json::json!({ "publisher": { "id": "office", "name": "云岭市人民政府办公室" }, "as_of": "2025-06-30" })
}

/// What kind of file a source is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One JSON document.
    Json,
    /// JSON, one record a line.
    Lines,
    /// A table as text, separated by commas or another character.
    Csv,
    /// An Excel or OpenDocument workbook.
    Sheet,
}

/// How a text is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB 18030, and GBK and GB 2312 with it.
    Gb18030,
}

/// How the files of a source are read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SourceForm {
    /// Kind of file; by the ending of its name where left out.
    #[schemars(example = &"lines")]
    pub kind: Option<Kind>,
    /// Path of the records in a JSON document. Where left out, a list is its records, and an object one record.
    #[schemars(with = "Option<String>", example = &"data.list[*]")]
    pub records: Option<Path>,
    /// Encoding of a text.
    #[schemars(example = &"gb18030")]
    pub encoding: Encoding,
    /// What separates the columns of a CSV file; a comma, or a tab in `.tsv` files, where left out.
    #[schemars(example = &";")]
    pub delimiter: Option<char>,
    /// Name of the sheet of a workbook; the first where left out.
    #[schemars(example = &"建议台账")]
    pub sheet: Option<String>,
    /// Row of a table that names its columns, from 1; what is above is not read.
    #[schemars(example = 2)]
    pub header_row: Option<usize>,
    /// Fields by which rows are one item, such as its number: rows that agree in them, and rows that leave them empty
    /// (merged cells), belong together. Single values must then be the same in all rows that have them; lists are
    /// gathered from the rows, of units and proposers one for each name.
    #[schemars(with = "Option<OneOrMany>", example = &"建议号")]
    pub group: Many<Path>,
    /// Words that stand for no value.
    #[schemars(example = ["无", "—", "/"])]
    pub empty: Vec<String>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Where the file can't be read, or holds a key or value that means nothing; the message names file, line
    /// and key.
    pub fn read(path: &FilePath) -> Result<(Self, String)> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mapping = Self::parse(&text).with_context(|| format!("in {}", path.display()))?;
        Ok((mapping, text))
    }

    /// Parses a mapping's text.
    ///
    /// # Errors
    /// Where a key or value means nothing.
    pub fn parse(text: &str) -> Result<Self> {
        let mapping: Self = written::read(text)?;
        let version = mapping.mapping;
        ensure!(version == VERSION, "version {version} of mappings is not known: write mapping = {VERSION}");
        if mapping.export.contains_key("items") {
            bail!("`export.items` can't be there: items come from the records, by [item]");
        }
        if mapping.source.delimiter.is_some_and(|mark| !mark.is_ascii()) {
            bail!("`source.delimiter` must be one ASCII character, such as \";\"");
        }
        if mapping.source.group.0.iter().any(|path| path.start != Start::Here) {
            bail!("`source.group` names fields of the rows: its paths can't begin with ^ or $");
        }
        if mapping.source.header_row == Some(0) {
            bail!("`source.header_row` counts from 1");
        }
        Ok(mapping)
    }

    /// The head of the export as JSON.
    pub fn head(&self) -> serde_json::Map<String, Json> {
        let mut head: serde_json::Map<String, Json> =
            self.export.iter().map(|(key, value)| (key.clone(), json(value))).collect();
        head.entry("banli").or_insert_with(|| outcomes::export::FORMAT_VERSION.into());
        head
    }
}

/// The JSON Schema of `mapping.toml`.
pub fn schema() -> Json {
    schemars::schema_for!(Mapping).to_value()
}

/// A value of TOML as JSON writes it; days as texts.
fn json(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(text) => Json::from(text.as_str()),
        toml::Value::Integer(number) => Json::from(*number),
        toml::Value::Float(number) => Json::from(*number),
        toml::Value::Boolean(flag) => Json::from(*flag),
        toml::Value::Datetime(day) => Json::from(day.to_string()),
        toml::Value::Array(list) => list.iter().map(json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::Mapping;

    fn fault(text: &str) -> String {
        format!("{:#}", Mapping::parse(text).expect_err("refused"))
    }

    #[test]
    fn a_mapping_that_means_nothing_is_refused_with_its_place() {
        assert!(fault("mapping = 2\n[item]\n").contains("version 2"));
        assert!(fault("mapping = 1\n[item]\ntitel = \"标题\"\n").contains("titel"));
        let path = fault("mapping = 1\n[item]\ntitle = \"a..b\"\n");
        assert!(path.contains("line 3") && path.contains("has an empty step"), "{path}");
        let regex = fault("mapping = 1\n[item]\ntitle = { from = \"a\", regex = \"(\" }\n");
        assert!(regex.contains("line 3") && regex.contains("unclosed"), "{regex}");
        assert!(fault("mapping = 1\n[item]\ntitle = { trim = \"a\" }\n").contains("needs one of"));
        assert!(fault("mapping = 1\n[item]\ntitle = { from = \"a\", const = \"b\" }\n").contains("only one of"));
        assert!(fault("mapping = 1\n[source]\ngroup = \"^.a\"\n[item]\n").contains("source.group"));
        assert!(fault("mapping = 1\nexport.items = []\n[item]\n").contains("export.items"));
    }
}
