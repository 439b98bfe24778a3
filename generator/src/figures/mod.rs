//! Charts of a page: counts become finished specifications with a title, a finding and a source.

mod compared;
mod effects;
mod over_time;
pub mod share;
mod shares;
mod site;

pub use site::has;

use std::borrow::Cow;

use outcomes::rates::{RateKey, Tally};
use serde::Serialize;
use web_charts::{ChartKind, ChartSpec, Words};

use crate::pages::{Edition, Linked, rate_label};
use crate::render::{Html, Part, Parts};
use crate::route::{Href, Route};

/// The width of a chart where two stand side by side: there the still picture is shown unscaled.
const STAGE_WIDTH: u32 = 540;

/// A chart in a page.
#[derive(Serialize)]
pub struct Chart {
    id: &'static str,
    title: String,
    finding: String,
    source: String,
    spec: String,
    svg: Html,
    head: Vec<String>,
    rows: Parts<ChartRow>,
    definition: Option<Href>,
    /// The page where it stands alone, to be shown within another.
    embed: Option<Href>,
    /// What is drawn.
    #[serde(skip)]
    drawn: ChartSpec,
}

impl Chart {
    /// A chart with its picture and its table; `definition` is the place where it is explained.
    pub fn new(id: &'static str, spec: ChartSpec, definition: Option<Href>) -> Self {
        Self::with_width(id, spec, definition, STAGE_WIDTH)
    }

    /// A chart whose still picture is laid out for `width` CSS pixels.
    pub fn with_width(id: &'static str, spec: ChartSpec, definition: Option<Href>, width: u32) -> Self {
        let table = web_charts::table::table(&spec);
        let links = match &spec.kind {
            ChartKind::Stack(data) => data.links.clone(),
            ChartKind::Dots(data) => data.links.clone(),
            ChartKind::Heat(data) => data.links.clone(),
            _ => Vec::new(),
        };
        let links = links.into_iter().chain(std::iter::repeat(None));
        let rows = table.rows.into_iter().zip(links).map(|(row, link)| {
            let mut cells = row.into_iter();
            ChartRow { head: cells.next().unwrap_or_default(), link, cells: cells.collect() }
        });
        Self {
            id,
            spec: web_charts::wire::encode_base64(&spec),
            svg: Html(web_charts::svg::inline(&spec, id, width)),
            head: table.head,
            rows: rows.collect(),
            definition,
            title: spec.title.clone(),
            finding: spec.finding.clone(),
            source: spec.source.clone(),
            embed: None,
            drawn: spec,
        }
    }

    /// The chart as a file of its own, light or dark.
    pub fn picture(&self, dark: bool) -> String {
        web_charts::svg::standalone(&self.drawn, dark)
    }

    /// The picture that goes along where a page is shared, as PNG.
    ///
    /// # Errors
    /// Never in practice.
    pub fn shared(&self) -> anyhow::Result<Vec<u8>> {
        share::png(&self.drawn)
    }

    /// The browser's program that draws these charts, by the name of its files; `None` without any.
    pub fn program(charts: &Parts<Chart>) -> Option<&'static str> {
        let all = charts.0.iter().all(|chart| chart.drawn.kind.is_basic());
        (!charts.0.is_empty()).then_some(if all { "web_charts_basic" } else { "web_charts" })
    }
}

impl Part for Chart {
    const NAME: &'static str = "part figure";
}

/// A row of a chart's table: its name, the address of its records and its cells.
#[derive(Serialize)]
struct ChartRow {
    head: String,
    link: Option<String>,
    cells: Vec<String>,
}

impl Part for ChartRow {
    const NAME: &'static str = "part chart_row";
}

/// A row of a stacked chart: its name, the address of its records and its counts.
#[derive(Clone)]
pub struct Group<'t> {
    /// Name.
    pub label: String,
    /// From the root of the language.
    pub href: Option<Href>,
    /// Counts.
    pub tally: &'t Tally,
}

impl<'t> Group<'t> {
    /// A part with its page.
    pub fn of(part: Linked, tally: &'t Tally) -> Self {
        Self { label: part.text.into_owned(), href: part.href.map(Cow::into_owned), tally }
    }
}

/// Makes the charts of one scope.
pub struct Figures<'e, 'a> {
    /// The site in one language.
    pub edition: &'e Edition<'a>,
    /// What the figures cover and as of when, one line.
    pub scope: String,
    /// Way from the page to the root of its language.
    pub root: String,
}

impl Edition<'_> {
    /// What a chart covers and as of when, with the site it is from: a picture may leave the page.
    pub fn sourced(&self, scope: &str) -> String {
        self.words.say("chart-source", &[("scope", scope.into()), ("title", (&self.title()).into())])
    }
}

impl Figures<'_, '_> {
    fn say(&self, key: &str, args: &[(&str, crate::words::Arg)]) -> String {
        self.edition.words.say(key, args)
    }

    fn text(&self, key: &str) -> String {
        self.edition.words.text(key)
    }

    /// A chart; `key` is the rate that it is about, or an anchor of the methods page.
    fn chart(&self, id: &'static str, finding: String, category: &str, kind: ChartKind, key: &str) -> Chart {
        let spec = self.spec(id, finding, category, kind, key);
        Chart::new(id, spec, self.edition.link(Route::Methods).map(|methods| methods.anchor(key)))
    }

    fn spec(&self, id: &str, finding: String, category: &str, kind: ChartKind, key: &str) -> ChartSpec {
        ChartSpec {
            title: self.text(&format!("chart-{id}")),
            finding,
            source: self.edition.sourced(&self.scope),
            definition: self.definition(key),
            x_label: self.text(&format!("chart-{id}-x")),
            y_label: self.text(&format!("chart-{id}-y")),
            unit: self.text("unit-assignments"),
            words: Words {
                category: self.text(category),
                total: self.text("total"),
                count: self.text("count"),
                interval: self.text("interval"),
                no_data: self.text("no-data"),
                small: self.text("chart-small"),
                before: self.text("col-before"),
                after: self.text("col-after"),
                cumulative: self.text("chart-cumulative"),
                toggle: self.text("chart-toggle"),
                comma: self.text("comma"),
            },
            kind,
        }
    }

    /// A link from the page.
    fn way(&self, href: &Option<Href>) -> Option<String> {
        href.as_ref().map(|href| format!("{}{}", self.root, href.as_str()))
    }

    /// What the numbers are, in a line: the formula of the rate that the chart is about.
    fn definition(&self, key: &str) -> String {
        let rate = RateKey::ALL.iter().find(|rate| rate.key() == key);
        rate.map_or(String::new(), |rate| {
            let formula = self.edition.words.term("formula", key);
            self.say(
                "chart-definition",
                &[("rate", (&rate_label(self.edition, *rate)).into()), ("formula", (&formula).into())],
            )
        })
    }
}
