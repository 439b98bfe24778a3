//! What a page is and where it stands, for programs: schema.org's breadcrumbs and articles, as JSON-LD.
//! Addresses there are full ones, so a site without a configured address has none.

use serde::Serialize;

use super::{Article, Edition, Frame};
use crate::plan;
use crate::render::Html;

#[derive(Serialize)]
struct Graph<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: Vec<Node<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Node<'p> {
    #[serde(rename_all = "camelCase")]
    BreadcrumbList { item_list_element: Vec<Step<'p>> },
    #[serde(rename_all = "camelCase")]
    Article {
        headline: &'p str,
        url: &'p str,
        in_language: String,
        /// The data knows the day and no hour.
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<&'p str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'p str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        keywords: Option<&'p str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        author: Option<Named<'p>>,
        publisher: Named<'p>,
        is_part_of: Named<'p>,
    },
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Step<'p> {
    position: usize,
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Named<'p> {
    Organization { name: &'p str },
    WebSite { name: &'p str, url: &'p str },
}

/// The way to the page, and of a content page what it is; none for a page without either.
pub fn of(edition: &Edition, frame: &Frame) -> Option<Html> {
    let (base, url) = (edition.site.config.base_url.as_ref()?, frame.url.as_ref()?);
    if frame.crumbs.is_empty() {
        return None;
    }
    let folder = plan::folder(edition.site.config, edition.words.lang);
    let steps = frame.crumbs.iter().filter_map(|crumb| Some((&*crumb.text, crumb.href?)));
    let steps = steps.map(|(name, href)| (name, Some([base, &*folder, href.as_str()].concat())));
    let steps = steps.chain([(&*frame.title, None)]).zip(1..);
    let way = steps.map(|((name, item), position)| Step { position, name, item }).collect();
    let mut nodes = vec![Node::BreadcrumbList { item_list_element: way }];
    let title = edition.title();
    if let Some(Article { title: headline, published, source, keywords, author, description }) = &frame.article {
        nodes.push(Node::Article {
            headline,
            url,
            in_language: edition.words.tag.clone(),
            date_published: published.get(..10),
            description: description.as_deref(),
            keywords: keywords.as_deref(),
            author: author.as_deref().map(|name| Named::Organization { name }),
            publisher: Named::Organization { name: source },
            is_part_of: Named::WebSite { name: &title, url: base },
        });
    }
    let json = serde_json::to_string(&Graph { context: "https://schema.org", nodes }).ok()?;
    // No markup in a text can end the block.
    Some(Html(if json.contains('<') { json.replace('<', "\\u003c") } else { json }))
}
