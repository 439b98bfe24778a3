//! Figures as pages print them: every percentage with its counts, its interval and its definition.

use outcomes::rates::{Rate, RateKey, Tally};
use serde::Serialize;
use web_charts::number;

use super::Edition;
use crate::render::{Part, Parts};
use crate::route::{Href, Route};
use crate::words::NONE;

/// A key figure: a tile.
#[derive(Serialize)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure, large.
    pub value: String,
    /// Numerator and denominator of a percentage.
    pub counts: Option<String>,
    /// What stands beside it.
    pub note: Option<String>,
    /// Its definition.
    pub href: Option<Href>,
}

impl Part for Tile {
    const NAME: &'static str = "part tile";
}

/// A rate in a table, with its interval as numbers and as a bar 100 wide.
#[derive(Serialize)]
pub struct Cell {
    /// The percentage, or the fraction under five cases.
    pub value: String,
    /// Numerator and denominator of a percentage.
    pub counts: Option<String>,
    interval: Option<String>,
    bar: Option<Bar>,
}

/// Left end and width of an interval, and the place of the rate, 0–100.
#[derive(Serialize)]
pub struct Bar {
    left: String,
    width: String,
    at: String,
}

/// A rate with its name and definition.
#[derive(Serialize)]
pub struct Measure {
    label: String,
    definition: Option<Href>,
    cell: Cell,
}

impl Part for Measure {
    const NAME: &'static str = "part measure";
}

/// One of a scope's rates as cell.
pub fn rate_cell(edition: &Edition, tally: &Tally, key: RateKey) -> Cell {
    let rate = tally.rate(key);
    if tally.is_lower_bound(key) {
        return Cell { value: fraction(rate), counts: None, interval: None, bar: None };
    }
    cell(edition, rate)
}

/// A rate as cell.
pub fn cell(edition: &Edition, rate: Rate) -> Cell {
    let shown = rate.den > 0 && !rate.is_small();
    let interval = rate.wilson().filter(|_| shown);
    let bar = interval.map(|(low, high)| Bar {
        left: percent(low),
        width: percent(high - low),
        at: percent(rate.share().unwrap_or_default()),
    });
    Cell {
        value: edition.words.percent(rate),
        counts: shown.then(|| fraction(rate)),
        interval: interval.zip(bar.as_ref()).map(|((_, high), bar)| [&bar.left, "–", &percent(high), "%"].concat()),
        bar,
    }
}

/// A share of 0–1 in percent with one decimal, rounded half up, without the sign.
fn percent(share: f64) -> String {
    let mut text = number::percent_of((share * 1000.0 + 0.5) as u64);
    text.pop();
    text
}

fn fraction(rate: Rate) -> String {
    number::fraction(rate.num.into(), rate.den.into())
}

/// The name of a rate.
pub fn rate_label(edition: &Edition, key: RateKey) -> String {
    edition.words.term("rate", key.key())
}

/// The place where a rate is defined.
pub fn definition(edition: &Edition, key: RateKey) -> Option<Href> {
    let anchor = match key {
        RateKey::ConsultationWaived => RateKey::Consultation,
        RateKey::BasicSatisfaction | RateKey::Dissatisfaction | RateKey::FirstSatisfaction => RateKey::Satisfaction,
        RateKey::FirstSatisfactionWithBasic => RateKey::SatisfactionWithBasic,
        other => other,
    };
    Some(edition.link(Route::Methods)?.anchor(anchor.key()))
}

/// Every rate that the counts can say something about.
pub fn measures(edition: &Edition, tally: &Tally) -> Parts<Measure> {
    let filled = RateKey::ALL.iter().filter(|key| tally.rate(**key).den > 0);
    filled
        .map(|key| Measure {
            label: rate_label(edition, *key),
            definition: definition(edition, *key),
            cell: rate_cell(edition, tally, *key),
        })
        .collect()
}

fn rate_tile(edition: &Edition, tally: &Tally, key: RateKey, note: Option<String>) -> Tile {
    let Cell { value, counts, .. } = rate_cell(edition, tally, key);
    Tile { label: rate_label(edition, key), value, counts, note, href: definition(edition, key) }
}

/// The key figures of a scope.
pub fn tiles(edition: &Edition, tally: &Tally) -> Parts<Tile> {
    let words = &edition.words;
    let kinds: Vec<String> = ["suggestion", "proposal", "motion"]
        .iter()
        .zip(tally.kinds)
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| words.say(&format!("count-{kind}"), &[("count", count.into())]))
        .collect();
    let mut tiles = vec![Tile {
        label: words.text("tile-items"),
        value: words.count(tally.items),
        counts: None,
        note: (kinds.len() > 1).then(|| words.list(&kinds)),
        href: edition.link(Route::Methods),
    }];
    if tally.owed > 0 {
        let overdue = (tally.overdue > 0).then(|| words.say("note-overdue", &[("count", tally.overdue.into())]));
        tiles.push(rate_tile(edition, tally, RateKey::Reply, overdue));
        let silent = (tally.unstated > 0).then(|| words.say("note-unstated", &[("count", tally.unstated.into())]));
        tiles.push(rate_tile(edition, tally, RateKey::Completion, silent));
        let pending = (tally.pending() > 0).then(|| words.say("note-pending", &[("count", tally.pending().into())]));
        tiles.push(rate_tile(edition, tally, RateKey::Satisfaction, pending));
    }
    if let (Some(median), Some(ninth)) = (tally.median_days(), tally.p90_days()) {
        let ninth = words.say("note-p90", &[("days", ninth.into())]);
        tiles.push(Tile {
            label: words.text("tile-median"),
            value: words.say("days", &[("days", median.into())]),
            counts: None,
            note: (tally.days.count() >= outcomes::rates::SMALL_N).then_some(ninth),
            href: edition.link(Route::Methods).map(|href| href.anchor("handling-time")),
        });
    }
    Parts(tiles)
}

/// What a group of figures covers, and as of when.
pub fn scope(edition: &Edition, name: &str, tally: &Tally) -> String {
    edition.words.scope(name, tally, edition.site.data.as_of())
}

/// Items that ended early and duties the source says nothing about, counted apart.
pub fn apart(edition: &Edition, tally: &Tally) -> Option<String> {
    edition.words.apart(tally)
}

/// A count, or "—" for none.
pub fn count_or_none(edition: &Edition, count: u32) -> String {
    if count == 0 { NONE.into() } else { edition.words.count(count) }
}
