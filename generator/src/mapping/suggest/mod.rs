//! A first mapping for a source that nobody has described: every guess with its reason.

mod guess;
mod survey;
mod why;
mod words;
mod write;

use outcomes::issue::Issue;

use crate::load::Sources;
use crate::words::Words;

/// A first mapping for the files of a source, as the text of a `mapping.toml`: each guess says in
/// the program's words what it rests on,
/// and what could not be guessed is listed. It is read back before it is given, so that it always is a mapping.
///
/// # Errors
/// Where the files can't be read as any kind of source.
pub fn suggest(words: &Words, sources: &Sources) -> Result<String, Box<Issue>> {
    let survey = survey::survey(sources.opened())?;
    Ok(write::text(words, &survey, &guess::guess(&survey)))
}
