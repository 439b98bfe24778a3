//! A comparison as JSON, version 1, and the schema that describes it.

use outcomes::changes::{Change, Changes, ItemRef, Named, Stated as StatedFigure, Subject, Value};
use outcomes::date::{Date, PartialDate};
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the form.
const VERSION: u32 = 1;

/// What happened between an earlier and a later set of exports.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Banli changes, version 1")]
struct Report<'c> {
    /// Version of this form.
    #[schemars(example = 1)]
    banli_changes: u32,
    /// The day the earlier exports describe.
    #[schemars(example = &"2025-09-30")]
    since: Date,
    /// The day the later exports describe.
    #[schemars(example = &"2025-11-30")]
    until: Date,
    /// How many changes each group has; empty groups are left out.
    counts: Vec<GroupCount>,
    /// Key figures as of both days.
    figures: Vec<FigureChange>,
    /// Every change, by group, the newest first.
    changes: Vec<Entry<'c>>,
}

/// A group and how many changes it has.
#[derive(Serialize, JsonSchema)]
struct GroupCount {
    /// Kinds of change that are listed together.
    #[schemars(example = &"replied")]
    group: &'static str,
    /// How many changes there are.
    #[schemars(example = 45)]
    count: usize,
}

/// A key figure as of both days.
#[derive(Serialize, JsonSchema)]
struct FigureChange {
    /// What is counted; rates by the names of the data files.
    #[schemars(example = &"reply-rate")]
    figure: &'static str,
    /// As of the earlier day.
    was: Figure,
    /// As of the later day.
    is: Figure,
}

/// A count, or a rate as two counts.
#[derive(Serialize, JsonSchema)]
struct Figure {
    /// The count, or a rate's numerator.
    #[schemars(example = 82)]
    value: u32,
    /// A rate's denominator; `null` for a count.
    #[schemars(example = 88)]
    of: Option<u32>,
}

/// One change.
#[derive(Serialize, JsonSchema)]
struct Entry<'c> {
    /// Kinds of change that are listed together.
    #[schemars(example = &"corrected")]
    group: &'static str,
    /// What happened.
    #[schemars(example = &"corrected")]
    kind: &'static str,
    /// What it happened to: item, unit, proposer, session, figure or report.
    #[schemars(example = &"item")]
    subject: &'static str,
    /// The item; `null` for other subjects.
    item: Option<Item<'c>>,
    /// Id of a unit, proposer, session or report; `null` for other subjects.
    #[schemars(example = &"d-0112")]
    id: Option<&'c str>,
    /// The declared figure; `null` for other subjects.
    declared: Option<Declared>,
    /// The unit whose duty it is about.
    unit: Option<Name<'c>>,
    /// Day it happened by the data, where it knows one.
    #[schemars(example = &"2025-11-03")]
    day: Option<Date>,
    /// The value that was corrected, or the part that is gone.
    #[schemars(example = &"number")]
    field: Option<&'static str>,
    /// Stated earlier; `null` for nothing.
    was: Option<Stated<'c>>,
    /// Stated now; `null` for nothing.
    is: Option<Stated<'c>>,
    /// Words of a point, step, promise, effect or output as they are published now, or who judged.
    #[schemars(example = &"年底前完成管网改造")]
    about: Option<&'c str>,
}

/// An item.
#[derive(Serialize, JsonSchema)]
struct Item<'c> {
    /// Stable id.
    #[schemars(example = &"cppcc-6-1-p056")]
    id: &'c str,
    /// Id of the session.
    #[schemars(example = &"cppcc-6-1")]
    session: &'c str,
    /// Suggestion, proposal or motion.
    #[schemars(example = &"proposal")]
    kind: &'static str,
    /// Number as written, where known.
    #[schemars(example = &"056")]
    number: Option<&'c str>,
    /// Title as it is published now.
    #[schemars(example = &"关于创新乡村规划师下乡服务经费保障的提案")]
    title: Option<&'c str>,
    /// Whether it is in the later exports.
    #[schemars(example = true)]
    there: bool,
    /// Whether the later exports withhold it.
    #[schemars(example = false)]
    withheld: bool,
}

/// A declared figure.
#[derive(Serialize, JsonSchema)]
struct Declared {
    /// Year covered.
    #[schemars(example = 2022)]
    year: u16,
    /// What is counted.
    #[schemars(example = &"handed_over")]
    measure: &'static str,
    /// Only this kind.
    #[schemars(example = &"suggestion")]
    kind: Option<&'static str>,
    /// Only this role.
    #[schemars(example = &"lead")]
    role: Option<&'static str>,
}

/// Something with an id and a name.
#[derive(Serialize, JsonSchema)]
struct Name<'c> {
    /// Stable id.
    #[schemars(example = &"finance")]
    id: &'c str,
    /// Name.
    #[schemars(example = &"市财政局")]
    name: &'c str,
}

/// A stated value.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Stated<'c> {
    /// Something that is not repeated here, such as a text that is no longer published.
    Unquoted,
    /// A day, or as much of it as is known.
    Day { day: String },
    /// A count.
    Count { count: u32 },
    /// A rate.
    Rate { value: u32, of: u32 },
    /// A measured value with its unit of measure.
    Amount { amount: f64, unit: &'c str },
    /// A short text.
    Text { text: &'c str },
    /// A unit, session or category.
    Named { id: &'c str, name: &'c str },
    /// Names of proposers, the lead first.
    Names { names: Vec<&'c str> },
    /// Another item.
    Item { id: &'c str },
    /// An outcome class.
    Class { code: &'c str, counts_as: &'static str },
    /// A grade.
    Grade { label: &'c str, counts_as: &'static str },
    /// A term of a closed list.
    Term { term: &'static str },
    /// Whether something holds.
    Flag { flag: bool },
}

/// The comparison as JSON, every change in it.
///
/// # Errors
/// Never in practice: texts always serialise.
pub fn json(changes: &Changes) -> serde_json::Result<String> {
    let figure = |stated: StatedFigure| match stated {
        StatedFigure::Count(value) => Figure { value, of: None },
        StatedFigure::Rate(rate) | StatedFigure::AtLeast(rate) => Figure { value: rate.num, of: Some(rate.den) },
    };
    let figures = changes.figures().into_iter().map(|one| FigureChange {
        figure: one.key.key(),
        was: figure(one.was),
        is: figure(one.is),
    });
    let report = Report {
        banli_changes: VERSION,
        since: changes.since,
        until: changes.until,
        counts: changes.counts().map(|(group, count)| GroupCount { group: group.key(), count }).collect(),
        figures: figures.collect(),
        changes: changes.list.iter().map(entry).collect(),
    };
    serde_json::to_string_pretty(&report)
}

/// The JSON Schema of what [`json`] writes.
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Report>()
        .to_value()
}

/// What tells a change from all others of a comparison, and stays the same from build to build: what
/// happened to which value of what, from which to which.
pub fn marks(change: &Change) -> Vec<String> {
    let Entry { kind, subject, item, id, declared, unit, field, was, is, .. } = entry(change);
    // Texts always serialise.
    let written = |value: serde_json::Result<String>| value.unwrap_or_default();
    vec![
        kind.to_owned(),
        subject.to_owned(),
        item.map_or(id.unwrap_or_default(), |item| item.id).to_owned(),
        unit.map_or("", |unit| unit.id).to_owned(),
        field.unwrap_or_default().to_owned(),
        written(serde_json::to_string(&declared)),
        written(serde_json::to_string(&was)),
        written(serde_json::to_string(&is)),
    ]
}

fn entry<'c>(change: &'c Change) -> Entry<'c> {
    let (mut item_of, mut id, mut declared) = (None, None, None);
    let subject = match &change.subject {
        Subject::Item(one) => {
            item_of = Some(item(one));
            "item"
        }
        Subject::Unit(one) => named(one, "unit", &mut id),
        Subject::Proposer(one) => named(one, "proposer", &mut id),
        Subject::Session(one) => named(one, "session", &mut id),
        Subject::Report(one) => named(one, "report", &mut id),
        Subject::Figure { year, measure, kind, role } => {
            let (kind, role) = (kind.map(|kind| kind.key()), role.map(|role| role.key()));
            declared = Some(Declared { year: *year, measure: measure.key(), kind, role });
            "figure"
        }
    };
    Entry {
        group: change.kind.group().key(),
        kind: change.kind.key(),
        subject,
        item: item_of,
        id,
        declared,
        unit: change.unit.as_ref().map(|unit| Name { id: &unit.id, name: &unit.name }),
        day: change.day,
        field: change.field.map(|field| field.key()),
        was: stated(&change.was),
        is: stated(&change.is),
        about: change.about.as_deref(),
    }
}

fn named<'c>(one: &'c Named, what: &'static str, id: &mut Option<&'c str>) -> &'static str {
    *id = Some(&one.id);
    what
}

fn item<'c>(one: &'c ItemRef) -> Item<'c> {
    Item {
        id: &one.id,
        session: &one.session.id,
        kind: one.kind.key(),
        number: one.number.as_deref(),
        title: one.title.as_deref(),
        there: one.now.is_some(),
        withheld: one.withheld,
    }
}

fn stated<'c>(value: &'c Value) -> Option<Stated<'c>> {
    let term = |term| Stated::Term { term };
    Some(match value {
        Value::Nothing => return None,
        Value::Unquoted => Stated::Unquoted,
        Value::Day(day) => Stated::Day { day: PartialDate::Day(*day).to_string() },
        Value::When(when) => Stated::Day { day: when.to_string() },
        Value::Count(count) => Stated::Count { count: *count },
        Value::Rate(rate) => Stated::Rate { value: rate.num, of: rate.den },
        Value::Amount(amount, unit) => Stated::Amount { amount: *amount, unit },
        Value::Text(text) => Stated::Text { text },
        Value::Named(one) => Stated::Named { id: &one.id, name: &one.name },
        Value::Names(names) => Stated::Names { names: names.iter().map(|name| name.as_str()).collect() },
        Value::Item(one) => Stated::Item { id: &one.id },
        Value::Class(code, counts_as) => Stated::Class { code, counts_as: counts_as.key() },
        Value::Grade(label, counts_as) => Stated::Grade { label, counts_as: counts_as.key() },
        Value::Kind(kind) => term(kind.key()),
        Value::Role(role) => term(role.key()),
        Value::Way(way) => term(way.key()),
        Value::End(end) => term(end.key()),
        Value::Level(level) => term(level.key()),
        Value::Flag(flag) => Stated::Flag { flag: *flag },
    })
}
