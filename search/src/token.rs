//! What is the same to a reader: how texts and queries are folded, and the terms they are cut into.
//! Width, case and punctuation make no difference. Every two neighbouring characters are a term, so
//! that nothing needs a dictionary; where letters or digits stand every three are one too, and every
//! four digits, since fewer of them say little.

/// A key of the index: three characters of 21 bits, the third zero for a pair.
pub type Key = u64;

/// Bits of a character in a key.
pub const BITS: u32 = 21;
/// The first third character that is none: above it stand hashes of whole names and numbers.
const HASHES: u64 = 0x11_0000;

/// The third character, which no text is folded to, of four digits that end with 00.
const DIGITS: u32 = 0xE000;

/// Folds a character; `None` where it is no letter, ideograph or digit.
#[inline]
pub fn fold(c: char) -> Option<char> {
    // Most are these.
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return Some(c);
    }
    let code = match c as u32 {
        // Full width.
        wide @ 0xFF01..=0xFF5E => wide - 0xFEE0,
        code => code,
    };
    let folded = match code {
        0x30..=0x39 | 0x61..=0x7A => code,
        0x41..=0x5A => code + 0x20,
        0xD7 | 0xF7 => return None,
        // Latin of Europe, Greek, Cyrillic: one case.
        0xC0..=0xDE | 0x391..=0x3A9 | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        0x100..=0x137 | 0x14A..=0x177 => code | 1,
        0xDF..=0x24F | 0x3AC..=0x3CE | 0x430..=0x45F => code,
        // Kana, Hangul and ideographs outside the first block.
        0x3005..=0x3007 | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC | 0x3400..=0x4DBF => code,
        0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => code,
        _ => return None,
    };
    char::from_u32(folded)
}

/// Whether a folded character is a letter or digit of an alphabet, of which two say little.
pub const fn is_letter(c: char) -> bool {
    (c as u32) < 0x2E80
}

/// Gives each folded character of a text with the place, in bytes, of the one it was folded from.
/// Between two letters or digits that something parts stands a space.
pub fn each(text: &str, mut put: impl FnMut(char, usize)) {
    let (mut last, mut parted) = ('\0', false);
    for (at, c) in text.char_indices() {
        let Some(c) = fold(c) else {
            parted = true;
            continue;
        };
        if parted && last != '\0' && is_letter(last) && is_letter(c) {
            put(' ', at);
        }
        put(c, at);
        (last, parted) = (c, false);
    }
}

/// The folded characters of a text.
pub fn folded(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len() / 3);
    each(text, |c, _| out.push(c));
    out
}

/// The key of two or, with a third, of three characters.
pub const fn key(a: char, b: char, c: char) -> Key {
    ((a as u64) << (2 * BITS)) | ((b as u64) << BITS) | c as u64
}

/// The keys from which on, and before which, all terms begin with a character.
pub const fn beginning(a: char) -> (Key, Key) {
    ((a as u64) << (2 * BITS), (a as u64 + 1) << (2 * BITS))
}

/// The three characters of two pairs, the second of which begins where the first ends.
pub const fn joined(first: Key, second: Key) -> Key {
    first | (second >> BITS & ((1 << BITS) - 1))
}

/// A key of near characters, those of most texts, in fewer bits and in the same order.
pub type Near = u64;
/// Bits of a near key, and of each of its characters.
pub const NEAR_BITS: u32 = 3 * NEAR;
const NEAR: u32 = 15;
/// The near characters: letters, kana, ideographs; and the ends of four digits.
const NEAREST: [(u64, u64); 4] = [(0, 0x45F), (0x3005, 0x30FF), (0x3400, 0x9FFF), (0xE000, 0xE063)];

/// The near key of a key, where all its characters are near.
#[inline]
pub fn near(key: Key) -> Option<Near> {
    let near = |shift: u32| {
        let code = key >> shift & ((1 << BITS) - 1);
        match code {
            0x3400..=0x9FFF => Some(code - 0x3400 + 0x55B),
            0..=0x45F => Some(code),
            0x3005..=0x30FF => Some(code - 0x3005 + 0x460),
            0xE000..=0xE063 => Some(code - 0xE000 + 0x715B),
            _ => None,
        }
    };
    Some(near(2 * BITS)? << (2 * NEAR) | near(BITS)? << NEAR | near(0)?)
}

/// The key of a near key.
pub fn key_of(near: Near) -> Key {
    let code = |shift: u32| {
        let mut left = near >> shift & ((1 << NEAR) - 1);
        for (first, last) in NEAREST {
            if left <= last - first {
                return first + left;
            }
            left -= last - first + 1;
        }
        0
    };
    code(2 * NEAR) << (2 * BITS) | code(NEAR) << BITS | code(0)
}

/// Whether a near key is of a pair without letters.
pub const fn is_plain_pair(near: Near) -> bool {
    // Those of letters are the first.
    near & ((1 << NEAR) - 1) == 0 && near >> NEAR & ((1 << NEAR) - 1) > 0x45F && near >> (2 * NEAR) > 0x45F
}

/// The near key of the pair that three characters begin with.
pub const fn near_pair(three: Near) -> Near {
    three >> NEAR << NEAR
}

/// The near key of the pair that three characters end with.
pub const fn last_near_pair(three: Near) -> Near {
    (three << NEAR) & ((1 << NEAR_BITS) - 1)
}

/// The near key of three characters, the pairs of which overlap.
pub const fn joined_near(first: Near, second: Near) -> Near {
    first | second >> NEAR & ((1 << NEAR) - 1)
}

/// Gives every term of folded characters: what is found by any piece of them. Ends with the last
/// character and none behind it, so that single characters are found by what they begin.
pub fn terms(chars: &[char], mut put: impl FnMut(Key)) {
    for (at, a) in chars.iter().copied().enumerate() {
        let b = chars.get(at + 1).copied().unwrap_or('\0');
        put(key(a, b, '\0'));
        if is_letter(a) || is_letter(b) {
            if let Some(c) = chars.get(at + 2) {
                put(key(a, b, *c));
            }
            if let Some(four) = digits(&chars[at..]) {
                put(four);
            }
        }
    }
}

/// The key of four digits, if characters begin with so many.
fn digits(chars: &[char]) -> Option<Key> {
    let four = chars.get(..4)?;
    let last = |at: usize| four[at] as u32 - '0' as u32;
    let is_number = four.iter().all(char::is_ascii_digit);
    is_number.then(|| key(four[0], four[1], '\0') | Key::from(DIGITS + last(2) * 10 + last(3)))
}

/// The terms that a text must have to hold a piece of at least two folded characters; the longest
/// ones that stand for it, each with its place in the piece.
pub fn asked(piece: &[char]) -> Vec<(Key, usize)> {
    let mut keys = Vec::new();
    let mut covered = 0;
    for (at, pair) in piece.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        let three = piece.get(at + 2).filter(|_| is_letter(a) || is_letter(b));
        let (term, length) = match (digits(&piece[at..]), three) {
            (Some(four), _) => (four, 4),
            (None, Some(c)) => (key(a, b, *c), 3),
            (None, None) => (key(a, b, '\0'), 2),
        };
        // Shorter ones may lie within the one before.
        if at + length > covered {
            keys.push((term, at));
            covered = at + length;
        }
    }
    keys
}

/// How many characters a term has that [`asked`] gave.
pub const fn length(term: Key) -> usize {
    match term & ((1 << BITS) - 1) {
        0 => 2,
        third if third >= DIGITS as u64 && third < DIGITS as u64 + 100 => 4,
        _ => 3,
    }
}

/// The key of a whole name. It stands behind the pair that the name begins with.
pub fn name_key(name: &[char]) -> Option<Key> {
    whole('@', name)
}

/// The key of a whole number, as [`number`] writes it.
pub fn number_key(number: &[char]) -> Option<Key> {
    whole('#', number)
}

fn whole(kind: char, chars: &[char]) -> Option<Key> {
    let first = *chars.first()?;
    let second = chars.get(1).copied().unwrap_or('\0');
    let bytes = std::iter::once(&kind).chain(chars).flat_map(|c| (*c as u32).to_le_bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let hash = (hash ^ (hash >> 29)) % ((1 << BITS) - HASHES);
    Some(key(first, second, '\0') | (HASHES + hash))
}

/// A number as it is compared: without 第, 号, the kind of item behind it, and leading zeros; `None`
/// without a digit.
pub fn number(folded: &[char]) -> Option<Vec<char>> {
    let end = [['建', '议'], ['提', '案'], ['议', '案']].iter().find_map(|kind| folded.strip_suffix(kind));
    let chars = end.unwrap_or(folded);
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let inside = out.last().is_some_and(char::is_ascii_digit);
        let more = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let says_nothing = matches!(c, '第' | '号') || (c == '0' && !inside && more);
        if !says_nothing {
            out.push(c);
        }
    }
    out.iter().any(char::is_ascii_digit).then_some(out)
}

/// The last run of digits of a number that [`number`] wrote.
pub fn serial(number: &[char]) -> &[char] {
    let end = number.iter().rposition(char::is_ascii_digit).map_or(0, |at| at + 1);
    let start = number[..end].iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    &number[start..end]
}

#[cfg(test)]
mod tests {
    use super::{asked, folded, key, key_of, name_key, near, number, serial, terms};

    fn spelled(text: &str) -> String {
        folded(text).into_iter().collect()
    }

    fn compared(text: &str) -> Option<String> {
        number(&folded(text)).map(String::from_iter)
    }

    #[test]
    fn width_case_and_punctuation_make_no_difference() {
        assert_eq!(spelled("加快「ＡＢＣ」、建设。"), "加快abc建设");
        assert_eq!(spelled("PM2.5 与 R&D"), "pm2 5与r d");
        assert_eq!(spelled("École 第１２号"), "école第12号");
        assert_eq!(spelled("  …  "), "");
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for text in ["第056号", "56", "056", "第 56 号提案", "０５６号", "56号建议"] {
            assert_eq!(compared(text).as_deref(), Some("56"), "{text}");
        }
        assert_eq!(compared("2018年第0006号").as_deref(), Some("2018年6"));
        assert_eq!(serial(&folded("2018年6")), ['6']);
        assert_eq!(compared("000").as_deref(), Some("0"));
        assert_eq!(compared("2023-0112").as_deref(), Some("2023 112"));
        assert_eq!(compared("36.9").as_deref(), Some("36 9"));
        assert_eq!(compared("教育"), None);
    }

    #[test]
    fn a_piece_asks_for_its_longest_terms() {
        let asks = |text: &str| asked(&folded(text));
        assert_eq!(asks("交通局"), [(key('交', '通', '\0'), 0), (key('通', '局', '\0'), 1)]);
        assert_eq!(asks("2024"), [(key('2', '0', '\u{E018}'), 0)]);
        assert_eq!(asks("20245"), [(key('2', '0', '\u{E018}'), 0), (key('0', '2', '\u{E02D}'), 1)]);
        assert_eq!(asks("024万元"), [(key('0', '2', '4'), 0), (key('2', '4', '万'), 1), (key('4', '万', '元'), 2)]);
        assert_eq!(asks("5万元"), [(key('5', '万', '元'), 0)]);
        assert_eq!(asks("5万"), [(key('5', '万', '\0'), 0)]);
        assert_eq!(asks("局"), []);
    }

    #[test]
    fn near_keys_stand_for_keys_in_their_order() {
        let pieces = ["2024年", "0年", "a b", "かな", "三〇年", "建议案", "鿿㐀", "z一"];
        let mut keys = Vec::new();
        pieces.iter().for_each(|text| terms(&folded(text), |key| keys.push(key)));
        keys.sort_unstable();
        let nears: Vec<u64> = keys.iter().map(|key| near(*key).expect("a near key")).collect();
        assert!(nears.is_sorted());
        assert_eq!(nears.into_iter().map(key_of).collect::<Vec<_>>(), keys);
        assert_eq!(near(key('가', '나', '\0')), None);
    }

    #[test]
    fn whole_names_stand_behind_their_first_pair() {
        let name = name_key(&folded("张伟")).expect("a key");
        assert!(name > key('张', '伟', '\u{10FFFF}') && name < key('张', '传', '\0'));
        assert_ne!(name_key(&folded("张伟")), name_key(&folded("张伟民")));
    }
}
