//! Finds the place of a JSON pointer in a piece of JSON, only when a fault has to be shown.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// Byte offset in `text` of the value that `pointer` (RFC 6901) names; of the nearest value around
/// it where there is none, such as for a field that is missing.
pub fn offset_of(text: &str, pointer: &str) -> usize {
    let mut here = text;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        match step(here, &token) {
            Some(inner) => here = inner,
            None => break,
        }
    }
    here.as_ptr() as usize - text.as_ptr() as usize
}

fn step<'a>(text: &'a str, token: &str) -> Option<&'a str> {
    if text.trim_start().starts_with('[') {
        let list: Vec<&'a RawValue> = serde_json::from_str(text).ok()?;
        return list.get(token.parse::<usize>().ok()?).map(|raw| raw.get());
    }
    let map: BTreeMap<Key<'a>, &'a RawValue> = serde_json::from_str(text).ok()?;
    map.iter().find(|(key, _)| key.0 == token).map(|(_, raw)| raw.get())
}

/// An object's key, borrowed where it holds no escapes.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
