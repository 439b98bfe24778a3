//! What issues, errors, templates, the system and libraries say, in Chinese. They carry their English words; here stand the same
//! sentences with holes, each with its Chinese, and what stood in the holes is carried over.

use std::sync::{LazyLock, OnceLock};

use outcomes::issue::Issue;
use regex::{Captures, Regex};

use crate::config::Lang;

/// Texts of issues; of errors; of templates; of what the system and libraries say.
const PAIRS: [&str; 6] = [
    include_str!("issues.zh.txt"),
    include_str!("errors.zh.txt"),
    include_str!("theme.zh.txt"),
    include_str!("system.zh.txt"),
    include_str!("toml.zh.txt"),
    include_str!("libraries.zh.txt"),
];

/// Holes that hold words of ours; some more hold lists of names or sentences of ours. Whatever stands in another is the
/// publisher's and stays as it is.
const OURS: [&str; 10] = ["event", "form", "kind", "other", "place", "thing", "things", "times", "wanted", "what"];

/// A sentence with holes, and its translation.
struct Sentence {
    english: &'static str,
    chinese: &'static str,
    /// Letters that are no hole: of two sentences that fit, the one that says more is meant.
    weight: usize,
    /// Its longest piece without a hole: only where a text has it the sentence is looked at.
    longest: &'static str,
    pattern: OnceLock<Option<Regex>>,
}

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(|| {
    let lines = PAIRS.iter().flat_map(|pairs| pairs.lines().chain([""]));
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("# ")).collect();
    let pairs = lines.split(|line| line.is_empty()).filter_map(|pair| match pair {
        [english, chinese] => Some(Sentence::new(english, chinese)),
        _ => None,
    });
    let mut all: Vec<Sentence> = pairs.collect();
    all.sort_by_key(|sentence| std::cmp::Reverse(sentence.weight));
    all
});

impl Sentence {
    fn new(english: &'static str, chinese: &'static str) -> Self {
        let texts = || {
            parts(english).into_iter().filter_map(|part| match part {
                Part::Text(text) => Some(text),
                Part::Hole(_) => None,
            })
        };
        let weight = texts().map(|text| text.chars().count()).sum();
        let longest = texts().max_by_key(|text| text.len()).unwrap_or_default();
        Self { english, chinese, weight, longest, pattern: OnceLock::new() }
    }

    /// What stands in the holes, where a text is this sentence.
    fn holes<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if !text.contains(self.longest) {
            return None;
        }
        let pattern = self.pattern.get_or_init(|| {
            let part = |part| match part {
                // What follows a name of the publisher's without a sign between them.
                Part::Hole("times") => r"(?P<times> \(.+?\))".to_owned(),
                Part::Hole(name) => format!("(?P<{name}>.+?)"),
                Part::Text(text) => regex::escape(text),
            };
            let inner: String = parts(self.english).into_iter().map(part).collect();
            Regex::new(&format!("(?s)^{inner}$")).ok()
        });
        pattern.as_ref()?.captures(text)
    }
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
    let text = without_code(text);
    SENTENCES.iter().find_map(|sentence| {
        let holes = sentence.holes(text)?;
        let mut out = String::new();
        for part in parts(sentence.chinese) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Hole(name) => {
                    let filled = holes.name(name)?.as_str();
                    let said = match name {
                        "names" => Some(filled.replace(", ", "、")),
                        "changes" | "figures" => listed(filled, "; ", "；"),
                        "sessions" => listed(filled, ", ", "、"),
                        name if OURS.contains(&name) => self::chinese(filled),
                        _ => None,
                    };
                    out.push_str(said.as_deref().unwrap_or(filled));
                }
            }
        }
        Some(out)
    })
}

/// A list of sentences, each in Chinese.
fn listed(text: &str, between: &str, chinese_between: &str) -> Option<String> {
    Some(text.split(between).map(chinese).collect::<Option<Vec<_>>>()?.join(chinese_between))
}

/// What the system says of an error, without the code that is added to it.
fn without_code(text: &str) -> &str {
    let before = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (os error "));
    before.map_or(text, |(before, _)| before)
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

/// A text in a language: line by line where each is a sentence of ours or quotes a file, else as a whole where
/// none is quoted, else the lines that have Chinese. What has none stays English.
pub fn localised_text(text: &str, lang: Lang) -> String {
    if !lang.is_chinese() {
        return text.to_owned();
    }
    let said: Vec<Option<String>> =
        text.split('\n').map(|line| if is_quoted(line) { Some(line.to_owned()) } else { chinese(line) }).collect();
    if said.iter().any(Option::is_none)
        && !text.split('\n').any(is_quoted)
        && let Some(whole) = chinese(text)
    {
        return whole;
    }
    let lines = said.into_iter().zip(text.split('\n'));
    lines.map(|(said, line)| said.unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
}

/// Whether a line quotes a file or marks a place in the line above it.
fn is_quoted(line: &str) -> bool {
    let margin = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    margin.starts_with('|') || line.starts_with("    ")
}

/// An error with what led to it, in a language.
pub fn localised_error(error: &anyhow::Error, lang: Lang) -> String {
    let between = if lang.is_chinese() { "：" } else { ": " };
    error.chain().map(|cause| localised_text(&cause.to_string(), lang)).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PAIRS, Part, SENTENCES, chinese, localised_text, parts};
    use crate::config::Lang;

    #[test]
    fn every_sentence_stands_once_with_its_chinese_and_the_same_holes() {
        let mut seen = BTreeSet::new();
        for block in PAIRS.iter().flat_map(|pairs| pairs.split("\n\n")).filter(|block| !block.starts_with("# ")) {
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
            assert!(seen.insert(english), "{english} stands twice");
        }
        assert_eq!(SENTENCES.len(), seen.len());
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
                "3 of 9 items are no longer there: 2 of session a, 1 of session c; the first is b",
                "9 件中有 3 件不见了：届次 a 的 2 件、届次 c 的 1 件；第一件是 b",
            ),
            (
                "outcome classes are others: A counted as resolved, now as planned; B (planned) is gone; C (kept) is new",
                "办理结果的分类变了：A 原来计为 resolved，现在计为 planned；B（planned）没有了；C（kept）是新增的",
            ),
            (
                "\"d\" declares otherwise than the items add up: owed 3, computed 1; owed (suggestion) 1, computed 0",
                "\"d\" 的申报数与记录的合计不一致：owed 申报 3，按记录为 1；owed（suggestion）申报 1，按记录为 0",
            ),
            ("there is no category \"transprot\"", "没有分类 \"transprot\""),
            (
                "\"a\" does not match the `regex` of item.title (3 times, here first)",
                "\"a\" 与 item.title 的 `regex` 不符（共 3 次，此处是第一次）",
            ),
            ("\"a\" does not match the `regex` of item.title", "\"a\" 与 item.title 的 `regex` 不符"),
            ("this is an object, not a list in [ ]", "这里是对象，应为用 [ ] 括起的列表"),
        ];
        for (english, said) in cases {
            assert_eq!(chinese(english).as_deref(), Some(said));
        }
        assert_eq!(chinese("nobody says this"), None);
    }

    #[test]
    fn lines_that_quote_a_file_stay_and_what_has_no_chinese_too() {
        let text = "TOML parse error at line 3, column 5\n  |\n3 | a = 1\n  |     ^\nnobody says this\nduplicate key";
        let said = "第 3 行第 5 列有误\n  |\n3 | a = 1\n  |     ^\nnobody says this\n这一项写了两次";
        assert_eq!(localised_text(text, Lang::ZH), said);
        assert_eq!(localised_text(text, Lang::EN), text);
        assert_eq!(localised_text("Permission denied (os error 13)", Lang::ZH), "没有权限");
    }
}
