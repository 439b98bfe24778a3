//! All deputies, members and groups, by delegation or sector, without rates or rank.

use outcomes::dataset::ProposerIx;
use serde::Serialize;

use super::rows::pager_of;
use super::{Edition, Frame, Linked, Page, Pager};
use crate::plan::{PROPOSERS_PAGE_SIZE, PlannedPage, page_of};
use crate::render::{Part, Parts};
use crate::route::Route;

#[derive(Serialize)]
struct ProposerRow<'t> {
    name: Linked<'t>,
    kind: String,
    delegation: String,
    items: String,
    open: String,
}

impl Part for ProposerRow<'_> {
    const NAME: &'static str = "part proposer";
}

#[derive(Serialize)]
struct View<'t> {
    intro: String,
    rows: Parts<ProposerRow<'t>>,
    pager: Option<Pager>,
}

/// One page of all proposers.
pub fn list<'a>(edition: &'a Edition, page: &PlannedPage, at: u32) -> Page<'a> {
    let (words, plan) = (&edition.words, edition.plan);
    let view = View {
        intro: words.say("proposers-intro", &[("count", plan.proposers.len().into())]),
        rows: page_of(&plan.proposers, at, PROPOSERS_PAGE_SIZE).iter().map(|ix| row(edition, *ix)).collect(),
        pager: pager_of(edition, page.route, at, plan.proposers.len(), PROPOSERS_PAGE_SIZE),
    };
    let frame = Frame::new(edition, page, words.text("nav-proposers"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("proposers-description"));
    Page::new("proposers.html", frame, view)
}

fn row<'t>(edition: &'t Edition, ix: ProposerIx) -> ProposerRow<'t> {
    let (words, known) = (&edition.words, &edition.site.data.proposers[ix.at()]);
    let items = &edition.site.summary.items_of_proposer[ix.at()];
    let open = items.iter().filter(|item| edition.site.summary.lives[item.at()].state.is_open()).count() as u32;
    ProposerRow {
        name: edition.proposer(ix),
        kind: words.term("proposer", known.kind.key()),
        delegation: known.delegation.as_ref().map_or_else(|| crate::words::NONE.into(), |text| text.to_string()),
        items: words.count(items.len() as u32),
        open: super::measures::count_or_none(edition, open),
    }
}
