//! Files that belong to a published reply or report (附件).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Endings of files that may be published: documents, tables and pictures that run nothing in a reader's
/// browser.
pub const ATTACHMENT_TYPES: [&str; 19] = [
    "pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods", "odp", "txt", "csv",
    "jpg", "jpeg", "png",
];

/// A file beside the export that is published with a text; of a text that is not published in full it
/// stays unpublished.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawAttachment<'a> {
    /// Where it lies, from the export's folder, with `/` between folders; it can't lead out of there.
    #[serde(borrow)]
    #[schemars(example = &"attachments/056-reply.pdf")]
    pub file: Text<'a>,
    /// What it is called on the page.
    #[serde(borrow)]
    #[schemars(example = &"关于第056号提案的答复函")]
    pub title: Text<'a>,
}

impl RawAttachment<'_> {
    /// The ending of the file's name, in small letters; none where it is not one of [`ATTACHMENT_TYPES`].
    pub fn ending(&self) -> Option<&'static str> {
        let (name, ending) = self.file.rsplit('/').next().unwrap_or_default().rsplit_once('.')?;
        let known = |kind: &&str| !name.is_empty() && ending.eq_ignore_ascii_case(kind);
        ATTACHMENT_TYPES.into_iter().find(known)
    }

    /// Whether its path stays in the export's folder on every system: relative, without `..`, drives,
    /// backslashes or signs that show nothing.
    pub fn stays_inside(&self) -> bool {
        let is_name = |part: &str| !part.is_empty() && !part.ends_with(['.', ' ']) && !part.starts_with(' ');
        !self.file.contains(|c: char| matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control())
            && self.file.split('/').all(is_name)
    }
}

#[cfg(test)]
mod tests {
    use super::RawAttachment;
    use crate::text::Text;

    fn named(file: &str) -> RawAttachment<'_> {
        RawAttachment { file: Text::borrowed(file), title: Text::borrowed("附件") }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for file in [
            "",
            "/etc/a.pdf",
            "../a.pdf",
            "a/../../b.pdf",
            "./a.pdf",
            "a//b.pdf",
            "C:/a.pdf",
            "C:a.pdf",
            "a\\b.pdf",
            "\\\\host\\a.pdf",
            "a.pdf\0",
            "\u{1}a.pdf",
            "a/..",
            "..",
            "a./b.pdf",
            "a /b.pdf",
            "a.pdf/",
            "a.pdf:x.pdf",
        ] {
            assert!(!named(file).stays_inside(), "{file:?}");
        }
        for file in ["a.pdf", "附件/第056号 答复.pdf", "a/b/c.PDF", ".hidden.pdf", "a..b.pdf"] {
            assert!(named(file).stays_inside(), "{file:?}");
        }
    }

    #[test]
    fn only_listed_types_are_published() {
        for file in ["a.html", "a.svg", "a.js", "a.pdf.exe", "a", "pdf", ".pdf", "a.zip", "a.xml", "a/pdf"] {
            assert_eq!(named(file).ending(), None, "{file}");
        }
        assert_eq!(named("a/B.PDF").ending(), Some("pdf"));
        assert_eq!(named("答复.v2.docx").ending(), Some("docx"));
    }
}
