//! The script and the styles of every page, which say something in each language: with the script come the controls that
//! it puts into pages, so that no page has to carry what does nothing without it; with the styles the texts that they
//! show, so that no row of a table has to.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use minijinja::context;

use super::{Renderer, fault, unknown_text};
use crate::plan;
use crate::publish::Sink;
use crate::theme::{SCRIPT, STYLES, Theme};
use crate::words::Words;

/// The template of the controls.
const CONTROLS: &str = "controls.html";
/// What stands in styles before the key of a text.
const TEXT: &str = "var(--text-";

impl Renderer<'_> {
    /// Writes the script of every page in each language, and the styles with the texts of all.
    ///
    /// # Errors
    /// Where the template of the controls is wrong, the styles show a text that no catalogue has, or a file can't be kept.
    pub fn spoken(&self, sink: &dyn Sink) -> Result<()> {
        let Some((first, _)) = self.editions.first() else { return Ok(()) };
        let theme = first.site.theme;
        if let Some(code) = theme.files.get(SCRIPT) {
            self.scripts(theme, code, sink)?;
        }
        if let Some(styles) = theme.files.get(STYLES) {
            let languages: Vec<&Words> = self.editions.iter().map(|(edition, _)| &edition.words).collect();
            let source = std::str::from_utf8(styles).unwrap_or_default();
            sink.put(STYLES, &[styles, texts(source, theme, &languages)?.as_bytes()].concat())?;
        }
        Ok(())
    }

    /// One script a language; where the theme has a file of its own at its path that one stays.
    fn scripts(&self, theme: &Theme, code: &[u8], sink: &dyn Sink) -> Result<()> {
        for (edition, press) in &self.editions {
            let path = plan::script(edition.site.config, edition.words.lang);
            if path != SCRIPT && theme.files.contains_key(&path) {
                continue;
            }
            let environment = press.environment();
            let rendered = environment.get_template(CONTROLS).and_then(|template| template.render(context! {}));
            let controls = rendered.map_err(|error| fault::told(error.into(), theme, environment))?;
            sink.put(&path, &with_controls(code, &controls)?)?;
        }
        Ok(())
    }
}

/// The code, and behind it the controls for it to find: before it they would take its first line from it, which may
/// ask for strict mode.
fn with_controls(code: &[u8], controls: &str) -> Result<Vec<u8>> {
    let lines: Vec<&str> = controls.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = serde_json::to_string(&lines.join("\n"))?;
    Ok([code, b"\n;window.banliControls=", text.as_bytes(), b";\n"].concat())
}

/// What gives styles the texts that they show, `var(--text-KEY)`, in the language of the page.
fn texts(styles: &str, theme: &Theme, languages: &[&Words]) -> Result<String> {
    let key = |at: usize| {
        let after = &styles[at + TEXT.len()..];
        &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(after.len())]
    };
    let asked: BTreeMap<&str, usize> = styles.match_indices(TEXT).map(|(at, _)| (key(at), at)).collect();
    let mut out = String::new();
    if asked.is_empty() {
        return Ok(out);
    }
    for words in languages {
        write!(out, "\n:root[lang=\"{}\"]{{", words.tag)?;
        for (key, at) in &asked {
            let Some(text) = words.find(key) else {
                let line = styles[..*at].matches('\n').count() + 1;
                return Err(unknown_text(theme, (STYLES, line), words, key).into());
            };
            write!(out, "--text-{key}:\"{}\";", quoted(text))?;
        }
        out.push('}');
    }
    Ok(out + "\n")
}

/// A text as it stands within the quotes of a style sheet.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ")
}

#[cfg(test)]
mod tests {
    use super::{Theme, Words, quoted, texts, with_controls};
    use crate::config::Lang;
    use crate::messages::localised_error;

    #[test]
    fn controls_follow_the_code_as_one_text() {
        let script = with_controls(b"'use strict';\na() // last", "<p title=\"b\">\n\n  c</p>\n").expect("a script");
        let text = String::from_utf8(script).expect("a text");
        assert_eq!(text, "'use strict';\na() // last\n;window.banliControls=\"<p title=\\\"b\\\">\\nc</p>\";\n");
    }

    #[test]
    fn styles_show_texts_in_the_language_of_the_page() {
        let theme = Theme::built_in();
        let words = Lang::BUILT_IN.map(|lang| Words::read(&theme, lang).expect("a catalogue"));
        let styles =
            "a::before{content:var(--text-col-units)}\nb::after{content:var(--text-col-date) var(--text-col-units)}";
        let given = texts(styles, &theme, &words.each_ref()).expect("texts");
        let wanted = "\n:root[lang=\"zh-CN\"]{--text-col-date:\"提出日期\";--text-col-units:\"承办单位\";}\
            \n:root[lang=\"en\"]{--text-col-date:\"Submitted\";--text-col-units:\"Units\";}\n";
        assert_eq!(given, wanted);
        assert_eq!(texts("a{b:var(--c)}", &theme, &words.each_ref()).expect("none"), "");
        let fault = texts("\na{content:var(--text-col-unit-s)}", &theme, &words.each_ref()).expect_err("no such text");
        assert!(fault.to_string().starts_with("assets/site.css:2: the catalogue has no text `col-unit-s`"), "{fault}");
        let said = localised_error(&fault, Lang::ZH);
        assert!(said.starts_with("assets/site.css:2：文字目录里没有 `col-unit-s`"), "{said}");
        assert_eq!(quoted("a \"b\" \\"), "a \\\"b\\\" \\\\");
    }
}
