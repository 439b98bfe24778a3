//! What a designer edits: templates, styles, scripts and texts, the built-in ones or a publisher's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../site");

/// The files of `site/` by their path in it, such as `templates/base.html`.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Path, with `/` between its parts, and content.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Theme {
    /// The built-in files.
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        Self { files }
    }

    /// The files in a folder of the theme that end so: path and text; what is no text is left out.
    pub fn texts<'t>(&'t self, folder: &'t str, ending: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
            .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
    }
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
