//! The list of all items.

use outcomes::dataset::ItemIx;
use serde::Serialize;

use super::rows::pager;
use super::{Edition, Frame, Page, Pager};
use crate::plan::{PAGE_SIZE, PlannedPage};
use crate::render::Rows;
use crate::route::Route;

#[derive(Serialize)]
struct View<'e> {
    count: String,
    rows: Rows<'e>,
    pager: Option<Pager>,
}

/// One page of the list.
pub fn sheet<'a>(edition: &'a Edition<'a>, page: &PlannedPage, at: u32) -> Page<'a> {
    let (words, total) = (&edition.words, edition.site.data.items.len());
    let start = (at as usize - 1) * PAGE_SIZE;
    let items: Vec<ItemIx> = (start..(start + PAGE_SIZE).min(total)).map(|ix| ItemIx(ix as u32)).collect();
    let frame = Frame::new(edition, page, words.text("items-title"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("items-description"));
    let view = View {
        count: words.say("items-count", &[("count", total.into())]),
        rows: edition.rows(&items, &frame.root),
        pager: pager(edition, page.route, at, total),
    };
    Page::new("items.html", frame, view)
}
