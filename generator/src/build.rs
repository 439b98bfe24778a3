//! One build, stage by stage: load → check → plan → render → publish.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use outcomes::issue::Issue;
use outcomes::unpublished::Unpublished;
use rayon::prelude::*;

use crate::config::Config;
use crate::fingerprint::{Fingerprints, Made};
use crate::leaks::{self, Guard, Wanted};
use crate::note::Note;
use crate::open::{Examined, Opened};
use crate::plan::{Plan, Site, plan};
use crate::publish::{Publisher, Report, Sink};
use crate::render::{Renderer, TemplateFault};
use crate::report::Excerpt;
use crate::route::Route;
use crate::{data_files, discovery, search};

/// What to build and where.
#[derive(Debug, Clone, Default)]
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
    /// Whether a warning keeps the old site as an error does.
    pub deny: bool,
    /// Folder for what spares the next build work and may be lost; nothing is kept where left out.
    pub cache: Option<PathBuf>,
    /// Whether the program ends after it: the system then takes back all memory at once, and need not be given it
    /// piece by piece.
    pub last: bool,
}

impl Job {
    /// The earlier exports: the job's own, else those that the configuration names beside itself.
    pub fn earlier(&self, config: &Config) -> Vec<PathBuf> {
        let base = self.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let named = || config.earlier.iter().map(|path| base.join(path)).collect();
        if self.since.is_empty() { named() } else { self.since.clone() }
    }
}

/// Called as work goes on: the message that names the stage, how much of it is done, how much there is.
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
    /// Time of each stage, in order, by the message that names it.
    pub timings: Vec<(&'static str, Duration)>,
    /// What the person in front should know.
    pub notes: Vec<Note>,
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

impl Failure {
    /// An error of rendering: a template is the publisher's as the configuration is.
    fn of(error: anyhow::Error) -> Self {
        if error.is::<TemplateFault>() { Self::Usage(error) } else { Self::World(error) }
    }
}

/// Runs a job. Nothing of the old site changes unless everything was rendered and checked.
///
/// # Errors
/// Where the configuration or theme is wrong, or a file can't be read or written.
pub fn build(job: &Job, progress: &Progress) -> Result<Outcome, Failure> {
    let mut watch = Watch::new();
    let opened = Opened::open(job)?;
    watch.lap("stage-load");
    let origin = opened.origin()?;
    let publisher = Publisher::open(&job.out, job.cache.as_deref()).map_err(Failure::World)?;
    watch.lap("stage-compare");
    // What has warnings is looked at again where they are denied.
    let current = publisher.is_current(&origin.inputs).filter(|report| !job.deny || report.warnings == 0);
    // Whether attachments are as they were is not known before they are looked at.
    let current = current.filter(|_| !opened.names_attachments());
    if let Some(report) = current {
        watch.lap("stage-verify");
        publisher.discard();
        let published = Some(Published { report, current: true });
        return Ok(Outcome { published, timings: watch.laps, notes: notes(&opened), ..Outcome::default() });
    }
    watch.lap("stage-verify");
    progress("stage-check", 0, 1);
    let sides = opened.sides_with_prints();
    if job.mapping.is_some() {
        watch.lap("stage-map");
    }
    let examined = Examined::of(&opened, &sides);
    watch.lap("stage-check");
    let passes = examined.passes(job.deny);
    let changes = match examined.changes() {
        Ok(changes) => changes,
        Err(error) => {
            publisher.discard();
            return Err(Failure::Usage(error.into()));
        }
    };
    let Examined { checked, before, attachments, mut issues, mut excerpts, notes: found, mut kept, .. } = examined;
    let notes: Vec<Note> = notes(&opened).into_iter().chain(found).collect();
    let Some((data, summary)) = checked.filter(|_| passes) else {
        publisher.discard();
        return Ok(Outcome { issues, excerpts, timings: watch.laps, notes, ..Outcome::default() });
    };
    let (config, theme) = (&opened.config, &opened.theme);
    if let Some((before, _)) = &before {
        leaks::keep_earlier(before, &data, &mut kept);
    }
    let wanted = Wanted::new(&kept, &data, theme, config);
    watch.lap("stage-seek");
    let site =
        Site { data: &data, summary: &summary, changes: changes.as_ref(), attachments: &attachments, config, theme };
    let plan = plan(&site);
    let made = Fingerprints::of(&site, &plan, &origin, wanted.as_ref());
    watch.lap("stage-plan");
    let wanted = wanted.as_ref().map(|wanted| (wanted, &kept));
    let written = write_guarded(&site, &plan, &publisher, &made, wanted, progress);
    watch.lap("stage-render");
    let leaks = match written {
        Ok(leaks) => leaks,
        Err(error) => {
            publisher.discard();
            return Err(Failure::of(error));
        }
    };
    if !leaks.is_empty() {
        publisher.discard();
        excerpts.extend(leaks.iter().map(|_| None));
        issues.extend(leaks);
        return Ok(Outcome { issues, excerpts, timings: watch.laps, notes, ..Outcome::default() });
    }
    // Whatever is no error by now is a warning.
    let report = publisher.commit(origin, issues.len()).map_err(Failure::World)?;
    watch.lap("stage-publish");
    let published = Some(Published { report, current: false });
    if job.last {
        let _ = ManuallyDrop::new((data, summary, plan, before));
    }
    Ok(Outcome { issues, excerpts, published, timings: watch.laps, notes })
}

/// Renders every page and file into a sink, on all cores.
///
/// # Errors
/// Where a page can't be rendered or a file can't be kept.
pub fn write(site: &Site, plan: &Plan, sink: &dyn Sink, progress: &Progress) -> Result<()> {
    write_new(site, plan, sink, None, progress)
}

/// The same without what the sink has already, made from the same.
///
/// # Errors
/// As [`write()`].
pub fn write_new(site: &Site, plan: &Plan, sink: &dyn Sink, made: Made, progress: &Progress) -> Result<()> {
    let renderer = Renderer::new(site, plan)?;
    let files = || {
        write_files(site, plan, sink, made)?;
        renderer.spoken(sink)?;
        renderer.pictures(sink)?;
        renderer.feeds(sink, made)
    };
    let (pages, files) = rayon::join(|| write_pages(&renderer, plan, sink, made, progress), files);
    pages.and(files)
}

/// Renders everything, and looks at all that is written for what must not be published; what of it was
/// found.
fn write_guarded(
    site: &Site,
    plan: &Plan,
    sink: &dyn Sink,
    made: &Fingerprints,
    wanted: Option<(&Wanted, &Unpublished)>,
    progress: &Progress,
) -> Result<Vec<Issue>> {
    let Some((wanted, kept)) = wanted else {
        return write_new(site, plan, sink, Some(made), progress).map(|()| Vec::new());
    };
    let guard = Guard::new(sink, wanted);
    write_new(site, plan, &guard, Some(made), progress)?;
    guard.finish(kept)
}

fn write_pages(renderer: &Renderer, plan: &Plan, sink: &dyn Sink, made: Made, progress: &Progress) -> Result<()> {
    let done = std::sync::atomic::AtomicUsize::new(0);
    let total = plan.pages.len();
    plan.pages.par_iter().with_min_len(8).try_for_each_init(Vec::new, |html, page| {
        let from = made.and_then(|made| made.of_route(page.route));
        if !sink.keep(page.path(), from)? {
            html.clear();
            renderer.render(page, html)?;
            sink.put_made(page.path(), html, from)?;
        }
        let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if done.is_multiple_of(256) || done == total {
            progress("stage-render", done, total);
        }
        Ok(())
    })
}

/// Writes everything that is no page.
fn write_files(site: &Site, plan: &Plan, sink: &dyn Sink, made: Made) -> Result<()> {
    for (path, bytes) in site.theme.assets() {
        sink.put(path, bytes).with_context(|| format!("cannot publish {path}"))?;
    }
    site.attachments.write(sink)?;
    data_files::write(site, sink)?;
    if let Some(analysis) = &plan.analysis {
        analysis.write(site, sink)?;
    }
    if plan.has(Route::Search) {
        search::write(site, sink, made)?;
    }
    discovery::write(site, plan, sink)
}

fn notes(opened: &Opened) -> Vec<Note> {
    let missing = (!opened.theme.has_web_charts()).then_some(Note::NoLiveCharts);
    missing.into_iter().chain(opened.notes.iter().cloned()).collect()
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
