//! Everything that an index tells, read back from its files: for whoever has to prove what is in it.

use crate::bits::Bytes;
use crate::codec::Unpacker;
use crate::format::{self, Directory};
use crate::record::Record;

/// An index, opened.
pub struct Contents {
    unpacker: Unpacker,
    names: String,
    blocks: Vec<String>,
}

impl Contents {
    /// Opens an index by the bytes of its directory; `file` gives the bytes of a path in its folder.
    /// `None` where they are no index, or a file is missing.
    pub fn open(directory: &[u8], file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Self> {
        let directory = Directory::read(directory)?;
        let unpacker = Unpacker::read(&file(&format::path(directory.model))?)?;
        let mut names = String::new();
        unpacker.unpack(&mut Bytes(&file(&format::path(directory.names))?), &mut names)?;
        let mut blocks: Vec<String> = Vec::new();
        for (_, name) in &directory.blocks.files {
            if directory.blocks.nodes {
                let leaves = format::read_files(&mut Bytes(&file(&format::path(*name))?))?;
                blocks.extend(leaves.iter().map(|(_, name)| format::path(*name)));
            } else {
                blocks.push(format::path(*name));
            }
        }
        Some(Self { unpacker, names, blocks })
    }

    /// The lists of names, one after the other.
    pub fn names(&self) -> &str {
        &self.names
    }

    /// Paths of the files that hold the records.
    pub fn blocks(&self) -> &[String] {
        &self.blocks
    }

    /// The records of such a file; `None` where it holds anything else.
    pub fn records(&self, block: &[u8]) -> Option<Vec<Record>> {
        let mut bytes = Bytes(block);
        let mut records = Vec::new();
        while !bytes.0.is_empty() {
            records.push(Record::read(bytes.0, 0, &self.unpacker)?);
            let size = bytes.small()?;
            bytes.take(size as usize)?;
        }
        Some(records)
    }
}
