//! What stands around every page: head, masthead, navigation, breadcrumbs, footer.

use std::borrow::Cow;

use minijinja::Value;
use serde::Serialize;

use super::{Edition, Linked, Tongue};
use crate::figures::{Chart, share};
use crate::plan::{self, PlannedPage};
use crate::render::{Fixed, Html, Parts};
use crate::route::{Href, Route, SiteChart};

/// What is the same on every page of a language.
#[derive(Serialize)]
pub struct Masthead {
    lang: String,
    /// The script of every page, from the root of the site.
    script: String,
    /// Attribute of an element with a text of the data, on pages in another language.
    in_chinese: Value,
    title: String,
    description: String,
    domain: Option<String>,
    id_code: Option<String>,
    fictional: bool,
    home: Option<Href>,
    search: Option<Href>,
    sitemap: Option<Href>,
    following: Option<Href>,
    publishers: String,
    as_of: String,
    as_of_iso: String,
    exported: Option<String>,
    freshness_days: Option<u32>,
    organiser: Option<String>,
    contact: Option<String>,
    icp: Option<String>,
    police: Option<String>,
    mark_url: Option<String>,
    footer_links: Vec<Linked<'static>>,
}

/// One step of the way to a page, from the first page.
#[derive(Serialize)]
pub struct Crumb<'t> {
    /// Name of the page.
    pub text: Cow<'t, str>,
    /// The page.
    pub href: Option<&'t Href>,
}

/// An entry of the main navigation.
#[derive(Serialize)]
pub struct NavEntry {
    text: String,
    href: Href,
    here: bool,
}

/// Meta tags of a list page (栏目页).
#[derive(Serialize)]
pub struct Column {
    /// ColumnName.
    pub name: String,
    /// ColumnDescription.
    pub description: String,
    /// ColumnKeywords.
    pub keywords: String,
    /// ColumnType.
    pub kind: String,
}

/// Meta tags of a content page.
#[derive(Serialize, Default)]
pub struct Article<'t> {
    /// ArticleTitle.
    pub title: Cow<'t, str>,
    /// PubDate, `YYYY-MM-DD HH:MM`, from the data.
    pub published: String,
    /// ContentSource.
    pub source: Cow<'t, str>,
    /// Keywords.
    pub keywords: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Description.
    pub description: Option<String>,
}

/// The same page in another language.
#[derive(Serialize)]
pub struct Translation {
    lang: String,
    label: String,
    href: String,
}

/// A language that a page is published in, for programs.
#[derive(Serialize)]
pub struct Alternate {
    lang: String,
    href: String,
}

/// The picture that goes along where a page is shared: one for each kind of page.
#[derive(Serialize)]
pub struct Picture {
    url: Fixed,
    width: Fixed,
    height: Fixed,
    /// What it shows.
    text: Fixed,
}

impl Picture {
    /// The picture of a kind of page, where the site's address is configured and it draws any chart.
    fn of(edition: &Edition, route: Route) -> Option<Self> {
        let base = edition.site.config.base_url.as_ref()?;
        let wanted = std::iter::once(route.chart()).chain(SiteChart::ALL);
        let chart = wanted.into_iter().find(|chart| edition.plan.has(Route::Embed(*chart)))?;
        let (width, height) = share::SIZE;
        Some(Self {
            url: Fixed(format!("{base}{}", chart.shared())),
            width: Fixed(width.to_string()),
            height: Fixed(height.to_string()),
            text: Fixed(edition.words.text(&format!("chart-{}", chart.key()))),
        })
    }
}

/// What stands around one page.
#[derive(Serialize)]
pub struct Frame<'t> {
    /// Title of the page, also its heading unless the template writes its own.
    pub title: Cow<'t, str>,
    /// Way from the page to the root of its language: empty, `../` or more; full on the 404 page.
    pub root: Fixed,
    /// Way from the page to the root of the site, where `assets/` is.
    pub assets: Fixed,
    /// Way from the first page to the page's parent.
    pub crumbs: Vec<Crumb<'t>>,
    /// Other languages.
    pub translations: Vec<Translation>,
    /// Every language of the page, for programs; none where there is one only.
    pub alternates: Vec<Alternate>,
    /// Full address, where the site's is configured.
    pub url: Option<String>,
    /// For list pages.
    pub column: Option<Column>,
    /// For content pages.
    pub article: Option<Article<'t>>,
    /// The picture that goes along where the page is shared.
    pub picture: Option<Picture>,
    /// What the page is, for programs: JSON-LD.
    pub linked: Option<Html>,
    /// The browser's program for the page's charts, by the name of its files.
    pub charts: Option<Fixed>,
    /// A feed of this page, from the root of the language.
    pub feed: Option<Href>,
    /// The page's path from the root of the language, where its subject can be followed.
    pub follow: Option<Href>,
    /// A calendar of what its subject is owed, from the root of the language.
    pub calendar: Option<Href>,
}

impl<'t> Frame<'t> {
    /// The frame of a planned page: big, and handed on often.
    pub fn new(edition: &'t Edition, page: &PlannedPage, title: impl Into<Cow<'t, str>>) -> Box<Self> {
        let config = edition.site.config;
        let own_folder = plan::folder(config, page.lang);
        let inner = &page.path()[own_folder.len()..];
        let (root, assets) = if page.route == Route::NotFound {
            (config.base_path().to_owned(), config.base_path().to_owned())
        } else {
            (plan::way_up(inner), plan::way_up(page.path()))
        };
        let translations = edition
            .tongues
            .iter()
            .filter(|other| other.lang != page.lang && page.route != Route::NotFound)
            .map(|other| Translation {
                lang: other.tag.clone(),
                label: other.name.clone(),
                href: format!("{assets}{}{inner}", plan::folder(config, other.lang)),
            })
            .collect();
        // Search engines take full addresses only, and want the page itself among them.
        let is_translated = edition.tongues.len() > 1 && page.route != Route::NotFound;
        let way = config.base_url.as_deref().unwrap_or(&assets);
        let alternate = |tongue: &Tongue| Alternate {
            lang: tongue.tag.clone(),
            href: format!("{way}{}{inner}", plan::folder(config, tongue.lang)),
        };
        let alternates = edition.tongues.iter().filter(|_| is_translated).map(alternate).collect();
        Box::new(Self {
            title: title.into(),
            root: Fixed(root),
            translations,
            alternates,
            url: config.base_url.as_ref().map(|base| format!("{base}{}", page.path())),
            assets: Fixed(assets),
            crumbs: Vec::new(),
            column: None,
            article: None,
            linked: None,
            picture: Picture::of(edition, page.route),
            charts: None,
            feed: edition.plan.feed(page.route.at_page(1)).cloned(),
            follow: edition.followed(page.route),
            calendar: edition.plan.calendar(page.route.at_page(1)).cloned(),
        })
    }

    /// With a step of the way to the page; steps to pages that don't exist are left out.
    pub fn under(mut self: Box<Self>, edition: &'t Edition, text: impl Into<Cow<'t, str>>, route: Route) -> Box<Self> {
        if self.crumbs.is_empty() {
            self.crumbs.reserve(3);
            let home = edition.words.phrase("nav-home");
            self.crumbs.push(Crumb { text: home, href: edition.plan.link(Route::Home) });
        }
        if route != Route::Home
            && let Some(href) = edition.plan.link(route)
        {
            self.crumbs.push(Crumb { text: text.into(), href: Some(href) });
        }
        self
    }

    /// As a list page: its name is the title, its description a sentence.
    pub fn column(mut self: Box<Self>, edition: &Edition, description: String) -> Box<Self> {
        self.column = Some(Column {
            name: self.title.to_string(),
            keywords: edition.words.list(&[&self.title, &edition.words.phrase("kind-words")]),
            description,
            kind: edition.words.text("column-type"),
        });
        self
    }

    /// As a content page.
    pub fn article(mut self: Box<Self>, article: Article<'t>) -> Box<Self> {
        self.article = Some(article);
        self
    }

    /// With charts, if there are any.
    pub fn charts(mut self: Box<Self>, charts: &Parts<Chart>) -> Box<Self> {
        self.charts = Chart::program(charts).map(|name| Fixed(name.into()));
        self
    }
}

/// The sections of the navigation, each with the key of its name.
const SECTIONS: [(&str, Route); 13] = [
    ("nav-home", Route::Home),
    ("nav-items", Route::Items(1)),
    ("nav-units", Route::Units),
    ("nav-proposers", Route::Proposers(1)),
    ("nav-sessions", Route::Sessions),
    ("nav-categories", Route::Categories),
    ("nav-analysis", Route::Analysis),
    ("nav-waiting", Route::Waiting(1)),
    ("nav-commitments", Route::Commitments(1)),
    ("nav-changes", Route::Changes(1)),
    ("nav-reports", Route::Reports),
    ("nav-methods", Route::Methods),
    ("nav-data", Route::Data),
];

impl Edition<'_> {
    /// The sections of the navigation, as far as the site has them.
    pub fn sections(&self) -> Vec<Route> {
        SECTIONS.iter().map(|(_, route)| *route).filter(|route| self.plan.has(*route)).collect()
    }

    /// The section that a page belongs to.
    pub fn section(&self, route: Route) -> Option<Route> {
        let section = match route {
            Route::Item(_) => Route::Items(1),
            Route::Unit(..) => Route::Units,
            Route::Proposer(..) => Route::Proposers(1),
            Route::Session(..) => Route::Sessions,
            Route::Category(..) => Route::Categories,
            Route::Report(_) => Route::Reports,
            other => other.at_page(1),
        };
        SECTIONS.iter().any(|(_, known)| *known == section).then_some(section)
    }

    /// A section's place in the navigation, counted from 1; 0 for none.
    pub fn place_of(&self, section: Option<Route>) -> u8 {
        let place = SECTIONS.iter().position(|(_, route)| Some(*route) == section);
        place.map_or(0, |place| place as u8 + 1)
    }

    /// The navigation of the pages of a section.
    pub fn navigation(&self, section: Option<Route>) -> Vec<NavEntry> {
        let entry = |(key, route): &(&str, Route)| {
            let href = self.link(*route)?;
            Some(NavEntry { text: self.words.text(key), href, here: section == Some(*route) })
        };
        SECTIONS.iter().filter_map(entry).collect()
    }

    /// What is the same on every page.
    pub fn masthead(&self) -> Masthead {
        let (data, config) = (self.site.data, self.site.config);
        let footer = [
            ("nav-about", Route::About),
            ("nav-methods", Route::Methods),
            ("nav-data", Route::Data),
            ("nav-following", Route::Following),
            ("nav-accessibility", Route::Accessibility),
            ("nav-sitemap", Route::Sitemap),
        ];
        Masthead {
            lang: self.words.tag.clone(),
            script: plan::script(config, self.words.lang),
            in_chinese: Value::from_safe_string(
                if self.words.lang.is_chinese() { "" } else { " lang=\"zh-CN\"" }.to_owned(),
            ),
            title: self.title(),
            description: self.description(),
            domain: config.domain().map(str::to_owned),
            id_code: config.site_id_code.clone(),
            fictional: data.fictional(),
            home: self.link(Route::Home),
            search: self.link(Route::Search),
            sitemap: self.link(Route::Sitemap),
            following: self.link(Route::Following),
            publishers: self.publishers(),
            as_of: self.words.day(data.as_of()).into_owned(),
            as_of_iso: data.as_of().map(|date| date.to_string()).unwrap_or_default(),
            exported: data
                .sources
                .iter()
                .filter_map(|source| source.exported)
                .max()
                .map(|day| self.words.date(day).into()),
            freshness_days: config.freshness_days,
            organiser: config.footer.organiser.clone(),
            contact: config.footer.contact.clone(),
            icp: config.footer.icp.clone(),
            police: config.footer.police.clone(),
            mark_url: config.footer.mark_url.clone(),
            footer_links: footer.into_iter().filter_map(|(key, route)| self.named_link(key, route)).collect(),
        }
    }
}
