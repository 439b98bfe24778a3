//! Which evaluation stands for an assignment, and whether an item is closed by it.

use crate::dataset::{Assignment, Dataset, Item, ProposerIx};
use crate::rates::Reading;
use crate::terms::{Judgement, StandingEvaluation};

/// The judgements that count in a reading: the first round's, or each proposer's latest. Those
/// whose proposer is not named count as one voice per evaluation, in their latest round.
fn judgements<'d>(
    data: &'d Dataset,
    assignment: &'d Assignment,
    reading: Reading,
) -> impl Iterator<Item = (Option<ProposerIx>, Judgement)> + 'd {
    assignment
        .evaluations
        .iter()
        .filter(move |evaluation| match reading {
            Reading::First => evaluation.round == 1,
            Reading::Latest => !assignment
                .evaluations
                .iter()
                .any(|later| later.proposer == evaluation.proposer && later.round > evaluation.round),
        })
        .map(|evaluation| (evaluation.proposer, data.grades[evaluation.result.at()].counts_as))
}

/// The evaluation that stands for an assignment under the rules in force; `None` means 待评价.
///
/// Under the lead's rule an unnamed evaluation is the lead's where the item names no other
/// proposer; of several unnamed ones the first.
pub fn standing(data: &Dataset, item: &Item, assignment: &Assignment, reading: Reading) -> Option<Judgement> {
    if assignment.evaluations.is_empty() {
        return None;
    }
    let all = judgements(data, assignment, reading);
    match data.rules.standing_evaluation {
        StandingEvaluation::LeastSatisfied => all.map(|(_, judgement)| judgement).max(),
        StandingEvaluation::Lead => {
            let lead = item.proposers.first().copied();
            let alone = item.proposers.len() <= 1;
            let mut unnamed = None;
            for (proposer, judgement) in all {
                match proposer {
                    Some(_) if proposer == lead => return Some(judgement),
                    None if alone && unnamed.is_none() => unnamed = Some(judgement),
                    _ => {}
                }
            }
            unnamed
        }
        StandingEvaluation::Majority => {
            let mut counts = [0u32; 3];
            all.for_each(|(_, judgement)| counts[judgement as usize] += 1);
            // On a tie the later, less satisfied one wins.
            Judgement::ALL.iter().copied().filter(|j| counts[*j as usize] > 0).max_by_key(|j| counts[*j as usize])
        }
    }
}

/// Whether a latest evaluation of any owed reply is dissatisfied.
fn dissatisfied(data: &Dataset, item: &Item) -> bool {
    item.assignments
        .iter()
        .any(|assignment| judgements(data, assignment, Reading::Latest).any(|(_, j)| j == Judgement::Dissatisfied))
}

/// 办结: every owed reply made, and no latest evaluation dissatisfied.
pub fn is_closed(data: &Dataset, item: &Item) -> bool {
    let mut owed = item.assignments.iter().filter(|assignment| assignment.owes_reply()).peekable();
    item.end.is_none()
        && owed.peek().is_some()
        && owed.all(|assignment| !assignment.replies.is_empty())
        && !dissatisfied(data, item)
}
