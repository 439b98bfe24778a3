//! Feeds and calendars: what happened and what is due, for readers who follow the site, a unit, a
//! proposer or an item with a program of their own. Every language has its own, beside its pages.

mod atom;
mod calendar;
mod changed;
mod dues;
mod events;
mod id;
mod telling;

pub use atom::{Entry, Feed, Place};
pub use dues::{Due, any as has_dues, of_page as dues};
pub use events::{Event, Latest, What};
pub use id::Id;

use anyhow::Result;
use outcomes::dataset::ItemIx;
use outcomes::date::Date;
use rayon::prelude::*;

use crate::fingerprint::Made;
use crate::pages::Edition;
use crate::plan::PlannedPage;
use crate::publish::Sink;
use crate::route::{Href, Route};

/// The path of a page's feed, from the root of its language: beside the page.
pub fn path(page: &str) -> String {
    if page == "index.html" { "feed.atom".into() } else { beside(page, ".atom") }
}

/// The path of a page's calendar, from the root of its language: beside the page.
pub fn calendar_path(page: &str) -> String {
    beside(page, ".ics")
}

/// The path of a file beside a page, with an ending of its own.
fn beside(page: &str, ending: &str) -> String {
    [page.trim_end_matches(".html"), ending].concat()
}

/// Writes the feeds and calendars of one language.
///
/// # Errors
/// Where the sink can't keep one.
pub fn write(edition: &Edition, sink: &dyn Sink, made: Made) -> Result<()> {
    let (writer, plan) = (Writer::new(edition), edition.plan);
    let pages = plan.pages.par_iter().with_min_len(16).filter(|page| page.lang == edition.words.lang);
    pages.try_for_each_init(<(Vec<u8>, Vec<u8>)>::default, |(file, entries), page| {
        let route = page.route;
        let (feed, calendar) = (plan.feed(route), plan.calendar(route));
        let from = made.filter(|_| feed.or(calendar).is_some()).and_then(|made| made.of_route(route));
        let missing = |path: Option<&'_ Href>| -> Result<Option<String>> {
            let Some(path) = path.map(|path| writer.whole(path)) else { return Ok(None) };
            Ok((!sink.keep(&path, from)?).then_some(path))
        };
        if let Some((path, whole)) = feed.zip(missing(feed)?) {
            entries.clear();
            file.clear();
            writer.feed(page, path, entries, file);
            sink.put_made(&whole, file, from)?;
        }
        if let Some(whole) = missing(calendar)? {
            file.clear();
            let name = writer.subject(route, &[]).map_or_else(String::new, |subject| subject.title);
            dues::write(edition, &writer.place, &name, &dues(&edition.site, route), file);
            sink.put_made(&whole, file, from)?;
        }
        Ok(())
    })
}

/// What all feeds of a language share.
struct Writer<'e, 'a> {
    edition: &'e Edition<'a>,
    place: Place,
    folder: String,
    title: String,
    description: String,
    author: String,
    as_of: Date,
}

/// What a feed is about.
struct Subject<'s> {
    id: Id,
    title: String,
    stands: String,
    state: Option<(&'static str, String)>,
    events: &'s [Event],
}

impl<'e, 'a> Writer<'e, 'a> {
    fn new(edition: &'e Edition<'a>) -> Self {
        let (config, lang) = (edition.site.config, edition.words.lang);
        Self {
            edition,
            place: Place::of(config, &edition.words),
            folder: crate::plan::folder(config, lang),
            title: edition.title(),
            description: edition.description(),
            author: edition.publishers(),
            // A site without an export has no feed.
            as_of: edition.site.data.as_of().unwrap_or_else(|| Date::new(1, 1, 1).expect("a day")),
        }
    }

    /// A path from the root of the site.
    fn whole(&self, path: &Href) -> String {
        [&self.folder, path.as_str()].concat()
    }

    fn feed(&self, page: &PlannedPage, path: &Href, entries: &mut Vec<u8>, out: &mut Vec<u8>) {
        let own = match page.route {
            Route::Item(item) => events::events(self.edition.site.data, item),
            _ => Vec::new(),
        };
        let Some(subject) = self.subject(page.route, &own) else { return };
        for event in subject.events {
            telling::write(self.edition, &self.place, event, entries);
        }
        if let (Route::Changes(_), Some(changes)) = (page.route, self.edition.site.changes) {
            changed::write(self.edition, &self.place, changes, entries);
        }
        let feed = Feed {
            id: subject.id,
            path: path.as_str(),
            page: page.path().strip_prefix(&self.folder).unwrap_or(page.path()),
            title: &subject.title,
            subtitle: Some(&subject.stands),
            state: subject.state.as_ref().map(|(key, label)| (*key, label.as_str())),
            author: &self.author,
            updated: subject.events.first().map_or(self.as_of, |event| event.date),
        };
        feed.write(&self.place, entries, out);
    }

    /// What the feed of a page is about; `None` for pages without one.
    fn subject<'s>(&'s self, route: Route, own: &'s [Event]) -> Option<Subject<'s>> {
        let (edition, latest) = (self.edition, &self.edition.plan.latest);
        let data = edition.site.data;
        let summary = edition.site.summary;
        Some(match route {
            Route::Home => Subject {
                id: self.id("site", ""),
                title: self.title.clone(),
                stands: self.description.clone(),
                state: None,
                events: &latest.of_site,
            },
            Route::Unit(unit, _) => Subject {
                id: self.id("unit", &data.units[unit.at()].id),
                title: edition.unit_name(unit).to_owned(),
                stands: edition.states(&summary.items_of_unit[unit.at()]),
                state: None,
                events: &latest.of_unit[unit.at()],
            },
            Route::Proposer(proposer, _) => Subject {
                id: self.id("proposer", &data.proposers[proposer.at()].id),
                title: data.proposers[proposer.at()].name.to_string(),
                stands: edition.states(&summary.items_of_proposer[proposer.at()]),
                state: None,
                events: &latest.of_proposer[proposer.at()],
            },
            Route::Item(item) => self.of_item(item, own),
            Route::Changes(_) => Subject {
                id: self.id("changes", ""),
                title: edition.words.say(
                    "feed-entry",
                    &[("name", (&self.title).into()), ("what", (&edition.words.text("since-title")).into())],
                ),
                stands: edition.words.text("since-description"),
                state: None,
                // Its entries are not events of the life cycle alone.
                events: &[],
            },
            _ => return None,
        })
    }

    fn of_item<'s>(&self, ix: ItemIx, events: &'s [Event]) -> Subject<'s> {
        let (item, words) = (self.edition.item(ix), &self.edition.words);
        let state = self.edition.site.summary.lives[ix.at()].state;
        let label = words.term("state", state.key());
        let title = match item.number {
            Some(_) => words.say(
                "feed-title",
                &[("number", self.edition.item_number(ix).into()), ("title", (&self.edition.item_title(item)).into())],
            ),
            None => self.edition.item_title(item).into_owned(),
        };
        Subject {
            id: self.id("item", &item.id),
            title,
            stands: self.edition.standing_now(ix),
            state: Some((state.key(), label)),
            events,
        }
    }

    /// A feed's name: one for each language, since they are different feeds.
    fn id(&self, what: &str, id: &str) -> Id {
        let sources = &self.edition.site.data.sources;
        let publisher = sources.first().map_or("", |source| &*source.publisher.id);
        Id::of(&[publisher, "feed", what, id, self.edition.words.lang.key()])
    }
}
