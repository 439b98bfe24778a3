//! Finds pieces in texts whatever their width, case and punctuation, and cuts the passage to show.

use std::ops::Range;

use crate::parts::parts;
use crate::record::TEXT;
use crate::token;

/// Characters of a passage at most, and of them before the first match.
const PASSAGE: usize = 90;
const BEFORE: usize = 24;

/// Whether a text holds a piece.
pub fn holds(text: &str, piece: &[char]) -> bool {
    let chars = token::folded(text);
    find(&chars, piece, 0).is_some()
}

fn find(chars: &[char], piece: &[char], from: usize) -> Option<usize> {
    let first = piece.first()?;
    let last = chars.len().checked_sub(piece.len())?;
    (from..=last).find(|at| chars[*at] == *first && chars[*at..].starts_with(piece))
}

/// Where a text holds any of the pieces: ranges of bytes, in order, none touching another.
pub fn marks(text: &str, pieces: &[Vec<char>]) -> Vec<Range<usize>> {
    let (mut chars, mut places) = (Vec::new(), Vec::new());
    token::each(text, |c, at| {
        chars.push(c);
        places.push(at);
    });
    let mut found: Vec<u64> = Vec::new();
    for piece in pieces {
        let mut from = 0;
        while let Some(at) = find(&chars, piece, from) {
            from = at + piece.len();
            let last = places[from - 1];
            let width = text[last..].chars().next().map_or(0, char::len_utf8);
            found.push((places[at] as u64) << 32 | (last + width) as u64);
        }
    }
    found.sort_unstable();
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in found {
        let (start, end) = ((range >> 32) as usize, range as u32 as usize);
        match joined.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => joined.push(start..end),
        }
    }
    joined
}

/// The stretch of a record's texts around the first match, and whether it begins or ends within a
/// text; `None` where no text holds a piece.
pub fn passage<'t>(texts: &'t str, pieces: &[Vec<char>]) -> Option<(&'t str, bool, bool)> {
    // The longest piece says most.
    let mut order: Vec<u64> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        order.push(u64::from(u32::MAX - piece.len() as u32) << 32 | at as u64);
    }
    order.sort_unstable();
    for at in order {
        let piece = std::slice::from_ref(&pieces[at as u32 as usize]);
        for text in parts(texts, TEXT) {
            if let Some(first) = marks(text, piece).first() {
                // From the beginning of the clause, if it is near.
                let mut start = first.start;
                for (at, c) in text[..first.start].char_indices().rev().take(BEFORE) {
                    if matches!(c, '。' | '；' | '！' | '？' | '\n') {
                        break;
                    }
                    start = at;
                }
                let end = text[start..].char_indices().nth(PASSAGE).map_or(text.len(), |(at, _)| start + at);
                return Some((&text[start..end], start > 0, end < text.len()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{holds, marks, passage};
    use crate::token::folded;

    fn pieces(query: &str) -> Vec<Vec<char>> {
        query.split(' ').map(folded).collect()
    }

    #[test]
    fn pieces_are_marked_whatever_their_width_and_punctuation() {
        let shown = |text: &str, query: &str| -> Vec<String> {
            marks(text, &pieces(query)).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(shown("推进“一网通办”，一网通管", "一网 通办"), ["一网通办", "一网"]);
        assert_eq!(shown("ＰＭ２．５ 与 pm2.5", "pm2.5"), ["ＰＭ２．５", "pm2.5"]);
        assert_eq!(shown("加快、建设", "加快建设"), ["加快、建设"]);
        assert!(holds("新增、学位", &pieces("增学")[0]));
        assert!(!holds("新增学位", &pieces("增位")[0]));
    }

    #[test]
    fn a_passage_begins_near_its_match() {
        let text = format!("{}。我们建议新建学校三所。{}", "前".repeat(200), "后".repeat(200));
        let (passage, before, after) = passage(&text, &pieces("学校")).expect("a passage");
        assert!(passage.starts_with("我们建议新建学校") && before && after);
    }
}
