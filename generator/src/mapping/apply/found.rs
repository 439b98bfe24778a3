//! What was found while records became items: values that the mapping does not know, and what it leaves out.

use std::fmt::{self, Display, Write};

use rustc_hash::FxHashMap;

use super::RecordAt;

/// What kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A value that `values` does not list: an error.
    Unlisted,
    /// A value that `regex` does not match: an error.
    Unmatched,
    /// Several values where the export takes one: an error.
    Several,
    /// Rows of one item that contradict each other in a single value: an error.
    Rows,
    /// An object where a single value is wanted: an error.
    Composite,
    /// One id with two names or other contradictory fields: an error.
    Contradiction,
    /// A field that stands twice in one object: an error.
    Twice,
    /// A value that is unknown, for which the mapping's default was taken.
    Defaulted,
    /// A value that was passed over since a path before it has one.
    PassedOver,
    /// A block or value that was left out by its condition.
    Conditional,
    /// A duty or proposer that has values and no name.
    Unnamed,
}

impl Kind {
    /// Whether nothing may be published with it.
    pub const fn is_error(self) -> bool {
        matches!(
            self,
            Self::Unlisted
                | Self::Unmatched
                | Self::Several
                | Self::Rows
                | Self::Composite
                | Self::Contradiction
                | Self::Twice
        )
    }
}

/// Something that was found, once or often.
#[derive(Clone, Debug)]
pub struct Found {
    /// What kind.
    pub kind: Kind,
    /// The rule or block, such as `item.assignments[0].unit`.
    pub at: String,
    /// The value, where it is about one.
    pub words: String,
    /// How often.
    pub count: usize,
    /// The first record that has it.
    pub first: RecordAt,
}

/// Everything that was found, each distinct thing once.
#[derive(Debug, Default)]
pub struct Report {
    list: Vec<Found>,
    /// Positions in the list, by kind and words.
    known: FxHashMap<Kind, FxHashMap<String, Vec<usize>>>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, kind: Kind, words: &str, first: RecordAt, at: impl Display) {
        match self.known(kind, words, &at) {
            Some(known) => known.count += 1,
            None => self.push(Found { kind, at: at.to_string(), words: words.to_owned(), count: 1, first }),
        }
    }

    /// Takes over what another part of the source gave; it comes after all that is here.
    pub fn absorb(&mut self, other: Self) {
        for found in other.list {
            match self.known(found.kind, &found.words, &found.at) {
                Some(known) => known.count += found.count,
                None => self.push(found),
            }
        }
    }

    /// Counts the records from so many on.
    pub fn shift(&mut self, records: usize) {
        self.list.iter_mut().for_each(|found| found.first.record += records);
    }

    /// Everything, errors first, in the order of the source.
    pub fn sorted(&self) -> Vec<&Found> {
        let mut list: Vec<&Found> = self.list.iter().collect();
        list.sort_by(|a, b| {
            (!a.kind.is_error(), a.first, a.kind, &a.at).cmp(&(!b.kind.is_error(), b.first, b.kind, &b.at))
        });
        list
    }

    /// The same finding, where it is there already: most are there often, so that none is written out to look for it.
    fn known(&mut self, kind: Kind, words: &str, at: &dyn Display) -> Option<&mut Found> {
        let same = self.known.get(&kind)?.get(words)?;
        let position = same.iter().find(|position| is_written(at, &self.list[**position].at))?;
        self.list.get_mut(*position)
    }

    fn push(&mut self, found: Found) {
        let of_kind = self.known.entry(found.kind).or_default();
        of_kind.entry(found.words.clone()).or_default().push(self.list.len());
        self.list.push(found);
    }
}

/// Whether something is written so.
pub fn is_written(shown: &dyn Display, text: &str) -> bool {
    struct Rest<'t>(&'t str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{shown}").is_ok() && rest.0.is_empty()
}
