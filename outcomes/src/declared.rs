//! Declared totals beside the computed ones.

use crate::dataset::{Dataset, Declaration, Figure};
use crate::rates::{Rate, RateKey, Tally};
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
