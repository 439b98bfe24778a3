//! Whole-site tests live in this crate's `tests` folder.
