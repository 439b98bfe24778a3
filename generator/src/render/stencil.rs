//! A template rendered once for all views of one shape: HTML with gaps for the texts that differ.

use std::sync::Arc;

use outcomes::bytes;

/// Stands for a leaf while a stencil is rendered: one character of a plane for private use.
const FIRST_MARK: u32 = 0xF_0000;
const MARKS: u32 = 0xFFFE;
/// First byte of every such character in UTF-8, and how many it takes.
const MARK_BYTE: u8 = 0xF3;
const MARK_LEN: usize = 4;

/// What fills a gap.
#[derive(Clone, Copy, Debug)]
pub enum Leaf {
    /// A range of [`Copy::text`].
    Text(u32, u32),
    /// A range of [`Copy::parts`].
    Parts(u32, u32),
}

/// A part with what fills it.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    /// Position in [`Copy::stencils`].
    pub stencil: u32,
    /// Its first leaf in [`Copy::leaves`]; as many follow as the stencil has.
    pub leaves: u32,
}

/// The copy of one page: all that its stencils are filled with.
#[derive(Default)]
pub struct Copy {
    /// Texts, escaped, one after the other.
    pub text: Vec<u8>,
    /// Leaves of finished parts.
    pub leaves: Vec<Leaf>,
    /// Finished parts.
    pub parts: Vec<Filled>,
    /// The stencils that they name.
    pub stencils: Vec<Arc<Stencil>>,
}

impl Copy {
    /// Writes what fills a gap.
    pub fn fill(&self, leaf: Leaf, out: &mut Vec<u8>) {
        match leaf {
            Leaf::Text(from, to) => out.extend_from_slice(&self.text[from as usize..to as usize]),
            Leaf::Parts(from, to) => {
                self.parts[from as usize..to as usize].iter().for_each(|part| self.fill_part(*part, out));
            }
        }
    }

    /// Writes a part.
    pub fn fill_part(&self, part: Filled, out: &mut Vec<u8>) {
        self.stencils[part.stencil as usize].fill(&self.leaves[part.leaves as usize..], self, out);
    }
}

/// HTML with numbered gaps.
#[derive(Debug)]
pub struct Stencil {
    html: String,
    /// Where in the HTML each gap is, and the leaf that fills it.
    gaps: Vec<(u32, u32)>,
}

/// The text that stands for a leaf; `None` where there are too many.
pub fn mark(leaf: u32) -> Option<char> {
    if leaf < MARKS { char::from_u32(FIRST_MARK + leaf) } else { None }
}

impl Stencil {
    /// Cuts rendered HTML at its marks.
    pub fn cut(marked: &str) -> Self {
        let (mut html, mut gaps, mut rest) = (String::with_capacity(marked.len()), Vec::new(), marked);
        while let Some(at) = rest.bytes().position(|byte| byte == MARK_BYTE) {
            let (before, after) = rest.split_at(at);
            html.push_str(before);
            let (character, after) = after.split_at(MARK_LEN);
            match character.chars().next().and_then(|found| u32::from(found).checked_sub(FIRST_MARK)) {
                Some(leaf) if leaf < MARKS => gaps.push((html.len() as u32, leaf)),
                _ => html.push_str(character),
            }
            rest = after;
        }
        html.push_str(rest);
        html.shrink_to_fit();
        Self { html, gaps }
    }

    /// One gap and nothing else: for what was rendered without a stencil.
    pub fn gap() -> Self {
        Self { html: String::new(), gaps: vec![(0, 0)] }
    }

    /// Writes the HTML, its gaps filled with `leaves`; one that is not there leaves nothing.
    pub fn fill(&self, leaves: &[Leaf], copy: &Copy, out: &mut Vec<u8>) {
        let (html, mut written) = (self.html.as_bytes(), 0);
        for (at, leaf) in &self.gaps {
            let at = *at as usize;
            out.extend_from_slice(&html[written..at]);
            written = at;
            if let Some(leaf) = leaves.get(*leaf as usize) {
                copy.fill(*leaf, out);
            }
        }
        out.extend_from_slice(&html[written..]);
    }
}

/// Writes a text; only what HTML needs is escaped, so that addresses stay readable.
pub fn escape(text: &str, out: &mut Vec<u8>) {
    let text = text.as_bytes();
    // Most are short and have none.
    if text.len() < LONG && !bytes::any(text, is_special) {
        return out.extend_from_slice(text);
    }
    escape_bytes(text, out);
}

fn escape_bytes(mut rest: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = next_special(rest) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(match rest[at] {
            b'&' => b"&amp;".as_slice(),
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// Escapes what stands in `out` from an offset on.
pub fn escape_from(from: usize, out: &mut Vec<u8>) {
    let Some(at) = next_special(&out[from..]) else { return };
    let rest = out.split_off(from + at);
    escape_bytes(&rest, out);
}

/// Texts from this length on are searched by memchr, which takes longer to begin.
const LONG: usize = 96;
/// So much of them at once: what is looked for in vain is looked for again after each find.
const WINDOW: usize = 1024;

/// Where the first byte is that can't stand in HTML as it is.
fn next_special(bytes: &[u8]) -> Option<usize> {
    if bytes.len() < LONG {
        return if bytes::any(bytes, is_special) { bytes.iter().position(|byte| is_special(*byte)) } else { None };
    }
    bytes.chunks(WINDOW).enumerate().find_map(|(at, window)| {
        let sign = memchr::memchr3(b'&', b'<', b'>', window);
        let quote = memchr::memchr2(b'"', b'\'', &window[..sign.unwrap_or(window.len())]);
        Some(at * WINDOW + quote.or(sign)?)
    })
}

const fn is_special(byte: u8) -> bool {
    // The first of these takes `&` and `'`, the second `<` and `>`, which differ in one bit.
    (byte & !1 == b'&') | (byte & !2 == b'<') | (byte == b'"')
}

#[cfg(test)]
mod tests {
    use super::{Copy, Leaf, Stencil, escape, escape_from, mark};

    #[test]
    fn gaps_are_filled_in_their_order() {
        let (first, second) = (mark(0).expect("a mark"), mark(1).expect("a mark"));
        let stencil = Stencil::cut(&format!("<b>{second}</b>\u{C0000}{first}{second}"));
        let copy = Copy { text: b"onetwo".to_vec(), ..Copy::default() };
        let mut out = Vec::new();
        stencil.fill(&[Leaf::Text(0, 3), Leaf::Text(3, 6)], &copy, &mut out);
        assert_eq!(String::from_utf8(out).expect("UTF-8"), "<b>two</b>\u{C0000}onetwo");
    }

    #[test]
    fn every_text_is_escaped_wherever_it_stands() {
        for length in (0..80).chain(330..350) {
            let text = format!("{}<&>\"'{}'", "字".repeat(length), "\"字".repeat(length));
            let mut out = Vec::new();
            escape(&text, &mut out);
            let mut after = [b"<", text.as_bytes()].concat();
            escape_from(1, &mut after);
            assert_eq!(after[1..], out);
            let tail = "&quot;字".repeat(length);
            let expected = format!("{}&lt;&amp;&gt;&quot;&#39;{tail}&#39;", "字".repeat(length));
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }
}
