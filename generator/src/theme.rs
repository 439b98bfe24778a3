//! What a designer edits: templates, styles, scripts and texts, the built-in ones or a publisher's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use crate::lean;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../site");

/// The WASM of the charts and of the explorer with their glue, where they were at hand when the program was built.
const WEB: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/web.rs"));

/// The script of every page, published in each language with the controls that it puts into pages.
pub const SCRIPT: &str = "assets/site.js";

/// The styles of every page, published with the texts that they show in each language.
pub const STYLES: &str = "assets/site.css";

/// The files of `site/` by their path in it, such as `templates/base.html`.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Path, with `/` between its parts, and content.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Theme {
    /// The built-in files, scripts and styles as readers are sent them.
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        for (path, bytes) in &mut files {
            let lean: fn(&str) -> String = match path.rsplit('.').next() {
                Some("js") => lean::script,
                Some("css") => lean::styles,
                _ => continue,
            };
            if let Ok(source) = std::str::from_utf8(bytes) {
                *bytes = Cow::Owned(lean(source).into_bytes());
            }
        }
        for (name, bytes) in WEB {
            files.insert(format!("assets/{name}"), Cow::Borrowed(*bytes));
        }
        Self { files }
    }

    /// The built-in files, those of `folder` in place of the ones of the same path.
    ///
    /// # Errors
    /// Where the folder can't be read, or holds a file in none of the theme's three folders.
    pub fn with_folder(folder: &Path) -> Result<Self> {
        let mut theme = Self::built_in();
        theme.overlay(folder, "")?;
        Ok(theme)
    }

    fn overlay(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let cannot = || format!("cannot read the theme {}", folder.display());
        for entry in std::fs::read_dir(folder).with_context(cannot)? {
            let entry = entry.with_context(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if name.starts_with('.') {
                continue;
            }
            if entry.path().is_dir() {
                self.overlay(&entry.path(), &format!("{path}/"))?;
                continue;
            }
            if !["templates/", "assets/", "i18n/"].iter().any(|room| path.starts_with(room)) {
                bail!("{} is in none of the theme's folders: templates, assets, i18n", entry.path().display());
            }
            let bytes = std::fs::read(entry.path()).with_context(cannot)?;
            if !path.starts_with("assets/") && std::str::from_utf8(&bytes).is_err() {
                bail!("{} is no text in UTF-8: save it in that encoding", entry.path().display());
            }
            self.files.insert(path, Cow::Owned(bytes));
        }
        Ok(())
    }

    /// Whether the charts' WASM is among the files.
    pub fn has_web_charts(&self) -> bool {
        self.files.contains_key("assets/web_charts_bg.wasm")
    }

    /// The files under `assets/`, as they are published; without [`SCRIPT`] and [`STYLES`], which texts are put into.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let is_plain = |path: &str| path.starts_with("assets/") && ![SCRIPT, STYLES].contains(&path);
        let all = self.files.iter().filter(move |(path, _)| is_plain(path));
        all.map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The files in a folder of the theme that end so: path and text; what is no text is left out.
    pub fn texts<'t>(&'t self, folder: &'t str, ending: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
            .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
    }
}

/// The built-in catalogues of all languages: path and text.
pub fn built_in_catalogues() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = BUILT_IN.get_dir("i18n").into_iter().flat_map(Dir::files);
    files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

fn collect(dir: &'static Dir, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Cow::Borrowed(file.contents()));
    }
    for sub in dir.dirs() {
        collect(sub, files);
    }
}
