//! From a checked raw item to the dataset's: references become positions, withheld text goes.

use std::cmp::Reverse;

use super::disclosure::{tells_results, withholds};
use super::registry::Names;
use crate::dataset::{
    Assignment, ClassChange, ClassIx, Evaluation, GradeIx, Item, ProposerIx, Publication, Reply, Rules, SessionIx,
    SourceIx, UnitIx,
};
use crate::date::Date;
use crate::export::{RawAssignment, RawDisclosure, RawExtension, RawItem, RawReply};
use crate::prose::Prose;
use crate::terms::{Disclosure, Role, StandingEvaluation};
use crate::text::Text;

/// The text as far as it may be published.
fn publication<'a>(text: Option<Prose<'a>>, disclosure: Option<RawDisclosure<'a>>) -> Publication<'a> {
    let Some(RawDisclosure { level, summary, reason }) = disclosure else {
        return text.map_or(Publication::Absent, Publication::Full);
    };
    match level {
        Disclosure::Full => text.map_or(Publication::Absent, Publication::Full),
        Disclosure::Summary => summary.map_or(Publication::Absent, Publication::Summary),
        Disclosure::Withheld => Publication::Withheld(reason.unwrap_or_default()),
    }
}

/// Resolves one item. What refers to nothing was named as a fault before; it resolves to the first
/// of its list here, in a dataset that is then not handed out.
///
/// Of a withheld item only number, unit, dates, class and reason stay, and what rates count; of a
/// withheld reply likewise.
pub(crate) fn item<'a>(
    raw: RawItem<'a>,
    print: Option<u128>,
    source: SourceIx,
    names: &Names<'a>,
    rules: &Rules,
) -> Item<'a> {
    let results = tells_results(&raw);
    let text = publication(raw.text, raw.disclosure);
    let proposers: Vec<ProposerIx> =
        raw.proposers.iter().map(|id| names.proposer(id).unwrap_or(ProposerIx(0))).collect();
    let withheld = match &text {
        Publication::Withheld(reason) => Some(Withheld { reason: reason.clone(), proposers: &proposers }),
        _ => None,
    };
    let mut assignments: Vec<Assignment<'a>> =
        raw.assignments.into_iter().map(|one| assignment(one, names, rules, withheld.as_ref())).collect();
    assignments.sort_by_key(|assignment| assignment.role == Some(Role::Joint));
    let keep = withheld.is_none();
    // A point without its answer would read as if nobody had answered.
    let points = raw.points.into_iter().filter(|point| results || point.answer.is_none());
    Item {
        id: raw.id,
        print,
        source,
        session: names.session(&raw.session).unwrap_or(SessionIx(0)),
        kind: raw.kind,
        number: raw.number,
        title: raw.title.filter(|_| keep),
        category: raw.category.filter(|_| keep).and_then(|category| names.category(&category)),
        submitted: raw.submitted,
        key: raw.key,
        end: raw.end.map(|mut end| {
            end.reason = end.reason.filter(|_| keep);
            end
        }),
        text,
        points: if keep { points.collect() } else { Vec::new() },
        assignments,
        joint_units: raw.joint_units,
        effects: if results { raw.effects } else { Vec::new() },
        outputs: if results { raw.outputs } else { Vec::new() },
        milestones: if results { raw.milestones } else { Vec::new() },
        note: raw.note.filter(|_| keep),
        proposers: if keep { proposers } else { Vec::new() },
    }
}

/// What an assignment needs to know of the withheld item that it belongs to.
struct Withheld<'w, 'a> {
    reason: Text<'a>,
    /// Proposers of the item, the lead first.
    proposers: &'w [ProposerIx],
}

fn reply<'a>(raw: RawReply<'a>, names: &Names<'a>, withheld: Option<&Withheld<'_, 'a>>) -> Reply<'a> {
    let text = match (publication(raw.text, raw.disclosure), withheld) {
        (Publication::Withheld(reason), _) => Publication::Withheld(reason),
        // A withheld item's replies are about its text.
        (_, Some(item)) => Publication::Withheld(item.reason.clone()),
        (text, None) => text,
    };
    let keep = !matches!(text, Publication::Withheld(_));
    // What is attached tells the whole; a summary is published in its place.
    let whole = matches!(text, Publication::Full(_) | Publication::Absent);
    Reply {
        attachments: if whole { raw.attachments } else { Vec::new() },
        date: raw.date,
        document_number: raw.document_number,
        class: raw.class.and_then(|class| names.class(&class)),
        explanation: raw.explanation.filter(|_| keep),
        text,
        header: raw.header.filter(|_| keep),
    }
}

fn assignment<'a>(
    raw: RawAssignment<'a>,
    names: &Names<'a>,
    rules: &Rules,
    withheld: Option<&Withheld<'_, 'a>>,
) -> Assignment<'a> {
    let due = due(&raw, rules);
    let keep = withheld.is_none() && !withholds(&raw);
    let mut contacts = raw.contacts;
    let mut commitments = raw.commitments;
    let mut opinion = raw.opinion;
    let mut extension = raw.extension;
    if !keep {
        contacts.iter_mut().for_each(|contact| contact.note = None);
        commitments.iter_mut().for_each(|commitment| commitment.text = Text::default());
        opinion.iter_mut().for_each(|opinion| opinion.text = None);
        extension.iter_mut().for_each(|extension| extension.reason = None);
    }
    let mut class_changes: Vec<ClassChange<'a>> = raw
        .class_changes
        .into_iter()
        .map(|change| ClassChange {
            date: change.date,
            class: names.class(&change.class).unwrap_or(ClassIx(0)),
            reason: change.reason.filter(|_| keep),
        })
        .collect();
    class_changes.sort_by_key(|change| change.date);
    let mut evaluations: Vec<Evaluation<'a>> = raw
        .evaluations
        .into_iter()
        .map(|evaluation| Evaluation {
            proposer: evaluation.proposer.and_then(|proposer| names.proposer(&proposer)),
            round: evaluation.round.unwrap_or(1),
            date: evaluation.date,
            result: names.grade(&evaluation.result).unwrap_or(GradeIx(0)),
            attitude: evaluation.attitude.and_then(|attitude| names.grade(&attitude)),
            comment: evaluation.comment.filter(|_| keep),
        })
        .collect();
    if let Some(item) = withheld {
        unname(&mut evaluations, item.proposers, rules);
    }
    Assignment {
        unit: names.unit(&raw.unit).unwrap_or(UnitIx(0)),
        role: raw.role,
        assigned: raw.assigned,
        accepted: raw.accepted,
        due,
        extension,
        contacts,
        contact_waived: raw.contact_waived,
        replies: raw.replies.into_iter().map(|one| reply(one, names, withheld)).collect(),
        opinion,
        class_changes,
        evaluations,
        commitments,
    }
}

/// Takes the names off the evaluations of a withheld item, so that each reading still finds the
/// same ones: under the lead's rule only the lead's stay, and where somebody judged a second time,
/// what the others said stands for the second round as well.
fn unname(evaluations: &mut Vec<Evaluation>, proposers: &[ProposerIx], rules: &Rules) {
    if rules.standing_evaluation == StandingEvaluation::Lead {
        let lead = proposers.first().copied();
        let has_named = evaluations.iter().any(|one| one.proposer.is_some() && one.proposer == lead);
        evaluations.retain(|one| match one.proposer {
            Some(_) => one.proposer == lead,
            None => !has_named && proposers.len() <= 1,
        });
    }
    let second = evaluations.iter().any(|one| one.round > 1);
    let only_once = |one: &Evaluation| {
        one.round == 1 && !evaluations.iter().any(|later| later.proposer == one.proposer && later.round > 1)
    };
    let repeated: Vec<Evaluation> = evaluations.iter().filter(|one| second && only_once(one)).cloned().collect();
    evaluations.extend(repeated.into_iter().map(|one| Evaluation { round: 2, ..one }));
    evaluations.iter_mut().for_each(|one| one.proposer = None);
}

/// The due day in force: the data's, else by rule from the assignment; an approved extension puts
/// it off, at most to the limit.
fn due(raw: &RawAssignment, rules: &Rules) -> Option<Date> {
    match raw.due {
        Some(due) => Some(due).max(extended(raw.assigned, raw.extension.as_ref(), rules)),
        None => ruled_due(raw.role, raw.assigned, raw.extension.as_ref(), rules),
    }
}

/// The due day where the data states none.
pub(crate) fn ruled_due(
    role: Option<Role>,
    assigned: Option<Date>,
    extension: Option<&RawExtension>,
    rules: &Rules,
) -> Option<Date> {
    let months = if role == Some(Role::Joint) { rules.opinion_months } else { rules.reply_months };
    assigned.map(|assigned| assigned.plus_months(months)).max(extended(assigned, extension, rules))
}

fn extended(assigned: Option<Date>, extension: Option<&RawExtension>, rules: &Rules) -> Option<Date> {
    extension.map(|extension| match assigned {
        Some(assigned) => extension.until.min(assigned.plus_months(rules.extension_months)),
        None => extension.until,
    })
}

/// Newest first: session, then submitted or assigned day, then number, then id.
pub(crate) fn sorted(items: Vec<Item>) -> Vec<Item> {
    let day = |item: &Item| item.submitted.or_else(|| item.assignments.iter().filter_map(|a| a.assigned).min());
    let number = |item: &Item| item.number.as_ref().and_then(|number| number.parse::<u64>().ok());
    // Items are big: what they are compared by is gathered once, and each is moved once.
    let key = |item: &Item| (item.session, Reverse(day(item)), Reverse(number(item)));
    let mut order: Vec<_> = items.iter().map(key).zip(0usize..).collect();
    order.sort_by(|(a, at), (b, other)| {
        let (one, two) = (&items[*at], &items[*other]);
        a.cmp(b).then_with(|| two.number.cmp(&one.number)).then_with(|| one.id.cmp(&two.id))
    });
    let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(items.len());
    sorted.extend(order.into_iter().filter_map(|(_, at)| items[at].take()));
    sorted
}
