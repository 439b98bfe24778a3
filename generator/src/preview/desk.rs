//! The desk behind the preview: reads what the site is made from, tells what changed, and holds the
//! data in memory while the last good site stays on the stage.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use anyhow::{Result, anyhow};

use super::front;
use super::stage::{Front, Stage, Told, Trouble};
use super::watch::{Stamps, stamps};
use crate::build::{Failure, Job};
use crate::config::Config;
use crate::input::Input;
use crate::note::Note;
use crate::open::{Examined, Opened};
use crate::plan::Site;
use crate::theme::Theme;

/// What a look at the sources came to.
pub enum Seen {
    /// All is as it was.
    Same,
    /// A new site is on the stage, with these issues and notes.
    Shown(Arc<Told>, Vec<Note>),
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
    notes: Vec<Note>,
    /// What the theme's catalogues lack.
    gaps: Vec<Note>,
    /// What tells one state of the attachments from another.
    attached: Stamps,
}

impl Held {
    /// What is on the stage: a check tells the same.
    fn shown(&self) -> Seen {
        Seen::Shown(self.told.clone(), self.gaps.iter().chain(&self.notes).cloned().collect())
    }
}

/// The desk.
pub struct Desk<'l> {
    job: &'l Job,
    stage: Arc<Stage>,
    held: Option<Held>,
    /// Where attachments were looked for last, whether they are there or not.
    sought: Vec<PathBuf>,
    troubled: bool,
}

impl<'l> Desk<'l> {
    /// A desk that has read nothing yet.
    pub fn new(job: &'l Job, stage: Arc<Stage>) -> Self {
        Self { job, stage, held: None, sought: Vec::new(), troubled: false }
    }

    /// Reads everything again and shows what changed; data that is as it was is not checked anew. What
    /// is wrong goes to the stage only with [`Desk::admit`]: a file may be in the middle of being written.
    pub fn look_again(&mut self) -> Seen {
        match self.refresh() {
            Ok(seen) => seen,
            Err(trouble) => Seen::Stays(trouble),
        }
    }

    /// The attachments that the data names, where they should lie.
    pub fn attachments(&self) -> &[PathBuf] {
        &self.sought
    }

    /// Says on the stage what is wrong.
    pub fn admit(&mut self, trouble: Trouble) {
        self.troubled = true;
        self.stage.tell(Some(trouble));
    }

    fn refresh(&mut self) -> Result<Seen, Trouble> {
        let opened = Opened::open(self.job).map_err(failed)?;
        let (print, look) = (print_of_data(&opened), print_of_look(&opened));
        let attached = stamps(&self.sought);
        if let Some(held) = self.held.as_mut().filter(|held| held.print == print && held.attached == attached) {
            if held.look == look {
                if self.troubled {
                    self.troubled = false;
                    self.stage.tell(None);
                    return Ok(held.shown());
                }
                return Ok(Seen::Same);
            }
            show(&held.looks, opened.config, opened.theme).map_err(fault)?;
            (held.look, held.gaps) = (look, opened.notes);
        } else {
            self.held = Some(hold(opened, self.stage.clone(), (print, look), &mut self.sought)?);
        }
        self.troubled = false;
        Ok(self.held.as_ref().map_or(Seen::Same, Held::shown))
    }
}

fn fault(error: anyhow::Error) -> Trouble {
    Trouble::Fault(Arc::new(error))
}

fn failed(failure: Failure) -> Trouble {
    match failure {
        Failure::Usage(error) | Failure::World(error) => fault(error),
    }
}

/// What tells one state of the data from another: files, mapping and the rules that they are read by.
fn print_of_data(opened: &Opened) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update_rayon(bytes);
    };
    add(format!("{:?} {:?}", opened.config.rules(), opened.config.limits()).as_bytes());
    if let Some((name, text)) = opened.input.mapping() {
        add(name.as_bytes());
        add(text.as_bytes());
    }
    let earlier = opened.earlier.iter().flat_map(Input::opened);
    for (role, file) in
        opened.input.opened().iter().map(|file| ("now", file)).chain(earlier.map(|file| ("earlier", file)))
    {
        add(role.as_bytes());
        add(file.name.as_bytes());
        add(file.bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn print_of_look(opened: &Opened) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{:?}", opened.config).as_bytes());
    for (path, bytes) in &opened.theme.files {
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
    opened: Opened,
    stage: Arc<Stage>,
    (print, look): (String, String),
    sought: &mut Vec<PathBuf>,
) -> Result<Held, Trouble> {
    let (looks, wanted) = channel();
    let (found, finding) = channel();
    let (config, theme, gaps) = (opened.config.clone(), opened.theme.clone(), opened.notes.clone());
    thread::spawn(move || keep(&opened, &wanted, &found, &stage));
    let ended = || fault(anyhow!("the data can't be read: reading it ended unexpectedly"));
    let (found, paths) = finding.recv().map_err(|_| ended())?;
    // A file that is written meanwhile is another one afterwards, and is looked at again.
    *sought = paths;
    let attached = stamps(sought);
    let (told, notes) = found?;
    show(&looks, config, theme).map_err(fault)?;
    Ok(Held { print, look, looks, told, notes, gaps, attached })
}

/// How it went, and where attachments were looked for.
type Found = (Result<(Arc<Told>, Vec<Note>), Trouble>, Vec<PathBuf>);

/// Checks the data, says how that went, and shows it as often as it is wanted in another look.
fn keep(opened: &Opened, wanted: &Receiver<Look>, found: &Sender<Found>, stage: &Stage) {
    let sides = opened.sides();
    let mut examined = Examined::of(opened, &sides);
    let issues = std::mem::take(&mut examined.issues);
    let sought = std::mem::take(&mut examined.attachments.sought);
    let told = Arc::new(Told { issues, excerpts: std::mem::take(&mut examined.excerpts) });
    let (true, Some(checked)) = (told.errors() == 0, &examined.checked) else {
        let _ = found.send((Err(Trouble::Data(told)), sought));
        return;
    };
    let changes = match examined.changes() {
        Ok(changes) => changes,
        Err(error) => {
            let _ = found.send((Err(fault(error.into())), sought));
            return;
        }
    };
    let _ = found.send((Ok((told.clone(), examined.notes.clone())), sought));
    let ((data, summary), changes, attachments) = (checked, changes.as_ref(), &examined.attachments);
    thread::scope(|scope| {
        while let Ok(Look { config, theme, done }) = wanted.recv() {
            let told = told.clone();
            scope.spawn(move || {
                let site = Site { data, summary, changes, attachments, config: &config, theme: &theme };
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
