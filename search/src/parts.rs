//! Cuts texts at a character of ASCII. The standard library looks for any character, with code that
//! weighs more in the page than all that is cut with it.

/// What stands between the characters at which a text is cut.
pub struct Parts<'t> {
    rest: Option<&'t str>,
    at: u8,
}

/// The parts of a text between `at`, a character of ASCII; at least one.
pub const fn parts(text: &str, at: char) -> Parts<'_> {
    debug_assert!(at.is_ascii());
    Parts { rest: Some(text), at: at as u8 }
}

impl<'t> Parts<'t> {
    /// All that was not given yet, uncut; `None` behind the last part.
    pub const fn rest(&self) -> Option<&'t str> {
        self.rest
    }
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        let end = rest.bytes().position(|byte| byte == self.at);
        self.rest = end.and_then(|end| rest.get(end + 1..));
        end.map_or(Some(rest), |end| rest.get(..end))
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn texts_are_cut_as_by_split() {
        for text in ["", "\t", "甲\t乙\t\t丙", "甲乙", "\t甲"] {
            assert!(parts(text, '\t').eq(text.split('\t')), "{text:?}");
        }
        let mut all = parts("甲 乙 丙", ' ');
        assert_eq!((all.next(), all.rest()), (Some("甲"), Some("乙 丙")));
    }
}
