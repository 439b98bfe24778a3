//! Writes Atom feeds (RFC 4287): the one author of their form.

use outcomes::date::Date;

use super::Id;
use crate::config::{Config, Lang};
use crate::plan;
use crate::words::Words;
use crate::xml;

/// Midnight where the data comes from: exports know days, and China has one time of day.
const MIDNIGHT: &[u8] = b"T00:00:00+08:00";

/// Where the pages of a language stand.
#[derive(Debug, Clone)]
pub struct Place {
    /// The language.
    pub lang: Lang,
    /// Its BCP 47 tag.
    pub tag: String,
    /// Full address of the language's folder, ending in `/`; `None` where the site's is not configured.
    pub base: Option<String>,
}

/// What a feed says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'t> {
    /// Never changes, whatever becomes of title and address.
    pub id: Id,
    /// Path of the feed from the root of the language.
    pub path: &'t str,
    /// Path of the page that it belongs to, from the root of the language.
    pub page: &'t str,
    /// What it tells of.
    pub title: &'t str,
    /// Where that stands now.
    pub subtitle: Option<&'t str>,
    /// The state that it is in, by name and in words.
    pub state: Option<(&'t str, &'t str)>,
    /// Who publishes.
    pub author: &'t str,
    /// Day of its latest entry.
    pub updated: Date,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'t> {
    /// The same in every feed that tells of it.
    pub id: Id,
    /// What happened, in words that tell it from others.
    pub title: &'t str,
    /// Day it happened.
    pub date: Date,
    /// Path of the page about it, from the root of the language.
    pub page: &'t str,
    /// A few words more.
    pub summary: &'t str,
}

impl Place {
    /// Where a language of a site stands.
    pub fn of(config: &Config, words: &Words) -> Self {
        let folder = plan::folder(config, words.lang);
        Self {
            lang: words.lang,
            tag: words.tag.clone(),
            base: config.base_url.as_ref().map(|base| [base, folder.as_str()].concat()),
        }
    }

    /// A page's full address, or its path from the root of the language, which `xml:base` leads to.
    fn push(&self, out: &mut Vec<u8>, path: &str) {
        if let Some(base) = &self.base {
            xml::push(out, base);
        }
        // The first page is the folder itself, so that it has one address.
        xml::push(out, if self.base.is_some() && path == "index.html" { "" } else { path });
    }
}

impl Feed<'_> {
    /// Writes the feed with entries that [`Entry::write`] wrote, newest first.
    pub fn write(&self, place: &Place, entries: &[u8], out: &mut Vec<u8>) {
        out.reserve(1024 + entries.len());
        out.extend_from_slice(
            b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
        );
        out.extend_from_slice(place.tag.as_bytes());
        if place.base.is_none() {
            let up = plan::way_up(self.path);
            out.extend_from_slice(b"\" xml:base=\"");
            out.extend_from_slice(if up.is_empty() { "./" } else { &up }.as_bytes());
        }
        out.extend_from_slice(b"\">\n<id>");
        self.id.push(out);
        out.extend_from_slice(b"</id>\n");
        element(out, "title", self.title);
        if let Some(subtitle) = self.subtitle {
            element(out, "subtitle", subtitle);
        }
        if let Some((term, label)) = self.state {
            out.extend_from_slice(b"<category term=\"");
            xml::push(out, term);
            out.extend_from_slice(b"\" label=\"");
            xml::push(out, label);
            out.extend_from_slice(b"\"/>\n");
        }
        updated(out, self.updated);
        out.extend_from_slice(b"<author><name>");
        xml::push(out, self.author);
        out.extend_from_slice(b"</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"");
        place.push(out, self.path);
        out.extend_from_slice(b"\"/>\n<link href=\"");
        place.push(out, self.page);
        out.extend_from_slice(b"\"/>\n");
        out.extend_from_slice(entries);
        out.extend_from_slice(b"</feed>\n");
    }
}

impl Entry<'_> {
    /// Writes the entry after what `out` holds.
    pub fn write(&self, place: &Place, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<entry>\n<id>");
        self.id.push(out);
        out.extend_from_slice(b"</id>\n");
        element(out, "title", self.title);
        updated(out, self.date);
        out.extend_from_slice(b"<link href=\"");
        place.push(out, self.page);
        out.extend_from_slice(b"\"/>\n");
        element(out, "summary", self.summary);
        out.extend_from_slice(b"</entry>\n");
    }
}

fn element(out: &mut Vec<u8>, name: &str, text: &str) {
    for piece in ["<", name, ">"] {
        out.extend_from_slice(piece.as_bytes());
    }
    xml::push(out, text);
    for piece in ["</", name, ">\n"] {
        out.extend_from_slice(piece.as_bytes());
    }
}

fn updated(out: &mut Vec<u8>, date: Date) {
    out.extend_from_slice(b"<updated>");
    out.extend_from_slice(date.to_string().as_bytes());
    out.extend_from_slice(MIDNIGHT);
    out.extend_from_slice(b"</updated>\n");
}
