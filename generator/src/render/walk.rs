//! The walks over a view: one finds its shape and its leaves, the other, here, makes the values that templates take.

use std::fmt::{self, Display};

use anyhow::anyhow;
use minijinja::Value;
use serde::ser::{self, Impossible, Serialize, Serializer};

use super::alike::alike;
use super::group::{Group, Made};
use super::part::Meant;
use super::press::Walk;
use super::shape::Shape;
use super::stencil::mark;

/// Which values are made of a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    /// Values with marks in the place of leaves, to cut a stencil from.
    Marks,
    /// Values as they are, parts as their stencils give them, to prove a stencil by: each part's own
    /// stencil is proven already.
    Proof,
    /// Values as they are.
    Plain,
}

/// A view that can be walked.
pub trait View {
    /// Finds its shape and its leaves.
    ///
    /// # Errors
    /// Where a part of it can't be rendered.
    fn shape(&self, walk: &mut Walk) -> Result<(), Fault>;

    /// Makes values of it.
    ///
    /// # Errors
    /// Where a part of it can't be rendered.
    fn values(&self, walk: &mut Walk) -> Result<Value, Fault>;
}

impl<T: Serialize> View for T {
    fn shape(&self, walk: &mut Walk) -> Result<(), Fault> {
        self.serialize(Shape::new(walk))
    }

    fn values(&self, walk: &mut Walk) -> Result<Value, Fault> {
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

/// One step of the walk that makes values.
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

    /// A number; whether it is zero belongs to the shape.
    fn number(self, zero: bool, value: Value) -> Result<Value, Fault> {
        match self.walk.aim {
            Aim::Plain => Ok(value),
            Aim::Marks | Aim::Proof if zero => Ok(value),
            Aim::Marks => self.mark(),
            Aim::Proof => {
                self.walk.next_leaf();
                Ok(value)
            }
        }
    }

    fn list(self, len: Option<usize>) -> Result<Group<'s, 'w>, Fault> {
        let walk = self.walk;
        let len = len.ok_or_else(|| Fault(anyhow!("a list without a length")))?;
        let made = match (self.meant, walk.aim) {
            (Meant::Parts(_), Aim::Marks | Aim::Proof) if len == 0 => {
                Made::Whole(Value::from_safe_string(String::new()))
            }
            (Meant::Parts(_), Aim::Marks) => Made::Whole(Step::new(walk).mark()?),
            (Meant::Parts(_), Aim::Proof) => Made::Whole(Value::from_safe_string(walk.filled_leaf()?)),
            (Meant::Parts(name), Aim::Plain) => Made::Html(name, String::new()),
            _ => Made::List(Vec::with_capacity(len)),
        };
        Ok(Group::new(walk, made))
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty),+) => { $(fn $method(self, value: $type) -> Result<Value, Fault> {
        self.number(value == <$type>::default(), Value::from(value))
    })+ };
}

impl<'s, 'w> Serializer for Step<'s, 'w> {
    type SerializeStruct = Group<'s, 'w>;

    alike!(Value, Group<'s, 'w>);

    numbers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, value: bool) -> Result<Value, Fault> {
        Ok(Value::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<Value, Fault> {
        self.number(value == 0.0, Value::from(value))
    }

    fn serialize_str(self, text: &str) -> Result<Value, Fault> {
        match self.meant {
            Meant::Html => self.leaf(text, true),
            Meant::Fixed => Ok(Value::from(text)),
            Meant::Text | Meant::Parts(_) => self.leaf(text, false),
        }
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<Value, Fault> {
        self.serialize_str(&text.to_string())
    }

    fn serialize_none(self) -> Result<Value, Fault> {
        Ok(Value::from(()))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Fault> {
        Ok(Value::from(variant))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Group<'s, 'w>, Fault> {
        Ok(Group::new(self.walk, Made::Map(Vec::new())))
    }
}

pub(super) fn no_choices() -> Fault {
    ser::Error::custom("a view holds structures and no choices of them")
}
