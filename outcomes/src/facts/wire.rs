//! The form in which facts travel: columns of bytes and varints, versioned, one author.

use super::{DutyFact, Facts, ItemFact, MonthNo, Timeliness};
use crate::dataset::{CategoryIx, ClassIx, SessionIx, UnitIx};
use crate::terms::{CountsAs, EndKind, Judgement, Kind, Role};

/// The version this code writes and reads.
const VERSION: u8 = 2;
/// No two calendar days lie further apart.
const MOST_DAYS: u32 = 4_000_000;
/// The last month of the calendar.
const LAST_MONTH: u32 = 9999 * 12 + 11;

/// Why bytes are no facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactsError {
    /// Another version.
    Version(u8),
    /// The bytes end too early.
    Short,
    /// A value outside its range.
    Value,
    /// Bytes are left over.
    Long,
}

impl std::fmt::Display for FactsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            FactsError::Version(_) => "the facts are of another version",
            FactsError::Short => "the facts' bytes end too early",
            FactsError::Value => "the facts' bytes hold an impossible value",
            FactsError::Long => "the facts' bytes go on after their end",
        })
    }
}

impl std::error::Error for FactsError {}

impl Facts {
    /// The facts as bytes: the same facts give the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        for size in [self.sessions, self.units, self.categories, self.classes.len() as u32] {
            int(&mut out, size);
        }
        out.extend(self.classes.iter().map(|class| *class as u8));
        let base = self.duties.iter().filter_map(|duty| duty.month).min().map_or(0, |first| first.0);
        for size in [base, self.items.len() as u32, self.duties.len() as u32] {
            int(&mut out, size);
        }
        self.items.iter().for_each(|item| int(&mut out, item.session.0));
        out.extend(
            self.items.iter().map(|item| {
                item.kind as u8 | item.end.map_or(0, |end| end as u8 + 1) << 2 | u8::from(item.closed) << 4
            }),
        );
        self.items.iter().for_each(|item| int(&mut out, item.category.map_or(0, |category| category.0 + 1)));
        let mut start = 0;
        for end in &self.ends {
            int(&mut out, end - start);
            start = *end;
        }
        let duties = || self.duties.iter();
        out.extend(duties().map(low_flags));
        out.extend(duties().map(high_flags));
        duties().for_each(|duty| int(&mut out, duty.unit.0));
        let known = || duties().filter(|duty| duty.role.is_some());
        known().for_each(|duty| int(&mut out, duty.month.map_or(0, |month| month.0 - base + 1)));
        let owing = || duties().filter(|duty| duty.is_owing());
        owing().for_each(|duty| quad(&mut out, [duty.commitments[0], duty.commitments[1], duty.commitments[2], 0]));
        let replied = || duties().filter(|duty| duty.timeliness.replied());
        replied().for_each(|duty| int(&mut out, duty.class.map_or(0, |(class, _)| class.0 + 1)));
        replied().for_each(|duty| int(&mut out, duty.days.map_or(0, |days| days + 1)));
        replied().for_each(|duty| quad(&mut out, duty.replies));
        out
    }

    /// The facts of bytes.
    ///
    /// # Errors
    /// [`FactsError`] on anything that is not a whole set of facts; never panics.
    pub fn decode(bytes: &[u8]) -> Result<Self, FactsError> {
        let mut reader = Reader { bytes, total: 0 };
        let version = reader.byte()?;
        if version != VERSION {
            return Err(FactsError::Version(version));
        }
        let [sessions, units, categories, classes] = [reader.int()?, reader.int()?, reader.int()?, reader.length()?];
        let classes = (0..classes).map(|_| reader.term(CountsAs::ALL)).collect::<Result<Vec<_>, _>>()?;
        let base = reader.below(LAST_MONTH + 1)?;
        let (items, duties) = (reader.length()?, reader.length()?);
        let mut facts = Self { sessions, units, categories, classes, ..Self::default() };
        facts.read_items(&mut reader, items, duties)?;
        facts.read_duties(&mut reader, duties, base)?;
        if reader.bytes.is_empty() { Ok(facts) } else { Err(FactsError::Long) }
    }

    fn read_items(&mut self, reader: &mut Reader, items: u32, duties: u32) -> Result<(), FactsError> {
        let (sessions, categories) = (self.sessions, self.categories);
        let blank =
            ItemFact { session: SessionIx(0), kind: Kind::Suggestion, category: None, end: None, closed: false };
        self.items = vec![blank; items as usize];
        for item in &mut self.items {
            item.session = SessionIx(reader.below(sessions)?);
        }
        for item in &mut self.items {
            let flags = reader.byte()?;
            item.kind = term(Kind::ALL, flags & 3)?;
            item.end = maybe(EndKind::ALL, flags >> 2 & 3)?;
            item.closed = flags >> 4 == 1;
            if flags >> 5 > 0 {
                return Err(FactsError::Value);
            }
        }
        for item in &mut self.items {
            item.category = reader.below_or_none(categories)?.map(CategoryIx);
        }
        let mut end = 0u32;
        for _ in 0..items {
            end = end.checked_add(reader.int()?).ok_or(FactsError::Value)?;
            self.ends.push(end);
        }
        if end == duties { Ok(()) } else { Err(FactsError::Value) }
    }

    fn read_duties(&mut self, reader: &mut Reader, count: u32, base: u32) -> Result<(), FactsError> {
        self.duties = vec![DutyFact::blank(UnitIx(0), None); count as usize];
        for duty in &mut self.duties {
            let flags = reader.byte()?;
            duty.role = maybe(Role::ALL, flags & 7)?;
            [duty.silent, duty.opinion, duty.consulted, duty.waived, duty.upgraded] =
                [3, 4, 5, 6, 7].map(|bit| flags >> bit & 1 == 1);
        }
        for duty in &mut self.duties {
            let flags = reader.byte()?;
            duty.timeliness = term(&Timeliness::ALL, flags & 7)?;
            duty.first = maybe(Judgement::ALL, flags >> 3 & 3)?;
            duty.latest = maybe(Judgement::ALL, flags >> 5 & 3)?;
            let judged = duty.first.is_some() || duty.latest.is_some();
            let replied = duty.timeliness.replied();
            if flags >> 7 == 1 || judged && !replied || replied && !duty.owed() {
                return Err(FactsError::Value);
            }
        }
        for duty in &mut self.duties {
            duty.unit = UnitIx(reader.below(self.units)?);
        }
        for duty in self.duties.iter_mut().filter(|duty| duty.role.is_some()) {
            duty.month = reader.below_or_none(LAST_MONTH - base + 1)?.map(|month| MonthNo(base + month));
        }
        for duty in self.duties.iter_mut().filter(|duty| duty.is_owing()) {
            let [kept, open, overdue, _] = reader.quad()?;
            duty.commitments = [kept, open, overdue];
        }
        let replied = |duty: &&mut DutyFact| duty.timeliness.replied();
        for duty in self.duties.iter_mut().filter(replied) {
            let class = reader.below_or_none(self.classes.len() as u32)?;
            duty.class = class.map(|class| (ClassIx(class), self.classes[class as usize]));
        }
        for duty in self.duties.iter_mut().filter(replied) {
            duty.days = reader.below_or_none(MOST_DAYS)?;
        }
        for duty in self.duties.iter_mut().filter(replied) {
            duty.replies = reader.quad()?;
        }
        Ok(())
    }
}

fn low_flags(duty: &DutyFact) -> u8 {
    let bits = [duty.silent, duty.opinion, duty.consulted, duty.waived, duty.upgraded];
    let role = duty.role.map_or(0, |role| role as u8 + 1);
    bits.iter().enumerate().fold(role, |flags, (at, bit)| flags | u8::from(*bit) << (at + 3))
}

fn high_flags(duty: &DutyFact) -> u8 {
    let judgement = |judgement: Option<Judgement>| judgement.map_or(0, |judgement| judgement as u8 + 1);
    duty.timeliness as u8 | judgement(duty.first) << 3 | judgement(duty.latest) << 5
}

fn int(out: &mut Vec<u8>, mut value: u32) {
    while value > 127 {
        out.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Four small counts as one byte; larger ones after a byte that such a byte never is.
fn quad(out: &mut Vec<u8>, counts: [u32; 4]) {
    if counts.iter().all(|count| *count < 4) && counts != [3; 4] {
        out.push(counts.iter().rev().fold(0, |byte, count| byte << 2 | *count as u8));
    } else {
        out.push(255);
        counts.iter().for_each(|count| int(out, *count));
    }
}

fn term<T: Copy>(all: &[T], at: u8) -> Result<T, FactsError> {
    all.get(usize::from(at)).copied().ok_or(FactsError::Value)
}

fn maybe<T: Copy>(all: &[T], at: u8) -> Result<Option<T>, FactsError> {
    if at == 0 { Ok(None) } else { term(all, at - 1).map(Some) }
}

struct Reader<'b> {
    bytes: &'b [u8],
    /// Sum of all counts so far: no sum of them may pass 32 bits.
    total: u64,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, FactsError> {
        let (first, rest) = self.bytes.split_first().ok_or(FactsError::Short)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn int(&mut self) -> Result<u32, FactsError> {
        let mut value = 0u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return u32::try_from(value).map_err(|_| FactsError::Value);
            }
        }
        Err(FactsError::Value)
    }

    fn below(&mut self, limit: u32) -> Result<u32, FactsError> {
        self.int().and_then(|value| if value < limit { Ok(value) } else { Err(FactsError::Value) })
    }

    fn below_or_none(&mut self, limit: u32) -> Result<Option<u32>, FactsError> {
        match self.int()?.checked_sub(1) {
            Some(value) if value >= limit => Err(FactsError::Value),
            value => Ok(value),
        }
    }

    /// A number of things that each take a byte at least: a false one can't make us reserve memory.
    fn length(&mut self) -> Result<u32, FactsError> {
        let length = self.int()?;
        if length as usize > self.bytes.len() { Err(FactsError::Short) } else { Ok(length) }
    }

    fn term<T: Copy>(&mut self, all: &[T]) -> Result<T, FactsError> {
        term(all, self.byte()?)
    }

    fn quad(&mut self) -> Result<[u32; 4], FactsError> {
        let byte = self.byte()?;
        let mut counts = [0, 2, 4, 6].map(|shift| u32::from(byte >> shift & 3));
        if byte == 255 {
            for count in &mut counts {
                *count = self.int()?;
            }
        }
        self.total += counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        if self.total > u64::from(u32::MAX) { Err(FactsError::Value) } else { Ok(counts) }
    }
}
