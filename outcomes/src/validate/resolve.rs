//! From a checked raw item to the dataset's: references become positions, withheld text goes.

use super::registry::Names;
use crate::dataset::{
    Assignment, CategoryIx, ClassChange, ClassIx, Evaluation, GradeIx, Item, ProposerIx, Publication, Reply, Rules,
    SessionIx, SourceIx, UnitIx,
};
use crate::date::Date;
use crate::export::{RawAssignment, RawDisclosure, RawItem, RawReply};
use crate::terms::{Disclosure, Role};
use crate::text::Text;

/// The text as far as it may be published.
fn publication<'a>(text: Option<Text<'a>>, disclosure: Option<RawDisclosure<'a>>) -> Publication<'a> {
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
pub(crate) fn item<'a>(raw: RawItem<'a>, source: SourceIx, names: &Names<'a>, rules: &Rules) -> Item<'a> {
    let text = publication(raw.text, raw.disclosure);
    let withheld = matches!(text, Publication::Withheld(_));
    let keep = !withheld;
    let mut assignments: Vec<Assignment<'a>> =
        raw.assignments.into_iter().map(|one| assignment(one, names, rules, withheld)).collect();
    assignments.sort_by_key(|assignment| assignment.role == Some(Role::Joint));
    Item {
        id: raw.id,
        source,
        session: names.session(&raw.session).unwrap_or(SessionIx(0)),
        kind: raw.kind,
        number: raw.number,
        title: raw.title.filter(|_| keep),
        category: raw.category.and_then(|category| names.category(&category)).map(|CategoryIx(at)| CategoryIx(at)),
        proposers: raw.proposers.iter().map(|id| names.proposer(id).unwrap_or(ProposerIx(0))).collect(),
        submitted: raw.submitted,
        key: raw.key,
        end: raw.end.map(|mut end| {
            end.reason = end.reason.filter(|_| keep);
            end
        }),
        text,
        points: if keep { raw.points } else { Vec::new() },
        assignments,
        joint_units: raw.joint_units,
        effects: if keep { raw.effects } else { Vec::new() },
        outputs: if keep { raw.outputs } else { Vec::new() },
        milestones: if keep { raw.milestones } else { Vec::new() },
        note: raw.note.filter(|_| keep),
    }
}

fn reply<'a>(raw: RawReply<'a>, names: &Names<'a>, withheld: bool) -> Reply<'a> {
    let text = match publication(raw.text, raw.disclosure) {
        // A withheld item's replies are about its text.
        Publication::Full(_) | Publication::Summary(_) if withheld => Publication::Absent,
        text => text,
    };
    let keep = !withheld && !matches!(text, Publication::Withheld(_));
    Reply {
        date: raw.date,
        document_number: raw.document_number,
        class: raw.class.and_then(|class| names.class(&class)),
        explanation: raw.explanation.filter(|_| keep),
        text,
        header: raw.header.filter(|_| keep),
    }
}

fn assignment<'a>(raw: RawAssignment<'a>, names: &Names<'a>, rules: &Rules, withheld: bool) -> Assignment<'a> {
    let due = due(&raw, rules);
    let mut contacts = raw.contacts;
    let mut commitments = raw.commitments;
    let mut opinion = raw.opinion;
    let mut extension = raw.extension;
    if withheld {
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
            reason: change.reason.filter(|_| !withheld),
        })
        .collect();
    class_changes.sort_by_key(|change| change.date);
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
        evaluations: raw
            .evaluations
            .into_iter()
            .map(|evaluation| Evaluation {
                proposer: evaluation.proposer.and_then(|proposer| names.proposer(&proposer)),
                round: evaluation.round.unwrap_or(1),
                date: evaluation.date,
                result: names.grade(&evaluation.result).unwrap_or(GradeIx(0)),
                attitude: evaluation.attitude.and_then(|attitude| names.grade(&attitude)),
                comment: evaluation.comment.filter(|_| !withheld),
            })
            .collect(),
        commitments,
    }
}

/// The due day in force: the data's, else the extension's, else by rule from the assignment.
fn due(raw: &RawAssignment, rules: &Rules) -> Option<Date> {
    let months = if raw.role == Some(Role::Joint) { rules.opinion_months } else { rules.reply_months };
    let extended = raw.extension.as_ref().map(|extension| match raw.assigned {
        Some(assigned) => extension.until.min(assigned.plus_months(rules.extension_months)),
        None => extension.until,
    });
    raw.due.or(extended).or_else(|| raw.assigned.map(|assigned| assigned.plus_months(months)))
}

/// Newest first: session, then submitted or assigned day, then number, then id.
pub(crate) fn sort_items(items: &mut [Item]) {
    let day = |item: &Item| item.submitted.or_else(|| item.assignments.iter().filter_map(|a| a.assigned).min());
    let number = |item: &Item| item.number.as_ref().and_then(|number| number.parse::<u64>().ok());
    items.sort_by(|a, b| {
        (a.session, std::cmp::Reverse(day(a)))
            .cmp(&(b.session, std::cmp::Reverse(day(b))))
            .then_with(|| number(b).cmp(&number(a)))
            .then_with(|| b.number.cmp(&a.number))
            .then_with(|| a.id.cmp(&b.id))
    });
}
