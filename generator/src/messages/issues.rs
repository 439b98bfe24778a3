//! Texts of issues and errors in Chinese. They carry their English words; here stand the same sentences
//! with holes, each with its Chinese, and what stood in the holes is carried over.

use std::sync::LazyLock;

use outcomes::issue::Issue;
use regex::Regex;

use crate::config::Lang;

const PAIRS: &str = include_str!("issues.zh.txt");

/// Holes that hold words of ours; whatever stands in another is the publisher's and stays as it is.
const OURS: [&str; 9] = ["event", "kind", "other", "place", "thing", "things", "times", "wanted", "what"];

/// A sentence with holes, and its translation.
struct Sentence {
    english: Regex,
    /// Letters that are no hole: of two sentences that fit, the one that says more is meant.
    weight: usize,
    chinese: &'static str,
}

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(|| {
    let lines: Vec<&str> = PAIRS.lines().filter(|line| !line.starts_with("# ")).collect();
    let pairs = lines.split(|line| line.is_empty()).filter_map(|pair| match pair {
        [english, chinese] => Some((*english, *chinese)),
        _ => None,
    });
    let mut all: Vec<Sentence> = pairs.filter_map(|(english, chinese)| sentence(english, chinese)).collect();
    all.sort_by_key(|sentence| std::cmp::Reverse(sentence.weight));
    all
});

fn sentence(english: &str, chinese: &'static str) -> Option<Sentence> {
    let (mut pattern, mut weight) = (String::from("(?s)^"), 0);
    for part in parts(english) {
        match part {
            Part::Hole(name) => pattern += &format!("(?P<{name}>.+?)"),
            Part::Text(text) => {
                weight += text.chars().count();
                pattern += &regex::escape(text);
            }
        }
    }
    pattern.push('$');
    Some(Sentence { english: Regex::new(&pattern).ok()?, weight, chinese })
}

enum Part<'t> {
    Text(&'t str),
    Hole(&'t str),
}

/// The pieces of a sentence: `{name}` is a hole, any other brace a sign.
fn parts(sentence: &str) -> Vec<Part<'_>> {
    let (mut found, mut text, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = sentence[at..].find('{').map(|open| at + open) {
        let name = sentence[open + 1..].split('}').next().unwrap_or_default();
        at = open + 1;
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            found.push(Part::Text(&sentence[text..open]));
            found.push(Part::Hole(name));
            at = open + name.len() + 2;
            text = at;
        }
    }
    found.push(Part::Text(&sentence[text..]));
    found
}

/// A text in Chinese; `None` where no sentence fits.
pub fn chinese(text: &str) -> Option<String> {
    SENTENCES.iter().find_map(|Sentence { english, chinese, .. }| {
        let holes = english.captures(text)?;
        let mut out = String::new();
        for part in parts(chinese) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Hole(name) => {
                    let filled = holes.name(name)?.as_str();
                    let said = if OURS.contains(&name) { self::chinese(filled) } else { None };
                    out.push_str(said.as_deref().unwrap_or(filled));
                }
            }
        }
        Some(out)
    })
}

/// Issues in a language. What has no Chinese yet stays English.
pub fn localised(mut issues: Vec<Issue>, lang: Lang) -> Vec<Issue> {
    if lang.is_chinese() {
        for issue in &mut issues {
            for text in [&mut issue.what, &mut issue.hint] {
                *text = localised_text(text, lang);
            }
        }
    }
    issues
}

/// A text in a language, line by line where each is a sentence of ours, else as a whole. What has no Chinese yet
/// stays English.
pub fn localised_text(text: &str, lang: Lang) -> String {
    if !lang.is_chinese() {
        return text.to_owned();
    }
    let lines: Option<Vec<String>> = text.split('\n').map(chinese).collect();
    lines.map(|lines| lines.join("\n")).or_else(|| chinese(text)).unwrap_or_else(|| text.to_owned())
}

/// An error with what led to it, in a language.
pub fn localised_error(error: &anyhow::Error, lang: Lang) -> String {
    let between = if lang.is_chinese() { "：" } else { ": " };
    error.chain().map(|cause| localised_text(&cause.to_string(), lang)).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, Part, SENTENCES, chinese, parts};

    #[test]
    fn every_sentence_stands_with_its_chinese_and_the_same_holes() {
        let blocks = PAIRS.split("\n\n").filter(|block| !block.starts_with("# ")).count();
        assert_eq!(SENTENCES.len(), blocks);
        for block in PAIRS.split("\n\n").filter(|block| !block.starts_with("# ")) {
            let (english, chinese) = block.trim_end_matches('\n').split_once('\n').expect("two lines");
            let holes = |text| {
                let mut names: Vec<&str> = parts(text)
                    .into_iter()
                    .filter_map(|part| if let Part::Hole(name) = part { Some(name) } else { None })
                    .collect();
                names.sort_unstable();
                names
            };
            assert_eq!(holes(english), holes(chinese), "{english}");
        }
    }

    #[test]
    fn holes_are_carried_over_and_what_stands_in_them_is_said_in_chinese_too() {
        let cases = [
            ("a reply on 2022-01-03 lies before assignment on 2022-01-05", "答复（2022-01-03）早于交办（2022-01-05）"),
            ("a mobile number would be published: 138****8000", "手机号码会被公开：138****8000"),
            (
                "the file ends in the middle of the data, in item 3 of the list",
                "文件在数据中间就结束了，断在清单的第 3 条",
            ),
            (
                "3 of 9 items are no longer there: 3 of session a; the first is b",
                "9 件中有 3 件不见了：3 of session a；第一件是 b",
            ),
            ("there is no category \"transprot\"", "没有分类 \"transprot\""),
            ("this is an object, not a list in [ ]", "这里是对象，应为用 [ ] 括起的列表"),
        ];
        for (english, said) in cases {
            assert_eq!(chinese(english).as_deref(), Some(said));
        }
        assert_eq!(chinese("nobody says this"), None);
    }
}
