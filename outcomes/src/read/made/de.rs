//! A made value as serde reads it: texts are borrowed from it, and long ones stay as JSON writes them.

use std::cell::Cell;

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::Made;
use crate::date::Date;
use crate::prose::Prose;
use crate::text::Text;
use crate::unseen;

/// Reads a made value.
#[derive(Clone, Copy)]
pub struct Reader<'de, 'n> {
    /// The value.
    pub made: &'de Made<'de>,
    /// Whether a text was met that holds characters which show nothing.
    pub unseen: &'n Cell<bool>,
}

impl<'de> Reader<'de, '_> {
    /// Whether a text holds no characters which show nothing; each is looked at here, and nowhere else.
    fn is_clean(self, text: &str) -> bool {
        let is_clean = unseen::is_clean(text);
        if !is_clean {
            self.unseen.set(true);
        }
        is_clean
    }

    fn inside(self, made: &'de Made<'de>) -> Self {
        Self { made, ..self }
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Error;

    /// Tells [`Prose`] that there is no JSON to take its text from, [`Text`] that its characters are known, and dates that
    /// there may be no text.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.made {
            Made::Text(text) => {
                self.is_clean(text);
                visitor.visit_borrowed_str(text)
            }
            Made::Prose(text) => visitor.visit_string(text.text().into_owned()),
            Made::Day(day) => visitor.visit_str(str::from_utf8(&day.iso()).unwrap_or_default()),
            Made::Number(number) => number.deserialize_any(visitor).map_err(Error::custom),
            Made::Flag(flag) => visitor.visit_bool(*flag),
            Made::List(list) => {
                SeqDeserializer::new(list.iter().map(|made| self.inside(made))).deserialize_any(visitor)
            }
            Made::Object(fields) => {
                let fields = fields.iter().map(|(name, made)| (*name, self.inside(made)));
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
                self.is_clean(text);
                visitor.visit_enum(BorrowedStrDeserializer::new(text))
            }
            Made::Prose(text) => visitor.visit_enum(StringDeserializer::new(text.text().into_owned())),
            _ => Err(Error::invalid_type(Unexpected::Other("something else"), &"a term")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match self.made {
            Made::Text(text) if name == Text::NAME && self.is_clean(text) => {
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

impl<'de> IntoDeserializer<'de, Error> for Reader<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
