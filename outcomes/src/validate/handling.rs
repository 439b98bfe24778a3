//! The rules of handling: who owes what, who may judge, what an outcome class asks for.

use std::fmt::Arguments;

use super::Scope;
use crate::date::Date;
use crate::export::{RawAssignment, RawClassChange, RawItem};
use crate::fault::{Faults, Piece};
use crate::terms::{CountsAs, Role};
use crate::text::Text;

/// Checks roles, evaluations, classes and commitments of an item.
pub(crate) fn check(item: &RawItem, piece: &Piece, scope: &Scope, faults: &mut Faults) {
    check_roles(item, piece, faults);
    for (at, assignment) in item.assignments.iter().enumerate() {
        let here = format_args!("/assignments/{at}");
        if assignment.role == Some(Role::Joint) {
            check_joint(assignment, piece, here, faults);
        } else {
            check_evaluations(item, assignment, piece, here, faults);
            check_classes(assignment, piece, here, scope, faults);
        }
        check_extension(assignment, piece, here, scope, faults);
    }
}

fn check_roles(item: &RawItem, piece: &Piece, faults: &mut Faults) {
    let mut leads = 0;
    let owing = item.assignments.iter().filter(|one| one.role.is_some_and(Role::owes_reply)).count();
    for (at, assignment) in item.assignments.iter().enumerate() {
        let pointer = format_args!("/assignments/{at}");
        if item.assignments[..at].iter().any(|one| one.unit == assignment.unit) {
            let what = format!("the unit {:?} has two assignments of this item", assignment.unit.as_str());
            faults.at(piece, format_args!("{pointer}/unit"), "E0403", what, "join them into one assignment");
        }
        match assignment.role {
            Some(Role::Lead) => {
                leads += 1;
                if leads == 2 {
                    let hint = "one unit leads; units that each reply for a part are `separate`";
                    faults.at(
                        piece,
                        format_args!("{pointer}/role"),
                        "E0402",
                        "this item has two lead units".into(),
                        hint,
                    );
                }
            }
            Some(Role::Sole) if owing > 1 => {
                let hint = "units that each owe a reply are `separate`, or one is `lead` and the others are `joint`";
                let what = "a sole unit has others beside it that owe a reply".to_owned();
                faults.at(piece, format_args!("{pointer}/role"), "E0404", what, hint);
            }
            _ => {}
        }
    }
    let joint = item.assignments.iter().position(|one| one.role == Some(Role::Joint));
    let others = item.assignments.iter().any(|one| one.role != Some(Role::Joint));
    if let (Some(at), false) = (joint, others) {
        let what = "joint units give opinions, but no unit owes the reply".to_owned();
        faults.at(piece, format_args!("/assignments/{at}/role"), "W0401", what, "name the lead unit");
    }
}

fn check_joint(raw: &RawAssignment, piece: &Piece, here: Arguments, faults: &mut Faults) {
    let extras = [
        ("replies", !raw.replies.is_empty()),
        ("class_changes", !raw.class_changes.is_empty()),
        ("evaluations", !raw.evaluations.is_empty()),
        ("commitments", !raw.commitments.is_empty()),
    ];
    for (field, _) in extras.into_iter().filter(|(_, present)| *present) {
        let what = format!("a joint unit has `{field}`, but it owes an opinion, never a reply");
        let hint = "move it to the lead unit, write it as `opinion`, or correct the role";
        faults.at(piece, format_args!("{here}/{field}"), "E0401", what, hint);
    }
}

fn check_evaluations(item: &RawItem, raw: &RawAssignment, piece: &Piece, here: Arguments, faults: &mut Faults) {
    for (i, evaluation) in raw.evaluations.iter().enumerate() {
        let pointer = format_args!("{here}/evaluations/{i}");
        if raw.replies.is_empty() {
            let what = "there is an evaluation, but no reply to evaluate".to_owned();
            faults.at(piece, pointer, "E0405", what, "add the reply, with no date if it is not known");
        }
        let round = evaluation.round.unwrap_or(1);
        if !(1..=2).contains(&round) {
            let what = format!("there is no round {round}");
            faults.at(piece, format_args!("{pointer}/round"), "E0406", what, "write 1 (初次) or 2 (二次)");
        }
        let Some(proposer) = &evaluation.proposer else { continue };
        let same = |other: &crate::export::RawEvaluation| {
            other.proposer.as_ref() == Some(proposer) && other.round.unwrap_or(1) == round
        };
        if raw.evaluations[..i].iter().any(same) {
            let what = format!("{:?} evaluates twice in round {round}", proposer.as_str());
            faults.at(piece, pointer, "E0407", what, "keep the one that counts; a later one is round 2");
        }
        if !item.proposers.contains(proposer) {
            let what = format!("{:?} evaluates, but is not a proposer of this item", proposer.as_str());
            faults.at(
                piece,
                format_args!("{pointer}/proposer"),
                "W0402",
                what,
                "add them to `proposers`, or correct the id",
            );
        }
    }
}

/// A class that is stated: when, what it counts as, in which list and where in that, and the change that it is.
struct Stated<'s, 'a> {
    date: Option<Date>,
    counts_as: CountsAs,
    place: (&'static str, usize),
    change: Option<&'s RawClassChange<'a>>,
}

fn check_classes(raw: &RawAssignment, piece: &Piece, here: Arguments, scope: &Scope, faults: &mut Faults) {
    if !raw.class_changes.is_empty() && raw.replies.is_empty() {
        let what = "the class changes, but there is no reply that stated one".to_owned();
        faults.at(piece, format_args!("{here}/class_changes"), "E0405", what, "add the reply");
    }
    // Every class stated, oldest first.
    let mut stated: Vec<Stated> = Vec::new();
    for (i, reply) in raw.replies.iter().enumerate() {
        let pointer = format_args!("{here}/replies/{i}");
        if reply.class.is_none() {
            let what = "the reply states no outcome class".to_owned();
            faults.at(piece, pointer, "W0407", what, "add `class`; until then it is in no rate of results");
        }
        if reply.date.is_none() {
            let what = "the reply has no date".to_owned();
            faults.at(piece, pointer, "W0408", what, "add `date`; until then nobody can tell whether it was on time");
        }
        let Some(counts_as) = reply.class.as_ref().and_then(|class| scope.names.counts_as(class)) else { continue };
        if needs_explanation(counts_as) && is_blank(reply.explanation.as_ref()) {
            faults.at(piece, pointer, "W0404", UNEXPLAINED.to_owned(), "add `explanation`");
        }
        stated.push(Stated { date: reply.date, counts_as, place: ("replies", i), change: None });
    }
    for (i, change) in raw.class_changes.iter().enumerate() {
        let Some(counts_as) = scope.names.counts_as(&change.class) else { continue };
        let (date, place) = (Some(change.date), ("class_changes", i));
        stated.push(Stated { date, counts_as, place, change: Some(change) });
    }
    stated.sort_by_key(|one| one.date);
    for pair in stated.windows(2) {
        let [before, Stated { counts_as: now, place: (list, i), change: Some(change), .. }] = pair else { continue };
        if !is_blank(change.reason.as_ref()) {
            continue;
        }
        let pointer = format_args!("{here}/{list}/{i}");
        if *now > before.counts_as {
            let what = format!("the class goes down to {:?}, without a reason", change.class.as_str());
            faults.at(piece, format_args!("{pointer}/class"), "W0406", what, "if this is right, say why in `reason`");
        } else if needs_explanation(*now) {
            faults.at(piece, pointer, "W0404", UNEXPLAINED.to_owned(), "add `reason`");
        }
    }
    if let Some(Stated { counts_as: CountsAs::InProgress | CountsAs::Planned, place: (list, i), .. }) = stated.last()
        && raw.commitments.is_empty()
    {
        let what = "the class says that it will be solved, without a dated commitment".to_owned();
        faults.at(piece, format_args!("{here}/{list}/{i}"), "W0403", what, "add a commitment with its due day");
    }
}

const UNEXPLAINED: &str = "the class says that it can't be solved now, without an explanation";

fn needs_explanation(counts_as: CountsAs) -> bool {
    matches!(counts_as, CountsAs::Deferred | CountsAs::Reference)
}

fn is_blank(text: Option<&Text>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn check_extension(raw: &RawAssignment, piece: &Piece, here: Arguments, scope: &Scope, faults: &mut Faults) {
    let (Some(extension), Some(assigned)) = (&raw.extension, raw.assigned) else { return };
    let limit = assigned.plus_months(scope.rules.extension_months);
    if extension.until > limit {
        let months = scope.rules.extension_months;
        let what = format!("the extension to {} reaches beyond {months} months, {limit}", extension.until);
        let hint = "the limit counts as the due day; correct the day, or the limit in site.toml";
        faults.at(piece, format_args!("{here}/extension/until"), "W0405", what, hint);
    }
}
