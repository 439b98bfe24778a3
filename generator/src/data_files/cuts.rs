//! The table of the rates of every finer cut that pages show: by month, and by two things at once.

use std::collections::BTreeMap;

use outcomes::dataset::Dataset;
use outcomes::rates::{RateKey, Tally};
use outcomes::summary::{Month, Summary};

use super::{Cell, Rows, Table};

/// Rates by month, and by unit and session; where there is nothing to take a rate of, no row.
pub const CUTS: Table = Table {
    name: "cuts",
    zh: "细分比率：按月份、按单位和届次，一行一个范围一项",
    en: "Finer rates, by month and by unit and session: one row per scope and rate",
    columns: columns! {
        "session" string "届次标识" "Id of the session; empty: every session",
        "unit" string "单位标识" "Id of the unit; empty: every unit",
        "category" string "分类标识" "Id of the category; empty: every category",
        "month" string "交办月份" "Month of assignment, YYYY-MM; empty: every month",
        "rate" string "指标" "Name of the rate, as on the methods page",
        "numerator" integer "分子" "Numerator",
        "denominator" integer "分母" "Denominator, never 0",
        "value" number "数值" "Numerator ÷ denominator, rounded half up to four decimals",
    },
    by_session: false,
    rows: cuts,
};

/// Ids of session, unit and category; empty ones are not asked for.
type Of<'i> = [&'i str; 3];

fn cuts(data: &Dataset, summary: &Summary, rows: &mut Rows) {
    months(["", "", ""], &summary.by_month, rows);
    for (session, by_month) in data.sessions.iter().zip(&summary.session_months) {
        months([&session.id, "", ""], by_month, rows);
    }
    for (unit, by_month) in data.units.iter().zip(&summary.unit_months) {
        months(["", &unit.id, ""], by_month, rows);
    }
    for (category, by_month) in data.categories.iter().zip(&summary.category_months) {
        months(["", "", &category.id], by_month, rows);
    }
    for (unit, by_session) in data.units.iter().zip(&summary.unit_sessions) {
        for (session, tally) in data.sessions.iter().zip(by_session) {
            cut([&session.id, &unit.id, ""], "", tally, rows);
        }
    }
}

fn months(of: Of, by_month: &BTreeMap<Month, Tally>, rows: &mut Rows) {
    for ((year, month), tally) in by_month {
        cut(of, &format!("{year:04}-{month:02}"), tally, rows);
    }
}

fn cut([session, unit, category]: Of, month: &str, tally: &Tally, rows: &mut Rows) {
    let rates = RateKey::ALL.iter().filter_map(|key| {
        let rate = tally.rate(*key);
        let share = Cell::Share(rate.ten_thousandths()?);
        Some([Cell::Name(key.key()), Cell::Number(rate.num.into()), Cell::Number(rate.den.into()), share])
    });
    rows.rows(&[cell(session), cell(unit), cell(category), cell(month)], rates);
}

const fn cell(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}
