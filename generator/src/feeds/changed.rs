//! The feed of what changed since an earlier export, corrections and withdrawals included.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use outcomes::changes::{Change, Changes, Subject};

use super::atom::{Entry, Place};
use super::{Id, telling};
use crate::diff::{self, sentence};
use crate::pages::Edition;
use crate::route::Route;

/// Changes in the feed, the newest: its readers come back, and the page lists them all.
const MOST: usize = 500;

/// Writes the newest changes as entries, after what `out` holds.
pub fn write(edition: &Edition, place: &Place, changes: &Changes, out: &mut Vec<u8>) {
    let mut newest: Vec<(&Change, Id)> = changes.list.iter().zip(ids(edition, changes)).collect();
    newest.sort_by_key(|(change, _)| Reverse(day(changes, change)));
    for (change, id) in newest.into_iter().take(MOST) {
        let head = sentence::head(&edition.words, change);
        let (title, summary) = (title(edition, change, &head), summary(edition, change, &head));
        let list = || edition.plan.link(Route::Changes(1));
        let item = match &change.subject {
            Subject::Item(item) => item.now.and_then(|ix| edition.plan.link(Route::Item(ix))),
            _ => None,
        };
        let Some(page) = item.or_else(list) else { continue };
        let date = day(changes, change);
        Entry { id, title: &title, date, page: page.as_str(), summary: &summary }.write(place, out);
    }
}

/// The day of a change; of what has none, that of the later export.
fn day(changes: &Changes, change: &Change) -> outcomes::date::Date {
    change.day.unwrap_or(changes.until)
}

/// 第056号提案：更正编号：041 → 014.
fn title(edition: &Edition, change: &Change, head: &sentence::Head) -> String {
    let name = match &change.subject {
        Subject::Item(item) => match item.now {
            Some(ix) => telling::name(edition, ix),
            None => edition.words.item_number(item.kind, item.number.as_deref()).into(),
        },
        _ => head.title.as_str().into(),
    };
    let what = sentence::sentence(&edition.words, change);
    edition.words.say("feed-entry", &[("name", (&name).into()), ("what", (&what).into())])
}

/// The item's title, number and session, and the unit.
fn summary(edition: &Edition, change: &Change, head: &sentence::Head) -> String {
    let unit = change.unit.as_ref().map(|unit| sentence::named(&edition.words, unit));
    [Some(head.title.clone()), head.meta.clone(), unit].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The names of all changes: what became of which value of what. Neither the day of a change nor that
/// of an export is part of it, so that a change keeps its name while it is listed.
fn ids(edition: &Edition, changes: &Changes) -> Vec<Id> {
    let publisher = edition.site.data.sources.first().map_or("", |source| &*source.publisher.id);
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    let mut name = |change| {
        let marks = diff::marks(change);
        let before = seen.entry(marks.clone()).or_default();
        *before += 1;
        let place = before.to_string();
        let marks = marks.iter().map(String::as_str);
        Id::of(&[publisher, "change"].into_iter().chain(marks).chain([place.as_str()]).collect::<Vec<_>>())
    };
    changes.list.iter().map(&mut name).collect()
}
