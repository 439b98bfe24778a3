//! A long list read in parts, on all cores: each part begins where an element of the list seems to begin. What was read
//! there counts only if the elements before it end exactly there, so that a wrong guess costs time and nothing else.

use crate::cores;

/// Where a part of a list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Before an element that begins here.
    Next(usize),
    /// Behind the list.
    Over(usize),
}

/// Reads a list in at most so many parts of about one length; the text begins with its first element. `read` reads the
/// elements from the one that begins at a place up to the first that begins at another place or behind.
///
/// Gives what was read, in order, and where the list ends; `None` where `read` gives none for what belongs to the list.
pub fn in_parts<T: Send>(
    text: &str,
    count: usize,
    read: impl Fn(usize, usize) -> Option<(T, End)> + Sync + Send,
) -> Option<(Vec<T>, usize)> {
    let mut starts = beginnings(text, count);
    let untils = starts.iter().skip(1).copied().chain([usize::MAX]).collect::<Vec<_>>();
    let parts = starts.iter().copied().zip(untils).collect();
    let mut parts = cores::each(parts, 1, |(start, until)| read(start, until));
    let (mut all, mut at) = (Vec::with_capacity(parts.len()), 0);
    loop {
        // Of what was read in advance only that counts which begins where an element does.
        let (part, end) = match starts.iter().position(|start| *start == at) {
            Some(known) => {
                starts.drain(..known);
                parts.drain(..known);
                parts[0].take()?
            }
            None => read(at, starts.iter().copied().find(|start| *start > at).unwrap_or(usize::MAX))?,
        };
        all.push(part);
        match end {
            End::Next(next) => at = next,
            End::Over(end) => return Some((all, end)),
        }
    }
}

/// Where elements seem to begin, the first at 0: some way apart, and each as the first does, up to the name
/// of its first field.
fn beginnings(text: &str, count: usize) -> Vec<usize> {
    let opening = opening(text);
    let mut starts = vec![0];
    for part in 1..count {
        let from = text.len() / count * part;
        let found = opening.and_then(|opening| memchr::memmem::find(&text.as_bytes()[from..], opening));
        starts.extend(found.map(|at| from + at).filter(|at| starts.last().is_none_or(|last| last < at)));
    }
    starts
}

/// How an object begins, up to the name of its first field.
pub(super) fn opening(text: &str) -> Option<&[u8]> {
    let quote = memchr::memchr_iter(b'"', text.as_bytes()).nth(1)?;
    text.as_bytes().get(..=quote).filter(|_| text.starts_with('{'))
}
