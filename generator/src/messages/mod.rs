//! What the program says to the person in front of it, in Chinese and English. These texts are no part
//! of any site.

mod schema;
mod sentences;

pub use schema::described;
pub use sentences::{chinese, localised, localised_error, localised_text};

use anyhow::Result;

use crate::config::Lang;
use crate::words::{Catalogue, Words};

/// The catalogues.
pub const CATALOGUES: [(Lang, &str); 2] = [(Lang::EN, include_str!("en.ftl")), (Lang::ZH, include_str!("zh.ftl"))];

/// How each of these languages writes: the same files as a site's.
const MANNERS: [(Lang, &str); 2] = [
    (Lang::EN, include_str!("../../../site/i18n/en.language.ftl")),
    (Lang::ZH, include_str!("../../../site/i18n/zh.language.ftl")),
];

/// What clap says of the command line, in Chinese; its English stands where the command line is described.
pub const HELP: &str = include_str!("help.zh.ftl");

/// The Chinese of help, usage errors, completions and manual pages.
///
/// # Errors
/// Never in practice: the catalogue is part of the program, and tests read it.
pub fn help() -> Result<Words> {
    Words::of(&Catalogue { lang: Lang::ZH, files: vec![(Lang::ZH.key(), HELP)], is_layered: false }, None)
}

/// The program's texts for readers of a language: Chinese or, for all others, English.
///
/// # Errors
/// Never in practice: the catalogues are part of the program, and tests read them.
pub fn messages(lang: Lang) -> Result<Words> {
    let lang = if lang.is_chinese() { Lang::ZH } else { Lang::EN };
    let files = CATALOGUES.iter().chain(&MANNERS).filter(|(of, _)| *of == lang);
    let files = files.map(|(lang, text)| (lang.key(), *text)).collect();
    Words::of(&Catalogue { lang, files, is_layered: false }, None)
}
