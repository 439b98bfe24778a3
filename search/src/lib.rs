//! Banli's search. From documents an index of character pairs in small static files ([`build`]); from
//! a query the files it needs, and from their bytes the hits, the matched passages and the counts of
//! every facet ([`Search`]). The same code runs when a site is built, in the page and in tests; it
//! reads and writes nothing itself.

mod bits;
#[cfg(feature = "wasm")]
mod browser;
pub mod build;
mod codec;
mod contents;
mod format;
mod list;
mod parts;
mod query;
pub mod record;
pub mod token;

pub use contents::Contents;
pub use format::{DIRECTORY, Named, Names};
pub use query::{Ask, Order, Search};
pub use record::{Document, Title, Told};

/// The facets, in the order of their columns, as addresses name them.
pub const FACETS: [&str; 8] = ["session", "kind", "unit", "category", "state", "class", "evaluation", "disclosure"];
