//! The files that a catalogue is made of, and whether what a theme brings can be taken for one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail, ensure};
use fluent_bundle::{FluentArgs, FluentValue};

use super::Words;
use crate::config::Lang;
use crate::note::Note;
use crate::theme::{self, Theme};

/// The catalogue of a language: `i18n/LANG.ftl` and `i18n/LANG.*.ftl`.
pub struct Catalogue<'t> {
    /// The language.
    pub lang: Lang,
    /// Path and text of each file.
    pub files: Vec<(&'t str, &'t str)>,
    /// Whether later files say again what earlier ones say.
    pub is_layered: bool,
}

impl<'t> Catalogue<'t> {
    /// A theme's catalogue of a language.
    ///
    /// # Errors
    /// Where it has none.
    pub fn of(theme: &'t Theme, lang: Lang) -> Result<Self> {
        let files: Vec<_> = theme
            .files
            .iter()
            .filter(|(path, _)| is_of(path, lang))
            .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
            .collect();
        let name = lang.key();
        ensure!(
            !files.is_empty(),
            "there is no catalogue of {name:?}: put i18n/{name}.ftl into the theme's folder, or take it out of `languages`"
        );
        Ok(Self { lang, files, is_layered: false })
    }

    /// The catalogue that says what this one lacks: the built-in one of the same language, else English, with what
    /// the theme says of it. `None` where this is the built-in one itself.
    pub fn below(&self, theme: &'t Theme) -> Option<Self> {
        let lang = if Lang::BUILT_IN.contains(&self.lang) { self.lang } else { Lang::EN };
        let built_in = theme::built_in_catalogues().filter(|(path, _)| is_of(path, lang));
        let mut files: Vec<(&str, &str)> = built_in.collect();
        files.sort_unstable();
        if self.files == files {
            return None;
        }
        if lang != self.lang {
            files.extend(Self::of(theme, lang).into_iter().flat_map(|catalogue| catalogue.files));
        }
        Some(Self { lang, files, is_layered: true })
    }

    /// Its BCP 47 tag as it says; its name where it says none.
    pub fn tag(&self) -> &str {
        let lines = self.files.iter().flat_map(|(_, text)| text.lines());
        let said = lines.filter_map(|line| line.strip_prefix("language-tag")?.trim_start().strip_prefix('='));
        said.map(str::trim).next_back().unwrap_or(self.lang.key())
    }

    /// What a message calls it.
    pub fn name(&self) -> String {
        format!("i18n/{}.ftl", self.lang.key())
    }
}

fn is_of(path: &str, lang: Lang) -> bool {
    let rest = path.strip_prefix("i18n/").and_then(|name| name.strip_prefix(lang.key()));
    rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".ftl"))
}

impl Words {
    /// Compares a theme's catalogue with the one below: what it lacks and what it says in vain is kept, what would
    /// come out wrong on a page is a fault.
    pub(super) fn examine(&mut self, own: &Catalogue, below: &Catalogue) -> Result<()> {
        let (mine, known) = (arguments(&own.files), arguments(&below.files));
        let mut faults = Vec::new();
        let name = own.name();
        if own.lang != below.lang {
            let key = own.lang.key();
            for (wanted, example) in [("language-tag", key), ("language-name", "…")] {
                if !mine.contains_key(wanted) {
                    faults.push(format!("{name} does not say {wanted}: write {wanted} = {example}"));
                }
            }
            let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            if language(&self.tag) != language(key) {
                faults.push(format!("{name} says language-tag = {}: that is another language than its name", self.tag));
            }
        }
        for (key, (path, line, asked)) in &mine {
            let Some((_, _, given)) = known.get(key) else { continue };
            let values = || given.iter().map(|name| format!("{{ ${name} }}")).collect::<Vec<_>>().join(", ");
            let wrong: Vec<&str> = asked.difference(given).copied().collect();
            for wrong in &wrong {
                faults.push(match values() {
                    values if values.is_empty() => {
                        format!("{path}:{line}: {key} asks for {{ ${wrong} }}: it is given no value")
                    }
                    values => format!("{path}:{line}: {key} asks for {{ ${wrong} }}: it is given {values} only"),
                });
            }
            // What is given in full must not come out as the name of something that is nowhere.
            let mut args = FluentArgs::new();
            given.iter().for_each(|name| args.set(*name, FluentValue::from(1)));
            let mut errors = Vec::new();
            self.format(key, Some(&args), &mut errors);
            if let (Some(error), true) = (errors.first(), wrong.is_empty()) {
                faults.push(format!("{path}:{line}: {key} can not be filled: {error}"));
            }
        }
        if !faults.is_empty() {
            bail!(faults.join("\n"));
        }
        self.missing = known.keys().filter(|key| !mine.contains_key(*key)).map(|key| (*key).to_owned()).collect();
        self.idle = mine.keys().filter(|key| !known.contains_key(*key)).map(|key| (*key).to_owned()).collect();
        Ok(())
    }
}

/// What catalogues that a theme brings lack, and what they say in vain.
///
/// # Errors
/// As [`Words::read`].
pub fn gaps(theme: &Theme, languages: &[Lang]) -> Result<Vec<Note>> {
    let mut told = Vec::new();
    for lang in languages {
        let own = Catalogue::of(theme, *lang)?;
        let Some(below) = own.below(theme) else { continue };
        let words = Words::read(theme, *lang)?;
        let (name, all) = (own.name(), words.all().len() - words.idle.len());
        if !words.missing.is_empty() {
            let (file, keys, built_in) = (name.clone(), words.missing, below.lang == *lang);
            told.push(Note::TextsMissing { file, keys, all, built_in });
        }
        if !words.idle.is_empty() {
            told.push(Note::TextsIdle { file: name, keys: words.idle });
        }
    }
    Ok(told)
}

/// Of each text: the file and line where it begins, and the names of the values that it asks for.
fn arguments<'t>(files: &[(&'t str, &'t str)]) -> BTreeMap<&'t str, (&'t str, usize, BTreeSet<&'t str>)> {
    let mut found = BTreeMap::new();
    for (path, text) in files {
        let mut key = None;
        for (at, line) in text.lines().enumerate() {
            if let Some(begins) = keys(line).next() {
                key = Some(begins);
                found.insert(begins, (*path, at + 1, BTreeSet::new()));
            }
            if line.starts_with('#') {
                continue;
            }
            let Some((_, _, names)) = key.and_then(|key| found.get_mut(key)) else { continue };
            for (before, _) in line.match_indices('$') {
                let inside = line[..before].trim_end().ends_with(['{', '(', ',', ':']);
                let rest = &line[before + 1..];
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
                if inside && end > 0 {
                    names.insert(&rest[..end]);
                }
            }
        }
    }
    found
}

/// The names of the texts in a catalogue's source.
pub fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let named = key.starts_with(|c: char| c.is_ascii_lowercase());
        (named && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then_some(key)
    })
}
