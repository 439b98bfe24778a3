//! What machines find a site by: `sitemap.xml`, `robots.txt` and `llms.txt`.

use std::fmt::Write as _;

use anyhow::Result;

use crate::data_files;
use crate::plan::{Plan, Site};
use crate::publish::Sink;
use crate::route::Route;
use crate::xml::escaped;

/// Addresses that one `sitemap.xml` may hold, by the protocol of sitemaps.org.
const MOST: usize = 50_000;

/// Writes `robots.txt` and `llms.txt`, and the site map where the site's address is configured.
///
/// # Errors
/// Where the sink can't keep a file.
pub fn write(site: &Site, plan: &Plan, sink: &dyn Sink) -> Result<()> {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.config.base_url {
        let pages: Vec<&str> =
            plan.pages.iter().filter(|page| page.route != Route::NotFound).map(|page| page.path()).collect();
        // The state of a page is that of the data's day: what waits or is late changes with it.
        let changed = site.data.as_of().map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        for (name, text) in maps(base, &pages, &changed, MOST) {
            sink.put(&name, text.as_bytes())?;
        }
        writeln!(robots, "Sitemap: {base}sitemap.xml")?;
    }
    sink.put("llms.txt", outline(site)?.as_bytes())?;
    sink.put("robots.txt", robots.as_bytes())
}

/// What programs that read for people begin with, by the form of llmstxt.org: what the site is, and
/// where its data stands as data. The names of tables and columns are those of their definitions.
fn outline(site: &Site) -> Result<String> {
    let (data, config) = (site.data, site.config);
    let base = config.base_url.as_deref().unwrap_or_default();
    let publisher = data.sources.first().map_or("", |source| &source.publisher.name);
    let title = if config.title.is_empty() { publisher } else { &config.title };
    let mut text = format!("# {}\n\n", one_line(title));
    if !config.description.is_empty() {
        writeln!(text, "> {}\n", one_line(&config.description))?;
    }
    if let Some(as_of) = data.as_of() {
        writeln!(text, "As of {as_of}.{}\n", if data.fictional() { " Everything here is invented." } else { "" })?;
    }
    text.push_str("## Data\n\n");
    for table in data_files::TABLES {
        let name = table.name;
        writeln!(text, "- [{name}]({base}data/{name}.json): {} ([schema]({base}data/{name}.schema.json))", table.en)?;
    }
    for volume in data_files::volumes(data, config) {
        let [_, what] = data_files::told(&volume, data);
        let name = volume.path.trim_start_matches("data/").trim_end_matches(".json");
        writeln!(text, "- [{name}]({base}{}): {}", volume.path, one_line(&what))?;
    }
    writeln!(text, "- [openapi]({base}data/openapi.json): every file of data, described")?;
    Ok(text)
}

/// A text without what would begin a line of its own.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The site map, by its name; past `most` addresses one for each so many, and an index of them.
fn maps(base: &str, pages: &[&str], changed: &str, most: usize) -> Vec<(String, String)> {
    if pages.len() <= most {
        return vec![("sitemap.xml".to_owned(), addresses(base, pages, changed))];
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut all = Vec::new();
    for (at, pages) in pages.chunks(most).enumerate() {
        let name = format!("sitemap-{}.xml", at + 1);
        index += &format!("<sitemap><loc>{}{name}</loc>{changed}</sitemap>\n", escaped(base));
        all.push((name, addresses(base, pages, changed)));
    }
    index.push_str("</sitemapindex>\n");
    all.push(("sitemap.xml".to_owned(), index));
    all
}

fn addresses(base: &str, pages: &[&str], changed: &str) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        let page = if *page == "index.html" { "" } else { page };
        text.push_str("<url><loc>");
        text.push_str(&escaped(base));
        text.push_str(&escaped(page));
        text.push_str("</loc>");
        text.push_str(changed);
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::maps;

    #[test]
    fn past_a_number_of_addresses_an_index_names_every_map() {
        let pages = ["index.html", "a.html", "b.html", "c.html", "d.html"];
        let whole = maps("https://a.example/", &pages, "<lastmod>2022-11-02</lastmod>", 5);
        assert_eq!((whole.len(), &*whole[0].0), (1, "sitemap.xml"));
        let parts = maps("https://a.example/", &pages, "", 2);
        assert_eq!(
            parts.iter().map(|(name, _)| &**name).collect::<Vec<_>>(),
            ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
        );
        let (index, maps) = parts.split_last().expect("an index");
        assert!(maps.iter().all(|(name, _)| index.1.contains(&format!("<loc>https://a.example/{name}</loc>"))));
        let listed: usize = maps.iter().map(|(_, text)| text.matches("<url>").count()).sum();
        assert_eq!(listed, pages.len());
        assert!(maps.iter().all(|(_, text)| text.matches("<url>").count() <= 2));
    }
}
