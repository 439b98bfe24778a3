//! A part of the items with its figures: what the pages of a unit, a session and a category share.

use std::borrow::Cow;
use std::collections::BTreeMap;

use outcomes::dataset::{ItemIx, UnitIx};
use outcomes::rates::Tally;
use outcomes::summary::Month;
use serde::Serialize;

use super::declared::Declared;
use super::measures::{self, Measure, Tile};
use super::rows::pager;
use super::waiting::WaitingRow;
use super::{Edition, Frame, Linked, Page, Pager};
use crate::figures::{Chart, Figures, Group};
use crate::plan::{PAGE_SIZE, PlannedPage, page_of};
use crate::render::{self, Parts, Rows};

/// A part of the items.
pub struct Cut<'t, 'e> {
    /// Its name.
    pub name: String,
    /// What it is: unit, session, category.
    pub what: String,
    /// Its items.
    pub items: &'t [ItemIx],
    /// The unit whose duties alone it counts.
    pub unit: Option<UnitIx>,
    /// Its counts.
    pub tally: &'t Tally,
    /// Its counts by month of assignment.
    pub months: &'t BTreeMap<Month, Tally>,
    /// The parts its charts compare.
    pub groups: Vec<Group<'t>>,
    /// What those parts are, for the head of the charts' tables: a key of the catalogue.
    pub groups_are: &'static str,
    /// Facts about it: label and texts.
    pub facts: Parts<Fact<'e>>,
    /// Its declared totals.
    pub declared: Vec<Declared<'e>>,
    /// Replies it owes.
    pub waiting: Parts<WaitingRow<'e>>,
}

/// A fact: a label and what stands for it.
#[derive(Serialize)]
pub struct Fact<'t> {
    /// Label.
    pub label: Cow<'t, str>,
    /// Texts, linked where they lead somewhere.
    pub values: Vec<Linked<'t>>,
}

impl render::Part for Fact<'_> {
    const NAME: &'static str = "part fact";
}

#[derive(Serialize)]
struct View<'e> {
    what: String,
    first: bool,
    count: String,
    scope: String,
    apart: Option<String>,
    facts: Parts<Fact<'e>>,
    declared: Vec<Declared<'e>>,
    tiles: Parts<Tile>,
    charts: Parts<Chart>,
    measures: Parts<Measure>,
    waiting: Parts<WaitingRow<'e>>,
    rows: Rows<'e>,
    pager: Option<Pager>,
}

/// A part whose charts compare units: a session, a category.
pub struct Part<'t> {
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Its items.
    pub items: &'t [ItemIx],
    /// Its counts.
    pub tally: &'t Tally,
    /// Its counts by month of assignment.
    pub months: &'t BTreeMap<Month, Tally>,
}

/// One page of a part whose charts compare units.
pub fn by_units<'a>(
    edition: &'a Edition<'a>,
    page: &PlannedPage,
    at: u32,
    frame: Box<Frame<'a>>,
    part: Part,
) -> Page<'a> {
    let tallies = if at == 1 { edition.tallies_by_unit(part.items) } else { Vec::new() };
    let groups = tallies.iter().map(|(unit, tally)| Group::of(edition.unit(*unit), tally));
    let cut = Cut {
        name: part.name,
        what: part.what,
        items: part.items,
        unit: None,
        tally: part.tally,
        months: part.months,
        groups: groups.collect(),
        groups_are: "col-unit",
        facts: Parts::default(),
        declared: Vec::new(),
        waiting: Parts::default(),
    };
    sheet(edition, page, at, frame, cut)
}

/// One page of a part: the first with figures, the others with items only.
pub fn sheet<'a>(
    edition: &'a Edition<'a>,
    page: &PlannedPage,
    at: u32,
    frame: Box<Frame<'a>>,
    cut: Cut<'_, 'a>,
) -> Page<'a> {
    let first = at == 1;
    let words = &edition.words;
    let scope = measures::scope(edition, &cut.name, cut.tally);
    let filled = first && cut.tally.items > 0;
    let charts = if filled { charts(edition, &cut, &scope, &frame.root) } else { Parts::default() };
    let frame = frame.charts(&charts);
    let description = words.say("cut-description", &[("name", (&cut.name).into()), ("what", (&cut.what).into())]);
    let view = View {
        first,
        count: words.say("items-count", &[("count", cut.items.len().into())]),
        apart: measures::apart(edition, cut.tally),
        tiles: if filled { measures::tiles(edition, cut.tally) } else { Parts::default() },
        measures: if filled { measures::measures(edition, cut.tally) } else { Parts::default() },
        charts,
        scope,
        what: cut.what,
        facts: cut.facts,
        declared: cut.declared,
        waiting: if first { cut.waiting } else { Parts::default() },
        rows: edition.rows(page_of(cut.items, at, PAGE_SIZE), &frame.root),
        pager: pager(edition, page.route, at, cut.items.len()),
    };
    Page::new("cut.html", frame.column(edition, description), view)
}

fn charts(edition: &Edition, cut: &Cut, scope: &str, root: &str) -> Parts<Chart> {
    let figures = Figures { edition, scope: scope.to_owned(), root: root.to_owned() };
    let charts = [
        figures.outcomes(cut.tally, &cut.groups, cut.groups_are),
        figures.evaluations(cut.tally, &cut.groups, cut.groups_are),
        figures.over_time(cut.months),
        figures.handling(cut.tally),
        figures.totals(cut.items, |assignment| cut.unit.is_none_or(|unit| assignment.unit == unit)),
    ];
    charts.into_iter().flatten().collect()
}
