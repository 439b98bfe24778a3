//! The text of a suggested mapping.

use std::fmt::Write as _;

use super::guess::Guess;
use super::survey::Survey;
use super::words;
use crate::mapping::config::{Encoding, Kind};
use crate::mapping::dates::{self, DateForm};

/// The mapping of the guesses.
pub fn text(survey: &Survey, guesses: &[Guess]) -> String {
    let find = |target: &str| guesses.iter().find(|guess| guess.target == target);
    let mut text = format!(
        "# A first mapping, guessed from {} records. Read each line, mend it, and try it:\n\
         #   banli map -m mapping.toml -o export.json FILE…\n\
         # TO DO marks what only you can know.\n\nmapping = 1\n",
        survey.count
    );
    source(&mut text, survey, guesses);
    head(&mut text, survey, guesses);
    text.push_str("\n[item]\n");
    match (find("id"), find("number")) {
        (Some(id), _) => line(&mut text, "id", id, &id.field.path),
        (None, Some(number)) => {
            text.push_str("# The source gives no id of its own: one is made of the number. It must never change.\n");
            let _ = writeln!(text, "id = {{ template = {:?} }}", format!("i{{{}}}", number.field.path));
        }
        (None, None) => text.push_str("# TO DO: an id that stays, such as id = { template = \"2025-{…}\" }\n"),
    }
    if find("kind").is_none() {
        let _ = writeln!(text, "# No field says what kind it is. TO DO: suggestion, proposal or motion?");
        let _ = writeln!(text, "kind = {{ const = {:?} }}", if is_cppcc(survey) { "proposal" } else { "suggestion" });
    }
    let of_item = |guess: &&Guess| !guess.target.contains('.') && guess.target != "id";
    for guess in guesses.iter().filter(of_item) {
        line(&mut text, guess.target, guess, &guess.field.path);
    }
    let person = if is_cppcc(survey) { "member" } else { "deputy" };
    for target in ["proposer.name", "proposer.others"] {
        let Some(name) = find(target) else { continue };
        text.push_str("\n[[item.proposers]]\n");
        let list = each(&mut text, name);
        line(&mut text, "name", name, inside(name, list));
        let _ = writeln!(text, "# TO DO: deputy, member or group?\ntype = {{ const = {person:?} }}");
        for (target, key) in [("proposer.id", "id"), ("proposer.delegation", "delegation")] {
            let Some(guess) = find(target).filter(|guess| target_list(guess) == list && name.target == "proposer.name")
            else {
                continue;
            };
            line(&mut text, key, guess, inside(guess, list));
        }
    }
    for target in ["duty.unit", "duty.joint"] {
        if let Some(unit) = find(target) {
            duty(&mut text, unit, guesses);
        }
    }
    rest(&mut text, survey, guesses);
    text
}

fn source(text: &mut String, survey: &Survey, guesses: &[Guess]) {
    let form = &survey.form;
    let mut lines = String::new();
    if form.kind == Some(Kind::Lines) {
        lines.push_str("# Each line is a record of its own.\nkind = \"lines\"\n");
    }
    if let Some(records) = &survey.records {
        let _ = writeln!(lines, "# The longest list with fields of items.\nrecords = {records:?}");
    }
    if form.encoding == Encoding::Gb18030 {
        lines.push_str("# The file is no UTF-8.\nencoding = \"gb18030\"\n");
    }
    if let Some(mark) = form.delimiter {
        let _ = writeln!(lines, "delimiter = {mark:?}");
    }
    if let Some(row) = form.header_row {
        let _ = writeln!(lines, "# The row in which most names of columns are known.\nheader_row = {row}");
    }
    if !form.empty.is_empty() {
        let _ = writeln!(lines, "# Signs for no value, as ledgers have them.\nempty = {:?}", form.empty);
    }
    group(&mut lines, survey, guesses);
    if !lines.is_empty() {
        let _ = write!(text, "\n[source]\n{lines}");
    }
}

/// Rows with the number of the row above, or with none, as merged cells leave it: several of them are one item.
fn group(lines: &mut String, survey: &Survey, guesses: &[Guess]) {
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
    let _ = writeln!(
        lines,
        "# {}: {} records have the number of the one before, {merged} have none. Several rows seem to be one item.",
        field.path, field.again
    );
    let _ = match paths.as_slice() {
        [one] => writeln!(lines, "group = {one:?}"),
        several => writeln!(lines, "group = {several:?}"),
    };
}

fn head(text: &mut String, survey: &Survey, guesses: &[Guess]) {
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
    text.push_str(
        "\n[export]\n# TO DO: who publishes.\npublisher = { id = \"publisher\", name = \"发布单位（待填写）\" }\n",
    );
    if stated.is_none() {
        let _ =
            writeln!(text, "# TO DO: the day the data describes. The latest day in it is taken.\nas_of = {latest:?}");
    }
    let year = &latest[..4];
    text.push_str("# TO DO: look at body and year; term and number may be added.\nsessions = [\n");
    let named = guesses.iter().find(|guess| guess.target == "session");
    let names =
        named.map_or_else(|| vec!["届次（待填写）"], |guess| guess.field.values.keys().map(String::as_str).collect());
    for (at, name) in names.into_iter().enumerate() {
        let body = if name.contains("政协") || (named.is_none() && is_cppcc(survey)) { "cppcc" } else { "congress" };
        let digits = |part: &str| part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit());
        let own = (0..name.len()).filter_map(|at| name.get(at..)).find(|part| digits(part)).map(|part| &part[..4]);
        let year = own.unwrap_or(year);
        let _ = writeln!(text, "  {{ id = \"session-{}\", body = {body:?}, year = {year}, name = {name:?} }},", at + 1);
    }
    text.push_str("]\n");
    if let Some(name) = stated {
        let path = crate::mapping::path::quoted(name);
        let _ = writeln!(text, "\n[head]\n# By its name, beside the records.\nas_of = {:?}", format!("$.{path}"));
    }
}

/// A block of a unit's duty, with what lies beside the unit.
fn duty(text: &mut String, unit: &Guess, guesses: &[Guess]) {
    let joint = unit.target == "duty.joint";
    text.push_str("\n[[item.assignments]]\n");
    let list = each(text, unit);
    line(text, "unit", unit, inside(unit, list));
    let of = |target: &str| guesses.iter().find(|guess| guess.target == target);
    let fits = |guess: &&Guess| match (list, target_list(guess)) {
        (None, None) => true,
        (Some(list), Some(other)) => other.starts_with(list),
        _ => false,
    };
    match of("duty.role").filter(|_| !joint).filter(fits) {
        Some(role) => line(text, "role", role, inside(role, list)),
        None => {
            let role = if joint { "joint" } else { "lead" };
            let _ = writeln!(text, "# By the name of the unit's field.\nrole = {{ const = {role:?} }}");
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
            line(text, key, guess, inside(guess, list));
        }
    }
    if let Some(opinion) = of("duty.opinion").filter(fits).filter(|_| joint || list.is_some()) {
        line(text, "opinion.text", opinion, inside(opinion, list));
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
        let parts: Vec<&Guess> = guesses.iter().filter(|guess| guess.target.starts_with(start)).filter(fits).collect();
        let needed = match block {
            "evaluations" => "evaluation.result",
            "commitments" => "commitment.due",
            _ => "",
        };
        if parts.is_empty() || (!needed.is_empty() && !parts.iter().any(|guess| guess.target == needed)) {
            continue;
        }
        let _ = writeln!(text, "\n[[item.assignments.{block}]]");
        let inner = target_list(parts[0]).filter(|inner| Some(*inner) != list);
        if let Some(inner) = inner {
            let short =
                list.and_then(|list| inner.strip_prefix(list)).map_or(inner, |rest| rest.trim_start_matches('.'));
            let _ = writeln!(text, "each = {short:?}");
        }
        if block == "contacts" {
            text.push_str("# TO DO: how talks take place.\nway = { const = \"meeting\" }\n");
        }
        for guess in parts.iter().filter(|guess| inner.is_none() || target_list(guess) == inner) {
            line(text, &guess.target[start.len()..], guess, inside(guess, inner.or(list)));
        }
    }
}

/// Fields that could not be guessed; without values, since nobody knows how private they are.
fn rest(text: &mut String, survey: &Survey, guesses: &[Guess]) {
    let used = |path: &str| {
        let quoted = format!("{path:?}");
        text.contains(&quoted) || guesses.iter().any(|guess| guess.field.path == path && guess.target.contains('.'))
    };
    let left: Vec<String> = survey
        .fields
        .iter()
        .filter(|field| field.count > 0 && !used(&field.path))
        .map(|field| format!("#   {} ({})\n", field.path, field.count))
        .collect();
    if !left.is_empty() {
        let _ = write!(
            text,
            "\n# Not guessed, and so not published; in brackets how many values there are:\n{}",
            left.concat()
        );
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

/// Writes the list that a block is made for, and gives it.
fn each<'g>(text: &mut String, guess: &'g Guess) -> Option<&'g str> {
    let list = target_list(guess)?;
    let _ = writeln!(text, "each = {list:?}");
    Some(list)
}

/// The path of a field from an element of a list.
fn inside<'g>(guess: &'g Guess, list: Option<&str>) -> &'g str {
    let path = guess.field.path.as_str();
    list.and_then(|list| path.strip_prefix(list)).map_or(path, |rest| rest.trim_start_matches('.'))
}

fn line(text: &mut String, key: &str, guess: &Guess, path: &str) {
    let _ = writeln!(text, "# {}: {}", guess.field.path, guess.why.join("; "));
    let _ = if guess.rule.is_empty() {
        writeln!(text, "{key} = {path:?}")
    } else {
        writeln!(text, "{key} = {{ from = {path:?}, {} }}", guess.rule.join(", "))
    };
}
