//! Fingerprints: of each page that tells of some records, a hash over all that it is made from. Where it is as it
//! was, the page is as it was, and need not be made again.
//!
//! Everything that pages and feeds of the routes below look at must go in here: a test builds sites after changes of
//! every kind both ways and compares each byte.

use std::hash::Hash;
use std::ops::Range;

use outcomes::dataset::{Dataset, Item, ItemIx, ProposerIx};
use outcomes::print::Printer;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use search::build::samples;

use crate::leaks::Wanted;
use crate::origin::Origin;
use crate::plan::{PAGE_SIZE, Plan, Site, page_of};
use crate::route::Route;

/// A hash over all that a page, or a file beside it, is made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fingerprint(pub u128);

/// Fingerprints, where files are kept that need not be made again.
pub type Made<'f, 's> = Option<&'f Fingerprints<'s>>;

/// The fingerprints of a site's pages.
pub struct Fingerprints<'s> {
    site: &'s Site<'s>,
    plan: &'s Plan,
    /// Of what every page is made from.
    frame: u128,
    /// Of each item with what its rows, links and pages tell of others, by [`ItemIx`].
    items: Vec<u128>,
    /// Of each proposer with whether there is a page, by [`ProposerIx`].
    proposers: Vec<u128>,
    /// Where the items went that were merged into others.
    merged: FxHashMap<ItemIx, ItemIx>,
}

impl<'s> Fingerprints<'s> {
    /// Fingerprints of a site that comes from `origin`, whose files are searched for what is `wanted`.
    pub fn of(site: &'s Site<'s>, plan: &'s Plan, origin: &Origin, wanted: Option<&Wanted>) -> Self {
        let proposers = of_proposers(site.data, plan);
        let of_item = |printer: &mut Printer, item| of_item(site, &proposers, item, printer);
        let items = site.data.items.par_iter().with_min_len(64).map_init(Printer::default, of_item).collect();
        Self { site, plan, frame: frame(site, plan, origin, wanted), items, proposers, merged: merged(site.data) }
    }

    /// The fingerprint of a page, its feed and its calendar, in whatever language; `None` where too much goes in.
    pub fn of_route(&self, route: Route) -> Option<Fingerprint> {
        let (data, summary) = (self.site.data, self.site.summary);
        let mut hash = Printer::default();
        self.frame.hash(&mut hash);
        match route {
            Route::Item(item) => self.item(item, &mut hash),
            Route::Items(page) => {
                data.items.len().hash(&mut hash);
                page_of(&self.items, page, PAGE_SIZE).hash(&mut hash);
            }
            Route::Proposer(proposer, _) => self.proposer(proposer, &mut hash),
            Route::Unit(unit, _) => self.all(&summary.items_of_unit[unit.at()], &mut hash),
            Route::Session(session, _) => self.all(&summary.items_of_session[session.at()], &mut hash),
            Route::Category(category, _) => self.all(&summary.items_of_category[category.at()], &mut hash),
            _ => return None,
        }
        Some(Fingerprint(hash.take()))
    }

    /// The fingerprint of what the search's index learns from some of the records.
    pub fn of_learnt(&self) -> Fingerprint {
        self.of_records(0..0)
    }

    /// The fingerprint of what the search's index makes of some records, which are counted from the oldest item.
    pub fn of_records(&self, records: Range<u32>) -> Fingerprint {
        let (data, all) = (self.site.data, self.items.len());
        let mut hash = Printer::default();
        (self.frame, all, &data.proposers).hash(&mut hash);
        // What is packed depends on what was learnt.
        for record in samples(all as u32).chain(records) {
            self.items.get(all - 1 - record as usize).hash(&mut hash);
        }
        Fingerprint(hash.take())
    }

    /// An item with its neighbours and the one that it was merged into.
    fn item(&self, ix: ItemIx, hash: &mut Printer) {
        let near = [ix.at().checked_sub(1), Some(ix.at()), Some(ix.at() + 1)];
        near.map(|at| at.and_then(|at| self.items.get(at))).hash(hash);
        self.merged.get(&ix).map(|into| self.items[into.at()]).hash(hash);
    }

    fn proposer(&self, proposer: ProposerIx, hash: &mut Printer) {
        self.proposers[proposer.at()].hash(hash);
        self.plan.namesakes(proposer).iter().for_each(|other| self.proposers[other.at()].hash(hash));
        self.all(&self.site.summary.items_of_proposer[proposer.at()], hash);
    }

    fn all(&self, items: &[ItemIx], hash: &mut Printer) {
        items.iter().for_each(|item| self.items[item.at()].hash(hash));
    }
}

fn of_proposers(data: &Dataset, plan: &Plan) -> Vec<u128> {
    let mut printer = Printer::default();
    let all = (0..).map(ProposerIx).zip(&data.proposers);
    all.map(|(ix, proposer)| {
        (proposer, plan.has(Route::Proposer(ix, 1))).hash(&mut printer);
        printer.take()
    })
    .collect()
}

fn of_item(site: &Site, proposers: &[u128], item: &Item, printer: &mut Printer) -> u128 {
    // What was read of it, and in which export; the names in it are resolved by what is in the frame.
    match item.print {
        Some(print) => (print, item.source).hash(printer),
        // Who makes a site asks for prints; without them it would be slow, and no page be taken for another.
        None => format!("{item:?}").hash(printer),
    }
    let judges = item.assignments.iter().flat_map(|duty| &duty.evaluations).filter_map(|one| one.proposer);
    for proposer in item.proposers.iter().copied().chain(judges) {
        proposers[proposer.at()].hash(printer);
    }
    let replies = item.assignments.iter().flat_map(|duty| &duty.replies);
    for file in replies.flat_map(|reply| &reply.attachments) {
        site.attachments.of(item.source, file).map(|kept| (kept.path(), kept.bytes)).hash(printer);
    }
    printer.take()
}

fn merged(data: &Dataset) -> FxHashMap<ItemIx, ItemIx> {
    let targets: Vec<(u32, &str)> =
        (0..).zip(&data.items).filter_map(|(at, item)| Some((at, &**item.end.as_ref()?.into.as_ref()?))).collect();
    if targets.is_empty() {
        return FxHashMap::default();
    }
    let known: FxHashMap<&str, u32> = (0..).zip(&data.items).map(|(at, item)| (&*item.id, at)).collect();
    targets.into_iter().filter_map(|(from, id)| Some((ItemIx(from), ItemIx(*known.get(id)?)))).collect()
}

/// What every page is made from: program, theme, configuration, registries, and which pages and files there are.
fn frame(site: &Site, plan: &Plan, origin: &Origin, wanted: Option<&Wanted>) -> u128 {
    let Site { data, config, .. } = *site;
    let mut hash = Printer::default();
    (&origin.banli, &origin.program, &origin.theme).hash(&mut hash);
    format!("{config:?}{:?}", config.rules()).hash(&mut hash);
    (&data.sources, &data.sessions, &data.units, &data.categories, &data.classes, &data.grades).hash(&mut hash);
    (&data.declarations, &data.reports, &data.report_units, &data.report_sources).hash(&mut hash);
    let own = |route: &Route| matches!(route, Route::Item(_) | Route::Proposer(..)) || route.at_page(1) != *route;
    let mut routes: Vec<Route> = plan.pages.iter().map(|page| page.route).filter(|route| !own(route)).collect();
    routes.sort_unstable();
    routes.hash(&mut hash);
    plan.files.hash(&mut hash);
    if let Some(wanted) = wanted {
        wanted.hash(&mut hash);
    }
    hash.take()
}
