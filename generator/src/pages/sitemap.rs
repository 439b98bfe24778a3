//! The site map for people: every section, and every page of the sections that are short enough.

use outcomes::dataset::{CategoryIx, SessionIx, UnitIx};
use serde::Serialize;

use super::{Edition, Frame, Linked, Sheet};
use crate::plan::PlannedPage;
use crate::route::Route;

#[derive(Serialize)]
struct Section {
    head: Linked,
    pages: Vec<Linked>,
}

#[derive(Serialize)]
struct View {
    sections: Vec<Section>,
    pages: Vec<Linked>,
}

/// The page.
pub fn sheet(edition: &Edition, page: &PlannedPage) -> Sheet {
    let (data, words) = (edition.site.data, &edition.words);
    let linked = |key: &str, route: Route| {
        let href = Some(edition.link(route)?);
        Some(Linked { text: words.text(key), href })
    };
    let existing =
        |pages: &mut dyn Iterator<Item = Linked>| -> Vec<Linked> { pages.filter(|page| page.href.is_some()).collect() };
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
            existing(&mut data.reports.iter().enumerate().map(|(at, report)| Linked {
                text: report.title.to_string(),
                href: edition.link(Route::Report(at as u32)),
            })),
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
    Sheet::new("sitemap.html", frame, view)
}
