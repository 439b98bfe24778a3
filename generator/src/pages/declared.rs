//! What units declare in their own reports, beside what the items of this site add up to.

use outcomes::dataset::{Declaration, Figure, UnitIx};
use outcomes::declared::{computed, differs};
use outcomes::rates::Rate;
use outcomes::terms::Measure;
use serde::Serialize;

use super::measures::{self, Cell, Tile};
use super::{Edition, Linked};
use crate::render::Parts;
use crate::route::Route;

/// A unit's declared totals beside the computed ones.
#[derive(Serialize)]
pub struct Declared<'t> {
    title: String,
    unit: Linked<'t>,
    report: Option<Linked<'t>>,
    partial: Option<String>,
    headline: Parts<Tile>,
    figures: Vec<DeclaredFigure>,
}

/// One declared figure.
#[derive(Serialize)]
pub struct DeclaredFigure {
    label: String,
    wording: Option<String>,
    declared: String,
    computed: String,
    differs: bool,
}

/// Figures shown large.
const HEADLINE: usize = 8;

/// What is declared, by all units or by one.
pub fn declared<'t>(edition: &'t Edition, unit: Option<UnitIx>) -> Vec<Declared<'t>> {
    let declarations = edition.site.data.declarations.iter();
    declarations
        .filter(|declaration| unit.is_none_or(|unit| declaration.unit == unit))
        .map(|declaration| one(edition, declaration))
        .collect()
}

/// What a report declares.
pub fn of_report<'t>(edition: &'t Edition, report: u32) -> Vec<Declared<'t>> {
    let declarations = edition.site.data.declarations.iter();
    declarations.filter(|one| one.report == Some(report)).map(|declaration| one(edition, declaration)).collect()
}

fn one<'t>(edition: &'t Edition, declaration: &Declaration) -> Declared<'t> {
    let (words, data) = (&edition.words, edition.site.data);
    let unit = edition.unit_name(declaration.unit);
    let figures: Vec<_> = declaration.figures.iter().map(|figure| shown(edition, declaration, figure)).collect();
    let total =
        declaration.figures.iter().find(|f| f.measure == Measure::HandedOver && f.kind.is_none() && f.role.is_none());
    let held = total.map(|figure| computed(data, edition.site.summary, declaration, figure).num);
    Declared {
        title: words.say("declared-title", &[("unit", unit.into()), ("year", (&declaration.year.to_string()).into())]),
        unit: edition.unit(declaration.unit),
        report: declaration
            .report
            .map(|report| edition.linked(data.reports[report as usize].title.as_str(), Route::Report(report))),
        partial: declaration.partial.then(|| match (held, total) {
            (Some(held), Some(total)) => {
                words.say("declared-partial", &[("held", held.into()), ("total", total.value.into())])
            }
            _ => words.text("declared-part"),
        }),
        headline: declaration.figures.iter().take(HEADLINE).map(|figure| tile(edition, figure)).collect(),
        figures,
    }
}

fn tile(edition: &Edition, figure: &Figure) -> Tile {
    let words = &edition.words;
    let (value, counts) = match figure.of {
        None => (words.count(figure.value), None),
        Some(of) => {
            let Cell { value, counts, .. } = measures::cell(edition, Rate::new(figure.value, of));
            (value, counts)
        }
    };
    Tile {
        label: words.measure(figure.measure, figure.kind, figure.role),
        value,
        counts,
        note: Some(words.text("declared-label")),
        href: None,
    }
}

fn shown(edition: &Edition, declaration: &Declaration, figure: &Figure) -> DeclaredFigure {
    let (words, data) = (&edition.words, edition.site.data);
    let computed = computed(data, edition.site.summary, declaration, figure);
    let write = |rate: Rate, is_rate: bool| if is_rate { words.rate(rate) } else { words.count(rate.num) };
    let is_rate = figure.of.is_some();
    let declared = Rate::new(figure.value, figure.of.unwrap_or_default());
    DeclaredFigure {
        label: words.measure(figure.measure, figure.kind, figure.role),
        wording: figure.wording.as_ref().map(|wording| wording.to_string()),
        declared: write(declared, is_rate),
        computed: write(computed, is_rate),
        differs: differs(figure, computed),
    }
}
