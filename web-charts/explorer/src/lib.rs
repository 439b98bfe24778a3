//! The engine of the analysis page: from facts and a choice to everything the page shows. The same
//! code runs when the page is made and, as WebAssembly, in the page; it knows no texts but those it
//! is given, and draws nothing.

#[cfg(feature = "wasm")]
mod browser;
mod days;
mod figure;
mod json;
mod linked;
mod number;
mod order;
mod reply;
mod sentence;
mod table;
mod words;

pub use days::distribution;
pub use figure::Figure;
pub use reply::Reply;
pub use table::{Row, Table};
pub use words::{Texts, Words};

use outcomes::choice::Choice;
use outcomes::facts::Facts;

/// Answers a choice in the words given.
pub fn explore(facts: &Facts, words: &Words, choice: &Choice) -> Reply {
    reply::reply(facts, words, choice)
}
