//! What to do about what the system refused, said beside its own words.

use std::io::{self, ErrorKind};

/// What a person can do about an error of the system; `None` where there is nothing to add.
pub fn advice(error: &anyhow::Error) -> Option<&'static str> {
    let kind = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>())?.kind();
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(
            "make room on that disk and run again: a build needs as much room beside the site as the files that it writes anew",
        ),
        ErrorKind::ReadOnlyFilesystem => {
            Some("name a folder that can be written to, or have this one made writable, and run again")
        }
        ErrorKind::PermissionDenied => Some("run as a user who may read and write there, or ask its owner to allow it"),
        _ => None,
    }
}
