//! A made value as serde reads it: texts of the data are borrowed, others are taken out of it, and long ones stay as JSON
//! writes them.

use std::borrow::Cow;
use std::cell::Cell;

use serde::de::value::{
    BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer, StrDeserializer, StringDeserializer,
};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::Made;
use crate::date::Date;
use crate::prose::Prose;
use crate::text::Text;
use crate::unseen;

/// Reads a made value; what the value owns is taken out of it.
pub struct Reader<'r, 'de> {
    /// The value.
    pub made: &'r mut Made<'de>,
    /// Whether a text was met that holds characters which show nothing.
    pub unseen: &'r Cell<bool>,
}

/// Whether a text holds no characters which show nothing; where it does, that is noted.
fn is_clean(text: &str, unseen: &Cell<bool>) -> bool {
    let is_clean = unseen::is_clean(text);
    if !is_clean {
        unseen.set(true);
    }
    is_clean
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Error;

    /// Tells [`Prose`] that there is no JSON to take its text from, [`Text`] that its characters are known, and dates that
    /// there may be no text.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { made, unseen } = self;
        match made {
            Made::Text(text) => {
                is_clean(text, unseen);
                match text {
                    Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                    Cow::Owned(text) => visitor.visit_string(std::mem::take(text)),
                }
            }
            Made::Prose(text) => visitor.visit_string(text.text().into_owned()),
            Made::Day(day) => visitor.visit_str(str::from_utf8(&day.iso()).unwrap_or_default()),
            Made::Number(number) => (&*number).deserialize_any(visitor).map_err(Error::custom),
            Made::Flag(flag) => visitor.visit_bool(*flag),
            Made::List(list) => {
                SeqDeserializer::new(list.iter_mut().map(|made| Self { made, unseen })).deserialize_any(visitor)
            }
            Made::Object(fields) => {
                let fields = fields.iter_mut().map(|(name, made)| (*name, Self { made, unseen }));
                MapDeserializer::new(fields).deserialize_any(visitor)
            }
        }
    }

    /// What is there is some; nothing is made as null.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.made {
            Made::Text(text) => {
                is_clean(text, self.unseen);
                visitor.visit_enum(StrDeserializer::new(text))
            }
            Made::Prose(text) => visitor.visit_enum(StringDeserializer::new(text.text().into_owned())),
            _ => Err(Error::invalid_type(Unexpected::Other("something else"), &"a term")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match self.made {
            Made::Text(Cow::Borrowed(text)) if name == Text::NAME && is_clean(text, self.unseen) => {
                visitor.visit_newtype_struct(BorrowedStrDeserializer::new(text))
            }
            Made::Day(day) if name == Date::NAME => visitor.visit_u32(day.number()),
            _ if name == Text::NAME || name == Date::NAME => self.deserialize_any(visitor),
            _ if name != Prose::NAME => visitor.visit_newtype_struct(self),
            Made::Prose(text) if let Some(inner) = text.written() => {
                visitor.visit_newtype_struct(BorrowedStrDeserializer::new(inner))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Reader<'_, 'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
