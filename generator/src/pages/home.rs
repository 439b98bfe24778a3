//! The first page: where everything stands, as of the data's day.

use outcomes::dataset::{ItemIx, SessionIx, UnitIx};
use serde::Serialize;

use super::declared::{Declared, declared};
use super::measures::{self, Tile};
use super::waiting::{self, WaitingRow};
use super::{Edition, Frame, Linked, Sheet};
use crate::figures::{Chart, Figures, Group};
use crate::plan::PlannedPage;
use crate::render::{Html, Parts};
use crate::route::{Href, Route};

/// Entries of a list on the first page.
const SHORT: usize = 6;

#[derive(Serialize)]
struct View {
    lede: String,
    scope: String,
    apart: Option<String>,
    partial: bool,
    declared: Vec<Declared>,
    tiles: Parts<Tile>,
    charts: Parts<Chart>,
    waiting: Parts<WaitingRow>,
    waiting_all: Option<Href>,
    dated: bool,
    rows: Html,
    /// The list of all items, from this page.
    records: Option<String>,
    items_all: Option<Href>,
    methods: Option<Href>,
    data: Option<Href>,
}

/// The first page.
pub fn sheet(edition: &Edition, page: &PlannedPage) -> Sheet {
    let (data, summary, words) = (edition.site.data, edition.site.summary, &edition.words);
    let mut frame = Frame::new(edition, page, words.text("nav-home"));
    let scope = measures::scope(edition, &words.text("scope-all"), &summary.whole);
    let charts = charts(edition, &scope, &frame.root);
    frame.charts = !charts.0.is_empty();
    let mut latest: Vec<_> = data
        .items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| {
            let replies = item.assignments.iter().flat_map(|assignment| &assignment.replies);
            Some((std::cmp::Reverse(replies.filter_map(|reply| reply.date).max()?), ItemIx(at as u32)))
        })
        .collect();
    latest.sort_unstable();
    let mut latest: Vec<ItemIx> = latest.into_iter().take(SHORT).map(|(_, ix)| ix).collect();
    let dated = !latest.is_empty();
    if !dated {
        latest = (0..data.items.len().min(SHORT) as u32).map(ItemIx).collect();
    }
    let frame = frame.column(edition, edition.description());
    let items_all = edition.link(Route::Items(1));
    let view = View {
        lede: edition.description(),
        scope,
        apart: measures::apart(edition, &summary.whole),
        partial: data.declarations.iter().any(|declaration| declaration.partial),
        declared: declared(edition, None),
        tiles: measures::tiles(edition, &summary.whole),
        charts,
        waiting: summary.waiting.iter().take(SHORT).map(|one| waiting::row(edition, one)).collect(),
        waiting_all: edition.link(Route::Waiting(1)),
        dated,
        rows: edition.fragments.rows(&latest, &frame.root),
        records: items_all.as_ref().map(|href| format!("{}{}", &*frame.root, href.as_str())),
        items_all,
        methods: edition.link(Route::Methods),
        data: edition.link(Route::Data),
    };
    Sheet::new("index.html", frame, view)
}

fn charts(edition: &Edition, scope: &str, root: &str) -> Parts<Chart> {
    let summary = edition.site.summary;
    let figures = Figures { edition, scope: scope.to_owned(), root: root.to_owned() };
    let units: Vec<Group> = summary
        .by_unit
        .iter()
        .enumerate()
        .map(|(at, tally)| {
            let Linked { text, href } = edition.unit(UnitIx(at as u32));
            Group { label: text, href, tally }
        })
        .collect();
    let sessions: Vec<Group> = summary
        .by_session
        .iter()
        .enumerate()
        .map(|(at, tally)| {
            let Linked { text, href } = edition.session(SessionIx(at as u32));
            Group { label: text, href, tally }
        })
        .collect();
    let charts = [
        figures.outcomes(&summary.whole, &units, "col-unit"),
        figures.evaluations(&summary.whole, &sessions, "col-session"),
        figures.over_time(&summary.by_month),
        figures.handling(&summary.whole),
    ];
    charts.into_iter().flatten().collect()
}
