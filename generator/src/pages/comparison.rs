//! A page that compares units, sessions or categories: a table of rates and charts over it.

use std::collections::BTreeMap;

use outcomes::rates::{RateKey, Tally};
use outcomes::summary::Month;
use serde::Serialize;

use super::measures::{self, Cell};
use super::{Edition, Frame, Linked, Page};
use crate::figures::{Chart, Figures, Group};
use crate::render::{Html, Parts};

/// One of the parts that are compared.
pub struct Member<'t> {
    /// Its name, with its page.
    pub name: Linked<'t>,
    /// What it belongs to.
    pub under: Option<String>,
    /// Its counts.
    pub tally: &'t Tally,
    /// Its counts by month of assignment.
    pub months: &'t BTreeMap<Month, Tally>,
}

/// A part with its counts, as charts take it.
pub type Compared<'m, 't> = (Group<'t>, &'m BTreeMap<Month, Tally>);

/// A line of the table.
#[derive(Serialize)]
pub struct Line<'t> {
    name: Linked<'t>,
    under: Option<String>,
    items: String,
    owed: String,
    cells: Vec<Cell>,
    course: Option<Html>,
    overdue: String,
}

/// The rates that a comparison shows, as its columns.
const COMPARED: [RateKey; 4] = [RateKey::Reply, RateKey::OnTimeReply, RateKey::Satisfaction, RateKey::Resolution];

#[derive(Serialize)]
struct View<'t> {
    intro: String,
    scope: String,
    heads: Vec<Linked<'t>>,
    first_head: String,
    courses: bool,
    lines: Vec<Line<'t>>,
    charts: Parts<Chart>,
}

/// A page that compares parts; `key` is the first part of its texts' names, `charts` draws those
/// that suit them.
pub fn sheet<'t>(
    edition: &'t Edition,
    frame: Box<Frame<'t>>,
    (key, first_head): (&str, &str),
    members: Vec<Member<'t>>,
    charts: impl FnOnce(&Figures, &[Compared<'t, 't>]) -> Vec<Option<Chart>>,
) -> Page<'t> {
    let words = &edition.words;
    let scope = measures::scope(edition, &words.text("scope-all"), &edition.site.summary.whole);
    let figures = Figures { edition, scope: scope.clone(), root: frame.root.to_string() };
    let compared: Vec<Compared> = members
        .iter()
        .map(|one| {
            let group = Group::of(one.name.clone(), one.tally);
            (group, one.months)
        })
        .collect();
    let charts: Parts<Chart> = charts(&figures, &compared).into_iter().flatten().collect();
    let line = |(at, one): (usize, Member<'t>)| Line {
        course: figures.course(&format!("course-{at}"), &one.name.text, one.months, RateKey::Satisfaction),
        ..line(edition, one.name, one.under, one.tally)
    };
    let lines: Vec<Line<'t>> = members.into_iter().enumerate().map(line).collect();
    let view = View {
        intro: words.term(key, "intro"),
        scope,
        heads: heads(edition),
        first_head: words.text(first_head),
        courses: lines.iter().any(|line| line.course.is_some()),
        lines,
        charts,
    };
    let frame = frame.charts(&view.charts).column(edition, words.term(key, "description"));
    Page::new("comparison.html", frame, view)
}

/// The heads of the rates that a comparison shows.
pub fn heads<'t>(edition: &'t Edition) -> Vec<Linked<'t>> {
    let head = |rate: &RateKey| Linked::to(measures::rate_label(edition, *rate), measures::definition(edition, *rate));
    COMPARED.iter().map(head).collect()
}

/// A line of the table, without the course of its rate.
pub fn line<'t>(edition: &Edition, name: Linked<'t>, under: Option<String>, tally: &Tally) -> Line<'t> {
    Line {
        name,
        under,
        items: measures::count_or_none(edition, tally.items),
        owed: measures::count_or_none(edition, tally.owed),
        cells: COMPARED.iter().map(|key| measures::rate_cell(edition, tally, *key)).collect(),
        course: None,
        overdue: measures::count_or_none(edition, tally.overdue),
    }
}
