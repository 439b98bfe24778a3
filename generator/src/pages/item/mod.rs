//! One item on one page: where it stands, what each unit did, what was said, promised and judged.

mod code;
mod duty;
mod standing;
mod timeline;

use std::borrow::Cow;

use outcomes::dataset::{Item, ItemIx, ProposerIx, Publication, Session};
use outcomes::life::{self, Life, State};
use outcomes::terms::Body;
use serde::Serialize;

use super::base::Article;
use super::cut::Fact;
use super::texts::{Passage, passage};
use super::{Edition, Frame, Linked, Page};
use crate::figures::{Chart, Figures};
use crate::plan::{Plan, PlannedPage};
use crate::render::{Part, Parts};
use crate::route::{Href, Route};
use crate::words::Words;
use code::{Code, code};
use duty::{Answer, Duty, Opinion, answers, duties, opinions};
use standing::{Standing, standing};
use timeline::{Event, events};

#[derive(Serialize)]
struct View<'t> {
    number: &'t str,
    key_item: bool,
    standing: Standing<'t>,
    answers: Parts<Answer<'t>>,
    /// Where it says how to object.
    object: Option<&'t Href>,
    withheld: Option<String>,
    end: Option<Linked<'t>>,
    facts: Parts<Fact<'t>>,
    steps: Parts<Step<'t>>,
    missing: Option<String>,
    note: Option<&'t str>,
    duties: Parts<Duty<'t>>,
    opinions: Parts<Opinion<'t>>,
    unnamed: Option<String>,
    effects: Parts<Effect<'t>>,
    charts: Parts<Chart>,
    outputs: Parts<Output<'t>>,
    points: Parts<Point<'t>>,
    text: Option<Passage<'t>>,
    events: Parts<Event<'t>>,
    code: Option<Code>,
    previous: Option<Linked<'t>>,
    next: Option<Linked<'t>>,
}

/// A step of the regular course.
#[derive(Serialize)]
struct Step<'t> {
    label: &'t str,
    date: Cow<'t, str>,
    /// `reached`, `now` (the first one not reached of an open item) or `ahead`.
    state: &'static str,
    now: bool,
    spoken: &'t str,
}

/// What the page of every item says.
pub struct EveryItem {
    /// What steps and their states are called, by their order.
    steps: [String; life::Step::ALL.len()],
    states: [String; STATES.len()],
    /// Where it says how to object.
    object: Option<Href>,
}

impl EveryItem {
    /// As a catalogue and a plan say.
    pub fn of(words: &Words, plan: &Plan) -> Self {
        Self {
            steps: life::Step::ALL.map(|step| words.term("step", step.key())),
            states: STATES.map(|state| words.term("step-state", state)),
            object: plan.link(Route::About).map(|about| about.anchor("object")),
        }
    }
}

/// What a step can be, by name and by position.
const STATES: [&str; 3] = ["reached", "now", "ahead"];
const REACHED: usize = 0;
const NOW: usize = 1;
const AHEAD: usize = 2;

impl Part for Step<'_> {
    const NAME: &'static str = "part step";
}

#[derive(Serialize)]
struct Effect<'t> {
    what: &'t str,
    before: String,
    after: String,
    change: String,
}

impl Part for Effect<'_> {
    const NAME: &'static str = "part effect";
}

#[derive(Serialize)]
struct Output<'t> {
    title: &'t str,
    meta: Option<String>,
}

impl Part for Output<'_> {
    const NAME: &'static str = "part output";
}

#[derive(Serialize)]
struct Point<'t> {
    problem: &'t str,
    answer: Option<&'t str>,
}

impl Part for Point<'_> {
    const NAME: &'static str = "part point";
}

/// The page of an item.
pub fn sheet<'a>(edition: &'a Edition<'a>, page: &PlannedPage, ix: ItemIx) -> Page<'a> {
    let (words, item) = (&edition.words, edition.item(ix));
    let number = edition.item_number(ix);
    let life = &edition.site.summary.lives[ix.at()];
    let title = match item.title {
        Some(_) => edition.item_title(item),
        // Without a title the number tells the pages apart.
        None => words
            .say("title-numbered", &[("number", number.into()), ("title", (&edition.item_title(item)).into())])
            .into(),
    };
    let (opinions, unnamed) = opinions(edition, item);
    let article = article(edition, ix, number, title.clone());
    let frame = Frame::new(edition, page, title.clone());
    let charts: Parts<Chart> = charts(edition, item, &title, &frame.root).into_iter().collect();
    let frame = frame.charts(&charts);
    let view = View {
        charts,
        key_item: item.key,
        standing: standing(edition, item, life),
        answers: answers(edition, item),
        object: edition.every_item.object.as_ref(),
        withheld: match &item.text {
            Publication::Withheld(reason) => Some(words.say("item-withheld", &[("reason", reason.as_str().into())])),
            _ => None,
        },
        end: end(edition, item),
        facts: facts(edition, item),
        steps: steps(edition, life),
        missing: missing(edition, item),
        note: item.note.as_deref(),
        duties: duties(edition, item),
        opinions,
        unnamed,
        effects: item.effects.iter().map(|one| effect(edition, one)).collect(),
        outputs: item.outputs.iter().map(|one| output(edition, one)).collect(),
        points: item.points.iter().map(|one| Point { problem: &one.problem, answer: one.answer.as_deref() }).collect(),
        text: match &item.text {
            Publication::Withheld(_) => None,
            text => passage(edition, text, None),
        },
        events: events(edition, item),
        code: frame.url.as_deref().and_then(code),
        previous: neighbour(edition, ix.0.checked_sub(1)),
        next: neighbour(edition, Some(ix.0 + 1)),
        number,
    };
    let frame = frame
        .under(edition, words.phrase("nav-items"), Route::Items(1))
        .under(edition, edition.session_name(item.session), Route::Session(item.session, 1))
        .article(article);
    Page::new("item.html", frame, view)
}

fn neighbour<'a>(edition: &'a Edition, at: Option<u32>) -> Option<Linked<'a>> {
    let at = at.map(ItemIx).filter(|at| at.at() < edition.site.data.items.len())?;
    let text = [edition.item_number(at), " ", &edition.item_title(edition.item(at))].concat();
    Some(edition.linked(text, Route::Item(at)))
}

fn end<'a>(edition: &'a Edition, item: &Item) -> Option<Linked<'a>> {
    let (end, words) = (item.end.as_ref()?, &edition.words);
    let day = end.date.map_or_else(|| words.phrase("day-unknown"), |day| words.date(day));
    let mut text = words.say(&format!("end-{}", end.kind.key()), &[("date", (&day).into())]);
    if let Some(reason) = &end.reason {
        text = words.say("with-reason", &[("text", (&text).into()), ("reason", reason.as_str().into())]);
    }
    let into = end.into.as_ref().and_then(|id| edition.item_by_id(id));
    Some(match into {
        Some(into) => edition.linked(text, Route::Item(into)),
        None => Linked::plain(text),
    })
}

fn facts<'a>(edition: &'a Edition, item: &Item) -> Parts<Fact<'a>> {
    let (words, data) = (&edition.words, edition.site.data);
    let mut facts = Vec::with_capacity(6);
    let mut fact = |key: &str, values: Vec<Linked<'a>>| {
        if !values.is_empty() {
            facts.push(Fact { label: words.phrase(key), values });
        }
    };
    let named = |proposer: &ProposerIx| {
        let known = &data.proposers[proposer.at()];
        let mut linked = edition.proposer(*proposer);
        if let Some(delegation) = &known.delegation {
            let named = [("name", (&linked.text).into()), ("delegation", delegation.as_str().into())];
            linked.text = words.say("proposer-of", &named).into();
        }
        linked
    };
    let (lead, others) = item.proposers.split_at(item.proposers.len().min(1));
    fact(if others.is_empty() { "fact-proposer" } else { "fact-lead" }, lead.iter().map(named).collect());
    fact("fact-co-signers", others.iter().map(named).collect());
    fact("col-session", vec![edition.session(item.session)]);
    fact("col-category", item.category.iter().map(|category| edition.category(*category)).collect());
    fact("fact-submitted", item.submitted.iter().map(|day| Linked::plain(words.date(*day))).collect());
    Parts(facts)
}

fn steps<'a>(edition: &'a Edition, life: &Life) -> Parts<Step<'a>> {
    if matches!(life.state, State::Withdrawn | State::Returned | State::Merged | State::Unstated) {
        return Parts::default();
    }
    let Edition { words, every_item, .. } = edition;
    let mut now_is_free = life.state.is_open();
    life.steps
        .iter()
        .map(|step| {
            let state = match (step.reached, now_is_free) {
                (true, _) => REACHED,
                (false, true) => {
                    now_is_free = false;
                    NOW
                }
                (false, false) => AHEAD,
            };
            Step {
                label: &every_item.steps[step.step as usize],
                date: step.date.map(|day| words.date(day)).unwrap_or_default(),
                spoken: &every_item.states[state],
                now: state == NOW,
                state: STATES[state],
            }
        })
        .collect()
}

/// What the source leaves out, in words; `None` where nothing of importance is missing.
fn missing(edition: &Edition, item: &Item) -> Option<String> {
    let words = &edition.words;
    if matches!(item.text, Publication::Withheld(_)) {
        return None;
    }
    let owed = || item.assignments.iter().filter(|assignment| assignment.role.is_none_or(|role| role.owes_reply()));
    let gaps = [
        ("number", item.number.is_none()),
        ("title", item.title.is_none()),
        ("proposers", item.proposers.is_empty()),
        ("units", item.assignments.is_empty() && item.end.is_none()),
        ("role", item.assignments.iter().any(|assignment| assignment.role.is_none())),
        ("assigned", owed().any(|assignment| assignment.assigned.is_none())),
        ("reply-date", owed().flat_map(|assignment| &assignment.replies).any(|reply| reply.date.is_none())),
        ("class", owed().any(|assignment| !assignment.replies.is_empty() && assignment.class().is_none())),
    ];
    let gaps: Vec<String> =
        gaps.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| words.term("missing", key)).collect();
    (!gaps.is_empty()).then(|| words.say("missing", &[("parts", (&words.list(&gaps)).into())]))
}

/// What came of the item, as a chart.
fn charts(edition: &Edition, item: &Item, title: &str, root: &str) -> Option<Chart> {
    if item.effects.is_empty() {
        return None;
    }
    let as_of = edition.words.date(edition.site.data.sources[item.source.at()].as_of);
    let scope = edition.words.say("scope-item", &[("title", title.into()), ("date", (&as_of).into())]);
    Figures { edition, scope, root: root.to_owned() }.effects(&item.effects)
}

impl Edition<'_> {
    /// A value of an effect with its unit of measure.
    pub fn quantity(&self, effect: &outcomes::dataset::Effect, value: f64) -> String {
        let value = self.words.decimal(value);
        self.words.say("quantity", &[("value", (&value).into()), ("unit", effect.unit.as_str().into())])
    }
}

fn effect<'a>(edition: &Edition, effect: &'a outcomes::dataset::Effect) -> Effect<'a> {
    let value = |value: f64| edition.quantity(effect, value);
    let difference = effect.after - effect.before;
    let key = match difference {
        less if less < 0.0 => "effect-less",
        more if more > 0.0 => "effect-more",
        _ => "effect-same",
    };
    Effect {
        what: &effect.what,
        before: value(effect.before),
        after: value(effect.after),
        change: edition.words.say(key, &[("amount", (&value(difference.abs())).into())]),
    }
}

fn output<'a>(edition: &Edition, output: &'a outcomes::dataset::Output) -> Output<'a> {
    let date = output.date.map(|date| edition.words.partial(date));
    let number = output.document_number.as_ref().map(|number| Cow::from(number.as_str()));
    let parts: Vec<Cow<str>> = number.into_iter().chain(date).collect();
    Output { title: &output.title, meta: (!parts.is_empty()).then(|| edition.words.list(&parts)) }
}

fn article<'a>(edition: &'a Edition, ix: ItemIx, number: &str, title: Cow<'a, str>) -> Article<'a> {
    let (words, data, item) = (&edition.words, edition.site.data, edition.item(ix));
    let source = &data.sources[item.source.at()];
    let replies = || item.assignments.iter().flat_map(|assignment| &assignment.replies);
    let headed = replies().filter_map(|reply| reply.header.as_ref()?.published).max();
    let day = headed.or_else(|| replies().filter_map(|reply| reply.date).max()).or(item.submitted);
    let Session { body, .. } = &data.sessions[item.session.at()];
    let keywords = [number.to_owned(), words.term("body", if *body == Body::Congress { "congress" } else { "cppcc" })];
    let category = item.category.map(|category| edition.category_name(category).to_owned());
    let keywords: Vec<String> = keywords.into_iter().chain(category).collect();
    let state = words.label("state", edition.site.summary.lives[ix.at()].state.key());
    Article {
        published: [std::str::from_utf8(&day.unwrap_or(source.as_of).iso()).unwrap_or_default(), " 00:00"].concat(),
        source: edition.publisher_name(item.source).into(),
        keywords: Some(words.list(&keywords)),
        author: None,
        description: Some(words.say(
            "item-description",
            &[("number", number.into()), ("title", (&title).into()), ("state", (&state).into())],
        )),
        title,
    }
}
