//! The catalogue: every visible text of one language. What one lacks is said by the catalogue below it.

mod catalogue;
mod manner;
mod pattern;
mod terms;

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use rustc_hash::FxHashMap;

use crate::config::Lang;
use crate::theme::Theme;
use manner::Manner;
use pattern::Pattern;

pub use catalogue::{Catalogue, gaps, keys};

/// Shown where there is nothing to show.
pub const NONE: &str = "—";

/// The texts of one language.
pub struct Words {
    /// The language.
    pub lang: Lang,
    /// Its BCP 47 tag, for `<html lang>`.
    pub tag: String,
    /// What it calls itself, for the switch between languages.
    pub name: String,
    /// Texts that the theme's catalogue lacks, in alphabetical order: those of the catalogue below are shown.
    pub missing: Vec<String>,
    /// Texts of the theme's catalogue that no page asks for, in alphabetical order.
    pub idle: Vec<String>,
    manner: Manner,
    fixed: FxHashMap<Box<[u8]>, String>,
    patterns: FxHashMap<String, Pattern>,
    bundle: FluentBundle<FluentResource>,
    below: Option<FluentBundle<FluentResource>>,
}

impl Words {
    /// Reads the catalogue of a language, `i18n/LANG.ftl` and `i18n/LANG.*.ftl` of a theme. Texts that it lacks are
    /// those of the built-in catalogue of the same language, or of English where there is none.
    ///
    /// # Errors
    /// Where there is no catalogue, or where it is no Fluent, names a text twice, does not say what the language
    /// is called, or asks in a text for a value that the text is not given.
    pub fn read(theme: &Theme, lang: Lang) -> Result<Self> {
        let own = Catalogue::of(theme, lang)?;
        let below = own.below(theme);
        let mut words = Self::of(&own, below.as_ref())?;
        if let Some(below) = &below {
            words.examine(&own, below)?;
        }
        Ok(words)
    }

    /// The texts of a catalogue and of the one below it.
    ///
    /// # Errors
    /// Where one of them is no Fluent or names a text twice.
    pub fn of(own: &Catalogue, below: Option<&Catalogue>) -> Result<Self> {
        let mut fixed: FxHashMap<Box<[u8]>, String> = FxHashMap::default();
        let mut patterns: FxHashMap<String, Pattern> = FxHashMap::default();
        for (_, text) in below.into_iter().chain([own]).flat_map(|catalogue| &catalogue.files) {
            for key in keys(text) {
                patterns.remove(key);
                fixed.insert(key.as_bytes().into(), String::new());
            }
            patterns.extend(Pattern::all(text));
        }
        let mut words = Self {
            lang: own.lang,
            tag: own.tag().to_owned(),
            name: String::new(),
            missing: Vec::new(),
            idle: Vec::new(),
            manner: Manner::default(),
            fixed: FxHashMap::default(),
            patterns,
            bundle: bundle(own)?,
            below: below.map(bundle).transpose()?,
        };
        for (key, text) in &mut fixed {
            *text = words.format(&String::from_utf8_lossy(key), None, &mut Vec::new());
        }
        words.fixed = fixed;
        words.name = words.find("language-name").unwrap_or(own.lang.key()).to_owned();
        words.manner = Manner::of(&words);
        Ok(words)
    }

    /// A text without arguments; the key in brackets where the catalogue has none.
    pub fn text(&self, key: &str) -> String {
        self.phrase(key).into_owned()
    }

    /// The same, for texts that are placed or put into others without being changed.
    pub fn phrase(&self, key: &str) -> Cow<'_, str> {
        self.find(key).map_or_else(|| format!("[{key}]").into(), Cow::from)
    }

    /// A text without arguments, if the catalogue has it.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.fixed.get(key.as_bytes()).map(String::as_str)
    }

    /// The label of a term of a closed list: the text `LIST-TERM`.
    pub fn term(&self, list: &str, term: &str) -> String {
        self.label(list, term).into_owned()
    }

    /// The same, for texts that are placed or put into others without being changed.
    pub fn label(&self, list: &str, term: &str) -> Cow<'_, str> {
        // Pages ask for thousands of these: the key takes no memory of its own.
        let mut key = [0; 64];
        let length = list.len() + 1 + term.len();
        let Some(place) = key.get_mut(..length) else { return self.text(&[list, "-", term].concat()).into() };
        place[..list.len()].copy_from_slice(list.as_bytes());
        place[list.len()] = b'-';
        place[list.len() + 1..].copy_from_slice(term.as_bytes());
        self.fixed.get(&key[..length]).map_or_else(|| format!("[{list}-{term}]").into(), |text| text.as_str().into())
    }

    /// A text with its arguments.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        if let Some(text) = self.patterns.get(key).and_then(|pattern| pattern.fill(args)) {
            return text;
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, FluentValue::from(*text)),
                Arg::Count(count) => values.set(*name, FluentValue::from(*count)),
            }
        }
        self.format(key, Some(&values), &mut Vec::new())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs>, faults: &mut Vec<FluentError>) -> String {
        for bundle in [Some(&self.bundle), self.below.as_ref()].into_iter().flatten() {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, args, faults).into_owned();
            }
        }
        format!("[{key}]")
    }

    /// Texts by key, for a check of the catalogue.
    pub fn all(&self) -> BTreeMap<Cow<'_, str>, &str> {
        self.fixed.iter().map(|(key, text)| (String::from_utf8_lossy(key), text.as_str())).collect()
    }
}

/// The files of a catalogue as one; later ones say again what earlier ones said only where it is made of two.
fn bundle(catalogue: &Catalogue) -> Result<FluentBundle<FluentResource>> {
    let tag = catalogue.tag();
    let tag = tag.parse().map_err(|_| {
        anyhow!("{}: {tag:?} is no language tag: write one such as \"fr\" or \"pt-BR\"", catalogue.name())
    })?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    for (path, text) in &catalogue.files {
        let resource = FluentResource::try_new((*text).to_owned()).map_err(|(_, errors)| {
            let line = text[..errors[0].pos.start.min(text.len())].matches('\n').count() + 1;
            anyhow!("{path}:{line} is no Fluent: {}", errors[0])
        })?;
        if catalogue.is_layered {
            bundle.add_resource_overriding(resource);
        } else if let Err(errors) = bundle.add_resource(resource) {
            bail!("{path}: {}", errors[0]);
        }
    }
    Ok(bundle)
}

/// An argument of a text.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A finished text.
    Text(&'a str),
    /// A count, which also chooses between singular and plural.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a Cow<'_, str>> for Arg<'a> {
    fn from(text: &'a Cow<'_, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! count_args {
    ($($type:ty),+) => { $(impl From<$type> for Arg<'_> {
        fn from(count: $type) -> Self {
            Self::Count(count as i64)
        }
    })+ };
}
count_args!(u32, i32, u16, usize);
