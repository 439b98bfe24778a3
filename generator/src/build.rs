//! One build, stage by stage: load → check → plan → render → publish.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use outcomes::issue::{Issue, Severity};
use outcomes::read;
use rayon::prelude::*;

use crate::config::Config;
use crate::input::Input;
use crate::load::Sources;
use crate::plan::{Plan, Site, plan};
use crate::publish::{Publisher, Report, Sink};
use crate::render::Renderer;
use crate::report::{self, Excerpt};
use crate::route::Route;
use crate::theme::Theme;
use crate::{data_files, diff, discovery, search};

/// What to build and where.
#[derive(Debug, Clone)]
pub struct Job {
    /// `site.toml`; the defaults where left out.
    pub config: Option<PathBuf>,
    /// Exports, or with a mapping the files of a source.
    pub exports: Vec<PathBuf>,
    /// `mapping.toml`, which turns the files into an export.
    pub mapping: Option<PathBuf>,
    /// Earlier exports to list the changes since; those of the configuration where left out.
    pub since: Vec<PathBuf>,
    /// Folder to publish into.
    pub out: PathBuf,
}

/// Called as work goes on: stage, how much of it is done, how much there is.
pub type Progress<'p> = dyn Fn(&'static str, usize, usize) + Sync + 'p;

/// How a build ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Every fault and oddity of the exports; none where the site was up to date already.
    pub issues: Vec<Issue>,
    /// The piece of its line that each of them is about.
    pub excerpts: Vec<Option<Excerpt>>,
    /// What was published; `None` where an error kept the old site.
    pub published: Option<Published>,
    /// Time of each stage, in order.
    pub timings: Vec<(&'static str, Duration)>,
    /// What the program could not do here, in words.
    pub notes: Vec<String>,
}

/// What was published.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    /// What was written.
    pub report: Report,
    /// Whether the site was up to date already.
    pub current: bool,
}

/// A fault that is not the data's.
#[derive(Debug)]
pub enum Failure {
    /// Configuration or usage: exit code 2.
    Usage(anyhow::Error),
    /// The world: exit code 3.
    World(anyhow::Error),
}

/// Runs a job. Nothing of the old site changes unless everything was rendered and checked.
///
/// # Errors
/// Where the configuration or theme is wrong, or a file can't be read or written.
pub fn build(job: &Job, progress: &Progress) -> Result<Outcome, Failure> {
    let mut watch = Watch::new();
    let config = read_config(job.config.as_deref()).map_err(Failure::Usage)?;
    let theme = read_theme(job.config.as_deref(), &config).map_err(Failure::Usage)?;
    let input = Input::open(&job.exports, job.mapping.as_deref())?;
    let earlier = open_earlier(job, &config)?;
    watch.lap("load");
    let inputs = fingerprint(&config, &theme, &input, earlier.as_ref());
    let publisher = Publisher::open(&job.out).map_err(Failure::World)?;
    watch.lap("compare");
    if let Some(report) = publisher.is_current(&inputs) {
        watch.lap("verify");
        publisher.discard();
        let published = Some(Published { report, current: true });
        return Ok(Outcome { published, timings: watch.laps, notes: notes(&theme), ..Outcome::default() });
    }
    watch.lap("verify");
    progress("check", 0, 1);
    let exports = input.exports();
    if job.mapping.is_some() {
        watch.lap("map");
    }
    let files = exports.files();
    let (checked, found) = read::check(&files, &config.rules());
    let (mut issues, mut excerpts) = exports.tell(found);
    let checked = checked.filter(|_| is_sound(&issues));
    let mut notes = notes(&theme);
    notes.extend(input.notes.iter().cloned().chain(exports.notes()));
    let before = match &earlier {
        None => None,
        Some(sources) => {
            let files = sources.files();
            let (before, found) = diff::read_earlier(&files, &config.rules());
            if before.is_none() {
                excerpts.extend(report::excerpts(&files, &found));
                issues.extend(found);
            } else {
                notes.extend(diff::note(&found));
            }
            before
        }
    };
    watch.lap("check");
    let Some(checked) = checked.filter(|_| earlier.is_none() || before.is_some()) else {
        publisher.discard();
        return Ok(Outcome { issues, excerpts, timings: watch.laps, notes, ..Outcome::default() });
    };
    let changes = match before.as_ref().map(|before| diff::compare(before, &checked)).transpose() {
        Ok(changes) => changes,
        Err(error) => {
            publisher.discard();
            return Err(Failure::Usage(error.into()));
        }
    };
    let (data, summary) = &checked;
    let site = Site { data, summary, changes: changes.as_ref(), config: &config, theme: &theme };
    let plan = plan(&site);
    watch.lap("plan");
    if let Err(error) = write(&site, &plan, &publisher, progress) {
        publisher.discard();
        return Err(Failure::World(error));
    }
    watch.lap("render");
    // Whatever is no error by now is a warning.
    let report = publisher.commit(&inputs, issues.len()).map_err(Failure::World)?;
    watch.lap("publish");
    let published = Some(Published { report, current: false });
    Ok(Outcome { issues, excerpts, published, timings: watch.laps, notes })
}

/// Reads the configuration, or takes the defaults.
///
/// # Errors
/// Where the file can't be read or means nothing.
pub fn read_config(path: Option<&Path>) -> Result<Config> {
    path.map_or_else(|| Ok(Config::default()), Config::read)
}

/// Opens the earlier exports: the job's, else those that the configuration names beside itself.
fn open_earlier(job: &Job, config: &Config) -> Result<Option<Sources>, Failure> {
    let base = job.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let named = || config.earlier.iter().map(|path| base.join(path)).collect();
    let paths = if job.since.is_empty() { named() } else { job.since.clone() };
    if paths.is_empty() {
        return Ok(None);
    }
    Sources::distinct(&paths).map_err(Failure::Usage)?;
    Sources::open(&paths).map(Some).map_err(Failure::World)
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

/// Hash over everything that the output depends on.
fn fingerprint(config: &Config, theme: &Theme, input: &Input, earlier: Option<&Sources>) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(env!("BANLI_SOURCES").as_bytes());
    hasher.update(format!("{config:?}").as_bytes());
    for (path, bytes) in &theme.files {
        hasher.update(path.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    input.fingerprint(&mut hasher);
    if let Some(earlier) = earlier {
        hasher.update(b"since");
        earlier.fingerprint(&mut hasher);
    }
    hasher.finalize().to_hex().to_string()
}

/// Renders every page and file into a sink, on all cores.
///
/// # Errors
/// Where a page can't be rendered or a file can't be kept.
pub fn write(site: &Site, plan: &Plan, sink: &dyn Sink, progress: &Progress) -> Result<()> {
    let renderer = Renderer::new(site, plan)?;
    let files = || {
        write_files(site, plan, sink)?;
        renderer.pictures(sink)?;
        renderer.feeds(sink)
    };
    let (pages, files) = rayon::join(|| write_pages(&renderer, plan, sink, progress), files);
    pages.and(files)
}

fn write_pages(renderer: &Renderer, plan: &Plan, sink: &dyn Sink, progress: &Progress) -> Result<()> {
    let done = std::sync::atomic::AtomicUsize::new(0);
    let total = plan.pages.len();
    plan.pages.par_iter().with_min_len(8).try_for_each_init(Vec::new, |html, page| {
        html.clear();
        renderer.render(page, html)?;
        sink.put(page.path(), html)?;
        let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if done.is_multiple_of(256) || done == total {
            progress("render", done, total);
        }
        Ok(())
    })
}

/// Writes everything that is no page.
fn write_files(site: &Site, plan: &Plan, sink: &dyn Sink) -> Result<()> {
    for (path, bytes) in site.theme.assets() {
        sink.put(path, bytes).with_context(|| format!("cannot publish {path}"))?;
    }
    data_files::write(site.data, site.summary, site.config, sink)?;
    if let Some(analysis) = &plan.analysis {
        analysis.write(site, sink)?;
    }
    if plan.has(Route::Search) {
        search::write(site, sink)?;
    }
    discovery::write(site, plan, sink)
}

fn notes(theme: &Theme) -> Vec<String> {
    let missing = "this program was built without the charts' WASM: charts are published as pictures only";
    if theme.has_web_charts() { Vec::new() } else { vec![missing.to_owned()] }
}

/// Whether a build may go on with these issues.
pub fn is_sound(issues: &[Issue]) -> bool {
    issues.iter().all(|issue| issue.severity == Severity::Warning)
}

/// Measures stages. Only for the person in front of it; no output depends on it.
struct Watch {
    last: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Watch {
    fn new() -> Self {
        Self { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, now - self.last));
        self.last = now;
    }
}
