//! Reading: from the bytes of exports to a checked [`Dataset`], or to every fault in them.

mod cut;
mod document;
mod explain;
pub mod locate;
mod made;
mod mend;
pub mod parts;
pub mod shape;
mod split;
mod unique;

use crate::dataset::{Dataset, Rules};
use crate::declared;
use crate::fault::Faults;
use crate::issue::{Issue, Severity};
use crate::summary::{Summary, summarize};
use crate::unpublished::Unpublished;
use crate::validate;

use document::Parsed;
pub use document::{Document, Record, RecordPlace};
pub use made::{Made, MadeItem};
pub use mend::Mends;

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

/// An export as the reader takes it.
#[derive(Clone, Debug)]
pub enum Export<'a> {
    /// As it is written.
    Written(SourceFile<'a>),
    /// With items that are made: the file is newline-delimited, its first line is the document, and an
    /// empty line stands for each item.
    Made(SourceFile<'a>, Vec<MadeItem<'a>>),
}

impl<'a> Export<'a> {
    /// Its file.
    pub const fn file(&self) -> SourceFile<'a> {
        match self {
            Self::Written(file) | Self::Made(file, _) => *file,
        }
    }
}

impl<'a> From<SourceFile<'a>> for Export<'a> {
    fn from(file: SourceFile<'a>) -> Self {
        Self::Written(file)
    }
}

impl<'a> From<&SourceFile<'a>> for Export<'a> {
    fn from(file: &SourceFile<'a>) -> Self {
        Self::Written(*file)
    }
}

/// Reads and checks all exports of a site.
///
/// Every fault of every file comes back, sorted by place. There is a dataset exactly when none of
/// them is an error.
pub fn read<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
) -> (Option<Dataset<'a>>, Vec<Issue>) {
    read_apart(exports, rules, &mut Unpublished::default())
}

/// As [`read`]; what must not be published goes to `kept`.
pub fn read_apart<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
    kept: &mut Unpublished<'a>,
) -> (Option<Dataset<'a>>, Vec<Issue>) {
    let (data, issues, _) = read_all(exports, rules, kept);
    (data, issues)
}

/// Reads and checks exports; gives their files too.
fn read_all<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
    kept: &mut Unpublished<'a>,
) -> (Option<Dataset<'a>>, Vec<Issue>, Vec<SourceFile<'a>>) {
    let exports: Vec<Export> = exports.into_iter().map(Into::into).collect();
    let files: Vec<SourceFile> = exports.iter().map(Export::file).collect();
    let mut faults = Faults::default();
    let mut parsed: Vec<Option<Parsed<'a>>> =
        exports.into_iter().enumerate().map(|(at, export)| document::parse(at, export, &mut faults)).collect();
    let dataset = if parsed.iter().all(|file| file.as_ref().is_some_and(Parsed::is_whole)) {
        let documents = parsed.into_iter().flatten().filter_map(Parsed::document).collect();
        validate::validate(documents, rules, &mut faults, kept)
    } else {
        check_readable(&mut parsed, rules, &mut faults);
        None
    };
    let issues = faults.into_issues(&files);
    let sound = issues.iter().all(|issue| issue.severity == Severity::Warning);
    (dataset.filter(|_| sound), issues, files)
}

/// Checks what can be read of exports that don't fit the format, so that nobody learns of those
/// faults only when these are mended.
fn check_readable(parsed: &mut [Option<Parsed>], rules: &Rules, faults: &mut Faults) {
    let knows_names = parsed.iter().all(|file| file.as_ref().is_some_and(Parsed::knows_names));
    let knows_items = knows_names && parsed.iter().flatten().all(Parsed::knows_items);
    let documents = parsed.iter_mut().flatten().filter_map(Parsed::readable).collect();
    validate::validate(documents, rules, faults, &mut Unpublished::default());
    // What is referred to may be there and only be unreadable.
    faults.retain(|code, pointer| match code {
        "E0203" if pointer.ends_with("/end/into") => knows_items,
        "E0203" | "E0204" => knows_names,
        _ => true,
    });
}

/// Reads and checks all exports of a site, counts, and compares with what units declare.
///
/// Every fault of every file comes back, sorted by place. There is a dataset with its counts
/// exactly when none of them is an error.
pub fn check<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
) -> (Option<(Dataset<'a>, Summary)>, Vec<Issue>) {
    check_apart(exports, rules, &mut Unpublished::default())
}

/// As [`check`]; what must not be published goes to `kept`.
pub fn check_apart<'a>(
    exports: impl IntoIterator<Item: Into<Export<'a>>>,
    rules: &Rules,
    kept: &mut Unpublished<'a>,
) -> (Option<(Dataset<'a>, Summary)>, Vec<Issue>) {
    let (data, mut issues, files) = read_all(exports, rules, kept);
    let counted = data.map(|data| {
        let summary = summarize(&data);
        issues.extend(declared::warnings(&data, &summary, &files));
        (data, summary)
    });
    let order = |name: &str| files.iter().position(|file| file.name == name);
    issues.sort_by_cached_key(|issue| (order(&issue.place.file), issue.place.line, issue.place.column));
    (counted, issues)
}
