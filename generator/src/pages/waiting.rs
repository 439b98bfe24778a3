//! Replies that are owed and not made, the longest waiting first.

use std::borrow::Cow;

use outcomes::life::Waiting;
use serde::Serialize;

use super::rows::{badge, days_left, pager};
use super::{Badge, Edition, Frame, Linked, Page, Pager};
use crate::plan::{PAGE_SIZE, PlannedPage, page_of};
use crate::render::{Part, Parts};
use crate::route::Route;
use outcomes::life::State;

/// An owed reply in a list.
#[derive(Serialize)]
pub struct WaitingRow<'t> {
    item: Linked<'t>,
    number: &'t str,
    unit: Linked<'t>,
    assigned: Cow<'t, str>,
    due: Cow<'t, str>,
    days: String,
    left: Option<String>,
    state: Badge,
}

impl Part for WaitingRow<'_> {
    const NAME: &'static str = "part waiting";
}

#[derive(Serialize)]
struct View<'t> {
    count: String,
    rows: Parts<WaitingRow<'t>>,
    pager: Option<Pager>,
}

/// One row.
pub fn row<'t>(edition: &'t Edition, waiting: &Waiting) -> WaitingRow<'t> {
    let item = edition.item(waiting.item);
    let words = &edition.words;
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    WaitingRow {
        item: edition.linked(edition.item_title(item), Route::Item(waiting.item)),
        number: edition.item_number(waiting.item),
        unit: edition.unit(waiting.unit),
        assigned: words.date(waiting.assigned),
        due: words.day(waiting.due),
        days: words.say("days", &[("days", waiting.days.into())]),
        left: waiting.due.map(|due| days_left(edition, due.days_since(as_of))),
        state: badge(edition, if waiting.days_late > 0 { State::Overdue } else { State::Handling }),
    }
}

/// One page of the list.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage, at: u32) -> Page<'a> {
    let (words, all) = (&edition.words, &edition.site.summary.waiting);
    let late = all.iter().filter(|waiting| waiting.days_late > 0).count();
    let as_of = words.day(edition.site.data.as_of());
    let view = View {
        count: words
            .say("waiting-count", &[("count", all.len().into()), ("late", late.into()), ("date", (&as_of).into())]),
        rows: page_of(all, at, PAGE_SIZE).iter().map(|waiting| row(edition, waiting)).collect(),
        pager: pager(edition, page.route, at, all.len()),
    };
    let frame = Frame::new(edition, page, words.text("waiting-title"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("waiting-description"));
    Page::new("waiting.html", frame, view)
}
