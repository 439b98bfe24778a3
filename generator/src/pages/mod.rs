//! The pages: for each route a typed view, finished to the last word, and the template that places it.

mod about;
mod analysis;
mod base;
mod categories;
mod changes;
mod commitments;
mod comparison;
mod cut;
mod data;
mod declared;
pub mod embed;
mod following;
mod home;
mod item;
mod items;
pub mod linked_data;
mod measures;
mod methods;
mod phone;
mod proposer;
mod proposers;
mod reports;
mod rows;
mod search;
mod sessions;
mod sitemap;
mod texts;
mod units;
mod waiting;

pub use base::{Article, Column, Crumb, Frame, Masthead};
pub use measures::{definition, rate_label};
pub use phone::Phone;
pub use rows::{Badge, Linked, Pager, Row};

use std::borrow::Cow;
use std::collections::BTreeMap;

use outcomes::dataset::{CategoryIx, ClassIx, GradeIx, Item, ItemIx, ProposerIx, SessionIx, SourceIx, UnitIx};
use outcomes::life::{self, Event};
use outcomes::rates::Tally;
use rayon::prelude::*;
use serde::Serialize;

use crate::config::Lang;
use crate::plan::{Plan, PlannedPage, Site, folder, way_up};
use crate::render::{Fragments, View};
use crate::route::{Href, Route};
use crate::words::Words;

/// The site in one language, with what many of its pages share.
pub struct Edition<'a> {
    /// Data, counts, configuration.
    pub site: Site<'a>,
    /// All pages.
    pub plan: &'a Plan,
    /// Texts.
    pub words: Words,
    /// Every language of the site, this one among them.
    pub tongues: Vec<Tongue>,
    /// What its pages share, rendered once.
    pub fragments: Fragments,
    /// What the pages of all items say.
    every_item: item::EveryItem,
    /// The last event of each item, for the pages of all its proposers.
    last_events: Vec<Option<Event<'a>>>,
    /// Kind and number of each item, for its page, its row and the pages beside its own.
    numbers: Vec<String>,
}

/// What pages in other languages have to know of a language.
#[derive(Clone, Debug)]
pub struct Tongue {
    /// The language.
    pub lang: Lang,
    /// Its BCP 47 tag.
    pub tag: String,
    /// What it calls itself.
    pub name: String,
}

impl Tongue {
    /// As its catalogue says.
    pub fn of(words: &Words) -> Self {
        Self { lang: words.lang, tag: words.tag.clone(), name: words.name.clone() }
    }
}

/// A page ready to be placed, whose view may borrow its texts from the data.
pub struct Page<'v> {
    /// The template's name.
    pub template: &'static str,
    /// What stands around the page.
    pub frame: Box<Frame<'v>>,
    /// The page's own view.
    pub view: Box<dyn View + 'v>,
}

impl<'v> Page<'v> {
    /// A page of a template, its frame and its view.
    pub fn new(template: &'static str, frame: Box<Frame<'v>>, view: impl Serialize + 'v) -> Self {
        Self { template, frame, view: Box::new(view) }
    }
}

/// Makes the view of a planned page.
pub fn sheet<'a>(edition: &'a Edition<'a>, page: &PlannedPage) -> Page<'a> {
    match page.route {
        Route::Home => home::sheet(edition, page),
        Route::Items(at) => items::sheet(edition, page, at),
        Route::Item(item) => item::sheet(edition, page, item),
        Route::Units => units::list(edition, page),
        Route::Unit(unit, at) => units::one(edition, page, unit, at),
        Route::Sessions => sessions::list(edition, page),
        Route::Session(session, at) => sessions::one(edition, page, session, at),
        Route::Categories => categories::list(edition, page),
        Route::Category(category, at) => categories::one(edition, page, category, at),
        Route::Analysis => analysis::sheet(edition, page),
        Route::Search => search::sheet(edition, page),
        Route::Waiting(at) => waiting::sheet(edition, page, at),
        Route::Changes(at) => changes::sheet(edition, page, at),
        Route::Commitments(at) => commitments::sheet(edition, page, at),
        Route::Proposers(at) => proposers::list(edition, page, at),
        Route::Proposer(proposer, at) => proposer::sheet(edition, page, proposer, at),
        Route::Reports => reports::list(edition, page),
        Route::Report(report) => reports::one(edition, page, report),
        Route::Following => following::sheet(edition, page),
        Route::Methods => methods::sheet(edition, page),
        Route::Data => data::sheet(edition, page),
        Route::About => about::about(edition, page),
        Route::Accessibility => about::accessibility(edition, page),
        Route::Sitemap => sitemap::sheet(edition, page),
        Route::Embed(chart) => embed::sheet(edition, page, chart),
        Route::NotFound => about::not_found(edition, page),
    }
}

impl<'a> Edition<'a> {
    /// Prepares one language.
    pub fn new(site: Site<'a>, plan: &'a Plan, words: Words, tongues: Vec<Tongue>) -> Self {
        let data = site.data;
        let last = |item: &'a Item<'a>| life::latest(item, data.sources[item.source.at()].as_of);
        let last_events = data.items.par_iter().with_min_len(64).map(last).collect();
        let every_item = item::EveryItem::of(&words, plan);
        let number = |item: &Item| words.item_number(item.kind, item.number.as_deref());
        let numbers = data.items.par_iter().with_min_len(64).map(number).collect();
        Self { site, plan, words, tongues, fragments: Fragments::default(), every_item, last_events, numbers }
    }

    /// The last thing that happened to an item; `None` where nothing is dated.
    fn last_event(&self, item: ItemIx) -> Option<Event<'a>> {
        self.last_events[item.at()]
    }

    /// A link to a page; `None` where the site has no such page.
    pub fn link(&self, route: Route) -> Option<Href> {
        self.plan.link(route).cloned()
    }

    /// A link to a file that is no page; all languages share the files at the root of the site.
    pub fn file(&self, path: &str) -> Option<Href> {
        let up = way_up(&folder(self.site.config, self.words.lang));
        self.plan.files.get(path).map(|path| Href::new(format!("{up}{path}")))
    }

    /// An item.
    pub fn item(&self, item: ItemIx) -> &'a Item<'a> {
        &self.site.data.items[item.at()]
    }

    /// The item with this id.
    pub fn item_by_id(&self, id: &str) -> Option<ItemIx> {
        let at = self.site.data.items.iter().position(|item| &*item.id == id)?;
        Some(ItemIx(at as u32))
    }

    /// The names of all publishers, each once.
    pub fn publishers(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for at in 0..self.site.data.sources.len() as u32 {
            let name = self.publisher_name(SourceIx(at));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.words.list(&names)
    }

    /// The site's name.
    pub fn title(&self) -> String {
        match self.site.config.title(self.words.lang) {
            "" => self.words.say("site-title", &[("publisher", (&self.publishers()).into())]),
            title => title.to_owned(),
        }
    }

    /// The name of an export's publisher.
    pub fn publisher_name(&self, source: SourceIx) -> &'a str {
        let publisher = &self.site.data.sources[source.at()].publisher;
        self.words.own(&publisher.name, publisher.name_en.as_deref())
    }

    /// The counts of some items by unit, units in the order of the data; no unit has two duties of an item (E0403).
    pub fn tallies_by_unit(&self, items: &[ItemIx]) -> Vec<(UnitIx, Tally)> {
        let mut tallies: BTreeMap<UnitIx, Tally> = BTreeMap::new();
        for item in items {
            let (item, duties) = self.site.summary.facts.of_item(*item);
            for duty in duties {
                tallies.entry(duty.unit).or_default().add_facts(item, [duty], false);
            }
        }
        tallies.into_iter().collect()
    }

    /// The sentence about the site.
    pub fn description(&self) -> String {
        match self.site.config.description(self.words.lang) {
            "" => self.words.text("site-description"),
            text => text.to_owned(),
        }
    }

    /// A unit's name.
    pub fn unit_name(&self, unit: UnitIx) -> &'a str {
        let unit = &self.site.data.units[unit.at()];
        self.words.own(&unit.name, unit.name_en.as_deref())
    }

    /// A unit's name with its link.
    pub fn unit(&self, unit: UnitIx) -> Linked<'a> {
        self.linked(self.unit_name(unit), Route::Unit(unit, 1))
    }

    /// A session's name.
    pub fn session_name(&self, session: SessionIx) -> &'a str {
        let session = &self.site.data.sessions[session.at()];
        self.words.own(&session.name, session.name_en.as_deref())
    }

    /// A session's name with its link.
    pub fn session(&self, session: SessionIx) -> Linked<'a> {
        self.linked(self.session_name(session), Route::Session(session, 1))
    }

    /// A category's name.
    pub fn category_name(&self, category: CategoryIx) -> &'a str {
        let category = &self.site.data.categories[category.at()];
        self.words.own(&category.name, category.name_en.as_deref())
    }

    /// A category's name with its link.
    pub fn category(&self, category: CategoryIx) -> Linked<'a> {
        self.linked(self.category_name(category), Route::Category(category, 1))
    }

    /// A proposer's name with its link.
    pub fn proposer(&self, proposer: ProposerIx) -> Linked<'a> {
        self.linked(self.site.data.proposers[proposer.at()].name.as_str(), Route::Proposer(proposer, 1))
    }

    /// An outcome class in the local wording.
    pub fn class_wording(&self, class: ClassIx) -> &'a str {
        let class = &self.site.data.classes[class.at()];
        self.words.own(&class.label, class.label_en.as_deref())
    }

    /// An outcome class: its code and wording.
    pub fn class_label(&self, class: ClassIx) -> String {
        let (code, label) = (&self.site.data.classes[class.at()].code, self.class_wording(class));
        self.words.say("class-label", &[("code", code.as_str().into()), ("label", label.into())])
    }

    /// The limits of handling in months, each with its name.
    pub fn limits(&self) -> Vec<(u32, String)> {
        let rules = &self.site.data.rules;
        let limit = |months: u32, key: &str| (months, self.words.say(key, &[("months", months.into())]));
        vec![limit(rules.reply_months, "limit-reply"), limit(rules.extension_months, "limit-extension")]
    }

    /// A grade of the evaluation scale, in the local wording; in English what it counts as.
    pub fn grade_label(&self, grade: GradeIx) -> Cow<'_, str> {
        let grade = &self.site.data.grades[grade.at()];
        self.words.grade(&grade.label, grade.counts_as)
    }

    /// The title of an item, or what stands for one that is not published.
    pub fn item_title<'t>(&'t self, item: &'t Item) -> Cow<'t, str> {
        match (&item.title, &item.text) {
            (Some(title), _) => title.as_str().into(),
            (None, outcomes::dataset::Publication::Withheld(_)) => self.words.phrase("title-withheld"),
            (None, _) => self.words.phrase("title-unknown"),
        }
    }

    /// An item's kind and number: 第056号提案.
    pub fn item_number(&self, item: ItemIx) -> &str {
        &self.numbers[item.at()]
    }
}
