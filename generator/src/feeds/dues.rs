//! Days that something is still due: what calendars hold.

use outcomes::dataset::{Dataset, Item, ItemIx, UnitIx};
use outcomes::date::Date;

use super::calendar::{self, Entry};
use super::{Id, Place, telling};
use crate::pages::Edition;
use crate::plan::Site;
use crate::route::Route;

/// A day that a unit owes something for an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Due {
    day: Date,
    item: ItemIx,
    /// Position of the assignment in the item.
    assignment: usize,
    /// Position of the promise in the assignment; `None` where the reply itself is owed.
    promise: Option<usize>,
}

/// What is open of an item, earliest first: owed replies that are not made, promises that are not
/// kept, whether their day has passed or not.
pub fn of_item(data: &Dataset, ix: ItemIx) -> Vec<Due> {
    let item = &data.items[ix.at()];
    let mut found = Vec::new();
    for (at, assignment) in item.assignments.iter().enumerate().filter(|_| item.end.is_none()) {
        let mut add = |day, promise| found.push(Due { day, item: ix, assignment: at, promise });
        if let Some(day) = assignment.due.filter(|_| assignment.owes_reply() && assignment.replies.is_empty()) {
            add(day, None);
        }
        for (at, promise) in assignment.commitments.iter().enumerate().filter(|(_, promise)| promise.kept.is_none()) {
            add(promise.due, Some(at));
        }
    }
    found.sort_unstable();
    found
}

/// Whether anything is open of the subject of a page, as [`of_page`] lists it.
pub fn any(site: &Site, route: Route) -> bool {
    let Site { data, summary, .. } = *site;
    let of_items = |items: &[ItemIx], unit| items.iter().any(|item| is_open(&data.items[item.at()], unit));
    match route {
        Route::Item(item) => is_open(&data.items[item.at()], None),
        Route::Unit(unit, 1) => of_items(&summary.items_of_unit[unit.at()], Some(unit)),
        Route::Proposer(proposer, 1) => of_items(&summary.items_of_proposer[proposer.at()], None),
        _ => false,
    }
}

/// Whether a unit, or any, still owes something of an item.
fn is_open(item: &Item, unit: Option<UnitIx>) -> bool {
    item.end.is_none()
        && item.assignments.iter().filter(|assignment| unit.is_none_or(|unit| assignment.unit == unit)).any(
            |assignment| {
                (assignment.due.is_some() && assignment.owes_reply() && assignment.replies.is_empty())
                    || assignment.commitments.iter().any(|promise| promise.kept.is_none())
            },
        )
}

/// What is open of the subject of a page.
pub fn of_page(site: &Site, route: Route) -> Vec<Due> {
    let Site { data, summary, .. } = *site;
    let of_items = |items: &[ItemIx], unit: Option<UnitIx>| {
        let dues = items.iter().flat_map(|item| of_item(data, *item));
        let owed_by = |due: &Due| data.items[due.item.at()].assignments[due.assignment].unit;
        let mut dues: Vec<Due> = dues.filter(|due| unit.is_none_or(|unit| owed_by(due) == unit)).collect();
        dues.sort_unstable();
        dues
    };
    match route {
        Route::Item(item) => of_item(data, item),
        Route::Unit(unit, 1) => of_items(&summary.items_of_unit[unit.at()], Some(unit)),
        Route::Proposer(proposer, 1) => of_items(&summary.items_of_proposer[proposer.at()], None),
        _ => Vec::new(),
    }
}

/// Writes a calendar.
pub fn write(edition: &Edition, place: &Place, name: &str, dues: &[Due], out: &mut Vec<u8>) {
    calendar::begin(place, name, out);
    for due in dues {
        entry(edition, place, due, out);
    }
    calendar::end(out);
}

fn entry(edition: &Edition, place: &Place, due: &Due, out: &mut Vec<u8>) {
    let (words, data, item) = (&edition.words, edition.site.data, edition.item(due.item));
    let Some(page) = edition.plan.link(Route::Item(due.item)) else { return };
    let assignment = &item.assignments[due.assignment];
    let (name, source) = (telling::name(edition, due.item), &data.sources[item.source.at()]);
    let args = [("name", (&name).into()), ("unit", edition.unit_name(assignment.unit).into())];
    let summary = words.say(if due.promise.is_some() { "calendar-promise" } else { "calendar-reply" }, &args);
    let promise = due.promise.map(|at| edition.commitment_text(&assignment.commitments[at]));
    let as_of = words.say("calendar-as-of", &[("date", (&words.date(source.as_of)).into())]);
    let lines: Vec<String> =
        [edition.item_title(item).into_owned()].into_iter().chain(promise).chain([as_of]).collect();
    let id = id(data, item, due);
    Entry { id, day: due.day, summary: &summary, description: &lines.join("\n"), page: page.as_str() }.write(
        place,
        source.as_of,
        out,
    );
}

fn id(data: &Dataset, item: &Item, due: &Due) -> Id {
    let publisher: &str = &data.sources[item.source.at()].publisher.id;
    let unit: &str = &data.units[item.assignments[due.assignment].unit.at()].id;
    match due.promise {
        None => Id::of(&[publisher, "item", &item.id, "due", unit]),
        Some(at) => Id::of(&[publisher, "item", &item.id, "promised", unit, &at.to_string()]),
    }
}
