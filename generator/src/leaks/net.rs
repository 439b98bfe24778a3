//! Many pieces looked for at once in a great many bytes. Of each piece every window up to the stride
//! is known; of what is searched only every so-manieth window is looked at: wherever a piece stands,
//! one of the windows that are looked at lies whole within it.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

/// Pieces to look for, none shorter than `W + S - 1` bytes; `W` is 8 or 16, `S` at most 8.
pub struct Net<const W: usize, const S: usize> {
    bytes: Vec<u8>,
    pieces: Vec<(Range<u32>, u32)>,
    /// A Bloom filter over the windows, one word for each: most of what is looked at ends here.
    filter: Vec<u64>,
    shift: u32,
    /// By the hash of a window: where in pieces it begins, a bit for each place.
    windows: FxHashMap<u64, u8>,
    /// By the hash of its first bytes: the latest piece that begins so, and for each the one before.
    heads: FxHashMap<u64, u32>,
    before: Vec<u32>,
}

impl<const W: usize, const S: usize> Hash for Net<W, S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.bytes, &self.pieces).hash(state);
    }
}

/// No piece.
const NONE: u32 = u32::MAX;

impl<const W: usize, const S: usize> Net<W, S> {
    /// Bytes of the shortest piece.
    pub const SHORTEST: usize = W + S - 1;

    /// A net for pieces, each with its owner; shorter ones are left out, and of equal ones all but the
    /// first.
    pub fn new<'p>(pieces: impl Iterator<Item = (&'p [u8], u32)>) -> Self {
        let mut net = Self {
            bytes: Vec::new(),
            pieces: Vec::new(),
            filter: Vec::new(),
            shift: 63,
            windows: FxHashMap::default(),
            heads: FxHashMap::default(),
            before: Vec::new(),
        };
        let mut seen = FxHashSet::default();
        for (piece, owner) in pieces.filter(|(piece, _)| piece.len() >= Self::SHORTEST) {
            if seen.insert(piece) {
                net.add(piece, owner);
            }
        }
        let words = (net.windows.len() / 2).next_power_of_two().max(2);
        net.shift = 64 - words.ilog2();
        net.filter = vec![0; words];
        for hash in net.windows.keys() {
            net.filter[(hash >> net.shift) as usize] |= bits(*hash);
        }
        net
    }

    /// The same net without the pieces that are marked.
    pub fn without(self, marked: &[bool]) -> Self {
        let kept = self.pieces.iter().zip(marked).filter(|(_, marked)| !**marked);
        Self::new(kept.map(|((range, owner), _)| (&self.bytes[range.start as usize..range.end as usize], *owner)))
    }

    fn add(&mut self, piece: &[u8], owner: u32) {
        for offset in 0..S {
            *self.windows.entry(hash(&piece[offset..offset + W])).or_default() |= 1 << offset;
        }
        let here = self.pieces.len() as u32;
        let before = self.heads.insert(hash(&piece[..Self::SHORTEST]), here);
        self.before.push(before.unwrap_or(NONE));
        let start = self.bytes.len() as u32;
        self.bytes.extend(piece);
        self.pieces.push((start..self.bytes.len() as u32, owner));
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Calls `hit` with the piece, its owner and the place of everything found.
    pub fn search(&self, text: &[u8], mut hit: impl FnMut(usize, u32, usize)) {
        if self.pieces.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(window) = text.get(at..at + W) {
            let hash = hash(window);
            let bits = bits(hash);
            if self.filter[(hash >> self.shift) as usize] & bits == bits {
                self.look(text, at, hash, &mut hit);
            }
            at += S;
        }
    }

    /// Compares whole pieces where a window looks like one of theirs.
    fn look(&self, text: &[u8], at: usize, window: u64, hit: &mut impl FnMut(usize, u32, usize)) {
        let Some(offsets) = self.windows.get(&window) else { return };
        for offset in (0..S).filter(|offset| offsets >> offset & 1 == 1) {
            let Some(start) = at.checked_sub(offset) else { continue };
            let Some(head) = text.get(start..start + Self::SHORTEST) else { continue };
            let mut piece = self.heads.get(&hash(head)).copied().unwrap_or(NONE);
            while let Some((range, owner)) = self.pieces.get(piece as usize) {
                let whole = &self.bytes[range.start as usize..range.end as usize];
                if text.get(start..start + whole.len()) == Some(whole) {
                    hit(piece as usize, *owner, start);
                }
                piece = self.before[piece as usize];
            }
        }
    }
}

/// The two bits of a word that a hash stands for.
const fn bits(hash: u64) -> u64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63)
}

/// A hash over eight bytes or more; the last eight are a word of their own.
fn hash(bytes: &[u8]) -> u64 {
    let word = |at: usize| bytes.get(at..at + 8).map_or(0, |word| word.try_into().map_or(0, u64::from_le_bytes));
    let mut hash = word(0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut at = 8;
    while at < bytes.len() {
        hash = (hash ^ hash >> 32 ^ word(at.min(bytes.len() - 8))).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        at += 8;
    }
    hash ^ hash >> 29
}

#[cfg(test)]
mod tests {
    use super::Net;

    #[test]
    fn a_piece_is_found_wherever_it_stands() {
        let pieces = ["不公开的一段文字，很长", "另一段不公开的文字abc", "短"];
        let net = Net::<16, 8>::new(pieces.iter().zip(0..).map(|(piece, at)| (piece.as_bytes(), at)));
        assert_eq!(net.len(), 2, "what is too short is left out");
        for before in 0..40 {
            let text = format!("{}{}。{}", "x".repeat(before), pieces[1], &pieces[0][..30]);
            let mut found = Vec::new();
            net.search(text.as_bytes(), |_, owner, at| found.push((owner, at)));
            assert_eq!(found, [(1, before)]);
        }
        let none = net.without(&[true, true]);
        none.search(pieces[0].as_bytes(), |_, _, _| panic!("nothing is looked for any more"));
    }

    #[test]
    fn of_any_text_every_piece_is_found() {
        let text: String = (0..2000u32).filter_map(|at| char::from_u32(0x4E00 + at * 37 % 4000)).collect();
        for start in (0..600).step_by(3) {
            let piece = &text.as_bytes()[start..start + 11];
            let net = Net::<8, 4>::new([(piece, 7)].into_iter());
            let mut found = Vec::new();
            net.search(text.as_bytes(), |_, owner, at| found.push((owner, at)));
            assert!(found.contains(&(7, start)), "{start}");
        }
    }
}
