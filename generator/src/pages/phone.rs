//! A unit's service phone, to be read and to be called.

use serde::Serialize;

/// Fewest digits of what can be dialled.
const FEWEST: usize = 3;

/// A phone number as the publisher writes it.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it is written.
    pub text: String,
    /// Digits to dial, with a leading `+` where one is written; `None` where there are too few.
    pub dial: Option<String>,
}

impl Phone {
    /// Takes the first number of the text; an extension is left to whoever calls.
    pub fn new(text: &str) -> Self {
        let start = text.find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or(text.len());
        let apart = |c: &char| c.is_ascii_digit() || "+- ()（）－".contains(*c);
        let number: String = text[start..].chars().take_while(apart).collect();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let plus = if number.starts_with('+') { "+" } else { "" };
        let dial = (digits.len() >= FEWEST).then(|| [plus, &digits].concat());
        Self { text: text.to_owned(), dial }
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn the_first_number_is_dialled() {
        let dial = |text: &str| Phone::new(text).dial;
        assert_eq!(dial("0715-8212345").as_deref(), Some("07158212345"));
        assert_eq!(dial("+86 (715) 821 2345 转 802").as_deref(), Some("+867158212345"));
        assert_eq!(dial("12345").as_deref(), Some("12345"));
        assert_eq!(dial("电话：0715－8212345、0715－8212346").as_deref(), Some("07158212345"));
        assert_eq!(dial("见门牌"), None);
    }
}
