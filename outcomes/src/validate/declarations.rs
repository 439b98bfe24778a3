//! Declared totals and reports: what they refer to, and whether their parts add up.

use std::collections::HashMap;
use std::fmt::Arguments;

use super::references::check_id;
use super::registry::Names;
use crate::dataset::{Declaration, Figure, Report, SourceIx, UnitIx};
use crate::export::{RawDeclaration, RawDisclosureHeader};
use crate::fault::{Faults, Piece};
use crate::read::Document;
use crate::text::Text;

/// Checks all documents' declarations and reports; their ids are unlike over all of them, since
/// they stand in addresses.
pub(crate) fn check(documents: &[Document], names: &Names, faults: &mut Faults) {
    let (mut reports, mut declarations) = (HashMap::new(), HashMap::new());
    for document in documents {
        let (head, piece) = (&document.head, &document.piece);
        let id = |seen: &mut HashMap<_, _>, id: &Text, thing: &str, here: &str, faults: &mut Faults| {
            let pointer = format!("{here}/id");
            check_id(id, piece, &pointer, faults);
            if let Some(other) = seen.insert(id.to_string(), piece.file_name) {
                let what = format!("the id {:?} is used by two {thing}, the other in {other}", id.as_str());
                faults.at(piece, &pointer, "E0202", what, "give each an id of its own");
            }
        };
        for (at, report) in head.reports.iter().enumerate() {
            let here = format!("/reports/{at}");
            id(&mut reports, &report.id, "reports", &here, faults);
            unit(&report.unit, piece, &format!("{here}/unit"), names, faults);
            check_header(&report.header, piece, format_args!("{here}/header"), faults);
        }
        for (at, declaration) in head.declarations.iter().enumerate() {
            let here = format!("/declarations/{at}");
            id(&mut declarations, &declaration.id, "declarations", &here, faults);
            unit(&declaration.unit, piece, &format!("{here}/unit"), names, faults);
            if let Some(report) = &declaration.report
                && !head.reports.iter().any(|one| one.id == *report)
            {
                let what = format!("there is no report {:?}", report.as_str());
                faults.at(piece, format_args!("{here}/report"), "E0203", what, "add it to `reports`, or leave it out");
            }
            check_figures(declaration, piece, &here, faults);
        }
    }
}

fn unit(id: &str, piece: &Piece, pointer: &str, names: &Names, faults: &mut Faults) {
    if names.unit(id).is_none() {
        let what = format!("there is no unit {id:?}");
        faults.at(piece, pointer, "E0203", what, "add it to `units`, or name another unit");
    }
}

fn check_figures(declaration: &RawDeclaration, piece: &Piece, here: &str, faults: &mut Faults) {
    for (i, figure) in declaration.figures.iter().enumerate() {
        let pointer = format!("{here}/figures/{i}");
        if figure.of.is_some_and(|of| figure.value > of) {
            let what = format!("{} of {} is more than all", figure.value, figure.of.unwrap_or_default());
            faults.at(piece, &pointer, "E0701", what, "`value` is the numerator, `of` the denominator");
        }
        if figure.kind.is_some() || figure.of.is_some() {
            continue;
        }
        let parts: Vec<u32> = declaration
            .figures
            .iter()
            .filter(|part| part.measure == figure.measure && part.role == figure.role && part.kind.is_some())
            .map(|part| part.value)
            .collect();
        let sum: u64 = parts.iter().map(|part| u64::from(*part)).sum();
        if !parts.is_empty() && sum != u64::from(figure.value) {
            let what = format!("the parts by kind add up to {sum}, the declared total is {}", figure.value);
            faults.at(piece, &pointer, "W0701", what, "correct one of them; the page shows both");
        }
    }
}

/// Checks the index number of a disclosure header.
pub(crate) fn check_header(header: &RawDisclosureHeader, piece: &Piece, here: Arguments, faults: &mut Faults) {
    if let Some(index) = header.index_number.as_ref().filter(|index| !is_index_number(index)) {
        let what = format!("{:?} does not look like an index number", index.as_str());
        let hint = "the form is 011337231/2022-39555: organisation code, year, serial";
        faults.at(piece, format_args!("{here}/index_number"), "W0502", what, hint);
    }
}

/// Nine characters, a slash, the year, a hyphen, a serial.
fn is_index_number(text: &str) -> bool {
    let Some((code, rest)) = text.split_once('/') else { return false };
    let Some((year, serial)) = rest.split_once('-') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    code.len() == 9
        && code.bytes().all(|b| b.is_ascii_alphanumeric())
        && year.len() == 4
        && digits(year)
        && digits(serial)
}

/// Resolves declarations and reports of all documents; reports come with the unit of each.
pub(crate) fn resolve<'a>(
    documents: &[Document<'a>],
    names: &Names<'a>,
) -> (Vec<Declaration<'a>>, Vec<Report<'a>>, Vec<UnitIx>, Vec<SourceIx>) {
    let (mut declarations, mut reports, mut units) = (Vec::new(), Vec::<Report>::new(), Vec::new());
    let mut sources = Vec::new();
    for (source, document) in documents.iter().enumerate() {
        let first = reports.len();
        for report in &document.head.reports {
            units.push(names.unit(&report.unit).unwrap_or(UnitIx(0)));
            sources.push(SourceIx(source as u32));
            reports.push(report.clone());
        }
        for (position, raw) in document.head.declarations.iter().enumerate() {
            let report = raw.report.as_ref().and_then(|id| reports[first..].iter().position(|one| one.id == *id));
            declarations.push(Declaration {
                id: raw.id.clone(),
                source: SourceIx(source as u32),
                position: position as u32,
                unit: names.unit(&raw.unit).unwrap_or(UnitIx(0)),
                year: raw.year,
                report: report.map(|at| (first + at) as u32),
                partial: raw.partial,
                figures: raw
                    .figures
                    .iter()
                    .map(|figure| Figure {
                        measure: figure.measure,
                        kind: figure.kind,
                        role: figure.role,
                        value: figure.value,
                        of: figure.of,
                        wording: figure.wording.clone(),
                    })
                    .collect(),
            });
        }
    }
    (declarations, reports, units, sources)
}
