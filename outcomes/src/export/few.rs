//! Lists that mostly hold one element. Serde begins a list with memory for four of them, and ten thousand duties with
//! a reply each would take that of thirty thousand replies more.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

/// Reads a list whose memory begins with one element and doubles.
pub(super) fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(Few(PhantomData))
}

struct Few<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As serde says it of other lists.
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            if list.len() == list.capacity() {
                list.reserve_exact(list.len().max(1));
            }
            list.push(element);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::few;

    #[test]
    fn a_list_of_one_takes_the_memory_of_one() {
        for (json, capacity) in [("[]", 0), ("[1]", 1), ("[1,2]", 2), ("[1,2,3]", 4)] {
            let list: Vec<u64> = few(&mut serde_json::Deserializer::from_str(json)).expect("a list");
            assert_eq!(list, (1..=list.len() as u64).collect::<Vec<_>>());
            assert_eq!(list.capacity(), capacity, "{json}");
        }
    }
}
