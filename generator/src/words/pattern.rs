//! Texts of a catalogue in which nothing but arguments is filled in: most of what a page says. They
//! are written without asking Fluent, which chooses between singular and plural in the others.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::Arg;

/// A text cut at its arguments.
#[derive(Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Each argument's name, after the text before it.
    pieces: Vec<(String, String)>,
    end: String,
}

impl Pattern {
    /// The patterns of a catalogue's source, by key: messages of one line with `{$name}` in them and
    /// no other command.
    pub fn all(source: &str) -> FxHashMap<String, Self> {
        let mut lines = source.lines();
        let mut found = FxHashMap::default();
        while let Some(line) = lines.next() {
            // An indented line after it, blank ones between, goes on with the message.
            let next = lines.clone().find(|line| !line.trim().is_empty());
            let goes_on = next.is_some_and(|next| next.starts_with([' ', '\t']));
            let Some(key) = super::keys(line).next().filter(|_| !goes_on) else { continue };
            if let Some(pattern) = line.split_once('=').and_then(|(_, text)| Self::read(text.trim())) {
                found.insert(key.to_owned(), pattern);
            }
        }
        found
    }

    fn read(mut text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        while let Some((before, after)) = text.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let name = name.trim().strip_prefix('$')?;
            let named = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
            if !named || before.contains('}') {
                return None;
            }
            pieces.push((before.to_owned(), name.to_owned()));
            text = after;
        }
        (!pieces.is_empty() && !text.contains('}')).then(|| Self { pieces, end: text.to_owned() })
    }

    /// The text with its arguments; `None` where one is missing.
    pub fn fill(&self, args: &[(&str, Arg)]) -> Option<String> {
        let mut out = String::with_capacity(64);
        for (before, name) in &self.pieces {
            out.push_str(before);
            match args.iter().find(|(given, _)| given == name)?.1 {
                Arg::Text(text) => out.push_str(text),
                Arg::Count(count) => write!(out, "{count}").ok()?,
            }
        }
        out.push_str(&self.end);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn only_messages_of_one_line_with_names_alone_are_patterns() {
        let source = "a = One { $name }, {$count}.\nb = {$n ->\n    [one] x\n   *[other] y\n }\nc = plain\nd = {$n}\n\n  more\ne = {\"x\"} {$n}\nf = {$n}\n";
        let patterns = Pattern::all(source);
        let mut keys: Vec<_> = patterns.keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["a", "f"]);
        let args = [("count", 3i32.into()), ("name", "<b>".into())];
        assert_eq!(patterns["a"].fill(&args).as_deref(), Some("One <b>, 3."));
        assert_eq!(patterns["f"].fill(&args), None);
    }
}
