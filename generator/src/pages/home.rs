//! The first page: where everything stands, as of the data's day.

use outcomes::dataset::ItemIx;
use serde::Serialize;

use super::declared::{Declared, declared};
use super::measures::{self, Tile};
use super::waiting::{self, WaitingRow};
use super::{Edition, Frame, Linked, Page};
use crate::figures::{Chart, Figures};
use crate::plan::PlannedPage;
use crate::render::{Parts, Rows};
use crate::route::{Href, Route, SiteChart};

/// Entries of a list on the first page.
const SHORT: usize = 6;

#[derive(Serialize)]
struct View<'e> {
    lede: String,
    changes: Option<Linked<'e>>,
    scope: String,
    apart: Option<String>,
    partial: bool,
    declared: Vec<Declared<'e>>,
    tiles: Parts<Tile>,
    charts: Parts<Chart>,
    waiting: Parts<WaitingRow<'e>>,
    waiting_all: Option<Href>,
    dated: bool,
    rows: Rows<'e>,
    /// The list of all items, from this page.
    records: Option<String>,
    items_all: Option<Href>,
    methods: Option<Href>,
    data: Option<Href>,
}

/// The first page.
pub fn sheet<'a>(edition: &'a Edition<'a>, page: &PlannedPage) -> Page<'a> {
    let (data, summary, words) = (edition.site.data, edition.site.summary, &edition.words);
    let frame = Frame::new(edition, page, words.text("nav-home"));
    let scope = measures::scope(edition, &words.text("scope-all"), &summary.whole);
    let charts = charts(edition, &scope, &frame.root);
    let frame = frame.charts(&charts);
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
        changes: changes(edition),
        scope,
        apart: measures::apart(edition, &summary.whole),
        partial: data.declarations.iter().any(|declaration| declaration.partial),
        declared: declared(edition, None),
        tiles: measures::tiles(edition, &summary.whole),
        charts,
        waiting: summary.waiting.iter().take(SHORT).map(|one| waiting::row(edition, one)).collect(),
        waiting_all: edition.link(Route::Waiting(1)),
        dated,
        rows: edition.rows(&latest, &frame.root),
        records: items_all.as_ref().map(|href| format!("{}{}", &*frame.root, href.as_str())),
        items_all,
        methods: edition.link(Route::Methods),
        data: edition.link(Route::Data),
    };
    Page::new("index.html", frame, view)
}

/// How much happened since the earlier export, with the way there.
fn changes<'e>(edition: &'e Edition) -> Option<Linked<'e>> {
    let (changes, href) = (edition.site.changes?, edition.link(Route::Changes(1))?);
    let since = edition.words.date(changes.since);
    let count = ("count", changes.list.len().into());
    let text = edition.words.say("since-count", &[("date", (&since).into()), count]);
    Some(Linked::to(text, Some(href)))
}

fn charts(edition: &Edition, scope: &str, root: &str) -> Parts<Chart> {
    let figures = Figures { edition, scope: scope.to_owned(), root: root.to_owned() };
    const MAIN: [SiteChart; 4] = [SiteChart::Outcomes, SiteChart::Evaluations, SiteChart::Time, SiteChart::Handling];
    MAIN.into_iter().filter_map(|chart| figures.of_site(chart)).collect()
}
