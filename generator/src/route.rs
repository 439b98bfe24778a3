//! Addresses: every page of the site has one route, and every link is made from a route.

use outcomes::dataset::{CategoryIx, Dataset, ItemIx, ProposerIx, SessionIx, UnitIx};
use serde::Serialize;

/// The place of a page in the site. Lists longer than one page count their pages from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Route {
    /// The first page.
    Home,
    /// All items, page by page.
    Items(u32),
    /// One item.
    Item(ItemIx),
    /// All units.
    Units,
    /// One unit and, from page 2, the rest of its items.
    Unit(UnitIx, u32),
    /// All proposers, page by page.
    Proposers(u32),
    /// One proposer and, from page 2, the rest of the items.
    Proposer(ProposerIx, u32),
    /// All sessions.
    Sessions,
    /// One session and, from page 2, the rest of its items.
    Session(SessionIx, u32),
    /// All categories.
    Categories,
    /// One category and, from page 2, the rest of its items.
    Category(CategoryIx, u32),
    /// The explorer.
    Analysis,
    /// The search.
    Search,
    /// Replies not made, page by page.
    Waiting(u32),
    /// Promises, page by page.
    Commitments(u32),
    /// What happened since an earlier export, page by page.
    Changes(u32),
    /// What the reader follows.
    Following,
    /// How the numbers are made.
    Methods,
    /// All reports.
    Reports,
    /// One report, by its position in the dataset.
    Report(u32),
    /// Downloads.
    Data,
    /// Who publishes.
    About,
    /// The accessibility statement.
    Accessibility,
    /// The site map.
    Sitemap,
    /// One chart, to be shown within another page.
    Embed(SiteChart),
    /// What an unknown address shows.
    NotFound,
}

/// A chart of the whole site, which may be embedded and taken away as a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SiteChart {
    /// Outcome classes by unit.
    Outcomes,
    /// Evaluations by session.
    Evaluations,
    /// On-time replies and satisfaction over time.
    Time,
    /// Handling time.
    Handling,
    /// Satisfaction by unit with intervals.
    Intervals,
}

impl SiteChart {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Outcomes, Self::Evaluations, Self::Time, Self::Handling, Self::Intervals];

    /// Its name in addresses, catalogues and pages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Outcomes => "outcomes",
            Self::Evaluations => "evaluations",
            Self::Time => "time",
            Self::Handling => "handling",
            Self::Intervals => "intervals",
        }
    }

    /// The chart as the picture of a page that is shared: its path from the root of the site.
    pub fn shared(self) -> String {
        format!("charts/{}.png", self.key())
    }

    /// The chart as a picture, light or dark: its path from the root of its language.
    pub fn picture(self, dark: bool) -> String {
        format!("charts/{}{}.svg", self.key(), if dark { "-dark" } else { "" })
    }
}

impl Route {
    /// The page's path from the root of its language.
    pub fn path(self, data: &Dataset) -> String {
        match self {
            Self::Home => "index.html".into(),
            Self::Items(page) => paged("items", "items/index", page),
            Self::Item(item) => {
                let item = &data.items[item.at()];
                let session = &data.sessions[item.session.at()];
                let ([session, its_tail], [item, tail]) = (name(&session.id), name(&item.id));
                ["items/", session, its_tail, "/", item, tail, ".html"].concat()
            }
            Self::Units => "units/index.html".into(),
            Self::Unit(unit, page) => one("units", &data.units[unit.at()].id, page),
            Self::Proposers(page) => paged("proposers", "proposers/index", page),
            Self::Proposer(proposer, page) => one("proposers", &data.proposers[proposer.at()].id, page),
            Self::Sessions => "sessions/index.html".into(),
            Self::Session(session, page) => one("sessions", &data.sessions[session.at()].id, page),
            Self::Categories => "categories/index.html".into(),
            Self::Category(category, page) => one("categories", &data.categories[category.at()].id, page),
            Self::Analysis => "analysis.html".into(),
            Self::Search => "search.html".into(),
            Self::Waiting(page) => paged("waiting", "waiting", page),
            Self::Commitments(page) => paged("commitments", "commitments", page),
            Self::Changes(page) => paged("changes", "changes", page),
            Self::Following => "following.html".into(),
            Self::Methods => "methods.html".into(),
            Self::Reports => "reports/index.html".into(),
            Self::Report(report) => format!("reports/{}.html", name(&data.reports[report as usize].id).concat()),
            Self::Data => "data/index.html".into(),
            Self::About => "about.html".into(),
            Self::Accessibility => "accessibility.html".into(),
            Self::Sitemap => "sitemap.html".into(),
            Self::Embed(chart) => format!("embed/{}.html", chart.key()),
            Self::NotFound => "404.html".into(),
        }
    }

    /// The chart that tells most of a page of this kind.
    pub const fn chart(self) -> SiteChart {
        match self {
            Self::Embed(chart) => chart,
            Self::Units | Self::Unit(..) => SiteChart::Intervals,
            Self::Proposers(_) | Self::Proposer(..) | Self::Commitments(_) => SiteChart::Evaluations,
            Self::Waiting(_) => SiteChart::Handling,
            Self::Analysis | Self::Changes(_) | Self::Methods | Self::Data => SiteChart::Time,
            _ => SiteChart::Outcomes,
        }
    }

    /// The same list at another page; a page that is no list stays what it is.
    pub fn at_page(self, page: u32) -> Self {
        match self {
            Self::Items(_) => Self::Items(page),
            Self::Unit(unit, _) => Self::Unit(unit, page),
            Self::Proposers(_) => Self::Proposers(page),
            Self::Proposer(proposer, _) => Self::Proposer(proposer, page),
            Self::Session(session, _) => Self::Session(session, page),
            Self::Category(category, _) => Self::Category(category, page),
            Self::Waiting(_) => Self::Waiting(page),
            Self::Commitments(_) => Self::Commitments(page),
            Self::Changes(_) => Self::Changes(page),
            other => other,
        }
    }
}

fn paged(folder: &str, first: &str, page: u32) -> String {
    if page == 1 { [first, ".html"].concat() } else { format!("{folder}/page-{page}.html") }
}

fn one(folder: &str, id: &str, page: u32) -> String {
    let [id, aside] = name(id);
    if page == 1 {
        [folder, "/", id, aside, ".html"].concat()
    } else {
        format!("{folder}/{id}{aside}/page-{page}.html")
    }
}

/// An id as file name, in two parts; ids made of `index` and underlines step aside for `index.html`.
fn name(id: &str) -> [&str; 2] {
    let aside = id.strip_prefix("index").is_some_and(|rest| rest.bytes().all(|byte| byte == b'_'));
    [id, if aside { "_" } else { "" }]
}

/// A link to a page that exists: its path from the root of its language, to be written after the
/// page's own way to that root. Only the plan makes one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    pub(crate) fn new(path: String) -> Self {
        Self(path)
    }

    pub(crate) fn of(route: Route, data: &Dataset) -> Self {
        Self(route.path(data))
    }

    /// The same page at one of its anchors.
    pub fn anchor(&self, id: &str) -> Self {
        Self(format!("{}#{id}", self.0))
    }

    /// Path from the root of the language.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
