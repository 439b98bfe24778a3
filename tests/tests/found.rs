//! What programs find of a site and what is shared of it: true to the pages, and leading into the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;
use serde_json::Value;

const BASE: &str = "https://banli.example/x/";

/// The invented city at an address, in both languages.
fn city() -> BTreeMap<String, Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json");
    let bytes = fs::read(path).expect("an export");
    let text = format!("base_url = \"{BASE}\"\nlanguages = [\"zh\", \"en\"]\ndescription = \"甲\"\n");
    let config = Config::parse(&text).expect("a configuration");
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let data = read(&[file], &config.rules()).0.expect("an export without errors");
    let (summary, theme, attachments) = (summarize(&data), Theme::built_in(), Attachments::none());
    let site = Site { data: &data, summary: &summary, changes: None, attachments, config: &config, theme: &theme };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    sink.0.into_inner().expect("no thread failed")
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("a text")))
}

/// The content of a page's `<meta>` of this name or property, as it reads.
fn meta(html: &str, name: &str) -> Option<String> {
    let start = html.find(&format!("=\"{name}\" content=\""))? + name.len() + 13;
    let content = html[start..].split('"').next()?;
    let plain = content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Some(plain.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&"))
}

fn linked(html: &str) -> Vec<Value> {
    let blocks = html.split("<script type=\"application/ld+json\">").skip(1);
    let json = blocks.map(|block| block.split("</script>").next().expect("an end"));
    json.map(|json| serde_json::from_str(json).expect("JSON")).collect()
}

#[test]
fn breadcrumbs_and_articles_are_those_of_the_page() {
    let files = city();
    let (mut ways, mut articles) = (0, 0);
    for (path, html) in pages(&files) {
        let graphs = linked(html);
        let nodes: Vec<&Value> = graphs.iter().filter_map(|one| one["@graph"].as_array()).flatten().collect();
        let way = nodes.iter().find(|node| node["@type"] == "BreadcrumbList");
        let has_way = html.contains("<nav class=\"crumbs\"");
        assert_eq!(way.is_some(), has_way, "{path}");
        if let Some(steps) = way.and_then(|way| way["itemListElement"].as_array()) {
            ways += 1;
            assert_eq!(steps.last().expect("the page")["name"], *meta(html, "og:title").expect("a title"), "{path}");
            for (at, step) in steps.iter().enumerate() {
                assert_eq!(step["position"], at + 1, "{path}");
                let address = step["item"].as_str().map(|address| address.strip_prefix(BASE).expect("of this site"));
                assert!(address.is_none_or(|address| files.contains_key(address)), "{path}: {step}");
                assert_eq!(address.is_none(), at + 1 == steps.len(), "{path}: {step}");
            }
        }
        let article = nodes.iter().find(|node| node["@type"] == "Article");
        assert_eq!(article.is_some(), html.contains("name=\"ArticleTitle\""), "{path}");
        if let Some(article) = article {
            articles += 1;
            assert_eq!(article["headline"], *meta(html, "ArticleTitle").expect("a title"), "{path}");
            let day = meta(html, "PubDate").expect("a day");
            assert_eq!(article["datePublished"], day[..10], "{path}");
            assert_eq!(article["publisher"]["name"], *meta(html, "ContentSource").expect("a source"), "{path}");
        }
    }
    assert!(ways > 1000 && articles > 1000, "{ways} {articles}");
}

#[test]
fn what_is_shared_has_a_description_and_a_picture_of_the_site() {
    let files = city();
    // What is shown within other pages is not shared itself.
    for (path, html) in pages(&files).filter(|(path, _)| !path.contains("embed/")) {
        let image = meta(html, "og:image").expect("a picture");
        let png = &files[image.strip_prefix(BASE).expect("of this site")];
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{image}");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        let told = |side: &str| meta(html, &format!("og:image:{side}")).expect("a size");
        assert_eq!([told("width"), told("height")], [number(16).to_string(), number(20).to_string()], "{path}");
        assert_eq!(meta(html, "twitter:card").as_deref(), Some("summary_large_image"), "{path}");
        let description = meta(html, "Description").or_else(|| meta(html, "description"));
        assert_eq!(meta(html, "og:description"), description, "{path}");
    }
    let pictures: Vec<&String> = files.keys().filter(|path| path.ends_with(".png")).collect();
    assert_eq!(pictures.len(), 5, "one for each chart, in no language: {pictures:?}");
    assert!(pictures.iter().all(|path| files[*path].len() < 60_000));
}

#[test]
fn addresses_for_programs_lead_into_the_site() {
    let files = city();
    let text = |path: &str| std::str::from_utf8(&files[path]).expect("a text");
    let (map, llms) = (text("sitemap.xml"), text("llms.txt"));
    let listed = map.split("<loc>").skip(1).map(|rest| rest.split('<').next().expect("an end"));
    let named = llms.split("](").skip(1).map(|rest| rest.split(')').next().expect("an end"));
    let mut all = 0;
    for address in listed.chain(named) {
        let path = address.strip_prefix(BASE).expect("of this site");
        assert!(files.contains_key(if path.is_empty() { "index.html" } else { path }), "{address}");
        all += 1;
    }
    assert!(all > 1000 && llms.contains("data/export/yunling.json"), "{all}");
    assert!(text("robots.txt").ends_with(&format!("Sitemap: {BASE}sitemap.xml\n")));
}
