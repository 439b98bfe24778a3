//! The walk over a view: finds its shape and its leaves, or makes the values that templates take.

use std::fmt::{self, Display};
use std::io::Write as _;

use anyhow::anyhow;
use minijinja::Value;
use serde::ser::{self, Impossible, Serialize, Serializer};

use super::group::{Group, Made};
use super::part::{FIXED, HTML, PART};
use super::press::Walk;
use super::stencil::{escape, mark};

/// What the walk makes of a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    /// Its shape and its leaves; no values.
    Shape,
    /// Values with marks in the place of leaves, to cut a stencil from.
    Marks,
    /// Values as they are, parts as their stencils give them, to prove a stencil by: each part's own
    /// stencil is proven already.
    Proof,
    /// Values as they are.
    Plain,
}

/// How the next text or list is meant.
#[derive(Clone, Copy, Default)]
enum Meant {
    #[default]
    Text,
    Html,
    Fixed,
    Parts(&'static str),
}

/// A view that can be walked.
pub trait View {
    /// Walks over it.
    ///
    /// # Errors
    /// Where a part of it can't be rendered.
    fn walk(&self, walk: &mut Walk) -> Result<Value, Fault>;
}

impl<T: Serialize> View for T {
    fn walk(&self, walk: &mut Walk) -> Result<Value, Fault> {
        self.serialize(Step::new(walk))
    }
}

/// Why a view can't be walked.
#[derive(Debug)]
pub struct Fault(pub anyhow::Error);

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl std::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self(anyhow!("{message}"))
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        Self(error)
    }
}

/// One step of the walk.
pub struct Step<'s, 'w> {
    walk: &'s mut Walk<'w>,
    meant: Meant,
}

impl<'s, 'w> Step<'s, 'w> {
    pub(super) fn new(walk: &'s mut Walk<'w>) -> Self {
        Self { walk, meant: Meant::Text }
    }

    fn leaf(self, text: &str, html: bool) -> Result<Value, Fault> {
        match self.walk.aim {
            Aim::Shape => {
                if text.is_empty() {
                    return self.tag(b'e', Value::UNDEFINED);
                }
                self.walk.leaf(|out| if html { out.extend_from_slice(text.as_bytes()) } else { escape(text, out) });
                self.tag(b's', Value::UNDEFINED)
            }
            Aim::Marks if !text.is_empty() => self.mark(),
            aim => {
                if aim == Aim::Proof && !text.is_empty() {
                    self.walk.next_leaf();
                }
                Ok(if html { Value::from_safe_string(text.to_owned()) } else { Value::from(text) })
            }
        }
    }

    fn mark(self) -> Result<Value, Fault> {
        let mark = mark(self.walk.next_leaf()).ok_or_else(|| Fault(anyhow!("a view has too many texts")))?;
        Ok(Value::from_safe_string(mark.to_string()))
    }

    /// A text of the shape.
    fn fixed(self, text: &str, value: impl FnOnce() -> Value) -> Result<Value, Fault> {
        if self.walk.aim != Aim::Shape {
            return Ok(value());
        }
        self.walk.shape(&(text.len() as u32).to_le_bytes());
        self.walk.shape(text.as_bytes());
        self.tag(b'"', Value::UNDEFINED)
    }

    /// A number; whether it is zero belongs to the shape.
    fn number(self, number: impl Display, zero: bool, value: Value) -> Result<Value, Fault> {
        match self.walk.aim {
            Aim::Plain => Ok(value),
            Aim::Marks | Aim::Proof if zero => Ok(value),
            Aim::Marks => self.mark(),
            Aim::Proof => {
                self.walk.next_leaf();
                Ok(value)
            }
            Aim::Shape if zero => self.tag(b'0', Value::UNDEFINED),
            Aim::Shape => {
                self.walk.leaf(|out| out.extend_from_slice(number.to_string().as_bytes()));
                self.tag(b's', Value::UNDEFINED)
            }
        }
    }

    fn tag(self, tag: u8, value: Value) -> Result<Value, Fault> {
        if self.walk.aim == Aim::Shape {
            self.walk.shape(&[tag]);
        }
        Ok(value)
    }

    fn list(self, len: Option<usize>) -> Result<Group<'s, 'w>, Fault> {
        let walk = self.walk;
        let len = len.ok_or_else(|| Fault(anyhow!("a list without a length")))?;
        let made = match (self.meant, walk.aim) {
            (Meant::Parts(name), Aim::Shape) => {
                walk.shape(if len == 0 { b"e" } else { b"p" });
                Made::Parts(name, walk.open_parts())
            }
            (Meant::Parts(_), Aim::Marks | Aim::Proof) if len == 0 => {
                Made::Whole(Value::from_safe_string(String::new()))
            }
            (Meant::Parts(_), Aim::Marks) => Made::Whole(Step::new(walk).mark()?),
            (Meant::Parts(_), Aim::Proof) => Made::Whole(Value::from_safe_string(walk.filled_leaf()?)),
            (Meant::Parts(name), Aim::Plain) => Made::Html(name, String::new()),
            (_, Aim::Shape) => {
                walk.shape(b"[");
                walk.shape(&(len as u32).to_le_bytes());
                Made::Nothing
            }
            _ => Made::List(Vec::with_capacity(len)),
        };
        Ok(Group::new(walk, made))
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty),+) => { $(fn $method(self, value: $type) -> Result<Value, Fault> {
        self.number(value, value == <$type>::default(), Value::from(value))
    })+ };
}

impl<'s, 'w> Serializer for Step<'s, 'w> {
    type Ok = Value;
    type Error = Fault;
    type SerializeSeq = Group<'s, 'w>;
    type SerializeTuple = Group<'s, 'w>;
    type SerializeTupleStruct = Group<'s, 'w>;
    type SerializeTupleVariant = Impossible<Value, Fault>;
    type SerializeMap = Impossible<Value, Fault>;
    type SerializeStruct = Group<'s, 'w>;
    type SerializeStructVariant = Impossible<Value, Fault>;

    numbers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, value: bool) -> Result<Value, Fault> {
        self.tag(if value { b't' } else { b'f' }, Value::from(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Value, Fault> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Value, Fault> {
        let shown = Value::from(value);
        self.number(shown.to_string(), value == 0.0, shown)
    }

    fn serialize_char(self, value: char) -> Result<Value, Fault> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<Value, Fault> {
        match self.meant {
            Meant::Html => self.leaf(text, true),
            Meant::Fixed => self.fixed(text, || Value::from(text)),
            Meant::Text | Meant::Parts(_) => self.leaf(text, false),
        }
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<Value, Fault> {
        if self.walk.aim != Aim::Shape || !matches!(self.meant, Meant::Html) {
            return self.serialize_str(&text.to_string());
        }
        // Straight into the leaf; writing into memory never fails.
        let filled = self.walk.leaf_if_any(|out| drop(write!(out, "{text}")));
        self.tag(if filled { b's' } else { b'e' }, Value::UNDEFINED)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Value, Fault> {
        Err(ser::Error::custom("a view holds no bytes"))
    }

    fn serialize_none(self) -> Result<Value, Fault> {
        self.tag(b'n', Value::from(()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Fault> {
        self.tag(b'n', Value::from(()))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Fault> {
        self.tag(b'n', Value::from(()))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Fault> {
        self.fixed(variant, || Value::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Value, Fault> {
        let meant = match name {
            HTML => Meant::Html,
            FIXED => Meant::Fixed,
            name => name.strip_prefix(PART).map_or(Meant::Text, Meant::Parts),
        };
        value.serialize(Step { walk: self.walk, meant })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, Fault> {
        Err(no_choices())
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Group<'s, 'w>, Fault> {
        self.list(len)
    }

    fn serialize_tuple(self, len: usize) -> Result<Group<'s, 'w>, Fault> {
        self.list(Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Group<'s, 'w>, Fault> {
        self.list(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<Value, Fault>, Fault> {
        Err(no_choices())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Impossible<Value, Fault>, Fault> {
        Err(ser::Error::custom("a view holds structures and no maps"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Group<'s, 'w>, Fault> {
        let made = if self.walk.aim == Aim::Shape { Made::Nothing } else { Made::Map(Vec::new()) };
        Ok(Group::new(self.walk, made))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<Value, Fault>, Fault> {
        Err(no_choices())
    }
}

fn no_choices() -> Fault {
    ser::Error::custom("a view holds structures and no choices of them")
}
