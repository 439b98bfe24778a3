//! Pieces of HTML that many pages share: rendered once, and completed for each page with its way to
//! the root of its language.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use outcomes::dataset::ItemIx;
use serde::ser::{Error as _, Serialize, Serializer};

use super::part::HTML;
use super::{Press, fault};
use crate::pages::{Edition, Row};
use crate::route::Route;

/// Stands for the page's root in a fragment, always right after `href="`, where no text of the data
/// can stand: quotes in texts are escaped.
const ROOT: &str = "\u{E000}";
const LINK: &str = "href=\"\u{E000}";

/// The way to the root that a fragment is kept with: that of most pages with lists, which then take it as it is.
const USUAL: &str = "../";

/// HTML with links below the root.
#[derive(Debug, Default)]
pub struct Fragment {
    /// With the usual way to the root.
    html: Box<str>,
    /// Where in the HTML that way begins.
    links: Box<[u32]>,
}

impl Fragment {
    fn render(environment: &Environment, template: &str, view: &impl Serialize) -> Result<Self> {
        let html = environment
            .get_template(template)
            .and_then(|found| found.render(context! { root => ROOT, view => Value::from(Serde(view)) }))
            .with_context(|| template.to_owned())?;
        Ok(Self::cut(&html))
    }

    fn cut(marked: &str) -> Self {
        let (mut html, mut links, mut rest) = (String::with_capacity(marked.len()), Vec::new(), marked);
        while let Some(at) = memchr::memmem::find(rest.as_bytes(), LINK.as_bytes()) {
            let (before, after) = rest.split_at(at + LINK.len());
            html.push_str(&before[..before.len() - ROOT.len()]);
            links.push(html.len() as u32);
            html.push_str(USUAL);
            rest = after;
        }
        html.push_str(rest);
        Self { html: html.into(), links: links.into() }
    }

    /// Writes the fragment for a page with this way to the root.
    pub fn write(&self, root: &str, out: &mut impl Write) -> fmt::Result {
        if root == USUAL {
            return out.write_str(&self.html);
        }
        let mut written = 0;
        for link in &self.links {
            let link = *link as usize;
            out.write_str(&self.html[written..link])?;
            out.write_str(root)?;
            written = link + USUAL.len();
        }
        out.write_str(&self.html[written..])
    }

    /// The fragment for a page with this way to the root.
    pub fn at(&self, root: &str) -> String {
        let mut html = String::with_capacity(self.html.len() + self.links.len() * root.len());
        // Writing into a text never fails.
        let _ = self.write(root, &mut html);
        html
    }

    fn safe(&self, root: &str) -> Value {
        Value::from_safe_string(self.at(root))
    }
}

/// Rows of a list, completed only while they are written into their page.
pub struct Rows<'e> {
    edition: &'e Edition<'e>,
    items: Vec<ItemIx>,
    root: String,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.items.iter().map(|item| self.edition.fragments.row(self.edition, *item));
        let rows = rows.collect::<Result<_, _>>().map_err(S::Error::custom)?;
        serializer.serialize_newtype_struct(HTML, &Shown { rows, root: &self.root })
    }
}

/// What is written as it is shown.
struct Shown<'r> {
    rows: Vec<&'r Fragment>,
    root: &'r str,
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.iter().try_for_each(|row| row.write(self.root, f))
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What the pages of one language share.
#[derive(Default)]
pub struct Fragments {
    press: Option<Arc<Press>>,
    /// Each item's row in a list, by [`ItemIx`]: rendered for the first list that shows it, or why it can't be.
    rows: Box<[OnceLock<Result<Fragment, String>>]>,
    /// The navigation by the section it stands in.
    navigation: BTreeMap<Option<Route>, Fragment>,
    footer: Fragment,
}

impl Fragments {
    /// Renders what the pages of a language share.
    ///
    /// # Errors
    /// Where a template asks for something that its view does not have.
    pub fn prepare(edition: &Edition, press: &Arc<Press>) -> Result<Self> {
        let environment = press.environment();
        let sections = edition.sections().into_iter().map(Some).chain([None]);
        let navigation = sections.map(|section| {
            let entries = edition.navigation(section);
            Ok((section, Fragment::render(environment, "navigation.html", &entries)?))
        });
        Ok(Self {
            press: Some(Arc::clone(press)),
            rows: edition.site.data.items.iter().map(|_| OnceLock::new()).collect(),
            navigation: navigation.collect::<Result<_>>()?,
            footer: Fragment::render(environment, "footer.html", &())?,
        })
    }

    fn row(&self, edition: &Edition, item: ItemIx) -> Result<&Fragment, &str> {
        let (Some(press), Some(row)) = (&self.press, self.rows.get(item.at())) else { return Err("no such row") };
        let render = || {
            let html = press.part(&Row::new(edition, item), ROOT)?;
            simdutf8::basic::from_utf8(&html).map(Fragment::cut).context("a row that is no text")
        };
        let told = |error| format!("{:#}", fault::told(error, edition.site.theme, press.environment()));
        row.get_or_init(|| render().map_err(told)).as_ref().map_err(String::as_str)
    }

    /// The navigation of a page that belongs to a section.
    pub fn navigation(&self, section: Option<Route>, root: &str) -> Value {
        self.navigation.get(&section).map_or_else(Value::default, |fragment| fragment.safe(root))
    }

    /// The footer.
    pub fn footer(&self, root: &str) -> Value {
        self.footer.safe(root)
    }
}

impl<'a> Edition<'a> {
    /// The rows of some items, one after the other, for a page with this way to the root.
    pub fn rows(&'a self, items: &[ItemIx], root: &str) -> Rows<'a> {
        Rows { edition: self, items: items.to_vec(), root: root.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::Fragment;

    #[test]
    fn links_are_completed_and_texts_are_left_alone() {
        let html = "<a href=\"\u{E000}a.html\">\u{E000}b</a>";
        let fragment = Fragment::cut(html);
        for root in ["../", "", "../../"] {
            assert_eq!(fragment.at(root), format!("<a href=\"{root}a.html\">\u{E000}b</a>"));
        }
    }
}
