//! The site map for people: every section, and every page of the sections that are short enough.

use outcomes::dataset::{CategoryIx, SessionIx, UnitIx};
use serde::Serialize;

use super::{Edition, Frame, Linked, Page};
use crate::plan::PlannedPage;
use crate::route::Route;

#[derive(Serialize)]
struct Section<'t> {
    head: Linked<'t>,
    pages: Vec<Linked<'t>>,
}

#[derive(Serialize)]
struct View<'t> {
    sections: Vec<Section<'t>>,
    pages: Vec<Linked<'t>>,
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (data, words) = (edition.site.data, &edition.words);
    let linked = |key: &str, route: Route| edition.named_link(key, route);
    let existing = |pages: &mut dyn Iterator<Item = Linked<'a>>| -> Vec<Linked<'a>> {
        pages.filter(|page| page.href.is_some()).collect()
    };
    let sections = [
        (
            linked("nav-sessions", Route::Sessions),
            existing(&mut (0..data.sessions.len() as u32).map(|at| edition.session(SessionIx(at)))),
        ),
        (
            linked("nav-units", Route::Units),
            existing(&mut (0..data.units.len() as u32).map(|at| edition.unit(UnitIx(at)))),
        ),
        (
            linked("nav-categories", Route::Categories),
            existing(&mut (0..data.categories.len() as u32).map(|at| edition.category(CategoryIx(at)))),
        ),
        (
            linked("nav-reports", Route::Reports),
            existing(
                &mut (0..)
                    .zip(&data.reports)
                    .map(|(at, report)| edition.linked(report.title.as_str(), Route::Report(at))),
            ),
        ),
    ];
    let pages = [
        ("nav-home", Route::Home),
        ("nav-items", Route::Items(1)),
        ("nav-proposers", Route::Proposers(1)),
        ("nav-analysis", Route::Analysis),
        ("nav-search", Route::Search),
        ("nav-waiting", Route::Waiting(1)),
        ("nav-commitments", Route::Commitments(1)),
        ("nav-changes", Route::Changes(1)),
        ("nav-following", Route::Following),
        ("nav-methods", Route::Methods),
        ("nav-data", Route::Data),
        ("nav-about", Route::About),
        ("nav-accessibility", Route::Accessibility),
    ];
    let view = View {
        sections: sections.into_iter().filter_map(|(head, pages)| Some(Section { head: head?, pages })).collect(),
        pages: pages.into_iter().filter_map(|(key, route)| linked(key, route)).collect(),
    };
    let frame = Frame::new(edition, page, words.text("nav-sitemap"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("sitemap-description"));
    Page::new("sitemap.html", frame, view)
}
