//! Of pages, pictures and feeds: no tag or attribute that a page of plain texts has not.

use std::collections::BTreeSet;

use outcomes::unseen;

use super::{Files, ending};

/// A tag with the names of its attributes.
type Tag = (String, Vec<String>);

/// Every tag of the pages of a site.
pub fn tags_of(files: &Files) -> BTreeSet<Tag> {
    ending(files, ".html").flat_map(|(_, page)| tags(page)).map(|(tag, _)| tag).collect()
}

/// The tags of a page, each with the values of its attributes. Our pages hold `<` in tags alone, but
/// for the block of the description for machines, where it is an escape.
fn tags(page: &str) -> Vec<(Tag, Vec<String>)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').expect("the end of a tag's name");
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let (mut names, mut values) = (Vec::new(), Vec::new());
        loop {
            rest = rest.trim_start().trim_start_matches('/');
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest.find(['=', '>', ' ', '\n', '/']).expect("the end of an attribute's name");
            names.push(rest[..end].to_owned());
            rest = &rest[end..];
            if let Some(after) = rest.strip_prefix("=\"") {
                let end = after.find('"').expect("the end of a value");
                values.push(after[..end].to_owned());
                rest = &after[end + 1..];
            } else {
                assert!(!rest.starts_with('='), "a value without quotes");
                values.push(String::new());
            }
        }
        names.dedup();
        found.push(((name, names), values));
    }
    found
}

/// A text as a page writes it.
fn escaped(text: &str) -> String {
    let pairs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    pairs.into_iter().fold(text.to_owned(), |text, (c, instead)| text.replace(c, instead))
}

/// Checks every page, picture and feed.
pub fn check(name: &str, shown: &str, plain: &Files, files: &Files, known: &BTreeSet<Tag>) {
    let pages = |files: &Files| ending(files, ".html").map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(pages(plain), pages(files), "{name}: the same pages");
    for (path, page) in ending(files, ".html") {
        assert!(unseen::is_clean(page), "{name}: {path} holds what shows nothing");
        let scripts = |files: &Files| String::from_utf8_lossy(&files[path]).matches("<script").count();
        assert_eq!(scripts(plain), scripts(files), "{name}: the same scripts on {path}");
        for (tag, values) in tags(page) {
            assert!(known.contains(&tag), "{name}: {path} has a tag of its own: {tag:?} {values:?}");
            for (attribute, value) in tag.1.iter().zip(&values) {
                if ["href", "src", "action", "xlink:href"].contains(&attribute.as_str()) {
                    let scheme = value.split_once(':').map(|(scheme, _)| scheme);
                    let allowed = scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme));
                    assert!(allowed, "{name}: {path} leads to {value}");
                }
            }
        }
        for block in page.split("<script type=\"application/ld+json\">").skip(1) {
            let json = block.split("</script>").next().expect("a block");
            serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
        }
    }
    for kind in [".xml", ".svg", ".atom"] {
        for (path, text) in ending(files, kind) {
            let parsed = roxmltree::Document::parse(text);
            let document = parsed.unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            let strange = document.descendants().any(|node| {
                let tag = node.tag_name().name();
                let acts = node.attributes().any(|attribute| attribute.name().starts_with("on"));
                ["script", "img", "x-hostile", "foreignObject"].contains(&tag) || acts
            });
            assert!(!strange && unseen::is_clean(text), "{name}: {path}");
        }
    }
    // The whole text stands on the page of its item, but for white space at its ends.
    let (_, page) =
        ending(files, "items/s/i.html").next().or_else(|| ending(files, "/i.html").next()).expect("the item's page");
    assert!(page.contains(&escaped(shown.trim())), "{name} is not on the item's page");
}
