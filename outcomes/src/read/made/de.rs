//! A made value as serde reads it: texts are borrowed from it, and long ones stay as JSON writes them.

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::Made;
use crate::prose::Prose;

impl<'de> Deserializer<'de> for &'de Made<'de> {
    type Error = Error;

    /// Tells [`Prose`] that there is no JSON to take its text from.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Made::Text(text) => visitor.visit_borrowed_str(text),
            Made::Prose(text) => visitor.visit_string(text.text().into_owned()),
            Made::Number(number) => number.deserialize_any(visitor).map_err(Error::custom),
            Made::Flag(flag) => visitor.visit_bool(*flag),
            Made::List(list) => SeqDeserializer::new(list.iter()).deserialize_any(visitor),
            Made::Object(fields) => {
                MapDeserializer::new(fields.iter().map(|(name, value)| (*name, value))).deserialize_any(visitor)
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
        match self {
            Made::Text(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            Made::Prose(text) => visitor.visit_enum(StringDeserializer::new(text.text().into_owned())),
            _ => Err(Error::invalid_type(Unexpected::Other("something else"), &"a term")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match self {
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

impl<'de> IntoDeserializer<'de, Error> for &'de Made<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
