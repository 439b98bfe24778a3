//! Where in its structure a file that was cut off ends: which record was being read.

use serde_json::Value;

/// What the cut hit.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// Pointer of the innermost object or list that was not closed.
    pub pointer: String,
    /// Position of the item being read, where the cut lies in `items`.
    pub record: Option<usize>,
}

/// One open object or list: the last key read, or the position of the current element.
enum Open {
    Object(String),
    List(usize),
}

/// Follows brackets and strings to the end, with a stack of its own: depth costs no call stack.
pub fn find(text: &str) -> Cut {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => open.push(Open::Object(String::new())),
            b'[' => open.push(Open::List(0)),
            b'}' | b']' => {
                open.pop();
            }
            b',' => {
                if let Some(Open::List(position)) = open.last_mut() {
                    *position += 1;
                }
            }
            b'"' => {
                let end = string_end(bytes, at);
                let is_key = bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                if let (Some(Open::Object(key)), true) = (open.last_mut(), is_key) {
                    *key = match serde_json::from_str(text.get(at..end).unwrap_or_default()) {
                        Ok(Value::String(name)) => name,
                        _ => String::new(),
                    };
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let record = match open.as_slice() {
        [Open::Object(field), Open::List(position), ..] if field == "items" => Some(*position),
        _ => None,
    };
    // The innermost one is open itself: its own key or position is not part of its pointer.
    let steps = open.len().saturating_sub(1).min(8);
    let pointer = open[..steps]
        .iter()
        .map(|step| match step {
            Open::Object(key) => format!("/{}", super::shape::escape(key)),
            Open::List(position) => format!("/{position}"),
        })
        .collect();
    Cut { pointer, record }
}

/// Byte offset after the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_cut_tells_the_record() {
        let cut = find(r#"{"units": [{"id": "a"}], "items": [{"id": "x,]"}, {"id": "y", "points": [{"problem": "未"#);
        assert_eq!((cut.pointer.as_str(), cut.record), ("/items/1/points/0", Some(1)));
        assert_eq!(find(r#"{"units": [{"id": "a"#).pointer, "/units/0");
        assert_eq!(find(&"[".repeat(100_000)).record, None);
    }
}
