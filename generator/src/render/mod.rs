//! Turns planned pages into HTML: one environment of templates a language, made once, used by all
//! threads.

mod fragment;

use anyhow::{Context as _, Result, bail};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, context};

use crate::config::Lang;
use crate::pages::{self, Edition, Sheet};
use crate::plan::{Plan, PlannedPage, Site};
use crate::words::Words;

pub use fragment::{Fragment, Fragments};

/// Everything that rendering a page needs.
pub struct Renderer<'a> {
    editions: Vec<(Edition<'a>, Environment<'static>)>,
}

impl<'a> Renderer<'a> {
    /// Reads catalogues and templates, and prepares what many pages share.
    ///
    /// # Errors
    /// Where a catalogue or template is wrong; the message names the file.
    pub fn new(site: &Site<'a>, plan: &'a Plan) -> Result<Self> {
        let edition = |lang: &Lang| -> Result<_> {
            let words = Words::read(site.theme, *lang)?;
            let mut environment = environment(site, &words)?;
            let mut edition = Edition::new(*site, plan, words);
            environment.add_global("site", Value::from(Serde(edition.masthead())));
            edition.fragments = Fragments::prepare(&edition, &environment)?;
            Ok((edition, environment))
        };
        Ok(Self { editions: site.config.languages.iter().map(edition).collect::<Result<_>>()? })
    }

    /// Writes a page's HTML after what `out` holds.
    ///
    /// # Errors
    /// Where a template asks for something that its view does not have; the message names both.
    pub fn render(&self, page: &PlannedPage, out: &mut Vec<u8>) -> Result<()> {
        let (edition, environment) = self
            .editions
            .iter()
            .find(|(edition, _)| edition.words.lang == page.lang)
            .context("a page in a language that the site does not have")?;
        let Sheet { template, frame, view } = pages::sheet(edition, page);
        let navigation = edition.fragments.navigation(edition.section(page.route), &frame.root);
        let footer = edition.fragments.footer(&frame.root);
        let context = context! { page => Value::from(Serde(&frame)), view, navigation, footer };
        environment
            .get_template(template)
            .and_then(|template| template.render_captured_to(context, out))
            .with_context(|| format!("{} as {}", page.path(), template))?;
        Ok(())
    }
}

/// The templates of one language, its fixed texts already in them: `[[key]]` in a template stands
/// for the text `key`.
fn environment(site: &Site, words: &Words) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(write_escaped);
    for (path, text) in site.theme.texts("templates/", ".html") {
        let name = path.trim_start_matches("templates/").to_owned();
        let source = fill_in(text, words).with_context(|| path.to_owned())?;
        environment.add_template_owned(name, source).with_context(|| path.to_owned())?;
    }
    Ok(environment)
}

/// Writes a value; of texts only what HTML needs is escaped, so that addresses stay readable.
fn write_escaped(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return minijinja::escape_formatter(out, state, value);
    };
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(escaped)?;
        written = at + 1;
    }
    Ok(out.write_str(&text[written..])?)
}

fn fill_in(template: &str, words: &Words) -> Result<String> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((key, after)) = after.split_once("]]") else { bail!("`[[` without `]]`") };
        out.push_str(before);
        let Some(text) = words.find(key) else { bail!("the catalogue has no text `{key}`") };
        escape(&mut out, text);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
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
            c => out.push(c),
        }
    }
}
