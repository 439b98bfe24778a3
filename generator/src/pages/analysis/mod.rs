//! The explorer: a form, an answer and the charts beside it, made live by the engine; without it the
//! answer to the first choice and the main cuts as tables.

mod texts;

use explorer::Words;
use outcomes::choice::{Choice, Dimension, EVALUATIONS, Grouping, Measure};
use outcomes::dataset::{CategoryIx, SessionIx, UnitIx};
use outcomes::facts::{Facts, MonthNo, Timeliness};
use outcomes::life::State;
use outcomes::rates::RateKey;
use outcomes::terms::{Kind, Role};
use serde::Serialize;

use super::comparison::{self, Line};
use super::{Edition, Frame, Linked, Page};
use crate::analysis::BLOCK;
use crate::figures::Chart;
use crate::plan::PlannedPage;
use crate::render::{Fixed, Parts};
use crate::route::{Href, Route};

/// Rows of a main cut at most; its own page lists the others.
const MOST_LINES: usize = 40;

/// The width of a linked chart, of which several stand side by side.
const LINKED_WIDTH: u32 = 380;

/// The charts' names in the page: the answer's own, then those beside it.
const CHARTS: [&str; 5] = ["answer", "by-unit", "by-class", "by-evaluation", "by-time"];

/// One value of a list to choose from.
#[derive(Serialize)]
struct Value {
    /// What stands for it in an address.
    id: String,
    /// What stands for it in the facts.
    at: u32,
    text: String,
    /// Whether the page opens with it.
    selected: bool,
}

/// A list to choose from.
#[derive(Serialize)]
struct Offer {
    key: &'static str,
    label: String,
    values: Vec<Value>,
}

/// A main cut as table.
#[derive(Serialize)]
struct Cut<'t> {
    title: String,
    head: String,
    all: Option<Href>,
    lines: Vec<Line<'t>>,
}

#[derive(Serialize)]
struct View<'t> {
    scope: String,
    folder: String,
    block: usize,
    words: String,
    measures: Vec<Value>,
    groupings: Vec<Value>,
    months: Vec<Value>,
    filters: Vec<Offer>,
    /// The states and kinds as data files and as pages name them, `key=name` with tabs between.
    states: String,
    kinds: String,
    answer: Parts<Chart>,
    linked: Parts<Chart>,
    heads: Vec<Linked<'t>>,
    cuts: Vec<Cut<'t>>,
    data: Option<Href>,
}

/// The choice that the page opens with.
fn first() -> Choice {
    Choice::new(Measure::Rate(RateKey::OnTimeReply), Grouping::By(Dimension::Unit))
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let words = &edition.words;
    let mut frame = Frame::new(edition, page, words.text("nav-analysis"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("analysis-description"));
    // Another choice may want any kind.
    frame.charts = Some(Fixed("web_charts".into()));
    let nothing = Facts::default();
    let (facts, folder) = match &edition.plan.analysis {
        Some(analysis) => (&edition.site.summary.facts, analysis.folder.clone()),
        None => (&nothing, String::new()),
    };
    let lines = texts::texts(edition).write();
    let spoken = Words::read(&lines);
    let reply = explorer::explore(facts, &spoken, &first());
    let methods = edition.link(Route::Methods);
    let mut figures = CHARTS.into_iter().zip(reply.figures);
    let view = View {
        scope: reply.scope,
        folder,
        block: BLOCK,
        measures: offered(Measure::all().map(Measure::key), spoken.measures()),
        groupings: groupings(facts, &spoken),
        months: months(facts, &spoken),
        filters: Dimension::ALL.into_iter().filter_map(|one| filter(edition, facts, &spoken, one)).collect(),
        states: State::ALL.map(|state| named(state.key(), &words.term("state", state.key()))).join("\t"),
        kinds: Kind::ALL
            .iter()
            .zip(spoken.kinds())
            .map(|(kind, name)| named(kind.key(), name))
            .collect::<Vec<_>>()
            .join("\t"),
        words: lines,
        answer: figures.by_ref().take(1).map(|(id, figure)| Chart::new(id, figure.spec, methods.clone())).collect(),
        linked: figures.map(|(id, figure)| Chart::with_width(id, figure.spec, None, LINKED_WIDTH)).collect(),
        heads: comparison::heads(edition),
        cuts: cuts(edition),
        data: edition.link(Route::Data),
    };
    Page::new("analysis.html", frame, view)
}

fn named(key: &str, name: &str) -> String {
    format!("{key}={name}")
}

fn offered<'k>(keys: impl Iterator<Item = &'k str>, texts: &[String]) -> Vec<Value> {
    let opens = [first().measure.key(), first().grouping.key()];
    let value = |(at, (id, text)): (u32, (&str, &String))| Value {
        id: id.to_owned(),
        at,
        text: text.clone(),
        selected: opens.contains(&id),
    };
    (0..).zip(keys.zip(texts)).map(value).collect()
}

/// The groupings that divide anything.
fn groupings(facts: &Facts, words: &Words) -> Vec<Value> {
    let mut offered = offered(Grouping::all().map(Grouping::key), words.groupings());
    let mut divides = Grouping::all().map(|grouping| grouping == Grouping::Whole || facts.divides(grouping));
    offered.retain(|_| divides.next().unwrap_or(true));
    offered
}

/// Every month from the first to the last of assignment.
fn months(facts: &Facts, words: &Words) -> Vec<Value> {
    let Some((first, last)) = facts.months() else { return Vec::new() };
    let month = |at| {
        let month = MonthNo(at);
        Value {
            id: format!("{:04}-{:02}", month.year(), month.month()),
            at,
            text: words.period(1, at),
            selected: false,
        }
    };
    (first.0..=last.0).map(month).collect()
}

/// The values of a dimension that occur; `None` where there is no choice between them.
fn filter(edition: &Edition, facts: &Facts, words: &Words, dimension: Dimension) -> Option<Offer> {
    let data = edition.site.data;
    let occurring = facts.occurring(dimension);
    let id = |at: u32| -> String {
        let place = at as usize;
        match dimension {
            Dimension::Session => data.sessions[place].id.to_string(),
            Dimension::Kind => Kind::ALL[place].key().into(),
            Dimension::Category => data.categories[place].id.to_string(),
            Dimension::Unit => data.units[place].id.to_string(),
            Dimension::Role => Role::ALL[place].key().into(),
            Dimension::Class => data.classes.get(place).map_or("unreplied".into(), |class| class.code.to_string()),
            Dimension::Evaluation => EVALUATIONS[place].into(),
            Dimension::Timeliness => Timeliness::ALL[place].key().into(),
        }
    };
    let value = |at: u32, id: String, name: &str| Value { id, at, text: name.to_owned(), selected: false };
    let named = |at: &u32| value(*at, id(*at), &words.values(dimension)[*at as usize]);
    let mut values: Vec<Value> = occurring.values.iter().map(named).collect();
    if occurring.unsaid {
        values.push(value(dimension.size(facts), "not-stated".into(), words.unsaid()));
    }
    // Two schemes may give one code different meanings; a place's own id may be one of ours.
    for at in 1..values.len() {
        let (before, rest) = values.split_at_mut(at);
        if before.iter().any(|value| value.id == rest[0].id) {
            rest[0].id = format!("{}~{}", rest[0].id, rest[0].at);
        }
    }
    let place = Grouping::all().position(|grouping| grouping == Grouping::By(dimension))?;
    (values.len() > 1).then(|| Offer { key: dimension.key(), label: words.groupings()[place].clone(), values })
}

/// The rates by session, kind, category and unit, each where there is more than one.
fn cuts<'t>(edition: &'t Edition) -> Vec<Cut<'t>> {
    let (data, summary, words) = (edition.site.data, edition.site.summary, &edition.words);
    let line = |name: Linked<'t>, tally| comparison::line(edition, name, None, tally);
    let sessions = (0..data.sessions.len() as u32).map(SessionIx).filter(|at| summary.by_session[at.at()].items > 0);
    let kinds = Kind::ALL.iter().zip(&summary.by_kind).filter(|(_, tally)| tally.items > 0);
    let categories =
        (0..data.categories.len() as u32).map(CategoryIx).filter(|at| summary.by_category[at.at()].items > 0);
    let mut units: Vec<UnitIx> = (0..data.units.len() as u32).map(UnitIx).collect();
    units.retain(|unit| summary.by_unit[unit.at()].owed > 0);
    units.sort_by_key(|unit| std::cmp::Reverse(summary.by_unit[unit.at()].owed));
    let cut = |key: &str, route: Option<Route>, mut lines: Vec<Line<'t>>| {
        let all = route.filter(|_| lines.len() > MOST_LINES).and_then(|route| edition.link(route));
        lines.truncate(MOST_LINES);
        Cut {
            title: words.say("analysis-cut", &[("name", (&words.text(key)).into())]),
            head: words.text(key),
            all,
            lines,
        }
    };
    let cuts = [
        cut(
            "col-session",
            Some(Route::Sessions),
            sessions.map(|at| line(edition.session(at), &summary.by_session[at.at()])).collect(),
        ),
        cut(
            "col-kind",
            None,
            kinds.map(|(kind, tally)| line(Linked::plain(words.label("kind", kind.key())), tally)).collect(),
        ),
        cut(
            "col-category",
            Some(Route::Categories),
            categories.map(|at| line(edition.category(at), &summary.by_category[at.at()])).collect(),
        ),
        cut(
            "col-unit",
            Some(Route::Units),
            units.into_iter().map(|at| line(edition.unit(at), &summary.by_unit[at.at()])).collect(),
        ),
    ];
    cuts.into_iter().filter(|cut| cut.lines.len() > 1).collect()
}
