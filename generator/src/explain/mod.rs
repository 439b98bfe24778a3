//! A published figure explained: formula, filter, counts, and the records behind it, in the words of the
//! page that defines every number.

mod address;
mod text;

use anyhow::Result;
use outcomes::behind::{Behind, Figure, Record, behind};
use outcomes::changes::FigureKey;
use outcomes::dataset::{Assignment, Dataset, Item};
use outcomes::life;
use outcomes::rates::{Rate, Reading};
use outcomes::summary::Summary;
use outcomes::terms::{Judgement, Role};
use serde_json::{Value, json};

pub use address::{Address, FILTERS, Filter};
pub use text::{list, text};

use crate::data_files::{Cell, Rows, Table, columns};
use crate::diff::sentence::figure_label;
use crate::words::Words;

/// Version of the JSON form.
const VERSION: u32 = 1;

/// A figure with everything that explains it.
pub struct Explained<'d> {
    /// Which figure, of what.
    pub address: Address,
    /// Counts and records.
    pub behind: Behind,
    data: &'d Dataset<'d>,
}

impl<'d> Explained<'d> {
    /// Explains the figure at an address.
    ///
    /// # Errors
    /// Where the address means nothing in this data.
    pub fn of(address: &str, data: &'d Dataset<'d>, summary: &Summary) -> Result<Self> {
        let address = Address::read(address, data)?;
        Ok(Self { behind: behind(data, summary, address.figure, &address.scope), address, data })
    }

    /// The figure: a rate's two counts, or a count with an empty denominator.
    pub fn counts(&self) -> Rate {
        self.address.figure.of(&self.behind.tally)
    }

    fn item(&self, record: &Record) -> (&'d Item<'d>, Option<&'d Assignment<'d>>) {
        let item = &self.data.items[record.item.at()];
        (item, record.duty.map(|at| &item.assignments[at]))
    }

    /// As JSON, complete.
    pub fn json(&self, words: &Words) -> Value {
        let Rate { num, den } = self.counts();
        let figure = self.address.figure;
        let filters: Vec<Value> = self
            .address
            .filters(self.data)
            .into_iter()
            .map(|Filter { key, value, name }| json!({ "filter": key, "value": value, "name": name.map(|(name, _)| name) }))
            .collect();
        let records: Vec<Value> = self
            .behind
            .records
            .iter()
            .map(|record| {
                let (item, duty) = self.item(record);
                let told = Told::of(self.data, item, duty);
                json!({
                    "item": item.id,
                    "number": item.number,
                    "title": item.title,
                    "unit": told.unit.map(|(id, _)| id),
                    "unit_name": told.unit.map(|(_, name)| name),
                    "role": told.role,
                    "replied": told.replied,
                    "class": told.class,
                    "first_evaluation": told.first,
                    "latest_evaluation": told.latest,
                    "days": record.days,
                    "numerator": record.counts.num,
                    "denominator": is_rate(figure).then_some(record.counts.den),
                })
            })
            .collect();
        json!({
            "banli_explained": VERSION,
            "figure": figure.key(),
            "address": self.address.write(self.data),
            "label": label(words, figure),
            "definition": method(words, figure),
            "formula": formula(words, figure),
            "as_of": self.data.as_of(),
            "filters": filters,
            "numerator": num,
            "denominator": is_rate(figure).then_some(den),
            "value": self.counts().ten_thousandths().map(|n| f64::from(n) / 1e4),
            "median_days": (figure == Figure::Days).then(|| self.behind.tally.median_days()).flatten(),
            "ninetieth_percentile_days": (figure == Figure::Days).then(|| self.behind.tally.p90_days()).flatten(),
            "records": records,
        })
    }

    /// The records as CSV, one row each, as the downloads are written.
    pub fn csv(&self) -> Vec<u8> {
        let mut rows = Rows::default();
        rows.begin(&RECORDS, self.behind.records.len(), None);
        let maybe = |text: Option<&'d str>| text.map_or(Cell::Empty, Cell::Text);
        for record in &self.behind.records {
            let (item, duty) = self.item(record);
            let told = Told::of(self.data, item, duty);
            rows.row(&[
                Cell::Text(&item.id),
                maybe(item.number.as_deref()),
                maybe(item.title.as_deref()),
                maybe(told.unit.map(|(id, _)| id)),
                maybe(told.unit.map(|(_, name)| name)),
                maybe(told.role),
                told.replied.map_or(Cell::Empty, Cell::Day),
                maybe(told.class),
                maybe(told.first),
                maybe(told.latest),
                record.days.map_or(Cell::Empty, |days| Cell::Number(days.into())),
                Cell::Number(record.counts.num.into()),
                if is_rate(self.address.figure) { Cell::Number(record.counts.den.into()) } else { Cell::Empty },
            ]);
        }
        rows.finish().0.to_vec()
    }
}

/// What a duty's record tells beside its counts.
struct Told<'d> {
    unit: Option<(&'d str, &'d str)>,
    role: Option<&'static str>,
    replied: Option<outcomes::date::Date>,
    class: Option<&'d str>,
    first: Option<&'static str>,
    latest: Option<&'static str>,
}

impl<'d> Told<'d> {
    fn of(data: &'d Dataset<'d>, item: &Item<'d>, duty: Option<&'d Assignment<'d>>) -> Self {
        let unit = duty.map(|duty| &data.units[duty.unit.at()]);
        let judged = |reading| duty.and_then(|duty| life::standing(data, item, duty, reading)).map(Judgement::key);
        Self {
            unit: unit.map(|unit| (unit.id.as_str(), unit.name.as_str())),
            role: duty.and_then(|duty| duty.role).map(Role::key),
            replied: duty.and_then(|duty| duty.reply()?.date),
            class: duty.and_then(Assignment::class).map(|class| data.classes[class.at()].code.as_str()),
            first: judged(Reading::First),
            latest: judged(Reading::Latest),
        }
    }
}

/// The table of records; its rows are written by [`Explained::csv`].
static RECORDS: Table = Table {
    name: "records",
    zh: "数字背后的记录",
    en: "The records behind a figure",
    columns: columns! {
        "item" string "办理件标识" "Id of the item",
        "number" string "编号" "Number as written",
        "title" string "标题" "Title; empty where not known or withheld",
        "unit" string "单位标识" "Id of the unit; empty where items are counted",
        "unit_name" string "单位" "Name of the unit",
        "role" string "承办方式" "lead, sole or separate",
        "replied" date "答复日期" "Day of the first reply",
        "class" string "办理结果" "Code of the outcome class in force",
        "first_evaluation" string "初次评价" "Standing evaluation of the first round",
        "latest_evaluation" string "最终评价" "Standing latest evaluation",
        "days" integer "办理天数" "Days from assignment to the first reply, of the handling time",
        "numerator" integer "计入分子" "What it adds to the numerator, or to the count",
        "denominator" integer "计入分母" "What it adds to the denominator; empty for a count",
    },
    by_session: false,
    rows: |_, _, _| (),
};

const fn is_rate(figure: Figure) -> bool {
    matches!(figure, Figure::Key(FigureKey::Rate(_)))
}

/// The name of a figure.
pub fn label(words: &Words, figure: Figure) -> String {
    match figure {
        Figure::Key(key) => figure_label(words, key),
        Figure::Days => words.text("tile-median"),
    }
}

/// What a figure counts, in a sentence.
fn method(words: &Words, figure: Figure) -> String {
    match figure {
        Figure::Key(key @ FigureKey::Rate(_)) => words.term("method", key.key()),
        Figure::Key(key) => words.term("counted", key.key()),
        Figure::Days => words.term("method", figure.key()),
    }
}

/// The formula of a rate or of the handling time.
fn formula(words: &Words, figure: Figure) -> Option<String> {
    (is_rate(figure) || figure == Figure::Days).then(|| words.term("formula", figure.key()))
}
