//! Writes JSON objects member by member: the order of members is the order of the calls, whatever
//! else is compiled in.

use std::fmt::Display;

/// One JSON object being written.
pub struct Object {
    json: String,
    /// What stands before the first member and between two.
    before: &'static str,
    between: &'static str,
}

impl Object {
    /// An empty object, on one line.
    pub fn new() -> Self {
        Self { json: String::from("{"), before: "", between: "," }
    }

    /// An empty object with a line for each member.
    pub fn of_lines() -> Self {
        Self { json: String::from("{"), before: "\n", between: ",\n" }
    }

    /// A member whose value is JSON already.
    pub fn raw(mut self, name: &str, value: impl Display) -> Self {
        let comma = if self.json.len() > 1 { self.between } else { self.before };
        self.json.push_str(&format!("{comma}\"{name}\":{value}"));
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

    /// A list with a line for each finished value.
    pub fn rows(self, name: &str, values: &[String]) -> Self {
        self.raw(name, format_args!("[\n{}\n]", values.join(",\n")))
    }

    /// The finished object.
    pub fn end(mut self) -> String {
        self.json.push('}');
        self.json
    }

    /// The object up to and with the opening of a last list, whose values the caller writes.
    pub fn open(self, name: &str) -> String {
        self.raw(name, "[").json
    }
}

/// `text` as a JSON string.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
