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

pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    pub(super) fn byte(&mut self) -> Result<u8, WireError> {
        let (&first, rest) = self.0.split_first().ok_or(WireError::Short)?;
        self.0 = rest;
        Ok(first)
    }

    pub(super) fn int(&mut self) -> Result<u64, WireError> {
        let mut value = 0u64;
        for shift in (0..42).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(WireError::Value)
    }

    pub(super) fn count(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.int()?).map_err(|_| WireError::Value)
    }

    pub(super) fn flag(&mut self) -> Result<bool, WireError> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(WireError::Value),
        }
    }

    pub(super) fn text(&mut self) -> Result<String, WireError> {
        let length = usize::try_from(self.int()?).map_err(|_| WireError::Value)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(WireError::Short)?;
        self.0 = rest;
        std::str::from_utf8(text).map(String::from).map_err(|_| WireError::Value)
    }

    pub(super) fn float(&mut self) -> Result<f32, WireError> {
        let (bytes, rest) = self.0.split_first_chunk::<4>().ok_or(WireError::Short)?;
        self.0 = rest;
        Ok(f32::from_le_bytes(*bytes))
    }

    pub(super) fn double(&mut self) -> Result<f64, WireError> {
        let (bytes, rest) = self.0.split_first_chunk::<8>().ok_or(WireError::Short)?;
        self.0 = rest;
        Ok(f64::from_le_bytes(*bytes))
    }

    pub(super) fn texts(&mut self) -> Result<Vec<String>, WireError> {
        self.list(Reader::text)
    }

    pub(super) fn maybe(&mut self) -> Result<Option<String>, WireError> {
        let some = self.flag()?;
        let text = self.text()?;
        Ok(some.then_some(text))
    }

    pub(super) fn key(&mut self) -> Result<PaletteKey, WireError> {
        PaletteKey::ALL.get(usize::from(self.byte()?)).copied().ok_or(WireError::Value)
    }

    pub(super) fn maybe_key(&mut self) -> Result<Option<PaletteKey>, WireError> {
        match self.byte()? {
            0 => Ok(None),
            n => PaletteKey::ALL.get(usize::from(n - 1)).copied().map(Some).ok_or(WireError::Value),
        }
    }

    pub(super) fn point(&mut self) -> Result<Option<(u32, u32)>, WireError> {
        match self.int()? {
            0 => Ok(None),
            n => {
                let den = u32::try_from(n - 1).map_err(|_| WireError::Value)?;
                Ok(Some((self.count()?, den)))
            }
        }
    }

    pub(super) fn list<T>(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Result<T, WireError>,
    ) -> Result<Vec<T>, WireError> {
        let length = usize::try_from(self.int()?).map_err(|_| WireError::Value)?;
        // Every item takes a byte at least: a false length cannot make us reserve memory.
        if length > self.0.len() {
            return Err(WireError::Short);
        }
        (0..length).map(|_| each(self)).collect()
    }
}
