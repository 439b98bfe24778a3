//! A figure explained in words, and the list of all figures.

use std::fmt::Write as _;

use outcomes::behind::Figure;
use outcomes::changes::FigureKey;
use outcomes::dataset::Dataset;
use outcomes::rates::Rate;

use super::{Explained, FILTERS, Filter, Told, formula, is_rate, label, method};
use crate::words::{NONE, Words};

/// Records that are printed; the rest is counted.
const SHOWN: usize = 20;

/// A figure in words; of its records the first twenty unless `all` is set.
pub fn text(words: &Words, explained: &Explained, all: bool) -> String {
    let Explained { address, behind, data } = explained;
    let figure = address.figure;
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}", label(words, figure), value(words, explained));
    let _ = writeln!(out, "  {}", method(words, figure));
    if let Some(formula) = formula(words, figure) {
        let _ = writeln!(out, "  {formula}");
    }
    let filters: Vec<String> = address
        .filters(data)
        .into_iter()
        .map(|Filter { key, value, name }| match name {
            Some((name, name_en)) => format!("{key}={value} {}", words.own(name, name_en)),
            None => format!("{key}={value}"),
        })
        .collect();
    let name = if filters.is_empty() { words.text("scope-all") } else { words.list(&filters) };
    let _ = writeln!(out, "  {}", words.scope(&name, &behind.tally, data.as_of()));
    if let Some(apart) = words.apart(&behind.tally) {
        let _ = writeln!(out, "  {apart}");
    }
    let _ = writeln!(out, "\n{}", words.say("desk-records", &[("count", behind.records.len().into())]));
    let shown = if all { behind.records.len() } else { SHOWN };
    for record in behind.records.iter().take(shown) {
        let (item, duty) = explained.item(record);
        let told = Told::of(data, item, duty);
        let counts = match (is_rate(figure), record.days) {
            (true, _) => format!("{}/{}", record.counts.num, record.counts.den),
            (false, Some(days)) => words.say("days", &[("days", days.into())]),
            (false, None) => record.counts.num.to_string(),
        };
        let title = item.title.as_deref().unwrap_or(NONE);
        let number = words.item_number(item.kind, item.number.as_deref());
        let _ = write!(out, "  {counts:<5} {} {number} {title}", item.id);
        if let Some((_, unit)) = told.unit {
            let _ = write!(out, " | {unit}");
        }
        let replied = told.replied.map(|day| day.to_string());
        let judged = told.latest.map(|judged| words.term("judgement", judged));
        let facts: Vec<&str> = [replied.as_deref(), told.class, judged.as_deref()].into_iter().flatten().collect();
        if !facts.is_empty() {
            let _ = write!(out, " | {}", facts.join(" "));
        }
        out.push('\n');
    }
    if behind.records.len() > shown {
        let _ =
            writeln!(out, "  {}", words.say("desk-records-more", &[("count", (behind.records.len() - shown).into())]));
    }
    out
}

/// The figure as pages print it.
fn value(words: &Words, explained: &Explained) -> String {
    let tally = &explained.behind.tally;
    let counts = explained.counts();
    match explained.address.figure {
        Figure::Key(FigureKey::Rate(key)) if tally.is_lower_bound(key) => format!("{}/{}", counts.num, counts.den),
        Figure::Key(FigureKey::Rate(_)) => words.rate(counts),
        Figure::Key(_) => words.count(counts.num),
        Figure::Days => match tally.median_days().zip(tally.p90_days()) {
            Some((median, ninth)) => {
                let args = [("median", median.into()), ("ninth", ninth.into()), ("count", counts.num.into())];
                words.say("methods-days", &args)
            }
            None => words.rate(Rate::default()),
        },
    }
}

/// Every figure by the name of its address, with its label and what it counts; and the ids that filters take.
pub fn list(words: &Words, data: Option<&Dataset>) -> String {
    let mut out = String::new();
    for figure in Figure::all() {
        let says = formula(words, figure).unwrap_or_else(|| method(words, figure));
        let _ = writeln!(out, "{}\n    {}: {says}", figure.key(), label(words, figure));
    }
    out.push('\n');
    for key in FILTERS {
        let _ = writeln!(out, "{key}=…  {}", words.term("desk-filter", key));
    }
    let Some(data) = data else { return out };
    let mut ids = |key: &str, id: &str, name: &str, name_en: Option<&str>| {
        let _ = writeln!(out, "{key}={id}  {}", words.own(name, name_en));
    };
    data.sessions.iter().for_each(|one| ids("\nsession", &one.id, &one.name, one.name_en.as_deref()));
    data.units.iter().for_each(|one| ids("unit", &one.id, &one.name, one.name_en.as_deref()));
    data.categories.iter().for_each(|one| ids("category", &one.id, &one.name, one.name_en.as_deref()));
    out
}
