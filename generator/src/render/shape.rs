//! The walk that places a view: it finds its shape, and the texts that fill the gaps of the shape's stencil.

use std::fmt::Display;
use std::io::Write as _;

use anyhow::anyhow;
use minijinja::Value;
use serde::ser::{self, Impossible, Serialize, Serializer};

use super::alike::alike;
use super::part::Meant;
use super::press::{OpenParts, Walk};
use super::stencil::{escape, escape_from};
use super::walk::{Fault, no_choices};

/// One step of the walk.
pub struct Shape<'s, 'w> {
    walk: &'s mut Walk<'w>,
    meant: Meant,
}

impl<'s, 'w> Shape<'s, 'w> {
    pub(super) fn new(walk: &'s mut Walk<'w>) -> Self {
        Self { walk, meant: Meant::Text }
    }

    fn tag(self, tag: u8) {
        self.walk.shape(&[tag]);
    }

    fn leaf(self, text: &str, html: bool) {
        if text.is_empty() {
            return self.tag(b'e');
        }
        self.walk.leaf(|out| if html { out.extend_from_slice(text.as_bytes()) } else { escape(text, out) });
        self.tag(b's');
    }

    /// A text that belongs to the shape.
    fn fixed(self, text: &str) {
        self.walk.shape(&(text.len() as u32).to_le_bytes());
        self.walk.shape(text.as_bytes());
        self.tag(b'"');
    }

    /// A number; whether it is zero belongs to the shape.
    fn number(self, number: impl Display, zero: bool) {
        if zero {
            return self.tag(b'0');
        }
        self.walk.leaf(|out| written(out, &number));
        self.tag(b's');
    }

    fn list(self, len: Option<usize>) -> Result<Elements<'s, 'w>, Fault> {
        let len = len.ok_or_else(|| Fault(anyhow!("a list without a length")))?;
        let walk = self.walk;
        let Meant::Parts(name) = self.meant else {
            walk.shape(b"[");
            walk.shape(&(len as u32).to_le_bytes());
            return Ok(Elements { walk, parts: None });
        };
        walk.shape(if len == 0 { b"e" } else { b"p" });
        let parts = Some(walk.open_parts(name));
        Ok(Elements { walk, parts })
    }
}

/// Writing into memory never fails.
fn written(out: &mut Vec<u8>, text: &(impl Display + ?Sized)) {
    let _ = write!(out, "{text}");
}

macro_rules! numbers {
    ($($method:ident $type:ty),+) => { $(fn $method(self, value: $type) -> Result<(), Fault> {
        self.number(value, value == <$type>::default());
        Ok(())
    })+ };
}

impl<'s, 'w> Serializer for Shape<'s, 'w> {
    type SerializeStruct = Fields<'s, 'w>;

    alike!((), Elements<'s, 'w>);

    numbers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, value: bool) -> Result<(), Fault> {
        self.tag(if value { b't' } else { b'f' });
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Fault> {
        self.number(Value::from(value), value == 0.0);
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Fault> {
        match self.meant {
            Meant::Html => self.leaf(text, true),
            Meant::Fixed => self.fixed(text),
            Meant::Text | Meant::Parts(_) => self.leaf(text, false),
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<(), Fault> {
        let html = match self.meant {
            Meant::Html => true,
            Meant::Text | Meant::Parts(_) => false,
            Meant::Fixed => return self.serialize_str(&text.to_string()),
        };
        // Straight into the leaf.
        let filled = self.walk.leaf_if_any(|out| {
            let from = out.len();
            written(out, text);
            if !html {
                escape_from(from, out);
            }
        });
        self.tag(if filled { b's' } else { b'e' });
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.tag(b'n');
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Fault> {
        self.fixed(variant);
        Ok(())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'s, 'w>, Fault> {
        Ok(Fields(self.walk))
    }
}

/// The elements of a list.
pub struct Elements<'s, 'w> {
    walk: &'s mut Walk<'w>,
    /// Where they are parts.
    parts: Option<OpenParts>,
}

impl Elements<'_, '_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        match &mut self.parts {
            Some(parts) => self.walk.part(parts, &value),
            None => value.serialize(Shape::new(self.walk)),
        }
    }

    fn finish(self) {
        if let Some(parts) = self.parts {
            self.walk.close_parts(parts);
        }
    }
}

macro_rules! elements {
    ($($kind:ident $method:ident),+) => { $(impl ser::$kind for Elements<'_, '_> {
        type Ok = ();
        type Error = Fault;

        fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
            self.element(value)
        }

        fn end(self) -> Result<(), Fault> {
            self.finish();
            Ok(())
        }
    })+ };
}

elements!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);

/// The fields of a structure.
pub struct Fields<'s, 'w>(&'s mut Walk<'w>);

impl ser::SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Fault> {
        value.serialize(Shape::new(self.0))
    }

    fn skip_field(&mut self, _: &'static str) -> Result<(), Fault> {
        self.0.shape(b"x");
        Ok(())
    }

    fn end(self) -> Result<(), Fault> {
        Ok(())
    }
}
