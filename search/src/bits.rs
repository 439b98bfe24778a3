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

    /// Writes a number from 1 on: how many bits follow its highest one, and those.
    pub fn gamma(&mut self, number: u32) {
        let bits = number.ilog2();
        self.unary(bits);
        self.put(number - (1 << bits), bits);
    }

    /// Bytes so far, the last one begun.
    pub fn len(&self) -> usize {
        self.out.len() + usize::from(self.count > 0)
    }

    /// Fills the last byte.
    pub fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }

    /// The bytes, the last one filled with ones, so that [`BitReader::unary`] finds no end in them.
    pub fn finish_with_ones(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0xFF, 8 - self.count);
        }
        self.out
    }

    /// The bytes, the last one filled.
    pub fn finish(mut self) -> Vec<u8> {
        self.align();
        self.out
    }
}

/// Writes and reads steps that are about as long as those before: as many low bits as the mean has are
/// written as they are, how often the rest goes into it in ones.
pub struct Steps {
    /// Sixteen times the mean.
    mean: u32,
}

/// Ones that announce a step which is far longer than those before.
const FAR: u32 = 12;
/// Low bits of such a step that are written as they are.
const LOW: u32 = 21;

impl Default for Steps {
    fn default() -> Self {
        Self { mean: 16 * 64 }
    }
}

impl Steps {
    fn low(&self) -> u32 {
        (self.mean / 22).clamp(1, 1 << 20).ilog2()
    }

    fn saw(&mut self, step: u64) {
        self.mean = self.mean - self.mean / 16 + step as u32;
    }

    /// Writes a step, of 52 bits at most.
    pub fn put(&mut self, step: u64, bits: &mut BitWriter) {
        let low = self.low();
        if step >> low < u64::from(FAR) {
            bits.unary((step >> low) as u32);
            bits.put(step as u32 & ((1 << low) - 1), low);
            self.saw(step);
            return;
        }
        bits.unary(FAR);
        bits.gamma((step >> LOW) as u32 + 1);
        bits.put(step as u32 & ((1 << LOW) - 1), LOW);
    }

    /// Reads a step; `None` at the end.
    pub fn take(&mut self, bits: &mut BitReader) -> Option<u64> {
        let (low, ones) = (self.low(), bits.unary()?);
        if ones < FAR {
            let step = u64::from(ones << low | bits.take(low)?);
            self.saw(step);
            return Some(step);
        }
        Some(u64::from(bits.gamma()? - 1) << LOW | u64::from(bits.take(LOW)?))
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
        let number = self.held & ((1 << bits) - 1);
        self.skip(bits)?;
        Some(number as u32)
    }

    /// The bits to come, the next one lowest: 32 at least, or zeros behind the end.
    pub fn ahead(&mut self) -> u64 {
        if self.count < 32 {
            self.fill();
        }
        self.held
    }

    /// Goes on behind so many bits; `None` where they are not there.
    pub fn skip(&mut self, bits: u32) -> Option<()> {
        self.count = self.count.checked_sub(bits)?;
        self.held >>= bits;
        Some(())
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

    /// A number that [`BitWriter::gamma`] wrote.
    pub fn gamma(&mut self) -> Option<u32> {
        let bits = self.unary().filter(|bits| *bits < 32)?;
        Some(1 << bits | self.take(bits)?)
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

#[cfg(test)]
mod tests {
    use super::{BitReader, BitWriter, Steps};

    #[test]
    fn steps_and_numbers_come_back_whatever_their_size() {
        let steps = [0, 3, 64, 700, 1 << 21, 5, (1 << 42) - 1, 11, (1 << 52) - 1, 0];
        let (mut bits, mut writer) = (BitWriter::default(), Steps::default());
        for (step, number) in steps.into_iter().zip(1..) {
            writer.put(step, &mut bits);
            bits.gamma(number * number);
        }
        bits.gamma(u32::MAX);
        assert!(bits.len() < 80, "{}", bits.len());
        let bytes = bits.finish_with_ones();
        let (mut bits, mut reader) = (BitReader::new(&bytes), Steps::default());
        for (step, number) in steps.into_iter().zip(1..) {
            assert_eq!(reader.take(&mut bits), Some(step));
            assert_eq!(bits.gamma(), Some(number * number));
        }
        assert_eq!(bits.gamma(), Some(u32::MAX));
        assert_eq!(reader.take(&mut bits), None, "ones without an end");
    }
}
