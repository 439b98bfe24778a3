//! Files of a site that are no pages, made in memory when the first of their kind is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError};

use anyhow::{Error, Result};

use crate::plan::{Plan, Site};
use crate::publish::{Memory, Sink};
use crate::render::Renderer;
use crate::route::Route;
use crate::{data_files, discovery, search};

/// Kinds of files that are made together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Spoken,
    Search,
    Explorer,
    Data,
    Pictures,
    Feeds,
    Discovery,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Spoken, Self::Search, Self::Explorer, Self::Data, Self::Pictures, Self::Feeds, Self::Discovery];

    /// The kind that a path would be of.
    fn of(path: &str) -> Self {
        if path.starts_with("assets/") {
            Self::Spoken
        } else if path.starts_with(search::FOLDER) {
            Self::Search
        } else if path.starts_with("data/explorer-") {
            Self::Explorer
        } else if path.starts_with("data/") {
            Self::Data
        } else if path.ends_with(".svg") || path.ends_with(".png") {
            Self::Pictures
        } else if path.ends_with(".atom") || path.ends_with(".ics") {
            Self::Feeds
        } else {
            Self::Discovery
        }
    }
}

/// What was made: path and content, or why it could not be made.
type Made = Result<BTreeMap<String, Vec<u8>>, Arc<Error>>;

/// The files of one site.
pub struct Shelf<'s, 'a> {
    site: &'s Site<'a>,
    plan: &'s Plan,
    renderer: &'s Renderer<'a>,
    made: [OnceLock<Made>; Kind::ALL.len()],
}

impl<'s, 'a> Shelf<'s, 'a> {
    /// An empty shelf.
    pub fn new(site: &'s Site<'a>, plan: &'s Plan, renderer: &'s Renderer<'a>) -> Self {
        Self { site, plan, renderer, made: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// A file; `None` where the site has none of that name.
    ///
    /// # Errors
    /// Where it can't be made.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Arc<Error>> {
        if let Some((_, bytes)) = self.site.theme.assets().find(|(known, _)| *known == path) {
            return Ok(Some(bytes.to_vec()));
        }
        let kind = Kind::of(path);
        let slot = Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default();
        let made = self.made[slot].get_or_init(|| {
            let memory = Memory::default();
            self.make(kind, &memory)?;
            Ok(memory.0.into_inner().unwrap_or_else(PoisonError::into_inner))
        });
        made.as_ref().map(|files| files.get(path).cloned()).map_err(Clone::clone)
    }

    fn make(&self, kind: Kind, sink: &dyn Sink) -> Result<()> {
        match kind {
            Kind::Spoken => self.renderer.spoken(sink),
            Kind::Search if self.plan.has(Route::Search) => search::write(self.site, sink, None),
            Kind::Search => Ok(()),
            Kind::Explorer => self.plan.analysis.as_ref().map_or(Ok(()), |analysis| analysis.write(self.site, sink)),
            Kind::Data => {
                self.site.attachments.write(sink)?;
                data_files::write(self.site, sink)
            }
            Kind::Pictures => self.renderer.pictures(sink),
            Kind::Feeds => self.renderer.feeds(sink, None),
            Kind::Discovery => discovery::write(self.site, self.plan, sink),
        }
    }
}
