//! Which entry of an earlier list is which of a later one, where entries have no ids.

/// Entries of two lists that belong together, and those that are alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Matched {
    /// Positions in the earlier and the later list.
    pub pairs: Vec<(usize, usize)>,
    /// Positions in the earlier list without a partner.
    pub gone: Vec<usize>,
    /// Positions in the later list without a partner.
    pub added: Vec<usize>,
}

/// How two entries may belong together.
pub type Test<'t, O, N> = &'t dyn Fn(&O, &N) -> bool;

/// Matches two lists: test after test, the strictest first, each earlier entry with the first later one
/// that is still alone. Pairs come in the order of the later list.
pub fn matched<O, N>(old: &[O], new: &[N], tests: &[Test<O, N>]) -> Matched {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut gone: Vec<usize> = (0..old.len()).collect();
    for test in tests {
        gone.retain(|at| {
            let free = (0..new.len()).find(|to| partner[*to].is_none() && test(&old[*at], &new[*to]));
            free.map(|to| partner[to] = Some(*at)).is_none()
        });
    }
    let added = (0..new.len()).filter(|at| partner[*at].is_none()).collect();
    let pairs = partner.iter().enumerate().filter_map(|(to, from)| Some(((*from)?, to))).collect();
    Matched { pairs, gone, added }
}

#[cfg(test)]
mod tests {
    use super::{Matched, matched};

    #[test]
    fn the_strictest_match_wins() {
        let (old, new) = ([("a", 1), ("b", 2), ("c", 3)], [("b", 9), ("a", 1), ("x", 7), ("b", 2)]);
        let found = matched(&old, &new, &[&|o, n| o == n, &|o, n| o.0 == n.0]);
        assert_eq!(found, Matched { pairs: vec![(0, 1), (1, 3)], gone: vec![2], added: vec![0, 2] });
    }
}
