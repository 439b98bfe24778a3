//! What is no fault and yet worth knowing to the person in front: small values that are worded when they are shown.

use crate::words::Words;

/// Texts of a catalogue that are named.
const KEYS: usize = 10;
/// Values that a condition turned away, which are named; the others are counted.
const VALUES: usize = 8;

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The program can't draw live charts.
    NoLiveCharts,
    /// A file of a folder is no source.
    NotRead {
        /// Its path.
        file: String,
    },
    /// The earlier exports have warnings.
    EarlierWarnings {
        /// How many.
        count: usize,
    },
    /// A theme's catalogue lacks texts.
    TextsMissing {
        /// The catalogue.
        file: String,
        /// Their keys.
        keys: Vec<String>,
        /// How many texts there are in all.
        all: usize,
        /// Whether the built-in texts of the same language stand in their place, else English ones.
        built_in: bool,
    },
    /// A theme's catalogue has texts that no page asks for.
    TextsIdle {
        /// The catalogue.
        file: String,
        /// Their keys.
        keys: Vec<String>,
    },
    /// A mapping took its default for a value that it does not list.
    Defaulted {
        /// The rule.
        at: String,
        /// The value.
        value: String,
        /// How often.
        count: usize,
    },
    /// A mapping passed over a value, since a path before it has one.
    PassedOver {
        /// The rule.
        at: String,
        /// How often.
        count: usize,
    },
    /// A mapping left out a block, since nobody is named in it.
    Unnamed {
        /// The block.
        at: String,
        /// How often.
        count: usize,
    },
    /// A condition of a mapping did not hold.
    TurnedAway {
        /// The rule or block.
        at: String,
        /// The values for which it did not hold, each with how often; the most frequent first.
        values: Vec<(String, usize)>,
    },
    /// No rule of a mapping uses these fields.
    Unused {
        /// Path of each, with how many values it has.
        fields: Vec<(String, usize)>,
    },
}

impl Note {
    /// The note in the program's words.
    pub fn said(&self, words: &Words) -> String {
        let listed = |keys: &[String]| {
            let shown = words.list(&keys[..keys.len().min(KEYS)]);
            if keys.len() > KEYS { words.say("note-more-texts", &[("list", (&shown).into())]) } else { shown }
        };
        let quoted = |value: &str| format!("{value:?}");
        match self {
            Self::NoLiveCharts => words.text("note-no-live-charts"),
            Self::NotRead { file } => words.say("note-not-read", &[("file", file.into())]),
            Self::EarlierWarnings { count } => words.say("note-earlier-warnings", &[("count", (*count).into())]),
            Self::TextsMissing { file, keys, all, built_in } => {
                let key = if *built_in { "note-texts-built-in" } else { "note-texts-in-english" };
                let list = listed(keys);
                let counts = [("count", keys.len().into()), ("all", (*all).into())];
                words.say(key, &[&[("file", file.into()), ("list", (&list).into())], &counts[..]].concat())
            }
            Self::TextsIdle { file, keys } => {
                words.say("note-texts-idle", &[("file", file.into()), ("list", (&listed(keys)).into())])
            }
            Self::Defaulted { at, value, count } => {
                let value = quoted(value);
                words
                    .say("note-defaulted", &[("at", at.into()), ("value", (&value).into()), ("count", (*count).into())])
            }
            Self::PassedOver { at, count } => {
                words.say("note-passed-over", &[("at", at.into()), ("count", (*count).into())])
            }
            Self::Unnamed { at, count } => words.say("note-unnamed", &[("at", at.into()), ("count", (*count).into())]),
            Self::TurnedAway { at, values } => {
                let often = |(value, count): &(String, usize)| {
                    words.say("note-value", &[("value", (&quoted(value)).into()), ("count", (*count).into())])
                };
                let shown: Vec<String> = values.iter().take(VALUES).map(often).collect();
                let (shown, more) = (words.list(&shown), values.len().saturating_sub(VALUES));
                let args = [("at", at.into()), ("values", (&shown).into()), ("more", more.into())];
                words.say("note-turned-away", &args)
            }
            Self::Unused { fields } => {
                let field = |(path, count): &(String, usize)| {
                    words.say("note-field", &[("path", path.into()), ("count", (*count).into())])
                };
                let fields = words.list(&fields.iter().map(field).collect::<Vec<_>>());
                words.say("note-unused", &[("fields", (&fields).into())])
            }
        }
    }

    /// Lines that say notes, each by itself.
    pub fn lines<'n>(notes: impl IntoIterator<Item = &'n Self>, words: &Words) -> String {
        let line = |note: &Self| words.say("build-note", &[("text", (&note.said(words)).into())]) + "\n";
        notes.into_iter().map(line).collect()
    }
}
