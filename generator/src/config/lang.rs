//! The languages of a site and of the program.

use std::borrow::Cow;
use std::fmt;

use anyhow::{Error, ensure};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

/// Letters, digits and hyphens that a name has at most.
const LONGEST: usize = 12;

/// A language, by the name of its catalogues: `i18n/NAME.ftl`, and of its folder where it is not the site's first.
/// What it is called and how it writes stands in the catalogue; the program itself speaks Chinese and English.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "Cow<'_, str>")]
pub struct Lang([u8; LONGEST]);

impl Lang {
    /// Simplified Chinese.
    pub const ZH: Self = Self(*b"zh\0\0\0\0\0\0\0\0\0\0");
    /// English.
    pub const EN: Self = Self(*b"en\0\0\0\0\0\0\0\0\0\0");
    /// The languages whose catalogues are part of the program.
    pub const BUILT_IN: [Self; 2] = [Self::ZH, Self::EN];

    /// The language of a name such as `fr` or `pt-br`: two or three small letters, further parts behind hyphens.
    ///
    /// # Errors
    /// Where it is no such name.
    pub fn named(name: &str) -> Result<Self, Error> {
        let is_part = |part: &str, least, most| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let mut parts = name.split('-');
        let first = parts.next().unwrap_or_default();
        let begins = is_part(first, 2, 3) && first.bytes().all(|b| b.is_ascii_lowercase());
        ensure!(
            name.len() <= LONGEST && begins && parts.all(|part| is_part(part, 2, 8)),
            "{name:?} names no language: write it in small letters as its catalogue is called, such as \"zh\", \"en\", \"pt-br\""
        );
        let mut bytes = [0; LONGEST];
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        Ok(Self(bytes))
    }

    /// Its name: the folder of a further language and the beginning of its catalogues' names.
    pub fn key(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        // A name is of ASCII letters, digits and hyphens.
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Whether it is Chinese: the language of the data, of which nothing has to be said otherwise. All others show
    /// English names where the data has them, and the program speaks English to whoever reads them.
    pub fn is_chinese(&self) -> bool {
        matches!(self.0, [b'z', b'h', 0 | b'-', ..])
    }

    /// The program's language under a system's locale, such as `zh_CN.UTF-8`: Chinese or, for all others, English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) { Self::ZH } else { Self::EN }
    }
}

impl TryFrom<Cow<'_, str>> for Lang {
    type Error = Error;

    fn try_from(name: Cow<'_, str>) -> Result<Self, Error> {
        Self::named(&name)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl JsonSchema for Lang {
    fn schema_name() -> Cow<'static, str> {
        "Lang".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A language, by the name of its catalogues: `zh` and `en` are part of the program, another \
                            is added by `i18n/NAME.ftl` in the theme's folder.",
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[a-z0-9]{2,8})*$",
            "maxLength": LONGEST,
            "examples": Self::BUILT_IN.map(|lang| lang.key().to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_language_is_named_as_its_catalogue() {
        for name in ["zh", "en", "fr", "pt-br", "zh-hant", "yue"] {
            assert_eq!(Lang::named(name).expect("a language").key(), name);
        }
        for name in ["", "x", "FR", "fr_FR", "french", "fr-", "../x", "fr-x", "a1", "ca-valencian-x"] {
            assert!(Lang::named(name).is_err(), "{name}");
        }
        assert_eq!([Lang::named("zh").ok(), Lang::named("en").ok()], Lang::BUILT_IN.map(Some));
        assert_eq!(
            ["zh", "zh-hant", "en", "zha"].map(|name| Lang::named(name).is_ok_and(|l| l.is_chinese())),
            [true, true, false, false]
        );
    }

    #[test]
    fn chinese_locales_read_chinese() {
        for locale in ["zh_CN.UTF-8", "zh-Hans-CN", "ZH"] {
            assert_eq!(Lang::of_locale(locale), Lang::ZH, "{locale}");
        }
        for locale in ["", "C.UTF-8", "en_GB.UTF-8", "POSIX"] {
            assert_eq!(Lang::of_locale(locale), Lang::EN, "{locale}");
        }
    }
}
