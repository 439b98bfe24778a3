//! `banli doctor`: whether a built folder is whole, and whether a server gives out the site on it as the
//! site needs it, in plain words with what to do.

#[cfg(feature = "doctor")]
mod client;
mod folder;
#[cfg(feature = "doctor")]
mod headers;
#[cfg(feature = "doctor")]
mod server;

#[cfg(feature = "doctor")]
pub use client::advice;
pub use folder::folder;
#[cfg(feature = "doctor")]
pub use server::server;

use std::fmt::Write as _;

use serde_json::json;

use crate::words::{Arg, Words};

/// How a check came out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// As it should be.
    Good,
    /// The site works; something could be better.
    Advice,
    /// Readers miss something, or see something wrong.
    Fault,
}

impl Level {
    /// `good`, `advice` or `fault`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Advice => "advice",
            Self::Fault => "fault",
        }
    }
}

/// What one check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What was looked at, such as `wasm-type`.
    pub check: &'static str,
    /// How it came out.
    pub level: Level,
    /// What its text names: a file, a header, a count.
    pub about: Vec<(&'static str, String)>,
}

/// All that was found, in the order it was looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Adds how a check came out.
    fn add(&mut self, check: &'static str, level: Level, about: &[(&'static str, &str)]) {
        let about = about.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.0.push(Finding { check, level, about });
    }

    /// Adds a check that is as it should be where `good`, and else of this level.
    fn check(&mut self, check: &'static str, good: bool, otherwise: Level, about: &[(&'static str, &str)]) {
        self.add(check, if good { Level::Good } else { otherwise }, about);
    }

    /// How many came out so.
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|finding| finding.level == level).count()
    }

    /// As text: each check a line, and what to do about what is not as it should be.
    pub fn text(&self, words: &Words) -> String {
        let mut text = String::new();
        for finding in &self.0 {
            let mark = match finding.level {
                Level::Good => "✓",
                Level::Advice => "!",
                Level::Fault => "✗",
            };
            let (what, hint) = finding.words(words);
            let _ = writeln!(text, "{mark} {what}");
            if let Some(hint) = hint {
                let _ = writeln!(text, "    → {hint}");
            }
        }
        let counts = [("faults", self.count(Level::Fault).into()), ("advice", self.count(Level::Advice).into())];
        let _ = writeln!(text, "\n{}", words.say("doctor-counts", &counts));
        text
    }

    /// As JSON, one object a check.
    pub fn json(&self, words: &Words) -> serde_json::Value {
        let one = |finding: &Finding| {
            let (what, hint) = finding.words(words);
            json!({ "check": finding.check, "level": finding.level.key(), "what": what, "hint": hint })
        };
        self.0.iter().map(one).collect()
    }
}

impl Finding {
    /// What was found, and what to do where it is not as it should be.
    fn words(&self, words: &Words) -> (String, Option<String>) {
        let args: Vec<(&str, Arg)> = self.about.iter().map(|(name, value)| (*name, value.into())).collect();
        let check = self.check;
        if self.level == Level::Good {
            return (words.say(&format!("doctor-{check}-good"), &args), None);
        }
        let [what, hint] = [format!("doctor-{check}-bad"), format!("doctor-{check}-hint")];
        (words.say(&what, &args), Some(words.say(&hint, &args)))
    }
}
