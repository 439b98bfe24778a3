//! What a guess rests on, and what of it is to be looked at.

use crate::words::Words;

/// One reason or question.
#[derive(Debug)]
pub enum Why {
    /// The field's name, and how many have a value.
    Name {
        /// Values.
        count: usize,
        /// Records, of which each has one value at most; none where the field lies in a list.
        records: Option<usize>,
    },
    /// Its values are days.
    Days {
        /// Distinct values that are.
        read: usize,
        /// Distinct values.
        all: usize,
    },
    /// These marks stand between names.
    Marks(Vec<&'static str>),
    /// Every title stands in 《》.
    TitleMarks,
    /// Every number stands between 第 and 号.
    NumberMarks,
    /// The values are numbers of the system.
    SystemNumbers,
    /// Nobody but the publisher knows what these values mean; each with how often it stands there.
    Unknown(Vec<(String, usize)>),
}

impl Why {
    /// In the program's words.
    pub fn said(&self, words: &Words) -> String {
        match self {
            Self::Name { count, records: Some(records) } => {
                words.say("suggest-name-records", &[("count", (*count).into()), ("records", (*records).into())])
            }
            Self::Name { count, records: None } => words.say("suggest-name-values", &[("count", (*count).into())]),
            Self::Days { read, all } => words.say("suggest-days", &[("read", (*read).into()), ("all", (*all).into())]),
            Self::Marks(marks) => words.say("suggest-between-names", &[("marks", (&marks.join(" ")).into())]),
            Self::TitleMarks => words.text("suggest-title-marks"),
            Self::NumberMarks => words.text("suggest-number-marks"),
            Self::SystemNumbers => words.text("suggest-system-numbers"),
            Self::Unknown(values) => {
                let value = |(value, count): &(String, usize)| {
                    words.say("note-field", &[("path", (&format!("{value:?}")).into()), ("count", (*count).into())])
                };
                let values = words.list(&values.iter().map(value).collect::<Vec<_>>());
                words.say("suggest-unknown", &[("values", (&values).into())])
            }
        }
    }
}
