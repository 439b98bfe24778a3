//! One chart on a page of its own, to be shown within a page of another site.

use serde::Serialize;

use super::{Edition, Frame, Linked, Page, measures};
use crate::figures::{Chart, Figures};
use crate::plan::{PlannedPage, folder};
use crate::render::Parts;
use crate::route::{Href, Route, SiteChart};

#[derive(Serialize)]
struct View<'t> {
    charts: Parts<Chart>,
    home: Linked<'t>,
}

/// The page of a chart.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage, chart: SiteChart) -> Page<'a> {
    let frame = Frame::new(edition, page, title(edition, chart));
    let charts: Parts<Chart> = figures(edition, frame.root.to_string()).of_site(chart).into_iter().collect();
    let home = Linked::to(edition.title(), edition.link(Route::Home));
    Page::new("embed.html", frame.charts(&charts), View { charts, home })
}

/// Makes charts of the whole site for a page, or for files that lead nowhere.
pub fn figures<'e, 'a>(edition: &'e Edition<'a>, root: String) -> Figures<'e, 'a> {
    let scope = measures::scope(edition, &edition.words.text("scope-all"), &edition.site.summary.whole);
    Figures { edition, scope, root }
}

fn title(edition: &Edition, chart: SiteChart) -> String {
    edition.words.text(&format!("chart-{}", chart.key()))
}

/// A chart that may be taken elsewhere.
#[derive(Serialize)]
pub struct Offer {
    title: String,
    page: Href,
    light: Option<Href>,
    dark: Option<Href>,
    /// What another site places to show it, where the address of this one is configured.
    code: Option<String>,
}

/// All charts that may be taken elsewhere.
pub fn offers(edition: &Edition) -> Vec<Offer> {
    let offer = |chart: SiteChart| {
        let page = edition.link(Route::Embed(chart))?;
        let title = title(edition, chart);
        let code = edition.site.config.base_url.as_ref().map(|base| {
            let folder = folder(edition.site.config, edition.words.lang);
            let address = format!("{base}{folder}{}", page.as_str());
            format!(r#"<iframe src="{address}" title="{title}" width="100%" height="640" loading="lazy"></iframe>"#)
        });
        let picture = |dark| edition.plan.picture(chart, dark);
        Some(Offer { title, light: picture(false), dark: picture(true), code, page })
    };
    SiteChart::ALL.into_iter().filter_map(offer).collect()
}
