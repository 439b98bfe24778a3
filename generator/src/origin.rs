//! Where a site comes from: the program, the configuration, the theme and every file that went in, each
//! with its hash, as `build.json` keeps it.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::input::Input;
use crate::load::{Stamp, file_name};
use crate::theme::Theme;

/// What a file was read as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// `site.toml`.
    Configuration,
    /// The words that `site.toml` names a file of.
    Words,
    /// `mapping.toml`.
    Mapping,
    /// An export, or with a mapping a file of the other system.
    Export,
    /// An earlier export.
    Earlier,
}

impl Role {
    /// The name in `build.json` and in messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Words => "words",
            Self::Mapping => "mapping",
            Self::Export => "export",
            Self::Earlier => "earlier",
        }
    }
}

/// A file that went in: its own name, never the folder that it lay in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InputFile {
    /// What it was read as.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
    /// BLAKE3 hash of the file as it lay there, 64 hexadecimal digits: what `b3sum` prints.
    pub blake3: String,
}

impl InputFile {
    /// A file by its text, as it was read.
    pub fn of(role: Role, path: &Path, text: &str) -> Self {
        Self::new(role, file_name(path), Stamp::of(text.as_bytes()))
    }

    fn new(role: Role, name: String, Stamp { bytes, blake3 }: Stamp) -> Self {
        Self { role, name, bytes, blake3 }
    }
}

/// Everything that a site depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Version of the program.
    pub banli: String,
    /// Fingerprint of the program's sources, 16 hexadecimal digits: a version may be built from several.
    #[serde(default)]
    pub program: String,
    /// Hash over all that is named here and the names as they were given.
    pub inputs: String,
    /// BLAKE3 hash over templates, styles, scripts and texts.
    #[serde(default)]
    pub theme: String,
    /// The files: configuration (none for the defaults), mapping, exports, earlier exports.
    #[serde(default)]
    pub sources: Vec<InputFile>,
}

impl Origin {
    /// The origin of what is opened; `configured` are the configuration and the files that it names.
    ///
    /// # Errors
    /// Never in practice: the types always serialise.
    pub fn of(configured: &[InputFile], theme: &Theme, input: &Input, earlier: Option<&Input>) -> Result<Self> {
        let mut sources = configured.to_vec();
        if let Some((name, text)) = input.mapping() {
            sources.push(InputFile::of(Role::Mapping, Path::new(name), text));
        }
        let files = |role, opened: &[crate::load::Opened]| {
            opened.iter().map(|one| InputFile::new(role, one.file_name(), one.stamp())).collect::<Vec<_>>()
        };
        sources.extend(files(Role::Export, input.opened()));
        sources.extend(earlier.map(|earlier| files(Role::Earlier, earlier.opened())).unwrap_or_default());
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in &theme.files {
            hasher.update(path.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        }
        let theme = hasher.finalize().to_hex().to_string();
        let (banli, program) = (env!("CARGO_PKG_VERSION").to_owned(), env!("BANLI_SOURCES").to_owned());
        let mut origin = Self { banli, program, inputs: String::new(), theme, sources };
        let mut hasher = blake3::Hasher::new();
        // A mapping may make something of the names of its files.
        let mapped = [Some(input), earlier].into_iter().flatten().filter(|input| input.mapping().is_some());
        mapped.flat_map(Input::opened).for_each(|opened| {
            hasher.update(opened.name.as_bytes()).update(b"\0");
        });
        hasher.update(&serde_json::to_vec(&origin).context("cannot write what the site comes from")?);
        origin.inputs = hasher.finalize().to_hex().to_string();
        Ok(origin)
    }

    /// What of another origin is not as here, in words: the program, the theme, and the files by role and name.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut list = Vec::new();
        if (&self.banli, &self.program) != (&other.banli, &other.program) {
            let one = |origin: &Self| format!("{} ({})", origin.banli, origin.program);
            list.push(format!("program: {} there, {} here", one(other), one(self)));
        }
        if self.theme != other.theme {
            list.push("theme: not the same templates, styles and texts".to_owned());
        }
        for role in [Role::Configuration, Role::Words, Role::Mapping, Role::Export, Role::Earlier] {
            let of = |origin: &Self| -> Vec<InputFile> {
                origin.sources.iter().filter(|file| file.role == role).cloned().collect()
            };
            let (here, there) = (of(self), of(other));
            let lacks = |list: &[InputFile], file: &InputFile| list.iter().all(|one| one.blake3 != file.blake3);
            let mut say = |file: &InputFile, side: &str| {
                list.push(format!("{} {}: only {side}, blake3 {}", role.key(), file.name, file.blake3));
            };
            there.iter().filter(|file| lacks(&here, file)).for_each(|file| say(file, "there"));
            here.iter().filter(|file| lacks(&there, file)).for_each(|file| say(file, "here"));
        }
        list
    }
}
