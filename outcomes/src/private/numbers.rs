//! Numbers and addresses that lead to a person, told from those of the trade by their form, their
//! check digits and the words beside them.

use super::runs::{SHORTEST, digit, extent, mark, next, separator};
use super::{Finding, Private};
use crate::prose::unescaped;

/// Every finding in a text, in order and none within another. Full-width digits, and single spaces or hyphens where such
/// numbers are commonly grouped, are seen through.
pub fn find(text: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next(bytes, at) {
        let (end, digits) = extent(bytes, start);
        if digits >= SHORTEST && !is_fraction(bytes, start, end) {
            Run::read(bytes, start).findings(bytes, &mut found);
        }
        at = end;
    }
    let numbers = found.len();
    found.extend(memchr::memchr_iter(b'@', bytes).filter_map(|at| email(text, at)));
    if numbers > 0 && found.len() > numbers { super::joined(text, found, &[]) } else { found }
}

/// Groups of the longest number, a bank card of 19 digits.
const MOST_GROUPS: usize = 5;
/// Digits that most runs have at most.
const USUAL: usize = 24;

/// Whether [`find`] finds nothing in the text that JSON writes so between its quotes, with escapes of single characters
/// only: numbers are the same there, and what is beside one stands in its line, which alone is read without escapes.
/// `false` also where it is not worth telling.
pub fn none_written(json: &str) -> bool {
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(start) = next(bytes, at) {
        let (end, digits) = extent(bytes, start);
        at = end;
        if digits < SHORTEST {
            continue;
        }
        // A backslash that is escaped, before an `n`, only makes the line shorter at a letter, where no word of what is
        // beside the number goes on.
        let is_end = |at: &usize| bytes.get(at + 1) == Some(&b'n');
        let first = memchr::memrchr_iter(b'\\', &bytes[..start]).find(is_end).map_or(0, |at| at + 2);
        let last = memchr::memchr_iter(b'\\', &bytes[end..]).map(|at| end + at).find(is_end).unwrap_or(json.len());
        if !find(&unescaped(&json[first..last])).is_empty() {
            return false;
        }
        // The whole line is known now.
        at = last;
    }
    memchr::memchr(b'@', bytes).is_none()
}

/// Whether the run is a part of a decimal fraction.
fn is_fraction(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start >= 2 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
    before || (bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
}

/// Groups of digits with a single separator between two of them.
struct Run {
    digits: Vec<u8>,
    offsets: Vec<usize>,
    /// Position in `digits` at which each group begins, and their number at the end.
    groups: Vec<usize>,
    start: usize,
    end: usize,
}

impl Run {
    fn read(bytes: &[u8], start: usize) -> Self {
        let mut run = Self {
            digits: Vec::with_capacity(USUAL),
            offsets: Vec::with_capacity(USUAL),
            groups: Vec::with_capacity(MOST_GROUPS + 1),
            start,
            end: start,
        };
        run.groups.push(0);
        loop {
            if let Some((value, length)) = digit(bytes, run.end) {
                run.digits.push(value);
                run.offsets.push(run.end);
                run.end += length;
            } else if let Some(length) = mark(bytes, run.end) {
                run.end += length;
            } else if let Some(length) = separator(bytes, run.end) {
                run.groups.push(run.digits.len());
                run.end += length;
            } else {
                run.groups.push(run.digits.len());
                return run;
            }
        }
    }

    /// From left to right, the longest sequence of groups that is something.
    fn findings(&self, bytes: &[u8], found: &mut Vec<Finding>) {
        let last = self.groups.len() - 1;
        let mut from = 0;
        while from < last {
            let finding = (from + 1..=last.min(from + MOST_GROUPS)).rev().find_map(|to| {
                let groups = &self.groups[from..=to];
                self.classify(groups, bytes).map(|finding| (to, finding))
            });
            match finding {
                Some((to, finding)) => {
                    found.push(finding);
                    from = to;
                }
                None => from += 1,
            }
        }
    }

    /// Whether the text says that the digits from a position on number something.
    fn is_numbered(&self, from: usize, bytes: &[u8]) -> bool {
        is_behind(bytes, self.offsets[from], &NUMBERED)
    }

    /// Whether they are a phone number without its area code: the text says so.
    fn is_local(&self, from: usize, digits: &[u8], bytes: &[u8]) -> bool {
        digits[0] > 1 && is_behind(bytes, self.offsets[from], &PHONES)
    }

    fn classify(&self, groups: &[usize], bytes: &[u8]) -> Option<Finding> {
        let (mut from, to) = (*groups.first()?, *groups.last()?);
        if to - from < SHORTEST {
            return None;
        }
        let mut all = [0; MOST_GROUPS];
        let lengths = all.get_mut(..groups.len() - 1)?;
        for (length, pair) in lengths.iter_mut().zip(groups.windows(2)) {
            *length = pair[1] - pair[0];
        }
        let at_end = to == self.digits.len();
        let next = bytes.get(self.end..).filter(|_| at_end).unwrap_or_default();
        let is_measured = MEASURES.iter().any(|word| next.starts_with(word.as_bytes()));
        let is_counted = is_measured || COUNTERS.iter().any(|word| next.starts_with(word.as_bytes()));
        // The country's prefix, written in one with a mobile number.
        let prefix = match self.digits.get(from..to)? {
            [8, 6, 1, ..] => 2,
            [0, 0, 8, 6, 1, ..] => 4,
            _ => 0,
        };
        if lengths[0] == 11 + prefix || (lengths[0] == 3 + prefix && lengths.len() == 3) {
            (from, lengths[0]) = (from + prefix, lengths[0] - prefix);
        }
        let digits = &self.digits[from..to];
        let ends_in_x = at_end && matches!(next.first(), Some(b'x' | b'X'));
        let is_lone = (from > 0 || !follows_letters(&bytes[..self.start]))
            && (ends_in_x || !next.first().is_some_and(u8::is_ascii_alphabetic));
        let what = match (digits.len(), &*lengths) {
            (17, [17] | [6, 8, 3]) if ends_in_x && is_resident_id(digits, 10) => Private::ResidentId,
            (18, [18] | [6, 8, 4]) if is_resident_id(&digits[..17], digits[17]) => Private::ResidentId,
            (14..=19, lengths) if is_lone && !is_measured && is_card_grouping(lengths) && is_bank_card(digits) => {
                Private::BankCard
            }
            (11, [11] | [3, 4, 4] | [4, 4, 3] | [4, 3, 4] | [3, 8] | [7, 4])
                if is_mobile(digits) && is_lone && !is_measured =>
            {
                Private::Mobile
            }
            (10..=12, lengths) if is_lone && is_landline(digits, lengths) && !self.is_numbered(from, bytes) => {
                Private::Phone
            }
            (7..=8, [_] | [3 | 4, 4]) if is_lone && !is_counted && self.is_local(from, digits, bytes) => Private::Phone,
            _ => return None,
        };
        let last = self.offsets[to - 1];
        let end = last + digit(bytes, last).map_or(0, |(_, length)| length);
        let offset = self.offsets[from];
        // The X of an ID is a digit of it.
        let check = what == Private::ResidentId && digits.len() == 17;
        let masked = masked(digits, if check { 3 } else { 4 }, check);
        Some(Finding { what, offset, end: end + usize::from(check), masked })
    }
}

/// The first three digits and the last ones, and an X where it is there; all between as asterisks.
fn masked(digits: &[u8], last: usize, with_x: bool) -> String {
    let shown = |at: usize| at < 3 || at + last >= digits.len();
    let one = |(at, digit): (usize, &u8)| if shown(at) { char::from(b'0' + digit) } else { '*' };
    digits.iter().enumerate().map(one).chain(with_x.then_some('X')).collect()
}

/// Words behind a number that say how much of something it is.
const MEASURES: [&str; 10] = ["元", "万元", "亿", "吨", "亩", "平方", "立方", "千瓦", "公里", "米"];
/// Words that count, behind numbers of seven or eight digits: nobody counts people by the ten thousand
/// millions.
const COUNTERS: [&str; 5] = ["人", "户", "件", "次", "万"];
/// Letters before a number that say what it is.
const LABELS: [&[u8]; 7] = [b"tel", b"phone", b"mobile", b"mob", b"wx", b"vx", b"wechat"];

/// Whether letters stand right before a number, so that it is a part of something else.
fn follows_letters(before: &[u8]) -> bool {
    let letters = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).take(8).count();
    let word = &before[before.len() - letters..];
    letters > 0 && !LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

/// Words before digits that are no phone number, only a number of something.
const NUMBERED: [&str; 6] = ["编号", "编码", "代码", "索引号", "单号", "第"];
/// Words before a phone number that has no area code.
const PHONES: [&str; 4] = ["电话", "座机", "传真", "固话"];

/// Whether one of some words stands before an offset, brackets and colons aside.
fn is_behind(bytes: &[u8], offset: usize, words: &[&str]) -> bool {
    let mut before = &bytes[..offset];
    for _ in 0..2 {
        for sign in ["：", ":", "（", "(", " ", "是", "为"] {
            before = before.strip_suffix(sign.as_bytes()).unwrap_or(before);
        }
    }
    words.iter().any(|word| before.ends_with(word.as_bytes()))
}

/// Area code (010, 02x, 0xxx) and seven or eight digits, in one or set apart.
fn is_landline(digits: &[u8], lengths: &[usize]) -> bool {
    let area = if matches!(digits, [0, 1 | 2, ..]) { 3 } else { 4 };
    let number = digits.len() - area;
    let grouped = match lengths {
        [_] => true,
        [code, _] => *code == area,
        [code, 3 | 4, 4] => *code == area,
        _ => false,
    };
    let known = !matches!(digits, [0, 1, 1..=9, ..] | [0, 0, ..]);
    grouped && known && digits[0] == 0 && (7..=8).contains(&number) && digits[area] > 1
}

/// In one, or in fours.
fn is_card_grouping(lengths: &[usize]) -> bool {
    match lengths {
        [_] => true,
        [fours @ .., last] => fours.iter().all(|length| *length == 4) && *last <= 4,
        [] => false,
    }
}

/// Mobile networks' first digits.
const fn is_mobile(digits: &[u8]) -> bool {
    matches!(digits, [1, 3..=9, ..])
}

/// First digits and lengths of the card schemes in use (UnionPay 62 and the older 9558 and 6013, Visa
/// 4, Mastercard 51–55 and 2221–2720, JCB 35, American Express 34 and 37, Diners 36 and 38), and the
/// check digit.
fn is_bank_card(digits: &[u8]) -> bool {
    let first = |count: usize| digits[..count].iter().fold(0u32, |number, digit| number * 10 + u32::from(*digit));
    let known = match digits.len() {
        14 => matches!(first(2), 36 | 38),
        15 => matches!(first(2), 34 | 37),
        16 => matches!(first(2), 62 | 40..=49 | 51..=55 | 35) || (2221..=2720).contains(&first(4)),
        17 | 18 => first(2) == 62,
        19 => matches!(first(2), 62 | 40..=49 | 51..=55) || matches!(first(4), 9558 | 6013),
        _ => false,
    };
    known && is_luhn(digits)
}

/// Province known, birth date possible and check digit right; `check` is 10 for X.
fn is_resident_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0u32, |n, d| n * 10 + u32::from(*d));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let days = match number(10..12) {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    matches!(number(0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
        && (1900..2100).contains(&number(6..10))
        && (1..=days).contains(&number(12..14))
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
    let end = at + 1 + host.len();
    Some(Finding { what: Private::Email, offset, end, masked: format!("{}***@{host}", &text[offset..=offset]) })
}

#[cfg(test)]
mod tests {
    use super::{SHORTEST, digit, extent, next};

    /// Where long runs of digits begin and end, with `next` or by looking at every byte.
    fn runs(bytes: &[u8], next: impl Fn(&[u8], usize) -> Option<usize>) -> Vec<(usize, usize)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(start) = next(bytes, at) {
            let (end, digits) = extent(bytes, start);
            if digits >= SHORTEST {
                found.push((start, end));
            }
            at = end;
        }
        found
    }

    #[test]
    fn no_long_run_is_passed_over() {
        let each = |bytes: &[u8], from| (from..bytes.len()).find(|at| digit(bytes, *at).is_some());
        let signs = ["0", "1", "9", "８", "7", "6", " ", "-", "）", "　", "–", "年", "。", "，", "a", "５"];
        let (mut seed, mut long) = (7u64, 0);
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..seed % 40 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Digits mostly, so that there are long runs.
                let among = if seed >> 40 & 3 == 0 { signs.len() } else { 6 };
                text.push_str(signs[(seed >> 33) as usize % among]);
            }
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let found = runs(text.as_bytes(), next);
            assert_eq!(found, runs(text.as_bytes(), each), "{text}");
            long += found.len();
        }
        assert!(long > 1000, "{long} long runs say little");
    }

    #[test]
    fn digits_parted_by_more_than_one_sign_are_looked_at_once() {
        // Looking on to the end of the text for each of them would take hours.
        assert_eq!(super::find(&"1  ".repeat(300_000)), []);
    }
}
