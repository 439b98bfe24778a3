//! What of an item can be found: everything that its page shows, and nothing else.

use std::borrow::Cow;

use outcomes::dataset::{Assignment, Item, ItemIx, Publication};
use outcomes::life::{self, State};
use outcomes::rates::Reading;
use outcomes::terms::Judgement;
use outcomes::text::Text;
use search::{Document, Named, Names, Title, Told};

use crate::plan::Site;
use crate::route::Route;

/// How a text is published, by its place; the ids of the facet's values.
pub const DISCLOSURES: [&str; 3] = ["full", "summary", "withheld"];
/// How an item was judged; the ids of the facet's values.
pub const EVALUATIONS: [&str; 4] = ["satisfied", "basically_satisfied", "dissatisfied", "awaiting"];

/// A position as place among several.
fn place<T: PartialEq>(all: &[T], one: &T) -> u32 {
    all.iter().position(|other| other == one).unwrap_or_default() as u32
}

/// The document of a record; records are counted from the oldest item.
pub fn document<'a>(site: &Site<'a>, record: u32) -> Document<'a> {
    let data = site.data;
    let ix = ItemIx(data.items.len() as u32 - 1 - record);
    let item = &data.items[ix.at()];
    let state = place(&State::ALL, &site.summary.lives[ix.at()].state);
    let owing = |assignment: &&Assignment| assignment.role.is_none_or(|role| role.owes_reply());
    let units: Vec<u32> = item.assignments.iter().map(|assignment| assignment.unit.0).collect();
    let assigned = item.assignments.iter().filter_map(|assignment| assignment.assigned).min();
    let told = Told {
        kind: item.kind as u32,
        state,
        session: item.session.0,
        category: item.category.map(|category| category.0),
        class: item.assignments.iter().find_map(|assignment| assignment.class()).map(|class| class.0),
        owing: item.assignments.iter().filter(owing).count() as u32,
        units,
        day: item.submitted.or(assigned).map_or(0, |day| {
            day.year() as u32 * 10_000 + u32::from(day.month() as u8) * 100 + u32::from(day.day() as u8)
        }),
    };
    let units = item.assignments.iter().map(|assignment| &data.units[assignment.unit.at()]);
    let units = units.flat_map(|unit| [Some(unit.name.as_str()), unit.name_en.as_ref().map(Text::as_str)]);
    let category = item.category.map(|category| &data.categories[category.at()]);
    let category = category.map(|known| [Some(known.name.as_str()), known.name_en.as_ref().map(Text::as_str)]);
    Document {
        number: item.number.as_ref().map_or("", Text::as_str),
        title: match (&item.title, &item.text) {
            (Some(title), _) => Title::Known(title.as_str()),
            (None, Publication::Withheld(_)) => Title::Withheld,
            (None, _) => Title::Unknown,
        },
        names: item.proposers.iter().map(|proposer| data.proposers[proposer.at()].name.as_str()).collect(),
        heads: units.chain(category.into_iter().flatten()).flatten().collect(),
        path: Route::Item(ix).path(data),
        facets: facets(site, item, &told),
        told,
        texts: texts(item),
    }
}

/// The values that an item has in each facet, in the order of [`search::FACETS`].
fn facets(site: &Site, item: &Item, told: &Told) -> Vec<(u32, u32)> {
    let mut values = vec![(0, told.session), (1, told.kind), (4, told.state)];
    values.extend(told.units.iter().map(|unit| (2, *unit)));
    values.extend(told.category.map(|category| (3, category)));
    for assignment in item.assignments.iter().filter(|assignment| !assignment.replies.is_empty()) {
        values.extend(assignment.class().map(|class| (5, class.0)));
        if assignment.owes_reply() {
            let judgement = life::standing(site.data, item, assignment, Reading::Latest);
            values.push((6, judgement.map_or(Judgement::ALL.len() as u32, |one| place(Judgement::ALL, &one))));
        }
    }
    let replies = item.assignments.iter().flat_map(|assignment| &assignment.replies).map(|reply| &reply.text);
    for text in replies.chain([&item.text]) {
        values.extend(match text {
            Publication::Full(_) => Some((7, 0)),
            Publication::Summary(_) => Some((7, 1)),
            Publication::Withheld(_) => Some((7, 2)),
            Publication::Absent => None,
        });
    }
    values.sort_unstable();
    values.dedup();
    values
}

/// Every published text of an item.
fn texts<'a>(item: &'a Item) -> Vec<Cow<'a, str>> {
    let mut texts: Vec<Cow<'a, str>> = Vec::new();
    let mut published = |text: &'a Publication| {
        if let Publication::Full(text) | Publication::Summary(text) = text {
            texts.push(text.text());
        }
    };
    published(&item.text);
    item.assignments.iter().flat_map(|duty| &duty.replies).for_each(|reply| published(&reply.text));
    let mut text = |text: &'a Option<Text>| texts.extend(text.as_ref().map(|text| Cow::Borrowed(text.as_str())));
    text(&item.note);
    for point in &item.points {
        text(&point.answer);
    }
    if let Some(end) = &item.end {
        text(&end.reason);
    }
    for duty in &item.assignments {
        if let Some(extension) = &duty.extension {
            text(&extension.reason);
        }
        for contact in &duty.contacts {
            text(&contact.note);
        }
        for reply in &duty.replies {
            text(&reply.explanation);
            text(&reply.document_number);
        }
        if let Some(opinion) = &duty.opinion {
            text(&opinion.text);
        }
        for change in &duty.class_changes {
            text(&change.reason);
        }
        for evaluation in &duty.evaluations {
            text(&evaluation.comment);
        }
    }
    let points = item.points.iter().map(|point| &point.problem);
    let outputs = item.outputs.iter().map(|output| &output.title);
    let milestones = item.milestones.iter().map(|milestone| &milestone.text);
    let effects = item.effects.iter().map(|effect| &effect.what);
    let promises = item.assignments.iter().flat_map(|duty| &duty.commitments).map(|promise| &promise.text);
    texts.extend(
        points.chain(outputs).chain(milestones).chain(effects).chain(promises).map(|text| Cow::Borrowed(text.as_str())),
    );
    texts.retain(|text| !text.is_empty());
    texts
}

/// The names that documents refer to by place.
pub fn names(site: &Site) -> Names {
    let data = site.data;
    let named = |id: &str, name: &str, name_en: Option<&Text>| Named {
        id: id.to_owned(),
        name: name.to_owned(),
        name_en: name_en.map(ToString::to_string),
    };
    let classes = data.classes.iter().enumerate().map(|(at, class)| {
        // Two schemes may give one code different meanings.
        let again = data.classes[..at].iter().any(|other| other.code == class.code);
        let id = if again { format!("{}~{at}", class.code) } else { class.code.to_string() };
        let labelled = |label: &str| format!("{} {label}", class.code);
        Named { id, name: labelled(&class.label), name_en: class.label_en.as_ref().map(|label| labelled(label)) }
    });
    [
        data.sessions.iter().map(|one| named(&one.id, &one.name, one.name_en.as_ref())).collect(),
        data.units.iter().map(|one| named(&one.id, &one.name, one.name_en.as_ref())).collect(),
        data.categories.iter().map(|one| named(&one.id, &one.name, one.name_en.as_ref())).collect(),
        classes.collect(),
    ]
}
