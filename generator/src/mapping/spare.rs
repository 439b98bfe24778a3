//! Room of values that are needed no more, for those that come next.

use std::borrow::Cow;

use super::value::Value;

/// The room of objects and lists that are needed no more.
#[derive(Debug, Default)]
pub struct Spare<'a> {
    objects: Vec<Vec<(Cow<'a, str>, Value<'a>)>>,
    lists: Vec<Vec<Value<'a>>>,
}

impl<'a> Spare<'a> {
    /// None yet.
    pub const fn new() -> Self {
        Self { objects: Vec::new(), lists: Vec::new() }
    }

    /// Room for the fields of an object.
    pub fn object(&mut self) -> Vec<(Cow<'a, str>, Value<'a>)> {
        self.objects.pop().unwrap_or_default()
    }

    /// Room for the elements of a list.
    pub fn list(&mut self) -> Vec<Value<'a>> {
        self.lists.pop().unwrap_or_default()
    }

    /// Takes a value apart that is needed no more.
    pub fn keep(&mut self, value: Value<'a>) {
        match value {
            Value::Object(mut fields) => {
                fields.drain(..).for_each(|(_, value)| self.keep(value));
                self.objects.push(fields);
            }
            Value::List(mut list) => {
                list.drain(..).for_each(|value| self.keep(value));
                self.lists.push(list);
            }
            _ => {}
        }
    }
}
