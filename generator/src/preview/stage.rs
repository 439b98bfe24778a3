//! What the preview shows at the moment: the last good site, and what is wrong with what came since.
//! The server looks here; the desk sets it.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use outcomes::issue::{Issue, Severity};
use tokio::sync::{oneshot, watch};

use crate::report::Excerpt;

/// Issues, each with the piece of its line.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The issues.
    pub issues: Vec<Issue>,
    /// One for each issue.
    pub excerpts: Vec<Option<Excerpt>>,
}

impl Told {
    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.issues.iter().filter(|issue| issue.severity == Severity::Error).count()
    }

    /// Each issue with the piece of its line.
    pub fn pairs(&self) -> impl Iterator<Item = (&Issue, Option<&Excerpt>)> {
        self.issues.iter().enumerate().map(|(at, issue)| (issue, self.excerpts.get(at).and_then(Option::as_ref)))
    }
}

/// Why what came last can't be shown.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Errors in the data.
    Data(Arc<Told>),
    /// A file, the configuration, a template.
    Fault(Arc<anyhow::Error>),
}

/// What is asked of a site in memory.
pub struct Ask {
    /// Path in the site.
    pub path: String,
    /// Where the answer goes.
    pub answer: oneshot::Sender<Answer>,
}

/// What a site in memory answers.
pub enum Answer {
    /// A page.
    Page {
        /// Its HTML.
        html: Vec<u8>,
        /// The item that it is about.
        item: Option<String>,
        /// Whether it stands in for one that does not exist.
        missing: bool,
    },
    /// Any other file.
    File(Vec<u8>),
    /// It can't be rendered.
    Fault(Arc<anyhow::Error>),
    /// There is no such file.
    Nothing,
}

/// A site in memory that answers.
#[derive(Clone)]
pub struct Front {
    /// Takes what is asked.
    pub asks: Sender<Ask>,
    /// What the data was found to have.
    pub told: Arc<Told>,
}

/// What is shown.
#[derive(Clone, Default)]
pub struct Scene {
    /// The last good site.
    pub front: Option<Front>,
    /// What is wrong with what came since.
    pub trouble: Option<Trouble>,
}

/// The place that both sides know.
pub struct Stage {
    scene: Mutex<Scene>,
    turn: watch::Sender<u64>,
}

impl Stage {
    /// An empty stage.
    pub fn new() -> Self {
        Self { scene: Mutex::default(), turn: watch::Sender::new(0) }
    }

    /// What is shown now.
    pub fn scene(&self) -> Scene {
        self.lock().clone()
    }

    /// Shows a new site; nothing is wrong any more.
    pub fn show(&self, front: Front) {
        *self.lock() = Scene { front: Some(front), trouble: None };
        self.turn.send_modify(|turn| *turn += 1);
    }

    /// Says what is wrong, or with `None` that what is shown is right after all.
    pub fn tell(&self, trouble: Option<Trouble>) {
        self.lock().trouble = trouble;
        self.turn.send_modify(|turn| *turn += 1);
    }

    /// Counts how often anything was shown; who waits for it is woken.
    pub fn turns(&self) -> watch::Receiver<u64> {
        self.turn.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, Scene> {
        self.scene.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
