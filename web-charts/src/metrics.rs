//! One width table for text, so that build and browser break and shorten lines alike.

/// Width of one character in hundredths of an em, with a tenth of headroom for Latin.
fn units(c: char) -> i32 {
    match c {
        '\u{0300}'..='\u{036f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 31,
        ' ' | 'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' => 42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 98,
        'A'..='Z' | '&' | '+' | '=' => 76,
        '0'..='9' => 62,
        '\u{0021}'..='\u{007e}' => 62,
        '…' | '—' => 100,
        '\u{00a0}'..='\u{02ff}' | '\u{2010}'..='\u{2027}' => 65,
        '\u{1f000}'..='\u{1faff}' => 130,
        '\u{2e80}'.. => 100,
        _ => 85,
    }
}

/// Width of `text` in pixels at `size` pixels, rounded up.
pub fn width(text: &str, size: i32) -> i32 {
    let sum: i64 = text.chars().map(|c| i64::from(units(c))).sum();
    i32::try_from((sum * i64::from(size) + 99) / 100).unwrap_or(i32::MAX / 4)
}

/// `text`, shortened with "…" so that it is at most `room` pixels wide.
pub fn fit(text: &str, size: i32, room: i32) -> String {
    if width(text, size) <= room {
        return text.into();
    }
    let room = room - width("…", size);
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += units(c) * size;
        if used > room * 100 {
            break;
        }
        out.push(c);
    }
    let mut out = String::from(out.trim_end());
    out.push('…');
    out
}

/// `text` broken into at most `most` lines of at most `room` pixels; the last is shortened if need be.
/// Latin breaks at spaces, Chinese anywhere except before closing punctuation.
pub fn wrap(text: &str, size: i32, room: i32, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if lines.len() + 1 >= most.max(1) || width(rest, size) <= room {
            lines.push(fit(rest, size, room));
            return lines;
        }
        let cut = break_at(rest, size, room);
        let (line, tail) = rest.split_at(cut);
        lines.push(line.trim_end().into());
        rest = tail.trim_start();
    }
    lines
}

/// Byte place of the last good break of `text` within `room`; always past the first character.
fn break_at(text: &str, size: i32, room: i32) -> usize {
    let mut used = 0;
    let mut good = 0;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        if at > 0 && may_break(previous, c) {
            good = at;
        }
        used += units(c) * size;
        if used > room * 100 && at > 0 {
            return if good > 0 { good } else { at };
        }
        previous = c;
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c >= '\u{2e80}';
    if matches!(after, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '”' | '！' | '？') {
        return false;
    }
    if matches!(before, '（' | '《' | '「' | '“') {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_one_em() {
        assert_eq!(width("市教育局", 14), 56);
    }

    #[test]
    fn shortened_text_fits() {
        let long = "市住房和城乡建设局（市人民防空办公室）";
        for room in [20, 60, 100, 140] {
            assert!(width(&fit(long, 14, room), 14) <= room.max(14));
        }
        assert!(wrap(long, 14, 120, 2).len() == 2);
        assert_eq!(wrap(long, 14, 400, 2), vec![long.to_string()]);
        for line in wrap(long, 14, 84, 9) {
            assert!(width(&line, 14) <= 84, "{line}");
            assert!(!line.starts_with('）'));
        }
    }

    #[test]
    fn latin_breaks_at_spaces() {
        assert_eq!(wrap("Bureau of Housing", 14, 90, 2), vec!["Bureau of", "Housing"]);
        assert!(wrap("", 14, 90, 2).is_empty());
    }
}
