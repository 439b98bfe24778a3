//! What the rules ask for and nobody says, in each form that a check is printed in.

use serde_json::{Value, json};

use super::sarif::uri;
use crate::settings::Missing;
use crate::words::Words;

/// Where a program is sent for more: the configuration that was given.
#[derive(Clone, Copy)]
pub struct Settings<'s> {
    /// The configuration's path as it was given.
    pub configuration: &'s str,
    /// The first export's.
    pub export: &'s str,
    /// What is missing.
    pub missing: &'s [Missing],
}

impl Settings<'_> {
    /// The file that has to say it.
    fn file(&self, missing: &Missing) -> &str {
        if missing.is_data { self.export } else { self.configuration }
    }

    /// For people: a paragraph each.
    pub fn human(&self, words: &Words) -> String {
        let paragraph = |missing: &Missing| {
            let Missing { what, rule, written, is_data, .. } = missing;
            let said = [("what", what.into()), ("rule", rule.into()), ("written", (*written).into())];
            words.say(if *is_data { "setting-told-data" } else { "setting-told" }, &said) + "\n"
        };
        self.missing.iter().map(paragraph).collect()
    }

    /// For programs: objects beside those of the issues, of the severity `hint`.
    pub fn json(&self) -> Vec<Value> {
        let object = |missing: &Missing| {
            json!({
                "code": missing.code,
                "severity": "hint",
                "file": self.file(missing),
                "line": null,
                "column": null,
                "pointer": "",
                "item": null,
                "what": missing.what,
                "hint": missing.written,
                "rule": missing.rule,
            })
        };
        self.missing.iter().map(object).collect()
    }

    /// Rules of SARIF, one for each that is missing.
    pub(super) fn sarif_rules(&self) -> impl Iterator<Item = Value> {
        self.missing.iter().map(|missing| {
            json!({
                "id": missing.code,
                "shortDescription": { "text": missing.what },
                "defaultConfiguration": { "level": "note" },
                "properties": { "rule": missing.rule },
            })
        })
    }

    /// Results of SARIF, whose rules stand after `before` others.
    pub(super) fn sarif_results(&self, before: usize) -> impl Iterator<Item = Value> {
        self.missing.iter().enumerate().map(move |(at, missing)| {
            let told = [missing.what.as_str(), &missing.rule, missing.written];
            json!({
                "ruleId": missing.code,
                "ruleIndex": before + at,
                "level": "note",
                "message": { "text": told.join("\n") },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(self.file(missing)) },
                        "region": { "startLine": 1, "startColumn": 1 },
                    },
                }],
            })
        })
    }
}
