//! Texts as far as they are published: paragraphs, with what kind of publication they are, and the
//! header of a disclosed document.

use outcomes::dataset::{Attachment, DisclosureHeader, Publication, SourceIx};
use outcomes::prose::Prose;
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::Edition;
use crate::route::Href;

/// A published text, or what stands in its place.
#[derive(serde::Serialize)]
pub struct Passage<'t> {
    /// How it is published, where that needs saying.
    pub notice: Option<String>,
    /// Its paragraphs; none where it is withheld.
    pub paragraphs: Paragraphs<'t>,
}

/// The paragraphs of a text, each a part of its page.
#[derive(Default)]
pub struct Paragraphs<'t>(Option<&'t Prose<'t>>);

impl Serialize for Paragraphs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("part paragraph", &Lines(self.0))
    }
}

struct Lines<'t>(Option<&'t Prose<'t>>);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lines = self.0.into_iter().flat_map(Prose::paragraphs).peekable();
        // Of parts it is asked whether there are any, not how many.
        let mut list = serializer.serialize_seq(Some(usize::from(lines.peek().is_some())))?;
        lines.try_for_each(|line| list.serialize_element(&*line))?;
        list.end()
    }
}

/// A text as far as it is published; `None` where the export holds none and `absent`, the key of
/// what to say then, is not given.
pub fn passage<'t>(edition: &Edition, text: &'t Publication<'t>, absent: Option<&str>) -> Option<Passage<'t>> {
    let words = &edition.words;
    Some(match text {
        Publication::Full(text) => Passage { notice: None, paragraphs: paragraphs(text) },
        Publication::Summary(text) => {
            Passage { notice: Some(words.text("published-summary")), paragraphs: paragraphs(text) }
        }
        Publication::Withheld(reason) => Passage {
            notice: Some(words.say("published-withheld", &[("reason", reason.as_str().into())])),
            paragraphs: Paragraphs::default(),
        },
        Publication::Absent => Passage { notice: Some(words.text(absent?)), paragraphs: Paragraphs::default() },
    })
}

/// The paragraphs of a text.
pub fn paragraphs<'t>(text: &'t Prose<'t>) -> Paragraphs<'t> {
    Paragraphs(Some(text))
}

/// A line of a document's header: label and value.
#[derive(serde::Serialize)]
pub struct HeaderLine {
    label: String,
    value: String,
}

/// A file that is published with a text.
#[derive(serde::Serialize)]
pub struct AttachedFile {
    title: String,
    href: Href,
    /// Its type and size, in words.
    what: String,
}

/// The files of a text, each with its type and size.
pub fn attached(edition: &Edition, source: SourceIx, list: &[Attachment]) -> Vec<AttachedFile> {
    let file = |one: &Attachment| {
        let kept = edition.site.attachments.of(source, one)?;
        let ending = kept.ending.to_uppercase();
        let size = edition.words.size(kept.bytes);
        let what = edition.words.say("attachment-what", &[("type", (&ending).into()), ("size", (&size).into())]);
        Some(AttachedFile { title: one.title.to_string(), href: edition.file(&kept.path())?, what })
    };
    list.iter().filter_map(file).collect()
}

/// The header of a disclosed document; what is not stated is left out, `title` included.
pub fn header(edition: &Edition, title: Option<&str>, header: &DisclosureHeader) -> Vec<HeaderLine> {
    let words = &edition.words;
    let text = |value: &Option<outcomes::text::Text>| value.as_ref().map(|value| value.to_string());
    let day = |value: Option<outcomes::date::Date>| value.map(|day| words.date(day).into_owned());
    let lines = [
        ("index-number", text(&header.index_number)),
        ("name", title.map(str::to_owned)),
        ("document-number", text(&header.document_number)),
        ("subject", text(&header.subject)),
        ("issuer", text(&header.issuer)),
        ("issued", day(header.issued)),
        ("published", day(header.published)),
        ("validity", text(&header.validity)),
    ];
    lines
        .into_iter()
        .filter_map(|(key, value)| Some(HeaderLine { label: words.term("header", key), value: value? }))
        .collect()
}
