//! An export that the program makes of another system's data: its items as values, so that none of
//! them is written as JSON only to be read again, each typed as soon as it is made.

mod de;

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::Hash;

use serde::de::Deserialize;
use serde::de::value::Error;
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use crate::date::Date;
use crate::export::RawItem;
use crate::print::Printer;
use crate::prose::Prose;
use crate::unseen;
use de::Reader;

/// A value as JSON would hold it.
#[derive(Clone, Debug)]
pub enum Made<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A long text as it stands in the data.
    Prose(Prose<'a>),
    /// A day.
    Day(Date),
    /// A number.
    Number(Number),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Made<'a>>),
    /// An object, its fields in their order.
    Object(Vec<(&'static str, Made<'a>)>),
}

/// An item that was made, typed where it fits its type.
#[derive(Clone, Debug)]
pub struct MadeItem<'a> {
    /// What it says, with a hash over all of it where that is wanted; its JSON where it does not fit.
    pub(super) item: Result<(Box<RawItem<'a>>, Option<u128>), String>,
    /// The characters of its texts that show nothing, in their order.
    pub(super) unseen: Vec<char>,
}

impl<'a> MadeItem<'a> {
    /// Types a value, and takes its print where there is a printer. What the value owns is taken out of it; where something
    /// is to be told of it then, it is made `again`.
    pub fn new(made: &mut Made<'a>, printer: Option<&mut Printer>, again: impl FnOnce() -> Made<'a>) -> Self {
        let printed = |item: Box<RawItem<'a>>| {
            let print = printer.map(|printer| {
                item.hash(printer);
                printer.take()
            });
            (item, print)
        };
        match made.read::<Box<RawItem>>() {
            (Ok(item), false) => Self { item: Ok(printed(item)), unseen: Vec::new() },
            // Reading ends at a fault, and what shows nothing may stand behind it.
            (item, _) => {
                let made = again();
                // Its faults are named by its JSON.
                let json = |_| serde_json::to_string(&made).unwrap_or_default();
                Self { item: item.map(printed).map_err(json), unseen: made.unseen() }
            }
        }
    }
}

impl<'a> Made<'a> {
    /// The characters of a text; `None` of anything else.
    fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Prose(text) => Some(text.text()),
            Self::Day(day) => Some(Cow::Owned(day.to_string())),
            _ => None,
        }
    }

    /// What a reader makes of it, and whether it met a text with characters that show nothing on the way. What the value
    /// owns is taken out of it.
    fn read<T: Deserialize<'a>>(&mut self) -> (Result<T, Error>, bool) {
        let unseen = Cell::new(false);
        (T::deserialize(Reader { made: self, unseen: &unseen }), unseen.get())
    }

    /// The characters of its texts that show nothing, in their order.
    fn unseen(&self) -> Vec<char> {
        let mut found = Vec::new();
        self.find_unseen(&mut found);
        found
    }

    fn find_unseen(&self, found: &mut Vec<char>) {
        match self {
            Self::Text(text) if unseen::is_clean(text) => {}
            Self::Text(text) => found.extend(text.chars().filter(|c| unseen::is_unseen(*c))),
            // What shows nothing was left out of it.
            Self::Prose(_) | Self::Day(_) | Self::Number(_) | Self::Flag(_) => {}
            Self::List(list) => list.iter().for_each(|one| one.find_unseen(found)),
            Self::Object(fields) => fields.iter().for_each(|(_, one)| one.find_unseen(found)),
        }
    }
}

/// By what a reader makes of it: it does not matter with which escapes a text is written.
impl PartialEq for Made<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::Flag(one), Self::Flag(other)) => one == other,
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => one == other,
            _ => self.text().is_some_and(|text| other.text().is_some_and(|other| text == other)),
        }
    }
}

impl Serialize for Made<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(_) | Self::Prose(_) => serializer.serialize_str(&self.text().unwrap_or_default()),
            Self::Day(day) => day.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Number;

    use super::{Made, MadeItem};
    use crate::date::Date;
    use crate::export::RawItem;
    use crate::print::Printer;
    use crate::prose::Prose;

    fn text(text: &str) -> Made<'_> {
        Made::Text(text.into())
    }

    fn written(inner: &str) -> Made<'_> {
        Made::Prose(Prose::as_written(inner).expect("a text that shows"))
    }

    fn item<'a>(more: Vec<(&'static str, Made<'a>)>) -> Made<'a> {
        let fields = [("id", text("a")), ("session", text("s")), ("kind", text("motion"))];
        Made::Object(fields.into_iter().chain(more).collect())
    }

    #[test]
    fn it_is_read_as_its_json_is() {
        let duty = Made::Object(vec![
            ("unit", text("u")),
            ("role", written("lead")),
            ("assigned", Made::Day(Date::new(2025, 3, 4).expect("a day"))),
            ("contact_waived", Made::Flag(true)),
        ]);
        let effect = Made::Object(vec![
            ("what", written(r"一\n二")),
            ("unit", text("项")),
            ("before", Made::Number(Number::from(3))),
            ("after", Made::Number(Number::from_f64(1.5).expect("a number"))),
        ]);
        let mut made = item(vec![
            ("text", written(r#"一\n二\t\"三\" \\"#)),
            ("assignments", Made::List(vec![duty])),
            ("effects", Made::List(vec![effect])),
            ("joint_units", Made::Number(Number::from(4))),
            ("note", text("五\u{200B}六")),
        ]);
        let json = serde_json::to_string(&made).expect("JSON");
        assert_eq!(made.unseen(), ['\u{200B}']);
        let (direct, unseen) = made.read::<RawItem>();
        let direct = direct.expect("an item");
        assert!(unseen);
        assert_eq!(direct, serde_json::from_str::<RawItem>(&json).expect("an item"));
        assert_eq!(direct.text.expect("a text").text(), "一\n二\t\"三\" \\");
    }

    #[test]
    fn what_it_owns_moves_and_is_made_again_only_to_be_told() {
        let made = |title: &str| item(vec![("title", Made::Text(title.to_owned().into()))]);
        let mut printer = Printer::default();
        let mut typed = |title: &str, prints: bool| {
            MadeItem::new(&mut made(title), prints.then_some(&mut printer), || panic!("nothing to tell"))
        };
        let (read, print) = typed("甲", true).item.expect("an item");
        assert_eq!((read.title.as_deref(), print.is_some()), (Some("甲"), true));
        assert_eq!(typed("甲", true).item.expect("an item").1, print);
        assert_ne!(typed("乙", true).item.expect("an item").1, print);
        assert_eq!(typed("甲", false).item.expect("an item").1, None);
        let odd = MadeItem::new(&mut made("甲\u{200B}"), Some(&mut printer), || made("甲\u{200B}"));
        assert_eq!((odd.item.expect("an item").1, odd.unseen), (print, vec!['\u{200B}']));
        let wrong = || item(vec![("title", Made::Text("甲\u{200B}".to_owned().into())), ("key", text("是"))]);
        let unfit = MadeItem::new(&mut wrong(), None, wrong);
        assert_eq!(unfit.item.expect_err("a fault"), serde_json::to_string(&wrong()).expect("JSON"));
        assert_eq!(unfit.unseen, ['\u{200B}']);
    }

    #[test]
    fn what_does_not_fit_is_refused_as_in_json() {
        let duty = |role| Made::List(vec![Made::Object(vec![("unit", text("u")), ("role", role)])]);
        let wrong = [
            item(vec![("text", Made::Flag(true))]),
            item(vec![("text", Made::List(Vec::new()))]),
            item(vec![("title", Made::Number(Number::from(1)))]),
            item(vec![("submitted", text("2025-02-30"))]),
            item(vec![("submitted", Made::Number(Number::from(1_036_900)))]),
            item(vec![("joint_units", Made::Day(Date::new(2025, 3, 4).expect("a day")))]),
            item(vec![("key", Made::Day(Date::new(2025, 3, 4).expect("a day")))]),
            item(vec![("joint_units", text("4"))]),
            item(vec![("joint_units", Made::Number(Number::from(-4)))]),
            item(vec![("unknown", text("x"))]),
            item(vec![("assignments", duty(text("boss")))]),
            item(vec![("assignments", duty(Made::Flag(true)))]),
            item(vec![("assignments", text("u"))]),
            text("a"),
            Made::Object(Vec::new()),
        ];
        for mut made in wrong {
            let json = serde_json::to_string(&made).expect("JSON");
            assert!(serde_json::from_str::<RawItem>(&json).is_err() && made.read::<RawItem>().0.is_err(), "{json}");
        }
    }

    #[test]
    fn escapes_make_no_difference() {
        assert!(written(r"a\/b") == text("a/b") && written("a") != text("b"));
        assert!(written("1") != Made::Number(Number::from(1)));
        assert!(Made::List(vec![text("a\n")]) == Made::List(vec![written(r"a\n")]));
        assert!(Prose::as_written("a\u{200B}").is_none());
    }
}
