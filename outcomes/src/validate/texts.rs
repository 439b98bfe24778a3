//! Every text of an item by its fate: published, or withheld as `resolve` leaves it out; each with its
//! pointer.

use std::borrow::Cow;

use super::disclosure::{is_withheld, tells_results, withholds};
use crate::export::{RawAssignment, RawDisclosure, RawDisclosureHeader, RawExport, RawItem};
use crate::prose::Prose;
use crate::terms::Disclosure;
use crate::text::Text;

/// Called with a text and a way to its pointer; gives what is to stand in its place, if anything.
pub(crate) type Visit<'v, 'a> = dyn FnMut(Said<'_>, &dyn Fn() -> String) -> Option<Text<'a>> + 'v;

/// A text that is visited.
#[derive(Clone, Copy)]
pub(crate) enum Said<'t> {
    /// In one line.
    Line(&'t str),
    /// In paragraphs.
    Prose(&'t Prose<'t>),
}

impl<'t> Said<'t> {
    /// Its characters.
    pub(crate) fn text(self) -> Cow<'t, str> {
        match self {
            Self::Line(text) => Cow::Borrowed(text),
            Self::Prose(prose) => prose.text(),
        }
    }
}

/// Visits a text.
fn visit_text<'a>(text: &mut Text<'a>, pointer: &dyn Fn() -> String, visit: &mut Visit<'_, 'a>) {
    if let Some(other) = visit(Said::Line(text), pointer) {
        *text = other;
    }
}

/// Visits a text of paragraphs.
fn visit_prose<'a>(prose: &mut Prose<'a>, pointer: &dyn Fn() -> String, visit: &mut Visit<'_, 'a>) {
    let other = visit(Said::Prose(prose), pointer);
    if let Some(other) = other {
        *prose = other.into();
    }
}

/// Visits the fields named of a struct below a pointer: first those that are always there, after
/// the semicolon those that may be missing.
macro_rules! fields {
    ($visit:ident, $one:expr, $here:expr, $($field:ident),* $(; $($optional:ident),+)?) => {{
        let one = $one;
        let here = $here;
        $(visit_text(&mut one.$field, &|| format!("{}/{}", here(), stringify!($field)), $visit);)*
        $($(if let Some(text) = &mut one.$optional {
            visit_text(text, &|| format!("{}/{}", here(), stringify!($optional)), $visit);
        })+)?
    }};
}

/// The same for each element of a list.
macro_rules! each {
    ($visit:ident, $list:expr, $here:expr, $($fields:tt)*) => {
        for (i, one) in $list.iter_mut().enumerate() {
            fields!($visit, one, || format!("{}/{i}", $here), $($fields)*);
        }
    };
}

/// Which texts are visited: no text is of both fates, none of neither.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    /// Those that will be published.
    Published,
    /// Those that `resolve` leaves out.
    Withheld,
}

impl Fate {
    const fn of(is_published: bool) -> Self {
        if is_published { Self::Published } else { Self::Withheld }
    }
}

/// Visits every text of an item that has a fate.
pub(crate) fn of_item<'a>(item: &mut RawItem<'a>, fate: Fate, visit: &mut Visit<'_, 'a>) {
    let (results, withheld) = (tells_results(item), is_withheld(item.disclosure.as_ref()));
    if fate == Fate::Published {
        fields!(visit, &mut *item, String::new, ; number);
        of_reason(item.disclosure.as_mut(), String::new, visit);
    }
    for (i, assignment) in item.assignments.iter_mut().enumerate() {
        of_assignment(assignment, i, withheld, fate, visit);
    }
    of_body(item.text.as_mut(), item.disclosure.as_mut(), withheld, String::new, fate, visit);
    if fate == Fate::of(!withheld) {
        fields!(visit, &mut *item, String::new, ; title, note);
        if let Some(end) = &mut item.end {
            fields!(visit, end, || "/end", ; reason);
        }
    }
    for (i, point) in item.points.iter_mut().enumerate() {
        if fate == Fate::of(!withheld && (results || point.answer.is_none())) {
            fields!(visit, point, || format!("/points/{i}"), problem; answer);
        }
    }
    if fate == Fate::of(results) {
        each!(visit, item.effects, "/effects", what, unit);
        each!(visit, item.outputs, "/outputs", title; document_number);
        each!(visit, item.milestones, "/milestones", text);
    }
}

fn of_reason<'a>(disclosure: Option<&mut RawDisclosure<'a>>, here: impl Fn() -> String, visit: &mut Visit<'_, 'a>) {
    if let Some(disclosure) = disclosure {
        fields!(visit, disclosure, || format!("{}/disclosure", here()), ; reason);
    }
}

/// A text and its summary, as far as the level publishes them or does not.
fn of_body<'a>(
    text: Option<&mut Prose<'a>>,
    disclosure: Option<&mut RawDisclosure<'a>>,
    withheld: bool,
    here: impl Fn() -> String,
    fate: Fate,
    visit: &mut Visit<'_, 'a>,
) {
    let level = disclosure.as_ref().map_or(Disclosure::Full, |disclosure| disclosure.level);
    if let Some(text) = text.filter(|_| fate == Fate::of(!withheld && level == Disclosure::Full)) {
        visit_prose(text, &|| format!("{}/text", here()), visit);
    }
    let summary = disclosure.and_then(|disclosure| disclosure.summary.as_mut());
    if let Some(summary) = summary.filter(|_| fate == Fate::of(!withheld && level == Disclosure::Summary)) {
        visit_prose(summary, &|| format!("{}/disclosure/summary", here()), visit);
    }
}

/// Of a duty whose item or reply is withheld only the replies' numbers and the reasons are
/// published, and the other reply where there are two.
fn of_assignment<'a>(
    assignment: &mut RawAssignment<'a>,
    at: usize,
    withheld: bool,
    fate: Fate,
    visit: &mut Visit<'_, 'a>,
) {
    let here = || format!("/assignments/{at}");
    let tells = !withheld && !withholds(assignment);
    for (i, reply) in assignment.replies.iter_mut().enumerate() {
        let here = || format!("{}/replies/{i}", here());
        if fate == Fate::Published {
            fields!(visit, &mut *reply, here, ; document_number);
            of_reason(reply.disclosure.as_mut(), here, visit);
        }
        let withheld = withheld || is_withheld(reply.disclosure.as_ref());
        let level = reply.disclosure.as_ref().map_or(Disclosure::Full, |disclosure| disclosure.level);
        if fate == Fate::of(!withheld && level == Disclosure::Full) {
            each!(visit, reply.attachments, format!("{}/attachments", here()), title);
        }
        of_body(reply.text.as_mut(), reply.disclosure.as_mut(), withheld, here, fate, visit);
        if fate == Fate::of(!withheld) {
            fields!(visit, &mut *reply, here, ; explanation);
            if let Some(header) = &mut reply.header {
                of_header(header, here, visit);
            }
        }
    }
    if fate != Fate::of(tells) {
        return;
    }
    each!(visit, assignment.contacts, format!("{}/contacts", here()), ; note);
    each!(visit, assignment.evaluations, format!("{}/evaluations", here()), ; comment);
    each!(visit, assignment.commitments, format!("{}/commitments", here()), text);
    each!(visit, assignment.class_changes, format!("{}/class_changes", here()), ; reason);
    if let Some(opinion) = &mut assignment.opinion {
        fields!(visit, opinion, || format!("{}/opinion", here()), ; text);
    }
    if let Some(extension) = &mut assignment.extension {
        fields!(visit, extension, || format!("{}/extension", here()), ; reason);
    }
}

/// Visits every text of a document's head that will be published, but for service phones.
pub(crate) fn of_head<'a>(head: &mut RawExport<'a>, visit: &mut Visit<'_, 'a>) {
    fields!(visit, &mut head.publisher, || "/publisher", name; name_en);
    each!(visit, head.sessions, "/sessions", name; name_en);
    each!(visit, head.units, "/units", name; name_en);
    each!(visit, head.proposers, "/proposers", name; delegation);
    each!(visit, head.categories, "/categories", name; name_en);
    if let Some(scheme) = &mut head.scheme {
        each!(visit, scheme.classes, "/scheme/classes", label; label_en);
        each!(visit, scheme.evaluations, "/scheme/evaluations", label);
    }
    each!(visit, head.reports, "/reports", title; source);
    for (at, declaration) in head.declarations.iter_mut().enumerate() {
        each!(visit, declaration.figures, format!("/declarations/{at}/figures"), ; wording);
    }
    for (at, report) in head.reports.iter_mut().enumerate() {
        visit_prose(&mut report.text, &|| format!("/reports/{at}/text"), visit);
        of_header(&mut report.header, || format!("/reports/{at}"), visit);
        each!(visit, report.attachments, format!("/reports/{at}/attachments"), title);
    }
}

/// Visits the service phones of a document's head.
pub(crate) fn phones_of_head<'a>(head: &mut RawExport<'a>, visit: &mut Visit<'_, 'a>) {
    each!(visit, head.units, "/units", ; service_phone);
}

/// Visits the texts of a disclosure header.
fn of_header<'a>(header: &mut RawDisclosureHeader<'a>, here: impl Fn() -> String, visit: &mut Visit<'_, 'a>) {
    let here = || format!("{}/header", here());
    fields!(visit, header, here, ; index_number, document_number, subject, issuer, validity);
}

/// Visits what stands in addresses and so can't be masked: ids of a document's head.
pub(crate) fn ids_of_head(head: &RawExport, visit: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    macro_rules! ids {
        ($($list:ident),+) => { $(
            for (i, one) in head.$list.iter().enumerate() {
                visit(&one.id, &|| format!("/{}/{i}/id", stringify!($list)));
            }
        )+ };
    }
    ids!(sessions, units, proposers, categories, reports, declarations);
}
