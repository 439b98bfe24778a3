//! What a publisher keeps from being published: own words, and what is masked instead of stopping.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use outcomes::private::{Privacy, Private, Words};
use schemars::JsonSchema;
use serde::Deserialize;

/// What may not be published, and what is masked. Numbers and addresses that lead to a person are
/// looked for in any case.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyConfig {
    /// Words that may not stand in any text to be published, of two characters or more each; letters
    /// count as the same in either case.
    #[schemars(example = ["某某专案"])]
    pub words: Vec<String>,
    /// File with more such words, one a line, blank lines and lines that begin with `#` left out;
    /// relative to this file.
    #[schemars(example = &"words.txt")]
    pub words_file: Option<String>,
    /// What is masked with a warning and published so; whatever is not named stops the build.
    #[schemars(example = ["mobile", "phone", "resident_id", "bank_card", "email", "word"])]
    pub mask: Vec<Private>,
}

/// Characters of the shortest word: one character stands in too many others.
const SHORTEST: usize = 2;

impl PrivacyConfig {
    /// Adds the words of the file that is named, if any, and gives that file.
    ///
    /// # Errors
    /// Where it can't be read, or holds a word that is too short.
    pub(super) fn read_list(&mut self, config: &Path) -> Result<Option<(PathBuf, String)>> {
        let Some(path) = self.list_path(config) else { return Ok(None) };
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}, which `words_file` names", path.display()))?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        self.words.extend(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
        self.check().with_context(|| format!("in {}", path.display()))?;
        Ok(Some((path, text)))
    }

    /// Where the file of words lies that is named, if any.
    pub fn list_path(&self, config: &Path) -> Option<PathBuf> {
        self.words_file.as_ref().map(|name| config.parent().unwrap_or(Path::new("")).join(name))
    }

    /// Refuses words that are too short.
    ///
    /// # Errors
    /// Where there is one.
    pub(super) fn check(&self) -> Result<()> {
        for word in &self.words {
            let long_enough = word.trim().chars().count() >= SHORTEST;
            ensure!(
                long_enough,
                "the word {word:?} is too short to be looked for: write {SHORTEST} characters or more"
            );
        }
        Ok(())
    }

    /// The same as the domain takes it.
    pub(super) fn rules(&self) -> Privacy {
        Privacy { words: Words::new(&self.words), mask: self.mask.clone() }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn words_and_kinds_that_mean_nothing_are_refused() {
        let fault = |text: &str| format!("{:#}", Config::parse(text).expect_err("refused"));
        assert!(fault("[privacy]\nwords = [\"密\"]").contains("too short"));
        assert!(fault("[privacy]\nmask = [\"name\"]").contains("bank_card"));
    }

    #[test]
    fn words_come_from_the_configuration_and_from_a_file_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("site.toml");
        std::fs::write(&path, "[privacy]\nwords = [\"甲专案\"]\nwords_file = \"words.txt\"").expect("written");
        let missing = format!("{:#}", Config::read(&path).expect_err("no file"));
        std::fs::write(folder.path().join("words.txt"), "\u{feff}# 名单\n\n乙专案 \n").expect("written");
        let config = Config::read(&path);
        assert!(missing.contains("words.txt, which `words_file` names"), "{missing}");
        let found = config.expect("read").rules().privacy.find("甲专案与乙专案、丙专案");
        assert_eq!(found.iter().map(|one| one.offset).collect::<Vec<_>>(), [0, 12]);
    }
}
