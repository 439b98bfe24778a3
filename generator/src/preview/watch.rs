//! Tells when anything that the site is made from was touched: at once where the system says so, and by
//! a look every other second, which also sees what no system tells (a network drive, a folder that was
//! replaced).

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// Events that come within this time of each other are one.
const SETTLED: Duration = Duration::from_millis(100);
/// How often the files are looked at without an event.
const TICK: Duration = Duration::from_secs(2);
/// Files of a watched folder that are looked at.
const MOST: usize = 20_000;

/// What tells one state of a file from another without reading it.
type Stamp = Option<(u64, Option<SystemTime>)>;
/// Files with what tells their state.
pub type Stamps = BTreeMap<PathBuf, Stamp>;

/// Watches files and folders.
pub struct Watch {
    paths: Vec<PathBuf>,
    stamps: Stamps,
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    watched: Vec<PathBuf>,
    events: Receiver<DebounceEventResult>,
}

impl Watch {
    /// Watches nothing yet.
    pub fn new() -> Self {
        let (tell, events) = channel();
        let debouncer = new_debouncer(SETTLED, None, tell).ok();
        Self { paths: Vec::new(), stamps: Stamps::new(), debouncer, watched: Vec::new(), events }
    }

    /// Watches these files and folders from now on, and takes them as they are.
    pub fn on(&mut self, paths: Vec<PathBuf>) {
        let mut folders: Vec<PathBuf> = Vec::new();
        for path in &paths {
            // Editors write another file and give it the name, so it is the folder that knows.
            let parents = [Some(path.clone()), path.canonicalize().ok()].into_iter().flatten();
            folders.extend(parents.filter_map(|path| Some(std::path::absolute(path).ok()?.parent()?.to_owned())));
            folders.extend(path.is_dir().then(|| path.clone()));
        }
        folders.sort();
        folders.dedup();
        if let Some(debouncer) = &mut self.debouncer {
            // Anew each time: a folder of the same name may be another one by now.
            for folder in self.watched.drain(..) {
                let _ = debouncer.unwatch(&folder);
            }
            for folder in folders {
                let whole = paths.iter().any(|path| path.is_dir() && folder == *path);
                let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                // What can't be watched is looked at every other second.
                if debouncer.watch(&folder, mode).is_ok() {
                    self.watched.push(folder);
                }
            }
        }
        self.stamps = stamps(&paths);
        self.paths = paths;
    }

    /// Watches these files too, the others as they were taken before.
    pub fn also(&mut self, more: &[PathBuf]) {
        if more.iter().all(|path| self.paths.contains(path)) {
            return;
        }
        let known = std::mem::take(&mut self.stamps);
        self.on([self.paths.as_slice(), more].concat());
        self.stamps.extend(known);
    }

    /// Waits until something was touched.
    pub fn wait(&mut self) {
        while !self.touched(TICK) {}
    }

    /// Waits at most so long; whether something was touched.
    pub fn touched(&mut self, most: Duration) -> bool {
        match self.events.recv_timeout(most) {
            Ok(Ok(events)) if !events.iter().any(|event| writes(&event.kind)) => return false,
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(most),
        }
        let now = stamps(&self.paths);
        let changed = now != self.stamps;
        self.stamps = now;
        changed
    }
}

/// Whether an event is more than somebody's reading.
fn writes(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        _ => true,
    }
}

/// The stamps of files, and of all in folders.
pub fn stamps(paths: &[PathBuf]) -> Stamps {
    let mut found = Stamps::new();
    for path in paths {
        stamp(path, &mut found);
    }
    found
}

fn stamp(path: &Path, found: &mut Stamps) {
    let meta = std::fs::metadata(path).ok();
    if meta.as_ref().is_some_and(Metadata::is_dir) {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            if found.len() < MOST {
                stamp(&entry.path(), found);
            }
        }
    }
    let of = |meta: Metadata| (meta.len(), meta.modified().ok());
    found.insert(path.to_owned(), meta.map(of));
}
