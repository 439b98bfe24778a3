//! What was found while records became items: values that the mapping does not know, and what it leaves out.

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
    known: FxHashMap<(Kind, String), Vec<usize>>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, kind: Kind, words: &str, first: RecordAt, at: impl FnOnce() -> String) {
        self.put(Found { kind, at: at(), words: words.to_owned(), count: 1, first });
    }

    /// Takes over what another part of the source gave; it comes after all that is here.
    pub fn absorb(&mut self, other: Self) {
        for found in other.list {
            self.put(found);
        }
    }

    /// Everything, errors first, in the order of the source.
    pub fn sorted(&self) -> Vec<&Found> {
        let mut list: Vec<&Found> = self.list.iter().collect();
        list.sort_by(|a, b| {
            (!a.kind.is_error(), a.first, a.kind, &a.at).cmp(&(!b.kind.is_error(), b.first, b.kind, &b.at))
        });
        list
    }

    fn put(&mut self, found: Found) {
        let same = self.known.entry((found.kind, found.words.clone())).or_default();
        match same.iter().find(|at| self.list[**at].at == found.at) {
            Some(at) => self.list[*at].count += found.count,
            None => {
                same.push(self.list.len());
                self.list.push(found);
            }
        }
    }
}
