//! What the rules for government websites ask of a site and its configuration does not say: each with the
//! rule's name and where to write it.

use outcomes::dataset::{Dataset, Publication};
use serde::Serialize;

use crate::config::Config;
use crate::words::Words;

/// A setting that the rules ask for.
struct Setting {
    /// How it is written in `site.toml`.
    written: &'static str,
    /// Key of the rule's name.
    rule: &'static str,
    /// Key of what it is for.
    what: &'static str,
    /// Whether the configuration has it.
    is_set: fn(&Config) -> bool,
}

/// Key of the rule on meta tags, 《政府网站发展指引》网页设计规范.
const TAGS: &str = "rule-tags";
/// Key of the rule on what stands at the foot of each page, in the same document.
const FOOTER: &str = "rule-footer";

const SETTINGS: [Setting; 9] = [
    Setting { written: "title = \"…\"", rule: TAGS, what: "setting-title", is_set: |c| !c.title.is_empty() },
    Setting {
        written: "base_url = \"https://…/\"",
        rule: TAGS,
        what: "setting-address",
        is_set: |c| c.base_url.is_some(),
    },
    Setting {
        written: "site_id_code = \"…\"",
        rule: TAGS,
        what: "setting-code",
        is_set: |c| {
            c.site_id_code.as_ref().is_some_and(|code| code.len() == 10 && code.bytes().all(|b| b.is_ascii_digit()))
        },
    },
    Setting {
        written: "description = \"…\"",
        rule: TAGS,
        what: "setting-description",
        is_set: |c| !c.description.is_empty(),
    },
    Setting {
        written: "[footer] organiser = \"…\"",
        rule: FOOTER,
        what: "setting-organiser",
        is_set: |c| c.footer.organiser.is_some(),
    },
    Setting {
        written: "[footer] contact = \"…\"",
        rule: FOOTER,
        what: "setting-contact",
        is_set: |c| c.footer.contact.is_some(),
    },
    Setting {
        written: "[footer] icp = \"…\"", rule: FOOTER, what: "setting-icp", is_set: |c| c.footer.icp.is_some()
    },
    Setting {
        written: "[footer] police = \"…\"",
        rule: FOOTER,
        what: "setting-police",
        is_set: |c| c.footer.police.is_some(),
    },
    Setting {
        written: "[footer] mark_url = \"https://…\"",
        rule: FOOTER,
        what: "setting-mark",
        is_set: |c| c.footer.mark_url.is_some(),
    },
];

/// Something that the rules ask for and nobody says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its name for programs, which stays: `setting-icp`.
    pub code: &'static str,
    /// What is missing, as a sentence.
    pub what: String,
    /// How it is written.
    pub written: &'static str,
    /// Whether the exports have to say it, and not `site.toml`.
    pub is_data: bool,
    /// The rule's name.
    pub rule: String,
}

/// Everything that is missing, in the language of `words`; nothing where the publisher is no government body.
pub fn missing(words: &Words, config: &Config, data: Option<&Dataset>) -> Vec<Missing> {
    if !config.government {
        return Vec::new();
    }
    let settings = SETTINGS.iter().filter(|setting| !(setting.is_set)(config)).map(|setting| Missing {
        code: setting.what,
        what: words.say("setting-missing", &[("what", (&words.text(setting.what)).into())]),
        written: setting.written,
        is_data: false,
        rule: words.text(setting.rule),
    });
    let headless = data.map(headless).filter(|count| *count > 0);
    let header = headless.map(|count| Missing {
        code: "setting-header",
        what: words.say("setting-header", &[("count", count.into())]),
        written: "\"header\": {…}",
        is_data: true,
        rule: words.text("rule-header"),
    });
    settings.chain(header).collect()
}

/// Replies published in full or as a summary that have no disclosure header.
fn headless(data: &Dataset) -> usize {
    let replies = data.items.iter().flat_map(|item| &item.assignments).flat_map(|duty| &duty.replies);
    replies
        .filter(|reply| matches!(reply.text, Publication::Full(_) | Publication::Summary(_)) && reply.header.is_none())
        .count()
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, missing};
    use crate::config::{Config, Lang};
    use crate::messages::messages;

    #[test]
    fn each_missing_setting_is_named_with_its_rule_and_its_place() {
        for lang in Lang::BUILT_IN {
            let words = messages(lang).expect("a catalogue");
            let said = |config: &Config| missing(&words, config, None);
            let all = said(&Config::default());
            assert_eq!(all.len(), SETTINGS.len());
            for (setting, missing) in SETTINGS.iter().zip(&all) {
                assert_eq!((missing.code, missing.written), (setting.what, setting.written));
                assert!(missing.what.contains(&words.text(setting.what)), "{missing:?}");
                assert!(missing.rule.starts_with("《政府网站发展指引》"), "{missing:?}");
            }
            let text = "title = \"a\"\ndescription = \"b\"\nbase_url = \"https://a.example/\"\nsite_id_code = \"4212000001\"\n\
                        [footer]\norganiser = \"c\"\ncontact = \"d\"\nicp = \"e\"\npolice = \"f\"\nmark_url = \"https://b.example/\"";
            assert_eq!(said(&Config::parse(text).expect("a configuration")), []);
            let short = Config::parse(&text.replace("4212000001", "42120")).expect("a configuration");
            assert_eq!(said(&short).iter().map(|missing| missing.code).collect::<Vec<_>>(), ["setting-code"]);
            let other = Config::parse("government = false").expect("a configuration");
            assert_eq!(said(&other), []);
        }
    }
}
