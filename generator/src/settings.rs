//! What the rules for government websites ask of a site and its configuration does not say: each with the
//! rule's name and where to write it.

use outcomes::dataset::{Dataset, Publication};

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

/// Everything that is missing, a paragraph each in the language of `words`; empty where nothing is, and
/// where the publisher is no government body.
pub fn missing(words: &Words, config: &Config, data: Option<&Dataset>) -> String {
    if !config.government {
        return String::new();
    }
    let mut text = String::new();
    for setting in SETTINGS.iter().filter(|setting| !(setting.is_set)(config)) {
        let (what, rule) = (words.text(setting.what), words.text(setting.rule));
        let said = [("what", (&what).into()), ("rule", (&rule).into()), ("written", setting.written.into())];
        text += &(words.say("setting-missing", &said) + "\n");
    }
    let headless = data.map_or(0, headless);
    if headless > 0 {
        text += &(words.say("setting-header", &[("count", headless.into())]) + "\n");
    }
    text
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
            assert_eq!(all.matches("《政府网站发展指引》").count(), SETTINGS.len(), "{all}");
            for setting in &SETTINGS {
                assert!(all.contains(setting.written) && all.contains(&words.text(setting.what)), "{all}");
            }
            let text = "title = \"a\"\ndescription = \"b\"\nbase_url = \"https://a.example/\"\nsite_id_code = \"4212000001\"\n\
                        [footer]\norganiser = \"c\"\ncontact = \"d\"\nicp = \"e\"\npolice = \"f\"\nmark_url = \"https://b.example/\"";
            assert_eq!(said(&Config::parse(text).expect("a configuration")), "");
            let short = Config::parse(&text.replace("4212000001", "42120")).expect("a configuration");
            assert!(said(&short).contains("site_id_code") && said(&short).lines().count() == all.lines().count() / 9);
            let other = Config::parse("government = false").expect("a configuration");
            assert_eq!(said(&other), "");
        }
    }
}
