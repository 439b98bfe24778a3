//! Answers a query from the files of an index, whoever fetches them: as long as files are missing it
//! names them, and goes on when it is given their bytes.

mod check;
mod find;
mod mark;
mod piece;
mod show;
mod words;

use crate::bits::Bytes;
use crate::codec::Unpacker;
use crate::format::{self, Directory, Name, Names, Tree};
use crate::list::Set;
use crate::record::Record;
use check::Checked;
use find::{Column, Counts};
use piece::Piece;
pub use words::Words;

/// Records looked into in the second round; each further one takes twice as many.
const AHEAD: usize = 16;
/// Bytes up to which all facets are counted without being asked for.
const COUNTED: u32 = 16_000;

/// In which order hits come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Number and name first, head before text, then the newest.
    #[default]
    Best,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ask {
    /// Words, with spaces between.
    pub query: String,
    /// Facets with the ids that hits must have one of.
    pub facets: Vec<(usize, String)>,
    /// Facets that are to be counted, whatever they weigh.
    pub counted: Vec<usize>,
    /// Order of the hits.
    pub order: Order,
    /// How many hits are wanted.
    pub count: usize,
}

impl Ask {
    /// Just words: the first ten hits.
    pub fn of(query: &str) -> Self {
        Self { query: query.to_owned(), count: 10, ..Self::default() }
    }
}

/// An index with what is known of it, and what is asked.
pub struct Search {
    directory: Directory,
    /// Files by name, ascending.
    files: Vec<(Name, Vec<u8>)>,
    unpacker: Option<Unpacker>,
    names: Names,
    /// Columns of facets, as far as they were read.
    columns: Vec<Option<Column>>,
    words: Words,
    ask: Ask,
    pieces: Vec<Piece>,
    /// What each record turned out to be.
    checked: Vec<Checked>,
    ahead: usize,
    first_round: bool,
    answer: Option<Answer>,
}

/// What was found.
#[derive(Default)]
struct Answer {
    hits: Vec<u32>,
    total: u32,
    /// Whether every one of the total was looked at, or need not be.
    sure: bool,
    /// For each facet that was counted, its values with how many hits have each.
    counts: Vec<Counts>,
    /// Pieces that nothing holds.
    missing: Vec<usize>,
}

impl Search {
    /// Begins with the bytes of the directory; `None` where they are none, or of another version.
    pub fn new(directory: &[u8], words: &str) -> Option<Self> {
        Some(Self {
            directory: Directory::read(directory)?,
            files: Vec::new(),
            unpacker: None,
            names: Names::default(),
            columns: Vec::new(),
            words: Words(words.to_owned()),
            ask: Ask::default(),
            pieces: Vec::new(),
            checked: Vec::new(),
            ahead: AHEAD,
            first_round: true,
            answer: None,
        })
    }

    /// Asks; the paths in the index's folder of files that are needed for the answer.
    pub fn ask(&mut self, ask: Ask) -> Vec<String> {
        let pieces = piece::pieces(&ask.query);
        if ask.query != self.ask.query || ask.order != self.ask.order || self.checked.is_empty() {
            self.checked = vec![Checked::Unknown; self.directory.records as usize];
        }
        (self.pieces, self.ask, self.ahead, self.first_round) = (pieces, ask, AHEAD, true);
        self.go_on()
    }

    /// Takes the bytes of a file.
    pub fn give(&mut self, path: &str, bytes: Vec<u8>) {
        let name = format::named(path);
        if let Err(at) = self.files.binary_search_by_key(&name, |(name, _)| *name) {
            self.files.insert(at, (name, bytes));
        }
    }

    /// Goes on with what was given; the paths of files that are needed now. None where the answer is
    /// there.
    pub fn go_on(&mut self) -> Vec<String> {
        let mut needs = Vec::new();
        self.answer = self.evaluate(&mut needs);
        needs.sort_unstable();
        needs.dedup();
        needs.into_iter().map(format::path).collect()
    }

    /// The numbers of the hits, the oldest record being 0.
    pub fn hits(&self) -> &[u32] {
        self.answer.as_ref().map_or(&[], |answer| &answer.hits)
    }

    /// How many records there are in all, and whether that is sure: where much had to be looked at,
    /// it is the most there may be.
    pub fn total(&self) -> (u32, bool) {
        self.answer.as_ref().map_or((0, true), |answer| (answer.total, answer.sure))
    }

    fn file(&self, name: Name, needs: &mut Vec<Name>) -> Option<&[u8]> {
        match self.files.binary_search_by_key(&name, |(name, _)| *name) {
            Ok(at) => Some(&self.files[at].1),
            Err(_) => {
                needs.push(name);
                None
            }
        }
    }

    /// The record with this number.
    fn record(&self, number: u32, needs: &mut Vec<Name>) -> Option<Record> {
        let (block, place) = self.block(number, needs)?;
        Record::read(block, place, self.unpacker.as_ref()?)
    }

    /// The block that holds a record, and its place in it.
    fn block(&self, number: u32, needs: &mut Vec<Name>) -> Option<(&[u8], u32)> {
        let blocks = self.leaves(&self.directory.blocks, u64::from(number), u64::from(number) + 1, needs)?;
        let (first, name) = blocks.first()?;
        Some((self.file(*name, needs)?, number.checked_sub(*first as u32)?))
    }

    /// The leaves of a tree that hold the keys from one up to another; `None` where nodes are missing.
    fn leaves(&self, tree: &Tree, from: u64, to: u64, needs: &mut Vec<Name>) -> Option<Vec<(u64, Name)>> {
        let top = tree.files.get(Tree::range(&tree.files, from, to))?;
        if !tree.nodes {
            return Some(top.to_vec());
        }
        let (mut leaves, mut missing) = (Vec::new(), false);
        for (_, name) in top {
            match self.file(*name, needs) {
                Some(node) => {
                    let files = format::read_files(&mut Bytes(node))?;
                    leaves.extend_from_slice(files.get(Tree::range(&files, from, to))?);
                }
                None => missing = true,
            }
        }
        if missing { None } else { Some(leaves) }
    }

    /// Reads what everything else needs; `None` as long as it is missing.
    fn begin(&mut self, needs: &mut Vec<Name>) -> Option<()> {
        if self.unpacker.is_some() {
            return Some(());
        }
        let model = self.file(self.directory.model, needs);
        let names = self.file(self.directory.names, needs);
        let unpacker = Unpacker::read(model?)?;
        self.names = format::read_names(names?, &unpacker)?;
        self.unpacker = Some(unpacker);
        Some(())
    }

    fn evaluate(&mut self, needs: &mut Vec<Name>) -> Option<Answer> {
        let ready = self.begin(needs);
        if self.pieces.is_empty() && self.ask.facets.is_empty() {
            return Some(Answer { sure: true, ..Answer::default() });
        }
        let (mut found, mut complete) = (Vec::new(), true);
        for piece in &self.pieces {
            match self.find(piece, needs) {
                Some(one) => found.push(one),
                None => complete = false,
            }
        }
        let columns = self.read_columns(needs);
        ready?;
        columns.filter(|()| complete)?;
        let mut all = Set::all(self.directory.records);
        let mut missing = Vec::new();
        for (at, one) in found.iter().enumerate() {
            let any = one.any();
            if any.is_empty() {
                missing.push(at);
            }
            all.keep(&any);
        }
        let chosen = self.chosen();
        let mut shown = all.clone();
        for set in chosen.iter().flatten() {
            shown.keep(set);
        }
        let hits = self.order(&found, &shown, needs)?;
        let mut sure = true;
        let check = found.iter().any(|one| !one.sure);
        for record in 0..if check { self.directory.records } else { 0 } {
            match self.checked[record as usize] {
                Checked::No => {
                    shown.remove(record);
                    all.remove(record);
                }
                Checked::Unknown => sure &= !shown.has(record),
                Checked::Hit(_) => {}
            }
        }
        let total = shown.len();
        let counts = self.counts(&chosen, &all);
        let before = needs.len();
        for hit in &hits {
            self.block(*hit, needs);
        }
        (needs.len() == before).then_some(Answer { hits, total, sure, counts, missing })
    }
}
