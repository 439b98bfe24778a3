//! Every promise with a date: kept, open or overdue; and classes that were raised later.

use std::borrow::Cow;

use outcomes::dataset::{Commitment, Item};
use outcomes::life::{self, Raised};
use outcomes::rates::RateKey;
use serde::Serialize;

use super::measures::{self, Cell};
use super::rows::{days_left, pager};
use super::{Badge, Edition, Frame, Linked, Page, Pager};
use crate::figures::{Chart, Figures};
use crate::plan::{CommitmentIx, PAGE_SIZE, PlannedPage, page_of};
use crate::render::{Part, Parts};
use crate::route::{Href, Route};

/// A promise in a list.
#[derive(Serialize)]
pub struct CommitmentRow<'t> {
    text: String,
    item: Linked<'t>,
    number: &'t str,
    unit: Linked<'t>,
    due: Cow<'t, str>,
    state: Badge,
    note: Cow<'t, str>,
}

impl Part for CommitmentRow<'_> {
    const NAME: &'static str = "part commitment";
}

#[derive(Serialize)]
struct Upgrade<'t> {
    item: Linked<'t>,
    unit: Linked<'t>,
    change: String,
    date: Cow<'t, str>,
}

#[derive(Serialize)]
struct View<'t> {
    first: bool,
    count: String,
    kept: Cell,
    definition: Option<Href>,
    rows: Parts<CommitmentRow<'t>>,
    upgrades: Vec<Upgrade<'t>>,
    charts: Parts<Chart>,
    pager: Option<Pager>,
}

/// One page of the list.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage, at: u32) -> Page<'a> {
    let (words, all, whole) = (&edition.words, &edition.plan.commitments, &edition.site.summary.whole);
    let frame = Frame::new(edition, page, words.text("commitments-title")).under(edition, "", Route::Home);
    let scope = measures::scope(edition, &words.text("scope-all"), whole);
    let figures = Figures { edition, scope, root: frame.root.to_string() };
    let charts: Parts<Chart> = figures.upgrades().filter(|_| at == 1).into_iter().collect();
    let frame = frame.charts(&charts).column(edition, words.text("commitments-description"));
    let view = View {
        charts,
        first: at == 1,
        count: words.say(
            "commitments-count",
            &[
                ("count", all.len().into()),
                ("kept", whole.commitments_kept.into()),
                ("open", whole.commitments_open.into()),
                ("overdue", whole.commitments_overdue.into()),
            ],
        ),
        kept: measures::cell(edition, whole.commitments_kept_rate()),
        definition: measures::definition(edition, RateKey::CommitmentsKept),
        rows: page_of(all, at, PAGE_SIZE).iter().map(|ix| row(edition, *ix)).collect(),
        upgrades: if at == 1 { upgrades(edition) } else { Vec::new() },
        pager: pager(edition, page.route, at, all.len()),
    };
    Page::new("commitments.html", frame, view)
}

/// One row.
pub fn row<'t>(edition: &'t Edition, ix: CommitmentIx) -> CommitmentRow<'t> {
    let (words, item) = (&edition.words, edition.item(ix.item));
    let assignment = &item.assignments[ix.assignment];
    let commitment = &assignment.commitments[ix.commitment];
    let (state, note) = edition.commitment_state(item, commitment);
    CommitmentRow {
        text: edition.commitment_text(commitment),
        item: edition.linked(edition.item_title(item), Route::Item(ix.item)),
        number: edition.item_number(ix.item),
        unit: edition.unit(assignment.unit),
        due: words.date(commitment.due),
        state,
        note,
    }
}

impl Edition<'_> {
    /// A promise's words, or what stands for them where they are not published.
    pub fn commitment_text(&self, commitment: &Commitment) -> String {
        if commitment.text.is_empty() { self.words.text("promise-withheld") } else { commitment.text.to_string() }
    }

    /// Whether a promise is kept, open or overdue on its export's day, with the day or the days left.
    pub fn commitment_state(&self, item: &Item, commitment: &Commitment) -> (Badge, Cow<'_, str>) {
        let as_of = self.site.data.sources[item.source.at()].as_of;
        let key = commitment.state(as_of).key();
        let note = match commitment.kept {
            Some(kept) => self.words.date(kept),
            None => days_left(self, commitment.due.days_since(as_of)).into(),
        };
        (Badge { key, text: self.words.term("commitment", key) }, note)
    }
}

fn upgrades<'t>(edition: &'t Edition) -> Vec<Upgrade<'t>> {
    let (data, words) = (edition.site.data, &edition.words);
    let mut upgrades = Vec::new();
    for (at, item) in data.items.iter().enumerate() {
        for assignment in &item.assignments {
            let Some(Raised { was, is, date }) = life::raised(data, assignment) else { continue };
            let code = |class: outcomes::dataset::ClassIx| data.classes[class.at()].code.as_str();
            let ix = outcomes::dataset::ItemIx(at as u32);
            let row = Upgrade {
                item: edition.linked(edition.item_title(item), Route::Item(ix)),
                unit: edition.unit(assignment.unit),
                change: words.say("class-change", &[("from", code(was).into()), ("to", code(is).into())]),
                date: words.date(date),
            };
            upgrades.push((std::cmp::Reverse(date), row));
        }
    }
    upgrades.sort_by_key(|(date, _)| *date);
    upgrades.into_iter().take(crate::plan::PAGE_SIZE).map(|(_, row)| row).collect()
}
