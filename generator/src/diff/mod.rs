//! What happened since an earlier export, for the person who publishes: in words and as JSON.

mod json;
pub mod sentence;
mod sheet;
mod text;

pub use json::{json, marks, schema};
pub use sheet::sheet;
pub use text::text;

use outcomes::changes::{Changes, NotEarlier};
use outcomes::dataset::{Dataset, Rules};
use outcomes::issue::Issue;
use outcomes::read::{self, Export};
use outcomes::summary::{Summary, summarize};

use crate::input::Exports;
use crate::note::Note;
use crate::open::is_sound;
use crate::report::Excerpt;

/// Data with its counts.
pub type Counted<'a> = (Dataset<'a>, Summary);

/// Earlier exports, read under the same rules, and every issue of theirs. There is a dataset exactly
/// when none of them is an error.
pub fn read_earlier<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
) -> (Option<Counted<'a>>, Vec<Issue>) {
    let (data, issues) = read::read(exports, rules);
    let counted = data.map(|data| {
        let summary = summarize(&data);
        (data, summary)
    });
    (counted, issues)
}

/// The same of exports however they come; issues at their places in the files as they were given, each with its
/// excerpt.
pub fn read_either<'a>(
    exports: &'a Exports<'_>,
    rules: &Rules,
) -> (Option<Counted<'a>>, Vec<Issue>, Vec<Option<Excerpt>>) {
    let (counted, found) = read_earlier(exports.files(), rules);
    let (issues, excerpts) = exports.tell(found);
    (counted.filter(|_| is_sound(&issues)), issues, excerpts)
}

/// Compares what was read.
///
/// # Errors
/// Where the earlier exports are not earlier, or of other publishers.
pub fn compare<'a>(
    earlier: &(Dataset<'a>, Summary),
    later: &(Dataset<'a>, Summary),
) -> Result<Changes<'a>, NotEarlier> {
    Changes::between((&earlier.0, &earlier.1), (&later.0, &later.1))
}

/// What to say of earlier exports that have warnings; their errors are listed.
pub fn note(issues: &[Issue]) -> Option<Note> {
    Some(issues.len()).filter(|count| *count > 0).map(|count| Note::EarlierWarnings { count })
}
