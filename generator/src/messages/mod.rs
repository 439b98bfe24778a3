//! What the program says to the person in front of it, in Chinese and English. These texts are no part
//! of any site.

mod issues;

pub use issues::{chinese, localised, localised_error, localised_text};

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::Result;

use crate::config::Lang;
use crate::theme::Theme;
use crate::words::Words;

/// The catalogues.
pub const CATALOGUES: [(&str, &str); 2] =
    [("i18n/en.ftl", include_str!("en.ftl")), ("i18n/zh.ftl", include_str!("zh.ftl"))];

/// The program's texts in a language.
///
/// # Errors
/// Never in practice: the catalogues are part of the program, and tests read them.
pub fn messages(lang: Lang) -> Result<Words> {
    let files: BTreeMap<String, Cow<'static, [u8]>> =
        CATALOGUES.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes()))).collect();
    Words::read(&Theme { files }, lang)
}
