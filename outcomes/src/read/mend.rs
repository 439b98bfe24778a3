//! A piece that was made to fit its type, so that the rest of it is checked in the same run: what of
//! it changed, and which faults that would only be made by the change.

use serde_json::{Map, Value};

use super::shape::{enum_values, required, resolved, types};

/// Codes of what is missed, or of values that are compared with each other: of a piece with gaps
/// they can't be told, since what they miss may be there and only be unreadable.
const MISSED: [&str; 15] = [
    "E0405", "E0407", "E0501", "E0502", "E0503", "E0504", "E0701", "W0401", "W0402", "W0403", "W0404", "W0406",
    "W0407", "W0408", "W0701",
];

/// Where a piece was changed so that it fits.
#[derive(Clone, Debug, Default)]
pub struct Mends {
    /// Pointers of values that were left out, or that something stands in for.
    gaps: Vec<String>,
    /// Misspelt fields that are read by their right name: pointer by that name, and as written.
    /// What lies around comes before what lies in it.
    renamed: Vec<(String, String)>,
}

impl Mends {
    /// Notes a value that is left out, or that something stands in for.
    pub fn gap(&mut self, pointer: String) {
        self.gaps.push(pointer);
    }

    /// Notes a field that is read by its right name.
    pub fn renamed(&mut self, right: String, written: String) {
        self.renamed.push((right, written));
    }

    /// Whether the value at a pointer can't be read.
    pub fn is_gap(&self, pointer: &str) -> bool {
        self.gaps.iter().any(|gap| within(pointer, gap).is_some())
    }

    /// Whether everything could be read, misspelt or not.
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// The pointer as it is written in the export.
    pub fn written(&self, mut pointer: String) -> String {
        for (right, written) in &self.renamed {
            if let Some(rest) = within(&pointer, right) {
                pointer = format!("{written}{rest}");
            }
        }
        pointer
    }

    /// Whether a fault may be there only because of what was changed. Private data never is.
    pub fn explains(&self, code: &str, pointer: &str) -> bool {
        let is_missed = MISSED.contains(&code) && self.has_gaps();
        // The day of export is compared with another value of the head.
        let is_compared = pointer == "/exported" && self.is_gap("/as_of");
        let lies_around = self.gaps.iter().any(|gap| within(gap, pointer).is_some());
        !code.starts_with("E06") && (is_missed || is_compared || lies_around || self.is_gap(pointer))
    }
}

/// What follows `outer` in a pointer that leads to it or into it.
fn within<'p>(pointer: &'p str, outer: &str) -> Option<&'p str> {
    pointer.strip_prefix(outer).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A value that fits a schema and says nothing, in place of one that does not fit.
pub(super) fn stand_in(all: &Value, schema: &Value) -> Value {
    let schema = resolved(all, schema);
    if let Some(first) = enum_values(schema).first() {
        return Value::from(*first);
    }
    let has = |key| schema.get(key).is_some();
    match types(schema).next() {
        Some("string") if has("format") => Value::from("9999-12-31"),
        Some("string") if has("pattern") => Value::from("9999"),
        Some("string") => Value::from(""),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or_else(|| Value::from(0)),
        Some("boolean") => Value::from(false),
        Some("array") => Value::Array(Vec::new()),
        Some("object") => {
            let property = |name: &str| schema.get("properties").and_then(|all| all.get(name));
            let filled = |name: &str| Some((name.to_owned(), stand_in(all, property(name)?)));
            Value::Object(required(schema).filter_map(filled).collect::<Map<_, _>>())
        }
        _ => Value::Null,
    }
}
