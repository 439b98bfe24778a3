//! The sessions, units, proposers and categories that items name, each once, with an id that stays.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Number, Value as Json};

use super::{Kind, RecordAt, Report};
use crate::mapping::plan::Thing;

/// What is said of one of them in one field.
#[derive(Serialize, Debug, Clone, PartialEq)]
#[serde(untagged)]
pub enum Word<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(Number),
}

impl Word<'_> {
    fn json(&self) -> Json {
        match self {
            Self::Text(text) => Json::from(&**text),
            Self::Number(number) => Json::Number(number.clone()),
        }
    }
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// What is said of it, by the names of fields.
    fields: Vec<(&'static str, Word<'a>)>,
    /// The first record that names it.
    pub first: RecordAt,
    /// A hash of the words that say all of this, where one record says it.
    said: Option<u128>,
}

/// The entry as the export writes it, its fields in the order of their names.
impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (before, behind) = self.fields.split_at(self.fields.partition_point(|(name, _)| *name < "id"));
        let mut map = serializer.serialize_map(Some(self.fields.len() + 1))?;
        before.iter().try_for_each(|(name, word)| map.serialize_entry(name, word))?;
        map.serialize_entry("id", &self.id)?;
        behind.iter().try_for_each(|(name, word)| map.serialize_entry(name, word))?;
        map.end()
    }
}

/// All of them, in the order in which they are named first.
#[derive(Debug, Default)]
pub struct Registry<'a> {
    entries: [Vec<Entry<'a>>; Thing::ALL.len()],
    /// Their positions, by id.
    known: [FxHashMap<Cow<'a, str>, usize>; Thing::ALL.len()],
    /// Ids by what the mapping's own lists call them: name or id.
    declared: [FxHashMap<String, String>; Thing::ALL.len()],
    /// Ids by a hash of all that a record said of something, where that was said before and contradicted nothing.
    said: FxHashMap<u128, Cow<'a, str>>,
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
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Session => 's',
            Self::Unit => 'u',
            Self::Proposer => 'p',
            Self::Category => 'c',
        }
    }

    /// Each of them.
    pub(super) const ALL: [Self; 4] = [Self::Session, Self::Unit, Self::Proposer, Self::Category];
}

impl<'a> Registry<'a> {
    /// An empty one beside what a mapping's head lists.
    pub fn new(head: &serde_json::Map<String, Json>) -> Self {
        let mut registry = Self::default();
        for thing in Thing::ALL {
            for entry in head.get(thing.list()).and_then(Json::as_array).into_iter().flatten() {
                let Some(id) = entry["id"].as_str() else { continue };
                for word in [Some(id), entry["name"].as_str()].into_iter().flatten() {
                    let declared = registry.declared[thing as usize].entry(word.to_owned());
                    declared.or_insert_with(|| id.to_owned());
                }
            }
        }
        registry
    }

    /// The id of something of which a record said the same words before, where they contradicted nothing; `said` is a hash
    /// of the words.
    pub fn known(&self, said: u128) -> Option<&Cow<'a, str>> {
        self.said.get(&said)
    }

    /// The id of something by what a record says of it: its id, else its name; `said` is a hash of all of that.
    pub fn id(
        &mut self,
        thing: Thing,
        (id, name): (Option<Cow<'a, str>>, Option<Cow<'a, str>>),
        mut fields: Vec<(&'static str, Word<'a>)>,
        (first, said): (RecordAt, u128),
        report: &mut Report,
    ) -> Cow<'a, str> {
        let declared = &self.declared[thing as usize];
        let word = id.as_ref().or(name.as_ref()).cloned().unwrap_or_default();
        if let Some(id) = declared.get(&*word) {
            return Cow::Owned(id.clone());
        }
        let id = match id {
            Some(id) => valid(id, 'x'),
            None => {
                // Persons of one name are told apart by where they belong.
                let apart = fields.iter().find(|(field, _)| *field == "delegation");
                let apart = apart.map(|(_, value)| value.json().to_string()).unwrap_or_default();
                Cow::Owned(hashed(thing.letter(), &[&word, &apart]))
            }
        };
        if declared.contains_key(&*id) {
            return id;
        }
        fields.push(("name", Word::Text(name.unwrap_or(word))));
        fields.sort_unstable_by_key(|(field, _)| *field);
        self.put(thing, Entry { id: id.clone(), fields, first, said: Some(said) }, report);
        id
    }

    /// Keeps what is named, and nothing that finds it.
    pub fn end(&mut self) {
        *self = Self { entries: std::mem::take(&mut self.entries), ..Self::default() };
    }

    /// Takes over what another part of the source names.
    pub fn absorb(&mut self, other: Self, report: &mut Report) {
        for (thing, entries) in Thing::ALL.into_iter().zip(other.entries) {
            for entry in entries {
                // What was said before in the same words says nothing new.
                if entry.said.is_none_or(|said| !self.said.contains_key(&said)) {
                    self.put(thing, entry, report);
                }
            }
        }
    }

    /// Counts the records from so many on.
    pub fn shift(&mut self, records: usize) {
        self.entries.iter_mut().flatten().for_each(|entry| entry.first.record += records);
    }

    /// All of a kind.
    pub fn entries(&self, thing: Thing) -> impl Iterator<Item = &Entry<'a>> {
        self.entries[thing as usize].iter()
    }

    /// Adds what is said. What contradicts nothing need not be looked at again; what does is counted each time.
    fn put(&mut self, thing: Thing, entry: Entry<'a>, report: &mut Report) {
        let (list, known) = (&mut self.entries[thing as usize], &mut self.known[thing as usize]);
        let mut agrees = true;
        let said = entry.said.map(|said| (said, entry.id.clone()));
        match known.get(&entry.id) {
            None => {
                known.insert(entry.id.clone(), list.len());
                list.push(entry);
            }
            Some(at) => {
                let Entry { id, fields, said, .. } = &mut list[*at];
                for (name, value) in entry.fields {
                    match fields.binary_search_by_key(&name, |(known, _)| known) {
                        Ok(at) if fields[at].1 != value => {
                            agrees = false;
                            let words = format!("{id}: {name} {} / {}", fields[at].1.json(), value.json());
                            report.add(Kind::Contradiction, &words, entry.first, thing.list());
                        }
                        Ok(_) => {}
                        Err(at) => {
                            fields.insert(at, (name, value));
                            *said = None;
                        }
                    }
                }
            }
        }
        self.said.extend(said.filter(|_| agrees));
    }
}

/// The words as an id; themselves where they are one.
pub fn valid(words: Cow<'_, str>, letter: char) -> Cow<'_, str> {
    if is_id(&words) { words } else { Cow::Owned(valid_id(&words, letter)) }
}

/// The words as an id: themselves where they can be one, with `-` for what ASCII marks they hold, else a short
/// hash of them.
fn valid_id(words: &str, letter: char) -> String {
    if words.len() > 64 || !words.is_ascii() || words.starts_with('.') {
        return hashed(letter, &[words]);
    }
    words.bytes().map(|byte| if is_allowed(byte) { char::from(byte) } else { '-' }).collect()
}

/// Whether words are an id as they are.
fn is_id(words: &str) -> bool {
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
