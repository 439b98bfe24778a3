//! Follows every link of a site on a running server, as browsers, feed readers and search engines would.

use std::collections::BTreeSet;

use generator::hosting::{CSP, EMBED_CSP, HEADERS, content_type, is_embed};
use ureq::Agent;

/// Asks for everything that can be reached from the first page, the map of the site and the data package; each
/// answer is there, of its type, and carries the site's headers. How many files that were.
pub fn crawl(address: &str) -> usize {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None).build().into();
    let mut waiting: Vec<String> =
        ["", "sitemap.xml", "robots.txt", "data/datapackage.json"].map(|path| format!("{address}{path}")).into();
    let mut asked: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut faults = Vec::new();
    while let Some(url) = waiting.pop() {
        let mut answer = agent.get(&url).call().unwrap_or_else(|error| panic!("{url}: {error}"));
        let path = url[address.len()..].to_owned();
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (status, kind, policy) = (answer.status(), header("content-type"), header("content-security-policy"));
        let others = HEADERS.iter().all(|(name, value)| header(name).as_deref() == Some(value));
        let body = answer.body_mut().with_config().limit(1 << 26).read_to_vec().expect("a whole answer");
        let right = if is_embed(&file) { EMBED_CSP } else { CSP };
        if status != 200 || kind != Some(content_type(&file)) || policy.as_deref() != Some(right) || !others {
            faults.push(format!("{url}: {status}, {kind:?}, {policy:?}, other headers {others}"));
        }
        for link in links(&file, &String::from_utf8_lossy(&body)) {
            if let Some(next) = resolve(&url, &link)
                && next.starts_with(address)
                && asked.insert(next.clone())
            {
                waiting.push(next);
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} are wrong:\n{}", faults.len(), asked.len(), faults.join("\n"));
    asked.len()
}

/// The addresses that a file names.
fn links(file: &str, text: &str) -> Vec<String> {
    let marks: &[(&str, &str)] = match file.rsplit('.').next() {
        Some("html") => &[("href=\"", "\""), ("src=\"", "\""), ("property=\"og:url\" content=\"", "\"")],
        Some("atom") => &[("href=\"", "\""), ("src=\"", "\"")],
        Some("xml") => &[("<loc>", "</loc>"), ("href=\"", "\"")],
        Some("css") => &[("url(\"", "\"")],
        Some("json") if file.ends_with("datapackage.json") => &[("\"path\": \"", "\"")],
        Some("txt") => &[("Sitemap: ", "\n"), ("](", ")")],
        Some("ics") => &[("URL:", "\r\n")],
        _ => &[],
    };
    // What stands in a template leads nowhere until a script has filled it.
    let text: String =
        text.split("<template").map(|part| part.split_once("</template>").map_or(part, |(_, after)| after)).collect();
    let found = marks.iter().flat_map(|(before, after)| {
        text.split(before).skip(1).filter_map(move |rest| Some(rest.split_once(after)?.0.to_owned()))
    });
    found.map(|link| link.replace("&amp;", "&")).collect()
}

/// The address that a link leads to from another, without what only the browser needs; none where it leads to no
/// server.
fn resolve(from: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().filter(|link| !link.is_empty())?;
    if link.starts_with("http://") || link.starts_with("https://") {
        return Some(link.to_owned());
    }
    if link.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    if link.starts_with('/') {
        parts.truncate(3);
    } else {
        parts.pop();
    }
    for part in link.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    // A folder is asked for as a folder.
    Some(parts.join("/"))
}
