//! How the numbers are made: each rate with its definition, formula and figure, from the very list
//! of rates that the code computes.

use outcomes::rates::{RateKey, SMALL_N};
use serde::Serialize;

use super::measures::{self, Cell};
use super::{Edition, Frame, Page};
use crate::plan::PlannedPage;
use crate::route::{Href, Route};

#[derive(Serialize)]
struct Rate {
    key: &'static str,
    label: String,
    what: String,
    formula: String,
    cell: Cell,
}

#[derive(Serialize)]
struct Class {
    code: String,
    label: String,
    counts_as: String,
}

#[derive(Serialize)]
struct View {
    rates: Vec<Rate>,
    scope: String,
    lead_scope: Option<String>,
    days: Option<String>,
    due: String,
    standing: String,
    small: String,
    classes: Vec<Class>,
    grades: Vec<Class>,
    data: Option<Href>,
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (data, words, summary) = (edition.site.data, &edition.words, edition.site.summary);
    let rules = &data.rules;
    let rate = |key: &RateKey| Rate {
        key: key.key(),
        label: measures::rate_label(edition, *key),
        what: words.term("method", key.key()),
        formula: words.term("formula", key.key()),
        cell: measures::rate_cell(edition, &summary.whole, *key),
    };
    let lead = summary.lead_only.owed > 0;
    let view = View {
        rates: RateKey::ALL.iter().map(rate).collect(),
        scope: measures::scope(edition, &words.text("scope-all"), &summary.whole),
        lead_scope: lead.then(|| {
            let satisfaction = words.rate(summary.lead_only.rate(RateKey::Satisfaction));
            words.say("methods-lead", &[("rate", (&satisfaction).into())])
        }),
        days: summary.whole.median_days().zip(summary.whole.p90_days()).map(|(median, ninth)| {
            let args =
                [("median", median.into()), ("ninth", ninth.into()), ("count", summary.whole.days.count().into())];
            words.say("methods-days", &args)
        }),
        due: words.say(
            "methods-due",
            &[
                ("reply", rules.reply_months.into()),
                ("extension", rules.extension_months.into()),
                ("opinion", rules.opinion_months.into()),
            ],
        ),
        standing: words.term("standing-rule", rules.standing_evaluation.key()),
        small: words.say("methods-small", &[("count", SMALL_N.into())]),
        classes: data
            .classes
            .iter()
            .enumerate()
            .map(|(at, class)| Class {
                code: class.code.to_string(),
                label: edition.class_wording(outcomes::dataset::ClassIx(at as u32)).to_owned(),
                counts_as: words.term("counts-as", class.counts_as.key()),
            })
            .collect(),
        grades: data
            .grades
            .iter()
            .map(|grade| Class {
                code: grade.code.to_string(),
                label: grade.label.to_string(),
                counts_as: words.term("judgement", grade.counts_as.key()),
            })
            .collect(),
        data: edition.link(Route::Data),
    };
    let frame = Frame::new(edition, page, words.text("methods-title"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("methods-description"));
    Page::new("methods.html", frame, view)
}
