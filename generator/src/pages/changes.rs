//! What happened since the earlier export, by kind, the newest first; and the key figures of both days.

use std::borrow::Cow;

use outcomes::changes::{Change, Changes, FigureKey, Subject};
use serde::Serialize;

use super::measures::definition;
use super::rows::pager_of;
use super::{Edition, Frame, Linked, Page, Pager};
use crate::diff::sentence;
use crate::plan::{CHANGES_PAGE_SIZE, PlannedPage};
use crate::render::{Part, Parts};
use crate::route::{Href, Route};

/// One change.
#[derive(Serialize)]
struct Happened<'t> {
    head: Linked<'t>,
    meta: Option<String>,
    unit: Option<Linked<'t>>,
    day: Cow<'t, str>,
    text: String,
}

impl Part for Happened<'_> {
    const NAME: &'static str = "part changed";
}

/// A key figure as of both days.
#[derive(Serialize)]
struct FigureRow {
    label: String,
    definition: Option<Href>,
    was: String,
    is: String,
}

impl Part for FigureRow {
    const NAME: &'static str = "part both_days";
}

/// Changes of one group, as far as they stand on a page.
#[derive(Serialize)]
struct Section<'t> {
    id: &'static str,
    title: String,
    rows: Parts<Happened<'t>>,
}

#[derive(Serialize)]
struct View<'t> {
    lede: String,
    /// Each group with its count, and where it begins; on the first page only.
    groups: Vec<Linked<'t>>,
    figures: Parts<FigureRow>,
    since: String,
    until: String,
    sections: Vec<Section<'t>>,
    pager: Option<Pager>,
}

/// One page of the list.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage, at: u32) -> Page<'a> {
    let words = &edition.words;
    let frame = Frame::new(edition, page, words.text("since-title"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("since-description"));
    let Some(changes) = edition.site.changes else { return Page::new("changes.html", frame, ()) };
    let days = [words.date(changes.since), words.date(changes.until)];
    let period = [("since", (&days[0]).into()), ("until", (&days[1]).into()), ("count", changes.list.len().into())];
    let as_of = |day: &str| words.say("since-as-of", &[("date", day.into())]);
    let first = at == 1;
    let view = View {
        lede: words.say("since-lede", &period),
        groups: if first { groups(edition, changes) } else { Vec::new() },
        figures: if first { figures(edition, changes) } else { Parts::default() },
        since: as_of(&days[0]),
        until: as_of(&days[1]),
        sections: sections(edition, changes, at),
        pager: pager_of(edition, page.route, at, changes.list.len(), CHANGES_PAGE_SIZE),
    };
    Page::new("changes.html", frame, view)
}

/// Each group with its count, linked to the page and place where it begins.
fn groups<'t>(edition: &'t Edition, changes: &Changes) -> Vec<Linked<'t>> {
    let mut before = 0;
    let group = |(group, count): (outcomes::changes::Group, usize)| {
        let page = before / CHANGES_PAGE_SIZE + 1;
        before += count;
        let name = edition.words.term("group", group.key());
        Linked::to(
            edition.words.say("since-group", &[("group", (&name).into()), ("count", count.into())]),
            edition.link(Route::Changes(page as u32)).map(|href| href.anchor(group.key())),
        )
    };
    changes.counts().map(group).collect()
}

fn figures(edition: &Edition, changes: &Changes) -> Parts<FigureRow> {
    let words = &edition.words;
    let row = |one: outcomes::changes::Figure| FigureRow {
        label: sentence::figure_label(words, one.key),
        definition: match one.key {
            FigureKey::Rate(key) => definition(edition, key),
            _ => None,
        },
        was: sentence::figure(words, one.was),
        is: sentence::figure(words, one.is),
    };
    changes.figures().into_iter().map(row).collect()
}

/// The groups of a page: what of each stands on it.
fn sections<'t>(edition: &'t Edition, changes: &Changes, at: u32) -> Vec<Section<'t>> {
    let start = (at as usize - 1) * CHANGES_PAGE_SIZE;
    let end = start + CHANGES_PAGE_SIZE;
    let (mut sections, mut before) = (Vec::new(), 0);
    for (group, count) in changes.counts() {
        let here = start.saturating_sub(before).min(count)..end.saturating_sub(before).min(count);
        before += count;
        if here.is_empty() {
            continue;
        }
        sections.push(Section {
            id: group.key(),
            title: edition.words.term("group", group.key()),
            rows: changes.of_group(group)[here].iter().map(|change| row(edition, change)).collect(),
        });
    }
    sections
}

fn row<'t>(edition: &'t Edition, change: &Change) -> Happened<'t> {
    let words = &edition.words;
    let head = sentence::head(words, change);
    let data = edition.site.data;
    let unit_page = |id: &str| {
        let at = data.units.iter().position(|unit| unit.id.as_str() == id)?;
        edition.link(Route::Unit(outcomes::dataset::UnitIx(at as u32), 1))
    };
    let href = match &change.subject {
        Subject::Item(item) => item.now.and_then(|ix| edition.link(Route::Item(ix))),
        Subject::Unit(unit) => unit_page(&unit.id),
        Subject::Report(report) => {
            let at = data.reports.iter().position(|known| known.id == report.id);
            at.and_then(|at| edition.link(Route::Report(at as u32)))
        }
        _ => None,
    };
    Happened {
        head: Linked::to(head.title, href),
        meta: head.meta,
        unit: change.unit.as_ref().map(|unit| Linked::to(sentence::named(words, unit), unit_page(&unit.id))),
        day: words.day(change.day),
        text: sentence::sentence(words, change),
    }
}
