//! The languages of a site and of the program.

use schemars::JsonSchema;
use serde::Deserialize;

/// A language the site can be published in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese, `zh-CN`.
    Zh,
    /// English, `en`.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Short name: the folder of a further language and of its catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a system's locale, such as `zh_CN.UTF-8`: Chinese or, for all others, English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) { Self::Zh } else { Self::En }
    }

    /// BCP 47 tag for `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}
