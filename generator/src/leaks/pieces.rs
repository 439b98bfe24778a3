//! What of a text is looked for: pieces that no way of writing changes, and that tell which text they
//! are from.

use aho_corasick::{AhoCorasick, MatchKind};

/// Bytes of a piece: eight Chinese characters.
pub const PIECE: usize = 24;
/// Characters from one piece of a text to the next.
const STEP: usize = 4;
/// Bytes of the shortest text that is looked for as a whole, where it has no piece.
const WHOLE: usize = 12;
/// Characters of the shortest name that pages put into sentences of their own.
const NAME: usize = 4;

/// Cuts texts into pieces.
pub struct Cutter(Option<AhoCorasick>);

impl Cutter {
    /// A cutter that leaves names out: pages name units and sessions in sentences of their own, which a
    /// withheld text may hold as well.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.filter(|name| name.chars().count() >= NAME).collect();
        Self(AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok())
    }

    /// The pieces of a text of [`PIECE`] bytes or little more, and where it has none the longest part of it.
    pub fn cut<'t>(&self, text: &'t str, piece: &mut impl FnMut(&'t str)) {
        let (mut longest, mut any) = ("", false);
        let mut part = |part: &'t str| {
            for run in part.split(|c: char| !is_plain(c)).map(str::trim) {
                longest = if run.len() > longest.len() { run } else { longest };
                let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
                for start in starts.iter().step_by(STEP) {
                    let Some(rest) = run.get(*start..).filter(|rest| rest.len() >= PIECE) else { break };
                    let end = rest.char_indices().map(|(at, c)| at + c.len_utf8()).find(|end| *end >= PIECE);
                    piece(&rest[..end.unwrap_or(rest.len())]);
                    any = true;
                }
            }
        };
        let mut from = 0;
        for name in self.0.iter().flat_map(|names| names.find_iter(text)) {
            part(&text[from..name.start()]);
            from = name.end();
        }
        part(&text[from..]);
        if !any && longest.len() >= WHOLE {
            piece(longest);
        }
    }
}

/// Whether a character may stand in a piece: letters, which are written the same in HTML, XML, JSON, CSV
/// and calendars. Numbers and signs are what pages put sentences of their own together with.
fn is_plain(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::Cutter;

    fn pieces(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        Cutter::new(["市自然资源局"].into_iter()).cut(text, &mut |piece| found.push(piece));
        found
    }

    #[test]
    fn pieces_hold_no_sign_that_is_escaped_no_number_and_no_name() {
        assert_eq!(
            pieces("企业名称和商业秘密不得公开"),
            ["企业名称和商业秘", "和商业秘密不得公"],
            "eight characters each, every four"
        );
        assert_eq!(
            pieces("正在落实：推行预约响应机制，再议"),
            ["推行预约响应机制"],
            "a part of a sentence, as pages join parts"
        );
        assert_eq!(pieces("由市自然资源局于2022年5月办理\"完毕\"并报告"), Vec::<&str>::new());
        assert_eq!(pieces("关于某案的通报"), ["关于某案的通报"], "as a whole where it has no piece");
        assert_eq!(pieces("满意"), Vec::<&str>::new());
        assert_eq!(pieces("The name of the company & its price"), ["The name of the company"]);
    }
}
