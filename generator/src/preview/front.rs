//! A site in memory that renders what is asked for: a browser looks at one page at a time, so none is
//! rendered before.

use std::collections::HashMap;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::shelf::Shelf;
use super::stage::{Answer, Ask};
use crate::plan::{Plan, PlannedPage, Site, plan};
use crate::render::Renderer;
use crate::route::Route;

/// Pages and files that are made at the same time.
const HANDS: usize = 4;

/// Prepares a site, calls `ready` with how that went, and answers until nobody can ask any more.
pub fn serve(site: &Site, asks: Receiver<Ask>, ready: impl FnOnce(Result<()>)) {
    let plan = plan(site);
    let renderer = match Renderer::new(site, &plan).and_then(|renderer| first_page(&renderer, &plan).map(|()| renderer))
    {
        Ok(renderer) => renderer,
        Err(error) => return ready(Err(error)),
    };
    let pages: HashMap<&str, &PlannedPage> = plan.pages.iter().map(|page| (page.path(), page)).collect();
    let shelf = Shelf::new(site, &plan, &renderer);
    let answer = |path: &str| {
        let missing = !pages.contains_key(path);
        if missing {
            match shelf.file(path) {
                Ok(Some(bytes)) => return Answer::File(bytes),
                Ok(None) => {}
                Err(error) => return Answer::Fault(error),
            }
        }
        let Some(page) = pages.get(path).or_else(|| pages.get("404.html")) else { return Answer::Nothing };
        let mut html = Vec::new();
        match renderer.render(page, &mut html) {
            Err(error) => Answer::Fault(error.into()),
            Ok(()) => {
                let item = match page.route {
                    Route::Item(item) if !missing => Some(site.data.items[item.at()].id.to_string()),
                    _ => None,
                };
                Answer::Page { html, item, missing: missing || page.route == Route::NotFound }
            }
        }
    };
    ready(Ok(()));
    let asks = Mutex::new(asks);
    let next = || asks.lock().unwrap_or_else(PoisonError::into_inner).recv();
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                while let Ok(Ask { path, answer: to }) = next() {
                    // Who asked may have gone.
                    let _ = to.send(answer(&path));
                }
            });
        }
    });
}

/// Renders the first page once, so that a fault that every page has is found before a reader is.
fn first_page(renderer: &Renderer, plan: &Plan) -> Result<()> {
    let Some(page) = plan.pages.first() else { return Ok(()) };
    renderer.render(page, &mut Vec::new())
}
