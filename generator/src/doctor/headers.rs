//! What headers of an answer mean to a site.

use super::Findings;
use super::Level::{Advice, Fault};
use super::client::Answer;
use crate::hosting;

/// A directive's words in a content security policy.
pub fn directive<'p>(policy: &'p str, name: &str) -> Option<Vec<&'p str>> {
    policy.split([';', ',']).map(|part| part.split_whitespace().collect::<Vec<_>>()).find_map(|words| {
        words.first().is_some_and(|first| first.eq_ignore_ascii_case(name)).then(|| words[1..].to_vec())
    })
}

/// The policy of a page: there, wide enough for the site, and no wider.
pub fn policy(page: &Answer, found: &mut Findings) {
    let Some(policy) = page.header("content-security-policy") else {
        return found.add("csp", Advice, &[("wanted", hosting::CSP)]);
    };
    let of = |name: &str| directive(&policy, name).or_else(|| directive(&policy, "default-src"));
    let allows = |name: &str, word: &str| of(name).is_none_or(|words| words.contains(&word) || words.contains(&"*"));
    let scripts = allows("script-src", "'self'") && allows("style-src", "'self'") && allows("connect-src", "'self'");
    let wasm = allows("script-src", "'wasm-unsafe-eval'") || allows("script-src", "'unsafe-eval'");
    let pictures = allows("img-src", "'self'") && allows("img-src", "data:");
    let about = [("policy", &*policy), ("wanted", hosting::CSP)];
    if !(scripts && wasm && pictures) {
        return found.add("csp-narrow", Fault, &about);
    }
    let loose = ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"];
    let script = of("script-src").unwrap_or_default();
    let framed = directive(&policy, "frame-ancestors").is_none();
    let wide = of("script-src").is_none() || loose.iter().any(|word| script.contains(word)) || framed;
    found.check("csp", !wide, Advice, &about);
}

/// Charts that other pages may show must not be refused there.
pub fn embedding(chart: &Answer, found: &mut Findings) {
    let policy = chart.header("content-security-policy").unwrap_or_default();
    let ancestors = directive(&policy, "frame-ancestors");
    let refused = chart.header("x-frame-options").is_some()
        || ancestors.is_some_and(|words| words == ["'none'"] || words == ["'self'"]);
    found.check("embed", !refused, Advice, &[]);
}

/// How long an answer may be kept without asking again, in seconds; `None` where nothing is said.
pub fn kept(answer: &Answer) -> Option<u64> {
    let said = answer.header("cache-control")?.to_ascii_lowercase();
    let words: Vec<&str> = said.split(',').map(str::trim).collect();
    if words.contains(&"no-cache") || words.contains(&"no-store") {
        return Some(0);
    }
    words.iter().find_map(|word| word.strip_prefix("max-age=")?.parse().ok())
}

/// The type without its parameters, and the charset among them, in small letters.
pub fn content_type(answer: &Answer) -> (String, Option<String>) {
    let whole = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let mut parts = whole.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_owned();
    let charset = parts.find_map(|part| Some(part.strip_prefix("charset=")?.trim_matches('"').to_owned()));
    (kind, charset)
}

#[cfg(test)]
mod tests {
    use super::directive;

    #[test]
    fn a_policy_is_read_by_directive() {
        let policy = "default-src 'self'; Script-Src 'self' 'wasm-unsafe-eval';";
        assert_eq!(directive(policy, "script-src"), Some(vec!["'self'", "'wasm-unsafe-eval'"]));
        assert_eq!(directive(policy, "img-src"), None);
    }
}
