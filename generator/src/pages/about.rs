//! Who publishes and how to object, the accessibility statement, and what an unknown address shows.

use serde::Serialize;

use super::{Edition, Frame, Linked, Page};
use crate::plan::PlannedPage;
use crate::route::{Href, Route};

#[derive(Serialize, PartialEq)]
struct Source {
    publisher: String,
    organisation_code: Option<String>,
    as_of: String,
    exported: String,
}

#[derive(Serialize)]
struct About {
    description: String,
    sources: Vec<Source>,
    contact: Option<String>,
    organiser: Option<String>,
    licence: Option<String>,
    methods: Option<Href>,
    data: Option<Href>,
    accessibility: Option<Href>,
    program: String,
}

/// Who publishes, from what, and how to object or correct.
pub fn about<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (words, config) = (&edition.words, edition.site.config);
    let sources = edition.site.data.sources.iter().enumerate().map(|(at, source)| Source {
        publisher: edition.publisher_name(outcomes::dataset::SourceIx(at as u32)).to_owned(),
        organisation_code: source.publisher.organisation_code.as_ref().map(|code| code.to_string()),
        as_of: words.date(source.as_of).into_owned(),
        exported: words.day(source.exported).into_owned(),
    });
    // A publisher may divide one export into several files.
    let mut told: Vec<Source> = Vec::new();
    for source in sources {
        if !told.contains(&source) {
            told.push(source);
        }
    }
    let view = About {
        description: edition.description(),
        sources: told,
        contact: config.footer.contact.clone(),
        organiser: config.footer.organiser.clone(),
        licence: config.licence.clone(),
        methods: edition.link(Route::Methods),
        data: edition.link(Route::Data),
        accessibility: edition.link(Route::Accessibility),
        program: words.say("about-program", &[("version", env!("CARGO_PKG_VERSION").into())]),
    };
    let frame = Frame::new(edition, page, words.text("nav-about"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("about-description"));
    Page::new("about.html", frame, view)
}

#[derive(Serialize)]
struct Accessibility {
    contact: Option<String>,
    about: Option<Href>,
    /// Of when the statement is: of the day of the data.
    date: Option<String>,
}

/// The accessibility statement.
pub fn accessibility<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let words = &edition.words;
    let date = edition.site.data.as_of().map(|day| words.date(day));
    let view = Accessibility {
        contact: edition.site.config.footer.contact.clone(),
        about: edition.link(Route::About),
        date: date.map(|date| words.say("accessibility-date", &[("date", (&date).into())])),
    };
    let frame = Frame::new(edition, page, words.text("nav-accessibility"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("accessibility-description"));
    Page::new("accessibility.html", frame, view)
}

#[derive(Serialize)]
struct NotFound {
    links: Vec<Linked<'static>>,
}

/// What an unknown address shows: links back into the site.
pub fn not_found<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let words = &edition.words;
    let links = [
        ("nav-home", Route::Home),
        ("nav-search", Route::Search),
        ("nav-items", Route::Items(1)),
        ("nav-sitemap", Route::Sitemap),
    ];
    let links = links.into_iter().filter_map(|(key, route)| edition.named_link(key, route));
    let view = NotFound { links: links.collect() };
    let frame = Frame::new(edition, page, words.text("not-found-title")).under(edition, "", Route::Home);
    Page::new("404.html", frame, view)
}
