//! Learns a model from some texts: the clauses that more than one of them holds, and how often
//! everything occurs.

use std::collections::BTreeMap;

use super::parse::{Parser, Part};
use super::{DISTANCES, FIRST, Model, SHORTEST, bucket, huffman};
use crate::token::fold;

/// Characters of the shared pieces at most.
const SHARED: usize = 6000;
/// Characters that a shared clause has at least.
const CLAUSE: usize = 4;

/// Learns from some texts.
pub fn learn(texts: &[String]) -> Model {
    let shared = shared(texts);
    let mut symbols = vec![1u32; FIRST as usize];
    let mut distances = vec![1u32; DISTANCES as usize];
    let mut chars: BTreeMap<char, u32> = BTreeMap::new();
    let mut count = |part| match part {
        Part::Char(c) => *chars.entry(c).or_default() += 1,
        Part::Again(distance, length) => {
            symbols[1 + bucket((length - SHORTEST) as u32).0 as usize] += 1;
            distances[bucket(distance as u32 - 1).0 as usize] += 1;
        }
    };
    let mut parser = Parser::new(&shared);
    for text in texts {
        parser.parse(text, &mut count);
    }
    Parser::new(&[]).parse(&shared.iter().collect::<String>(), &mut count);
    let (chars, counts): (Vec<char>, Vec<u32>) = chars.into_iter().unzip();
    symbols.extend(counts);
    let symbols = huffman::lengths(&symbols);
    // In the order in which they are written.
    let mut by_length: Vec<(u8, char)> = symbols[FIRST as usize..].iter().copied().zip(chars).collect();
    by_length.sort_unstable();
    let mut lengths = symbols[..FIRST as usize].to_vec();
    lengths.extend(by_length.iter().map(|(length, _)| *length));
    let chars = by_length.into_iter().map(|(_, c)| c).collect();
    Model { chars, lengths: [lengths, huffman::lengths(&distances)], shared }
}

/// The clauses that save most, the best of them last.
fn shared(texts: &[String]) -> Vec<char> {
    let mut clauses: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        let cuts = |c: char| fold(c).is_none() || c.is_ascii_digit();
        for clause in text.split(cuts).filter(|clause| clause.chars().nth(CLAUSE - 1).is_some()) {
            let (last, count) = clauses.entry(clause).or_insert((usize::MAX, 0));
            if *last != at {
                (*last, *count) = (at, *count + 1);
            }
        }
    }
    let mut clauses: Vec<(usize, &str)> = clauses
        .into_iter()
        .filter(|(_, (_, count))| *count > 1)
        .map(|(clause, (_, count))| (count as usize * (clause.chars().count() - 2), clause))
        .collect();
    clauses.sort_unstable_by(|a, b| b.cmp(a));
    let mut shared = Vec::new();
    let mut size = 0;
    for (_, clause) in clauses {
        let length = clause.chars().count();
        if size + length > SHARED {
            break;
        }
        size += length;
        shared.push(clause);
    }
    shared.iter().rev().flat_map(|clause| clause.chars()).collect()
}
