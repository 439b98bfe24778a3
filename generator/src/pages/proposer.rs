//! One deputy, member or group: all their items by where they stand, what is promised and what
//! happened last; no rates, no rank.

use std::borrow::Cow;
use std::cmp::Reverse;

use outcomes::dataset::{ItemIx, ProposerIx};
use outcomes::life::{Event, State};
use serde::Serialize;

use super::commitments::{self, CommitmentRow};
use super::cut::Fact;
use super::rows::pager;
use super::{Edition, Frame, Linked, Page, Pager};
use crate::plan::{CommitmentIx, PAGE_SIZE, PlannedPage, page_of};
use crate::render::{Part, Parts, Rows};
use crate::route::Route;

/// States in the order in which they need their proposer's attention.
const BY_ATTENTION: [State; 10] = [
    State::Overdue,
    State::SecondHandling,
    State::PartlyReplied,
    State::Handling,
    State::Submitted,
    State::Unstated,
    State::Closed,
    State::Returned,
    State::Merged,
    State::Withdrawn,
];
/// How many of the last events are told.
const LATEST: usize = 5;
/// How many open promises are listed.
const PROMISES: usize = 20;

#[derive(Serialize)]
struct View<'e> {
    what: String,
    facts: Parts<Fact<'e>>,
    count: String,
    states: Option<String>,
    /// Others of the same name, who are somebody else.
    namesakes: Parts<Namesake<'e>>,
    latest: Parts<Happened<'e>>,
    promises: Parts<CommitmentRow<'e>>,
    more_promises: Option<String>,
    groups: Parts<Group<'e>>,
    pager: Option<Pager>,
}

/// Somebody else of the same name.
#[derive(Serialize)]
struct Namesake<'e> {
    who: Linked<'e>,
}

impl Part for Namesake<'_> {
    const NAME: &'static str = "part namesake";
}

/// What happened to an item.
#[derive(Serialize)]
struct Happened<'e> {
    date: Cow<'e, str>,
    text: Cow<'e, str>,
    item: Linked<'e>,
}

impl Part for Happened<'_> {
    const NAME: &'static str = "part happened";
}

/// Items that stand at the same place.
#[derive(Serialize)]
struct Group<'e> {
    title: String,
    rows: Rows<'e>,
}

impl Part for Group<'_> {
    const NAME: &'static str = "part group";
}

/// One page of a proposer.
pub fn sheet<'a>(edition: &'a Edition<'a>, page: &PlannedPage, proposer: ProposerIx, at: u32) -> Page<'a> {
    let (words, known) = (&edition.words, &edition.site.data.proposers[proposer.at()]);
    let items = by_attention(edition, &edition.site.summary.items_of_proposer[proposer.at()]);
    let delegation = known.delegation.as_ref().map(|text| Linked::plain(text.as_str()));
    let facts = delegation.map(|value| Fact { label: words.phrase("fact-delegation"), values: vec![value] });
    let name: &str = &known.name;
    let frame = Frame::new(edition, page, name.to_owned())
        .under(edition, "", Route::Home)
        .under(edition, words.phrase("nav-proposers"), Route::Proposers(1))
        .column(edition, words.say("proposer-description", &[("name", name.into())]));
    let promises = if at == 1 { promises(edition, &items) } else { Vec::new() };
    let more = promises.len().saturating_sub(PROMISES);
    let view = View {
        what: words.term("proposer", known.kind.key()),
        facts: facts.into_iter().collect(),
        count: words.say("proposer-items", &[("count", items.len().into())]),
        states: states(edition, &items),
        namesakes: namesakes(edition, proposer),
        latest: if at == 1 { latest(edition, &items) } else { Parts::default() },
        promises: promises.into_iter().take(PROMISES).map(|ix| commitments::row(edition, ix)).collect(),
        more_promises: (more > 0).then(|| words.say("promises-more", &[("count", more.into())])),
        groups: page_of(&items, at, PAGE_SIZE)
            .chunk_by(|a, b| state(edition, *a) == state(edition, *b))
            .map(|part| group(edition, &items, part, &frame.root))
            .collect(),
        pager: pager(edition, page.route, at, items.len()),
    };
    Page::new("proposer.html", frame, view)
}

fn state(edition: &Edition, item: ItemIx) -> State {
    edition.site.summary.lives[item.at()].state
}

/// The items, those that need attention first, of the same state the most urgent, then the newest.
fn by_attention(edition: &Edition, items: &[ItemIx]) -> Vec<ItemIx> {
    let mut items = items.to_vec();
    items.sort_by_key(|item| {
        let place = BY_ATTENTION.iter().position(|known| *known == state(edition, *item));
        let left = edition.site.summary.lives[item.at()].days_left.filter(|_| state(edition, *item).is_open());
        (place, left.unwrap_or(i32::MAX), *item)
    });
    items
}

/// A part of a page with items of one state, under how many of them there are in all.
fn group<'e>(edition: &'e Edition<'e>, items: &[ItemIx], part: &[ItemIx], root: &str) -> Group<'e> {
    let of = part.first().map(|item| state(edition, *item));
    let count = items.iter().filter(|item| Some(state(edition, **item)) == of).count();
    Group { title: of.map(|of| state_count(edition, of, count)).unwrap_or_default(), rows: edition.rows(part, root) }
}

/// How many items stand where, where they don't all stand at the same place.
fn states(edition: &Edition, items: &[ItemIx]) -> Option<String> {
    let mixed = items.windows(2).any(|two| state(edition, two[0]) != state(edition, two[1]));
    mixed.then(|| edition.states(items))
}

impl Edition<'_> {
    /// How many items stand where, in the order of attention.
    pub fn states(&self, items: &[ItemIx]) -> String {
        let of = |wanted: State| items.iter().filter(|item| state(self, **item) == wanted).count();
        let counts = BY_ATTENTION.iter().map(|state| (*state, of(*state))).filter(|(_, count)| *count > 0);
        self.words.list(&counts.map(|(state, count)| state_count(self, state, count)).collect::<Vec<_>>())
    }
}

fn state_count(edition: &Edition, state: State, count: usize) -> String {
    let words = &edition.words;
    words.say("state-count", &[("state", (&words.term("state", state.key())).into()), ("count", count.into())])
}

fn namesakes<'e>(edition: &'e Edition, proposer: ProposerIx) -> Parts<Namesake<'e>> {
    let data = edition.site.data;
    let of = |other: &ProposerIx| {
        let known = &data.proposers[other.at()];
        let mut who = edition.proposer(*other);
        let kind = edition.words.term("proposer", known.kind.key());
        let place = known.delegation.as_ref().map_or(kind, |delegation| delegation.to_string());
        let named = [("name", (&who.text).into()), ("delegation", (&place).into())];
        who.text = edition.words.say("proposer-of", &named).into();
        Namesake { who }
    };
    edition.plan.namesakes(proposer).iter().map(of).collect()
}

/// The last event of each item, the latest first.
fn latest<'e>(edition: &'e Edition, items: &[ItemIx]) -> Parts<Happened<'e>> {
    let mut all: Vec<(ItemIx, Event)> = items.iter().filter_map(|ix| Some((*ix, edition.last_event(*ix)?))).collect();
    all.sort_by_key(|(ix, event)| (Reverse(event.date.earliest()), *ix));
    all.truncate(LATEST);
    all.into_iter().map(|(ix, event)| happened(edition, ix, &event)).collect()
}

fn happened<'e>(edition: &'e Edition, ix: ItemIx, event: &Event<'e>) -> Happened<'e> {
    let text = edition.happening(event.what);
    Happened {
        date: edition.words.partial(event.date),
        text: match event.unit {
            Some(unit) => {
                let did = [("unit", edition.unit_name(unit).into()), ("text", (&text).into())];
                edition.words.say("unit-did", &did).into()
            }
            None => text,
        },
        item: edition.linked(edition.item_title(edition.item(ix)), Route::Item(ix)),
    }
}

/// Promises not kept yet, the earliest due first.
fn promises(edition: &Edition, items: &[ItemIx]) -> Vec<CommitmentIx> {
    let mut open = Vec::new();
    for item in items {
        for (assignment, duty) in edition.item(*item).assignments.iter().enumerate() {
            for (commitment, promise) in duty.commitments.iter().enumerate().filter(|(_, one)| one.kept.is_none()) {
                open.push((promise.due, CommitmentIx { item: *item, assignment, commitment }));
            }
        }
    }
    open.sort_unstable();
    open.into_iter().map(|(_, ix)| ix).collect()
}
