//! What was learnt and each run as bytes, kept from one index to the next: what comes of the same records need not be
//! learnt, cut and packed again.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::Builder;
use super::frequency::Common;
use super::met::Sorted;
use super::run::Run;
use crate::bits::{Bytes, put_number};
use crate::codec::Unpacker;
use crate::format::{self, read_files, write_files};

impl Builder {
    /// What was learnt as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_number(u64::from(self.records), &mut out);
        let model = self.model.write();
        put_number(model.len() as u64, &mut out);
        out.extend(model);
        self.common.iter().for_each(|common| common.write(&mut out));
        out
    }

    /// The index in the making that [`Builder::write`] wrote; `None` where the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let (records, length) = (bytes.small()?, bytes.small()? as usize);
        let model = Unpacker::read(bytes.take(length)?)?.into_model();
        let common = if bytes.0.is_empty() { None } else { Some(Common::read(&mut bytes)?) };
        bytes.0.is_empty().then(|| Self { records, model, common, mets: Mutex::default() })
    }
}

impl Run {
    /// The run as bytes. Its blocks are not in them: those stand in their files.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.terms.bytes.len() * 9 / 8);
        put_number(u64::from(self.first), &mut out);
        self.terms.write(&mut out);
        put_number(self.columns.len() as u64, &mut out);
        for ((facet, value), records) in &self.columns {
            for number in [*facet, *value, records.len() as u32].iter().chain(records) {
                put_number(u64::from(*number), &mut out);
            }
        }
        write_files(&self.blocks, &mut out);
        out
    }

    /// The run that [`Run::write`] wrote; `None` where the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let (first, terms) = (bytes.small()?, Sorted::read(&mut bytes)?);
        let mut columns = BTreeMap::new();
        for _ in 0..bytes.small()? {
            let (value, count) = ((bytes.small()?, bytes.small()?), bytes.small()?);
            columns.insert(value, (0..count).map(|_| bytes.small()).collect::<Option<_>>()?);
        }
        let blocks = read_files(&mut bytes)?;
        bytes.0.is_empty().then_some(Self { first, terms, columns, blocks })
    }

    /// The paths of its blocks in the index's folder.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.blocks.iter().map(|(_, name)| format::path(*name))
    }
}

impl Sorted {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for number in [self.count as u64, self.last, self.noted.len() as u64] {
            put_number(number, out);
        }
        for (key, at) in &self.noted {
            put_number(*key, out);
            put_number(u64::from(*at), out);
        }
        put_number(self.bytes.len() as u64, out);
        out.extend_from_slice(&self.bytes);
    }

    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        let (count, last, noted) = (bytes.small()? as usize, bytes.number()?, bytes.small()?);
        let noted = (0..noted).map(|_| Some((bytes.number()?, bytes.small()?))).collect::<Option<_>>()?;
        let length = bytes.small()? as usize;
        Some(Self { bytes: bytes.take(length)?.to_vec(), noted, count, last })
    }
}
