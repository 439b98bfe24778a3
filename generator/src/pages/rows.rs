//! The parts of lists: an item's row, badges, links and the way from page to page.

use std::borrow::Cow;

use outcomes::dataset::ItemIx;
use outcomes::life::{self, State};
use outcomes::rates::Reading;
use serde::Serialize;

use super::Edition;
use crate::plan::{PAGE_SIZE, page_count};
use crate::render::{Part, Parts};
use crate::route::{Href, Route};
use crate::words::NONE;

/// A text, and where it leads if it leads anywhere.
#[derive(Serialize, Clone, Debug)]
pub struct Linked<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// From the root of the language.
    pub href: Option<Cow<'t, Href>>,
}

impl<'t> Linked<'t> {
    /// A text that leads nowhere.
    pub fn plain(text: impl Into<Cow<'t, str>>) -> Self {
        Self { text: text.into(), href: None }
    }

    /// A text with its own link.
    pub fn to(text: String, href: Option<Href>) -> Self {
        Self { text: text.into(), href: href.map(Cow::Owned) }
    }
}

impl<'a> Edition<'a> {
    /// A text that leads to a page, where the site has it.
    pub fn linked<'t>(&self, text: impl Into<Cow<'t, str>>, route: Route) -> Linked<'t>
    where
        'a: 't,
    {
        Linked { text: text.into(), href: self.plan.link(route).map(Cow::Borrowed) }
    }

    /// A text of the catalogue that leads to a page; `None` where the site has no such page.
    pub fn named_link(&self, key: &str, route: Route) -> Option<Linked<'static>> {
        self.link(route).map(|href| Linked::to(self.words.text(key), Some(href)))
    }
}

/// A state as text and shape.
#[derive(Serialize, Clone, Debug)]
pub struct Badge {
    /// The state's name in style sheets.
    pub key: &'static str,
    /// Its label.
    pub text: String,
}

/// An item in a list.
#[derive(Serialize)]
pub struct Row<'t> {
    number: &'t str,
    title: Cow<'t, str>,
    href: Option<&'t Href>,
    key_item: bool,
    proposers: Cow<'t, str>,
    units: Vec<Linked<'t>>,
    more_units: Option<String>,
    date: Cow<'t, str>,
    state: Badge,
    note: Option<String>,
    class: Option<String>,
    evaluation: Option<String>,
}

impl Part for Row<'_> {
    const NAME: &'static str = "part row";
}

/// How many units a row names before it only counts them.
const UNITS_IN_ROW: usize = 2;

impl<'t> Row<'t> {
    /// The row of an item.
    pub fn new(edition: &'t Edition, ix: ItemIx) -> Self {
        let (item, words) = (edition.item(ix), &edition.words);
        let course = &edition.site.summary.lives[ix.at()];
        let units: Vec<_> =
            item.assignments.iter().filter(|assignment| assignment.role.is_none_or(|r| r.owes_reply())).collect();
        let more = units.len().saturating_sub(UNITS_IN_ROW);
        let class = item.assignments.iter().find_map(|assignment| assignment.class());
        // Of several duties, the least satisfied evaluation that stands.
        let judgements = item.assignments.iter().filter(|assignment| assignment.owes_reply());
        let judgement = judgements
            .filter_map(|assignment| life::standing(edition.site.data, item, assignment, Reading::Latest))
            .max();
        let assigned = item.assignments.iter().filter_map(|assignment| assignment.assigned).min();
        Self {
            number: edition.item_number(ix),
            title: edition.item_title(item),
            href: edition.plan.link(Route::Item(ix)),
            key_item: item.key,
            proposers: match item.proposers.as_slice() {
                [] => Cow::default(),
                [one] => edition.site.data.proposers[one.at()].name.as_str().into(),
                [lead, rest @ ..] => words
                    .say(
                        "proposers-more",
                        &[
                            ("name", edition.site.data.proposers[lead.at()].name.as_str().into()),
                            ("count", (rest.len() + 1).into()),
                            ("others", rest.len().into()),
                        ],
                    )
                    .into(),
            },
            units: units.iter().take(UNITS_IN_ROW).map(|assignment| edition.unit(assignment.unit)).collect(),
            more_units: (more > 0).then(|| words.say("units-more", &[("count", more.into())])),
            date: item.submitted.or(assigned).map_or_else(|| NONE.into(), |day| words.date(day)),
            state: badge(edition, course.state),
            note: note(edition, ix),
            class: class.map(|class| {
                let class = &edition.site.data.classes[class.at()];
                words.say("class-short", &[("code", class.code.as_str().into())])
            }),
            evaluation: match judgement {
                Some(judgement) => Some(words.term("judgement", judgement.key())),
                None => course.awaits_evaluation.then(|| words.text("awaits-evaluation")),
            },
        }
    }
}

/// A state as badge.
pub fn badge(edition: &Edition, state: State) -> Badge {
    Badge { key: state.key(), text: edition.words.term("state", state.key()) }
}

/// How many days are left or lost, where a reply is still owed.
fn note(edition: &Edition, ix: ItemIx) -> Option<String> {
    let life = &edition.site.summary.lives[ix.at()];
    let days = life.days_left.filter(|_| life.state.is_open())?;
    Some(days_left(edition, days))
}

impl Edition<'_> {
    /// Where an item stands, with the days left or lost where a reply is still owed.
    pub fn standing_now(&self, ix: ItemIx) -> String {
        let state = badge(self, self.site.summary.lives[ix.at()].state).text;
        note(self, ix).map_or_else(|| state.clone(), |note| self.words.list(&[&state, &note]))
    }
}

/// Days to a due day, in words; negative ones are late.
pub fn days_left(edition: &Edition, days: i32) -> String {
    match days {
        0 => edition.words.text("due-today"),
        1.. => edition.words.say("days-left", &[("days", days.into())]),
        _ => edition.words.say("days-late", &[("days", (-days).into())]),
    }
}

/// The way from page to page of a list.
#[derive(Serialize)]
pub struct Pager {
    now: u32,
    of: u32,
    label: String,
    previous: Option<Href>,
    next: Option<Href>,
    pages: Parts<PagerStep>,
}

/// One page of a list, or a gap between pages.
#[derive(Serialize)]
pub struct PagerStep {
    number: u32,
    href: Option<Href>,
    here: bool,
    gap: bool,
}

impl Part for PagerStep {
    const NAME: &'static str = "part page_of";
}

/// The pager of a list of items; `None` where one page holds it all.
pub fn pager(edition: &Edition, route: Route, now: u32, entries: usize) -> Option<Pager> {
    pager_of(edition, route, now, entries, PAGE_SIZE)
}

/// The pager of a list with `size` entries a page; `None` where one page holds it all.
pub fn pager_of(edition: &Edition, route: Route, now: u32, entries: usize, size: usize) -> Option<Pager> {
    let of = page_count(entries, size);
    if of < 2 {
        return None;
    }
    let link = |page: u32| if page == 0 || page > of { None } else { edition.link(route.at_page(page)) };
    let mut pages: Vec<PagerStep> = Vec::new();
    for page in 1..=of {
        let near = page == 1 || page == of || page.abs_diff(now) <= 2;
        if near {
            pages.push(PagerStep { number: page, href: link(page), here: page == now, gap: false });
        } else if pages.last().is_some_and(|step| !step.gap) {
            pages.push(PagerStep { number: page, href: None, here: false, gap: true });
        }
    }
    let label = edition.words.say("page-of", &[("page", now.into()), ("pages", of.into())]);
    Some(Pager { now, of, label, previous: link(now.wrapping_sub(1)), next: link(now + 1), pages: Parts(pages) })
}
