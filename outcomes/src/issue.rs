//! A fault or oddity of an export, with its place and what to do about it.

mod codes;

use std::fmt;

use crate::private::Private;

pub use codes::{CODES, title_zh};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Published, and pointed out.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where in an export.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// File name as given.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// JSON pointer (RFC 6901) from the document's root, or from the record in line-by-line files.
    pub pointer: String,
    /// Id of the item, where it is in one.
    pub item: Option<String>,
}

/// One fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// Stable code, such as `E0204`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
    /// The private data that it is about.
    pub private: Option<Found>,
}

/// Private data found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it is.
    pub kind: Private,
    /// Its beginning: enough to tell it from others, too little to use.
    pub shown: String,
    /// What stands in its place where it is masked; `None` where it can't be masked.
    pub masked: Option<String>,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, column, pointer, item } = &self.place;
        write!(f, "{}[{}]: {}\n  --> {file}:{line}:{column}", self.severity.key(), self.code, self.what)?;
        if !pointer.is_empty() {
            write!(f, " {pointer}")?;
        }
        if let Some(item) = item {
            write!(f, " (item {item})")?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}
