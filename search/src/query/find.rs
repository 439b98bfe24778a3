//! From pieces and facets to sets of records.

use super::{COUNTED, Piece, Search};
use crate::format::{self, Directory, LEFT_OUT, NAMED, Name, is_worth_a_term};
use crate::list::Set;
use crate::token::{self, Key};

/// Records few enough to be looked into one by one, and not to be told apart by more terms.
const ENOUGH: u32 = 16;

/// Which records may hold a piece, and where.
pub struct Found {
    /// It is a whole name or number of theirs.
    pub whole: Set,
    /// Their head has all its terms.
    pub head: Set,
    /// Their text has all its terms.
    pub text: Set,
    /// Whether whoever has all its terms has the piece.
    pub sure: bool,
}

/// The records of a term.
struct Term {
    head: Set,
    text: Set,
    /// How common it is; `None` where no record has it.
    common: Option<u8>,
}

impl Found {
    fn keep(&mut self, term: &Term) {
        self.head.keep(&term.head);
        self.text.keep(&term.text);
    }

    /// All of them.
    pub fn any(&self) -> Set {
        let mut any = self.whole.clone();
        any.join(&self.head);
        any.join(&self.text);
        any
    }

    /// The best place where a record may hold the piece: 0 as a whole name or number, 1 in its head,
    /// 2 in its text.
    pub fn level(&self, record: u32) -> u8 {
        if self.whole.has(record) {
            0
        } else if self.head.has(record) {
            1
        } else {
            2
        }
    }
}

/// The values of a facet with the records that have each.
pub type Column = Vec<(u32, Set)>;
/// How many hits have each value of a facet; `None` where it was not counted.
pub type Counts = Option<Vec<(u32, u32)>>;

impl Search {
    /// Where a piece may be; `None` as long as files are missing.
    pub(super) fn find(&self, piece: &Piece, needs: &mut Vec<Name>) -> Option<Found> {
        let none = || Set::none(self.directory.records);
        if self.directory.plain {
            return Some(Found { whole: Set::all(self.directory.records), head: none(), text: none(), sure: false });
        }
        let before = needs.len();
        let mut whole = none();
        let number = piece.number.as_deref().and_then(token::number_key);
        for key in [token::name_key(&piece.chars), number].into_iter().flatten() {
            if let Some(term) = self.terms(key, key + 1, needs) {
                whole.join(&term.head);
            }
        }
        let Some(last) = piece.asked.len().checked_sub(1) else {
            let (from, to) = token::beginning(*piece.chars.first()?);
            let term = self.terms(from, to, needs);
            let found = term.map(|term| Found { whole, head: term.head, text: term.text, sure: true });
            return found.filter(|_| needs.len() == before);
        };
        let mut found = Found {
            whole,
            head: Set::all(self.directory.records),
            text: Set::all(self.directory.records),
            sure: last == 0,
        };
        let mut common = vec![0; last + 1];
        // A name of three characters is a term of its own.
        let mut named = None;
        if piece.chars.len() == 3 && last == 1 && !found.whole.is_empty() {
            let three = token::joined(piece.asked[0].0, piece.asked[1].0);
            named = self.terms(three, three + 1, needs).filter(|term| term.common == Some(NAMED));
        }
        // First as few terms as touch every character. Then the rest, if that leaves many records.
        for rest in [false, true] {
            let mut touched = 0;
            for (at, common) in common.iter_mut().enumerate() {
                let end = piece.reach(at).1;
                let is_first = end > touched && (at == last || piece.reach(at + 1).0 > touched);
                if is_first {
                    touched = end;
                }
                if is_first != rest
                    && let Some(term) = self.terms(piece.asked[at].0, piece.asked[at].0 + 1, needs)
                {
                    *common = term.common.unwrap_or_default();
                    found.keep(&term);
                }
            }
            if needs.len() > before {
                return None;
            }
            if let Some(term) = named.take() {
                return Some(Found { head: term.head, text: term.text, sure: true, ..found });
            }
            if found.head.len() + found.text.len() <= ENOUGH {
                return Some(found);
            }
        }
        for at in 0..last {
            let Directory { records, samples, chance, .. } = self.directory;
            if is_worth_a_term(common[at], common[at + 1], records, samples, chance) {
                let three = token::joined(piece.asked[at].0, piece.asked[at + 1].0);
                if let Some(term) = self.terms(three, three + 1, needs)
                    && term.common != Some(LEFT_OUT)
                {
                    found.keep(&term);
                    found.sure = piece.chars.len() == 3;
                }
            }
        }
        (needs.len() == before).then_some(found)
    }

    /// The records of all terms from a key up to another.
    fn terms(&self, from: Key, to: Key, needs: &mut Vec<Name>) -> Option<Term> {
        let records = self.directory.records;
        let leaves = self.leaves(&self.directory.terms, from, to, needs)?;
        let mut term = Term { head: Set::none(records), text: Set::none(records), common: None };
        let mut missing = false;
        for (_, name) in leaves {
            match self.file(name, needs) {
                Some(file) => {
                    let seen = format::read_terms(file, records, (from, to), (&mut term.head, &mut term.text))?;
                    term.common = seen.or(term.common);
                }
                None => missing = true,
            }
        }
        if missing { None } else { Some(term) }
    }

    /// Whether a facet is chosen from or counted.
    fn wants(&self, facet: usize) -> bool {
        let all = self.directory.columns.iter().map(|(_, size)| size).sum::<u32>() <= COUNTED;
        all || self.ask.counted.contains(&facet) || self.ask.facets.iter().any(|(one, _)| *one == facet)
    }

    /// Reads the columns that are chosen from or counted and were not yet; `None` as long as one is
    /// missing.
    pub(super) fn read_columns(&mut self, needs: &mut Vec<Name>) -> Option<()> {
        self.columns.resize_with(self.directory.columns.len(), || None);
        let mut missing = false;
        for facet in 0..self.columns.len() {
            if self.columns[facet].is_none() && self.wants(facet) {
                match self.file(self.directory.columns[facet].0, needs) {
                    Some(file) => self.columns[facet] = Some(format::read_column(file, self.directory.records)?),
                    None => missing = true,
                }
            }
        }
        (!missing).then_some(())
    }

    /// For each facet the records that have one of the chosen values; `None` where none is chosen.
    pub(super) fn chosen(&self) -> Vec<Option<Set>> {
        let mut all = Vec::new();
        for (facet, column) in self.columns.iter().enumerate() {
            let mut chosen = None;
            for (_, id) in self.ask.facets.iter().filter(|(one, _)| *one == facet) {
                let chosen = chosen.get_or_insert_with(|| Set::none(self.directory.records));
                for (value, records) in column.iter().flatten() {
                    if self.id(facet, *value) == id {
                        chosen.join(records);
                    }
                }
            }
            all.push(chosen);
        }
        all
    }

    /// How many hits have each value of the counted facets, whatever is chosen in the facet itself.
    pub(super) fn counts(&self, chosen: &[Option<Set>], all: &Set) -> Vec<Counts> {
        let mut counts = Vec::new();
        for (facet, column) in self.columns.iter().enumerate() {
            let mut hits = all.clone();
            for (other, set) in chosen.iter().enumerate() {
                if let (true, Some(set)) = (other != facet, set) {
                    hits.keep(set);
                }
            }
            let count =
                |column: &Column| column.iter().map(|(value, records)| (*value, records.common(&hits))).collect();
            counts.push(column.as_ref().filter(|_| self.wants(facet)).map(count));
        }
        counts
    }
}
