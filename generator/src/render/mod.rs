//! Turns planned pages into HTML: one environment of templates a language, made once, used by all
//! threads.

mod alike;
mod fault;
mod fragment;
mod group;
mod part;
mod press;
mod shape;
mod spoken;
mod stencil;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};
use outcomes::read::shape::suggestion;

use crate::config::Lang;
use crate::feeds;
use crate::fingerprint::Made;
use crate::pages::{self, Edition, Page, Tongue};
use crate::plan::{self, Plan, PlannedPage, Site};
use crate::publish::Sink;
use crate::route::{Route, SiteChart};
use crate::theme::Theme;
use crate::words::Words;
use press::Placing;

pub use fault::TemplateFault;
pub use fragment::{Fragment, Fragments, Rows};
pub use part::{Fixed, Html, Part, Parts};
pub use press::Press;
pub use walk::View;

/// Everything that rendering a page needs.
pub struct Renderer<'a> {
    editions: Vec<(Edition<'a>, Arc<Press>)>,
}

impl<'a> Renderer<'a> {
    /// Reads catalogues and templates, and prepares what many pages share.
    ///
    /// # Errors
    /// Where a catalogue or template is wrong; the message names the file.
    pub fn new(site: &Site<'a>, plan: &'a Plan) -> Result<Self> {
        Self::prepare(site, plan, true)
    }

    /// The same, but every page is rendered for itself, without stencils.
    ///
    /// # Errors
    /// As [`Renderer::new`].
    pub fn plain(site: &Site<'a>, plan: &'a Plan) -> Result<Self> {
        Self::prepare(site, plan, false)
    }

    fn prepare(site: &Site<'a>, plan: &'a Plan, stencils: bool) -> Result<Self> {
        let words = |lang: &Lang| Words::read(site.theme, *lang);
        let words = site.config.languages.iter().map(words).collect::<Result<Vec<_>>>()?;
        let tongues: Vec<Tongue> = words.iter().map(Tongue::of).collect();
        let edition = |words: Words| -> Result<_> {
            let (mut environment, places) = environment(site.theme, &words)?;
            let mut edition = Edition::new(*site, plan, words, tongues.clone());
            environment.add_global("site", Value::from(Serde(edition.masthead())));
            let press = Arc::new(Press::new(environment, stencils && places));
            let fragments = Fragments::prepare(&edition, &press);
            edition.fragments = fragments.map_err(|error| fault::told(error, site.theme, press.environment()))?;
            Ok((edition, press))
        };
        Ok(Self { editions: words.into_iter().map(edition).collect::<Result<_>>()? })
    }

    /// Writes the charts of the whole site as files, light and dark, and where the site's address is known as
    /// the pictures of pages that are shared.
    ///
    /// # Errors
    /// Where a file can't be kept.
    pub fn pictures(&self, sink: &dyn Sink) -> Result<()> {
        if let Some((edition, _)) = self.editions.first().filter(|(edition, _)| edition.site.config.base_url.is_some())
        {
            let figures = pages::embed::figures(edition, String::new());
            let there = SiteChart::ALL.into_iter().filter(|chart| edition.plan.has(Route::Embed(*chart)));
            for (chart, drawn) in there.filter_map(|chart| Some((chart, figures.of_site(chart)?))) {
                sink.put(&chart.shared(), &drawn.shared()?)?;
            }
        }
        for (edition, _) in &self.editions {
            let folder = plan::folder(edition.site.config, edition.words.lang);
            let figures = pages::embed::figures(edition, String::new());
            for chart in SiteChart::ALL.into_iter().filter(|chart| edition.plan.has(Route::Embed(*chart))) {
                let Some(drawn) = figures.of_site(chart) else { continue };
                for dark in [false, true] {
                    sink.put(&format!("{folder}{}", chart.picture(dark)), drawn.picture(dark).as_bytes())?;
                }
            }
        }
        Ok(())
    }

    /// Writes the feeds of every language.
    ///
    /// # Errors
    /// Where a file can't be kept.
    pub fn feeds(&self, sink: &dyn Sink, made: Made) -> Result<()> {
        self.editions.iter().try_for_each(|(edition, _)| feeds::write(edition, sink, made))
    }

    /// Writes a page's HTML after what `out` holds.
    ///
    /// # Errors
    /// Where a template asks for something that its view does not have; the message names both.
    pub fn render(&self, page: &PlannedPage, out: &mut Vec<u8>) -> Result<()> {
        let (edition, press) = self
            .editions
            .iter()
            .find(|(edition, _)| edition.words.lang == page.lang)
            .context("a page in a language that the site does not have")?;
        let Page { template, mut frame, view } = pages::sheet(edition, page);
        frame.linked = pages::linked_data::of(edition, &frame);
        let section = edition.section(page.route);
        let root: &str = &frame.root;
        let shared = || (edition.fragments.navigation(section, root), edition.fragments.footer(root));
        let placing = Placing {
            template,
            root,
            frame: &*frame,
            view: view.as_ref(),
            section: edition.place_of(section),
            shared: &shared,
        };
        let placed = press.place(&placing, out);
        let told = |error| fault::told(error, edition.site.theme, press.environment());
        placed.map_err(told).with_context(|| format!("the page {} can't be made", page.path()))
    }
}

/// Renders a document that is no page of a site: a report or a sheet for the publisher's desk.
///
/// # Errors
/// Where the theme's templates or the view don't fit.
pub fn document(theme: &Theme, words: &Words, template: &str, view: impl serde::Serialize) -> Result<String> {
    let (environment, _) = environment(theme, words)?;
    let view = minijinja::context! { view => Value::from(Serde(view)), lang => &words.tag };
    let rendered = environment.get_template(template).and_then(|found| found.render(view));
    rendered.map_err(|error| fault::told(error.into(), theme, &environment))
}

/// The templates of one language, its fixed texts already in them: `[[key]]` in a template stands
/// for the text `key`. Also whether they only place texts.
fn environment(theme: &Theme, words: &Words) -> Result<(Environment<'static>, bool)> {
    let mut environment = Environment::new();
    let mut places = true;
    // Faults name the expression that is undefined.
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(write_escaped);
    for (path, text) in theme.texts("templates/", ".html") {
        let name = path.trim_start_matches("templates/").to_owned();
        places &= tags(text).all(|tag| !computes(&text[tag]));
        let source = fill_in(theme, (path, text), words)?;
        if let Err(error) = environment.add_template_owned(name, source) {
            return Err(fault::told(error.into(), theme, &environment));
        }
    }
    Ok((environment, places))
}

/// Where the commands of a template stand in it, without their braces.
fn tags(template: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let starts = ["{{", "{%"].iter().filter_map(|brace| template[at..].find(brace));
        let start = at + starts.min()? + 2;
        let close = if template[..start].ends_with('{') { "}}" } else { "%}" };
        let end = start + template[start..].find(close)?;
        at = end;
        Some(start..end)
    })
}

/// Whether a command of a template does more with a text than to place it or to ask if it is empty:
/// compares, joins, filters or cuts it. Such a command must see the text itself.
fn computes(tag: &str) -> bool {
    let tag = tag.trim_matches('-');
    let outside: Vec<&str> = tag.split('"').step_by(2).collect();
    let operators = ["==", "!=", "<", ">", "|", "~", "+", "-", "*", "/", "%", ":", "'"];
    let words = || outside.iter().flat_map(|text| text.split_whitespace());
    let opens = match words().next() {
        Some("set") => !tag.contains('='),
        Some("filter" | "call") => true,
        _ => false,
    };
    let asks = words().any(|word| word == "is");
    opens || asks || outside.iter().any(|text| operators.iter().any(|operator| text.contains(operator)))
}

/// Writes a value; of texts only what HTML needs is escaped, so that addresses stay readable.
fn write_escaped(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return minijinja::escape_formatter(out, state, value);
    };
    let mut escaped = Vec::with_capacity(text.len());
    stencil::escape(text, &mut escaped);
    Ok(out.write_str(&String::from_utf8_lossy(&escaped))?)
}

fn fill_in(theme: &Theme, (path, template): (&str, &str), words: &Words) -> Result<String> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("[[") {
        let line = template[..template.len() - after.len()].matches('\n').count() + 1;
        let fault = |what: &str, hint: &str| TemplateFault::at(theme, path, line, None, what, hint);
        let Some((key, after)) = after.split_once("]]") else {
            bail!(fault("`[[` without `]]`", "write [[ and ]] around the key of a text"));
        };
        out.push_str(before);
        let Some(text) = words.find(key) else {
            bail!(unknown_text(theme, (path, line), words, key));
        };
        escape(&mut out, text);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The fault that a file of the theme asks in a line for a text that there is not.
fn unknown_text(theme: &Theme, (path, line): (&str, usize), words: &Words, key: &str) -> TemplateFault {
    let all = words.all();
    let near = suggestion(key, all.keys().map(AsRef::as_ref));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let what = format!("the catalogue has no text `{key}`{near}");
    TemplateFault::at(theme, path, line, None, &what, "correct the key, or write the text in the theme's folder i18n")
}

/// A fixed text as template source: nothing in it is HTML or a template's command.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            // Lines stay as they are counted in the template's file.
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{computes, tags};
    use crate::theme::Theme;

    #[test]
    fn what_only_places_is_told_from_what_computes() {
        let places = "{% if view.a %}{{ m.b(view.c, page.root) }}{% endif %}{% set d = e.f[loop.index0] %}{{- g -}}";
        assert!(tags(places).all(|tag| !computes(&places[tag])));
        for tag in [
            "a == \"b\"",
            "a|upper",
            "a ~ b",
            " set a ",
            "if a is defined",
            "a[:2]",
            "1 + 2",
            "'a' in b",
            " filter upper ",
            "call a()",
        ] {
            assert!(computes(tag), "{tag}");
        }
    }

    #[test]
    fn our_own_templates_only_place() {
        for (path, text) in Theme::built_in().texts("templates/", ".html") {
            for tag in tags(text) {
                assert!(!computes(&text[tag.clone()]), "{path}: `{}` slows every page down", &text[tag]);
            }
        }
    }
}
