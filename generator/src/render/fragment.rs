//! Pieces of HTML that many pages share: rendered once, and completed for each page with its way to
//! the root of its language.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use outcomes::dataset::ItemIx;
use rayon::prelude::*;
use serde::Serialize;

use super::{Html, Press};
use crate::pages::{Edition, Row};
use crate::route::Route;

/// Stands for the page's root in a fragment, always right after `href="`, where no text of the data
/// can stand: quotes in texts are escaped.
const ROOT: &str = "\u{E000}";
const LINK: &str = "href=\"\u{E000}";

/// HTML whose links lack the way to the root.
#[derive(Debug, Default)]
pub struct Fragment(Vec<Box<str>>);

impl Fragment {
    fn render(environment: &Environment, template: &str, view: &impl Serialize) -> Result<Self> {
        let html = environment
            .get_template(template)
            .and_then(|found| found.render(context! { root => ROOT, view => Value::from(Serde(view)) }))
            .with_context(|| template.to_owned())?;
        Ok(Self::cut(&html))
    }

    fn cut(html: &str) -> Self {
        Self(html.split(LINK).map(Box::from).collect())
    }

    /// Writes the fragment for a page with this way to the root.
    pub fn write(&self, root: &str, out: &mut String) {
        for (at, part) in self.0.iter().enumerate() {
            if at > 0 {
                out.push_str("href=\"");
                out.push_str(root);
            }
            out.push_str(part);
        }
    }

    fn safe(&self, root: &str) -> Value {
        Value::from_safe_string(self.at(root))
    }

    /// The fragment for a page with this way to the root.
    pub fn at(&self, root: &str) -> String {
        let mut html = String::new();
        self.write(root, &mut html);
        html
    }
}

/// What the pages of one language share.
#[derive(Debug, Default)]
pub struct Fragments {
    /// Each item's row in a list, by [`ItemIx`].
    rows: Vec<Fragment>,
    /// The navigation by the section it stands in.
    navigation: BTreeMap<Option<Route>, Fragment>,
    footer: Fragment,
}

impl Fragments {
    /// Renders what the pages of a language share.
    ///
    /// # Errors
    /// Where a template asks for something that its view does not have.
    pub fn prepare(edition: &Edition, press: &Press) -> Result<Self> {
        let items = (0..edition.site.data.items.len() as u32).into_par_iter().map(ItemIx);
        let row = |item| Ok(Fragment::cut(&press.part(&Row::new(edition, item), ROOT)?));
        let environment = press.environment();
        let sections = edition.sections().into_iter().map(Some).chain([None]);
        let navigation = sections.map(|section| {
            let entries = edition.navigation(section);
            Ok((section, Fragment::render(environment, "navigation.html", &entries)?))
        });
        Ok(Self {
            rows: items.map(row).collect::<Result<_>>()?,
            navigation: navigation.collect::<Result<_>>()?,
            footer: Fragment::render(environment, "footer.html", &())?,
        })
    }

    /// The rows of some items, one after the other.
    pub fn rows(&self, items: &[ItemIx], root: &str) -> Html {
        let mut html = String::new();
        items.iter().for_each(|item| self.rows[item.at()].write(root, &mut html));
        Html(html)
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

#[cfg(test)]
mod tests {
    use super::Fragment;

    #[test]
    fn links_are_completed_and_texts_are_left_alone() {
        let html = "<a href=\"\u{E000}a.html\">\u{E000}b</a>";
        let fragment = Fragment::cut(html);
        assert_eq!(fragment.at("../"), "<a href=\"../a.html\">\u{E000}b</a>");
    }
}
