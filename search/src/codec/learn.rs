//! Learns a model from some texts: the words that are written as one, the clauses that more than one text
//! holds, and how often everything occurs.

use std::collections::BTreeMap;

use super::parse::{Costs, Parser, Part};
use super::words::{OFTEN, PARTS, WORDS, bits, candidates};
use super::{DISTANCES, FIRST, Model, SHORTEST, UNKNOWN, Word, bucket, huffman, letters};
use crate::token::fold;

/// Characters of the shared pieces at most.
const SHARED: usize = 6000;
/// Characters that a shared clause has at least.
const CLAUSE: usize = 4;
/// What it takes to tell a reader of a word, in bits.
const TOLD: u32 = 16;
/// What a length and a distance are expected to take, in bits, before they have codes.
const LENGTH: u32 = 6;
const DISTANCE: u32 = 5;

/// Learns from some texts.
pub fn learn(texts: &[String]) -> Model {
    let mut chars: BTreeMap<char, u32> = BTreeMap::new();
    texts.iter().flat_map(|text| text.chars()).for_each(|c| *chars.entry(c).or_default() += 1);
    let (chars, of_chars): (Vec<char>, Vec<u32>) = chars.into_iter().unzip();
    let total: u32 = of_chars.iter().sum();
    let alone: Vec<u32> = of_chars.iter().map(|count| bits(total, *count)).collect();
    let found = candidates(texts, &chars, &alone, total);
    let (found, of_words): (Vec<Word>, Vec<u32>) = found.into_iter().unzip();
    let mut model = Model { chars, words: found, lengths: Default::default(), shared: shared(texts) };
    let symbols = [vec![0; FIRST as usize], of_chars, of_words].concat();
    let (symbols, _) = counted(&model, expected(&symbols), texts);
    // What a word saves shows when it is one of many; then the best are kept.
    let (known, of_words) = symbols.split_at(FIRST as usize + model.chars.len());
    let mut kept: Vec<(u32, u32, Word)> = Vec::new();
    for (word, count) in std::mem::take(&mut model.words).into_iter().zip(of_words) {
        let apart: u32 = letters(&word).filter_map(|c| model.chars.binary_search(&c).ok()).map(|at| alone[at]).sum();
        let saved = apart.saturating_sub(bits(total, *count)).saturating_mul(*count);
        if *count >= OFTEN && saved > TOLD * PARTS {
            kept.push((saved, *count, word));
        }
    }
    kept.sort_unstable_by(|a, b| b.cmp(a));
    kept.truncate(WORDS);
    let symbols = [known, &kept.iter().map(|(_, count, _)| *count).collect::<Vec<_>>()].concat();
    model.words = kept.into_iter().map(|(.., word)| word).collect();
    let (mut symbols, mut distances) = counted(&model, expected(&symbols), texts);
    symbols.iter_mut().chain(&mut distances).for_each(|count| *count += 1);
    model.lengths = [huffman::lengths(&symbols), huffman::lengths(&distances)];
    model.ordered()
}

/// What parts are expected to take whose symbols occur this often.
fn expected(symbols: &[u32]) -> Costs {
    let total = symbols.iter().sum();
    let mut costs: Vec<u32> = symbols.iter().map(|count| bits(total, *count)).collect();
    costs[..FIRST as usize].iter_mut().for_each(|cost| *cost = (*cost).min(LENGTH * PARTS));
    Costs { symbols: costs, distances: vec![DISTANCE * PARTS; DISTANCES as usize], bit: PARTS }
}

/// How often each symbol, and each distance's, occurs in some texts where parts take so much.
fn counted(model: &Model, costs: Costs, texts: &[String]) -> (Vec<u32>, Vec<u32>) {
    let (mut symbols, mut distances) = (vec![0; costs.symbols.len()], vec![0; DISTANCES as usize]);
    let mut parser = Parser::new(model, costs);
    for text in texts {
        parser.parse(text, |part| match part {
            Part::Known(symbol) => symbols[symbol as usize] += 1,
            Part::Unknown(_) => symbols[UNKNOWN as usize] += 1,
            Part::Again(distance, length) => {
                symbols[1 + bucket((length - SHORTEST) as u32).0 as usize] += 1;
                distances[bucket(distance as u32 - 1).0 as usize] += 1;
            }
        });
    }
    (symbols, distances)
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
