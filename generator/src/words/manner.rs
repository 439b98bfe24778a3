//! How a language writes days, numbers, rates and lists: what its catalogue says under `language`, made ready once.

use std::borrow::Cow;
use std::sync::OnceLock;

use outcomes::date::{Date, PartialDate};
use outcomes::rates::Rate;

use super::{NONE, Words};

/// How a language writes, as its catalogue says.
#[derive(Default)]
pub struct Manner {
    /// Each day of a year, January's first, 31 to a month: the pieces between which the year stands.
    days: Vec<Vec<String>>,
    /// The days of a year as they are written, made when the first of them is: pages hold the same days again and again.
    /// [`FIRST_YEAR`]'s first.
    years: Vec<OnceLock<Vec<String>>>,
    /// Names of the months, January first.
    months: Vec<String>,
    /// Between the parts of a list.
    between: String,
}

/// What stands for the year in a day that is made ready.
const YEAR: &str = "\u{1}";

impl Manner {
    /// What a catalogue says.
    pub fn of(words: &Words) -> Self {
        let months: Vec<String> = (1..=12).map(|month| words.text(&format!("month-full-{month}"))).collect();
        // Pages hold many days: they are written from pieces, without asking Fluent.
        let day = words.say("date-day", &[("year", YEAR.into()), ("month", "\u{2}".into()), ("day", "\u{3}".into())]);
        let of = |month: &str, number: usize| {
            let day = day.replace('\u{2}', month).replace('\u{3}', &number.to_string());
            day.split(YEAR).map(str::to_owned).collect()
        };
        let days = months.iter().flat_map(|month| (1..=DAYS).map(move |number| of(month, number))).collect();
        Self { days, years: vec![OnceLock::new(); YEARS], months, between: words.text("list-between") }
    }

    fn day(&self, date: Date) -> Cow<'_, str> {
        let place = |number: i8| usize::try_from(number).unwrap_or_default().wrapping_sub(1);
        let at = place(date.month()).wrapping_mul(DAYS).wrapping_add(place(date.day()));
        let year = usize::try_from(date.year() - FIRST_YEAR).ok().and_then(|year| self.years.get(year));
        let all = year.map(|all| all.get_or_init(|| self.days.iter().map(|day| dated(date.year(), day)).collect()));
        match all.and_then(|all| all.get(at)) {
            Some(day) => day.into(),
            None => dated(date.year(), self.days.get(at).map_or(&[], Vec::as_slice)).into(),
        }
    }

    fn month(&self, month: i8) -> &str {
        let at = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
        self.months.get(at).map_or(NONE, String::as_str)
    }
}

/// Days of the longest month.
const DAYS: usize = 31;
/// The years of which days are kept.
const FIRST_YEAR: i16 = 1949;
const YEARS: usize = 152;

/// A day of a year, between whose pieces the year stands.
fn dated(year: i16, day: &[String]) -> String {
    day.join(itoa::Buffer::new().format(year))
}

impl Words {
    /// 2022年11月3日, 3 November 2022.
    pub fn date(&self, date: Date) -> Cow<'_, str> {
        self.manner.day(date)
    }

    /// A day, or "—".
    pub fn day(&self, date: Option<Date>) -> Cow<'_, str> {
        date.map_or_else(|| NONE.into(), |date| self.date(date))
    }

    /// As much of a day as is known.
    pub fn partial(&self, date: PartialDate) -> Cow<'_, str> {
        match date {
            PartialDate::Day(date) => self.date(date),
            PartialDate::Month(year, month) => self.month(year, month).into(),
            PartialDate::Year(year) => self.say("year", &[("year", (&year.to_string()).into())]).into(),
        }
    }

    /// 2022年11月, November 2022.
    pub fn month(&self, year: i16, month: i8) -> String {
        self.say("date-month", &[("year", (&year.to_string()).into()), ("month", self.manner.month(month).into())])
    }

    /// A file's size: whole kilobytes, from a million bytes on megabytes with one decimal, rounded half up.
    pub fn size(&self, bytes: u64) -> String {
        if bytes < 1_000_000 {
            return format!("{} kB", bytes.div_ceil(1000));
        }
        let tenths = (bytes + 50_000) / 100_000;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }

    /// A rate with its counts: 93.2% (82/88); under five cases the fraction alone; "—" without any.
    pub fn rate(&self, rate: Rate) -> String {
        let percent = self.percent(rate);
        if rate.den == 0 || rate.is_small() {
            return percent;
        }
        let counts = format!("{}/{}", rate.num, rate.den);
        self.say("rate-counted", &[("percent", (&percent).into()), ("counts", (&counts).into())])
    }

    /// The percentage of a rate alone, for a place that shows the counts beside it; under five
    /// cases the fraction; "—" without any.
    pub fn percent(&self, rate: Rate) -> String {
        match rate.tenths() {
            None => NONE.into(),
            Some(_) if rate.is_small() => format!("{}/{}", rate.num, rate.den),
            Some(tenths) => format!("{}.{}%", tenths / 10, tenths % 10),
        }
    }

    /// A count with its thousands set apart.
    pub fn count(&self, count: u32) -> String {
        let digits = count.to_string();
        let mut out = String::with_capacity(digits.len() + 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// A measured value, as short as it can be written; whole ones without a fraction.
    pub fn decimal(&self, value: f64) -> String {
        // Differences of decimal fractions leave noise past the tenth place.
        let text = format!("{value:.6}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Parts joined as the language joins a list: 、 or a comma.
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(&self.manner.between)
    }
}
