//! What a rule gives for a record: taken from the source, split, trimmed, cut and looked up.

use std::borrow::Cow;

use super::Kind;
use super::emit::Emit;
use super::given::{Few, Given, Origin, Scope, is_filled};
use crate::mapping::parse::LONG;
use crate::mapping::rule::{Piece, Rule, RuleTable, Scalar};
use crate::mapping::value::Value;

impl<'a> Emit<'_, 'a> {
    /// The one value that a rule gives.
    #[inline]
    pub(super) fn single<'v>(&mut self, rule: &'a Rule, scope: &Scope<'_, 'v, 'a>) -> Option<Given<'a>> {
        let only = self.only(&rule.0, scope);
        self.single_of(rule, scope, only)
    }

    /// The same, where it is known already what [`Emit::only`] gives.
    #[inline]
    pub(super) fn single_of<'v>(
        &mut self,
        rule: &'a Rule,
        scope: &Scope<'_, 'v, 'a>,
        only: Option<Option<&'v Value<'a>>>,
    ) -> Option<Given<'a>> {
        match only.and_then(|only| self.plain(&rule.0, only)) {
            Some(given) => given,
            None => self.one_of_all(rule, scope),
        }
    }

    /// The one value of a rule that may give several.
    fn one_of_all<'v>(&mut self, rule: &'a Rule, scope: &Scope<'_, 'v, 'a>) -> Option<Given<'a>> {
        let mut given = self.given(rule, scope, false);
        let of_rows = scope.rows().len() > 1;
        if of_rows {
            let mut said = Vec::new();
            given.retain(|one| {
                let is_new = !said.contains(&one.words);
                said.extend(is_new.then(|| one.words.clone()));
                is_new
            });
        }
        if given.len() > 1 {
            match &rule.0.join {
                Some(join) => {
                    let words: Vec<&str> = given.iter().map(|one| &*one.words).collect();
                    let words = words.join(join);
                    given.truncate(1);
                    given[0].words = Cow::Owned(words);
                }
                None => {
                    let words: Vec<&str> = given.iter().map(|one| &*one.words).collect();
                    let words = words.join(" / ");
                    self.find(if of_rows { Kind::Rows } else { Kind::Several }, &words);
                    given[0].wrong = true;
                    if of_rows {
                        // The one that contradicts is the one to look at.
                        given[0].origin = given[1].origin.take();
                    }
                }
            }
        }
        given.into_iter().next()
    }

    /// The shorter way to the value of a rule of one path, where that leads to one value at most and there is nothing to
    /// tell of it; `None` where it may be otherwise.
    #[inline]
    pub(super) fn only<'v>(&self, rule: &RuleTable, scope: &Scope<'_, 'v, 'a>) -> Option<Option<&'v Value<'a>>> {
        let [path] = rule.from.0.as_slice() else { return None };
        if self.trace.is_some() || rule.when.is_some() || !rule.split.0.is_empty() {
            return None;
        }
        scope.only(path).ok()
    }

    /// Whether a rule of one path takes a long text as it is.
    pub(super) fn stays(&self, rule: &RuleTable) -> bool {
        // A word that means nothing is shorter.
        let is_short = |word: &String| word.len() < LONG / 6;
        let is_done = rule.regex.is_some() || !rule.values.is_empty() || !rule.trim.is_empty();
        !is_done && self.setup.mapping.source.empty.iter().all(is_short)
    }

    /// What a rule gives for its only value; `None` where that is no single one.
    #[inline]
    fn plain(&mut self, rule: &'a RuleTable, only: Option<&Value<'a>>) -> Option<Option<Given<'a>>> {
        // Most values are texts that are taken as they are.
        if let Some(Value::Text(Cow::Borrowed(text))) = only
            && rule.trim.is_empty()
            && rule.is_as_it_is()
            && is_trimmed(text.as_bytes())
            && is_filled(text, &self.setup.mapping.source.empty)
        {
            return Some(Some(Given::of(Cow::Borrowed(text), None)));
        }
        self.done(rule, only)
    }

    fn done(&mut self, rule: &'a RuleTable, only: Option<&Value<'a>>) -> Option<Option<Given<'a>>> {
        let words = match only {
            None => None,
            Some(value) => Some(trim(value.lasting()?, &rule.trim)),
        };
        let words = words.filter(|words| is_filled(words, &self.setup.mapping.source.empty));
        let given = match words {
            Some(words) => Some(self.finish(rule, words, None)),
            None => rule.default.as_ref().map(fixed),
        };
        Some(given.filter(|one| !one.words.is_empty()))
    }

    /// What a rule gives, without a list where it is one value at most; of several paths as in [`Emit::given`].
    pub(super) fn few<'v>(&mut self, rule: &'a Rule, scope: &Scope<'_, 'v, 'a>, all: bool) -> Few<'a> {
        if let Some(given) = self.only(&rule.0, scope).and_then(|only| self.plain(&rule.0, only)) {
            return given.map_or(Few::None, Few::One);
        }
        let given = self.given(rule, scope, all);
        if given.is_empty() { Few::None } else { Few::Many(given) }
    }

    /// What a rule gives, in order; of several paths the first that has a value, or `all`.
    pub(super) fn given<'v>(&mut self, rule: &'a Rule, scope: &Scope<'_, 'v, 'a>, all: bool) -> Vec<Given<'a>> {
        let (setup, rule) = (self.setup, &rule.0);
        if let Some(given) = self.only(rule, scope).and_then(|only| self.plain(rule, only)) {
            return given.into_iter().collect();
        }
        let empty = &setup.mapping.source.empty;
        let mut given: Vec<Given<'a>> = Vec::new();
        if let Some(when) = rule.when.as_ref().filter(|when| !scope.holds(when, empty)) {
            self.find(Kind::Conditional, &scope.words(when));
            return given;
        }
        if let Some(constant) = &rule.constant {
            return vec![fixed(constant)];
        }
        let with_origins = self.trace.is_some();
        if let Some(template) = &rule.template {
            let (mut text, mut origin) = (String::new(), None);
            for piece in &template.0 {
                match piece {
                    Piece::Text(fixed) => text.push_str(fixed),
                    Piece::Path(path) => {
                        let hits = scope.hits(path, with_origins);
                        let words = hits.first().and_then(|hit| hit.value.words()).unwrap_or_default();
                        let words = words.trim();
                        if !is_filled(words, empty) {
                            return given;
                        }
                        text.push_str(words);
                        origin = origin
                            .or_else(|| hits.first().filter(|_| with_origins).map(|hit| Box::new(hit.origin(None))));
                    }
                }
            }
            given.push(self.finish(rule, Cow::Owned(text), origin));
        }
        for path in &rule.from.0 {
            let taken = !all && !given.is_empty();
            for hit in scope.hits(path, with_origins) {
                let list = match hit.value {
                    Value::List(list) => list.as_slice(),
                    one => std::slice::from_ref(one),
                };
                for (at, value) in list.iter().enumerate() {
                    let Some(words) = value.lasting() else {
                        self.find(Kind::Composite, "");
                        continue;
                    };
                    let words = trim(words, &rule.trim);
                    if !is_filled(&words, empty) {
                        continue;
                    }
                    if taken {
                        if given.iter().all(|one| one.words != words) {
                            self.find(Kind::PassedOver, "");
                        }
                        continue;
                    }
                    let element = matches!(hit.value, Value::List(_)).then_some(at);
                    let origin = || with_origins.then(|| Box::new(hit.origin(element)));
                    if rule.split.0.is_empty() {
                        given.push(self.finish(rule, words, origin()));
                        continue;
                    }
                    for piece in split(&words, &rule.split.0) {
                        let piece = trim(Cow::Borrowed(piece), &rule.trim).into_owned();
                        if is_filled(&piece, empty) {
                            given.push(self.finish(rule, Cow::Owned(piece), origin()));
                        }
                    }
                }
            }
        }
        if given.is_empty()
            && let Some(default) = &rule.default
        {
            given.push(fixed(default));
        }
        given.retain(|one| !one.words.is_empty());
        given
    }

    /// Cuts a value and looks it up.
    fn finish(&mut self, rule: &'a RuleTable, words: Cow<'a, str>, origin: Option<Box<Origin>>) -> Given<'a> {
        let cut = match &rule.regex {
            _ if rule.is_as_it_is() => return Given::of(words, origin),
            None => Some(&*words),
            Some(pattern) => pattern.cut(&words).map(str::trim),
        };
        let (value, unknown) = match cut {
            None => (None, Kind::Unmatched),
            Some(cut) if rule.values.is_empty() => (Some(Cow::Owned(cut.to_owned())), Kind::Unlisted),
            Some(cut) => (rule.values.get(cut).map(words_of), Kind::Unlisted),
        };
        let (words, wrong) = match (value, &rule.default) {
            (Some(value), _) => (value, false),
            (None, Some(default)) => {
                self.find(Kind::Defaulted, &words);
                (words_of(default), false)
            }
            (None, None) => {
                self.find(unknown, &words);
                (words, true)
            }
        };
        Given { words, real: true, wrong, origin }
    }
}

/// A value that the mapping itself gives.
fn fixed(scalar: &Scalar) -> Given<'_> {
    Given { words: words_of(scalar), real: false, wrong: false, origin: None }
}

fn words_of(scalar: &Scalar) -> Cow<'_, str> {
    match scalar {
        Scalar::Text(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

#[inline]
fn trim<'w>(words: Cow<'w, str>, marks: &str) -> Cow<'w, str> {
    if marks.is_empty() && is_trimmed(words.as_bytes()) {
        return words;
    }
    trim_marks(words, marks)
}

fn trim_marks<'w>(words: Cow<'w, str>, marks: &str) -> Cow<'w, str> {
    let is_cut = |c: char| c.is_whitespace() || c == '\u{FEFF}' || (!marks.is_empty() && marks.contains(c));
    if !words.starts_with(is_cut) && !words.ends_with(is_cut) {
        return words;
    }
    match words {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(is_cut)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(is_cut).to_owned()),
    }
}

/// Whether a text surely begins and ends with what is no space: a sign of ASCII, or one of those characters of three bytes
/// among which there is no space, which all ideographs are.
fn is_trimmed(text: &[u8]) -> bool {
    let is_wide = |lead: u8| matches!(lead, 0xE4..=0xED);
    let begins = text.first().is_some_and(|first| first.is_ascii_graphic() || is_wide(*first));
    begins
        && text
            .last()
            .is_some_and(|last| last.is_ascii_graphic() || text.iter().nth_back(2).is_some_and(|at| is_wide(*at)))
}

/// The pieces between any of the marks.
fn split<'w>(words: &'w str, marks: &[String]) -> Vec<&'w str> {
    marks
        .iter()
        .filter(|mark| !mark.is_empty())
        .fold(vec![words], |pieces, mark| pieces.into_iter().flat_map(|piece| piece.split(mark.as_str())).collect())
}
