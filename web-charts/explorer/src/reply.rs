//! Everything the page shows for one choice.

use outcomes::choice::Choice;
use outcomes::dataset::ItemIx;
use outcomes::facts::Facts;
use web_charts::ChartKind;

use crate::figure::{self, Figure};
use crate::json;
use crate::linked;
use crate::sentence;
use crate::table::{self, Table};
use crate::words::Words;

/// Everything the page shows for one choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The finding in a sentence.
    pub finding: String,
    /// What the figures cover.
    pub scope: String,
    /// What is counted apart; empty where nothing is.
    pub apart: String,
    /// The numbers.
    pub table: Table,
    /// The chart, then those beside it: by unit, by class, by evaluation, by time.
    pub figures: Vec<Figure>,
    /// The items behind it, in the dataset's order.
    pub items: Vec<ItemIx>,
}

/// Answers a choice.
pub fn reply(facts: &Facts, words: &Words, choice: &Choice) -> Reply {
    let answer = facts.answer(choice);
    let finding = sentence::finding(words, choice, &answer);
    let scope = sentence::scope(words, choice, &answer);
    let apart = sentence::apart(words, choice, &answer);
    let mut figures = vec![figure::figure(words, choice, &answer, finding.clone(), scope.clone())];
    figures.extend(linked::figures(words, choice, facts, &facts.linked(choice)));
    Reply { table: table::table(words, choice, &answer), finding, scope, apart, figures, items: answer.items }
}

/// The names and counts of a chart with one series, or with the parts of one whole.
fn shown(figure: &Figure) -> (Vec<String>, Vec<u32>) {
    let (names, series) = match &figure.spec.kind {
        ChartKind::Stack(data) if figure.parts => {
            return data.series.iter().map(|series| (series.label.clone(), series.at(0))).unzip();
        }
        ChartKind::Stack(data) => (&data.categories, &data.series),
        ChartKind::Columns(data) => (&data.periods, &data.series),
        _ => return (Vec::new(), Vec::new()),
    };
    match series.as_slice() {
        [only] => (names.clone(), only.values.clone()),
        _ => (Vec::new(), Vec::new()),
    }
}

impl Reply {
    /// The reply as JSON, but for the charts' bytes and the items: `title`, `finding`, `scope`,
    /// `apart`, `head`, `rows` (what to pick, then the cells), `charts` (`finding`, `head` of names and
    /// counts, and by category `picks`, `names` and `counts`, these two only of charts that count, all
    /// three by series where `parts` is set) and `items` (how many).
    pub fn json(&self) -> String {
        let mut out = String::from("{\"title\":");
        json::text(&mut out, self.figures.first().map_or("", |figure| &figure.spec.title));
        for (name, text) in [("finding", &self.finding), ("scope", &self.scope), ("apart", &self.apart)] {
            for part in [",\"", name, "\":"] {
                out.push_str(part);
            }
            json::text(&mut out, text);
        }
        out.push_str(",\"head\":");
        json::texts(&mut out, &self.table.head);
        out.push_str(",\"rows\":");
        json::list(&mut out, &self.table.rows, |out, row| {
            out.push('[');
            json::text(out, &row.pick);
            for cell in &row.cells {
                out.push(',');
                json::text(out, cell);
            }
            out.push(']');
        });
        out.push_str(",\"charts\":");
        json::list(&mut out, &self.figures, |out, figure| {
            out.push_str("{\"finding\":");
            json::text(out, &figure.spec.finding);
            out.push_str(",\"head\":");
            json::texts(out, &[figure.spec.words.category.clone(), figure.spec.words.count.clone()]);
            out.push_str(",\"picks\":");
            json::texts(out, &figure.picks);
            let (names, counts) = shown(figure);
            out.push_str(",\"names\":");
            json::texts(out, &names);
            out.push_str(",\"counts\":");
            json::list(out, &counts, |out, count| out.push_str(&count.to_string()));
            out.push_str(if figure.parts { ",\"parts\":true" } else { "" });
            out.push('}');
        });
        out.push_str(",\"items\":");
        out.push_str(&self.items.len().to_string());
        out.push('}');
        out
    }
}
