//! Personal data in texts: phone numbers, resident IDs, bank cards, e-mail addresses.

/// What was found in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Private {
    /// A mobile number.
    Mobile,
    /// A landline number with its area code.
    Phone,
    /// A resident ID number with a valid check digit (GB 11643).
    ResidentId,
    /// A bank-card number with a valid check digit (Luhn, ISO/IEC 7812-1).
    BankCard,
    /// An e-mail address.
    Email,
}

/// A finding: what, its byte offset in the text, and the finding with its middle masked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What it is.
    pub what: Private,
    /// Byte offset in the text.
    pub offset: usize,
    /// The finding, masked.
    pub masked: String,
}

/// Every finding in a text, in order. Full-width digits and single spaces or hyphens between
/// digits are seen through.
pub fn find(text: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' | 0xEF if digit(bytes, at).is_some() => {
                let run = Run::read(bytes, at);
                found.extend(run.findings(bytes));
                at = run.end;
            }
            b'@' => {
                found.extend(email(text, at));
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The digit at a byte offset and how many bytes it takes.
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [byte @ b'0'..=b'9', ..] => Some((byte - b'0', 1)),
        [0xEF, 0xBC, byte @ 0x90..=0x99, ..] => Some((byte - 0x90, 3)),
        _ => None,
    }
}

/// Digits in a row, with at most one separator between two of them.
struct Run {
    digits: Vec<u8>,
    offsets: Vec<usize>,
    /// Positions in `digits` before which a separator stands.
    breaks: Vec<usize>,
    end: usize,
}

impl Run {
    fn read(bytes: &[u8], start: usize) -> Self {
        let mut run = Self { digits: Vec::new(), offsets: Vec::new(), breaks: Vec::new(), end: start };
        loop {
            if let Some((value, length)) = digit(bytes, run.end) {
                run.digits.push(value);
                run.offsets.push(run.end);
                run.end += length;
            } else if matches!(bytes.get(run.end), Some(b' ' | b'-')) && digit(bytes, run.end + 1).is_some() {
                run.breaks.push(run.digits.len());
                run.end += 1;
            } else {
                return run;
            }
        }
    }

    fn findings(&self, bytes: &[u8]) -> Vec<Finding> {
        if let Some(finding) = self.classify(0, self.digits.len(), bytes) {
            return vec![finding];
        }
        if self.breaks.is_empty() {
            return Vec::new();
        }
        let ends = self.breaks.iter().copied().chain([self.digits.len()]);
        let starts = [0].into_iter().chain(self.breaks.iter().copied());
        starts.zip(ends).filter_map(|(from, to)| self.classify(from, to, bytes)).collect()
    }

    fn classify(&self, from: usize, to: usize, bytes: &[u8]) -> Option<Finding> {
        let digits = &self.digits[from..to];
        let followed_by_x = to == self.digits.len() && matches!(bytes.get(self.end), Some(b'x' | b'X'));
        let what = match digits.len() {
            17 if followed_by_x && is_resident_id(digits, 10) => Private::ResidentId,
            18 if is_resident_id(&digits[..17], digits[17]) => Private::ResidentId,
            16..=19 if matches!(digits[0], 3..=6) && is_luhn(digits) => Private::BankCard,
            11 if digits[0] == 1 && digits[1] >= 3 => Private::Mobile,
            10..=12 if self.is_landline(from, digits) => Private::Phone,
            _ => return None,
        };
        let kept = |range: &[u8]| range.iter().map(|digit| char::from(b'0' + digit)).collect::<String>();
        let hidden = digits.len() - 7;
        let masked = format!("{}{}{}", kept(&digits[..3]), "*".repeat(hidden), kept(&digits[digits.len() - 4..]));
        Some(Finding { what, offset: self.offsets[from], masked })
    }

    /// Area code (010, 02x, 0xxx) and seven or eight digits, set apart by a hyphen or a space.
    fn is_landline(&self, from: usize, digits: &[u8]) -> bool {
        let area = if matches!(digits, [0, 1 | 2, ..]) { 3 } else { 4 };
        digits[0] == 0
            && digits[1] != 0
            && (7..=8).contains(&(digits.len() - area))
            && digits[area] != 0
            && (self.breaks.contains(&(from + area)) || self.breaks.is_empty())
    }
}

/// Birth date plausible and check digit right; `check` is 10 for X.
fn is_resident_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0u32, |n, d| n * 10 + u32::from(*d));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    digits[0] != 0
        && (1900..2100).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14))
        && CHECKS[(sum % 11) as usize] == check
}

fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn email(text: &str, at: usize) -> Option<Finding> {
    let bytes = text.as_bytes();
    let local = bytes[..at].iter().rev().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    let domain = bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let host = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.')?.1;
    if local == 0 || top.len() < 2 || !top.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let offset = at - local;
    Some(Finding { what: Private::Email, offset, masked: format!("{}***@{host}", &text[offset..=offset]) })
}

#[cfg(test)]
mod tests {
    use super::{Private, find};

    fn kinds(text: &str) -> Vec<Private> {
        find(text).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn personal_data_is_found_in_every_spelling() {
        assert_eq!(kinds("电话13800138000。"), [Private::Mobile]);
        assert_eq!(kinds("电话138 0013 8000"), [Private::Mobile]);
        assert_eq!(kinds("电话１３８００１３８０００"), [Private::Mobile]);
        assert_eq!(kinds("座机0715-8123456"), [Private::Phone]);
        assert_eq!(kinds("身份证11010519491231002X"), [Private::ResidentId]);
        assert_eq!(kinds("卡号6222 0202 0011 2230 325"), []);
        assert_eq!(kinds("卡号4111 1111 1111 1111"), [Private::BankCard]);
        assert_eq!(kinds("邮箱li.lei@example.com。"), [Private::Email]);
        assert_eq!(find("电话13800138000")[0].masked, "138****8000");
    }

    #[test]
    fn numbers_of_the_trade_are_none() {
        for text in [
            "索引号011337231/2022-39555",
            "2022-11-03至2023-01-05",
            "投入12345678元",
            "咸自然资函〔2022〕56号",
            "0000-12345678",
            "11010519491231002",
            "@市财政局",
            "2021—2025年",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
