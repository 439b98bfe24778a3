//! Civil dates as exports write them: whole days, and months or years where no day is known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::ToSpan;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::unseen;

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day, if year (1–9999), month (1–12) and day (1–31) name one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Year, 1–9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day as ISO 8601 writes it, YYYY-MM-DD in ASCII.
    pub fn iso(self) -> [u8; 10] {
        // By hand, since pages and data files hold many days and the formatting machinery takes long.
        let digit = |number: i16, unit: i16| b'0' + (number / unit % 10) as u8;
        let (year, month, day) = (self.year(), self.month().into(), self.day().into());
        let [thousands, hundreds, tens, ones] = [1000, 100, 10, 1].map(|unit| digit(year, unit));
        let rest = [digit(month, 10), digit(month, 1), b'-', digit(day, 10), digit(day, 1)];
        let mut text = [thousands, hundreds, tens, ones, b'-', 0, 0, 0, 0, 0];
        text[5..].copy_from_slice(&rest);
        text
    }

    /// What a reader of made values knows dates by.
    pub(crate) const NAME: &'static str = "Date";

    /// Year, month and day in one number, for handing a day on without its text.
    pub(crate) fn number(self) -> u32 {
        let (month, day) = (self.month() as u32, self.day() as u32);
        (self.year() as u32 * 16 + month) * 32 + day
    }

    /// The day of such a number.
    fn numbered(number: u32) -> Option<Self> {
        Self::new((number / 512) as i16, (number / 32 % 16) as i8, (number % 32) as i8)
    }

    /// The same day `months` later; the last day of that month where it has no such day
    /// (11-30 + 3 months is 02-28 or 02-29). The last day there is, where it would pass year 9999.
    pub fn plus_months(self, months: u32) -> Self {
        let span = i32::try_from(months).unwrap_or(i32::MAX).clamp(0, 100_000);
        Self(self.0.saturating_add(span.months()))
    }

    /// `days` days later (earlier where negative), held within the calendar.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.clamp(-3_000_000, 3_000_000).days()))
    }

    /// Whole days from `earlier` to this day; negative where this day is the earlier one.
    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).get_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.iso()).unwrap_or_default())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no date: what to show, without the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form YYYY-MM-DD")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        match parse_parts(text) {
            Some((year, Some(month), Some(day))) => Self::new(year, month, day).ok_or(NotADate),
            _ => Err(NotADate),
        }
    }
}

/// Digits of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn parse_parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let mut value = 0i16;
        for byte in bytes.get(range)? {
            if !byte.is_ascii_digit() {
                return None;
            }
            value = value * 10 + i16::from(byte - b'0');
        }
        Some(value)
    };
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    let year = number(0..4)?;
    match bytes.len() {
        4 => Some((year, None, None)),
        7 if dash(4) => Some((year, Some(number(5..7)? as i8), None)),
        10 if dash(4) && dash(7) => Some((year, Some(number(5..7)? as i8), Some(number(8..10)? as i8))),
        _ => None,
    }
}

/// A day, a month or a year: as much as is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month (1–12) are known.
    Month(i16, i8),
    /// The day is known.
    Day(Date),
}

impl PartialDate {
    /// The first day it can mean: the day to sort by.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1),
            Self::Month(year, month) => Date::new(year, month, 1),
            Self::Day(date) => Some(date),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => fmt::Display::fmt(date, f),
        }
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        match parse_parts(text) {
            Some((year, None, None)) if year > 0 => Ok(Self::Year(year)),
            Some((year, Some(month), None)) if year > 0 && (1..=12).contains(&month) => Ok(Self::Month(year, month)),
            _ => text.parse().map(Self::Day),
        }
    }
}

/// Reads a date from its text, whatever stands in that and shows nothing.
struct Written<T>(PhantomData<T>);

impl<T: FromStr<Err = NotADate> + From<Date>> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().or_else(|NotADate| unseen::without(text).parse()).map_err(E::custom)
    }

    /// A made day, as [`Date::number`]. No number of data comes here: those are given wider.
    fn visit_u32<E: Error>(self, day: u32) -> Result<T, E> {
        Date::numbered(day).map(T::from).ok_or_else(|| E::custom(NotADate))
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

macro_rules! as_text {
    ($type:ty, $name:literal, $schema:tt) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(Written(PhantomData))
                } else {
                    deserializer.deserialize_newtype_struct(Date::NAME, Written(PhantomData))
                }
            }
        }
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

as_text!(Date, "Date", { "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" });
as_text!(PartialDate, "PartialDate", { "type": "string", "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$" });

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn months_end_on_the_last_day_there_is() {
        assert_eq!(day("2022-11-30").plus_months(3), day("2023-02-28"));
        assert_eq!(day("2023-11-30").plus_months(3), day("2024-02-29"));
        assert_eq!(day("2022-01-15").plus_months(6), day("2022-07-15"));
    }

    #[test]
    fn a_day_is_handed_on_as_one_number() {
        for text in ["0001-01-01", "2022-11-30", "2024-02-29", "9999-12-31"] {
            assert_eq!(Date::numbered(day(text).number()), Some(day(text)));
        }
        assert_eq!(Date::numbered(0), None);
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(day("2022-03-01").days_since(day("2022-02-01")), 28);
        assert_eq!(day("2022-02-01").days_since(day("2022-03-01")), -28);
    }

    #[test]
    fn only_the_written_form_is_a_date() {
        for wrong in
            ["2022-2-3", "20220203", "2022/02/03", "2022-02-30", "2022-02-03T00:00", "", "0000-01-01", "二〇二二"]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        assert_eq!("2020-05".parse(), Ok(PartialDate::Month(2020, 5)));
        assert_eq!("2020".parse(), Ok(PartialDate::Year(2020)));
        assert!("2020-13".parse::<PartialDate>().is_err());
    }
}
