//! What a page is and where it stands, for programs: schema.org's breadcrumbs and articles, as JSON-LD.
//! Addresses there are full ones, so a site without a configured address has none.

use serde_json::json;

use super::{Edition, Frame};
use crate::plan;
use crate::render::Html;

/// The way to the page, and of a content page what it is; none for a page without either.
pub fn of(edition: &Edition, frame: &Frame) -> Option<Html> {
    let (base, url) = (edition.site.config.base_url.as_ref()?, frame.url.as_ref()?);
    let folder = plan::folder(edition.site.config, edition.words.lang);
    if frame.crumbs.is_empty() {
        return None;
    }
    let steps = frame.crumbs.iter().filter_map(|crumb| Some((&crumb.text, crumb.href.as_ref()?)));
    let mut way: Vec<_> = steps
        .enumerate()
        .map(|(at, (name, href))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": format!("{base}{folder}{}", href.as_str()) })
        })
        .collect();
    way.push(json!({ "@type": "ListItem", "position": way.len() + 1, "name": frame.title }));
    let mut graph = vec![json!({ "@type": "BreadcrumbList", "itemListElement": way })];
    if let Some(article) = &frame.article {
        let mut one = json!({
            "@type": "Article",
            "headline": article.title,
            "url": url,
            "inLanguage": edition.words.lang.tag(),
            "publisher": { "@type": "Organization", "name": article.source },
            "isPartOf": { "@type": "WebSite", "name": edition.title(), "url": base },
        });
        // The data knows the day and no hour.
        if let Some(day) = article.published.get(..10) {
            one["datePublished"] = json!(day);
        }
        for (key, text) in [("description", &article.description), ("keywords", &article.keywords)] {
            if let Some(text) = text {
                one[key] = json!(text);
            }
        }
        if let Some(author) = &article.author {
            one["author"] = json!({ "@type": "Organization", "name": author });
        }
        graph.push(one);
    }
    let graph = json!({ "@context": "https://schema.org", "@graph": graph });
    // No markup in a text can end the block.
    Some(Html(graph.to_string().replace('<', "\\u003c")))
}
