//! The slow path: walks a value that did not fit its type against the schema of that type and
//! names every fault of its shape at once.

use serde_json::{Map, Value};

use crate::date::{Date, PartialDate};

/// One fault of shape: pointer, code, what, hint.
pub type ShapeFault = (String, &'static str, String, String);

/// Every fault of `value` against the definition `name` of the export's schema.
pub fn faults(schema: &Value, name: &str, value: &Value) -> Vec<ShapeFault> {
    let mut walker = Walker { schema, found: Vec::new() };
    if let Some(definition) = walker.definition(name) {
        walker.walk(definition, value, String::new());
    }
    walker.found
}

/// Every fault of one field of the document's head.
pub fn field_faults(schema: &Value, field: &str, value: &Value) -> Vec<ShapeFault> {
    let mut walker = Walker { schema, found: Vec::new() };
    if let Some(property) = schema.get("properties").and_then(|all| all.get(field)) {
        walker.walk(property, value, format!("/{}", escape(field)));
    }
    walker.found
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
}

impl<'s> Walker<'s> {
    fn definition(&self, name: &str) -> Option<&'s Value> {
        self.schema.get("$defs")?.get(name)
    }

    fn fault(&mut self, pointer: String, code: &'static str, what: String, hint: String) {
        self.found.push((pointer, code, what, hint));
    }

    fn walk(&mut self, schema: &'s Value, value: &Value, at: String) {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.rsplit('/').next().unwrap_or(name);
            if let Some(definition) = self.definition(name) {
                self.walk(definition, value, at);
            }
            return;
        }
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            if value.is_null() && choices.iter().any(|choice| types(choice).any(|kind| kind == "null")) {
                return;
            }
            if let Some(choice) = choices.iter().find(|choice| !types(choice).any(|kind| kind == "null")) {
                self.walk(choice, value, at);
            }
            return;
        }
        let allowed: Vec<&str> = enum_values(schema);
        if !allowed.is_empty() {
            self.check_enum(&allowed, value, at);
            return;
        }
        let kinds: Vec<&str> = types(schema).collect();
        if !kinds.is_empty() && !kinds.iter().any(|kind| is_kind(value, kind)) {
            let wanted = kinds.iter().find(|kind| **kind != "null").copied().unwrap_or("null");
            let what = format!("this is {}, not {}", kind_of(value), article(wanted));
            self.fault(at, "E0109", what, format!("write {} here", article(wanted)));
            return;
        }
        match value {
            Value::Object(fields) => self.check_object(schema, fields, at),
            Value::Array(list) => {
                if let Some(items) = schema.get("items") {
                    for (i, one) in list.iter().enumerate() {
                        self.walk(items, one, format!("{at}/{i}"));
                    }
                }
            }
            Value::String(text) => self.check_text(schema, text, at),
            Value::Number(number) => self.check_number(schema, number, at),
            _ => {}
        }
    }

    fn check_enum(&mut self, allowed: &[&str], value: &Value, at: String) {
        match value.as_str() {
            Some(text) if allowed.contains(&text) => {}
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
    }

    fn check_object(&mut self, schema: &'s Value, fields: &Map<String, Value>, at: String) {
        let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
        check_names(schema, fields.keys().map(String::as_str), &at, &mut self.found);
        for (name, value) in fields {
            let here = format!("{at}/{}", escape(name));
            if let Some(property) = known.get(name) {
                self.walk(property, value, here);
            }
        }
    }

    fn check_text(&mut self, schema: &Value, text: &str, at: String) {
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
    }

    fn check_number(&mut self, schema: &Value, number: &serde_json::Number, at: String) {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let (low, high) = (bound("minimum"), bound("maximum"));
        let high = high.or(match schema.get("format").and_then(Value::as_str) {
            Some("uint8") => Some(f64::from(u8::MAX)),
            Some("uint16") => Some(f64::from(u16::MAX)),
            Some("uint32") => Some(f64::from(u32::MAX)),
            _ => None,
        });
        let value = number.as_f64().unwrap_or(f64::INFINITY);
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            let range = format!("{} to {}", low.unwrap_or(f64::MIN), high.unwrap_or(f64::MAX));
            self.fault(at, "E0112", format!("the number {number} is out of range"), format!("allowed: {range}"));
        }
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
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
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

/// A value of the same kind as a piece of JSON, without its contents.
pub fn probe(raw: &str) -> Value {
    match raw.as_bytes().first() {
        Some(b'{') => Value::Object(Map::new()),
        Some(b'"') => Value::String(String::new()),
        Some(b't' | b'f') => Value::Bool(true),
        Some(b'n') => Value::Null,
        _ => Value::Number(0.into()),
    }
}

/// A name as a step of a JSON pointer.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let one = schema.get("type").and_then(Value::as_str);
    let many = schema.get("type").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

fn enum_values(schema: &Value) -> Vec<&str> {
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
