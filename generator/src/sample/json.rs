//! Writes JSON objects member by member: the order of members is the order of the calls, whatever
//! else is compiled in.

use std::fmt::Display;

/// One JSON object being written.
pub struct Object(String);

impl Object {
    /// An empty object.
    pub fn new() -> Self {
        Self(String::from("{"))
    }

    /// A member whose value is JSON already.
    pub fn raw(mut self, name: &str, value: impl Display) -> Self {
        let comma = if self.0.len() > 1 { "," } else { "" };
        self.0.push_str(&format!("{comma}\"{name}\":{value}"));
        self
    }

    /// A text.
    pub fn text(self, name: &str, value: impl Display) -> Self {
        let value = quoted(&value.to_string());
        self.raw(name, value)
    }

    /// A text, left out where there is none.
    pub fn maybe(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// `true`, left out where it is not.
    pub fn flag(self, name: &str, value: bool) -> Self {
        if value { self.raw(name, true) } else { self }
    }

    /// A list of finished values, left out where it is empty.
    pub fn list(self, name: &str, values: &[String]) -> Self {
        if values.is_empty() { self } else { self.raw(name, format_args!("[{}]", values.join(","))) }
    }

    /// The finished object.
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// `text` as a JSON string.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
