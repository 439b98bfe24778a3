//! Reading: from the bytes of exports to a checked [`Dataset`], or to every fault in them.

mod cut;
mod document;
mod explain;
pub mod locate;
pub mod shape;
mod unique;

use crate::dataset::{Dataset, Rules};
use crate::declared;
use crate::fault::Faults;
use crate::issue::{Issue, Severity};
use crate::summary::{Summary, summarize};
use crate::unpublished::Unpublished;
use crate::validate;

pub(crate) use document::item_piece;
pub use document::{Document, Record};

/// The bytes of one export, unpacked.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// Name as given, for messages.
    pub name: &'a str,
    /// Contents.
    pub bytes: &'a [u8],
    /// Newline-delimited: the first line is the document without items, each further line an item.
    pub lines: bool,
}

/// Reads and checks all exports of a site.
///
/// Every fault of every file comes back, sorted by place. There is a dataset exactly when none of
/// them is an error.
pub fn read<'a>(files: &[SourceFile<'a>], rules: &Rules) -> (Option<Dataset<'a>>, Vec<Issue>) {
    read_apart(files, rules, &mut Unpublished::default())
}

/// As [`read`]; what must not be published goes to `kept`.
pub fn read_apart<'a>(
    files: &[SourceFile<'a>],
    rules: &Rules,
    kept: &mut Unpublished<'a>,
) -> (Option<Dataset<'a>>, Vec<Issue>) {
    let mut faults = Faults::default();
    let documents: Vec<Document<'a>> =
        files.iter().enumerate().filter_map(|(at, file)| document::parse(at, *file, &mut faults)).collect();
    let dataset = validate::validate(documents, rules, &mut faults, kept);
    let issues = faults.into_issues(files);
    let sound = issues.iter().all(|issue| issue.severity == Severity::Warning);
    (dataset.filter(|_| sound), issues)
}

/// Reads and checks all exports of a site, counts, and compares with what units declare.
///
/// Every fault of every file comes back, sorted by place. There is a dataset with its counts
/// exactly when none of them is an error.
pub fn check<'a>(files: &[SourceFile<'a>], rules: &Rules) -> (Option<(Dataset<'a>, Summary)>, Vec<Issue>) {
    check_apart(files, rules, &mut Unpublished::default())
}

/// As [`check`]; what must not be published goes to `kept`.
pub fn check_apart<'a>(
    files: &[SourceFile<'a>],
    rules: &Rules,
    kept: &mut Unpublished<'a>,
) -> (Option<(Dataset<'a>, Summary)>, Vec<Issue>) {
    let (data, mut issues) = read_apart(files, rules, kept);
    let counted = data.map(|data| {
        let summary = summarize(&data);
        issues.extend(declared::warnings(&data, &summary, files));
        (data, summary)
    });
    let order = |name: &str| files.iter().position(|file| file.name == name);
    issues.sort_by_cached_key(|issue| (order(&issue.place.file), issue.place.line, issue.place.column));
    (counted, issues)
}
