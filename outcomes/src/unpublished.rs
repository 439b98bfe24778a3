//! What an export holds and a site must not: withheld texts, and private data that is masked. It is
//! kept apart from the dataset, for one purpose: to look for it in what was written.

use crate::private::Private;
use crate::prose::Prose;

/// Why a text is not published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// It is withheld.
    Withheld,
    /// It is private data, and masked.
    Masked(Private),
}

/// A text that must not be published.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// Id of its item; none where it stands in a document's head.
    pub item: Option<String>,
    /// Where it stands in the export.
    pub pointer: String,
    /// The text.
    pub text: Prose<'a>,
    /// Why.
    pub cause: Cause,
}

/// Everything that must not be published.
#[derive(Clone, Debug, Default)]
pub struct Unpublished<'a> {
    /// Texts.
    pub texts: Vec<Kept<'a>>,
    /// Ids of withheld items, each with the names of its proposers, which its own pages don't tell.
    pub unnamed: Vec<(String, Vec<String>)>,
}

impl Unpublished<'_> {
    /// Whether there is nothing to look for.
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.unnamed.is_empty()
    }

    /// Takes over what another one holds.
    #[cfg(feature = "parallel")]
    pub(crate) fn absorb(&mut self, other: Self) {
        self.texts.extend(other.texts);
        self.unnamed.extend(other.unnamed);
    }
}
