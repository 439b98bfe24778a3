//! Looks for bytes in short texts in a few comparisons: to begin a search would cost more.

/// Whether any byte of a short text is one that is looked for. All bytes are looked at, many at once: what `is_wanted` does
/// must be simple enough for the compiler to do it so.
#[inline]
pub fn any(text: &[u8], is_wanted: impl Fn(u8) -> bool) -> bool {
    // The last block begins within the one before it, so that no byte is looked at alone.
    if let Some(last) = text.last_chunk::<32>() {
        let blocks = text.as_chunks::<32>().0;
        blocks.iter().fold(any_of(last, &is_wanted), |found, block| found | any_of(block, &is_wanted))
    } else if let (Some(first), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>()) {
        any_of(first, &is_wanted) | any_of(last, &is_wanted)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        any_of(first, &is_wanted) | any_of(last, &is_wanted)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        any_of(first, &is_wanted) | any_of(last, &is_wanted)
    } else {
        text.iter().any(|byte| is_wanted(*byte))
    }
}

// Alone, the compiler makes a few instructions for all bytes of it; within other functions some for each byte.
#[inline(never)]
fn any_of<const COUNT: usize>(bytes: &[u8; COUNT], is_wanted: &impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | is_wanted(*byte))
}

#[cfg(test)]
mod tests {
    use super::any;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            let mut text = vec![b'a'; length];
            assert!(!any(&text, |byte| byte == b'!'), "{length}");
            for at in 0..length {
                text[at] = b'!';
                assert!(any(&text, |byte| byte == b'!'), "{at} of {length}");
                text[at] = b'a';
            }
        }
    }
}
