//! Lists and structures on the walk that makes values of a view.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::ser::{self, Serialize};

use super::press::Walk;
use super::walk::{Fault, Step};

/// What becomes of a list or structure.
pub(super) enum Made {
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
    /// Parts that one value stands for.
    Whole(Value),
    /// Parts rendered plainly.
    Html(&'static str, String),
}

/// A list or structure that is being walked.
pub struct Group<'s, 'w> {
    walk: &'s mut Walk<'w>,
    made: Made,
}

impl<'s, 'w> Group<'s, 'w> {
    pub(super) fn new(walk: &'s mut Walk<'w>, made: Made) -> Self {
        Self { walk, made }
    }

    fn step(&mut self, value: &(impl Serialize + ?Sized)) -> Result<Value, Fault> {
        value.serialize(Step::new(self.walk))
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        match &mut self.made {
            Made::Whole(_) => {}
            Made::Html(name, html) => {
                let value = value.serialize(Step::new(self.walk))?;
                html.push_str(&self.walk.call(name, value)?);
            }
            _ => {
                let value = self.step(value)?;
                if let Made::List(list) = &mut self.made {
                    list.push(value);
                }
            }
        }
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Fault> {
        let value = self.step(value)?;
        if let Made::Map(map) = &mut self.made {
            map.push((Value::from(key), value));
        }
        Ok(())
    }

    fn finish(self) -> Result<Value, Fault> {
        Ok(match self.made {
            Made::List(list) => Value::from(list),
            Made::Map(map) => map.into_iter().collect::<BTreeMap<_, _>>().into(),
            Made::Whole(value) => value,
            Made::Html(_, html) => Value::from_safe_string(html),
        })
    }
}

impl ser::SerializeSeq for Group<'_, '_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.element(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl ser::SerializeTuple for Group<'_, '_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.element(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl ser::SerializeTupleStruct for Group<'_, '_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.element(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl ser::SerializeStruct for Group<'_, '_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Fault> {
        self.field(key, value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}
