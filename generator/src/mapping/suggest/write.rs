//! The text of a suggested mapping.

use std::fmt::Write as _;

use super::guess::Guess;
use super::survey::Survey;
use super::words;
use crate::mapping::config::{Encoding, Kind};
use crate::mapping::dates::{self, DateForm};
use crate::words::{Arg, Words};

/// The mapping of the guesses, with comments in the program's words.
pub fn text(words: &Words, survey: &Survey, guesses: &[Guess]) -> String {
    let mut draft = Draft { words, survey, guesses, text: String::new() };
    draft.comment("suggest-head", &[("count", survey.count.into())]);
    draft.text.push_str("#   banli map -m mapping.toml -o export.json FILE…\n");
    draft.comment("suggest-mark", &[]);
    draft.text.push_str("\nmapping = 1\n");
    draft.source();
    draft.head();
    draft.item();
    for target in ["duty.unit", "duty.joint"] {
        if let Some(unit) = draft.find(target) {
            draft.duty(unit);
        }
    }
    draft.rest();
    draft.text
}

/// A mapping while it is written.
struct Draft<'d, 's> {
    words: &'d Words,
    survey: &'s Survey,
    guesses: &'d [Guess<'s>],
    text: String,
}

impl<'d> Draft<'d, '_> {
    /// A line of comment.
    fn comment(&mut self, key: &str, args: &[(&str, Arg)]) {
        let said = self.words.say(key, args);
        let _ = writeln!(self.text, "# {said}");
    }

    fn find(&self, target: &str) -> Option<&'d Guess<'d>> {
        self.guesses.iter().find(|guess| guess.target == target)
    }

    fn item(&mut self) {
        self.text.push_str("\n[item]\n");
        match (self.find("id"), self.find("number")) {
            (Some(id), _) => self.line("id", id, &id.field.path),
            (None, Some(number)) => {
                self.comment("suggest-id-made", &[]);
                let _ = writeln!(self.text, "id = {{ template = {:?} }}", format!("i{{{}}}", number.field.path));
            }
            (None, None) => self.comment("suggest-id", &[("example", "id = { template = \"2025-{…}\" }".into())]),
        }
        if self.find("kind").is_none() {
            self.comment("suggest-kind", &[]);
            let kind = if is_cppcc(self.survey) { "proposal" } else { "suggestion" };
            let _ = writeln!(self.text, "kind = {{ const = {kind:?} }}");
        }
        let of_item = |guess: &&Guess| !guess.target.contains('.') && guess.target != "id";
        for guess in self.guesses.iter().filter(of_item) {
            self.line(guess.target, guess, &guess.field.path);
        }
        let person = if is_cppcc(self.survey) { "member" } else { "deputy" };
        for target in ["proposer.name", "proposer.others"] {
            let Some(name) = self.find(target) else { continue };
            self.text.push_str("\n[[item.proposers]]\n");
            let list = self.each(name);
            self.line("name", name, inside(name, list));
            self.comment("suggest-proposer", &[]);
            let _ = writeln!(self.text, "type = {{ const = {person:?} }}");
            for (target, key) in [("proposer.id", "id"), ("proposer.delegation", "delegation")] {
                let beside = |guess: &&Guess| target_list(guess) == list && name.target == "proposer.name";
                let Some(guess) = self.find(target).filter(beside) else { continue };
                self.line(key, guess, inside(guess, list));
            }
        }
    }

    fn source(&mut self) {
        let (form, begin) = (&self.survey.form, self.text.len());
        if form.kind == Some(Kind::Lines) {
            self.comment("suggest-lines", &[]);
            self.text.push_str("kind = \"lines\"\n");
        }
        if let Some(records) = &self.survey.records {
            self.comment("suggest-records", &[]);
            let _ = writeln!(self.text, "records = {records:?}");
        }
        if form.encoding == Encoding::Gb18030 {
            self.comment("suggest-encoding", &[]);
            self.text.push_str("encoding = \"gb18030\"\n");
        }
        if let Some(mark) = form.delimiter {
            let _ = writeln!(self.text, "delimiter = {mark:?}");
        }
        if let Some(row) = form.header_row {
            self.comment("suggest-header-row", &[]);
            let _ = writeln!(self.text, "header_row = {row}");
        }
        if !form.empty.is_empty() {
            self.comment("suggest-empty", &[]);
            let _ = writeln!(self.text, "empty = {:?}", form.empty);
        }
        self.group();
        if self.text.len() > begin {
            self.text.insert_str(begin, "\n[source]\n");
        }
    }

    /// Rows with the number of the row above, or with none, as merged cells leave it: several of them are one item.
    fn group(&mut self) {
        let (survey, guesses) = (self.survey, self.guesses);
        let number = guesses.iter().find(|guess| guess.target == "number" && guess.field.list.is_none());
        let Some(number) = number else { return };
        let field = number.field;
        let title = guesses.iter().find(|guess| guess.target == "title").map_or(field.count, |title| title.field.count);
        let merged = if title <= field.count { survey.count - field.count } else { 0 };
        if field.again + merged == 0 {
            return;
        }
        // A number alone is none of one item: sessions and kinds count for themselves.
        let beside = ["session", "session_id", "kind"]
            .into_iter()
            .filter_map(|target| guesses.iter().find(|guess| guess.target == target && guess.field.list.is_none()));
        let paths: Vec<&str> = beside.chain([number]).map(|guess| guess.field.path.as_str()).collect();
        let counts = [("path", (&field.path).into()), ("again", field.again.into()), ("merged", merged.into())];
        self.comment("suggest-group", &counts);
        let _ = match paths.as_slice() {
            [one] => writeln!(self.text, "group = {one:?}"),
            several => writeln!(self.text, "group = {several:?}"),
        };
    }

    fn head(&mut self) {
        let (survey, guesses) = (self.survey, self.guesses);
        let days = guesses.iter().flat_map(|guess| {
            let form = if guess.rule.iter().any(|key| key.contains("milliseconds")) {
                DateForm::Milliseconds
            } else {
                DateForm::Usual
            };
            let dated = ["date", "assigned", "submitted"].iter().any(|end| guess.target.ends_with(end));
            guess.field.values.keys().filter(move |_| dated).filter_map(move |value| dates::read(value, form))
        });
        let latest = days.filter(|day| day.len() == 10).max().unwrap_or_else(|| "2000-01-01".to_owned());
        let stated = survey.outer.iter().find(|name| words::meaning(None, name) == Some("head.as_of"));
        self.text.push_str("\n[export]\n");
        self.comment("suggest-publisher", &[]);
        self.text.push_str("publisher = { id = \"publisher\", name = \"发布单位（待填写）\" }\n");
        if stated.is_none() {
            self.comment("suggest-day", &[]);
            let _ = writeln!(self.text, "as_of = {latest:?}");
        }
        let year = &latest[..4];
        self.comment("suggest-sessions", &[]);
        self.text.push_str("sessions = [\n");
        let named = guesses.iter().find(|guess| guess.target == "session");
        let names = named
            .map_or_else(|| vec!["届次（待填写）"], |guess| guess.field.values.keys().map(String::as_str).collect());
        for (at, name) in names.into_iter().enumerate() {
            let body =
                if name.contains("政协") || (named.is_none() && is_cppcc(survey)) { "cppcc" } else { "congress" };
            let digits = |part: &str| part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit());
            let own = (0..name.len()).filter_map(|at| name.get(at..)).find(|part| digits(part)).map(|part| &part[..4]);
            let year = own.unwrap_or(year);
            let _ = writeln!(
                self.text,
                "  {{ id = \"session-{}\", body = {body:?}, year = {year}, name = {name:?} }},",
                at + 1
            );
        }
        self.text.push_str("]\n");
        if let Some(name) = stated {
            let path = crate::mapping::path::quoted(name);
            self.text.push_str("\n[head]\n");
            self.comment("suggest-stated-day", &[]);
            let _ = writeln!(self.text, "as_of = {:?}", format!("$.{path}"));
        }
    }

    /// A block of a unit's duty, with what lies beside the unit.
    fn duty(&mut self, unit: &Guess) {
        let guesses = self.guesses;
        let joint = unit.target == "duty.joint";
        self.text.push_str("\n[[item.assignments]]\n");
        let list = self.each(unit);
        self.line("unit", unit, inside(unit, list));
        let of = |target: &str| guesses.iter().find(|guess| guess.target == target);
        let fits = |guess: &&Guess| match (list, target_list(guess)) {
            (None, None) => true,
            (Some(list), Some(other)) => other.starts_with(list),
            _ => false,
        };
        match of("duty.role").filter(|_| !joint).filter(fits) {
            Some(role) => self.line("role", role, inside(role, list)),
            None => {
                let role = if joint { "joint" } else { "lead" };
                self.comment("suggest-role", &[]);
                let _ = writeln!(self.text, "role = {{ const = {role:?} }}");
            }
        }
        let keys = [
            ("duty.unit_id", "unit_id"),
            ("duty.assigned", "assigned"),
            ("duty.accepted", "accepted"),
            ("duty.due", "due"),
        ];
        for (target, key) in keys {
            if let Some(guess) = of(target).filter(fits).filter(|_| !joint || key == "assigned") {
                self.line(key, guess, inside(guess, list));
            }
        }
        if let Some(opinion) = of("duty.opinion").filter(fits).filter(|_| joint || list.is_some()) {
            self.line("opinion.text", opinion, inside(opinion, list));
        }
        if joint {
            return;
        }
        let blocks = [
            ("contact.", "contacts"),
            ("reply.", "replies"),
            ("evaluation.", "evaluations"),
            ("commitment.", "commitments"),
        ];
        for (start, block) in blocks {
            let parts: Vec<&Guess> =
                guesses.iter().filter(|guess| guess.target.starts_with(start)).filter(fits).collect();
            let needed = match block {
                "evaluations" => "evaluation.result",
                "commitments" => "commitment.due",
                _ => "",
            };
            if parts.is_empty() || (!needed.is_empty() && !parts.iter().any(|guess| guess.target == needed)) {
                continue;
            }
            let _ = writeln!(self.text, "\n[[item.assignments.{block}]]");
            let inner = target_list(parts[0]).filter(|inner| Some(*inner) != list);
            if let Some(inner) = inner {
                let short =
                    list.and_then(|list| inner.strip_prefix(list)).map_or(inner, |rest| rest.trim_start_matches('.'));
                let _ = writeln!(self.text, "each = {short:?}");
            }
            if block == "contacts" {
                self.comment("suggest-way", &[]);
                self.text.push_str("way = { const = \"meeting\" }\n");
            }
            for guess in parts.iter().filter(|guess| inner.is_none() || target_list(guess) == inner) {
                self.line(&guess.target[start.len()..], guess, inside(guess, inner.or(list)));
            }
        }
    }

    /// Fields that could not be guessed; without values, since nobody knows how private they are.
    fn rest(&mut self) {
        let (text, guesses) = (&self.text, self.guesses);
        let used = |path: &str| {
            let quoted = format!("{path:?}");
            text.contains(&quoted) || guesses.iter().any(|guess| guess.field.path == path && guess.target.contains('.'))
        };
        let left: Vec<String> = self
            .survey
            .fields
            .iter()
            .filter(|field| field.count > 0 && !used(&field.path))
            .map(|field| {
                let counted = [("path", (&field.path).into()), ("count", field.count.into())];
                format!("#   {}\n", self.words.say("note-field", &counted))
            })
            .collect();
        if !left.is_empty() {
            self.text.push('\n');
            self.comment("suggest-left", &[]);
            self.text.push_str(&left.concat());
        }
    }

    /// Writes the list that a block is made for, and gives it.
    fn each<'g>(&mut self, guess: &'g Guess) -> Option<&'g str> {
        let list = target_list(guess)?;
        let _ = writeln!(self.text, "each = {list:?}");
        Some(list)
    }

    /// A field with its rule, and what that rests on.
    fn line(&mut self, key: &str, guess: &Guess, path: &str) {
        let why: Vec<String> = guess.why.iter().map(|why| why.said(self.words)).collect();
        let why = why.join(&self.words.text("suggest-between"));
        self.comment("suggest-why", &[("path", (&guess.field.path).into()), ("why", (&why).into())]);
        let _ = if guess.rule.is_empty() {
            writeln!(self.text, "{key} = {path:?}")
        } else {
            writeln!(self.text, "{key} = {{ from = {path:?}, {} }}", guess.rule.join(", "))
        };
    }
}

fn is_cppcc(survey: &Survey) -> bool {
    let mut names = survey.fields.iter().flat_map(|field| [Some(&field.name), field.holder.as_ref()]).flatten();
    let titles = survey.fields.iter().filter(|field| words::meaning(None, &field.name) == Some("title"));
    let mut titles = titles.flat_map(|field| field.values.keys());
    names.any(|name| name.contains("提案")) || titles.any(|title| title.trim_end_matches('》').ends_with("提案"))
}

fn target_list<'g>(guess: &'g Guess) -> Option<&'g str> {
    guess.field.list.as_ref().map(|(list, _)| list.as_str())
}

/// The path of a field from an element of a list.
fn inside<'g>(guess: &'g Guess, list: Option<&str>) -> &'g str {
    let path = guess.field.path.as_str();
    list.and_then(|list| path.strip_prefix(list)).map_or(path, |rest| rest.trim_start_matches('.'))
}
