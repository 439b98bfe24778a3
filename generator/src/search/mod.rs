//! The search's index: from the data the documents, and from those the files that the page's engine
//! reads. It depends on no language and stands once in a site.

mod documents;
mod local;

pub use documents::{DISCLOSURES, EVALUATIONS, document};

use std::io::Write as _;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use search::Document;
use search::build::{Builder, RUN, Run, samples};

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
pub fn write(site: &Site, sink: &dyn Sink) -> Result<()> {
    let records = site.data.items.len() as u32;
    let document = |record: u32| documents::document(site, record);
    let names = documents::names(site);
    let lessons: Vec<String> =
        samples(records).collect::<Vec<_>>().into_par_iter().map(|record| document(record).lesson()).collect();
    let data = site.data;
    let people = data.proposers.iter().map(|proposer| proposer.name.as_str());
    let others = data.units.iter().map(|unit| unit.name.as_str());
    let builder = Builder::new(records, &lessons, people.chain(others));
    drop(lessons);
    let brief = builder.brief();
    let put = |path: &str, bytes: &[u8]| sink.put(&format!("{FOLDER}{path}"), bytes);
    if let Some(engine) = site.theme.files.get(PROGRAM) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(engine)?;
        put(PACKED, &packed.finish()?)?;
    }
    let runs = runs(&builder, records, &document, &put)?;
    let stretches: Vec<_> = builder.stretches(&runs);
    let terms: Vec<_> =
        stretches.into_par_iter().map(|stretch| builder.merge(&runs, stretch, &put)).collect::<Result<_>>()?;
    builder.finish(&runs, terms.into_iter().flatten().collect(), &names, &put)?;
    drop(runs);
    local::write(site, brief, &document, &names, &put)
}

/// Cuts all documents, some at a time, on all cores.
fn runs<'d>(
    builder: &Builder,
    records: u32,
    document: &(impl Fn(u32) -> Document<'d> + Sync),
    put: &search::build::Put<anyhow::Error>,
) -> Result<Vec<Run>> {
    let firsts: Vec<u32> = (0..records).step_by(RUN as usize).collect();
    let run = |first: u32| builder.run(first, (first..records.min(first + RUN)).map(document), put);
    firsts.into_par_iter().map(run).collect()
}
