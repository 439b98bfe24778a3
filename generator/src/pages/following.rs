//! What the reader follows: a page that the browser fills from its own storage.

use serde::Serialize;

use super::{Edition, Frame, Linked, Page};
use crate::plan::PlannedPage;
use crate::route::{Href, Route};

#[derive(Serialize)]
struct View {
    /// Tells lists of this site from those of others.
    site: String,
    /// Where there is something to follow.
    links: Vec<Linked<'static>>,
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let words = &edition.words;
    let links = [("nav-items", Route::Items(1)), ("nav-proposers", Route::Proposers(1)), ("nav-units", Route::Units)];
    let links = links.into_iter().filter_map(|(key, route)| edition.named_link(key, route));
    let mut publishers: Vec<&str> = edition.site.data.sources.iter().map(|source| &*source.publisher.id).collect();
    publishers.dedup();
    let view = View { site: publishers.join(" "), links: links.collect() };
    let frame = Frame::new(edition, page, words.text("nav-following"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("following-description"));
    Page::new("following.html", frame, view)
}

impl Edition<'_> {
    /// The page of what can be followed from a page; `None` where that is nothing.
    pub fn followed(&self, route: Route) -> Option<Href> {
        let first = route.at_page(1);
        let can = matches!(first, Route::Item(_) | Route::Unit(..) | Route::Proposer(..));
        self.link(first).filter(|_| can && self.plan.feed(first).is_some())
    }
}
