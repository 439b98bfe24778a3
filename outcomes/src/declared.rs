//! Declared totals beside the computed ones.

use crate::dataset::{Dataset, Declaration, Figure};
use crate::issue::{Issue, Place, Severity};
use crate::rates::{Rate, RateKey, Tally};
use crate::read::{SourceFile, locate};
use crate::summary::Summary;
use crate::terms::Measure;

/// The declared figure as the items have it: a count in `num` with `den` 0, or a rate. Counted are
/// the items of sessions of the declared year that the unit has the figure's role in.
pub fn computed(data: &Dataset, summary: &Summary, declaration: &Declaration, figure: &Figure) -> Rate {
    let (mut tally, mut handed_over) = (Tally::default(), 0);
    for ix in &summary.items_of_unit[declaration.unit.at()] {
        let item = &data.items[ix.at()];
        let year = data.sessions[item.session.at()].year == declaration.year;
        if !year || figure.kind.is_some_and(|kind| kind != item.kind) {
            continue;
        }
        let own = |assignment: &crate::dataset::Assignment| {
            assignment.unit == declaration.unit && figure.role.is_none_or(|only| assignment.role == Some(only))
        };
        tally.add(data, item, false, own);
        handed_over += u32::from(item.end.is_none() && item.assignments.iter().any(own));
    }
    let count = |count| Rate::new(count, 0);
    match figure.measure {
        Measure::HandedOver => count(handed_over),
        Measure::Owed => count(tally.owed),
        Measure::Assignments => count(tally.owed + tally.joint + tally.unstated),
        Measure::Replied => count(tally.replied),
        Measure::Closed => count(tally.closed),
        Measure::ReplyRate => tally.rate(RateKey::Reply),
        Measure::CompletionRate => tally.rate(RateKey::Completion),
        Measure::SatisfactionRate => tally.rate(RateKey::Satisfaction),
        Measure::SatisfactionWithBasicRate => tally.rate(RateKey::SatisfactionWithBasic),
        Measure::ResolutionRate => tally.rate(RateKey::Resolution),
    }
}

/// Whether a declared figure and the computed one disagree.
pub fn differs(figure: &Figure, computed: Rate) -> bool {
    figure.value != computed.num || figure.of.is_some_and(|of| of != computed.den)
}

/// One warning (W0702) for each declaration that the items do not bear out, at its place in
/// `files`, those that the data was read from.
pub fn warnings(data: &Dataset, summary: &Summary, files: &[SourceFile]) -> Vec<Issue> {
    let warning = |declaration| {
        let what = disagreement(data, summary, declaration)?;
        let file = files.get(declaration.source.at())?;
        let pointer = format!("/declarations/{}", declaration.position);
        let (line, column) = locate::line_and_column(file.bytes, &pointer);
        let hint = if declaration.partial {
            "the export says that it holds only a part; the pages show both figures"
        } else {
            "the pages show both figures; correct the export, or set `partial` where items are missing"
        };
        Some(Issue {
            code: "W0702",
            severity: Severity::Warning,
            place: Place { file: file.name.to_owned(), line, column, pointer, item: None },
            what,
            hint: hint.to_owned(),
            private: None,
        })
    };
    data.declarations.iter().filter_map(warning).collect()
}

/// Which figures of a declaration differ, in words; `None` where none does.
fn disagreement(data: &Dataset, summary: &Summary, declaration: &Declaration) -> Option<String> {
    let write = |num: u32, den: Option<u32>| den.map_or(num.to_string(), |den| format!("{num}/{den}"));
    let differing: Vec<String> = declaration
        .figures
        .iter()
        .map(|figure| (figure, computed(data, summary, declaration, figure)))
        .filter(|(figure, computed)| differs(figure, *computed))
        .map(|(figure, computed)| {
            let only = figure.kind.map(|kind| kind.key()).into_iter().chain(figure.role.map(|role| role.key()));
            let only = only.collect::<Vec<_>>().join(", ");
            let only = if only.is_empty() { only } else { format!(" ({only})") };
            let declared = write(figure.value, figure.of);
            let computed = write(computed.num, figure.of.map(|_| computed.den));
            format!("{}{only} {declared}, computed {computed}", figure.measure.key())
        })
        .collect();
    let id = declaration.id.as_str();
    (!differing.is_empty())
        .then(|| format!("{id:?} declares otherwise than the items add up: {}", differing.join("; ")))
}
