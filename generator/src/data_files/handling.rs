//! The tables of what units did and promised: talks with proposers, and promises with a date.

use outcomes::dataset::{Assignment, Dataset, Item};

use super::tables::{day, maybe, named};
use super::{Cell, Rows, Table};

/// Talks: one row each.
pub const CONTACTS: Table = Table {
    name: "contacts",
    zh: "沟通：一行一次记载",
    en: "Talks with proposers: one row per entry",
    columns: columns! {
        "item" string "办理件标识" "Id of the item",
        "unit" string "单位标识" "Id of the unit",
        "date" date "日期" "Day; empty where not known",
        "way" string "沟通方式" "How it took place: visit, invited, meeting, on_site, phone or letter",
        "times" integer "次数" "How many times",
        "before_reply" string "是否在答复之前" "yes or no, where the source says so; else the days tell",
        "note" string "内容" "What it was about; empty where not known or withheld",
    },
    by_session: true,
    rows: |data, _, rows| each(data, rows, contacts),
};

/// Promises: one row each.
pub const COMMITMENTS: Table = Table {
    name: "commitments",
    zh: "承诺：一行一项",
    en: "Promises with a date: one row each",
    columns: columns! {
        "item" string "办理件标识" "Id of the item",
        "unit" string "单位标识" "Id of the unit",
        "due" date "期限" "Day by which it is promised",
        "kept" date "兑现日期" "Day it was kept; empty: not yet",
        "state" string "状态" "kept, open or overdue, as of the as-of day",
        "text" string "内容" "What is promised; empty where withheld",
    },
    by_session: true,
    rows: |data, _, rows| each(data, rows, commitments),
};

fn each(data: &Dataset, rows: &mut Rows, write: fn(&Dataset, &Item, &Assignment, &mut Rows)) {
    for item in &data.items {
        rows.about(item.session);
        item.assignments.iter().for_each(|assignment| write(data, item, assignment, rows));
    }
}

fn contacts(data: &Dataset, item: &Item, assignment: &Assignment, rows: &mut Rows) {
    for contact in &assignment.contacts {
        rows.row(&[
            Cell::Text(&item.id),
            Cell::Text(&data.units[assignment.unit.at()].id),
            day(contact.date),
            Cell::Name(contact.way.key()),
            Cell::Number(contact.times.unwrap_or(1).into()),
            named(contact.before_reply.map(|before| if before { "yes" } else { "no" })),
            maybe(contact.note.as_deref()),
        ]);
    }
}

fn commitments(data: &Dataset, item: &Item, assignment: &Assignment, rows: &mut Rows) {
    let as_of = data.sources[item.source.at()].as_of;
    for promise in &assignment.commitments {
        rows.row(&[
            Cell::Text(&item.id),
            Cell::Text(&data.units[assignment.unit.at()].id),
            Cell::Day(promise.due),
            day(promise.kept),
            Cell::Name(promise.state(as_of).key()),
            maybe(Some(promise.text.as_str()).filter(|text| !text.is_empty())),
        ]);
    }
}
