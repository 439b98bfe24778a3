//! A record as it is shown and looked through: its head, what is told of it, and all its published
//! text.

use std::borrow::Cow;

use crate::bits::{Bytes, put_number};
use crate::codec::{Packer, Unpacker};
use crate::parts::parts;

/// Between the parts of a record's text.
const PART: char = '\u{1}';
/// Between names.
const NAME: char = '\u{2}';
/// Between texts.
pub const TEXT: char = '\u{3}';
/// All that stands between texts which are found each by itself.
pub const SEPARATORS: [char; 3] = [PART, NAME, TEXT];

/// A title as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Title<T> {
    /// Its words.
    Known(T),
    /// The source has none.
    Unknown,
    /// It is not published.
    Withheld,
}

/// What is told of a record in a list, by places in the lists of their words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Kind.
    pub kind: u32,
    /// Where it stands.
    pub state: u32,
    /// Session.
    pub session: u32,
    /// Category.
    pub category: Option<u32>,
    /// Class of the outcome.
    pub class: Option<u32>,
    /// Units, those that owe a reply first.
    pub units: Vec<u32>,
    /// How many of the units owe a reply.
    pub owing: u32,
    /// The day as year × 10,000 + month × 100 + day; 0 where unknown.
    pub day: u32,
}

/// A record to be indexed. What is withheld must not be in it.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Number as written, empty where unknown.
    pub number: &'a str,
    /// Title.
    pub title: Title<&'a str>,
    /// Names of the proposers.
    pub names: Vec<&'a str>,
    /// More that belongs to its head and is not shown from here: names of units and the category.
    pub heads: Vec<&'a str>,
    /// Path of its page from the root of a language.
    pub path: String,
    /// What is told of it.
    pub told: Told,
    /// Values of facets: place of the facet, place of the value in it.
    pub facets: Vec<(u32, u32)>,
    /// Every published text.
    pub texts: Vec<Cow<'a, str>>,
}

impl Document<'_> {
    /// The texts that are its head, each found by itself.
    pub fn head(&self) -> impl Iterator<Item = &str> {
        let title = match self.title {
            Title::Known(title) => title,
            Title::Unknown | Title::Withheld => "",
        };
        [self.number, title].into_iter().chain(self.names.iter().copied()).chain(self.heads.iter().copied())
    }

    /// Writes the record behind what `out` holds, without its texts where `brief`.
    pub fn write(&self, brief: bool, packer: &mut Packer, out: &mut Vec<u8>) {
        let Told { kind, state, session, category, class, units, owing, day } = &self.told;
        let kind_of_title = match self.title {
            Title::Known(_) => 0,
            Title::Unknown => 1,
            Title::Withheld => 2,
        };
        let choice = |place: &Option<u32>| place.map_or(0, |place| place + 1);
        let mut record = Vec::new();
        for number in [kind_of_title, *kind, *state, *session, choice(category), choice(class), *day, *owing] {
            put_number(u64::from(number), &mut record);
        }
        put_number(units.len() as u64, &mut record);
        units.iter().for_each(|unit| put_number(u64::from(*unit), &mut record));
        packer.pack(&self.joined(brief), &mut record);
        put_number(record.len() as u64, out);
        out.extend(record);
    }

    /// All that is packed of it, to be learnt from.
    pub fn lesson(&self) -> String {
        self.joined(false)
    }

    fn joined(&self, brief: bool) -> String {
        let title = if let Title::Known(title) = self.title { title } else { "" };
        let texts: &[Cow<str>] = if brief { &[] } else { &self.texts };
        let mut all = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum::<usize>() + 160);
        join(&mut all, NAME, &[self.number]);
        all.push(PART);
        join(&mut all, NAME, &[title]);
        all.push(PART);
        join(&mut all, NAME, &self.names);
        all.push(PART);
        join(&mut all, NAME, &[self.path.as_str()]);
        all.push(PART);
        join(&mut all, TEXT, texts);
        all
    }
}

/// Adds texts with a separator between, which none of them may hold.
fn join<T: AsRef<str>>(all: &mut String, separator: char, texts: &[T]) {
    for (at, text) in texts.iter().map(AsRef::as_ref).enumerate() {
        if at > 0 {
            all.push(separator);
        }
        if text.bytes().all(|byte| byte > TEXT as u8) {
            all.push_str(text);
        } else {
            all.extend(text.chars().map(|c| if c <= TEXT { ' ' } else { c }));
        }
    }
}

/// A record as it was read back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Number as written, empty where unknown.
    pub number: String,
    /// Title.
    pub title: Title<String>,
    /// Names of the proposers.
    pub names: Vec<String>,
    /// Path of its page from the root of a language.
    pub path: String,
    /// What is told of it.
    pub told: Told,
    /// Every published text, with [`TEXT`] between.
    pub text: String,
}

impl Record {
    /// The record of a block with this place in it; `None` where there is none.
    pub fn read(block: &[u8], place: u32, unpacker: &Unpacker) -> Option<Self> {
        let mut bytes = Bytes(block);
        for _ in 0..place {
            let size = bytes.small()?;
            bytes.take(size as usize)?;
        }
        let size = bytes.small()?;
        let mut bytes = Bytes(bytes.take(size as usize)?);
        let mut numbers = [0; 8];
        for number in &mut numbers {
            *number = bytes.small()?;
        }
        let [kind_of_title, kind, state, session, category, class, day, owing] = numbers;
        let mut units = Vec::new();
        for _ in 0..bytes.small()? {
            units.push(bytes.small()?);
        }
        let mut all = String::new();
        unpacker.unpack(&mut bytes, &mut all)?;
        let mut all = parts(&all, PART);
        let mut part = || all.next().map(str::to_owned);
        let (number, title, names, path) = (part()?, part()?, part()?, part()?);
        let text = all.rest()?.to_owned();
        let title = match kind_of_title {
            0 => Title::Known(title),
            1 => Title::Unknown,
            _ => Title::Withheld,
        };
        let names = parts(&names, NAME).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let (category, class) = (category.checked_sub(1), class.checked_sub(1));
        let told = Told { kind, state, session, category, class, units, owing, day };
        Some(Self { number, title, names, path, told, text })
    }
}
