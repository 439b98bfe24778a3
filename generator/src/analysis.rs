//! What the analysis page's engine reads: the facts of all items in one file, and blocks of rows from
//! which its lists are made. They depend on no language and stand once in a site.

use std::hash::Hasher;

use anyhow::Result;
use outcomes::dataset::{Item, ItemIx, Publication};
use outcomes::life::State;
use outcomes::print::Printer;
use outcomes::terms::Kind;
use serde::Serialize;

use crate::plan::Site;
use crate::publish::Sink;
use crate::route::Route;

/// Replies owed from which on there is something to explore (件次).
pub const EXPLORABLE: u32 = 20;
/// Items in one block of rows.
pub const BLOCK: usize = 500;

/// What the engine reads.
#[derive(Debug)]
pub struct Analysis {
    /// Folder of its files, named by a hash over what they hold, so that none is mixed with another
    /// build's.
    pub folder: String,
    bytes: Vec<u8>,
}

/// A row: number, kind by its place in [`Kind::ALL`], title (`null` unknown, `false` withheld), path
/// of the item's page, state by its place in [`State::ALL`], ids of item and session.
#[derive(Serialize)]
struct Row<'a>(Option<&'a str>, usize, Title<'a>, String, usize, &'a str, &'a str);

#[derive(Serialize)]
#[serde(untagged)]
enum Title<'a> {
    Known(&'a str),
    Withheld(bool),
    Unknown,
}

impl Analysis {
    /// Reads the facts; `None` where there is too little to explore.
    pub fn of(site: &Site) -> Option<Self> {
        if site.summary.whole.owed < EXPLORABLE {
            return None;
        }
        let bytes = site.summary.facts.encode();
        let mut printer = Printer::default();
        printer.write(&bytes);
        for (item, life) in site.data.items.iter().zip(&site.summary.lives) {
            // A row's path is made of the ids of item and session.
            let (number, title) = (item.number.as_deref().unwrap_or(""), item.title.as_deref().unwrap_or(""));
            for part in [number, title, &item.id, &site.data.sessions[item.session.at()].id] {
                printer.write(part.as_bytes());
                printer.write(&[0]);
            }
            printer.write(&[position(&State::ALL, life.state) as u8]);
        }
        let folder = format!("data/explorer-{:012x}/", printer.take() >> 80);
        Some(Self { folder, bytes })
    }

    /// Writes the facts and the blocks of rows.
    ///
    /// # Errors
    /// Where the sink can't keep one.
    pub fn write(&self, site: &Site, sink: &dyn Sink) -> Result<()> {
        sink.put(&format!("{}facts.bin", self.folder), &self.bytes)?;
        for (block, items) in site.data.items.chunks(BLOCK).enumerate() {
            let rows = items.iter().enumerate().map(|(at, item)| row(site, block * BLOCK + at, item));
            let rows = serde_json::to_vec(&rows.collect::<Vec<_>>())?;
            sink.put(&format!("{}items-{}.json", self.folder, block + 1), &rows)?;
        }
        Ok(())
    }
}

fn row<'a>(site: &Site<'a>, at: usize, item: &'a Item<'a>) -> Row<'a> {
    let title = match (&item.title, &item.text) {
        (Some(title), _) => Title::Known(title),
        (None, Publication::Withheld(_)) => Title::Withheld(false),
        (None, _) => Title::Unknown,
    };
    let path = Route::Item(ItemIx(at as u32)).path(site.data);
    let state = position(&State::ALL, site.summary.lives[at].state);
    let session = &site.data.sessions[item.session.at()].id;
    Row(item.number.as_deref(), position(Kind::ALL, item.kind), title, path, state, &item.id, session)
}

fn position<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or_default()
}
