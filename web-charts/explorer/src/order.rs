//! The first few of a list by size, without a sorting algorithm's weight in the page.

use outcomes::choice::{Dimension, Grouping};

/// Whether groups have no order of their own, and stand by their size.
pub fn is_free(grouping: Grouping) -> bool {
    matches!(grouping, Grouping::By(Dimension::Unit | Dimension::Category))
}

/// The `most` items with the largest size, largest first, earlier ones first among equals.
pub fn largest<T>(items: Vec<T>, most: usize, size: impl Fn(&T) -> u32) -> Vec<T> {
    let mut rest: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let mut first = Vec::new();
    while first.len() < most {
        let mut found: Option<(usize, u32)> = None;
        for (at, item) in rest.iter().enumerate() {
            if let Some(here) = item.as_ref().map(&size)
                && found.is_none_or(|(_, least)| here > least)
            {
                found = Some((at, here));
            }
        }
        let Some(item) = found.and_then(|(at, _)| rest[at].take()) else { break };
        first.push(item);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::largest;

    #[test]
    fn equals_keep_their_order() {
        assert_eq!(
            largest(vec![(1, 'a'), (3, 'b'), (1, 'c'), (3, 'd')], 3, |one| one.0),
            [(3, 'b'), (3, 'd'), (1, 'a')]
        );
        assert_eq!(largest(vec![0u32; 2], 5, |one| *one), [0, 0]);
    }
}
