//! Looks into records: two terms that a text has need not stand beside each other. Hits are brought
//! into their order as far as they are wanted, and no record is looked at that can't be among them.

use super::find::Found;
use super::mark::holds;
use super::{Order, Piece, Search};
use crate::format::Name;
use crate::list::Set;
use crate::parts::parts;
use crate::record::{Record, TEXT, Title};
use crate::token;

/// What a record turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Not looked at.
    Unknown,
    /// No hit.
    No,
    /// A hit, the better the less: the sum of the levels of all pieces.
    Hit(u8),
}

impl Search {
    /// The first hits in order; `None` as long as files are missing.
    pub(super) fn order(&mut self, found: &[Found], shown: &Set, needs: &mut Vec<Name>) -> Option<Vec<u32>> {
        let best = self.ask.order == Order::Best;
        let mut tiers: Vec<Vec<u64>> = vec![Vec::new(); 2 * found.len() + 1];
        for record in shown.newest() {
            let tier = if best { found.iter().map(|one| usize::from(one.level(record))).sum() } else { 0 };
            tiers[tier].push(u64::from(record));
        }
        let check = found.iter().any(|one| !one.sure);
        let wanted = self.ask.count;
        let (mut hits, mut waiting) = (Vec::new(), 0);
        'tiers: for tier in 0..tiers.len() {
            let mut records = std::mem::take(&mut tiers[tier]);
            records.sort_unstable();
            if self.ask.order != Order::Oldest {
                records.reverse();
            }
            for record in records {
                let record = record as u32;
                // At first no more are fetched than are wanted, in case all of them are hits.
                let enough = if self.first_round { wanted.saturating_sub(hits.len()) } else { self.ahead };
                if hits.len() >= wanted || (waiting > 0 && waiting >= enough) {
                    break 'tiers;
                }
                let is = if check { self.checked(record, found, needs) } else { Checked::Hit(tier as u8) };
                match is {
                    Checked::Unknown => waiting += 1,
                    Checked::No => {}
                    Checked::Hit(is) if best && usize::from(is) > tier => {
                        tiers[usize::from(is)].push(u64::from(record))
                    }
                    Checked::Hit(_) => hits.push(record),
                }
            }
        }
        if waiting > 0 {
            if !std::mem::take(&mut self.first_round) {
                self.ahead *= 2;
            }
            return None;
        }
        Some(hits)
    }

    /// What a record is; unknown while its block is missing.
    fn checked(&mut self, number: u32, found: &[Found], needs: &mut Vec<Name>) -> Checked {
        let known = self.checked[number as usize];
        if known != Checked::Unknown {
            return known;
        }
        let Some(record) = self.record(number, needs) else { return Checked::Unknown };
        let mut is = Checked::Hit(0);
        for (piece, found) in self.pieces.iter().zip(found) {
            let trusted = found.sure || (found.whole.has(number) && !self.directory.plain);
            let level = if trusted { Some(found.level(number)) } else { self.level(&record, piece) };
            is = match (is, level) {
                (Checked::Hit(sum), Some(level)) => Checked::Hit(sum + level),
                _ => Checked::No,
            };
        }
        self.checked[number as usize] = is;
        is
    }

    /// Where a record holds a piece, as [`Found::level`] counts; `None` where it does not.
    fn level(&self, record: &Record, piece: &Piece) -> Option<u8> {
        if let (Some(number), Some(asked)) = (token::number(&token::folded(&record.number)), &piece.number)
            && (*asked == number || asked == token::serial(&number))
        {
            return Some(0);
        }
        let mut heads: Vec<&str> = Vec::new();
        heads.extend(record.names.iter().map(String::as_str));
        let [_, units, categories, _] = &self.names;
        let units = record.told.units.iter().map(|unit| units.get(*unit as usize));
        for named in units.chain([record.told.category.and_then(|at| categories.get(at as usize))]).flatten() {
            heads.push(&named.name);
            heads.extend(named.name_en.as_deref());
        }
        if heads.iter().any(|name| token::folded(name) == piece.chars) {
            return Some(0);
        }
        heads.push(&record.number);
        if let Title::Known(title) = &record.title {
            heads.push(title);
        }
        if heads.iter().any(|text| holds(text, &piece.chars)) {
            return Some(1);
        }
        parts(&record.text, TEXT).any(|text| holds(text, &piece.chars)).then_some(2)
    }
}
