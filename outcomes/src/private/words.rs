//! The publisher's own words: names, projects, places that may not be published.

use std::fmt;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Finding, Private};

/// A list of words, ready to be looked for. Letters count as the same in either case.
#[derive(Clone, Default)]
pub struct Words {
    list: Vec<String>,
    search: Option<AhoCorasick>,
}

impl Words {
    /// The words, each once, blank ones left out.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut list: Vec<String> = words.into_iter().map(|word| word.as_ref().trim().to_owned()).collect();
        list.sort_unstable();
        list.dedup();
        list.retain(|word| !word.is_empty());
        let mut search = AhoCorasick::builder();
        let search = search.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(&list);
        // It fails only for more words than could be counted.
        Self { search: search.ok().filter(|_| !list.is_empty()), list }
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds what is found of them; whether anything was.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Finding>) -> bool {
        let Some(search) = &self.search else { return false };
        let before = found.len();
        found.extend(search.find_iter(text).map(|hit| {
            let masked = text[hit.range()].chars().map(|_| '*').collect();
            Finding { what: Private::Word, offset: hit.start(), end: hit.end(), masked }
        }));
        found.len() > before
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Eq for Words {}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.fmt(f)
    }
}
