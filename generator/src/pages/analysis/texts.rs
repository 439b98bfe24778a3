//! The texts that the explorer's engine speaks with, from the catalogue and the data.

use explorer::Texts;
use outcomes::choice::{EVALUATIONS, Grouping, Measure};
use outcomes::dataset::{CategoryIx, ClassIx, SessionIx, UnitIx};
use outcomes::facts::Timeliness;
use outcomes::terms::{CountsAs, Judgement, Kind, Role};

use crate::pages::{Edition, rate_label};

/// The texts of one language.
pub fn texts(edition: &Edition) -> Texts {
    let (data, words) = (edition.site.data, &edition.words);
    let text = |key: &str| words.text(key);
    let as_of = words.day(data.as_of());
    let measures = Measure::all().map(|measure| match measure {
        Measure::Rate(key) => rate_label(edition, key),
        measure => words.term("measured", measure.key()),
    });
    let evaluations = EVALUATIONS.iter().enumerate().map(|(at, key)| match Judgement::ALL.get(at) {
        Some(judgement) => words.term("judgement", judgement.key()),
        None => words.term("evaluated", key),
    });
    let classes = (0..data.classes.len() as u32).map(|at| edition.class_label(ClassIx(at)));
    let limits = edition.limits();
    let month = |month: usize| words.text(&format!("month-{month}"));
    Texts {
        comma: text("comma"),
        between: words.list(&["", ""]),
        whole: text("analysis-whole"),
        unsaid: text("analysis-unsaid"),
        rest: text("analysis-rest"),
        total: text("total"),
        no_data: text("no-data"),
        small: text("chart-small"),
        cumulative: text("chart-cumulative"),
        toggle: text("chart-toggle"),
        interval: text("interval"),
        numerator: text("analysis-numerator"),
        denominator: text("analysis-denominator"),
        cases: text("count"),
        unit_items: text("unit-items"),
        unit_assignments: text("unit-assignments"),
        unit_days: text("unit-days"),
        title: text("analysis-chart"),
        title_whole: text("analysis-chart-whole"),
        scope: edition.sourced(&words.say("scope", &[("date", (&as_of).into())])),
        apart: text("apart"),
        apart_unstated: text("apart-unstated"),
        apart_joint: text("apart-joint"),
        apart_undated: text("analysis-undated"),
        without_class: text("analysis-without-class"),
        without_days: text("analysis-without-days"),
        apart_left_out: text("analysis-left-out"),
        says_rate: text("analysis-says-rate"),
        says_count: text("analysis-says-count"),
        says_days: text("analysis-says-days"),
        says_nothing: text("analysis-says-nothing"),
        says_range: text("analysis-says-range"),
        says_course: text("analysis-says-course"),
        says_largest: text("analysis-says-largest"),
        month: text("month"),
        quarter: text("quarter"),
        year: text("year"),
        filter: text("analysis-filter"),
        since: text("analysis-since"),
        until: text("analysis-until"),
        between_months: text("analysis-months"),
        linked_units: text("analysis-by-unit"),
        linked_classes: text("analysis-by-class"),
        linked_evaluations: text("analysis-by-evaluation"),
        linked_months: text("analysis-by-time"),
        says_linked: text("analysis-says-linked"),
        axis_days: text("chart-handling-x"),
        axis_time: text("chart-time-x"),
        measures: measures.collect(),
        groupings: Grouping::all().map(|grouping| words.term("grouped", grouping.key())).collect(),
        sessions: (0..data.sessions.len() as u32).map(|at| edition.session_name(SessionIx(at)).to_owned()).collect(),
        kinds: Kind::ALL.iter().map(|kind| words.term("kind", kind.key())).collect(),
        categories: (0..data.categories.len() as u32)
            .map(|at| edition.category_name(CategoryIx(at)).to_owned())
            .collect(),
        units: (0..data.units.len() as u32).map(|at| edition.unit_name(UnitIx(at)).to_owned()).collect(),
        roles: Role::ALL.iter().map(|role| words.term("role", role.key())).collect(),
        classes: classes.chain([words.term("evaluated", "unreplied")]).collect(),
        evaluations: evaluations.collect(),
        timeliness: Timeliness::ALL.iter().map(|one| words.term("timeliness", one.key())).collect(),
        months: (1..=12).map(month).collect(),
        counts_as: CountsAs::ALL.iter().map(|one| words.term("counts-as", one.key())).collect(),
        limit_months: limits.iter().map(|(months, _)| months.to_string()).collect(),
        limits: limits.into_iter().map(|(_, name)| name).collect(),
        ended: ["withdrawn", "returned", "merged"].iter().map(|end| words.term("ended", end)).collect(),
    }
}
