//! The files of an index: what each holds, byte by byte. All but the directory are named by a hash
//! over what they hold, so that what did not change keeps its name and stays in caches.

mod terms;

use crate::bits::{Bytes, put_number};
use crate::codec::{Packer, Unpacker};
use crate::parts::parts;
pub use terms::{LEFT_OUT, NAMED, TermsWriter, is_worth_a_term, read_column, read_terms, write_column};

/// The first bytes of the directory; the last one is the version.
const MAGIC: [u8; 4] = *b"bls\x03";
/// The directory's name in the index's folder.
pub const DIRECTORY: &str = "directory.bin";
/// Leaves of a tree that the directory itself may list.
const LISTED: usize = 200;
/// A question reads about so many nodes of a tree, and every one the names of all nodes.
const READ: usize = 8;

/// The name of a file: 48 bits of a hash.
pub type Name = u64;
/// Bytes of a name.
const NAME: usize = 6;

/// One name that records refer to by its place in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// What stands for it in addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name in English, where there is one.
    pub name_en: Option<String>,
}

/// The lists of names: sessions, units, categories, classes.
pub type Names = [Vec<Named>; 4];

/// What kind of file it is; files of different kinds never share a name.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// What the texts have in common.
    Model,
    /// Names of sessions, units, categories and classes.
    Names,
    /// The records of each value of a facet.
    Column,
    /// Terms with their records.
    Terms,
    /// Records as they are shown.
    Records,
    /// Part of a tree's leaves.
    Node,
}

/// The name of a file that holds these bytes. `key` is its place among those of its kind.
pub fn name(holds: Holds, key: u64, bytes: &[u8]) -> Name {
    let seed = 0xcbf2_9ce4_8422_2325_u64 ^ holds as u64 ^ key.rotate_left(17);
    let mut hash = seed;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.try_into().map_or(0, u64::from_le_bytes);
        hash = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    }
    let mut last = bytes.len() as u64;
    for byte in chunks.remainder() {
        last = last << 8 | u64::from(*byte);
    }
    for word in [last, seed] {
        hash = (hash ^ word).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        hash ^= hash >> 31;
    }
    hash >> 16
}

/// Where a file stands in the index's folder: `ab/cdef012345.bin`.
pub fn path(name: Name) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut path = String::with_capacity(17);
    for at in (0..2 * NAME).rev() {
        path.push(char::from(DIGITS[(name >> (4 * at) & 15) as usize]));
        if at == 2 * NAME - 2 {
            path.push('/');
        }
    }
    path.push_str(".bin");
    path
}

/// The name in a path that [`path`] wrote.
pub fn named(path: &str) -> Name {
    let digits = path.bytes().filter_map(|byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    });
    digits.take(2 * NAME).fold(0, |name, digit| name << 4 | u64::from(digit))
}

/// Files in the order of their keys: each reaches from its own key to the next one's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Whether these are nodes, and not leaves.
    pub nodes: bool,
    /// First key and name.
    pub files: Vec<(u64, Name)>,
}

impl Tree {
    /// A tree over leaves; nodes go to `put`.
    ///
    /// # Errors
    /// Where `put` fails.
    pub fn over<E>(leaves: Vec<(u64, Name)>, mut put: impl FnMut(Name, &[u8]) -> Result<(), E>) -> Result<Self, E> {
        if leaves.len() <= LISTED {
            return Ok(Self { nodes: false, files: leaves });
        }
        let mut files = Vec::new();
        let size = (leaves.len() / READ).isqrt().next_power_of_two();
        for leaves in leaves.chunks(size) {
            let mut bytes = Vec::new();
            write_files(leaves, &mut bytes);
            let name = name(Holds::Node, leaves[0].0, &bytes);
            put(name, &bytes)?;
            files.push((leaves[0].0, name));
        }
        Ok(Self { nodes: true, files })
    }

    /// The place of the file that holds a key, and of all up to another key.
    pub fn range(files: &[(u64, Name)], from: u64, to: u64) -> std::ops::Range<usize> {
        let start = files.partition_point(|(first, _)| *first <= from).saturating_sub(1);
        start..files.partition_point(|(first, _)| *first < to).max(start)
    }
}

/// Writes the files of a node.
pub fn write_files(files: &[(u64, Name)], out: &mut Vec<u8>) {
    put_number(files.len() as u64, out);
    let mut last = 0;
    for (key, name) in files {
        put_number(key - last, out);
        put_name(*name, out);
        last = *key;
    }
}

/// The files of a node; `None` where the bytes are none.
pub fn read_files(bytes: &mut Bytes) -> Option<Vec<(u64, Name)>> {
    let mut files = Vec::new();
    let mut last = 0u64;
    for _ in 0..bytes.small()? {
        last = last.checked_add(bytes.number()?)?;
        files.push((last, read_name(bytes)?));
    }
    Some(files)
}

fn put_name(name: Name, out: &mut Vec<u8>) {
    out.extend(&name.to_be_bytes()[8 - NAME..]);
}

fn read_name(bytes: &mut Bytes) -> Option<Name> {
    Some(bytes.take(NAME)?.iter().fold(0, |name, byte| name << 8 | u64::from(*byte)))
}

/// What a reader's search starts from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Directory {
    /// How many records there are.
    pub records: u32,
    /// How many of them were learnt from.
    pub samples: u32,
    /// How many records may have two pairs by chance before their three characters are a term.
    pub chance: u32,
    /// Whether there are no terms: every record is looked at.
    pub plain: bool,
    /// What the texts have in common.
    pub model: Name,
    /// Names of sessions, units, categories and classes.
    pub names: Name,
    /// The columns of the facets, each with its bytes.
    pub columns: Vec<(Name, u32)>,
    /// Terms by their keys.
    pub terms: Tree,
    /// Records by number.
    pub blocks: Tree,
}

impl Directory {
    /// The directory as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put_number(u64::from(self.records), &mut out);
        put_number(u64::from(self.samples), &mut out);
        put_number(u64::from(self.chance), &mut out);
        out.push(u8::from(self.plain));
        put_name(self.model, &mut out);
        put_name(self.names, &mut out);
        put_number(self.columns.len() as u64, &mut out);
        for (name, size) in &self.columns {
            put_name(*name, &mut out);
            put_number(u64::from(*size), &mut out);
        }
        for tree in [&self.terms, &self.blocks] {
            out.push(u8::from(tree.nodes));
            write_files(&tree.files, &mut out);
        }
        out
    }

    /// The directory of some bytes; `None` where they are none, or of another version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        if bytes.take(4)? != MAGIC {
            return None;
        }
        let mut directory = Self {
            records: bytes.small()?,
            samples: bytes.small()?,
            chance: bytes.small()?,
            plain: bytes.take(1)? == [1],
            model: read_name(&mut bytes)?,
            names: read_name(&mut bytes)?,
            ..Self::default()
        };
        for _ in 0..bytes.small()? {
            directory.columns.push((read_name(&mut bytes)?, bytes.small()?));
        }
        for tree in [&mut directory.terms, &mut directory.blocks] {
            tree.nodes = bytes.take(1)? == [1];
            tree.files = read_files(&mut bytes)?;
        }
        Some(directory)
    }
}

/// Lists of names, packed.
pub fn write_names(names: &Names, packer: &mut Packer) -> Vec<u8> {
    let clean = |text: &str| text.replace(['\n', '\t', LIST], " ");
    let line = |one: &Named| {
        let parts = [Some(&one.id), Some(&one.name), one.name_en.as_ref()];
        parts.into_iter().flatten().map(|part| clean(part)).collect::<Vec<_>>().join("\t")
    };
    let lists: Vec<String> = names.iter().map(|list| list.iter().map(line).collect::<Vec<_>>().join("\n")).collect();
    let mut out = Vec::new();
    packer.pack(&lists.join("\u{1}"), &mut out);
    out
}

/// Between lists of names.
const LIST: char = '\u{1}';

/// The lists of names of some bytes; `None` where they are none.
pub fn read_names(bytes: &[u8], unpacker: &Unpacker) -> Option<Names> {
    let mut all = String::new();
    unpacker.unpack(&mut Bytes(bytes), &mut all)?;
    let mut names = Names::default();
    for (list, lines) in names.iter_mut().zip(parts(&all, LIST)) {
        for line in parts(lines, '\n') {
            let mut fields = parts(line, '\t');
            if let (Some(id), Some(name)) = (fields.next(), fields.next()) {
                let name_en = fields.next().map(str::to_owned);
                list.push(Named { id: id.to_owned(), name: name.to_owned(), name_en });
            }
        }
    }
    Some(names)
}
