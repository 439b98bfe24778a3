//! A query, cut into the pieces that a record must all have.

use crate::token::{self, Key};

/// Pieces of a query at most.
const MOST: usize = 8;

/// A piece of a query.
#[derive(Debug)]
pub struct Piece {
    /// As it was written.
    pub written: String,
    /// Its folded characters, at least one.
    pub chars: Vec<char>,
    /// As a number, where it may be one.
    pub number: Option<Vec<char>>,
    /// Terms of a text that holds it, and at which of its characters each begins; none for a single
    /// character.
    pub asked: Vec<(Key, usize)>,
}

impl Piece {
    /// From which character up to which one of the asked terms reaches.
    pub fn reach(&self, at: usize) -> (usize, usize) {
        let (key, start) = self.asked[at];
        (start, start + token::length(key))
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}')
}

/// The pieces of a query: what stands between spaces, each once.
pub fn pieces(query: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for written in query.split(is_space) {
        let chars = token::folded(written);
        if chars.is_empty() || pieces.iter().any(|piece| piece.chars == chars) || pieces.len() == MOST {
            continue;
        }
        let number = token::number(&chars).filter(|number| !number.is_empty());
        let asked = token::asked(&chars);
        pieces.push(Piece { written: written.to_owned(), chars, number, asked });
    }
    pieces
}
