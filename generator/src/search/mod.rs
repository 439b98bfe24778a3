//! The search's index: from the data the documents, and from those the files that the page's engine
//! reads. It depends on no language and stands once in a site.

mod documents;
mod local;

pub use documents::{DISCLOSURES, EVALUATIONS, document};

use std::io::Write as _;
use std::ops::Range;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use search::Document;
use search::build::{Builder, RUN, Run, samples};

use crate::fingerprint::{Fingerprints, Made};
use crate::plan::Site;
use crate::publish::Sink;

/// Folder of the index, from the root of the site.
pub const FOLDER: &str = "search/";
/// The script that carries what a page opened from a folder searches.
pub const LOCAL: &str = "local.js";
/// The engine.
const PROGRAM: &str = "assets/finder_bg.wasm";
/// The engine packed by gzip, for browsers that unpack it themselves.
const PACKED: &str = "finder.bin";

/// Writes the index.
///
/// # Errors
/// Where the sink can't keep a file.
pub fn write(site: &Site, sink: &dyn Sink, made: Made) -> Result<()> {
    let records = site.data.items.len() as u32;
    let document = |record: u32| documents::document(site, record);
    let names = documents::names(site);
    let builder = learnt(site, &document, sink, made);
    let brief = builder.brief();
    let put = |path: &str, bytes: &[u8]| sink.put(&format!("{FOLDER}{path}"), bytes);
    if let Some(engine) = site.theme.files.get(PROGRAM) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(engine)?;
        put(PACKED, &packed.finish()?)?;
    }
    let runs = runs(records, |of| match made {
        Some(made) => kept_run(&builder, of, &document, sink, made),
        None => builder.run(of.start, of.map(document), &put),
    })?;
    let stretches: Vec<_> = builder.stretches(&runs);
    let terms: Vec<_> =
        stretches.into_par_iter().map(|stretch| builder.merge(&runs, stretch, &put)).collect::<Result<_>>()?;
    builder.finish(&runs, terms.into_iter().flatten().collect(), &names, &put)?;
    drop(runs);
    local::write(site, brief, &document, &names, &put)
}

/// An index in the making: what the sink remembers to be learnt from the same records, else what is learnt anew.
fn learnt<'d>(site: &Site, document: &(impl Fn(u32) -> Document<'d> + Sync), sink: &dyn Sink, made: Made) -> Builder {
    let from = made.map(Fingerprints::of_learnt);
    if let Some(builder) = from.and_then(|from| Builder::read(&sink.recall(from)?)) {
        return builder;
    }
    let data = site.data;
    let records = data.items.len() as u32;
    let lessons: Vec<String> =
        samples(records).collect::<Vec<_>>().into_par_iter().map(|record| document(record).lesson()).collect();
    let people = data.proposers.iter().map(|proposer| proposer.name.as_str());
    let others = data.units.iter().map(|unit| unit.name.as_str());
    let builder = Builder::new(records, &lessons, people.chain(others));
    if let Some(from) = from {
        sink.remember(from, &builder.write());
    }
    builder
}

/// Makes the runs of all records, on all cores.
fn runs(records: u32, run: impl Fn(Range<u32>) -> Result<Run> + Sync) -> Result<Vec<Run>> {
    let firsts: Vec<u32> = (0..records).step_by(RUN as usize).collect();
    firsts.into_par_iter().map(|first| run(first..records.min(first + RUN))).collect()
}

/// A run that the sink remembers from the same records, with the blocks that are there; else a new one.
fn kept_run<'d>(
    builder: &Builder,
    of: Range<u32>,
    document: &(impl Fn(u32) -> Document<'d> + Sync),
    sink: &dyn Sink,
    made: &Fingerprints,
) -> Result<Run> {
    let from = made.of_records(of.clone());
    let path = |path: &str| [FOLDER, path].concat();
    let mut kept = FxHashSet::default();
    if let Some(run) = sink.recall(from).and_then(|bytes| Run::read(&bytes)) {
        let blocks: Vec<String> = run.paths().collect();
        for block in &blocks {
            if sink.keep(&path(block), Some(from))? {
                kept.insert(block.clone());
            }
        }
        if kept.len() == blocks.len() {
            return Ok(run);
        }
    }
    let put = |block: &str, bytes: &[u8]| {
        if kept.contains(block) { Ok(()) } else { sink.put_made(&path(block), bytes, Some(from)) }
    };
    let run = builder.run(of.start, of.map(document), &put)?;
    sink.remember(from, &run.write());
    Ok(run)
}
