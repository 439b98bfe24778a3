//! The desk behind the preview: reads what the site is made from, tells what changed, and holds the
//! data in memory while the last good site stays on the stage.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use anyhow::{Result, anyhow};
use outcomes::read;

use super::front;
use super::live::Live;
use super::stage::{Front, Stage, Told, Trouble};
use crate::build::{self, Failure};
use crate::config::Config;
use crate::diff;
use crate::input::Input;
use crate::load::Sources;
use crate::plan::Site;
use crate::report;
use crate::theme::Theme;

/// What a look at the sources came to.
pub enum Seen {
    /// All is as it was.
    Same,
    /// A new site is on the stage, with these issues and notes.
    Shown(Arc<Told>, Vec<String>),
    /// The last good site stays.
    Stays(Trouble),
}

/// Texts, templates and choices to show the data with.
struct Look {
    config: Config,
    theme: Theme,
    done: Sender<Result<()>>,
}

/// Data in memory, and the way to show it differently.
struct Held {
    print: String,
    look: String,
    looks: Sender<Look>,
    told: Arc<Told>,
    notes: Vec<String>,
}

/// The desk.
pub struct Desk<'l> {
    live: &'l Live,
    stage: Arc<Stage>,
    held: Option<Held>,
    troubled: bool,
}

impl<'l> Desk<'l> {
    /// A desk that has read nothing yet.
    pub fn new(live: &'l Live, stage: Arc<Stage>) -> Self {
        Self { live, stage, held: None, troubled: false }
    }

    /// Reads everything again and shows what changed; data that is as it was is not checked anew. What
    /// is wrong goes to the stage only with [`Desk::admit`]: a file may be in the middle of being written.
    pub fn look_again(&mut self) -> Seen {
        match self.refresh() {
            Ok(seen) => seen,
            Err(trouble) => Seen::Stays(trouble),
        }
    }

    /// Says on the stage what is wrong.
    pub fn admit(&mut self, trouble: Trouble) {
        self.troubled = true;
        self.stage.tell(Some(trouble));
    }

    fn refresh(&mut self) -> Result<Seen, Trouble> {
        let live = self.live;
        let config_path = live.config.as_deref();
        let config = build::read_config(config_path).map_err(in_words)?;
        let theme = build::read_theme(config_path, &config).map_err(in_words)?;
        let input = Input::copy(&live.exports, live.mapping.as_deref()).map_err(failed)?;
        let earlier = earlier(live, &config)?;
        let (print, look) = (print_of_data(&config, &input, earlier.as_ref()), print_of_look(&config, &theme));
        if let Some(held) = self.held.as_mut().filter(|held| held.print == print) {
            if held.look == look {
                if self.troubled {
                    self.troubled = false;
                    self.stage.tell(None);
                    return Ok(Seen::Shown(held.told.clone(), held.notes.clone()));
                }
                return Ok(Seen::Same);
            }
            show(&held.looks, config, theme).map_err(in_words)?;
            held.look = look;
        } else {
            let held = hold(config, theme, input, earlier, self.stage.clone(), (print, look))?;
            self.held = Some(held);
        }
        self.troubled = false;
        let held = self.held.as_ref();
        Ok(held.map_or(Seen::Same, |held| Seen::Shown(held.told.clone(), held.notes.clone())))
    }
}

fn in_words(error: anyhow::Error) -> Trouble {
    Trouble::Words(format!("{error:#}"))
}

fn failed(failure: Failure) -> Trouble {
    match failure {
        Failure::Usage(error) | Failure::World(error) => in_words(error),
    }
}

/// The earlier exports, read into memory.
fn earlier(live: &Live, config: &Config) -> Result<Option<Sources>, Trouble> {
    let paths = live.earlier(config);
    if paths.is_empty() {
        return Ok(None);
    }
    Sources::distinct(&paths).and_then(|()| Sources::copy(&paths)).map(Some).map_err(in_words)
}

fn print_of_data(config: &Config, input: &Input, earlier: Option<&Sources>) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{:?}", config.rules()).as_bytes());
    input.fingerprint(&mut hasher);
    if let Some(earlier) = earlier {
        hasher.update(b"since");
        earlier.fingerprint(&mut hasher);
    }
    hasher.finalize().to_hex().to_string()
}

fn print_of_look(config: &Config, theme: &Theme) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{config:?}").as_bytes());
    for (path, bytes) in &theme.files {
        hasher.update(path.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    hasher.finalize().to_hex().to_string()
}

/// Shows the data in another look.
fn show(looks: &Sender<Look>, config: Config, theme: Theme) -> Result<()> {
    let (done, told) = channel();
    let ended = || anyhow!("the preview's data is gone: end it and start it again");
    looks.send(Look { config, theme, done }).map_err(|_| ended())?;
    told.recv().map_err(|_| ended())?
}

/// Checks data on a thread of its own, which owns it as long as anything shows it.
fn hold(
    config: Config,
    theme: Theme,
    input: Input,
    earlier: Option<Sources>,
    stage: Arc<Stage>,
    (print, look): (String, String),
) -> Result<Held, Trouble> {
    let (looks, wanted) = channel();
    let (found, finding) = channel();
    let rules = config.clone();
    thread::spawn(move || keep(&rules, &input, earlier.as_ref(), &wanted, &found, &stage));
    let ended = || Trouble::Words("the data can't be read: reading it ended unexpectedly".to_owned());
    let (told, notes) = finding.recv().map_err(|_| ended())??;
    show(&looks, config, theme).map_err(in_words)?;
    Ok(Held { print, look, looks, told, notes })
}

type Found = Result<(Arc<Told>, Vec<String>), Trouble>;

/// Checks the data, says how that went, and shows it as often as it is wanted in another look.
fn keep(
    config: &Config,
    input: &Input,
    earlier: Option<&Sources>,
    wanted: &Receiver<Look>,
    found: &Sender<Found>,
    stage: &Stage,
) {
    let exports = input.exports();
    let files = exports.files();
    let (checked, issues) = read::check(&files, &config.rules());
    let (issues, excerpts) = exports.tell(issues);
    let mut told = Told { issues, excerpts };
    let before_files = earlier.map(Sources::files);
    let before = before_files.as_ref().and_then(|files| {
        let (before, found) = diff::read_earlier(files, &config.rules());
        if before.is_none() {
            told.excerpts.extend(report::excerpts(files, &found));
            told.issues.extend(found);
        }
        before
    });
    let told = Arc::new(told);
    let Some(checked) = checked.filter(|_| told.errors() == 0) else {
        let _ = found.send(Err(Trouble::Data(told)));
        return;
    };
    let changes = match before.as_ref().map(|before| diff::compare(before, &checked)).transpose() {
        Ok(changes) => changes,
        Err(error) => {
            let _ = found.send(Err(in_words(error.into())));
            return;
        }
    };
    let notes = input.notes.iter().cloned().chain(exports.notes()).collect();
    let _ = found.send(Ok((told.clone(), notes)));
    let ((data, summary), changes) = (&checked, changes.as_ref());
    thread::scope(|scope| {
        while let Ok(Look { config, theme, done }) = wanted.recv() {
            let told = told.clone();
            scope.spawn(move || {
                let site = Site { data, summary, changes, config: &config, theme: &theme };
                let (asks, asked) = channel();
                let ready = |prepared: Result<()>| {
                    if prepared.is_ok() {
                        stage.show(Front { asks, told });
                    }
                    let _ = done.send(prepared);
                };
                front::serve(&site, asked, ready);
            });
        }
    });
}

/// Folder that the paths of a configuration are relative to.
pub fn beside(config: Option<&Path>) -> &Path {
    config.and_then(Path::parent).unwrap_or(Path::new(""))
}
