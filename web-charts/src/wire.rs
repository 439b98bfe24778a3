//! The form in which a specification travels to the browser: small, versioned, one author.
//!
//! Version byte, then texts as length and UTF-8, counts as LEB128 varints, lists as length and
//! items. A rate is its denominator plus one and its numerator; zero stands for a missing one.

use crate::spec::{ChartKind, ChartSpec, Histogram, LimitMark, PaletteKey, RateLine, RateSeries, Series, Stack, Words};

/// The version this code writes and reads.
pub const VERSION: u8 = 1;

/// Why bytes are not a specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// Another version.
    Version(u8),
    /// The bytes end too early.
    Short,
    /// A value outside its range, or a text that is not UTF-8.
    Value,
    /// Bytes are left over.
    Long,
}

impl std::fmt::Display for WireError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            WireError::Version(_) => "the chart is of another version",
            WireError::Short => "the chart's bytes end too early",
            WireError::Value => "the chart's bytes hold an impossible value",
            WireError::Long => "the chart's bytes go on after its end",
        })
    }
}

impl std::error::Error for WireError {}

/// The specification as bytes.
pub fn encode(spec: &ChartSpec) -> Vec<u8> {
    let mut w = Writer(vec![VERSION]);
    let words = &spec.words;
    for text in [
        &spec.title,
        &spec.finding,
        &spec.source,
        &spec.x_label,
        &spec.y_label,
        &spec.unit,
        &words.category,
        &words.total,
        &words.count,
        &words.interval,
        &words.no_data,
        &words.comma,
    ] {
        w.text(text);
    }
    match &spec.kind {
        ChartKind::Stack(data) => {
            w.0.extend([0, u8::from(data.hundred_percent)]);
            w.list(&data.categories, |w, c| w.text(c));
            w.list(&data.series, |w, s| {
                w.text(&s.label);
                w.0.push(s.palette as u8);
                w.list(&s.values, |w, &v| w.int(v.into()));
            });
            w.list(&data.links, |w, link| {
                w.0.push(u8::from(link.is_some()));
                w.text(link.as_deref().unwrap_or(""));
            });
        }
        ChartKind::RateLine(data) => {
            w.0.push(1);
            w.list(&data.periods, |w, p| w.text(p));
            w.list(&data.series, |w, s| {
                w.text(&s.label);
                w.0.push(s.palette as u8);
                w.list(&s.points, |w, &point| match point {
                    None => w.int(0),
                    Some((num, den)) => {
                        w.int(u64::from(den) + 1);
                        w.int(num.into());
                    }
                });
            });
        }
        ChartKind::Histogram(data) => {
            w.0.push(2);
            w.list(&data.bins, |w, b| w.text(b));
            w.list(&data.counts, |w, &c| w.int(c.into()));
            w.0.push(data.palette.map_or(0, |key| key as u8 + 1));
            w.list(&data.marks, |w, m| {
                w.0.extend(m.at.to_le_bytes());
                w.text(&m.label);
            });
        }
    }
    w.0
}

/// The specification as base64, for `data-spec`.
pub fn encode_base64(spec: &ChartSpec) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = encode(spec);
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// The specification of bytes.
///
/// # Errors
/// [`WireError`] on anything [`encode`] would not have written; never panics.
pub fn decode(bytes: &[u8]) -> Result<ChartSpec, WireError> {
    let mut r = Reader(bytes);
    let version = r.byte()?;
    if version != VERSION {
        return Err(WireError::Version(version));
    }
    let title = r.text()?;
    let finding = r.text()?;
    let source = r.text()?;
    let x_label = r.text()?;
    let y_label = r.text()?;
    let unit = r.text()?;
    let words = Words {
        category: r.text()?,
        total: r.text()?,
        count: r.text()?,
        interval: r.text()?,
        no_data: r.text()?,
        comma: r.text()?,
    };
    let kind = match r.byte()? {
        0 => ChartKind::Stack(Stack {
            hundred_percent: r.flag()?,
            categories: r.list(Reader::text)?,
            series: r.list(|r| Ok(Series { label: r.text()?, palette: r.key()?, values: r.list(Reader::count)? }))?,
            links: r.list(|r| {
                let some = r.flag()?;
                let text = r.text()?;
                Ok(some.then_some(text))
            })?,
        }),
        1 => ChartKind::RateLine(RateLine {
            periods: r.list(Reader::text)?,
            series: r
                .list(|r| Ok(RateSeries { label: r.text()?, palette: r.key()?, points: r.list(Reader::point)? }))?,
        }),
        2 => ChartKind::Histogram(Histogram {
            bins: r.list(Reader::text)?,
            counts: r.list(Reader::count)?,
            palette: r.maybe_key()?,
            marks: r.list(|r| Ok(LimitMark { at: r.float()?, label: r.text()? }))?,
        }),
        _ => return Err(WireError::Value),
    };
    if !r.0.is_empty() {
        return Err(WireError::Long);
    }
    Ok(ChartSpec { title, finding, source, x_label, y_label, unit, words, kind })
}

struct Writer(Vec<u8>);

impl Writer {
    fn int(&mut self, mut value: u64) {
        while value > 127 {
            self.0.push((value & 127) as u8 | 128);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn text(&mut self, text: &str) {
        self.int(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Writer, &T)) {
        self.int(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, WireError> {
        let (&first, rest) = self.0.split_first().ok_or(WireError::Short)?;
        self.0 = rest;
        Ok(first)
    }

    fn int(&mut self) -> Result<u64, WireError> {
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

    fn count(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.int()?).map_err(|_| WireError::Value)
    }

    fn flag(&mut self) -> Result<bool, WireError> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(WireError::Value),
        }
    }

    fn text(&mut self) -> Result<String, WireError> {
        let length = usize::try_from(self.int()?).map_err(|_| WireError::Value)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(WireError::Short)?;
        self.0 = rest;
        std::str::from_utf8(text).map(String::from).map_err(|_| WireError::Value)
    }

    fn float(&mut self) -> Result<f32, WireError> {
        let bytes = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        Ok(f32::from_le_bytes(bytes))
    }

    fn key(&mut self) -> Result<PaletteKey, WireError> {
        PaletteKey::ALL.get(usize::from(self.byte()?)).copied().ok_or(WireError::Value)
    }

    fn maybe_key(&mut self) -> Result<Option<PaletteKey>, WireError> {
        match self.byte()? {
            0 => Ok(None),
            n => PaletteKey::ALL.get(usize::from(n - 1)).copied().map(Some).ok_or(WireError::Value),
        }
    }

    fn point(&mut self) -> Result<Option<(u32, u32)>, WireError> {
        match self.int()? {
            0 => Ok(None),
            n => {
                let den = u32::try_from(n - 1).map_err(|_| WireError::Value)?;
                Ok(Some((self.count()?, den)))
            }
        }
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Result<T, WireError>) -> Result<Vec<T>, WireError> {
        let length = usize::try_from(self.int()?).map_err(|_| WireError::Value)?;
        // Every item takes a byte at least: a false length cannot make us reserve memory.
        if length > self.0.len() {
            return Err(WireError::Short);
        }
        (0..length).map(|_| each(self)).collect()
    }
}
