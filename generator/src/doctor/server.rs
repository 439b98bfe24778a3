//! A site on a server: whether what comes over the wire is what was built, with the headers that it needs.

use anyhow::Result;

use super::Level::{Advice, Fault, Good};
use super::client::{Answer, Client};
use super::{Findings, headers};
use crate::hosting;
use crate::publish::{Entry, Manifest};

/// Files whose bytes are compared with what was built.
const SAMPLE: usize = 24;
/// How long a page may be kept before a reader may miss a correction, in seconds.
const FRESH: u64 = 600;
/// From how long on a file counts as kept for good, in seconds.
const LASTING: u64 = 86_400;
/// A path that no site has.
const NOTHING: &str = "banli-doctor/there-is-no-such-page.html";

/// Looks at a site on a server, and asks no other one.
///
/// # Errors
/// Where nobody answers, or the address leads elsewhere.
pub fn server(address: &str) -> Result<Findings> {
    let client = Client::open(address)?;
    let mut found = Findings::default();
    let home = client.get("index.html", &[])?;
    let manifest = client.get("build.json", &[("accept-encoding", "identity")])?;
    let manifest = (manifest.status == 200).then(|| serde_json::from_slice::<Manifest>(&manifest.body).ok()).flatten();
    let status = home.status.to_string();
    let Some(manifest) = manifest.filter(|_| home.status == 200) else {
        found.add("site", Fault, &[("address", &client.base), ("status", &status)]);
        return Ok(found);
    };
    let count = manifest.files.len().to_string();
    found.add("site", Good, &[("address", &client.base), ("version", &manifest.origin.banli), ("count", &count)]);
    found.check("https", client.is_safe(), Advice, &[]);
    let visit = Visit { client, manifest };
    visit.same(&mut found)?;
    visit.folders(&mut found)?;
    visit.missing(&mut found)?;
    visit.charset(&home, &mut found)?;
    visit.types(&mut found)?;
    visit.compression(&mut found)?;
    headers::policy(&home, &mut found);
    if let Some(path) = visit.first(|path| hosting::is_embed(path) && path.ends_with(".html")) {
        headers::embedding(&visit.client.get(path, &[])?, &mut found);
    }
    let nosniff = home.header("x-content-type-options").is_some_and(|value| value.eq_ignore_ascii_case("nosniff"));
    found.check("nosniff", nosniff, Advice, &[]);
    let cookie = home.header("set-cookie").unwrap_or_default();
    found.check("cookies", cookie.is_empty(), Advice, &[("cookie", cookie.split('=').next().unwrap_or_default())]);
    visit.caching(&home, &mut found)?;
    Ok(found)
}

/// A visit to one site.
struct Visit {
    client: Client,
    manifest: Manifest,
}

impl Visit {
    fn first(&self, wanted: impl Fn(&str) -> bool) -> Option<&str> {
        self.manifest.files.keys().map(String::as_str).find(|path| wanted(path))
    }

    /// What comes over the wire is what was built: no half upload, nothing rewritten on the way.
    fn same(&self, found: &mut Findings) -> Result<()> {
        let files = &self.manifest.files;
        let step = files.len().div_ceil(SAMPLE).max(1);
        // One file of each ending too: it is by ending that servers and copying programs rewrite.
        let mut paths: Vec<&str> = files.keys().step_by(step).map(String::as_str).collect();
        paths.extend(hosting::TYPES.iter().filter_map(|(ending, ..)| self.first(|path| path.ends_with(ending))));
        paths.sort_unstable();
        paths.dedup();
        let (mut count, mut first) = (0, "");
        for path in &paths {
            let answer = self.client.get(path, &[("accept-encoding", "identity")])?;
            if answer.status != 200 || files.get(*path).is_some_and(|entry| Entry::of(&answer.body) != *entry) {
                count += 1;
                first = if first.is_empty() { path } else { first };
            }
        }
        let about = [("count", &*count.to_string()), ("looked", &*paths.len().to_string()), ("first", first)];
        found.check("same", count == 0, Fault, &about);
        Ok(())
    }

    /// The address of a folder shows its page.
    fn folders(&self, found: &mut Findings) -> Result<()> {
        let Some(path) = self.first(|path| path.ends_with("/index.html")) else { return Ok(()) };
        let folder = path.trim_end_matches("index.html");
        let answer = self.client.get(folder, &[("accept-encoding", "identity")])?;
        let root = self.client.get("", &[])?;
        found.check("folders", answer.status == 200 && root.status == 200, Fault, &[("folder", folder)]);
        Ok(())
    }

    /// An unknown address says so, with the site's own page.
    fn missing(&self, found: &mut Findings) -> Result<()> {
        let answer = self.client.get(NOTHING, &[("accept-encoding", "identity")])?;
        let status = answer.status.to_string();
        found.check("missing", answer.status == 404, Fault, &[("status", &status)]);
        let own = self.manifest.files.get("404.html").is_none_or(|entry| Entry::of(&answer.body) == *entry);
        found.check("missing-page", own, Advice, &[]);
        Ok(())
    }

    /// Texts are sent as UTF-8.
    fn charset(&self, home: &Answer, found: &mut Findings) -> Result<()> {
        let mut wrong = Vec::new();
        // Pages and tables say it themselves too; what is wrong here would be taken before that.
        let mut look = |name: &str, answer: &Answer| {
            if let Some(charset) = headers::content_type(answer).1.filter(|charset| charset != "utf-8") {
                wrong.push(format!("{name}: {charset}"));
            }
        };
        look("index.html", home);
        for ending in [".js", ".css", ".csv", ".txt"] {
            if let Some(path) = self.first(|path| path.ends_with(ending)) {
                look(path, &self.client.get(path, &[])?);
            }
        }
        found.check("charset", wrong.is_empty(), Fault, &[("wrong", &wrong.join(", "))]);
        Ok(())
    }

    /// Files are sent with their types.
    fn types(&self, found: &mut Findings) -> Result<()> {
        let mut wrong = Vec::new();
        for (ending, wanted, _) in hosting::TYPES {
            let Some(path) = self.first(|path| path.ends_with(&format!(".{ending}"))) else { continue };
            let (kind, _) = headers::content_type(&self.client.get(path, &[])?);
            let known = kind == wanted
                || (ending == "js" && kind == "application/javascript")
                || (ending == "xml" && kind == "text/xml")
                || ending == "bin";
            if ending == "wasm" {
                found.check("wasm-type", known, Fault, &[("kind", &kind), ("wanted", wanted)]);
            } else if !known {
                wrong.push(format!("{path}: {}", if kind.is_empty() { "—" } else { &kind }));
            }
        }
        found.check("types", wrong.is_empty(), Fault, &[("wrong", &wrong.join(", "))]);
        Ok(())
    }

    /// Texts are sent packed.
    fn compression(&self, found: &mut Findings) -> Result<()> {
        let mut plain = Vec::new();
        for ending in [".html", ".js", ".css", ".json", ".wasm"] {
            let largest = self.manifest.files.iter().filter(|(path, _)| path.ends_with(ending));
            let Some((path, _)) = largest.max_by_key(|(_, entry)| entry.bytes) else { continue };
            let answer = self.client.get(path, &[("accept-encoding", "gzip, br, zstd")])?;
            if answer.header("content-encoding").is_none() {
                plain.push(format!("{path} ({} kB)", answer.body.len().div_ceil(1000)));
            }
        }
        found.check("compression", plain.is_empty(), Advice, &[("plain", &plain.join(", "))]);
        Ok(())
    }

    /// Pages are asked for anew, and files named by a hash are kept.
    fn caching(&self, home: &Answer, found: &mut Findings) -> Result<()> {
        let kept = headers::kept(home);
        let seconds = kept.unwrap_or_default().to_string();
        let (level, good) = (if kept.is_some() { Fault } else { Advice }, kept.is_some_and(|kept| kept <= FRESH));
        found.check("page-cache", good, level, &[("seconds", &seconds)]);
        let tag = home.header("etag").map(|tag| ("if-none-match", tag));
        let day = home.header("last-modified").map(|day| ("if-modified-since", day));
        let again = match tag.or(day) {
            Some((name, value)) => self.client.get("index.html", &[(name, &value)])?.status,
            None => 0,
        };
        found.check("ask-again", again == 304, Advice, &[]);
        if let Some(path) = self.first(hosting::is_lasting) {
            let kept = headers::kept(&self.client.get(path, &[])?);
            found.check("lasting", kept.is_some_and(|kept| kept >= LASTING), Advice, &[("path", path)]);
        }
        if let Some(path) = self.first(|path| path.starts_with("assets/") && path.ends_with(".js")) {
            let kept = headers::kept(&self.client.get(path, &[])?).unwrap_or_default();
            found.check("script-cache", kept < LASTING, Fault, &[("path", path), ("seconds", &kept.to_string())]);
        }
        Ok(())
    }
}
