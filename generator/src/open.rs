//! What a command reads before it does anything: configuration, theme, exports and earlier exports;
//! opened, then checked, counted and compared.

use std::path::{Path, PathBuf};

use anyhow::Result;
use outcomes::changes::{Changes, NotEarlier, jumps};
use outcomes::dataset::Dataset;
use outcomes::issue::{Issue, Severity};
use outcomes::read;
use outcomes::summary::Summary;
use outcomes::unpublished::Unpublished;

use crate::attachments::Attachments;
use crate::build::{Failure, Job};
use crate::config::Config;
use crate::diff;
use crate::input::{Exports, Input};
use crate::note::Note;
use crate::origin::{InputFile, Origin, Role};
use crate::report::Excerpt;
use crate::theme::Theme;
use crate::words;

/// Everything that a site is made from, opened.
#[derive(Debug)]
pub struct Opened {
    /// The configuration, or the defaults.
    pub config: Config,
    /// Templates, styles, scripts and texts.
    pub theme: Theme,
    /// Exports, or other files with their mapping.
    pub input: Input,
    /// Earlier exports, where there are any.
    pub earlier: Option<Input>,
    /// The configuration and the list of words that it names, as they were read.
    configured: Vec<InputFile>,
    /// What the theme's catalogues lack.
    pub notes: Vec<Note>,
}

impl Opened {
    /// Opens what a job names.
    ///
    /// # Errors
    /// Where the configuration, the theme or the mapping is wrong, or a file can't be read.
    pub fn open(job: &Job) -> Result<Self, Failure> {
        let read = job.config.as_deref().map(Config::read_with_files).transpose().map_err(Failure::Usage)?;
        let (config, files) = read.unwrap_or_default();
        let theme = read_theme(job.config.as_deref(), &config).map_err(Failure::Usage)?;
        let notes = words::gaps(&theme, &config.languages).map_err(Failure::Usage)?;
        let input = Input::open(&job.exports, job.mapping.as_deref())?;
        let earlier = job.earlier(&config);
        let earlier =
            if earlier.is_empty() { None } else { Some(Input::open_either(&earlier, job.mapping.as_deref())?) };
        let of = |(role, (path, text)): (Role, (PathBuf, String))| InputFile::of(role, &path, &text);
        let configured = [Role::Configuration, Role::Words].into_iter().zip(files).map(of).collect();
        Ok(Self { config, theme, input, earlier, configured, notes })
    }

    /// Whether an export may name attachments.
    pub fn names_attachments(&self) -> bool {
        if let Some((_, mapping)) = self.input.mapping() {
            return mapping.contains("attachments");
        }
        let finder = memchr::memmem::Finder::new("\"attachments\"");
        self.input.opened().iter().any(|file| finder.find(file.bytes()).is_some())
    }

    /// The exports of both sides, as the reader takes them.
    pub fn sides(&self) -> Sides<'_> {
        Sides { now: self.input.exports(), earlier: self.earlier.as_ref().map(Input::exports) }
    }

    /// The same for who makes a site, with prints of its items.
    pub fn sides_with_prints(&self) -> Sides<'_> {
        Sides { now: self.input.exports_with_prints(), earlier: self.earlier.as_ref().map(Input::exports) }
    }

    /// Where a site made of this comes from.
    ///
    /// # Errors
    /// Never in practice: the types always serialise.
    pub fn origin(&self) -> Result<Origin, Failure> {
        Origin::of(&self.configured, &self.theme, &self.input, self.earlier.as_ref()).map_err(Failure::World)
    }
}

/// The exports of both sides, as the reader takes them.
#[derive(Debug)]
pub struct Sides<'a> {
    /// Those that a site is made from.
    pub now: Exports<'a>,
    /// The earlier ones, where there are any.
    pub earlier: Option<Exports<'a>>,
}

/// What was found in exports.
#[derive(Debug)]
pub struct Examined<'a> {
    /// The data with its counts; none where the exports or the earlier ones have an error.
    pub checked: Option<(Dataset<'a>, Summary)>,
    /// The earlier data with its counts.
    pub before: Option<(Dataset<'a>, Summary)>,
    /// Every fault and oddity, jumps against the earlier exports among them.
    pub issues: Vec<Issue>,
    /// The piece of its line that each of them is about.
    pub excerpts: Vec<Option<Excerpt>>,
    /// The same as the reader takes the exports, where a mapping has turned their places back.
    mapped: Option<Vec<Issue>>,
    /// What else the person in front should know.
    pub notes: Vec<Note>,
    /// Files that belong to replies and reports.
    pub attachments: Attachments,
    /// What the exports hold and no site may.
    pub kept: Unpublished<'a>,
}

impl<'a> Examined<'a> {
    /// Reads and checks exports, and looks for jumps where there are earlier ones.
    pub fn of(opened: &'a Opened, sides: &'a Sides<'_>) -> Self {
        let exports = &sides.now;
        let (heads, rules) = (exports.heads(), opened.config.rules());
        let mut kept = Unpublished::default();
        let (mut checked, mut found) = read::check_apart(exports.files(), &rules, &mut kept);
        let mut notes: Vec<Note> = opened.input.notes.iter().cloned().chain(exports.notes()).collect();
        let (mut before, mut older) = (None, (Vec::new(), Vec::new()));
        if let Some(exports) = &sides.earlier {
            let (read, issues, excerpts) = diff::read_either(exports, &rules);
            match &read {
                None => older = (excerpts, issues),
                Some(_) => notes.extend(diff::note(&issues)),
            }
            before = read;
        }
        if let (Some((old, old_counts)), Some((new, new_counts))) = (&before, &checked) {
            found.extend(jumps((old, old_counts), (new, new_counts), &opened.config.limits(), &heads));
        }
        let mut attachments = Attachments::default();
        if let Some((data, _)) = &checked {
            let (there, faults) = Attachments::find(data, exports);
            attachments = there;
            found.extend(faults);
        }
        let mapped = matches!(exports, Exports::Mapped(_)).then(|| found.clone());
        let (mut issues, mut excerpts) = exports.tell(found);
        excerpts.extend(older.0);
        issues.extend(older.1);
        if !is_sound(&issues) {
            checked = None;
        }
        Self { checked, before, attachments, issues, excerpts, mapped, notes, kept }
    }

    /// What happened since the earlier exports, where there are any and nothing is an error.
    ///
    /// # Errors
    /// Where the earlier exports are not earlier, or of other publishers.
    pub fn changes(&self) -> Result<Option<Changes<'a>>, NotEarlier> {
        let Some((before, checked)) = self.before.as_ref().zip(self.checked.as_ref()) else { return Ok(None) };
        diff::compare(before, checked).map(Some)
    }

    /// The issues as the reader placed them, in the exports that it took.
    pub fn placed(&self) -> &[Issue] {
        self.mapped.as_deref().unwrap_or(&self.issues)
    }

    /// Whether a site may be made of it; under `deny` only without a warning.
    pub fn passes(&self, deny: bool) -> bool {
        self.checked.is_some() && (!deny || self.issues.is_empty())
    }
}

/// Whether a build may go on with these issues.
pub fn is_sound(issues: &[Issue]) -> bool {
    issues.iter().all(|issue| issue.severity == Severity::Warning)
}

/// Reads the configuration, or takes the defaults.
///
/// # Errors
/// Where the file can't be read or means nothing.
pub fn read_config(path: Option<&Path>) -> Result<Config> {
    path.map_or_else(|| Ok(Config::default()), Config::read)
}

/// Reads the configured theme, or takes the built-in one.
///
/// # Errors
/// Where its folder can't be read.
pub fn read_theme(config_path: Option<&Path>, config: &Config) -> Result<Theme> {
    match &config.theme {
        None => Ok(Theme::built_in()),
        Some(folder) => {
            let base = config_path.and_then(Path::parent).unwrap_or(Path::new("."));
            Theme::with_folder(&base.join(folder))
        }
    }
}
