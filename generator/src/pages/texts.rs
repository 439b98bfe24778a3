//! Texts as far as they are published: paragraphs, with what kind of publication they are, and the
//! header of a disclosed document.

use outcomes::dataset::{DisclosureHeader, Publication};
use serde::Serialize;

use super::Edition;
use crate::render::{Part, Parts};

/// A published text, or what stands in its place.
#[derive(Serialize)]
pub struct Passage {
    /// How it is published, where that needs saying.
    pub notice: Option<String>,
    /// Its paragraphs; none where it is withheld.
    pub paragraphs: Parts<Paragraph>,
}

/// A paragraph of a text.
#[derive(Serialize)]
pub struct Paragraph(String);

impl Part for Paragraph {
    const NAME: &'static str = "part paragraph";
}

/// A text as far as it is published; `None` where the export holds none and `absent`, the key of
/// what to say then, is not given.
pub fn passage(edition: &Edition, text: &Publication, absent: Option<&str>) -> Option<Passage> {
    let words = &edition.words;
    Some(match text {
        Publication::Full(text) => Passage { notice: None, paragraphs: paragraphs(text) },
        Publication::Summary(text) => {
            Passage { notice: Some(words.text("published-summary")), paragraphs: paragraphs(text) }
        }
        Publication::Withheld(reason) => Passage {
            notice: Some(words.say("published-withheld", &[("reason", reason.as_str().into())])),
            paragraphs: Parts::default(),
        },
        Publication::Absent => Passage { notice: Some(words.text(absent?)), paragraphs: Parts::default() },
    })
}

/// The paragraphs of a text: its lines that are not blank.
pub fn paragraphs(text: &str) -> Parts<Paragraph> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Paragraph(line.to_owned())).collect()
}

/// A line of a document's header: label and value.
#[derive(Serialize)]
pub struct HeaderLine {
    label: String,
    value: String,
}

/// The header of a disclosed document; what is not stated is left out, `title` included.
pub fn header(edition: &Edition, title: Option<&str>, header: &DisclosureHeader) -> Vec<HeaderLine> {
    let words = &edition.words;
    let text = |value: &Option<outcomes::text::Text>| value.as_ref().map(|value| value.to_string());
    let day = |value: Option<outcomes::date::Date>| value.map(|day| words.date(day));
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
