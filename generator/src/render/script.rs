//! The script of every page in each language: the theme's script, and with it the controls that it puts into pages,
//! so that no page has to carry what does nothing without it.

use anyhow::Result;
use minijinja::context;

use super::{Renderer, fault};
use crate::plan;
use crate::publish::Sink;
use crate::theme::SCRIPT;

/// The template of the controls.
const CONTROLS: &str = "controls.html";

impl Renderer<'_> {
    /// Writes the script of every page in each language. A file of the theme's own at its path stays.
    ///
    /// # Errors
    /// Where the template of the controls is wrong, or the file can't be kept.
    pub fn scripts(&self, sink: &dyn Sink) -> Result<()> {
        for (edition, press) in &self.editions {
            let theme = edition.site.theme;
            let path = plan::script(edition.site.config, edition.words.lang);
            let Some(code) = theme.files.get(SCRIPT) else { continue };
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

#[cfg(test)]
mod tests {
    use super::with_controls;

    #[test]
    fn controls_follow_the_code_as_one_text() {
        let script = with_controls(b"'use strict';\na() // last", "<p title=\"b\">\n\n  c</p>\n").expect("a script");
        let text = String::from_utf8(script).expect("a text");
        assert_eq!(text, "'use strict';\na() // last\n;window.banliControls=\"<p title=\\\"b\\\">\\nc</p>\";\n");
    }
}
