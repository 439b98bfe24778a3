//! The list of all items.

use outcomes::dataset::ItemIx;
use serde::Serialize;

use super::rows::pager;
use super::{Edition, Frame, Pager, Sheet};
use crate::plan::{PAGE_SIZE, PlannedPage};
use crate::render::Rows;
use crate::route::Route;

#[derive(Serialize)]
struct View {
    count: String,
    rows: Rows,
    pager: Option<Pager>,
}

/// One page of the list.
pub fn sheet(edition: &Edition, page: &PlannedPage, at: u32) -> Sheet {
    let (words, total) = (&edition.words, edition.site.data.items.len());
    let start = (at as usize - 1) * PAGE_SIZE;
    let items: Vec<ItemIx> = (start..(start + PAGE_SIZE).min(total)).map(|ix| ItemIx(ix as u32)).collect();
    let frame = Frame::new(edition, page, words.text("items-title"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("items-description"));
    let view = View {
        count: words.say("items-count", &[("count", total.into())]),
        rows: edition.fragments.rows(&items, &frame.root),
        pager: pager(edition, page.route, at, total),
    };
    Sheet::new("items.html", frame, view)
}
