//! Codes by frequency: the more often a symbol occurs, the fewer bits it takes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::bits::BitReader;

/// Bits of a code at most.
const LONGEST: usize = 30;

/// A code, its first bit the lowest.
#[derive(Clone, Copy, Default)]
pub struct Code {
    /// Bits.
    pub bits: u32,
    /// How many.
    pub length: u8,
}

/// The length of each symbol's code, for symbols that occur this often; 0 for those that never do.
pub fn lengths(counts: &[u32]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = unlimited(&counts);
        if lengths.iter().all(|length| usize::from(*length) <= LONGEST) {
            return lengths;
        }
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
    }
}

fn unlimited(counts: &[u32]) -> Vec<u8> {
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    let used = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    heap.extend(used.map(|(symbol, count)| Reverse((u64::from(*count), symbol))));
    let mut lengths = vec![0; counts.len()];
    if heap.len() == 1
        && let Some(Reverse((_, symbol))) = heap.peek()
    {
        lengths[*symbol] = 1;
        return lengths;
    }
    let mut parents: Vec<usize> = vec![0; counts.len()];
    while let (Some(Reverse(a)), Some(Reverse(b))) = (heap.pop(), heap.pop()) {
        let node = parents.len();
        parents.push(0);
        parents[a.1] = node;
        parents[b.1] = node;
        if heap.is_empty() {
            break;
        }
        heap.push(Reverse((a.0 + b.0, node)));
    }
    // Parents stand behind their children, so depths are known from the last backwards.
    let mut depths = vec![0u8; parents.len()];
    for node in (0..parents.len().saturating_sub(1)).rev() {
        if parents[node] > 0 {
            depths[node] = depths[parents[node]] + 1;
        }
    }
    lengths.copy_from_slice(&depths[..counts.len()]);
    lengths
}

/// The codes of lengths: shorter before longer, and by symbol.
pub fn codes(lengths: &[u8]) -> Vec<Code> {
    let mut next = [0u32; LONGEST + 2];
    for length in lengths.iter().filter(|length| **length > 0) {
        next[usize::from(*length) + 1] += 1;
    }
    let mut code = 0;
    for (length, count) in next.iter_mut().enumerate().skip(1) {
        code = (code + *count) << 1;
        *count = code;
        debug_assert!(length <= LONGEST + 1);
    }
    let mut code = |length: u8| {
        let bits = next[usize::from(length)];
        next[usize::from(length)] += 1;
        Code { bits: bits.reverse_bits() >> (32 - u32::from(length)), length }
    };
    lengths.iter().map(|length| if *length == 0 { Code::default() } else { code(*length) }).collect()
}

/// Bits of a code that are read at once.
const QUICK: u32 = 10;

/// Reads symbols by their codes.
pub struct Tree {
    /// How many codes there are of each length.
    counts: [u32; LONGEST + 1],
    /// Symbols in the order of their codes.
    symbols: Vec<u32>,
    /// For each [`QUICK`] bits the symbol and length of the code that they begin with; 0 where it is longer.
    quick: Vec<(u32, u32)>,
}

impl Tree {
    /// Prepares reading; `None` where a length is too long.
    pub fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0; LONGEST + 1];
        for length in lengths {
            *counts.get_mut(usize::from(*length))? += 1;
        }
        counts[0] = 0;
        let mut symbols = Vec::with_capacity(lengths.len());
        for length in 1..=LONGEST as u8 {
            for (symbol, one) in (0..).zip(lengths) {
                if *one == length {
                    symbols.push(symbol);
                }
            }
        }
        let mut tree = Self { counts, symbols, quick: Vec::new() };
        for bits in 0..1 << QUICK {
            let read = tree.find(bits).filter(|(_, length)| *length <= QUICK);
            tree.quick.push(read.unwrap_or_default());
        }
        Some(tree)
    }

    /// The symbol of the code that bits begin with, and its length; `None` where there is none.
    fn find(&self, mut bits: u64) -> Option<(u32, u32)> {
        let (mut code, mut first, mut at, mut length) = (0u32, 0u32, 0u32, 1);
        for count in &self.counts[1..] {
            code |= bits as u32 & 1;
            bits >>= 1;
            // Wrong lengths may ask for more codes than there are.
            if let Some(offset) = code.checked_sub(first).filter(|offset| offset < count) {
                return self.symbols.get((at + offset) as usize).map(|symbol| (*symbol, length));
            }
            at += count;
            first = first.wrapping_add(*count) << 1;
            code <<= 1;
            length += 1;
        }
        None
    }

    /// The next symbol; `None` where the bits are none.
    pub fn read(&self, bits: &mut BitReader) -> Option<u32> {
        let ahead = bits.ahead();
        let (symbol, length) = match self.quick[(ahead & ((1 << QUICK) - 1)) as usize] {
            (_, 0) => self.find(ahead)?,
            quick => quick,
        };
        bits.skip(length)?;
        Some(symbol)
    }
}
