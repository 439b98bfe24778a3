//! The preview of exports while they are being worked on: what was saved is on the page that is looked
//! at, and what is wrong with it lies over the page with its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::any;
use tokio::sync::oneshot;

use super::desk::{Desk, Seen};
use super::stage::{Answer, Ask, Scene, Stage, Told, Trouble};
use super::telling::Teller;
use super::watch::Watch;
use super::{ROOM, check_base, server};
use crate::build::Job;
use crate::config::Lang;
use crate::hosting::{content_type, is_embed};
use crate::messages::{localised_error, messages};
use crate::note::Note;
use crate::words::Words;
use crate::{open, report};

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
/// How long what is wrong is kept back, in case the file is still being written.
const GRACE: Duration = Duration::from_millis(200);

const SCRIPT: &str = include_str!("page/preview.js");
const STYLES: &str = include_str!("page/preview.css");

/// What is previewed, and where.
#[derive(Clone, Debug)]
pub struct Live {
    /// What the site is made from.
    pub job: Job,
    /// Port; 0 takes a free one.
    pub port: u16,
    /// Path to serve under; that of the configured address where left out.
    pub base: Option<String>,
}

impl Live {
    /// Everything that the site is made from, as far as the configuration can be read.
    fn paths(&self) -> Vec<PathBuf> {
        let job = &self.job;
        let mut paths = job.exports.clone();
        paths.extend(job.config.clone());
        paths.extend(job.mapping.clone());
        if let Ok(config) = open::read_config(job.config.as_deref()) {
            paths.extend(job.earlier(&config));
            paths.extend(job.config.as_deref().and_then(|path| config.privacy.list_path(path)));
            let beside = job.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            paths.extend(config.theme.map(|theme| beside.join(theme)));
        }
        paths
    }
}

/// What a request is answered from.
struct House {
    stage: Arc<Stage>,
    words: Words,
    base: String,
}

/// Serves until interrupted; `ready` is told the address, `say` how each change went.
///
/// # Errors
/// Where a file is not there, the base path is none, or the port can't be had.
pub fn serve_live(live: &Live, lang: Lang, ready: impl Fn(&str), say: impl Fn(&str) + Send + 'static) -> Result<()> {
    for path in live.job.exports.iter().chain(&live.job.config).chain(&live.job.mapping).chain(&live.job.since) {
        std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    let configured = || open::read_config(live.job.config.as_deref()).map(|config| config.base_path().to_owned());
    let base = live.base.clone().or_else(|| configured().ok()).unwrap_or_else(|| "/".to_owned());
    check_base(&base)?;
    let stage = Arc::new(Stage::new());
    let [said, words] = [messages(lang)?, messages(lang)?];
    let house = Arc::new(House { stage: stage.clone(), words, base: base.clone() });
    let site = Router::new().fallback(any(answer)).with_state(house);
    let begin = |address| {
        ready(&format!("http://{address}{base}"));
        let live = live.clone();
        std::thread::spawn(move || work(&live, stage, &said, say));
    };
    server::run(live.port, begin, site)
}

/// Looks at the sources, again and again.
fn work(live: &Live, stage: Arc<Stage>, words: &Words, say: impl Fn(&str)) {
    let mut watch = Watch::new();
    let mut desk = Desk::new(&live.job, stage);
    loop {
        watch.on([live.paths().as_slice(), desk.attachments()].concat());
        let begun = Instant::now();
        let seen = desk.look_again();
        watch.also(desk.attachments());
        match seen {
            Seen::Same => {}
            Seen::Shown(told, notes) => say(&shown(words, &told, &notes, begun.elapsed())),
            Seen::Stays(trouble) => {
                if watch.touched(GRACE) {
                    continue;
                }
                say(&stays(words, &trouble));
                desk.admit(trouble);
            }
        }
        watch.wait();
    }
}

fn shown(words: &Words, told: &Told, notes: &[Note], time: Duration) -> String {
    let (errors, all) = (told.errors(), told.issues.len());
    let time = time.as_millis().to_string();
    let said = [("time", (&time).into()), ("errors", errors.into()), ("warnings", (all - errors).into())];
    let mut text = words.say("preview-shown", &said) + "\n" + &Note::lines(notes, words);
    text.truncate(text.trim_end().len());
    text
}

fn stays(words: &Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Fault(error) => words.say("error-line", &[("text", (&localised_error(error, words.lang)).into())]),
        Trouble::Data(told) => report::issues(words, &told.issues, &told.excerpts, false),
    }
}

async fn answer(State(house): State<Arc<House>>, uri: Uri) -> Response {
    let Some(path) = uri.path().strip_prefix(&*house.base) else {
        return if uri.path() == "/" || format!("{}/", uri.path()) == house.base {
            Redirect::temporary(&house.base).into_response()
        } else {
            (StatusCode::NOT_FOUND, house.words.say("preview-elsewhere", &[("base", (&house.base).into())]))
                .into_response()
        };
    };
    match path.strip_prefix(ROOM) {
        Some(name) => house.own(name, uri.query().unwrap_or_default()).await,
        None => house.page(path).await,
    }
}

impl House {
    fn teller(&self) -> Teller<'_> {
        Teller { words: &self.words, base: &self.base }
    }

    /// What the preview itself serves.
    async fn own(&self, name: &str, query: &str) -> Response {
        match name {
            "preview.js" => file(name, SCRIPT),
            "preview.css" => file(name, STYLES),
            "news" => self.news(query).await,
            "faults" => {
                let Scene { front, trouble } = self.stage.scene();
                let html = trouble.map(|trouble| self.teller().faults(&trouble, front.is_some()));
                html_answer(StatusCode::OK, html.unwrap_or_default().into_bytes())
            }
            "issues.html" => {
                let turn = self.first_look().await;
                let Scene { front, trouble } = self.stage.scene();
                match front {
                    Some(front) => html_answer(StatusCode::OK, self.teller().list(turn, &front.told)),
                    None => html_answer(StatusCode::OK, self.teller().no_site(turn, trouble.as_ref())),
                }
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    }

    /// Waits until something else is shown than the page that asks has seen.
    async fn news(&self, query: &str) -> Response {
        let seen = query.strip_prefix("seen=").and_then(|seen| seen.parse::<u64>().ok()).unwrap_or_default();
        let mut turns = self.stage.turns();
        let _ = tokio::time::timeout(PATIENCE, turns.wait_for(|turn| *turn != seen)).await;
        let turn = *turns.borrow();
        let trouble = self.stage.scene().trouble.is_some();
        file("news.json", &format!("{{\"turn\":{turn},\"trouble\":{trouble}}}"))
    }

    /// Waits for the first look at the data, which takes a moment; which turn it is.
    async fn first_look(&self) -> u64 {
        let mut turns = self.stage.turns();
        turns.wait_for(|turn| *turn > 0).await.map_or(0, |turn| *turn)
    }

    /// A page or file of the site.
    async fn page(&self, path: &str) -> Response {
        let turn = self.first_look().await;
        let Scene { front, trouble } = self.stage.scene();
        let teller = self.teller();
        let Some(front) = front else {
            return html_answer(StatusCode::SERVICE_UNAVAILABLE, teller.no_site(turn, trouble.as_ref()));
        };
        let is_folder = path.is_empty() || path.ends_with('/');
        let whole = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        let (to, got) = oneshot::channel();
        let asked = front.asks.send(Ask { path: whole.clone(), answer: to });
        let answer = match asked {
            Ok(()) => got.await.unwrap_or_else(|_| Answer::Fault(Arc::new(anyhow!("rendering ended unexpectedly")))),
            Err(_) => Answer::Fault(Arc::new(anyhow!("the site is gone: end the preview and start it again"))),
        };
        match answer {
            Answer::Page { html, .. } if is_embed(path) => html_answer(StatusCode::OK, html),
            Answer::Page { html, item, missing } => {
                let status = if missing { StatusCode::NOT_FOUND } else { StatusCode::OK };
                html_answer(status, teller.page(&html, turn, item.as_deref(), &front.told, trouble.as_ref()))
            }
            Answer::File(bytes) => file_of(&whole, bytes),
            Answer::Fault(fault) => html_answer(StatusCode::INTERNAL_SERVER_ERROR, teller.broken(turn, &fault)),
            Answer::Nothing => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

fn file(name: &str, text: &str) -> Response {
    file_of(name, text.as_bytes().to_vec())
}

fn file_of(name: &str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, content_type(name))], bytes).into_response()
}

fn html_answer(status: StatusCode, html: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, content_type("a.html"))], html).into_response()
}
