//! All sessions beside each other, and one session with all its items.

use outcomes::dataset::{SessionIx, UnitIx};
use outcomes::rates::Tally;

use super::cut::{self, Cut};
use super::{Edition, Frame, Linked, Sheet};
use crate::figures::Group;
use crate::plan::PlannedPage;
use crate::route::Route;

/// All sessions.
pub fn list(edition: &Edition, page: &PlannedPage) -> Sheet {
    let summary = edition.site.summary;
    let frame = Frame::new(edition, page, edition.words.text("nav-sessions")).under(edition, "", Route::Home);
    let lines = (0..edition.site.data.sessions.len() as u32)
        .map(SessionIx)
        .filter(|session| edition.plan.has(Route::Session(*session, 1)))
        .map(|session| cut::line(edition, edition.session(session), None, &summary.by_session[session.at()]))
        .collect();
    cut::comparison(edition, frame, "sessions", "col-session", lines)
}

/// One page of a session.
pub fn one(edition: &Edition, page: &PlannedPage, session: SessionIx, at: u32) -> Sheet {
    let (summary, words) = (edition.site.summary, &edition.words);
    let name = edition.session_name(session).to_owned();
    let frame = Frame::new(edition, page, name.clone()).under(edition, "", Route::Home).under(
        edition,
        &words.text("nav-sessions"),
        Route::Sessions,
    );
    let items = &summary.items_of_session[session.at()];
    let tallies = if at == 1 { edition.tallies_by_unit(items) } else { Vec::new() };
    let groups = tallies.iter().map(|(unit, tally): &(UnitIx, Tally)| {
        let Linked { text, href } = edition.unit(*unit);
        Group { label: text, href, tally }
    });
    let cut = Cut {
        what: words.text("what-session"),
        items,
        tally: &summary.by_session[session.at()],
        months: &summary.session_months[session.at()],
        groups: groups.collect(),
        groups_are: "col-unit",
        facts: Vec::new(),
        declared: Vec::new(),
        waiting: Vec::new(),
        name,
    };
    cut::sheet(edition, page, at, frame, cut)
}
