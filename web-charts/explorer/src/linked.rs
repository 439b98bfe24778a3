//! The charts beside an answer: what its owed replies are made of, each mark a filter.

use outcomes::choice::{Choice, Dimension, Linked};
use outcomes::facts::Facts;
use outcomes::terms::CountsAs;
use web_charts::{ChartKind, Columns, PaletteKey, Series, Stack};

use crate::figure::{Figure, alone, blank, picked};
use crate::number;
use crate::order;
use crate::table::{period_pick, value_name};
use crate::words::{Words, fill};

/// Rows of a linked chart at most.
const MOST_ROWS: usize = 12;
/// Months at most that are drawn one by one, and then quarters.
const MOST_COLUMNS: u32 = 24;

/// Parts of evaluations as they are coloured.
const EVALUATIONS: [PaletteKey; 6] = [
    PaletteKey::Satisfied,
    PaletteKey::Basically,
    PaletteKey::Dissatisfied,
    PaletteKey::Pending,
    PaletteKey::Neutral,
    PaletteKey::Accent2,
];

/// By unit, by class, by evaluation and by time.
pub fn figures(words: &Words, choice: &Choice, facts: &Facts, linked: &Linked) -> [Figure; 4] {
    let coloured = |class: &CountsAs| PaletteKey::OUTCOMES[*class as usize];
    let classes = facts.classes.iter().map(coloured).chain([PaletteKey::Pending, PaletteKey::Neutral]);
    // Where two classes would look the same, each has a bar of its own.
    let apart = facts.classes.iter().enumerate().all(|(at, class)| !facts.classes[..at].contains(class));
    let title = words.linked_classes();
    [
        bars(words, choice, Dimension::Unit, words.linked_units(), &linked.units),
        if apart {
            parts(words, choice, Dimension::Class, title, classes.zip(&linked.classes))
        } else {
            bars(words, choice, Dimension::Class, title, &linked.classes)
        },
        parts(
            words,
            choice,
            Dimension::Evaluation,
            words.linked_evaluations(),
            EVALUATIONS.into_iter().zip(&linked.evaluations),
        ),
        columns(words, choice, linked),
    ]
}

/// A bar for each value; its name is its key.
fn bars(words: &Words, choice: &Choice, dimension: Dimension, title: &str, counts: &[u32]) -> Figure {
    let chosen = &choice.filters[dimension as usize];
    let mut shown: Vec<(u32, u32)> = (0..).zip(counts.iter().copied()).collect();
    shown.retain(|(value, count)| *count > 0 || chosen.contains(value));
    if shown.len() > MOST_ROWS {
        // What is picked is always shown.
        shown =
            order::largest(shown, MOST_ROWS, |(value, count)| if chosen.contains(value) { u32::MAX } else { *count });
    }
    let mut spec = blank(words, title.into(), words.unit_assignments(), title);
    spec.finding = finding(words, counts.iter().sum());
    let name = |value: &u32| picked(chosen.contains(value), value_name(words, dimension, *value));
    spec.kind = ChartKind::Stack(Stack {
        hundred_percent: false,
        categories: shown.iter().map(|(value, _)| name(value)).collect(),
        series: alone(shown.iter().map(|(_, count)| *count).collect()),
        links: Vec::new(),
    });
    Figure { spec, picks: shown.iter().map(|(value, _)| value.to_string()).collect(), parts: false }
}

/// One bar of parts; each part and its key in the legend is a filter.
fn parts<'l>(
    words: &Words,
    choice: &Choice,
    dimension: Dimension,
    title: &str,
    counts: impl Iterator<Item = (PaletteKey, &'l u32)>,
) -> Figure {
    let chosen = &choice.filters[dimension as usize];
    let mut spec = blank(words, title.into(), words.unit_assignments(), title);
    let (mut series, mut picks, mut sum) = (Vec::new(), Vec::new(), 0);
    for (value, (palette, count)) in (0..).zip(counts) {
        if *count > 0 || chosen.contains(&value) {
            let label = picked(chosen.contains(&value), value_name(words, dimension, value));
            series.push(Series { label, palette, values: vec![*count], hidden: false });
            picks.push(value.to_string());
            sum += count;
        }
    }
    spec.finding = finding(words, sum);
    let categories = vec![words.total().to_owned()];
    spec.kind = ChartKind::Stack(Stack { hundred_percent: false, categories, series, links: Vec::new() });
    Figure { spec, picks, parts: true }
}

fn columns(words: &Words, choice: &Choice, linked: &Linked) -> Figure {
    let span = linked.months.len() as u32;
    let length = if span <= MOST_COLUMNS {
        1
    } else if span <= 3 * MOST_COLUMNS {
        3
    } else {
        12
    };
    let first = linked.first.map_or(0, |first| first.0);
    let (start, end) = (first / length, (first + span.max(1) - 1) / length);
    let mut counts = vec![0; (end - start) as usize + 1];
    for (month, count) in (first..).zip(&linked.months) {
        counts[(month / length - start) as usize] += count;
    }
    let within = |period: u32| {
        let from = choice.from.is_none_or(|from| from.0 <= period * length);
        let to = choice.to.is_none_or(|to| period * length + length - 1 <= to.0);
        (choice.from.is_some() || choice.to.is_some()) && from && to
    };
    let title = words.linked_months();
    let mut spec = blank(words, title.into(), words.unit_assignments(), title);
    spec.finding = finding(words, counts.iter().sum());
    spec.kind = ChartKind::Columns(Columns {
        hundred_percent: false,
        periods: (start..=end).map(|period| picked(within(period), words.period(length, period))).collect(),
        series: alone(counts),
    });
    Figure { spec, picks: (start..=end).map(|period| period_pick(length, period)).collect(), parts: false }
}

fn finding(words: &Words, count: u32) -> String {
    fill(words.says_linked(), &[("count", &number::count(count))])
}
