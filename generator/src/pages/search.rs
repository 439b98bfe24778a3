//! The search page: a form, and what the engine shows of its answers; without scripts the lists that
//! hold the same items.

use outcomes::life::State;
use outcomes::terms::{Judgement, Kind};
use serde::Serialize;

use super::{Edition, Frame, Linked, Page};
use crate::plan::PlannedPage;
use crate::route::Route;
use crate::search::{DISCLOSURES, EVALUATIONS, FOLDER, LOCAL};

/// A facet, empty until it is counted.
#[derive(Serialize)]
struct Facet {
    key: &'static str,
    label: String,
}

#[derive(Serialize)]
struct View {
    folder: &'static str,
    local: &'static str,
    /// The engine's words: on each line a name, a tab and a text.
    words: String,
    facets: Vec<Facet>,
    lists: Vec<Linked<'static>>,
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let words = &edition.words;
    let frame = Frame::new(edition, page, words.text("nav-search"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("search-description"));
    let lists = [
        ("search-by-session", Route::Sessions),
        ("search-by-unit", Route::Units),
        ("search-by-category", Route::Categories),
        ("search-by-name", Route::Proposers(1)),
        ("search-by-date", Route::Items(1)),
    ];
    let lists = lists.into_iter().filter_map(|(key, route)| edition.named_link(key, route));
    let view = View {
        folder: FOLDER,
        local: LOCAL,
        words: engine_words(edition),
        facets: search::FACETS.map(|key| Facet { key, label: words.term("facet", key) }).into(),
        lists: lists.collect(),
    };
    Page::new("search.html", frame, view)
}

fn engine_words(edition: &Edition) -> String {
    let words = &edition.words;
    let terms = |list: &str, keys: &mut dyn Iterator<Item = &'static str>| {
        keys.flat_map(|key| [key.to_owned(), words.term(list, key)]).collect::<Vec<_>>().join("\t")
    };
    let evaluations = EVALUATIONS.iter().enumerate().flat_map(|(at, key)| {
        let label = match Judgement::ALL.get(at) {
            Some(judgement) => words.term("judgement", judgement.key()),
            None => words.text("awaits-evaluation"),
        };
        [(*key).to_owned(), label]
    });
    let disclosures = DISCLOSURES.map(|key| [key.to_owned(), words.term("disclosed", key)].join("\t"));
    let months: Vec<String> = (1..=12).map(|month| words.text(&format!("month-{month}"))).collect();
    let text = |key: &str| words.text(key);
    let lines = [
        ("lang", if words.lang.is_chinese() { "zh" } else { "en" }.to_owned()),
        ("kind", terms("kind", &mut Kind::ALL.iter().map(|kind| kind.key()))),
        ("state", terms("state", &mut State::ALL.iter().map(|state| state.key()))),
        ("evaluation", evaluations.collect::<Vec<_>>().join("\t")),
        ("disclosure", disclosures.join("\t")),
        ("between", text("list-between")),
        ("months", months.join("\t")),
        ("date", text("search-date")),
        ("number", text("item-number")),
        ("withheld", text("title-withheld")),
        ("unknown", text("title-unknown")),
        ("proposers-more", text("proposers-more")),
        ("units-more", text("search-units-more")),
        ("class-short", text("class-short")),
        ("quoted", text("search-quoted")),
        ("found", text("search-found")),
        ("found-one", text("search-found-one")),
        ("found-most", text("search-found-most")),
        ("found-none", text("search-found-none")),
        ("found-not", text("search-found-not")),
    ];
    lines.map(|(name, text)| format!("{name}\t{text}")).join("\n")
}
