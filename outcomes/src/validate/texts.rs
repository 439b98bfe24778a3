//! Every text of an item that will be published, with its pointer.

use crate::export::{RawAssignment, RawDisclosure, RawDisclosureHeader, RawExport, RawItem};
use crate::terms::Disclosure;
use crate::text::Text;

/// Called with a text and a way to its pointer.
pub(crate) type Visit<'v> = dyn FnMut(&Text, &dyn Fn() -> String) + 'v;

fn is_withheld(disclosure: Option<&RawDisclosure>) -> bool {
    disclosure.is_some_and(|disclosure| disclosure.level == Disclosure::Withheld)
}

/// Visits every text of an item that will be published.
pub(crate) fn of_item(item: &RawItem, visit: &mut Visit) {
    let mut one = |text: Option<&Text>, pointer: &str| {
        if let Some(text) = text {
            visit(text, &|| pointer.to_owned());
        }
    };
    one(item.number.as_ref(), "/number");
    one(item.disclosure.as_ref().and_then(|disclosure| disclosure.reason.as_ref()), "/disclosure/reason");
    if is_withheld(item.disclosure.as_ref()) {
        return of_withheld(item, visit);
    }
    one(item.title.as_ref(), "/title");
    one(item.note.as_ref(), "/note");
    one(item.end.as_ref().and_then(|end| end.reason.as_ref()), "/end/reason");
    body(item.text.as_ref(), item.disclosure.as_ref(), String::new, visit);
    for (i, point) in item.points.iter().enumerate() {
        visit(&point.problem, &|| format!("/points/{i}/problem"));
        if let Some(answer) = &point.answer {
            visit(answer, &|| format!("/points/{i}/answer"));
        }
    }
    for (i, effect) in item.effects.iter().enumerate() {
        visit(&effect.what, &|| format!("/effects/{i}/what"));
        visit(&effect.unit, &|| format!("/effects/{i}/unit"));
    }
    for (i, output) in item.outputs.iter().enumerate() {
        visit(&output.title, &|| format!("/outputs/{i}/title"));
        if let Some(number) = &output.document_number {
            visit(number, &|| format!("/outputs/{i}/document_number"));
        }
    }
    for (i, milestone) in item.milestones.iter().enumerate() {
        visit(&milestone.text, &|| format!("/milestones/{i}/text"));
    }
    for (i, assignment) in item.assignments.iter().enumerate() {
        of_assignment(assignment, i, visit);
    }
}

/// Of a withheld item only its replies' numbers and the reasons for withholding are published.
fn of_withheld(item: &RawItem, visit: &mut Visit) {
    for (at, assignment) in item.assignments.iter().enumerate() {
        for (i, reply) in assignment.replies.iter().enumerate() {
            let here = || format!("/assignments/{at}/replies/{i}");
            if let Some(number) = &reply.document_number {
                visit(number, &|| format!("{}/document_number", here()));
            }
            if let Some(reason) = reply.disclosure.as_ref().and_then(|disclosure| disclosure.reason.as_ref()) {
                visit(reason, &|| format!("{}/disclosure/reason", here()));
            }
        }
    }
}

/// A text and its summary, as far as the level publishes them.
fn body(text: Option<&Text>, disclosure: Option<&RawDisclosure>, here: impl Fn() -> String, visit: &mut Visit) {
    match disclosure {
        Some(disclosure) if disclosure.level != Disclosure::Full => {
            if let Some(summary) = &disclosure.summary {
                visit(summary, &|| format!("{}/disclosure/summary", here()));
            }
        }
        _ => {
            if let Some(text) = text {
                visit(text, &|| format!("{}/text", here()));
            }
        }
    }
}

fn of_assignment(assignment: &RawAssignment, at: usize, visit: &mut Visit) {
    let here = |rest: String| format!("/assignments/{at}/{rest}");
    for (i, contact) in assignment.contacts.iter().enumerate() {
        if let Some(note) = &contact.note {
            visit(note, &|| here(format!("contacts/{i}/note")));
        }
    }
    for (i, reply) in assignment.replies.iter().enumerate() {
        let reply_at = || here(format!("replies/{i}"));
        if let Some(number) = &reply.document_number {
            visit(number, &|| format!("{}/document_number", reply_at()));
        }
        if let Some(reason) = reply.disclosure.as_ref().and_then(|disclosure| disclosure.reason.as_ref()) {
            visit(reason, &|| format!("{}/disclosure/reason", reply_at()));
        }
        if is_withheld(reply.disclosure.as_ref()) {
            continue;
        }
        if let Some(explanation) = &reply.explanation {
            visit(explanation, &|| format!("{}/explanation", reply_at()));
        }
        body(reply.text.as_ref(), reply.disclosure.as_ref(), reply_at, visit);
        if let Some(header) = &reply.header {
            of_header(header, || format!("{}/header", reply_at()), visit);
        }
    }
    for (i, evaluation) in assignment.evaluations.iter().enumerate() {
        if let Some(comment) = &evaluation.comment {
            visit(comment, &|| here(format!("evaluations/{i}/comment")));
        }
    }
    for (i, commitment) in assignment.commitments.iter().enumerate() {
        visit(&commitment.text, &|| here(format!("commitments/{i}/text")));
    }
    for (i, change) in assignment.class_changes.iter().enumerate() {
        if let Some(reason) = &change.reason {
            visit(reason, &|| here(format!("class_changes/{i}/reason")));
        }
    }
    if let Some(text) = assignment.opinion.as_ref().and_then(|opinion| opinion.text.as_ref()) {
        visit(text, &|| here("opinion/text".into()));
    }
    if let Some(reason) = assignment.extension.as_ref().and_then(|extension| extension.reason.as_ref()) {
        visit(reason, &|| here("extension/reason".into()));
    }
}

/// Visits every text of a document's head that will be published: all but a `service_phone`.
pub(crate) fn of_head(head: &RawExport, visit: &mut Visit) {
    let mut one = |text: Option<&Text>, pointer: &dyn Fn() -> String| {
        if let Some(text) = text {
            visit(text, pointer);
        }
    };
    one(Some(&head.publisher.name), &|| "/publisher/name".into());
    one(head.publisher.name_en.as_ref(), &|| "/publisher/name_en".into());
    macro_rules! each {
        ($list:expr, $at:literal, $($field:ident),+ $(; $($optional:ident),+)?) => {
            for (i, entry) in $list.iter().enumerate() {
                $(one(Some(&entry.$field), &|| format!("{}/{i}/{}", $at, stringify!($field)));)+
                $($(one(entry.$optional.as_ref(), &|| format!("{}/{i}/{}", $at, stringify!($optional)));)+)?
            }
        };
    }
    each!(head.sessions, "/sessions", name; name_en);
    each!(head.units, "/units", name; name_en);
    each!(head.proposers, "/proposers", name; delegation);
    each!(head.categories, "/categories", name; name_en);
    if let Some(scheme) = &head.scheme {
        each!(scheme.classes, "/scheme/classes", label; label_en);
        each!(scheme.evaluations, "/scheme/evaluations", label);
    }
    each!(head.reports, "/reports", title, text; source);
    for (at, declaration) in head.declarations.iter().enumerate() {
        for (i, figure) in declaration.figures.iter().enumerate() {
            one(figure.wording.as_ref(), &|| format!("/declarations/{at}/figures/{i}/wording"));
        }
    }
    for (at, report) in head.reports.iter().enumerate() {
        of_header(&report.header, || format!("/reports/{at}/header"), visit);
    }
}

/// Visits the texts of a disclosure header.
pub(crate) fn of_header(header: &RawDisclosureHeader, here: impl Fn() -> String, visit: &mut Visit) {
    let RawDisclosureHeader { index_number, document_number, subject, issuer, issued: _, published: _, validity } =
        header;
    let fields = [
        ("index_number", index_number),
        ("document_number", document_number),
        ("subject", subject),
        ("issuer", issuer),
        ("validity", validity),
    ];
    for (name, text) in fields {
        if let Some(text) = text {
            visit(text, &|| format!("{}/{name}", here()));
        }
    }
}
