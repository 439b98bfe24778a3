//! What holds between any two exports of the same data.

use outcomes::changes::{Changes, Group, Kind, Subject};
use outcomes::dataset::Dataset;
use outcomes::summary::summarize;
use proptest::prelude::*;

use super::invented::{Invented, export, items, with};
use super::{rules, written};

/// Compares two lists of items, written as of two days.
fn compared<T>(
    rules: outcomes::dataset::Rules,
    (old, since): (&[Invented], i32),
    (new, until): (&[Invented], i32),
    look: impl FnOnce(&Changes, &Dataset, &Dataset) -> T,
) -> T {
    with(&[export(&written(old), since)], rules.clone(), |old| {
        with(&[export(&written(new), until)], rules.clone(), |new| {
            let (before, after) = (summarize(old), summarize(new));
            let changes = Changes::between((old, &before), (new, &after)).expect("comparable");
            look(&changes, old, new)
        })
    })
}

proptest! {
    #[test]
    fn nothing_but_lateness_changes_while_the_data_stands_still(items in items(), later in 1..200i32, rules in rules()) {
        let first = super::FIRST_DAY;
        compared(rules, (&items, first), (&items, first + later), |changes, _, _| {
            for change in &changes.list {
                assert!(matches!(change.kind, Kind::Overdue | Kind::PromiseOverdue), "{change:?}");
            }
        });
    }

    #[test]
    fn every_change_is_of_an_item_and_the_counts_are_of_the_pages(old in items(), new in items(), rules in rules()) {
        let first = super::FIRST_DAY;
        compared(rules, (&old, first), (&new, first + 30), |changes, old, new| {
            let has = |data: &Dataset, id: &str| data.items.iter().any(|item| item.id.as_str() == id);
            for change in &changes.list {
                let Subject::Item(item) = &change.subject else { continue };
                assert_eq!(has(new, &item.id), item.now.is_some(), "{change:?}");
                assert!(has(old, &item.id) || item.now.is_some(), "{change:?}");
                if item.withheld {
                    assert!(item.title.is_none() && change.about.is_none(), "{change:?}");
                    assert!(change.kind.group() != Group::Evaluated, "{change:?}");
                }
            }
            let gone = changes.list.iter().filter(|change| change.kind == Kind::Gone).count();
            let added = changes.list.iter().filter(|change| change.kind == Kind::Added).count();
            assert_eq!(new.items.len() + gone, old.items.len() + added);
            assert_eq!(changes.after, summarize(new).whole);
            assert_eq!(changes.before, summarize(old).whole);
        });
    }
}
