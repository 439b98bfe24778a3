//! The slow path: walks a value that did not fit its type against the schema of that type and
//! names every fault of its shape at once. On the way the value is made to fit.

use serde_json::{Map, Value};

use super::mend::{Mends, stand_in};
use crate::date::{Date, PartialDate};

/// One fault of shape: pointer, code, what, hint.
pub type ShapeFault = (String, &'static str, String, String);

/// Every fault of a value against the definition `name` of the export's schema, or against the
/// document's own. The value is changed so that it fits; where, is told.
pub fn fit(schema: &Value, name: Option<&str>, value: &mut Value) -> (Vec<ShapeFault>, Mends) {
    let mut walker = Walker { schema, found: Vec::new(), mends: Mends::default() };
    if let Some(definition) = name.map_or(Some(schema), |name| definition(schema, name))
        && !walker.walk(definition, value, String::new())
    {
        *value = stand_in(schema, definition);
        walker.mends.gap(String::new());
    }
    (walker.found, walker.mends)
}

/// A hint that names the nearest of the known names, where one is near.
pub fn suggestion<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Names whose lengths differ by more than the edits allowed are out at once.
    let near = |one: &&str| name.len().abs_diff(one.len()) <= 4 * (1 + one.len() / 4);
    known
        .filter(near)
        .map(|one| (distance(name, one), one))
        .filter(|(far, one)| *far <= 1 + one.chars().count() / 4)
        .min()
        .map(|(_, one)| one)
}

/// Edits (insert, delete, replace) between two words: Levenshtein 1966.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

struct Walker<'s> {
    schema: &'s Value,
    found: Vec<ShapeFault>,
    mends: Mends,
}

impl<'s> Walker<'s> {
    fn fault(&mut self, pointer: String, code: &'static str, what: String, hint: String) {
        self.found.push((pointer, code, what, hint));
    }

    /// Whether the value fits, or was made to by changes inside it.
    fn walk(&mut self, schema: &'s Value, value: &mut Value, at: String) -> bool {
        if value.is_null() && allows_null(schema) {
            return true;
        }
        let schema = resolved(self.schema, schema);
        let allowed: Vec<&str> = enum_values(schema);
        if !allowed.is_empty() {
            return self.check_enum(&allowed, value, at);
        }
        let kinds: Vec<&str> = types(schema).collect();
        let is_long = kinds.contains(&"integer") && is_long(value);
        if !kinds.is_empty() && !is_long && !kinds.iter().any(|kind| is_kind(value, kind)) {
            let wanted = kinds.iter().find(|kind| **kind != "null").copied().unwrap_or("null");
            let what = format!("this is {}, not {}", kind_of(value), article(wanted));
            self.fault(at, "E0109", what, format!("write {} here", article(wanted)));
            return false;
        }
        match value {
            Value::Object(fields) => self.check_object(schema, fields, at),
            Value::Array(list) => {
                if let Some(items) = schema.get("items") {
                    for (i, one) in list.iter_mut().enumerate() {
                        let here = format!("{at}/{i}");
                        if !self.walk(items, one, here.clone()) {
                            *one = stand_in(self.schema, items);
                            self.mends.gap(here);
                        }
                    }
                }
            }
            Value::String(text) => return self.check_text(schema, text, at),
            Value::Number(number) => return self.check_number(schema, number, is_long, at),
            _ => {}
        }
        true
    }

    fn check_enum(&mut self, allowed: &[&str], value: &Value, at: String) -> bool {
        match value.as_str() {
            Some(text) if allowed.contains(&text) => return true,
            Some(text) => {
                let near = suggestion(text, allowed.iter().copied());
                let what = format!("{text:?} is not one of the allowed values");
                let hint = match near {
                    Some(near) => format!("did you mean {near:?}? Allowed: {}", allowed.join(", ")),
                    None => format!("allowed: {}", allowed.join(", ")),
                };
                self.fault(at, "E0110", what, hint);
            }
            None => {
                let what = format!("this is {}, not a text", kind_of(value));
                self.fault(at, "E0109", what, format!("allowed: {}", allowed.join(", ")));
            }
        }
        false
    }

    fn check_object(&mut self, schema: &'s Value, fields: &mut Map<String, Value>, at: String) {
        let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
        check_names(schema, fields.keys().map(String::as_str), &at, &mut self.found);
        let unknown: Vec<String> = fields.keys().filter(|name| !known.contains_key(*name)).cloned().collect();
        let mut misspelt = Vec::new();
        for name in unknown {
            let value = fields.remove(&name).unwrap_or_default();
            let near = suggestion(&name, known.keys().map(String::as_str));
            let near = near.filter(|near| !fields.contains_key(*near));
            match near {
                Some(near) => {
                    fields.insert(near.to_owned(), value);
                    misspelt.push((near, name));
                }
                None => self.mends.gap(format!("{at}/{}", escape(&name))),
            }
        }
        for (name, property) in known {
            let right = format!("{at}/{}", escape(name));
            let mut here = right.clone();
            if let Some((_, written)) = misspelt.iter().find(|(near, _)| near == name) {
                here = format!("{at}/{}", escape(written));
                self.mends.renamed(right, here.clone());
            }
            if fields.get_mut(name).is_some_and(|value| !self.walk(property, value, here.clone())) {
                fields.remove(name);
                self.mends.gap(here.clone());
            }
            if !fields.contains_key(name) && required(schema).any(|one| one == name) {
                fields.insert(name.clone(), stand_in(self.schema, property));
                self.mends.gap(here);
            }
        }
    }

    fn check_text(&mut self, schema: &Value, text: &str, at: String) -> bool {
        let is_date = schema.get("format").and_then(Value::as_str) == Some("date");
        let wrong = if is_date {
            text.parse::<Date>().is_err()
        } else {
            schema.get("pattern").is_some() && text.parse::<PartialDate>().is_err()
        };
        if wrong {
            let form = if is_date { "YYYY-MM-DD" } else { "YYYY-MM-DD, YYYY-MM or YYYY" };
            let hint = format!("write a day that exists in the form {form}, such as \"2022-11-03\"");
            self.fault(at, "E0111", format!("{text:?} is not a date"), hint);
        }
        !wrong
    }

    fn check_number(&mut self, schema: &Value, number: &serde_json::Number, is_long: bool, at: String) -> bool {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let (low, high) = (bound("minimum"), bound("maximum"));
        let high = high.or(match schema.get("format").and_then(Value::as_str) {
            Some("uint8") => Some(f64::from(u8::MAX)),
            Some("uint16") => Some(f64::from(u16::MAX)),
            Some("uint32") => Some(f64::from(u32::MAX)),
            _ => None,
        });
        let value = number.as_f64().unwrap_or(f64::INFINITY);
        let wrong = is_long || low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high);
        if wrong {
            let range = format!("{} to {}", low.unwrap_or(f64::MIN), high.unwrap_or(f64::MAX));
            self.fault(at, "E0112", format!("the number {number} is out of range"), format!("allowed: {range}"));
        }
        !wrong
    }
}

/// Checks which fields an object has: none missing, none unknown.
pub fn check_names<'n>(
    schema: &Value,
    names: impl Iterator<Item = &'n str> + Clone,
    at: &str,
    found: &mut Vec<ShapeFault>,
) {
    let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
    for name in required(schema) {
        if !names.clone().any(|one| one == name) {
            let what = format!("the field `{name}` is missing");
            found.push((at.to_owned(), "E0108", what, format!("add `{name}`")));
        }
    }
    for name in names.filter(|name| !known.contains_key(*name)) {
        let hint = match suggestion(name, known.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known fields: {}", known.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
        };
        let what = format!("the field `{name}` is unknown");
        found.push((format!("{at}/{}", escape(name)), "E0107", what, hint));
    }
}

/// A name as a step of a JSON pointer.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The definition of a name in the export's schema.
fn definition<'s>(schema: &'s Value, name: &str) -> Option<&'s Value> {
    schema.get("$defs")?.get(name)
}

/// What a schema says in the end, references and the choice between it and nothing resolved.
pub(super) fn resolved<'s>(all: &'s Value, mut schema: &'s Value) -> &'s Value {
    loop {
        let choices = schema.get("anyOf").and_then(Value::as_array);
        let something = choices.and_then(|choices| choices.iter().find(|choice| !allows_null(choice)));
        let named = schema.get("$ref").and_then(Value::as_str);
        let named = named.and_then(|name| definition(all, name.rsplit('/').next().unwrap_or(name)));
        match something.or(named) {
            Some(next) => schema = next,
            None => return schema,
        }
    }
}

fn allows_null(schema: &Value) -> bool {
    let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    types(schema).any(|kind| kind == "null") || choices.into_iter().any(allows_null)
}

/// The fields that an object must have.
pub(super) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The kinds of value that a schema allows.
pub(super) fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let one = schema.get("type").and_then(Value::as_str);
    let many = schema.get("type").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

/// The texts that a closed list allows.
pub(super) fn enum_values(schema: &Value) -> Vec<&str> {
    let consts = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let named = consts.filter_map(|choice| choice.get("const").and_then(Value::as_str));
    let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    named.chain(listed).collect()
}

fn is_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Whether it is a whole number that no integer holds: JSON's reader makes a fraction of it.
fn is_long(value: &Value) -> bool {
    let long = |number: f64| number.fract() == 0.0 && number.abs() >= LONG;
    !is_kind(value, "integer") && value.as_f64().is_some_and(long)
}

/// 2 to the power of 63.
const LONG: f64 = 9_223_372_036_854_775_808.0;

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn article(kind: &str) -> &'static str {
    match kind {
        "boolean" => "true or false",
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list in [ ]",
        "object" => "an object in { }",
        _ => "null",
    }
}
