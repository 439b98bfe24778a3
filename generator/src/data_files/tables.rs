//! The tables that are offered for download: their columns and their rows.

use outcomes::dataset::{Assignment, Dataset, Item, Publication};
use outcomes::date::Date;
use outcomes::life;
use outcomes::rates::{RateKey, Reading, Tally};
use outcomes::summary::Summary;

use super::{Cell, Rows};

/// One column.
pub struct Column {
    /// Name in the file.
    pub key: &'static str,
    /// Type by the Table Schema: `string`, `integer`, `number` or `date`.
    pub kind: &'static str,
    /// What it holds, in Chinese.
    pub zh: &'static str,
    /// What it holds, in English.
    pub en: &'static str,
}

/// One table.
pub struct Table {
    /// Name of the file without its ending.
    pub name: &'static str,
    /// What it holds, in Chinese.
    pub zh: &'static str,
    /// What it holds, in English.
    pub en: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Whether its rows are about items and stand in the items' order, so that it can be cut by session.
    pub by_session: bool,
    /// Writes its rows, as many cells as columns.
    pub rows: fn(&Dataset, &Summary, &mut Rows),
}

/// Every table.
pub const TABLES: &[Table] = &[
    Table {
        name: "items",
        zh: "办理件：一行一件",
        en: "Items: one row each",
        columns: columns! {
            "id" string "标识" "Stable id",
            "session" string "届次标识" "Id of the session",
            "kind" string "类别" "suggestion, proposal or motion",
            "number" string "编号" "Number as written; empty where not known",
            "title" string "标题" "Title; empty where not known or withheld",
            "category" string "分类" "Subject category",
            "proposers" string "提出人" "Proposers, the lead first, separated by 、",
            "units" string "承办单位" "Units that owe a reply, separated by 、",
            "state" string "状态" "Where it stands as of the as-of day",
            "submitted" date "提出日期" "Day of submission",
            "due" date "答复期限" "Earliest due day of a reply not made",
            "disclosure" string "公开方式" "full, summary, withheld or absent: the item's own text",
            "page" string "页面" "Path of the item's page in the site",
        },
        by_session: true,
        rows: items,
    },
    Table {
        name: "assignments",
        zh: "承办：一行一件次",
        en: "Assignments: one row per unit and item",
        columns: columns! {
            "item" string "办理件标识" "Id of the item",
            "unit" string "单位标识" "Id of the unit",
            "unit_name" string "单位" "Name of the unit",
            "role" string "承办方式" "lead, sole, separate or joint; empty where not stated",
            "assigned" date "交办日期" "Day of assignment",
            "accepted" date "签收日期" "Day of acceptance",
            "due" date "期限" "Due day in force",
            "replied" date "答复日期" "Day of the first reply",
            "days" integer "办理天数" "Days from assignment to the first reply",
            "class" string "办理结果" "Code of the outcome class in force",
            "counts_as" string "结果归类" "What the class counts as",
            "first_evaluation" string "初次评价" "Standing evaluation of the first round",
            "latest_evaluation" string "最终评价" "Standing latest evaluation; empty: not evaluated yet",
            "disclosure" string "公开方式" "full, summary, withheld or absent: the first reply",
        },
        by_session: true,
        rows: assignments,
    },
    Table {
        name: "evaluations",
        zh: "评价：一行一位提出人一轮次",
        en: "Evaluations: one row per proposer and round",
        columns: columns! {
            "item" string "办理件标识" "Id of the item",
            "unit" string "单位标识" "Id of the unit",
            "proposer" string "提出人标识" "Id of the proposer; empty where not named",
            "round" integer "轮次" "1 first, 2 second",
            "date" date "日期" "Day",
            "result" string "结果评价" "Grade of the result",
            "counts_as" string "评价归类" "satisfied, basically_satisfied or dissatisfied",
            "attitude" string "态度评价" "Grade of the attitude, where judged apart",
        },
        by_session: true,
        rows: evaluations,
    },
    super::handling::CONTACTS,
    super::handling::COMMITMENTS,
    Table {
        name: "rates",
        zh: "比率：一行一个范围一项",
        en: "Rates: one row per scope and rate",
        columns: columns! {
            "scope" string "范围" "all, lead, session, unit, category or kind",
            "id" string "范围标识" "Id within the scope",
            "name" string "名称" "Name within the scope",
            "rate" string "指标" "Name of the rate, as on the methods page",
            "numerator" integer "分子" "Numerator",
            "denominator" integer "分母" "Denominator",
            "value" number "数值" "Numerator ÷ denominator, rounded half up to four decimals; empty for an empty denominator",
        },
        by_session: false,
        rows: rates,
    },
    super::cuts::CUTS,
];

pub(super) fn maybe(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Empty, Cell::Text)
}

/// A name of ours, or nothing.
pub(super) fn named(name: Option<&'static str>) -> Cell<'static> {
    name.map_or(Cell::Empty, Cell::Name)
}

pub(super) fn day(date: Option<Date>) -> Cell<'static> {
    date.map_or(Cell::Empty, Cell::Day)
}

fn disclosure(publication: &Publication) -> Cell<'static> {
    Cell::Name(match publication {
        Publication::Full(_) => "full",
        Publication::Summary(_) => "summary",
        Publication::Withheld(_) => "withheld",
        Publication::Absent => "absent",
    })
}

/// Writes names with 、 between them.
fn join<'s>(names: impl Iterator<Item = &'s str>, out: &mut String) {
    out.clear();
    for name in names {
        if !out.is_empty() {
            out.push('、');
        }
        out.push_str(name);
    }
}

fn items(data: &Dataset, summary: &Summary, rows: &mut Rows) {
    let (mut proposers, mut units) = (String::new(), String::new());
    for (at, item) in data.items.iter().enumerate() {
        rows.about(item.session);
        let life = &summary.lives[at];
        let owing = item.assignments.iter().filter(|assignment| assignment.owes_reply());
        let path = crate::route::Route::Item(outcomes::dataset::ItemIx(at as u32)).path(data);
        join(item.proposers.iter().map(|proposer| data.proposers[proposer.at()].name.as_str()), &mut proposers);
        join(owing.map(|assignment| data.units[assignment.unit.at()].name.as_str()), &mut units);
        rows.row(&[
            Cell::Text(&item.id),
            Cell::Text(&data.sessions[item.session.at()].id),
            Cell::Name(item.kind.key()),
            maybe(item.number.as_deref()),
            maybe(item.title.as_deref()),
            maybe(item.category.map(|category| data.categories[category.at()].name.as_str())),
            Cell::Text(&proposers),
            Cell::Text(&units),
            Cell::Name(life.state.key()),
            day(item.submitted),
            day(life.due),
            disclosure(&item.text),
            Cell::Text(&path),
        ]);
    }
}

fn assignment_row(data: &Dataset, item: &Item, assignment: &Assignment, rows: &mut Rows) {
    let unit = &data.units[assignment.unit.at()];
    let reply = assignment.reply();
    let replied = reply.and_then(|reply| reply.date);
    let class = assignment.class().map(|class| &data.classes[class.at()]);
    let standing =
        |reading| named(life::standing(data, item, assignment, reading).map(outcomes::terms::Judgement::key));
    rows.row(&[
        Cell::Text(&item.id),
        Cell::Text(&unit.id),
        Cell::Text(&unit.name),
        named(assignment.role.map(outcomes::terms::Role::key)),
        day(assignment.assigned),
        day(assignment.accepted),
        day(assignment.due),
        day(replied),
        match (assignment.assigned, replied) {
            (Some(assigned), Some(replied)) => Cell::Number(replied.days_since(assigned).into()),
            _ => Cell::Empty,
        },
        maybe(class.map(|class| class.code.as_str())),
        named(class.map(|class| class.counts_as.key())),
        standing(Reading::First),
        standing(Reading::Latest),
        reply.map_or(Cell::Empty, |reply| disclosure(&reply.text)),
    ]);
}

fn assignments(data: &Dataset, _: &Summary, rows: &mut Rows) {
    for item in &data.items {
        rows.about(item.session);
        item.assignments.iter().for_each(|assignment| assignment_row(data, item, assignment, rows));
    }
}

fn evaluations(data: &Dataset, _: &Summary, rows: &mut Rows) {
    for item in &data.items {
        rows.about(item.session);
        for assignment in &item.assignments {
            for evaluation in &assignment.evaluations {
                let grade = &data.grades[evaluation.result.at()];
                rows.row(&[
                    Cell::Text(&item.id),
                    Cell::Text(&data.units[assignment.unit.at()].id),
                    maybe(evaluation.proposer.map(|proposer| data.proposers[proposer.at()].id.as_str())),
                    Cell::Number(evaluation.round.into()),
                    day(evaluation.date),
                    Cell::Text(&grade.code),
                    Cell::Name(grade.counts_as.key()),
                    maybe(evaluation.attitude.map(|grade| data.grades[grade.at()].code.as_str())),
                ]);
            }
        }
    }
}

fn rates(data: &Dataset, summary: &Summary, rows: &mut Rows) {
    let mut scope = |scope: &str, id: &str, name: &str, tally: &Tally| {
        let rates = RateKey::ALL.iter().map(|key| {
            let rate = tally.rate(*key);
            let share = rate.ten_thousandths().map_or(Cell::Empty, Cell::Share);
            [Cell::Name(key.key()), Cell::Number(rate.num.into()), Cell::Number(rate.den.into()), share]
        });
        rows.rows(&[Cell::Text(scope), Cell::Text(id), Cell::Text(name)], rates);
    };
    scope("all", "all", "全部", &summary.whole);
    scope("lead", "lead", "主办件", &summary.lead_only);
    for (session, tally) in data.sessions.iter().zip(&summary.by_session) {
        scope("session", &session.id, &session.name, tally);
    }
    for (unit, tally) in data.units.iter().zip(&summary.by_unit) {
        scope("unit", &unit.id, &unit.name, tally);
    }
    for (category, tally) in data.categories.iter().zip(&summary.by_category) {
        scope("category", &category.id, &category.name, tally);
    }
    for (kind, tally) in outcomes::terms::Kind::ALL.iter().zip(&summary.by_kind) {
        scope("kind", kind.key(), kind.key(), tally);
    }
}
