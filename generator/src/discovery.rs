//! What machines find a site by: `sitemap.xml` and `robots.txt`.

use std::fmt::Write as _;

use anyhow::Result;

use crate::plan::{Plan, Site};
use crate::publish::Sink;
use crate::route::Route;
use crate::xml::escaped;

/// Addresses that one `sitemap.xml` may hold, by the protocol of sitemaps.org.
const MOST: usize = 50_000;

/// Writes `robots.txt`, and the site map where the site's address is configured.
///
/// # Errors
/// Where the sink can't keep a file.
pub fn write(site: &Site, plan: &Plan, sink: &dyn Sink) -> Result<()> {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.config.base_url {
        let pages: Vec<&str> =
            plan.pages.iter().filter(|page| page.route != Route::NotFound).map(|page| page.path()).collect();
        if pages.len() <= MOST {
            sink.put("sitemap.xml", addresses(base, &pages).as_bytes())?;
        } else {
            let mut index = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for (at, pages) in pages.chunks(MOST).enumerate() {
                let name = format!("sitemap-{}.xml", at + 1);
                sink.put(&name, addresses(base, pages).as_bytes())?;
                writeln!(index, "<sitemap><loc>{}{name}</loc></sitemap>", escaped(base))?;
            }
            index.push_str("</sitemapindex>\n");
            sink.put("sitemap.xml", index.as_bytes())?;
        }
        writeln!(robots, "Sitemap: {base}sitemap.xml")?;
    }
    sink.put("robots.txt", robots.as_bytes())
}

fn addresses(base: &str, pages: &[&str]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        let page = if *page == "index.html" { "" } else { page };
        text.push_str("<url><loc>");
        text.push_str(&escaped(base));
        text.push_str(&escaped(page));
        text.push_str("</loc></url>\n");
    }
    text.push_str("</urlset>\n");
    text
}
