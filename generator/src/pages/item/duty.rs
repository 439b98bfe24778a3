//! What each unit was asked for and what it did: talks, replies, classes, promises, judgements.

use std::borrow::Cow;

use outcomes::dataset::{Assignment, Commitment, Evaluation, Item};
use outcomes::date::Date;
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
    unit: Linked<'t>,
    role: Cow<'t, str>,
    replies: Parts<Reply<'t>>,
}

impl Part for Answer<'_> {
    const NAME: &'static str = "part answer";
}

/// One unit's duty that owes, or may owe, a reply.
#[derive(Serialize)]
pub struct Duty<'t> {
    unit: Linked<'t>,
    role: Cow<'t, str>,
    facts: Parts<Fact<'t>>,
    silent: bool,
    contacts: Parts<Contact<'t>>,
    contact_note: Option<Cow<'t, str>>,
    changes: Parts<Change<'t>>,
    evaluations: Parts<Judged<'t>>,
    attitudes: bool,
    pending: bool,
    commitments: Parts<Promise<'t>>,
}

impl Part for Duty<'_> {
    const NAME: &'static str = "part duty";
}

#[derive(Serialize)]
struct Contact<'t> {
    date: Cow<'t, str>,
    way: Cow<'t, str>,
    note: Option<&'t str>,
}

impl Part for Contact<'_> {
    const NAME: &'static str = "part contact";
}

#[derive(Serialize)]
struct Reply<'t> {
    title: Cow<'t, str>,
    date: Cow<'t, str>,
    class: Option<String>,
    explanation: Option<&'t str>,
    header: Vec<HeaderLine>,
    text: Option<Passage<'t>>,
    files: Vec<AttachedFile>,
}

impl Part for Reply<'_> {
    const NAME: &'static str = "part reply";
}

#[derive(Serialize)]
struct Change<'t> {
    date: Cow<'t, str>,
    text: String,
    reason: Option<&'t str>,
}

impl Part for Change<'_> {
    const NAME: &'static str = "part change";
}

#[derive(Serialize)]
struct Judged<'t> {
    proposer: Linked<'t>,
    round: Cow<'t, str>,
    date: Cow<'t, str>,
    result: Cow<'t, str>,
    /// Whether the table has a column for attitudes.
    attitudes: bool,
    attitude: Option<Cow<'t, str>>,
    comment: Option<&'t str>,
}

impl Part for Judged<'_> {
    const NAME: &'static str = "part judgement";
}

#[derive(Serialize)]
struct Promise<'t> {
    text: String,
    due: Cow<'t, str>,
    state: Badge,
    note: Cow<'t, str>,
}

impl Part for Promise<'_> {
    const NAME: &'static str = "part promise";
}

/// A joint unit's opinion to the lead.
#[derive(Serialize)]
pub struct Opinion<'t> {
    unit: Linked<'t>,
    due: Cow<'t, str>,
    date: Cow<'t, str>,
    late: bool,
    text: Option<&'t str>,
}

impl Part for Opinion<'_> {
    const NAME: &'static str = "part opinion";
}

/// Duties that owe a reply, and those whose role the source leaves out.
fn owed<'a>(item: &'a Item<'a>) -> impl Iterator<Item = &'a Assignment<'a>> {
    item.assignments.iter().filter(|assignment| assignment.role != Some(Role::Joint))
}

/// The replies of each unit that made one.
pub fn answers<'a>(edition: &'a Edition, item: &'a Item) -> Parts<Answer<'a>> {
    let answered = owed(item).filter(|assignment| !assignment.replies.is_empty());
    answered
        .map(|assignment| Answer {
            unit: edition.unit(assignment.unit),
            role: edition.role(assignment),
            replies: assignment.replies.iter().enumerate().map(|(at, one)| reply(edition, item, at, one)).collect(),
        })
        .collect()
}

/// What each unit that owes a reply was asked for and did besides replying.
pub fn duties<'a>(edition: &'a Edition, item: &'a Item) -> Parts<Duty<'a>> {
    owed(item).map(|assignment| duty(edition, item, assignment)).collect()
}

impl Edition<'_> {
    /// The role that a unit has in an item.
    pub fn role(&self, assignment: &Assignment) -> Cow<'_, str> {
        self.words.label("role", assignment.role.map_or("unknown", Role::key))
    }
}

fn duty<'a>(edition: &'a Edition, item: &Item, assignment: &'a Assignment) -> Duty<'a> {
    let words = &edition.words;
    let replied = !assignment.replies.is_empty();
    let attitudes = assignment.evaluations.iter().any(|evaluation| evaluation.attitude.is_some());
    Duty {
        unit: edition.unit(assignment.unit),
        role: edition.role(assignment),
        facts: facts(edition, item, assignment),
        silent: life::is_unstated(assignment) && assignment.contacts.is_empty(),
        contacts: assignment
            .contacts
            .iter()
            .map(|contact| Contact {
                date: day(edition, contact.date),
                way: match contact.times {
                    Some(times) if times > 1 => {
                        let way = words.label("contact", contact.way.key());
                        words.say("contact-times", &[("way", (&way).into()), ("times", times.into())]).into()
                    }
                    _ => words.label("contact", contact.way.key()),
                },
                note: contact.note.as_deref(),
            })
            .collect(),
        contact_note: (!life::consulted(assignment) && assignment.contact_waived)
            .then(|| words.phrase("contact-waived")),
        changes: changes(edition, assignment),
        attitudes,
        evaluations: assignment.evaluations.iter().map(|one| judged(edition, one, attitudes)).collect(),
        pending: replied && assignment.evaluations.is_empty() && item.end.is_none(),
        commitments: assignment.commitments.iter().map(|one| promise(edition, item, one)).collect(),
    }
}

fn facts<'a>(edition: &'a Edition, item: &Item, assignment: &Assignment) -> Parts<Fact<'a>> {
    let words = &edition.words;
    let mut facts = Vec::with_capacity(6);
    let mut fact = |key: &str, text: Option<Cow<'a, str>>| {
        if let Some(text) = text {
            facts.push(Fact { label: words.phrase(key), values: vec![Linked::plain(text)] });
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
            words.say("date-left", &[("date", (&date).into()), ("left", (&left).into())]).into()
        }),
    );
    fact("fact-replied", assignment.reply().and_then(|reply| reply.date).map(|day| words.date(day)));
    let taken = assignment.reply().and_then(|reply| Some(reply.date?.days_since(assignment.assigned?)));
    fact("fact-taken", taken.map(|days| words.say("days", &[("days", days.max(0).into())]).into()));
    fact(
        "fact-extension",
        assignment.extension.as_ref().map(|extension| {
            let until = words.say("extension-until", &[("date", (&words.date(extension.until)).into())]);
            match &extension.reason {
                Some(reason) => {
                    words.say("with-reason", &[("text", (&until).into()), ("reason", reason.as_str().into())]).into()
                }
                None => until.into(),
            }
        }),
    );
    Parts(facts)
}

fn reply<'a>(edition: &'a Edition, item: &Item, at: usize, reply: &'a outcomes::dataset::Reply) -> Reply<'a> {
    let words = &edition.words;
    let title = words.phrase(if at == 0 { "reply-first" } else { "reply-second" });
    let item_withheld = matches!(item.text, outcomes::dataset::Publication::Withheld(_));
    Reply {
        title: match &reply.document_number {
            Some(number) => {
                words.say("reply-number", &[("title", (&title).into()), ("number", number.as_str().into())]).into()
            }
            None => title,
        },
        date: day(edition, reply.date),
        class: reply.class.map(|class| edition.class_label(class)),
        explanation: reply.explanation.as_deref(),
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

/// A day, or that it is not known.
fn day<'a>(edition: &'a Edition, day: Option<Date>) -> Cow<'a, str> {
    day.map_or_else(|| edition.words.phrase("day-unknown"), |day| edition.words.date(day))
}

fn changes<'a>(edition: &'a Edition, assignment: &'a Assignment) -> Parts<Change<'a>> {
    let (words, data) = (&edition.words, edition.site.data);
    let mut was = assignment.replies.iter().find_map(|reply| reply.class);
    let changes = assignment.class_changes.iter().map(|change| {
        let code = |class: outcomes::dataset::ClassIx| data.classes[class.at()].code.as_str();
        let text = match was {
            Some(was) => words.say("class-change", &[("from", code(was).into()), ("to", code(change.class).into())]),
            None => words.say("class-short", &[("code", code(change.class).into())]),
        };
        was = Some(change.class);
        Change { date: words.date(change.date), text, reason: change.reason.as_deref() }
    });
    changes.collect()
}

fn judged<'a>(edition: &'a Edition, evaluation: &'a Evaluation, attitudes: bool) -> Judged<'a> {
    let words = &edition.words;
    Judged {
        proposer: match evaluation.proposer {
            Some(proposer) => edition.proposer(proposer),
            None => Linked::plain(words.phrase("proposer-unnamed")),
        },
        round: words.label("round", if evaluation.round == 1 { "first" } else { "second" }),
        date: words.day(evaluation.date),
        result: edition.grade_label(evaluation.result),
        attitudes,
        attitude: evaluation.attitude.map(|grade| edition.grade_label(grade)),
        comment: evaluation.comment.as_deref(),
    }
}

fn promise<'a>(edition: &'a Edition, item: &Item, commitment: &Commitment) -> Promise<'a> {
    let (state, note) = edition.commitment_state(item, commitment);
    Promise { text: edition.commitment_text(commitment), due: edition.words.date(commitment.due), state, note }
}

/// The joint units' opinions, and how many joint units are not named.
pub fn opinions<'a>(edition: &'a Edition, item: &'a Item) -> (Parts<Opinion<'a>>, Option<String>) {
    let words = &edition.words;
    let as_of = edition.site.data.sources[item.source.at()].as_of;
    let joint = || item.assignments.iter().filter(|assignment| assignment.role == Some(Role::Joint));
    let rows = joint().map(|assignment| {
        let given = assignment.opinion.as_ref();
        let given_on = given.and_then(|opinion| opinion.date);
        Opinion {
            unit: edition.unit(assignment.unit),
            due: words.day(assignment.due),
            date: match (given, given_on) {
                (Some(_), given_on) => day(edition, given_on),
                (None, _) if item.end.is_some() || assignment.due.is_none() => crate::words::NONE.into(),
                (None, _) => words.phrase("opinion-open"),
            },
            late: given.is_none() && item.end.is_none() && assignment.due.is_some_and(|due| due < as_of),
            text: given.and_then(|opinion| opinion.text.as_deref()),
        }
    });
    let named = joint().count() as u32;
    let unnamed = item.joint_units.filter(|all| *all > named).map(|all| {
        words.say("joint-unnamed", &[("all", all.into()), ("named", named.into()), ("rest", (all - named).into())])
    });
    (rows.collect(), unnamed)
}
