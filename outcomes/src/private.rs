//! Private data in texts: phone numbers, resident IDs, bank cards, e-mail addresses, and the words of
//! the publisher's own list.

mod numbers;
mod runs;
mod words;

pub use numbers::find;
pub use words::Words;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::prose::Prose;

/// What was found in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Private {
    /// A mobile number.
    Mobile,
    /// A landline number with its area code.
    Phone,
    /// A resident ID number with a valid check digit (GB 11643).
    ResidentId,
    /// A bank-card number with a valid check digit (Luhn, ISO/IEC 7812-1).
    BankCard,
    /// An e-mail address.
    Email,
    /// A word of the publisher's own list.
    #[serde(alias = "words")]
    Word,
}

impl Private {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Mobile, Self::Phone, Self::ResidentId, Self::BankCard, Self::Email, Self::Word];

    /// Name in configuration and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Phone => "phone",
            Self::ResidentId => "resident_id",
            Self::BankCard => "bank_card",
            Self::Email => "email",
            Self::Word => "word",
        }
    }

    /// Name in a sentence.
    pub const fn named(self) -> &'static str {
        match self {
            Self::Mobile => "a mobile number",
            Self::Phone => "a phone number",
            Self::ResidentId => "a resident ID number",
            Self::BankCard => "a bank-card number",
            Self::Email => "an e-mail address",
            Self::Word => "a word of your list",
        }
    }

    /// The code of the issue where it would be published.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mobile => "E0601",
            Self::Phone => "E0602",
            Self::ResidentId => "E0603",
            Self::BankCard => "E0604",
            Self::Email => "E0605",
            Self::Word => "E0606",
        }
    }
}

/// What a publisher wants done about private data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Privacy {
    /// Words that may not be published.
    pub words: Words,
    /// What is masked with a warning; all else stops the build.
    pub mask: Vec<Private>,
}

impl Privacy {
    /// Everything is masked, nothing stops the build.
    pub fn masking() -> Self {
        Self { mask: Private::ALL.to_vec(), ..Self::default() }
    }

    /// Every finding of a text, words too, in order and none within another.
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let mut found = find(text);
        if self.words.find(text, &mut found) { joined(text, found, &self.mask) } else { found }
    }

    /// Whether a long text is known to have no finding before its escapes are left out, as most are.
    pub(crate) fn finds_none(&self, prose: &Prose) -> bool {
        prose.written().is_some_and(|json| self.words.is_empty() && numbers::none_written(json))
    }
}

/// Findings in order. One within another goes with it; of two that overlap one is made, which is masked
/// only where `mask` holds both kinds.
fn joined(text: &str, mut found: Vec<Finding>, mask: &[Private]) -> Vec<Finding> {
    found.sort_by_key(|finding| (finding.offset, std::cmp::Reverse(finding.end)));
    let mut all: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        let Some(last) = all.last_mut().filter(|last| finding.offset < last.end) else {
            all.push(finding);
            continue;
        };
        // The mask of an address shows its host, which may hold a word of the list.
        let shows = last.what == Private::Email && last.masked.contains(&text[finding.offset..finding.end]);
        if finding.end > last.end || shows {
            last.end = last.end.max(finding.end);
            last.masked = text[last.offset..last.end].chars().map(|_| '*').collect();
            if mask.contains(&last.what) && !mask.contains(&finding.what) {
                last.what = finding.what;
            }
        }
    }
    all
}

/// A finding: what, where in the text, and the finding with its middle masked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What it is.
    pub what: Private,
    /// Byte offset in the text.
    pub offset: usize,
    /// Byte offset behind it.
    pub end: usize,
    /// The finding, masked.
    pub masked: String,
}

/// The text with its findings masked.
pub fn mask(text: &str, findings: &[Finding]) -> String {
    let (mut masked, mut at) = (String::with_capacity(text.len()), 0);
    for finding in findings {
        masked.push_str(text.get(at..finding.offset).unwrap_or_default());
        masked.push_str(&finding.masked);
        at = finding.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests;
