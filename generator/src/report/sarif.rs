//! Issues as SARIF 2.1.0 (OASIS), which editors, code hosts and other checkers read.

use std::fmt::Write as _;

use outcomes::issue::{Issue, Severity};
use serde_json::{Value, json};

use super::{Excerpt, Settings, title};
use crate::config::Lang;

/// All issues as one run, and behind them what the rules ask for. Of personal data no excerpt is written. `excerpts` belong to the issues one by one.
pub fn sarif(issues: &[Issue], excerpts: &[Option<Excerpt>], settings: Settings) -> Value {
    let mut codes: Vec<(&str, Severity)> = issues.iter().map(|issue| (issue.code, issue.severity)).collect();
    codes.sort_unstable();
    codes.dedup();
    let named = codes.iter().map(|(code, severity)| {
        let text = |lang| title(code, lang).unwrap_or(code);
        json!({
            "id": code,
            "shortDescription": { "text": text(Lang::EN) },
            "defaultConfiguration": { "level": severity.key() },
            "properties": { "title_zh": text(Lang::ZH) },
        })
    });
    let rules: Vec<Value> = named.chain(settings.sarif_rules()).collect();
    let found = issues.iter().enumerate().map(|(at, issue)| {
        let rule = codes.iter().position(|(code, _)| *code == issue.code);
        result(issue, rule, excerpts.get(at).and_then(Option::as_ref))
    });
    let results: Vec<Value> = found.chain(settings.sarif_results(codes.len())).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "banli", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(issue: &Issue, rule: Option<usize>, excerpt: Option<&Excerpt>) -> Value {
    let place = &issue.place;
    let mut region = json!({ "startLine": place.line.max(1), "startColumn": place.column.max(1) });
    if let Some(Excerpt { text, span, .. }) = excerpt.filter(|excerpt| !excerpt.text.is_empty()) {
        let marked = text[span.clone()].chars().count() as u32;
        region["endColumn"] = json!(place.column.max(1) + marked);
        region["snippet"] = json!({ "text": text });
    }
    let mut names = Vec::new();
    if let Some(item) = &place.item {
        names.push(json!({ "name": item, "kind": "object" }));
    }
    if !place.pointer.is_empty() {
        names.push(json!({ "fullyQualifiedName": place.pointer, "kind": "member" }));
    }
    let mut location = json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(&place.file) }, "region": region },
    });
    if !names.is_empty() {
        location["logicalLocations"] = json!(names);
    }
    let message = if issue.hint.is_empty() { issue.what.clone() } else { format!("{}\n{}", issue.what, issue.hint) };
    let mut result = json!({
        "ruleId": issue.code,
        "level": issue.severity.key(),
        "message": { "text": message },
        "locations": [location],
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    result
}

/// The name of a file as RFC 3986 writes it: relative as it was given, absolute as `file:///…`.
pub(super) fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut uri = match name.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [letter, b':', b'/', ..] if letter.is_ascii_alphabetic() => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (byte == b':' && uri.starts_with("file:")) {
            uri.push(byte.into());
        } else {
            // Writing into memory never fails.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_are_addresses() {
        for (name, expected) in [
            ("export.json", "export.json"),
            ("2025 年/a.json", "2025%20%E5%B9%B4/a.json"),
            ("/data/a#1.json", "file:///data/a%231.json"),
            ("C:\\data\\a.json", "file:///C:/data/a.json"),
            ("..\\a:b.json", "../a%3Ab.json"),
        ] {
            assert_eq!(uri(name), expected);
        }
    }
}
