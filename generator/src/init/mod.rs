//! The first files of a site: a configuration with every key explained, a small invented export that
//! builds at once, the schemas for the editor, and a mapping with a ledger to try it on.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::config::{self, Config, Lang};
use crate::mapping;
use crate::messages::described;

/// The configuration that explains every key.
const SITE_TOML: &str = include_str!("../../../site/site.toml");

const HEAD: &str = include_str!("files/head.json");
const CONGRESS: &str = include_str!("files/congress.json");
const CPPCC: &str = include_str!("files/cppcc.json");
const LEDGER: &str = include_str!("files/ledger.csv");
const MAPPING: &str = include_str!("files/mapping.toml");

/// Publisher of the sample where none is named.
pub const PUBLISHER: &str = "云岭市人民政府办公室（虚构）";

/// Whose sessions the sample shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bodies {
    /// The people's congress: suggestions.
    Congress,
    /// The CPPCC: proposals.
    Cppcc,
    /// Both.
    Both,
}

/// What the publisher was asked.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Name of the publisher.
    pub publisher: String,
    /// Title of the site; empty to have it made from the publisher's name.
    pub title: String,
    /// Languages, the first at the root.
    pub languages: Vec<Lang>,
    /// Whose sessions.
    pub bodies: Bodies,
    /// Address of the site; empty where it is not known yet.
    pub address: String,
    /// Language of the comments and of what the schemas say: Chinese or, for all others, English.
    pub comments: Lang,
}

/// Every file with its path, in the order to look at them.
///
/// # Errors
/// Where the wishes make no configuration, such as an address that is none.
pub fn files(wishes: &Wishes) -> Result<Vec<(&'static str, String)>> {
    let schema = |value: Value| {
        let value = described(value, wishes.comments);
        serde_json::to_string_pretty(&value).map(|text| text + "\n").context("cannot make a schema")
    };
    let publisher = Value::from(wishes.publisher.as_str()).to_string();
    let mapping: String = commented(MAPPING, wishes.comments).map(|line| format!("{line}\n")).collect();
    let mapping = mapping.replace("@publisher@", &quoted(&wishes.publisher));
    Ok(vec![
        ("site.toml", site(wishes)?),
        ("export.json", export(wishes, &publisher)),
        ("mapping-example/mapping.toml", mapping),
        // Excel takes a table for UTF-8 only by this mark.
        ("mapping-example/ledger.csv", format!("\u{feff}{LEDGER}")),
        ("export.schema.json", schema(outcomes::schema::export_schema())?),
        ("site.schema.json", schema(config::schema())?),
        ("mapping.schema.json", schema(mapping::schema())?),
    ])
}

/// Makes sure that none of the files is in the folder yet.
///
/// # Errors
/// Where one is.
pub fn vacant(folder: &Path, files: &[(&str, String)]) -> Result<()> {
    let there: Vec<PathBuf> = files.iter().map(|(path, _)| folder.join(path)).filter(|path| path.exists()).collect();
    if let Some(first) = there.first() {
        bail!("{} is there already, and nothing was written: name another folder, or move it away", first.display());
    }
    Ok(())
}

/// Writes the files into a folder that is [`vacant`].
///
/// # Errors
/// Where one is there, or can't be written.
pub fn write(folder: &Path, files: &[(&str, String)]) -> Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        let cannot = || format!("cannot write {}", path.display());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(cannot)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).with_context(cannot)?;
        file.write_all(text.as_bytes()).with_context(cannot)?;
    }
    Ok(())
}

/// The configuration: the one that explains every key, with the wishes in their places.
fn site(wishes: &Wishes) -> Result<String> {
    let languages: Vec<String> = wishes.languages.iter().map(|lang| quoted(lang.key())).collect();
    let mut lines = vec!["#:schema site.schema.json".to_owned()];
    for line in commented(SITE_TOML, wishes.comments) {
        let key = line.trim_start_matches("# ").split(" = ").next().unwrap_or_default();
        let value = match key {
            "title" if !wishes.title.is_empty() => quoted(&wishes.title),
            "languages" => format!("[{}]", languages.join(", ")),
            "base_url" if !wishes.address.is_empty() => quoted(&wishes.address),
            "organiser" => quoted(&wishes.publisher),
            _ => {
                lines.push(line.to_owned());
                continue;
            }
        };
        lines.push(format!("{key} = {value}"));
    }
    let text = lines.join("\n") + "\n";
    Config::parse(&text)?;
    Ok(text)
}

/// The lines of a file with the comments of one language; both stand in it, each in lines of its own.
fn commented(text: &str, lang: Lang) -> impl Iterator<Item = &str> {
    let is_key = |line: &str| {
        let key = line.trim_start_matches("# ").split_once(" = ").map(|(key, _)| key);
        key.is_some_and(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    };
    let is_other = move |line: &str| {
        let is_chinese = line.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        line.starts_with("# ") && !is_key(line) && is_chinese != lang.is_chinese()
    };
    // A command stands as it is, in both.
    text.lines().filter(move |line| line.starts_with("#  ") || !is_other(line))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn export(wishes: &Wishes, publisher: &str) -> String {
    let session = |body: &str, name: &str, name_en: &str| {
        format!(
            "    {{ \"id\": \"{body}-8-5\", \"body\": \"{body}\", \"term\": 8, \"number\": 5, \"year\": 2025, \
             \"name\": \"{name}\", \"name_en\": \"{name_en}\" }}"
        )
    };
    let congress = session("congress", "市八届人大五次会议", "Fifth Session of the Eighth Municipal People's Congress");
    let cppcc = session("cppcc", "市政协八届五次会议", "Fifth Session of the Eighth Municipal CPPCC");
    let deputies = "    { \"id\": \"d-1\", \"name\": \"秦源\", \"type\": \"deputy\", \"delegation\": \"松溪区代表团\" },\n    \
                    { \"id\": \"d-2\", \"name\": \"柳问\", \"type\": \"deputy\", \"delegation\": \"云台区代表团\" }";
    let members = "    { \"id\": \"m-1\", \"name\": \"沈予言\", \"type\": \"member\" },\n    \
                   { \"id\": \"m-2\", \"name\": \"卓安\", \"type\": \"member\" }";
    let chosen = |one: &str, other: &str| match wishes.bodies {
        Bodies::Congress => one.trim_end().to_owned(),
        Bodies::Cppcc => other.trim_end().to_owned(),
        Bodies::Both => format!("{},\n{}", one.trim_end(), other.trim_end()),
    };
    HEAD.replace("@sessions@", &chosen(&congress, &cppcc))
        .replace("@proposers@", &chosen(deputies, members))
        .replace("@items@", &chosen(CONGRESS, CPPCC))
        .replace("@publisher@", publisher)
}
