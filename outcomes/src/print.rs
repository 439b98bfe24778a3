//! Prints: short numbers that tell one thing from another, by XXH3. They are no seals: whoever wants to can find two
//! things with the same one.

use std::hash::Hasher;

use twox_hash::XxHash3_128;

/// The print of some bytes.
pub fn of(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// Takes the print of values: of all that they hash, one after the other.
#[derive(Debug)]
pub struct Printer(Vec<u8>);

impl Default for Printer {
    fn default() -> Self {
        Self(Vec::with_capacity(512))
    }
}

impl Printer {
    /// The print of what was hashed since the last one was taken.
    pub fn take(&mut self) -> u128 {
        let print = of(&self.0);
        self.0.clear();
        print
    }
}

impl Hasher for Printer {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        of(&self.0) as u64
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hash;

    use super::{Printer, of};

    #[test]
    fn a_print_is_of_all_that_was_hashed_since_the_last() {
        let mut printer = Printer::default();
        (1u8, "办理").hash(&mut printer);
        assert_eq!(printer.take(), of(b"\x01\xE5\x8A\x9E\xE7\x90\x86\xFF"));
        [2u8, 3].iter().for_each(|one| one.hash(&mut printer));
        assert_eq!(printer.take(), of(&[2, 3]));
        assert_ne!(of(b"a"), of(b"b"));
    }

    #[test]
    fn prints_are_those_of_xxh3() {
        assert_eq!(of(b""), 0x99aa_06d3_0147_98d8_6001_c324_468d_497f, "as the specification has it");
    }
}
