//! Bits and numbers in bytes: how everything in the index is written and read.

/// Writes bits, the lowest first.
#[derive(Default)]
pub struct BitWriter {
    out: Vec<u8>,
    held: u64,
    count: u32,
}

impl BitWriter {
    /// Writes the lowest `bits` (at most 32) of a number.
    pub fn put(&mut self, number: u32, bits: u32) {
        self.held |= u64::from(number) << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.out.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Writes as many ones as the number says, and a zero.
    pub fn unary(&mut self, mut number: u32) {
        while number >= 16 {
            self.put(0xFFFF, 16);
            number -= 16;
        }
        self.put((1 << number) - 1, number + 1);
    }

    /// Fills the last byte.
    pub fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }

    /// The bytes, the last one filled.
    pub fn finish(mut self) -> Vec<u8> {
        self.align();
        self.out
    }
}

/// Reads bits, the lowest first.
pub struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl<'b> BitReader<'b> {
    /// Reads from the first byte on.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, held: 0, count: 0 }
    }

    fn fill(&mut self) {
        while self.count <= 56 {
            let Some(byte) = self.bytes.get(self.at) else { return };
            self.held |= u64::from(*byte) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    /// The next `bits` (at most 32) as a number; `None` at the end.
    pub fn take(&mut self, bits: u32) -> Option<u32> {
        if self.count < bits {
            self.fill();
        }
        self.count = self.count.checked_sub(bits)?;
        let number = self.held & ((1 << bits) - 1);
        self.held >>= bits;
        Some(number as u32)
    }

    /// How many ones stand before the next zero; `None` at the end.
    pub fn unary(&mut self) -> Option<u32> {
        let mut number = 0;
        loop {
            self.fill();
            if self.count == 0 {
                return None;
            }
            let ones = self.held.trailing_ones().min(self.count);
            number += ones;
            if ones < self.count {
                self.held = if ones == 63 { 0 } else { self.held >> (ones + 1) };
                self.count -= ones + 1;
                return Some(number);
            }
            (self.held, self.count) = (0, 0);
        }
    }

    /// Goes on with the next whole byte.
    pub fn align(&mut self) {
        let rest = self.count % 8;
        self.held >>= rest;
        self.count -= rest;
    }

    /// The whole bytes that were not begun.
    pub fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at - self.count as usize / 8..).unwrap_or(&[])
    }
}

/// Writes a number of any size in as few bytes as it needs, seven bits in each.
pub fn put_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads bytes one part after the other.
#[derive(Clone, Copy)]
pub struct Bytes<'b>(pub &'b [u8]);

impl<'b> Bytes<'b> {
    /// The next number; `None` at the end.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for at in 0..10 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next number, where it fits 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}
