//! All deputies, members and groups, and each one's items: where they stand, without rates or rank.

use outcomes::dataset::{ItemIx, ProposerIx};
use outcomes::life::State;
use serde::Serialize;

use super::cut::Fact;
use super::rows::pager_of;
use super::{Edition, Frame, Linked, Pager, Sheet};
use crate::plan::{PAGE_SIZE, PROPOSERS_PAGE_SIZE, PlannedPage, page_of};
use crate::render::{Part, Parts, Rows};
use crate::route::Route;

#[derive(Serialize)]
struct ProposerRow {
    name: Linked,
    kind: String,
    delegation: String,
    items: String,
    open: String,
}

impl Part for ProposerRow {
    const NAME: &'static str = "part proposer";
}

#[derive(Serialize)]
struct ListView {
    intro: String,
    rows: Parts<ProposerRow>,
    pager: Option<Pager>,
}

/// One page of all proposers.
pub fn list(edition: &Edition, page: &PlannedPage, at: u32) -> Sheet {
    let (words, plan) = (&edition.words, edition.plan);
    let view = ListView {
        intro: words.say("proposers-intro", &[("count", plan.proposers.len().into())]),
        rows: page_of(&plan.proposers, at, PROPOSERS_PAGE_SIZE).iter().map(|ix| row(edition, *ix)).collect(),
        pager: pager_of(edition, page.route, at, plan.proposers.len(), PROPOSERS_PAGE_SIZE),
    };
    let frame = Frame::new(edition, page, words.text("nav-proposers"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("proposers-description"));
    Sheet::new("proposers.html", frame, view)
}

fn row(edition: &Edition, ix: ProposerIx) -> ProposerRow {
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

#[derive(Serialize)]
struct View {
    what: String,
    facts: Parts<Fact>,
    count: String,
    states: Option<String>,
    rows: Rows,
    pager: Option<Pager>,
}

/// One page of a proposer.
pub fn one(edition: &Edition, page: &PlannedPage, proposer: ProposerIx, at: u32) -> Sheet {
    let (words, known) = (&edition.words, &edition.site.data.proposers[proposer.at()]);
    let items = &edition.site.summary.items_of_proposer[proposer.at()];
    let delegation = known.delegation.as_ref().map(|text| Linked { text: text.to_string(), href: None });
    let facts = delegation.map(|value| Fact { label: words.text("fact-delegation"), values: vec![value] });
    let name: &str = &known.name;
    let frame = Frame::new(edition, page, name.to_owned())
        .under(edition, "", Route::Home)
        .under(edition, &words.text("nav-proposers"), Route::Proposers(1))
        .column(edition, words.say("proposer-description", &[("name", name.into())]));
    let view = View {
        what: words.term("proposer", known.kind.key()),
        facts: facts.into_iter().collect(),
        count: words.say("proposer-items", &[("count", items.len().into())]),
        states: states(edition, items),
        rows: edition.fragments.rows(page_of(items, at, PAGE_SIZE), &frame.root),
        pager: pager_of(edition, page.route, at, items.len(), PAGE_SIZE),
    };
    Sheet::new("proposer.html", frame, view)
}

/// How many items stand where, where they don't all stand at the same place.
fn states(edition: &Edition, items: &[ItemIx]) -> Option<String> {
    let first = |item: &ItemIx| edition.site.summary.lives[item.at()].state;
    let mixed = items.windows(2).any(|two| first(&two[0]) != first(&two[1]));
    mixed.then(|| edition.states(items))
}

impl Edition<'_> {
    /// How many items stand where, in the order of the course.
    pub fn states(&self, items: &[ItemIx]) -> String {
        let words = &self.words;
        let of = |state: &State| items.iter().filter(|item| self.site.summary.lives[item.at()].state == *state).count();
        let counts = State::ALL.iter().map(|state| (state, of(state))).filter(|(_, count)| *count > 0);
        let parts = counts.map(|(state, count)| {
            let state = words.term("state", state.key());
            words.say("state-count", &[("state", (&state).into()), ("count", count.into())])
        });
        words.list(&parts.collect::<Vec<_>>())
    }
}
