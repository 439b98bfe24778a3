//! The catalogue: every visible text of one language, and how dates, counts and rates are written.

mod pattern;
mod terms;

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use outcomes::date::{Date, PartialDate};
use outcomes::rates::Rate;
use rustc_hash::FxHashMap;

use crate::config::Lang;
use crate::theme::Theme;
use pattern::Pattern;

/// Shown where there is nothing to show.
pub const NONE: &str = "—";

/// The texts of one language.
pub struct Words {
    /// The language.
    pub lang: Lang,
    fixed: FxHashMap<Box<[u8]>, String>,
    patterns: FxHashMap<String, Pattern>,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads every catalogue of a language: `i18n/LANG.ftl` and `i18n/LANG.*.ftl`.
    ///
    /// # Errors
    /// Where a catalogue is no Fluent or names a text twice.
    pub fn read(theme: &Theme, lang: Lang) -> Result<Self> {
        let tag = lang.tag().parse().map_err(|error| anyhow!("{error}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let mut fixed: FxHashMap<Box<[u8]>, String> = FxHashMap::default();
        let mut patterns = FxHashMap::default();
        for (path, text) in theme.texts(&format!("i18n/{}.", lang.key()), ".ftl") {
            let resource = FluentResource::try_new(text.to_owned())
                .map_err(|(_, errors)| anyhow!("{path} is no catalogue: {}", errors[0]))?;
            if let Err(errors) = bundle.add_resource(resource) {
                bail!("{path}: {}", errors[0]);
            }
            patterns.extend(Pattern::all(text));
            fixed.extend(keys(text).map(|key| (key.as_bytes().into(), String::new())));
        }
        let mut words = Self { lang, fixed: FxHashMap::default(), patterns, bundle };
        for (key, text) in &mut fixed {
            *text = words.format(&String::from_utf8_lossy(key), None);
        }
        words.fixed = fixed;
        Ok(words)
    }

    /// A text without arguments; the key in brackets where the catalogue has none.
    pub fn text(&self, key: &str) -> String {
        self.find(key).map_or_else(|| format!("[{key}]"), str::to_owned)
    }

    /// A text without arguments, if the catalogue has it.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.fixed.get(key.as_bytes()).map(String::as_str)
    }

    /// The label of a term of a closed list: the text `LIST-TERM`.
    pub fn term(&self, list: &str, term: &str) -> String {
        // Pages ask for thousands of these: the key takes no memory of its own.
        let mut key = [0; 64];
        let length = list.len() + 1 + term.len();
        let Some(place) = key.get_mut(..length) else { return self.text(&[list, "-", term].concat()) };
        place[..list.len()].copy_from_slice(list.as_bytes());
        place[list.len()] = b'-';
        place[list.len() + 1..].copy_from_slice(term.as_bytes());
        self.fixed.get(&key[..length]).map_or_else(|| format!("[{list}-{term}]"), String::clone)
    }

    /// A text with its arguments.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        if let Some(text) = self.patterns.get(key).and_then(|pattern| pattern.fill(args)) {
            return text;
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, FluentValue::from(*text)),
                Arg::Count(count) => values.set(*name, FluentValue::from(*count)),
            }
        }
        self.format(key, Some(&values))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }

    /// Texts by key, for a check of the catalogue.
    pub fn all(&self) -> BTreeMap<Cow<'_, str>, &str> {
        self.fixed.iter().map(|(key, text)| (String::from_utf8_lossy(key), text.as_str())).collect()
    }

    /// 2022年11月3日, 3 November 2022.
    pub fn date(&self, date: Date) -> String {
        match self.lang {
            Lang::Zh => {
                let mut text = String::with_capacity(17);
                push_number(&mut text, date.year());
                text.push('年');
                push_number(&mut text, date.month().into());
                text.push('月');
                push_number(&mut text, date.day().into());
                text.push('日');
                text
            }
            Lang::En => {
                let mut text = String::with_capacity(17);
                push_number(&mut text, date.day().into());
                text.extend([" ", month_en(date.month()), " "]);
                push_number(&mut text, date.year());
                text
            }
        }
    }

    /// A day, or "—".
    pub fn day(&self, date: Option<Date>) -> String {
        date.map_or_else(|| NONE.into(), |date| self.date(date))
    }

    /// As much of a day as is known.
    pub fn partial(&self, date: PartialDate) -> String {
        match (date, self.lang) {
            (PartialDate::Day(date), _) => self.date(date),
            (PartialDate::Month(year, month), _) => self.month(year, month),
            (PartialDate::Year(year), Lang::Zh) => format!("{year}年"),
            (PartialDate::Year(year), Lang::En) => year.to_string(),
        }
    }

    /// 2022年11月, November 2022.
    pub fn month(&self, year: i16, month: i8) -> String {
        match self.lang {
            Lang::Zh => format!("{year}年{month}月"),
            Lang::En => format!("{} {year}", month_en(month)),
        }
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
        match (rate.den, rate.is_small()) {
            (0, _) => NONE.into(),
            (_, true) => percent,
            _ if self.lang == Lang::Zh => format!("{percent}（{}/{}）", rate.num, rate.den),
            _ => format!("{percent} ({}/{})", rate.num, rate.den),
        }
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

    /// Parts of a sentence or list joined as the language joins them: 、 or a comma.
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let between = if self.lang == Lang::Zh { "、" } else { ", " };
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
    }
}

/// Writes a number from 0 to 9999: pages hold many days, and the formatting machinery takes long.
fn push_number(text: &mut String, number: i16) {
    let mut unit = match number {
        1000.. => 1000,
        100.. => 100,
        10.. => 10,
        _ => 1,
    };
    while unit > 0 {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

/// An argument of a text.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A finished text.
    Text(&'a str),
    /// A count, which also chooses between singular and plural.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

macro_rules! count_args {
    ($($type:ty),+) => { $(impl From<$type> for Arg<'_> {
        fn from(count: $type) -> Self {
            Self::Count(count as i64)
        }
    })+ };
}
count_args!(u32, i32, u16, usize);

/// The names of the texts in a catalogue's source.
pub fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let named = key.starts_with(|c: char| c.is_ascii_lowercase());
        (named && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then_some(key)
    })
}

fn month_en(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get(usize::try_from(month).unwrap_or(1).saturating_sub(1)).copied().unwrap_or(NONE)
}
