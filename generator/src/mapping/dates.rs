//! Dates as people and systems write them, brought into the one form of the export.

use outcomes::date::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// How a source writes dates, where the usual forms don't tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// 2022-03-05, 2022/3/5, 2022.3.5, 2022年3月5日, 二〇二二年三月五日, 20220305, each also with a time behind it.
    #[default]
    Usual,
    /// 5/3/2022: the day first.
    DayFirst,
    /// 3/5/2022: the month first.
    MonthFirst,
    /// 44625: days as Excel counts them, since the end of 1899.
    Excel,
    /// Seconds since 1970-01-01 UTC, read at +08:00.
    Seconds,
    /// Milliseconds since 1970-01-01 UTC, read at +08:00.
    Milliseconds,
}

/// The day in a text of the most usual forms; `None` where it is no day or [`read`] has to find it.
pub fn day(text: &str, form: DateForm) -> Option<Date> {
    let (year, month, day) = plain(text).filter(|_| form == DateForm::Usual)?;
    date(year, month, day)
}

/// The date in a text as the export writes it: `YYYY-MM-DD`, or `YYYY-MM` and `YYYY` where no more is said;
/// `None` where it is none.
pub fn read(text: &str, form: DateForm) -> Option<String> {
    match form {
        DateForm::Usual => usual(text),
        DateForm::DayFirst | DateForm::MonthFirst => {
            let parts = numbers(text)?;
            let [first, second, year] = parts[..] else { return None };
            let (month, day) = if form == DateForm::DayFirst { (second, first) } else { (first, second) };
            whole(year, month, day)
        }
        DateForm::Excel => excel(text.parse().ok()?),
        DateForm::Seconds => since_1970(text.parse().ok()?),
        DateForm::Milliseconds => since_1970(text.parse::<i64>().ok()?.div_euclid(1000)),
    }
}

/// The day that Excel counts so; days before March 1900 are counted wrongly there and are refused.
pub fn excel(days: f64) -> Option<String> {
    let known = (61.0..2_958_466.0).contains(&days);
    known.then(|| Date::new(1899, 12, 30).map(|first| first.plus_days(days as i32).to_string()))?
}

fn since_1970(seconds: i64) -> Option<String> {
    let days = i32::try_from((seconds + 8 * 3600).div_euclid(86_400)).ok()?;
    Date::new(1970, 1, 1).map(|first| first.plus_days(days).to_string())
}

fn usual(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((year, month, day)) = plain(text) {
        return whole(year, month, day);
    }
    if text.parse::<Date>().is_ok() {
        return Some(text.to_owned());
    }
    // A time behind the day says nothing about the day.
    let day = text.split(['T', ' ', '\u{3000}']).next().unwrap_or_default();
    let rest = text[day.len()..].trim_start_matches(['T', ' ', '\u{3000}']);
    if !rest.chars().all(|c| c.is_ascii_digit() || ":.+-Z时分秒".contains(c)) {
        return None;
    }
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?);
    }
    match numbers(day)?[..] {
        [year, month, day] => whole(year, month, day),
        [year, month] if year > 999 && (1..=12).contains(&month) => Some(format!("{year:04}-{month:02}")),
        [year] if (1000..10_000).contains(&year) => Some(format!("{year:04}")),
        _ => None,
    }
}

/// Year, month and day in digits with `-`, `/` or `.` between them and nothing else, as most systems write them.
fn plain(text: &str) -> Option<(u32, u32, u32)> {
    let (mut parts, mut at, mut digits) = ([0, 0, 0], 0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if digits < 4 => {
                parts[at] = parts[at] * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            b'-' | b'/' | b'.' if digits > 0 && at < 2 => (at, digits) = (at + 1, 0),
            _ => return None,
        }
    }
    let [year, month, day] = parts;
    (at == 2 && digits > 0).then_some((year, month, day))
}

fn whole(year: u32, month: u32, day: u32) -> Option<String> {
    date(year, month, day).map(|date| date.to_string())
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year > 999)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The numbers of a date with something between them: `-`, `/`, `.` or 年, 月, 日.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let parts = text.trim_end_matches(['日', '号', '月', '年']).split(['-', '/', '.', '年', '月']);
    parts.map(|part| number(part.trim())).collect()
}

/// A number in digits or in Chinese numerals up to ninety-nine; years digit by digit.
fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| match c {
        '〇' | '○' | '零' => Some(0),
        '元' => Some(1),
        c => "一二三四五六七八九".chars().position(|one| one == c).map(|at| at as u32 + 1),
    };
    if let Some((tens, ones)) = text.split_once('十') {
        let part = |text: &str, empty: u32| match text.chars().collect::<Vec<_>>()[..] {
            [] => Some(empty),
            [c] => digit(c),
            _ => None,
        };
        return Some(part(tens, 1)? * 10 + part(ones, 0)?);
    }
    (1..=4).contains(&text.chars().count()).then_some(())?;
    text.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?))
}

#[cfg(test)]
mod tests {
    use super::{DateForm, excel, read};

    #[test]
    fn dates_are_read_as_people_and_systems_write_them() {
        let same = [
            "2022-03-05",
            "2022/3/5",
            "2022.3.5",
            "2022年3月5日",
            "2022年03月05号",
            "20220305",
            "二〇二二年三月五日",
            "2022-03-05T09:30:00+08:00",
            "2022/3/5 9:30",
            "2022-03-05 00:00:00.0",
            " 2022-3-5 ",
        ];
        for text in same {
            assert_eq!(read(text, DateForm::Usual).as_deref(), Some("2022-03-05"), "{text}");
        }
        let others = [
            ("2022年", "2022"),
            ("2022-3", "2022-03"),
            ("二〇二二年十二月三十一日", "2022-12-31"),
            ("2022年十月", "2022-10"),
            ("2022年二十月", ""),
            ("2022-02-30", ""),
            ("5/3/2022", ""),
            ("明天", ""),
            ("", ""),
            ("3月5日", ""),
            ("2022-03-05至2022-03-08", ""),
            ("2022-03-05 前", ""),
            ("22-3-5", ""),
        ];
        for (text, date) in others {
            assert_eq!(read(text, DateForm::Usual).unwrap_or_default(), date, "{text}");
        }
        assert_eq!(read("5/3/2022", DateForm::DayFirst).as_deref(), Some("2022-03-05"));
        assert_eq!(read("3/5/2022", DateForm::MonthFirst).as_deref(), Some("2022-03-05"));
        assert_eq!(read("44625", DateForm::Excel).as_deref(), Some("2022-03-05"));
        assert_eq!(excel(60.0), None);
        assert_eq!(read("1646409600", DateForm::Seconds).as_deref(), Some("2022-03-05"));
        assert_eq!(read("1646409600000", DateForm::Milliseconds).as_deref(), Some("2022-03-05"));
    }
}
