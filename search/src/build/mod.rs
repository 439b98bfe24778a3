//! Makes an index: runs of records, each for itself and on any core, are cut into sorted terms and
//! packed blocks; then the runs are merged, any stretch of the terms on any core. What comes out
//! depends on the records alone. A run keeps its lists packed, so that an index of many records needs
//! a few hundred bytes of memory for each.

mod frequency;
mod kept;
mod merge;
mod met;
mod run;

use std::sync::{Mutex, PoisonError};

use crate::FACETS;
use crate::codec::{Model, Packer};
use crate::format::{self, DIRECTORY, Directory, Holds, Name, Names, Tree};
use crate::record::Document;
use frequency::Common;
use met::Met;
pub use run::Run;

/// Records whose texts are learnt from.
const SAMPLES: u32 = 256;
/// Records of a run: its blocks don't depend on how long it is.
pub const RUN: u32 = 512;
/// Stretches of terms that are merged for themselves.
const STRETCHES: usize = 16;

/// Takes a finished file: its path in the index's folder, and its bytes.
pub type Put<'p, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'p;

/// The numbers of the records to learn from. Records are counted from the oldest; as long as their
/// number does not double, the same are learnt from when some are added.
pub fn samples(records: u32) -> impl Iterator<Item = u32> {
    let most = if records == 0 { 0 } else { 1 << records.ilog2() };
    (0..most).step_by((most / SAMPLES).max(1) as usize)
}

/// An index in the making.
pub struct Builder {
    records: u32,
    model: Model,
    /// How common pairs are; `None` for an index without terms.
    common: Option<Common>,
    /// What runs are cut with, as many as are cut at the same time.
    mets: Mutex<Vec<Met>>,
}

impl Builder {
    /// An index of so many records, some of whose texts are given to learn from, with the names that
    /// are asked for most.
    pub fn new<'n>(records: u32, samples: &[String], names: impl Iterator<Item = &'n str>) -> Self {
        let common = Some(Common::learn(records, samples, names));
        Self { records, model: Model::learn(samples), common, mets: Mutex::default() }
    }

    /// The same index without texts and terms, to be looked through record by record.
    pub fn brief(&self) -> Self {
        Self { records: self.records, model: self.model.clone(), common: None, mets: Mutex::default() }
    }

    /// Cuts and packs the documents of the records from `first` on; their blocks go to `put`.
    ///
    /// # Errors
    /// Where `put` fails.
    pub fn run<'d, E>(
        &self,
        first: u32,
        documents: impl Iterator<Item = Document<'d>>,
        put: &Put<E>,
    ) -> Result<Run, E> {
        let mets = || self.mets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut met = mets().pop().unwrap_or_default();
        let packer = &mut Packer::new(&self.model);
        let run = run::run(self.records, self.common.as_ref(), packer, &mut met, first, documents, put);
        mets().push(met);
        run
    }

    /// The stretches of terms to be merged: their first keys, and behind the last. No more runs are cut then.
    pub fn stretches(&self, runs: &[Run]) -> Vec<(u64, u64)> {
        self.mets.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if self.common.is_some() { merge::stretches(runs, STRETCHES) } else { Vec::new() }
    }

    /// Merges the terms of a stretch; their files go to `put`.
    ///
    /// # Errors
    /// Where `put` fails.
    pub fn merge<E>(&self, runs: &[Run], stretch: (u64, u64), put: &Put<E>) -> Result<Vec<(u64, Name)>, E> {
        match &self.common {
            Some(common) => merge::merge(self.records, common, runs, stretch, put),
            None => Ok(Vec::new()),
        }
    }

    /// Writes all that is left: names, columns, and the directory that leads to everything. `terms`
    /// are the files of all stretches in order.
    ///
    /// # Errors
    /// Where `put` fails.
    pub fn finish<E>(self, runs: &[Run], terms: Vec<(u64, Name)>, names: &Names, put: &Put<E>) -> Result<(), E> {
        let file = |holds: Holds, key: u64, bytes: &[u8]| {
            let name = format::name(holds, key, bytes);
            put(&format::path(name), bytes).map(|()| name)
        };
        let model = file(Holds::Model, 0, &self.model.write())?;
        let names = file(Holds::Names, 0, &format::write_names(names, &mut Packer::new(&self.model)))?;
        let mut columns = Vec::new();
        for facet in 0..FACETS.len() {
            let bytes = merge::column(self.records, runs, facet as u32);
            columns.push((file(Holds::Column, facet as u64, &bytes)?, bytes.len() as u32));
        }
        let blocks = runs.iter().flat_map(|run| run.blocks.iter().copied()).collect();
        let node = |name: Name, bytes: &[u8]| put(&format::path(name), bytes);
        let terms = Tree::over(terms, node)?;
        let blocks = Tree::over(blocks, node)?;
        let directory = Directory {
            records: self.records,
            samples: self.common.as_ref().map_or(0, |common| common.samples),
            chance: self.common.as_ref().map_or(0, |common| common.chance),
            plain: self.common.is_none(),
            model,
            names,
            columns,
            terms,
            blocks,
        };
        put(DIRECTORY, &directory.write())
    }
}
