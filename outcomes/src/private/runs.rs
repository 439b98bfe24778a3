//! Runs of digits in a text, with single separators between them: where one may stand, and how far it goes.

/// Bytes that a run of digits with single separators can hold.
const OF_RUNS: [bool; 256] = {
    let signs = b" -)\xC2\xA0\xE2\xE3\xEF\xBC\x80\x89\x8C\x8D\x8E\x8F\x93";
    let mut of_runs = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        of_runs[signs[at] as usize] = true;
        at += 1;
    }
    at = 0;
    while at < 10 {
        of_runs[b'0' as usize + at] = true;
        of_runs[0x90 + at] = true;
        at += 1;
    }
    of_runs
};

/// Byte offset from `from` on of a digit, such that no run between that is long enough is passed
/// over: wherever that many bytes in a row stand, [`TOGETHER`] of them are looked at, all of which most texts have seldom.
pub(super) fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let of_runs = |at: &usize| bytes.get(*at).is_some_and(|byte| OF_RUNS[*byte as usize]);
    // The middle of a run has half of it on one side: of Chinese characters no three bytes in a row pass.
    let amid = |at: usize| {
        (at + 1..=at + SHORTEST / 2).all(|beside| of_runs(&beside))
            || (1..=SHORTEST / 2).all(|by| at.checked_sub(by).is_some_and(|beside| of_runs(&beside)))
    };
    let mut at = from + STEP - 1;
    while let Some(together) = bytes.get(at..at + TOGETHER) {
        // All of them in any case: to look at the next only after the last takes longer.
        let all = together.iter().fold(true, |all, byte| all & OF_RUNS[*byte as usize]);
        if all && amid(at + TOGETHER / 2) {
            let mut here = (from..at).rev().take_while(of_runs).last().unwrap_or(at);
            while of_runs(&here) {
                if digit(bytes, here).is_some() {
                    return Some(here);
                }
                here += 1;
            }
            at = here;
        }
        at += STEP;
    }
    None
}

/// Bytes that are looked at at once.
const TOGETHER: usize = 3;
/// How far the next ones are: the shortest run holds some whole wherever it begins.
const STEP: usize = SHORTEST + 1 - TOGETHER;

/// Digits of the shortest number that is looked for: a phone number without its area code.
pub(super) const SHORTEST: usize = 7;
/// The digit at a byte offset and how many bytes it takes.
pub(super) fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [byte @ b'0'..=b'9', ..] => Some((byte - b'0', 1)),
        [0xEF, 0xBC, byte @ 0x90..=0x99, ..] => Some((byte - 0x90, 3)),
        _ => None,
    }
}

/// Length of a separator between digits: space, hyphen, closing bracket of an area code, each also
/// in its full-width form; a no-break space; an en dash.
pub(super) fn separator(bytes: &[u8], at: usize) -> Option<usize> {
    let length = match bytes.get(at..)? {
        [b' ' | b'-' | b')', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xEF, 0xBC, 0x8D | 0x89, ..] | [0xE3, 0x80, 0x80, ..] | [0xE2, 0x80, 0x93, ..] => 3,
        _ => return None,
    };
    digit(bytes, at + length).map(|_| length)
}

/// Length of a mark that shows nothing, between two digits: a joiner or a mark of direction.
pub(super) fn mark(bytes: &[u8], at: usize) -> Option<usize> {
    let [0xE2, 0x80, 0x8C..=0x8F, ..] = bytes.get(at..)? else { return None };
    (digit(bytes, at + 3).is_some() || mark(bytes, at + 3).is_some()).then_some(3)
}

/// Where a run of digits with single separators ends, and how many digits it has.
pub(super) fn extent(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut digits) = (start, 0);
    loop {
        if let Some((_, length)) = digit(bytes, at) {
            (at, digits) = (at + length, digits + 1);
        } else if let Some(length) = separator(bytes, at).or_else(|| mark(bytes, at)) {
            at += length;
        } else {
            return (at, digits);
        }
    }
}
