//! The sessions, units, proposers and categories that items name, each once, with an id that stays.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::{Kind, RecordAt, Report};
use crate::mapping::plan::Thing;

/// One of them.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    fields: BTreeMap<&'static str, Json>,
    /// The first record that names it.
    pub first: RecordAt,
}

impl Entry {
    /// The entry as the export writes it.
    pub fn json(&self) -> Json {
        let id = std::iter::once(("id".to_owned(), Json::from(&*self.id)));
        id.chain(self.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()))).collect()
    }
}

/// All of them, in the order in which they are named first.
#[derive(Debug, Default)]
pub struct Registry {
    entries: FxHashMap<Thing, Vec<Entry>>,
    /// Their positions, by id.
    known: FxHashMap<Thing, FxHashMap<String, usize>>,
    /// Ids by what the mapping's own lists call them: name or id.
    declared: FxHashMap<(Thing, String), String>,
    /// Ids by all that a record said of something, where that was said before and contradicted nothing.
    said: FxHashMap<String, String>,
}

impl Thing {
    /// The list of the export's head that holds them.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Session => "sessions",
            Self::Unit => "units",
            Self::Proposer => "proposers",
            Self::Category => "categories",
        }
    }

    /// What ids that are made from names begin with.
    const fn letter(self) -> char {
        match self {
            Self::Session => 's',
            Self::Unit => 'u',
            Self::Proposer => 'p',
            Self::Category => 'c',
        }
    }

    const ALL: [Self; 4] = [Self::Session, Self::Unit, Self::Proposer, Self::Category];
}

impl Registry {
    /// An empty one beside what a mapping's head lists.
    pub fn new(head: &serde_json::Map<String, Json>) -> Self {
        let mut declared = FxHashMap::default();
        for thing in Thing::ALL {
            for entry in head.get(thing.list()).and_then(Json::as_array).into_iter().flatten() {
                let Some(id) = entry["id"].as_str() else { continue };
                for word in [Some(id), entry["name"].as_str()].into_iter().flatten() {
                    declared.entry((thing, word.to_owned())).or_insert_with(|| id.to_owned());
                }
            }
        }
        Self { declared, ..Self::default() }
    }

    /// The id of something of which a record said the same words before, where they contradicted nothing.
    pub fn known(&self, said: &str) -> Option<&str> {
        self.said.get(said).map(String::as_str)
    }

    /// The id of something by what a record says of it: its id, else its name; `said` is all of that in one text.
    pub fn id(
        &mut self,
        thing: Thing,
        (id, name): (Option<&str>, Option<&str>),
        fields: Vec<(&'static str, Json)>,
        (first, said): (RecordAt, &str),
        report: &mut Report,
    ) -> String {
        let word = id.or(name).unwrap_or_default();
        if let Some(id) = self.declared.get(&(thing, word.to_owned())) {
            return id.clone();
        }
        let id = match id {
            Some(id) => valid_id(id, 'x'),
            None => {
                // Persons of one name are told apart by where they belong.
                let apart = fields.iter().find(|(field, _)| *field == "delegation").map(|(_, value)| value.to_string());
                hashed(thing.letter(), &[word, apart.as_deref().unwrap_or_default()])
            }
        };
        if self.declared.contains_key(&(thing, id.clone())) {
            return id;
        }
        let mut fields: BTreeMap<&'static str, Json> = fields.into_iter().collect();
        fields.insert("name", Json::from(name.unwrap_or(word)));
        // What contradicts is counted each time.
        if self.put(thing, Entry { id: id.clone(), fields, first }, report) {
            self.said.insert(said.to_owned(), id.clone());
        }
        id
    }

    /// Takes over what another part of the source names.
    pub fn absorb(&mut self, other: Self, report: &mut Report) {
        let Self { mut entries, .. } = other;
        for thing in Thing::ALL {
            for entry in entries.remove(&thing).unwrap_or_default() {
                self.put(thing, entry, report);
            }
        }
    }

    /// All of a kind.
    pub fn entries(&self, thing: Thing) -> impl Iterator<Item = &Entry> {
        self.entries.get(&thing).into_iter().flatten()
    }

    /// Adds what is said; tells whether it contradicts nothing.
    fn put(&mut self, thing: Thing, entry: Entry, report: &mut Report) -> bool {
        let list = self.entries.entry(thing).or_default();
        let known = self.known.entry(thing).or_default();
        let Some(at) = known.get(&entry.id) else {
            known.insert(entry.id.clone(), list.len());
            list.push(entry);
            return true;
        };
        let mut agrees = true;
        let Entry { id, fields, .. } = &mut list[*at];
        for (name, value) in entry.fields {
            match fields.get(name) {
                Some(known) if *known != value => {
                    agrees = false;
                    let words = format!("{id}: {name} {known} / {value}");
                    report.add(Kind::Contradiction, &words, entry.first, thing.list());
                }
                Some(_) => {}
                None => {
                    fields.insert(name, value);
                }
            }
        }
        agrees
    }
}

/// The words as an id: themselves where they can be one, with `-` for what ASCII marks they hold, else a short
/// hash of them.
pub fn valid_id(words: &str, letter: char) -> String {
    if words.len() > 64 || !words.is_ascii() || words.starts_with('.') {
        return hashed(letter, &[words]);
    }
    words.bytes().map(|byte| if is_allowed(byte) { char::from(byte) } else { '-' }).collect()
}

/// Whether words are an id as they are.
pub fn is_id(words: &str) -> bool {
    words.len() <= 64 && !words.starts_with('.') && words.bytes().all(is_allowed)
}

const fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// An id from words: a letter and ten more, of their BLAKE3 hash. No digits: they might pass for a phone number.
fn hashed(letter: char, words: &[&str]) -> String {
    const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrstw";
    let hash = blake3::hash(words.join("\n").as_bytes());
    let halves = hash.as_bytes().iter().take(5).flat_map(|byte| [byte >> 4, byte & 15]);
    let name: String = halves.map(|half| char::from(LETTERS[usize::from(half)])).collect();
    format!("{letter}-{name}")
}

#[cfg(test)]
mod tests {
    use super::{is_id, valid_id};

    #[test]
    fn an_id_can_stand_in_an_address_and_is_no_number() {
        assert_eq!(valid_id("2025-s001", 'x'), "2025-s001");
        assert_eq!(valid_id("A/1 b", 'x'), "A-1-b");
        assert!(is_id("2025-s001") && !is_id("A/1") && !is_id(".hidden") && !is_id("号") && !is_id(&"a".repeat(65)));
        let made = valid_id("青建字〔2025〕1号", 'x');
        assert_eq!((made.len(), valid_id("青建字〔2025〕1号", 'x')), (12, made.clone()));
        assert!(made.starts_with("x-") && !made.contains(|c: char| c.is_ascii_digit()), "{made}");
        assert_ne!(made, valid_id("青建字〔2025〕2号", 'x'));
        assert_eq!(valid_id(".hidden", 'x').find('.'), None);
    }
}
