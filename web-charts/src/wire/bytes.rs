//! Bytes out and bytes in: varints, texts, lists. Nothing here panics on foreign bytes.

use super::WireError;
use crate::spec::PaletteKey;

pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn int(&mut self, mut value: u64) {
        while value > 127 {
            self.0.push((value & 127) as u8 | 128);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.int(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn texts(&mut self, texts: &[String]) {
        self.list(texts, |w, text| w.text(text));
    }

    pub(super) fn point(&mut self, point: Option<(u32, u32)>) {
        match point {
            None => self.int(0),
            Some((num, den)) => {
                self.int(u64::from(den) + 1);
                self.int(num.into());
            }
        }
    }

    pub(super) fn maybe(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        self.text(text.unwrap_or(""));
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Writer, &T)) {
        self.int(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }
}

/// Reads; the first fault stays, and from then on every value is empty.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
    pub(super) fault: Option<WireError>,
}

impl<'a> Reader<'a> {
    pub(super) fn fail(&mut self, fault: WireError) {
        self.fault.get_or_insert(fault);
        self.rest = &[];
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        match self.rest.split_at_checked(length) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => {
                self.fail(WireError::Short);
                &[]
            }
        }
    }

    pub(super) fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn int(&mut self) -> u64 {
        let mut value = 0u64;
        for shift in (0..42).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return value;
            }
        }
        self.fail(WireError::Value);
        0
    }

    pub(super) fn count(&mut self) -> u32 {
        u32::try_from(self.int()).unwrap_or_else(|_| {
            self.fail(WireError::Value);
            0
        })
    }

    pub(super) fn flag(&mut self) -> bool {
        let byte = self.byte();
        if byte > 1 {
            self.fail(WireError::Value);
        }
        byte == 1
    }

    pub(super) fn text(&mut self) -> String {
        let length = self.count() as usize;
        match std::str::from_utf8(self.take(length)) {
            Ok(text) => text.into(),
            Err(_) => {
                self.fail(WireError::Value);
                String::new()
            }
        }
    }

    pub(super) fn float(&mut self) -> f32 {
        f32::from_bits(self.bits(4) as u32)
    }

    pub(super) fn double(&mut self) -> f64 {
        f64::from_bits(self.bits(8))
    }

    fn bits(&mut self, bytes: usize) -> u64 {
        self.take(bytes).iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }

    pub(super) fn texts(&mut self) -> Vec<String> {
        self.list(Reader::text)
    }

    pub(super) fn maybe(&mut self) -> Option<String> {
        let some = self.flag();
        let text = self.text();
        some.then_some(text)
    }

    pub(super) fn maybes(&mut self) -> Vec<Option<String>> {
        self.list(Reader::maybe)
    }

    pub(super) fn key(&mut self) -> PaletteKey {
        let byte = self.byte();
        PaletteKey::ALL.get(usize::from(byte)).copied().unwrap_or_else(|| {
            self.fail(WireError::Value);
            PaletteKey::Neutral
        })
    }

    /// One more than a key's place; zero stands for none.
    pub(super) fn maybe_key(&mut self) -> Option<PaletteKey> {
        match self.byte() {
            0 => None,
            n => {
                let found = PaletteKey::ALL.get(usize::from(n - 1)).copied();
                if found.is_none() {
                    self.fail(WireError::Value);
                }
                found
            }
        }
    }

    pub(super) fn point(&mut self) -> Option<(u32, u32)> {
        let den = self.int();
        if den == 0 {
            return None;
        }
        let Ok(den) = u32::try_from(den - 1) else {
            self.fail(WireError::Value);
            return None;
        };
        Some((self.count(), den))
    }

    pub(super) fn points(&mut self) -> Vec<Option<(u32, u32)>> {
        self.list(Reader::point)
    }

    pub(super) fn list<T>(&mut self, each: impl Fn(&mut Self) -> T) -> Vec<T> {
        let length = self.count() as usize;
        let mut out = Vec::new();
        // Every item takes a byte at least: a false length cannot make us reserve memory.
        if length > self.rest.len() {
            self.fail(WireError::Short);
            return out;
        }
        out.reserve_exact(length);
        while out.len() < length && self.fault.is_none() {
            out.push(each(self));
        }
        out
    }
}
