//! Which files a table is: the whole, and past a size one more for each session.

use outcomes::dataset::{Dataset, SessionIx};

use super::{TABLES, Table};
use crate::config::Config;

/// A form in which every table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
        }
    }
}

/// A table, or the part of it that is about one session's items.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The table.
    pub table: &'static Table,
    /// The session; none for the whole.
    pub session: Option<SessionIx>,
}

impl Sheet {
    /// Its file's path from the root of the site.
    pub fn path(&self, data: &Dataset, form: Form) -> String {
        format!("data/{}.{}", self.name(data), form.ending())
    }

    /// Its path in the folder `data`, without an ending.
    pub fn name(&self, data: &Dataset) -> String {
        match self.session {
            None => self.table.name.to_owned(),
            Some(session) => format!("{}/{}", self.table.name, data.sessions[session.at()].id),
        }
    }

    /// What it holds, in Chinese and in English.
    pub fn titles(&self, data: &Dataset) -> [String; 2] {
        let Table { zh, en, .. } = self.table;
        let Some(session) = self.session.map(|session| &data.sessions[session.at()]) else {
            return [(*zh).to_owned(), (*en).to_owned()];
        };
        [format!("{zh}（{}）", session.name), format!("{en} ({})", session.name_en.as_ref().unwrap_or(&session.name))]
    }
}

/// The sessions that have files of their own: those with items, where the site has more items than the
/// configured size; else none.
pub fn split(data: &Dataset, config: &Config) -> Vec<SessionIx> {
    if data.items.len() <= config.data.split_items as usize {
        return Vec::new();
    }
    // Items are sorted by session.
    let mut sessions: Vec<SessionIx> = data.items.iter().map(|item| item.session).collect();
    sessions.dedup();
    sessions
}

/// Every file of every table, in each form: the whole first, then its parts.
pub fn sheets(data: &Dataset, config: &Config) -> Vec<Sheet> {
    let parts = split(data, config);
    let of = |table: &'static Table| {
        let parts: &[SessionIx] = if table.by_session { &parts } else { &[] };
        std::iter::once(None).chain(parts.iter().copied().map(Some)).map(move |session| Sheet { table, session })
    };
    TABLES.iter().flat_map(of).collect()
}
