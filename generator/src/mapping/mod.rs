//! Anyone's data: a mapping turns what other systems export into the export format, and every place that the
//! program names leads back to the original file.

mod apply;
mod block;
mod codes;
mod config;
mod dates;
mod duty;
mod mapped;
mod parse;
mod path;
mod place;
mod plan;
mod rule;
mod shape;
mod source;
mod spare;
mod suggest;
mod told;
mod value;

pub use codes::CODES;
pub use config::{Mapping, schema};
pub use mapped::{Mapped, files_of, shown};
pub use source::Table;
pub use suggest::suggest;
pub use told::told;
