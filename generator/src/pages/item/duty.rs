//! What each unit was asked for and what it did: talks, replies, classes, promises, judgements.

use outcomes::dataset::{Assignment, Commitment, Evaluation, Item};
use outcomes::life;
use outcomes::terms::Role;
use serde::Serialize;

use super::super::cut::Fact;
use super::super::rows::days_left;
use super::super::texts::{AttachedFile, HeaderLine, Passage, attached, header, passage};
use super::super::{Badge, Edition, Linked};
use crate::render::{Part, Parts};

/// What one unit answered.
#[derive(Serialize)]
pub struct Answer<'t> {
    unit: Linked,
    role: String,
    replies: Parts<Reply<'t>>,
}

impl Part for Answer<'_> {
    const NAME: &'static str = "part answer";
}

/// One unit's duty that owes, or may owe, a reply.
#[derive(Serialize)]
pub struct Duty {
    unit: Linked,
    role: String,
    facts: Parts<Fact>,
    silent: bool,
    contacts: Parts<Contact>,
    contact_note: Option<String>,
    changes: Parts<Change>,
    evaluations: Parts<Judged>,
    attitudes: bool,
    pending: bool,
    commitments: Parts<Promise>,
}

impl Part for Duty {
    const NAME: &'static str = "part duty";
}

#[derive(Serialize)]
struct Contact {
    date: String,
    way: String,
    note: Option<String>,
}

impl Part for Contact {
    const NAME: &'static str = "part contact";
}

#[derive(Serialize)]
struct Reply<'t> {
    title: String,
    date: String,
    class: Option<String>,
    explanation: Option<String>,
    header: Vec<HeaderLine>,
    text: Option<Passage<'t>>,
    files: Vec<AttachedFile>,
}

impl Part for Reply<'_> {
    const NAME: &'static str = "part reply";
}

#[derive(Serialize)]
struct Change {
    date: String,
    text: String,
    reason: Option<String>,
}

impl Part for Change {
    const NAME: &'static str = "part change";
}

#[derive(Serialize)]
struct Judged {
    proposer: Linked,
    round: String,
    date: String,
    result: String,
    /// Whether the table has a column for attitudes.
    attitudes: bool,
    attitude: Option<String>,
    comment: Option<String>,
}

impl Part for Judged {
    const NAME: &'static str = "part judgement";
}

#[derive(Serialize)]
struct Promise {
    text: String,
    due: String,
    state: Badge,
    note: String,
}

impl Part for Promise {
    const NAME: &'static str = "part promise";
}

/// A joint unit's opinion to the lead.
#[derive(Serialize)]
pub struct Opinion {
    unit: Linked,
    due: String,
    date: String,
    late: bool,
    text: Option<String>,
}

impl Part for Opinion {
    const NAME: &'static str = "part opinion";
}

/// Duties that owe a reply, and those whose role the source leaves out.
fn owed<'a>(item: &'a Item<'a>) -> impl Iterator<Item = &'a Assignment<'a>> {
    item.assignments.iter().filter(|assignment| assignment.role != Some(Role::Joint))
}

/// The replies of each unit that made one.
pub fn answers<'a>(edition: &Edition, item: &'a Item) -> Parts<Answer<'a>> {
    let answered = owed(item).filter(|assignment| !assignment.replies.is_empty());
    answered
        .map(|assignment| Answer {
            unit: edition.unit(assignment.unit),
            role: role(edition, assignment),
            replies: assignment.replies.iter().enumerate().map(|(at, one)| reply(edition, item, at, one)).collect(),
        })
        .collect()
}

/// What each unit that owes a reply was asked for and did besides replying.
pub fn duties(edition: &Edition, item: &Item) -> Parts<Duty> {
    owed(item).map(|assignment| duty(edition, item, assignment)).collect()
}

fn role(edition: &Edition, assignment: &Assignment) -> String {
    edition.words.term("role", assignment.role.map_or("unknown", Role::key))
}

fn duty(edition: &Edition, item: &Item, assignment: &Assignment) -> Duty {
    let words = &edition.words;
    let replied = !assignment.replies.is_empty();
    let attitudes = assignment.evaluations.iter().any(|evaluation| evaluation.attitude.is_some());
    Duty {
        unit: edition.unit(assignment.unit),
        role: role(edition, assignment),
        facts: facts(edition, item, assignment),
        silent: life::is_unstated(assignment) && assignment.contacts.is_empty(),
        contacts: assignment
            .contacts
            .iter()
            .map(|contact| Contact {
                date: contact.date.map_or_else(|| words.text("day-unknown"), |day| words.date(day)),
                way: match contact.times {
                    Some(times) if times > 1 => words.say(
                        "contact-times",
                        &[("way", (&words.term("contact", contact.way.key())).into()), ("times", times.into())],
                    ),
                    _ => words.term("contact", contact.way.key()),
                },
                note: contact.note.as_ref().map(|note| note.to_string()),
            })
            .collect(),
        contact_note: (!life::consulted(assignment) && assignment.contact_waived).then(|| words.text("contact-waived")),
        changes: changes(edition, assignment),
        attitudes,
        evaluations: assignment.evaluations.iter().map(|one| judged(edition, one, attitudes)).collect(),
        pending: replied && assignment.evaluations.is_empty() && item.end.is_none(),
        commitments: assignment.commitments.iter().map(|one| promise(edition, item, one)).collect(),
    }
}

fn facts(edition: &Edition, item: &Item, assignment: &Assignment) -> Parts<Fact> {
    let words = &edition.words;
    let mut facts = Vec::new();
    let mut fact = |key: &str, text: Option<String>| {
        if let Some(text) = text {
            facts.push(Fact { label: words.text(key), values: vec![Linked { text, href: None }] });
        }
    };
    fact("col-assigned", assignment.assigned.map(|day| words.date(day)));
    fact("fact-accepted", assignment.accepted.map(|day| words.date(day)));
    let open = assignment.replies.is_empty() && item.end.is_none();
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    fact(
        "col-due",
        assignment.due.map(|due| {
            let date = words.date(due);
            if !open {
                return date;
            }
            let left = days_left(edition, due.days_since(as_of));
            words.say("date-left", &[("date", (&date).into()), ("left", (&left).into())])
        }),
    );
    fact("fact-replied", assignment.reply().and_then(|reply| reply.date).map(|day| words.date(day)));
    let taken = assignment.reply().and_then(|reply| Some(reply.date?.days_since(assignment.assigned?)));
    fact("fact-taken", taken.map(|days| words.say("days", &[("days", days.max(0).into())])));
    fact(
        "fact-extension",
        assignment.extension.as_ref().map(|extension| {
            let until = words.say("extension-until", &[("date", (&words.date(extension.until)).into())]);
            match &extension.reason {
                Some(reason) => {
                    words.say("with-reason", &[("text", (&until).into()), ("reason", reason.as_str().into())])
                }
                None => until,
            }
        }),
    );
    Parts(facts)
}

fn reply<'a>(edition: &Edition, item: &Item, at: usize, reply: &'a outcomes::dataset::Reply) -> Reply<'a> {
    let words = &edition.words;
    let title = words.text(if at == 0 { "reply-first" } else { "reply-second" });
    let item_withheld = matches!(item.text, outcomes::dataset::Publication::Withheld(_));
    Reply {
        title: match &reply.document_number {
            Some(number) => {
                words.say("reply-number", &[("title", (&title).into()), ("number", number.as_str().into())])
            }
            None => title,
        },
        date: reply.date.map_or_else(|| words.text("day-unknown"), |day| words.date(day)),
        class: reply.class.map(|class| edition.class_label(class)),
        explanation: reply.explanation.as_ref().map(|text| text.to_string()),
        header: reply.header.as_ref().map(|one| header(edition, None, one)).unwrap_or_default(),
        // Where the reply is a file, nothing is absent.
        text: passage(
            edition,
            &reply.text,
            (!item_withheld && reply.attachments.is_empty()).then_some("published-absent"),
        ),
        files: attached(edition, item.source, &reply.attachments),
    }
}

fn changes(edition: &Edition, assignment: &Assignment) -> Parts<Change> {
    let (words, data) = (&edition.words, edition.site.data);
    let mut was = assignment.replies.iter().find_map(|reply| reply.class);
    let changes = assignment.class_changes.iter().map(|change| {
        let code = |class: outcomes::dataset::ClassIx| data.classes[class.at()].code.as_str();
        let text = match was {
            Some(was) => words.say("class-change", &[("from", code(was).into()), ("to", code(change.class).into())]),
            None => words.say("class-short", &[("code", code(change.class).into())]),
        };
        was = Some(change.class);
        Change { date: words.date(change.date), text, reason: change.reason.as_ref().map(|reason| reason.to_string()) }
    });
    changes.collect()
}

fn judged(edition: &Edition, evaluation: &Evaluation, attitudes: bool) -> Judged {
    let words = &edition.words;
    Judged {
        proposer: match evaluation.proposer {
            Some(proposer) => edition.proposer(proposer),
            None => Linked { text: words.text("proposer-unnamed"), href: None },
        },
        round: words.term("round", if evaluation.round == 1 { "first" } else { "second" }),
        date: words.day(evaluation.date),
        result: edition.grade_label(evaluation.result),
        attitudes,
        attitude: evaluation.attitude.map(|grade| edition.grade_label(grade)),
        comment: evaluation.comment.as_ref().map(|comment| comment.to_string()),
    }
}

fn promise(edition: &Edition, item: &Item, commitment: &Commitment) -> Promise {
    let (state, note) = edition.commitment_state(item, commitment);
    Promise { text: edition.commitment_text(commitment), due: edition.words.date(commitment.due), state, note }
}

/// The joint units' opinions, and how many joint units are not named.
pub fn opinions(edition: &Edition, item: &Item) -> (Parts<Opinion>, Option<String>) {
    let words = &edition.words;
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let joint = || item.assignments.iter().filter(|assignment| assignment.role == Some(Role::Joint));
    let rows = joint().map(|assignment| {
        let given = assignment.opinion.as_ref();
        let day = given.and_then(|opinion| opinion.date);
        Opinion {
            unit: edition.unit(assignment.unit),
            due: words.day(assignment.due),
            date: match (given, day) {
                (Some(_), Some(day)) => words.date(day),
                (Some(_), None) => words.text("day-unknown"),
                (None, _) if item.end.is_some() || assignment.due.is_none() => crate::words::NONE.into(),
                (None, _) => words.text("opinion-open"),
            },
            late: given.is_none() && item.end.is_none() && assignment.due.is_some_and(|due| due < as_of),
            text: given.and_then(|opinion| opinion.text.as_ref()).map(|text| text.to_string()),
        }
    });
    let named = joint().count() as u32;
    let unnamed = item.joint_units.filter(|all| *all > named).map(|all| {
        words.say("joint-unnamed", &[("all", all.into()), ("named", named.into()), ("rest", (all - named).into())])
    });
    (rows.collect(), unnamed)
}
