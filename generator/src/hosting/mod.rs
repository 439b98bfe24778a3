//! What a site asks of the server that it stands on: headers, types of files, what may be kept for
//! ever. The preview obeys it, the ready configurations write it, and `banli doctor` looks for it.

mod ready;

pub use ready::{FOLDER, configurations};

/// The content security policy that the site is made for.
pub const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// As [`CSP`], for the charts that other pages may show within them.
pub const EMBED_CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors *";

/// Further headers of every answer.
pub const HEADERS: [(&str, &str); 2] =
    [("x-content-type-options", "nosniff"), ("referrer-policy", "strict-origin-when-cross-origin")];

/// `Cache-Control` of pages and of files whose name stays when they change: asked for anew, sent only
/// where they changed.
pub const FRESH: &str = "no-cache";

/// `Cache-Control` of files that are named by a hash over what they hold.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// Endings of a site's files, each with its type and whether it is text in UTF-8.
pub const TYPES: [(&str, &str, bool); 30] = [
    ("html", "text/html", true),
    ("css", "text/css", true),
    ("js", "text/javascript", true),
    ("txt", "text/plain", true),
    ("csv", "text/csv", true),
    ("ics", "text/calendar", true),
    ("json", "application/json", false),
    ("jsonld", "application/ld+json", false),
    ("xml", "application/xml", false),
    ("atom", "application/atom+xml", false),
    ("svg", "image/svg+xml", false),
    ("wasm", "application/wasm", false),
    ("bin", "application/octet-stream", false),
    ("png", "image/png", false),
    ("jpg", "image/jpeg", false),
    ("jpeg", "image/jpeg", false),
    ("pdf", "application/pdf", false),
    ("ofd", "application/ofd", false),
    ("doc", "application/msword", false),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
    ("xls", "application/vnd.ms-excel", false),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
    ("ppt", "application/vnd.ms-powerpoint", false),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false),
    ("wps", "application/wps-office.wps", false),
    ("et", "application/wps-office.et", false),
    ("dps", "application/wps-office.dps", false),
    ("odt", "application/vnd.oasis.opendocument.text", false),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", false),
    ("odp", "application/vnd.oasis.opendocument.presentation", false),
];

/// The type of a file by its ending, with the charset of texts.
pub fn content_type(path: &str) -> String {
    let ending = path.rsplit('.').next().unwrap_or_default();
    match TYPES.iter().find(|(known, ..)| *known == ending) {
        Some((_, kind, true)) => format!("{kind}; charset=utf-8"),
        Some((_, kind, false)) => (*kind).to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

/// Whether a path of the site is that of a chart that other pages may show within them.
pub fn is_embed(path: &str) -> bool {
    path.starts_with("embed/") || path.contains("/embed/")
}

/// Whether a path of the site names a file by a hash over what it holds, so that it never changes.
pub fn is_lasting(path: &str) -> bool {
    let is_hash = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    parts.windows(3).any(|three| match three {
        ["search", folder, _] => folder.len() == 2 && is_hash(folder),
        ["data", folder, _] => folder.strip_prefix("explorer-").is_some_and(is_hash),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{content_type, is_embed, is_lasting};

    #[test]
    fn types_are_known_and_texts_have_their_charset() {
        assert_eq!(content_type("a/b.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a_bg.wasm"), "application/wasm");
        assert_eq!(content_type("LICENCE"), "application/octet-stream");
    }

    #[test]
    fn only_names_made_of_hashes_last() {
        assert!(is_lasting("search/0a/1f00aa.bin") && is_lasting("/site/data/explorer-c33b14d9eadf/facts.bin"));
        assert!(!is_lasting("search/directory.bin") && !is_lasting("assets/site.js") && !is_lasting("data/items.csv"));
        assert!(is_embed("en/embed/time.html") && !is_embed("index.html"));
    }
}
