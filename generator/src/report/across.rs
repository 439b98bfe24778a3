//! The same fault in several files, as the program that wrote them makes it: told once, with how often each file has it.

use outcomes::issue::Issue;
use rustc_hash::FxHashMap;

use crate::words::Words;

/// Files that are named; the others are counted.
const NAMED: usize = 8;

/// Issues that are told as one.
#[derive(Debug, PartialEq, Eq)]
pub struct Told<'i> {
    /// The place of the one that is shown.
    pub first: usize,
    /// How many issues it stands for.
    pub count: usize,
    /// Each file with how often the fault occurs in it, in the order of the issues; empty where only one file has it.
    pub files: Vec<(&'i str, usize)>,
}

/// Issues of one code, given by their places: those that say the same of several files become one.
pub fn joined<'i>(issues: &'i [Issue], list: &[usize]) -> Vec<Told<'i>> {
    let mut found: FxHashMap<(&str, &str), Told> = FxHashMap::default();
    for at in list {
        let issue = &issues[*at];
        let (what, times) = repeated(&issue.what);
        let key = (what, issue.hint.as_str());
        let told = found.entry(key).or_insert_with(|| Told { first: *at, count: 0, files: Vec::new() });
        told.count += 1;
        let file = issue.place.file.as_str();
        match told.files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, count)) => *count += times,
            None => told.files.push((file, times)),
        }
    }
    let alone = |at: usize| Told { first: at, count: 1, files: Vec::new() };
    let mut all = Vec::new();
    for at in list {
        let issue = &issues[*at];
        let key = (repeated(&issue.what).0, issue.hint.as_str());
        match found.get(&key) {
            Some(told) if told.files.len() > 1 => {
                if told.first == *at {
                    all.extend(found.remove(&key));
                } else {
                    all.push(alone(*at));
                }
            }
            // Told where it came first.
            None => {}
            Some(_) => all.push(alone(*at)),
        }
    }
    all
}

/// What is said of a fault that a file has several times, without how often that is.
fn repeated(what: &str) -> (&str, usize) {
    let tail = || {
        let (said, tail) = what.strip_suffix(')')?.rsplit_once(" (")?;
        let (count, times) = tail.split_once(' ')?;
        times.starts_with("times").then_some((said, count.parse().ok()?))
    };
    tail().unwrap_or((what, 1))
}

/// How often each file has something, in words of the texts `one` and `more`; the first few by name.
pub fn counted(words: &Words, [one, more]: [&str; 2], files: &[(&str, usize)]) -> String {
    let one = |(file, count): &(&str, usize)| words.say(one, &[("file", (*file).into()), ("count", (*count).into())]);
    let mut named: Vec<String> = files.iter().take(NAMED).map(one).collect();
    if files.len() > NAMED {
        named.push(words.say(more, &[("count", (files.len() - NAMED).into())]));
    }
    words.list(&named)
}

#[cfg(test)]
mod tests {
    use outcomes::issue::{Issue, Place, Severity};

    use super::{Told, joined};
    use crate::config::Lang;
    use crate::messages::messages;

    fn issue(file: &str, what: &str) -> Issue {
        let place = Place { file: file.to_owned(), ..Place::default() };
        let (what, hint) = (what.to_owned(), "do".to_owned());
        Issue { code: "E0107", severity: Severity::Error, place, what, hint, private: None }
    }

    #[test]
    fn what_several_files_have_is_told_once_and_what_one_has_as_often_as_it_is() {
        let issues = [
            issue("a", "x"),
            issue("a", "y (3 times, here first)"),
            issue("a", "x"),
            issue("b", "z"),
            issue("b", "y (2 times, here first)"),
            issue("b", "z"),
            issue("c", "y"),
        ];
        let list: Vec<usize> = (0..issues.len()).collect();
        let alone = |first| Told { first, count: 1, files: Vec::new() };
        let y = Told { first: 1, count: 3, files: vec![("a", 3), ("b", 2), ("c", 1)] };
        assert_eq!(joined(&issues, &list), [alone(0), y, alone(2), alone(3), alone(5)]);
    }

    #[test]
    fn files_are_counted_and_the_first_few_named() {
        let names: Vec<String> = (0..10).map(|at| format!("{at}.json")).collect();
        let files: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let [en, zh] = [Lang::EN, Lang::ZH].map(|lang| messages(lang).expect("a catalogue"));
        let counted = |words, files: &[_]| super::counted(words, ["issue-file", "issue-files-more"], files);
        assert_eq!(counted(&en, &files[..2]), "0.json (2), 1.json (2)");
        assert_eq!(counted(&zh, &files[..2]), "0.json（2 处）、1.json（2 处）");
        assert!(counted(&en, &files).ends_with("7.json (2), 2 more files"));
        assert!(counted(&zh, &files).ends_with("7.json（2 处）、另外 2 个文件"));
    }
}
