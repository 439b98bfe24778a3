//! The site's configuration, `site.toml`: everything that differs from place to place.

mod data;
mod lang;
mod privacy;
pub mod written;

use std::path::{Path, PathBuf};

pub use data::DataConfig;
pub use lang::Lang;
pub use privacy::PrivacyConfig;

use anyhow::{Context, Result};
use outcomes::changes::Limits;
use outcomes::dataset::Rules;
use outcomes::terms::StandingEvaluation;
use outcomes::unseen;
use schemars::JsonSchema;
use serde::Deserialize;

/// Which feeds and calendars a site has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FeedsOf {
    /// The site and its changes, and each unit, proposer and item; with the page of what one follows.
    #[default]
    Each,
    /// The site and its changes alone.
    Site,
    /// None.
    None,
}

/// The site's configuration.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Banli site configuration")]
pub struct Config {
    /// Address of the JSON Schema, for editors; ignored otherwise.
    #[serde(rename = "$schema")]
    #[schemars(example = &"site.schema.json")]
    pub schema: Option<String>,
    /// Name of the site; made from the publishers' names where left out.
    #[schemars(example = &"云岭市建议提案办理公开")]
    pub title: String,
    /// Name of the site in English.
    #[schemars(example = &"Yunling: suggestions and proposals, how they were handled")]
    pub title_en: String,
    /// One sentence about the site.
    #[schemars(example = &"代表建议、政协提案办理情况公开")]
    pub description: String,
    /// The same sentence in English.
    #[schemars(example = &"How deputies' suggestions and proposals were handled")]
    pub description_en: String,
    /// Languages to publish; the first one stands at the root, the others in a folder each. A language other than
    /// "zh" and "en" is added by a catalogue in the theme's folder, `i18n/fr.ftl`.
    #[schemars(example = languages_example())]
    pub languages: Vec<Lang>,
    /// Full address of the published site, ending in `/`; needed for the site map, the 404 page,
    /// QR codes and full links in feeds.
    #[schemars(example = &"https://banli.example.org/")]
    pub base_url: Option<String>,
    /// 网站标识码, ten digits, for the SiteIDCode meta tag and the footer.
    #[schemars(example = &"0000000000")]
    pub site_id_code: Option<String>,
    /// Whether the publisher is a government body: `banli check` then names what the rules for government
    /// websites ask for and this file does not say.
    #[schemars(example = true)]
    pub government: bool,
    /// Folder with own templates, styles and texts, taken file by file instead of the built-in
    /// ones; relative to this file.
    #[schemars(example = &"theme")]
    pub theme: Option<String>,
    /// Earlier exports to list the changes since, relative to this file; `--since` takes their place.
    #[schemars(example = ["earlier.json.gz"])]
    pub earlier: Vec<String>,
    /// Whether the site has a search, with its index. Without it the site has fewer files.
    #[schemars(example = true)]
    pub search: bool,
    /// Which feeds and calendars there are. Those of each item are as many files as there are items.
    #[schemars(example = &"each")]
    pub feeds: FeedsOf,
    /// Days after which the browser says that the data is old; no such notice where left out.
    #[schemars(example = 120)]
    pub freshness_days: Option<u32>,
    /// Licence of the published data, by name.
    #[schemars(example = &"CC BY 4.0")]
    pub licence: Option<String>,
    /// Address of the licence's text.
    #[schemars(example = &"https://creativecommons.org/licenses/by/4.0/")]
    pub licence_url: Option<String>,
    /// What is offered for download.
    pub data: DataConfig,
    /// What stands in the footer.
    pub footer: Footer,
    /// Limits and conventions of handling.
    pub rules: RulesConfig,
    /// How far figures may move against the earlier exports without a warning.
    pub jumps: JumpsConfig,
    /// What may not be published, and what is masked.
    pub privacy: PrivacyConfig,
}

fn languages_example() -> [&'static str; 2] {
    ["zh", "en"]
}

/// What stands in the footer; each line is left out where it is not configured.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Footer {
    /// 主办单位.
    #[schemars(example = &"云岭市人民政府办公室")]
    pub organiser: Option<String>,
    /// ICP 备案号.
    #[schemars(example = &"示ICP备00000000号")]
    pub icp: Option<String>,
    /// 公安备案号.
    #[schemars(example = &"示公网安备00000000000000号")]
    pub police: Option<String>,
    /// Address of the page that certifies the 党政机关 or 事业单位 mark.
    #[schemars(example = &"https://bszs.conac.cn/sitename?method=show&id=0000")]
    pub mark_url: Option<String>,
    /// How to reach the office that publishes.
    #[schemars(example = &"市政府办公室督查科")]
    pub contact: Option<String>,
}

/// Limits and conventions of handling.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RulesConfig {
    /// Months from assignment to the due day of a reply.
    #[schemars(example = 3)]
    pub reply_months: u32,
    /// Months from assignment that an approved extension reaches at most.
    #[schemars(example = 6)]
    pub extension_months: u32,
    /// Months from assignment to the due day of a joint unit's opinion.
    #[schemars(example = 1)]
    pub opinion_months: u32,
    /// Which evaluation stands for an assignment that several proposers judged.
    #[schemars(example = &"least_satisfied")]
    pub standing_evaluation: StandingEvaluation,
}

/// How far figures may move against the earlier exports without a warning.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct JumpsConfig {
    /// Percent of the earlier items that may be gone.
    #[schemars(example = 2)]
    pub gone_percent: u32,
    /// Percent by which a count may fall.
    #[schemars(example = 20)]
    pub count_percent: u32,
    /// Percent by which the items of sessions known before may grow in number.
    #[schemars(example = 50)]
    pub growth_percent: u32,
    /// Percentage points by which a rate may move; a larger move is told where its 95 % intervals lie
    /// apart, so that small numbers give no alarm.
    #[schemars(example = 10)]
    pub rate_points: u32,
    /// Percent of a unit's earlier replies that may be gone.
    #[schemars(example = 50)]
    pub replies_percent: u32,
    /// What concerns fewer items or replies than this is not pointed out.
    #[schemars(example = 3)]
    pub least: u32,
}

impl Default for JumpsConfig {
    fn default() -> Self {
        let Limits { gone_percent, count_percent, growth_percent, rate_points, replies_percent, least } =
            Limits::default();
        Self { gone_percent, count_percent, growth_percent, rate_points, replies_percent, least }
    }
}

impl Default for RulesConfig {
    fn default() -> Self {
        let Rules { reply_months, extension_months, opinion_months, standing_evaluation, .. } = Rules::default();
        Self { reply_months, extension_months, opinion_months, standing_evaluation }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            schema: None,
            title: String::new(),
            title_en: String::new(),
            description: String::new(),
            description_en: String::new(),
            languages: vec![Lang::ZH],
            base_url: None,
            site_id_code: None,
            government: true,
            theme: None,
            earlier: Vec::new(),
            search: true,
            feeds: FeedsOf::default(),
            freshness_days: None,
            licence: None,
            licence_url: None,
            data: DataConfig::default(),
            footer: Footer::default(),
            rules: RulesConfig::default(),
            jumps: JumpsConfig::default(),
            privacy: PrivacyConfig::default(),
        }
    }
}

impl Config {
    /// The language that stands at the root of the site.
    pub fn first_language(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::ZH)
    }

    /// Reads a configuration.
    ///
    /// # Errors
    /// Where the file can't be read, or holds a key or value that means nothing; the message names
    /// file, line and key.
    pub fn read(path: &Path) -> Result<Self> {
        Self::read_with_files(path).map(|(config, _)| config)
    }

    /// Reads a configuration file, and gives it and the list of words that it names, with their texts: what is
    /// hashed is then what was read.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn read_with_files(path: &Path) -> Result<(Self, Vec<(PathBuf, String)>)> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut config = Self::parse(&text).with_context(|| format!("in {}", path.display()))?;
        let mut files = vec![(path.to_path_buf(), text)];
        files.extend(config.privacy.read_list(path)?);
        Ok((config, files))
    }

    /// Parses a configuration's text.
    ///
    /// # Errors
    /// Where a key or value means nothing.
    pub fn parse(text: &str) -> Result<Self> {
        let mut config: Self = written::read(text)?;
        anyhow::ensure!(
            !config.languages.is_empty(),
            "`languages` is empty: name at least one, such as \"zh\", \"en\""
        );
        config.privacy.check()?;
        let mut seen = Vec::new();
        config.languages.retain(|lang| !seen.contains(lang) && (seen.push(*lang), true).1);
        if let Some(base) = &mut config.base_url {
            let scheme = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
            anyhow::ensure!(
                scheme.is_some_and(|rest| !rest.is_empty() && !rest.contains(['?', '#', '"', '<', ' '])),
                "`base_url` is {base:?}: write a full address such as \"https://banli.example.org/\""
            );
            if !base.ends_with('/') {
                base.push('/');
            }
        }
        for (key, url) in [("licence_url", &config.licence_url), ("mark_url", &config.footer.mark_url)] {
            let Some(url) = url else { continue };
            let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
            anyhow::ensure!(
                ["http", "https"].contains(&scheme) && !url.contains(char::is_whitespace),
                "`{key}` is {url:?}: write a full address that begins with https:// or http://"
            );
        }
        anyhow::ensure!(
            unseen::is_clean(text) && config.texts().all(unseen::is_clean),
            "it holds a character that shows nothing or turns the direction of writing: remove it"
        );
        Ok(config)
    }

    /// Every text that is published.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let footer = &self.footer;
        let optional = [&self.base_url, &self.licence, &self.licence_url, &self.site_id_code, &footer.organiser];
        let more = [&footer.icp, &footer.police, &footer.mark_url, &footer.contact];
        let given = optional.into_iter().chain(more).filter_map(Option::as_deref);
        [&self.title, &self.title_en, &self.description, &self.description_en]
            .map(String::as_str)
            .into_iter()
            .chain(given)
    }

    /// The limits and conventions as the domain takes them.
    pub fn rules(&self) -> Rules {
        let RulesConfig { reply_months, extension_months, opinion_months, standing_evaluation } = self.rules;
        let privacy = self.privacy.rules();
        Rules { reply_months, extension_months, opinion_months, standing_evaluation, privacy }
    }

    /// How far figures may move, as the domain takes it.
    pub fn limits(&self) -> Limits {
        let JumpsConfig { gone_percent, count_percent, growth_percent, rate_points, replies_percent, least } =
            self.jumps;
        Limits { gone_percent, count_percent, growth_percent, rate_points, replies_percent, least }
    }

    /// The site's name in a language, the other language's where it has none.
    pub fn title(&self, lang: Lang) -> &str {
        pick(lang, &self.title, &self.title_en)
    }

    /// The site's description in a language, the other language's where it has none.
    pub fn description(&self, lang: Lang) -> &str {
        pick(lang, &self.description, &self.description_en)
    }

    /// The path part of `base_url`, beginning and ending in `/`; `/` where none is configured.
    pub fn base_path(&self) -> &str {
        let after = self.base_url.as_deref().and_then(|base| base.split_once("://")).map_or("", |(_, rest)| rest);
        after.find('/').map_or("/", |at| &after[at..])
    }

    /// The host of `base_url`, for the SiteDomain meta tag.
    pub fn domain(&self) -> Option<&str> {
        let after = self.base_url.as_deref()?.split_once("://")?.1;
        after.split('/').next()
    }
}

/// The JSON Schema of `site.toml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Config).to_value()
}

fn pick<'c>(lang: Lang, zh: &'c str, en: &'c str) -> &'c str {
    let (own, other) = if lang.is_chinese() { (zh, en) } else { (en, zh) };
    if own.is_empty() { other } else { own }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn unknown_keys_and_bad_addresses_are_refused() {
        let fault = |text: &str| format!("{:#}", Config::parse(text).expect_err("refused"));
        assert!(fault("titel = \"x\"").contains("titel"));
        assert!(fault("base_url = \"example.org\"").contains("full address"));
        assert!(fault("languages = []").contains("languages"));
        for url in ["javascript:alert(1)", "data:text/html,x", "creativecommons.org/x", "https://a b"] {
            assert!(fault(&format!("licence_url = {url:?}")).contains("full address"), "{url}");
        }
        assert!(fault("title = \"云\u{202E}岭\"").contains("shows nothing"));
        assert!(fault("footer.contact = \"\\u0000\"").contains("shows nothing"));
    }

    #[test]
    fn the_default_file_says_what_holds_by_default() {
        let written = include_str!("../../site/site.toml");
        let config = Config::parse(written).expect("a configuration");
        assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
        // The keys that have no default are written too, behind a #.
        let schema = super::schema();
        let of = |object: &serde_json::Value| object["properties"].as_object().expect("keys").clone();
        let parts = [
            of(&schema),
            of(&schema["$defs"]["DataConfig"]),
            of(&schema["$defs"]["Footer"]),
            of(&schema["$defs"]["RulesConfig"]),
            of(&schema["$defs"]["JumpsConfig"]),
            of(&schema["$defs"]["PrivacyConfig"]),
        ];
        for key in parts.iter().flat_map(|part| part.keys()).filter(|key| !key.starts_with('$')) {
            assert!(written.contains(&format!("{key} = ")) || written.contains(&format!("[{key}]")), "{key}");
        }
    }

    #[test]
    fn base_path_comes_from_the_address() {
        let config = Config::parse("base_url = \"https://a.example/x/y\"").expect("a configuration");
        assert_eq!((config.base_path(), config.domain()), ("/x/y/", Some("a.example")));
        assert_eq!(Config::default().base_path(), "/");
    }
}
