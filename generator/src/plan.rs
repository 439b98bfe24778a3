//! The plan: every page of the site before any of it is written, so that a link can only be made
//! to a page that exists.

use std::collections::BTreeSet;

use outcomes::changes::Changes;
use outcomes::dataset::{CategoryIx, Dataset, ItemIx, ProposerIx, SessionIx, UnitIx};
use outcomes::summary::Summary;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::attachments::Attachments;
use crate::config::{Config, FeedsOf, Lang};
use crate::feeds::{self, Latest};
use crate::route::{Href, Route, SiteChart};
use crate::theme::{SCRIPT, Theme};
use crate::{data_files, figures};

/// Items on one page of a list.
pub const PAGE_SIZE: usize = 50;
/// Proposers on one page of their list, whose rows are short.
pub const PROPOSERS_PAGE_SIZE: usize = 200;
/// Changes on one page of their list.
pub const CHANGES_PAGE_SIZE: usize = 100;

/// All that a site is made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The checked data.
    pub data: &'a Dataset<'a>,
    /// Its counts.
    pub summary: &'a Summary,
    /// What happened since an earlier export, where one is given.
    pub changes: Option<&'a Changes<'a>>,
    /// Files that belong to replies and reports.
    pub attachments: &'a Attachments,
    /// The publisher's choices.
    pub config: &'a Config,
    /// Templates, styles and texts.
    pub theme: &'a Theme,
}

/// One page to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedPage {
    /// What it shows.
    pub route: Route,
    /// In which language.
    pub lang: Lang,
    path: String,
}

impl PlannedPage {
    fn new(route: Route, path: &Href, lang: Lang, folder: &str) -> Self {
        Self { route, lang, path: [folder, path.as_str()].concat() }
    }

    /// Path of the file in the site, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// The folder of a language, empty or ending in `/`: the first language stands at the root.
pub fn folder(config: &Config, lang: Lang) -> String {
    if config.first_language() == lang { String::new() } else { format!("{}/", lang.key()) }
}

/// The way up from a file to where its path begins: `../` for each folder in it.
pub fn way_up(path: &str) -> String {
    "../".repeat(path.bytes().filter(|byte| *byte == b'/').count())
}

/// Path of the script of every page in a language: the plain name in the site's first one.
pub fn script(config: &Config, lang: Lang) -> String {
    if config.first_language() == lang {
        SCRIPT.to_owned()
    } else {
        SCRIPT.replace(".js", &format!(".{}.js", lang.key()))
    }
}

/// A promise with a date: item, and positions of its assignment and of the promise in there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommitmentIx {
    /// Item.
    pub item: ItemIx,
    /// Position of the assignment in the item.
    pub assignment: usize,
    /// Position of the promise in the assignment.
    pub commitment: usize,
}

/// Every page of the site.
#[derive(Debug)]
pub struct Plan {
    /// Pages of every language, in the order they are written.
    pub pages: Vec<PlannedPage>,
    /// Promises, the ones not kept first, then by due day.
    pub commitments: Vec<CommitmentIx>,
    /// Proposers who have items, by type, then delegation or sector, then name.
    pub proposers: Vec<ProposerIx>,
    /// Proposers who share their name with others, each with those others.
    namesakes: FxHashMap<ProposerIx, Vec<ProposerIx>>,
    /// What the explorer reads; `None` where there is too little to explore.
    pub analysis: Option<Analysis>,
    /// Paths of files that are no pages and may be linked.
    pub files: BTreeSet<String>,
    /// The latest that happened, for feeds.
    pub latest: Latest,
    routes: Links,
    /// The path of the page's feed, for the routes that have one.
    feeds: FxHashMap<Route, Href>,
    /// The same of calendars.
    calendars: FxHashMap<Route, Href>,
}

impl Plan {
    /// Whether the route has a page.
    pub fn has(&self, route: Route) -> bool {
        self.link(route).is_some()
    }

    /// Other proposers of the same name, who are somebody else.
    pub fn namesakes(&self, proposer: ProposerIx) -> &[ProposerIx] {
        self.namesakes.get(&proposer).map_or(&[], Vec::as_slice)
    }

    /// A link to a chart's picture; `None` where the site does not draw it.
    pub fn picture(&self, chart: SiteChart, dark: bool) -> Option<Href> {
        self.has(Route::Embed(chart)).then(|| Href::new(chart.picture(dark)))
    }

    /// A link to the feed of the route's page; `None` where it has none. A list has one feed, under
    /// its first page.
    pub fn feed(&self, route: Route) -> Option<&Href> {
        self.feeds.get(&route)
    }

    /// A link to the calendar of the route's page; `None` where nothing is due. A list has one, under
    /// its first page.
    pub fn calendar(&self, route: Route) -> Option<&Href> {
        self.calendars.get(&route)
    }

    /// A link to the route's page; `None` where the site has no such page.
    pub fn link(&self, route: Route) -> Option<&Href> {
        self.routes.get(route)
    }
}

/// How many pages a list takes with `size` entries a page; a list always has its first page.
pub fn page_count(entries: usize, size: usize) -> u32 {
    entries.div_ceil(size).max(1) as u32
}

/// The part of a list that stands on a page, counted from 1, with `size` entries a page.
pub fn page_of<T>(list: &[T], page: u32, size: usize) -> &[T] {
    let start = (page.max(1) as usize - 1) * size;
    let end = (start + size).min(list.len());
    list.get(start..end).unwrap_or(&[])
}

/// Lists every page of the site. What would be empty is not planned.
pub fn plan(site: &Site) -> Plan {
    let commitments = commitments(site.data);
    let proposers = proposers(site);
    let analysis = Analysis::of(site);
    let mut routes = routes(site, commitments.len(), proposers.len());
    routes.extend(analysis.iter().map(|_| Route::Analysis));
    routes.extend(SiteChart::ALL.into_iter().filter(|chart| figures::has(site, *chart)).map(Route::Embed));
    let routes: Vec<(Route, Href)> = routes.into_iter().map(|route| (route, Href::of(route, site.data))).collect();
    let languages = &site.config.languages;
    let mut pages = Vec::with_capacity(routes.len() * languages.len() + 1);
    for lang in languages {
        let folder = folder(site.config, *lang);
        pages.extend(routes.iter().map(|(route, path)| PlannedPage::new(*route, path, *lang, &folder)));
    }
    let missing = Href::of(Route::NotFound, site.data);
    pages.push(PlannedPage::new(Route::NotFound, &missing, site.config.first_language(), ""));
    let latest = Latest::of(site);
    let feeds = routes.iter().filter(|(route, _)| has_feed(site, &latest, *route));
    let feeds = feeds.map(|(route, page)| (*route, Href::new(feeds::path(page.as_str())))).collect();
    let each = site.config.feeds == FeedsOf::Each;
    let calendars = routes.par_iter().filter(|(route, _)| each && feeds::has_dues(site, *route));
    let calendars: Vec<_> =
        calendars.map(|(route, page)| (*route, Href::new(feeds::calendar_path(page.as_str())))).collect();
    Plan {
        pages,
        commitments,
        namesakes: namesakes(site.data, &proposers),
        proposers,
        files: data_files::paths(site.data, site.config).into_iter().chain(site.attachments.paths()).collect(),
        analysis,
        latest,
        feeds,
        calendars: calendars.into_iter().collect(),
        routes: Links::of(site.data, routes),
    }
}

/// Each route with its page's path from the root of its language.
#[derive(Debug)]
struct Links {
    /// Where most links lead, by position: items, and first pages of proposers and units.
    items: Vec<Option<Href>>,
    proposers: Vec<Option<Href>>,
    units: Vec<Option<Href>>,
    others: FxHashMap<Route, Href>,
}

impl Links {
    fn of(data: &Dataset, routes: Vec<(Route, Href)>) -> Self {
        let mut links = Self {
            items: vec![None; data.items.len()],
            proposers: vec![None; data.proposers.len()],
            units: vec![None; data.units.len()],
            others: FxHashMap::default(),
        };
        for (route, href) in routes {
            match route {
                Route::Item(item) => links.items[item.at()] = Some(href),
                Route::Proposer(proposer, 1) => links.proposers[proposer.at()] = Some(href),
                Route::Unit(unit, 1) => links.units[unit.at()] = Some(href),
                other => drop(links.others.insert(other, href)),
            }
        }
        links
    }

    fn get(&self, route: Route) -> Option<&Href> {
        match route {
            Route::Item(item) => self.items.get(item.at())?.as_ref(),
            Route::Proposer(proposer, 1) => self.proposers.get(proposer.at())?.as_ref(),
            Route::Unit(unit, 1) => self.units.get(unit.at())?.as_ref(),
            other => self.others.get(&other),
        }
    }
}

fn has_feed(site: &Site, latest: &Latest, route: Route) -> bool {
    let (site_wide, each) = match site.config.feeds {
        FeedsOf::Each => (true, true),
        FeedsOf::Site => (true, false),
        FeedsOf::None => (false, false),
    };
    match route {
        Route::Home => site_wide && !latest.of_site.is_empty(),
        Route::Changes(1) => site_wide,
        Route::Unit(unit, 1) => each && !site.summary.items_of_unit[unit.at()].is_empty(),
        Route::Proposer(_, 1) | Route::Item(_) => each,
        _ => false,
    }
}

fn routes(site: &Site, commitments: usize, proposers: usize) -> Vec<Route> {
    let Site { data, summary, .. } = *site;
    let mut routes = vec![Route::Home];
    let mut list = |entries: usize, route: &dyn Fn(u32) -> Route| {
        if entries > 0 {
            routes.extend((1..=page_count(entries, PAGE_SIZE)).map(route));
        }
    };
    list(data.items.len(), &Route::Items);
    list(summary.waiting.len(), &Route::Waiting);
    list(commitments, &Route::Commitments);
    for (at, items) in summary.items_of_session.iter().enumerate() {
        list(items.len(), &|page| Route::Session(SessionIx(at as u32), page));
    }
    for (at, items) in summary.items_of_category.iter().enumerate() {
        list(items.len(), &|page| Route::Category(CategoryIx(at as u32), page));
    }
    for (at, items) in summary.items_of_unit.iter().enumerate() {
        // A unit that only declares or reports has a page too, with what it declares.
        let unit = UnitIx(at as u32);
        let known = !items.is_empty()
            || data.declarations.iter().any(|declaration| declaration.unit == unit)
            || data.report_units.contains(&unit);
        list(items.len().max(usize::from(known)), &|page| Route::Unit(unit, page));
    }
    for (at, items) in summary.items_of_proposer.iter().enumerate() {
        list(items.len(), &|page| Route::Proposer(ProposerIx(at as u32), page));
    }
    if proposers > 0 {
        routes.extend((1..=page_count(proposers, PROPOSERS_PAGE_SIZE)).map(Route::Proposers));
    }
    let changes = site.changes.map_or(0, |changes| changes.list.len());
    if changes > 0 {
        routes.extend((1..=page_count(changes, CHANGES_PAGE_SIZE)).map(Route::Changes));
    }
    let filled = |lists: &[Vec<ItemIx>]| lists.iter().any(|list| !list.is_empty());
    let any_unit = routes.iter().any(|route| matches!(route, Route::Unit(..)));
    let fixed = [
        (Route::Units, any_unit),
        (Route::Sessions, filled(&summary.items_of_session)),
        (Route::Categories, filled(&summary.items_of_category)),
        (Route::Reports, !data.reports.is_empty()),
        (Route::Following, site.config.feeds == FeedsOf::Each && !data.items.is_empty()),
        (Route::Search, site.config.search && !data.items.is_empty()),
        (Route::Methods, true),
        (Route::Data, true),
        (Route::About, true),
        (Route::Accessibility, true),
        (Route::Sitemap, true),
    ];
    routes.extend(fixed.into_iter().filter_map(|(route, filled)| filled.then_some(route)));
    routes.extend((0..data.reports.len() as u32).map(Route::Report));
    routes.extend((0..data.items.len() as u32).map(|at| Route::Item(ItemIx(at))));
    routes
}

fn proposers(site: &Site) -> Vec<ProposerIx> {
    let Site { data, summary, .. } = *site;
    let mut all: Vec<ProposerIx> = (0..data.proposers.len() as u32).map(ProposerIx).collect();
    all.retain(|proposer| !summary.items_of_proposer[proposer.at()].is_empty());
    all.sort_by_key(|proposer| {
        let known = &data.proposers[proposer.at()];
        (known.kind, known.delegation.as_deref(), known.name.as_str(), *proposer)
    });
    all
}

fn namesakes(data: &Dataset, proposers: &[ProposerIx]) -> FxHashMap<ProposerIx, Vec<ProposerIx>> {
    let mut named: FxHashMap<&str, Vec<ProposerIx>> = FxHashMap::default();
    for proposer in proposers {
        named.entry(&data.proposers[proposer.at()].name).or_default().push(*proposer);
    }
    let shared = named.into_values().filter(|same| same.len() > 1);
    let others = |same: &[ProposerIx], one| same.iter().copied().filter(|other| *other != one).collect();
    shared.flat_map(|same| same.clone().into_iter().map(move |one| (one, others(&same, one)))).collect()
}

fn commitments(data: &Dataset) -> Vec<CommitmentIx> {
    let mut all = Vec::new();
    for (at, item) in data.items.iter().enumerate() {
        for (assignment, duty) in item.assignments.iter().enumerate() {
            for (commitment, promise) in duty.commitments.iter().enumerate() {
                let ix = CommitmentIx { item: ItemIx(at as u32), assignment, commitment };
                all.push((promise.kept.is_some(), promise.due, ix));
            }
        }
    }
    all.sort_unstable();
    all.into_iter().map(|(_, _, ix)| ix).collect()
}
