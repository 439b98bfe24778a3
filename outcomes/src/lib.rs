//! The domain: what is true about how suggestions, proposals and motions were handled.
//! No I/O, no drawing; everything here gives the same answer natively and in a browser.

pub mod behind;
pub mod bytes;
pub mod changes;
pub mod choice;
mod cores;
pub mod dataset;
pub mod date;
pub mod declared;
pub mod disclosed;
pub mod export;
pub mod facts;
mod fault;
pub mod issue;
pub mod life;
pub mod print;
pub mod private;
pub mod prose;
pub mod rates;
pub mod read;
pub mod schema;
pub mod summary;
pub mod terms;
pub mod text;
pub mod unpublished;
pub mod unseen;
mod validate;
