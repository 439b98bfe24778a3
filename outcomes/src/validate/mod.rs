//! Validation: from typed exports to one dataset with every reference resolved and withheld text
//! gone, naming every fault on the way.

mod attachments;
mod dates;
mod declarations;
mod disclosure;
mod handling;
mod private;
mod references;
mod registry;
mod resolve;
mod texts;
mod withheld;

use rustc_hash::FxHashMap;

use crate::cores;
use crate::dataset::{Dataset, Rules, Source, SourceIx, Unit, UnitIx};
use crate::export::RawUnit;
use crate::fault::{Faults, Piece};
use crate::private::Privacy;
use crate::read::{Document, Record};
use crate::text::Text;
use crate::unpublished::Unpublished;
use registry::{Names, Registries, Registry};

pub(crate) use resolve::ruled_due;

/// What the checks of an item need to know.
pub(crate) struct Scope<'s, 'a> {
    /// Everything that can be referred to.
    pub names: &'s Names<'a>,
    /// The rules in force.
    pub rules: &'s Rules,
    /// The export's as-of day.
    pub as_of: crate::date::Date,
}

/// Checks all documents and joins them; `None` only where there is none.
///
/// What must not be published goes to `kept`.
pub fn validate<'a>(
    mut documents: Vec<Document<'a>>,
    rules: &Rules,
    faults: &mut Faults,
    kept: &mut Unpublished<'a>,
) -> Option<Dataset<'a>> {
    if documents.is_empty() {
        return None;
    }
    for document in &mut documents {
        private::check_head(&mut document.head, &document.piece, &rules.privacy, faults, kept);
    }
    let (registries, names) = Registries::gather(&documents, faults);
    let mut items = Vec::new();
    let mut seen: FxHashMap<Text<'a>, (usize, &str)> = FxHashMap::default();
    let mut sources = Vec::new();
    for (at, document) in documents.iter_mut().enumerate() {
        dates::check_head(&document.head, &document.piece, faults);
        attachments::check_head(&document.head, &document.piece, faults);
        let scope = Scope { names: &names, rules, as_of: document.head.as_of };
        let mut records = std::mem::take(&mut document.records);
        for record in &records {
            let piece = record.place.piece(&document.piece, &record.item.id);
            references::check_id(&record.item.id, &piece, "/id", faults);
            let here = (record.place.position + 1, document.piece.file_name);
            if let Some((position, file)) = seen.insert(record.item.id.clone(), here) {
                let id = record.item.id.as_str();
                let what = format!("the id {id:?} is used by two items, the other is item {position} of {file}");
                faults.at(&piece, "/id", "E0202", what, "give each item an id of its own");
            }
        }
        check_items(&mut records, &document.piece, &scope, faults, kept);
        let proposers = &registries.proposers;
        records.iter_mut().for_each(|record| withheld::keep(record, &document.piece, proposers, kept));
        let source = SourceIx(at as u32);
        let resolved = cores::each(records, cores::ITEMS, |record| {
            resolve::item(*record.item, record.print, source, &names, rules)
        });
        if items.is_empty() {
            items = resolved;
        } else {
            items.extend(resolved);
        }
        sources.push(Source {
            publisher: document.head.publisher.clone(),
            as_of: document.head.as_of,
            exported: document.head.exported,
            fictional: document.head.fictional,
        });
    }
    declarations::check(&documents, &names, faults);
    let (declarations, reports, report_units, report_sources) = declarations::resolve(&documents, &names);
    let units = units(registries.units);
    let items = resolve::sorted(items);
    Some(Dataset {
        sources,
        sessions: registries.sessions.list,
        units,
        proposers: registries.proposers.list,
        categories: registries.categories.list,
        classes: registries.classes,
        grades: registries.grades,
        items,
        declarations,
        reports,
        report_units,
        report_sources,
        rules: Rules { privacy: Privacy::default(), ..rules.clone() },
    })
}

/// Checks every item; the order of what is found does not matter, it is sorted by place later.
fn check_items<'a>(
    records: &mut [Record<'a>],
    document: &Piece,
    scope: &Scope,
    faults: &mut Faults,
    kept: &mut Unpublished<'a>,
) {
    let check = |record: &mut Record<'a>, faults: &mut Faults, kept: &mut Unpublished<'a>| {
        let id = record.item.id.clone();
        let piece = record.place.piece(document, &id);
        let item = &mut *record.item;
        references::check(item, &piece, scope, faults);
        dates::check(item, &piece, scope, faults);
        handling::check(item, &piece, scope, faults);
        disclosure::check(item, &piece, faults);
        attachments::check(item, &piece, faults);
        private::check(item, &piece, &scope.rules.privacy, faults, kept);
    };
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        let found = records
            .par_chunks_mut(256)
            .map(|records| {
                let (mut found, mut kept) = (Faults::default(), Unpublished::default());
                records.iter_mut().for_each(|record| check(record, &mut found, &mut kept));
                (found, kept)
            })
            .collect::<Vec<_>>();
        for (found, more) in found {
            faults.absorb(found);
            kept.absorb(more);
        }
    }
    #[cfg(not(feature = "parallel"))]
    records.iter_mut().for_each(|record| check(record, faults, kept));
}

fn units<'a>(registry: Registry<'a, RawUnit<'a>>) -> Vec<Unit<'a>> {
    let parents: Vec<Option<UnitIx>> = registry
        .list
        .iter()
        .map(|unit| unit.parent.as_ref().and_then(|parent| registry.index.get(parent.as_str())).map(|at| UnitIx(*at)))
        .collect();
    registry
        .list
        .into_iter()
        .zip(parents)
        .map(|(unit, parent)| Unit {
            id: unit.id,
            name: unit.name,
            name_en: unit.name_en,
            parent,
            service_phone: unit.service_phone,
        })
        .collect()
}
