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
use outcomes::read::{self, SourceFile};
use outcomes::summary::{Summary, summarize};

/// Earlier exports, read under the same rules, and every issue of theirs. There is a dataset exactly
/// when none of them is an error.
pub fn read_earlier<'a>(files: &[SourceFile<'a>], rules: &Rules) -> (Option<(Dataset<'a>, Summary)>, Vec<Issue>) {
    let (data, issues) = read::read(files, rules);
    (
        data.map(|data| {
            let summary = summarize(&data);
            (data, summary)
        }),
        issues,
    )
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
pub fn note(issues: &[Issue]) -> Option<String> {
    let plural = if issues.len() == 1 { "" } else { "s" };
    let say = |count| format!("the earlier exports have {count} warning{plural}: `banli check` lists them");
    Some(issues.len()).filter(|count| *count > 0).map(say)
}
