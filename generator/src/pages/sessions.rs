//! All sessions beside each other, and one session with all its items.

use outcomes::dataset::SessionIx;

use super::comparison::{self, Member};
use super::cut::{self, Part};
use super::{Edition, Frame, Page};
use crate::figures::Group;
use crate::plan::PlannedPage;
use crate::route::Route;

/// All sessions.
pub fn list<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let summary = edition.site.summary;
    let frame = Frame::new(edition, page, edition.words.text("nav-sessions")).under(edition, "", Route::Home);
    let members = (0..edition.site.data.sessions.len() as u32)
        .map(SessionIx)
        .filter(|session| edition.plan.has(Route::Session(*session, 1)))
        .map(|session| Member {
            name: edition.session(session),
            under: None,
            tally: &summary.by_session[session.at()],
            months: &summary.session_months[session.at()],
        })
        .collect();
    comparison::sheet(edition, frame, ("sessions", "col-session"), members, |figures, sessions| {
        let groups: Vec<Group> = sessions.iter().map(|(group, _)| group.clone()).collect();
        vec![figures.satisfaction(&summary.whole, &groups, "col-session")]
    })
}

/// One page of a session.
pub fn one<'a>(edition: &'a Edition<'a>, page: &PlannedPage, session: SessionIx, at: u32) -> Page<'a> {
    let (summary, words) = (edition.site.summary, &edition.words);
    let name = edition.session_name(session).to_owned();
    let frame = Frame::new(edition, page, name.clone()).under(edition, "", Route::Home).under(
        edition,
        words.phrase("nav-sessions"),
        Route::Sessions,
    );
    let part = Part {
        name,
        what: words.text("what-session"),
        items: &summary.items_of_session[session.at()],
        tally: &summary.by_session[session.at()],
        months: &summary.session_months[session.at()],
    };
    cut::by_units(edition, page, at, frame, part)
}
