//! Many pieces looked for at once in a great many bytes. Of each piece every window up to the stride
//! is known; of what is searched only every so-manieth window is looked at: wherever a piece stands,
//! one of the windows that are looked at lies whole within it.

use std::ops::Range;

/// One window of a piece: its hash, the piece, and where in the piece it begins.
type Window = (u64, u32, u32);

/// Pieces to look for, none shorter than `W + S - 1` bytes; `W` is 8 or 16.
pub struct Net<const W: usize, const S: usize> {
    bytes: Vec<u8>,
    pieces: Vec<(Range<u32>, u32)>,
    windows: Vec<Window>,
    /// A Bloom filter over the windows, one word for each: most of what is looked at ends here.
    filter: Vec<u64>,
    shift: u32,
}

impl<const W: usize, const S: usize> Net<W, S> {
    /// Bytes of the shortest piece.
    pub const SHORTEST: usize = W + S - 1;

    /// A net for pieces, each with its owner; shorter ones are left out, and of equal ones all but the
    /// first.
    pub fn new<'p>(pieces: impl Iterator<Item = (&'p [u8], u32)>) -> Self {
        let mut net =
            Self { bytes: Vec::new(), pieces: Vec::new(), windows: Vec::new(), filter: Vec::new(), shift: 63 };
        let mut seen = rustc_hash::FxHashSet::default();
        for (piece, owner) in pieces.filter(|(piece, _)| piece.len() >= Self::SHORTEST) {
            if seen.insert(piece) {
                let start = net.bytes.len() as u32;
                net.bytes.extend(piece);
                net.pieces.push((start..net.bytes.len() as u32, owner));
            }
        }
        net.weave();
        net
    }

    /// The same net without the pieces that are marked.
    pub fn without(self, marked: &[bool]) -> Self {
        let kept = self.pieces.iter().zip(marked).filter(|(_, marked)| !**marked);
        Self::new(kept.map(|((range, owner), _)| (&self.bytes[range.start as usize..range.end as usize], *owner)))
    }

    fn weave(&mut self) {
        for (piece, (range, _)) in self.pieces.iter().enumerate() {
            for offset in 0..S {
                let start = range.start as usize + offset;
                self.windows.push((hash::<W>(&self.bytes[start..start + W]), piece as u32, offset as u32));
            }
        }
        self.windows.sort_unstable();
        let words = (self.windows.len() / 2).next_power_of_two().max(2);
        self.shift = 64 - words.ilog2();
        self.filter = vec![0; words];
        for (hash, ..) in &self.windows {
            self.filter[(hash >> self.shift) as usize] |= bits(*hash);
        }
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
            let hash = hash::<W>(window);
            let bits = bits(hash);
            if self.filter[(hash >> self.shift) as usize] & bits == bits {
                self.look(text, at, hash, &mut hit);
            }
            at += S;
        }
    }

    /// Compares whole pieces where a window looks like one of theirs.
    fn look(&self, text: &[u8], at: usize, hash: u64, hit: &mut impl FnMut(usize, u32, usize)) {
        let first = self.windows.partition_point(|window| window.0 < hash);
        for (_, piece, offset) in self.windows[first..].iter().take_while(|window| window.0 == hash) {
            let (range, owner) = &self.pieces[*piece as usize];
            let whole = &self.bytes[range.start as usize..range.end as usize];
            let Some(start) = at.checked_sub(*offset as usize) else { continue };
            if text.get(start..start + whole.len()) == Some(whole) {
                hit(*piece as usize, *owner, start);
            }
        }
    }
}

/// The two bits of a word that a hash stands for.
const fn bits(hash: u64) -> u64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63)
}

/// A hash over the `W` bytes of a window.
fn hash<const W: usize>(window: &[u8]) -> u64 {
    let word = |at: usize| window.get(at..at + 8).map_or(0, |word| word.try_into().map_or(0, u64::from_le_bytes));
    let mut hash = word(0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    if W == 16 {
        hash = (hash ^ hash >> 32 ^ word(8)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
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
