//! Ready configurations for common servers: types, compression, caching, security policy, 404 page.

use std::fmt::Write as _;
use std::path::Path;

use super::{CSP, EMBED_CSP, FOREVER, FRESH, HEADERS, TYPES, content_type};
use crate::config::Config;
use crate::plan;
use crate::xml::escaped;

const NGINX: &str = include_str!("files/nginx.conf");
const CADDY: &str = include_str!("files/Caddyfile");
const APACHE: &str = include_str!("files/apache.conf");
const HTACCESS: &str = include_str!("files/htaccess");
const RULES: &str = include_str!("files/rules.apache");
const IIS: &str = include_str!("files/web.config");
const README: &str = include_str!("files/README.txt");

/// Folder of the site where none is named.
pub const FOLDER: &str = "/srv/www/banli";

/// What differs from site to site.
struct Stand {
    scheme: String,
    host: String,
    port: String,
    base: String,
    folder: String,
}

impl Stand {
    fn of(config: &Config, folder: &Path) -> Self {
        let address = config.base_url.as_deref().unwrap_or("https://banli.example.org/");
        let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
        let authority = rest.split('/').next().unwrap_or_default();
        // The colons of an address of IPv6 stand in brackets.
        let port = authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let (host, port) = port.unwrap_or((authority, "80"));
        Self {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port: port.to_owned(),
            base: config.base_path().to_owned(),
            folder: folder.to_string_lossy().trim_end_matches(['/', '\\']).replace('\\', "/"),
        }
    }

    /// The address without its path, and without the port that goes without saying.
    fn address(&self) -> String {
        let port = if self.port == "80" { String::new() } else { format!(":{}", self.port) };
        format!("{}://{}{port}", self.scheme, self.host)
    }

    fn fill(&self, text: &str) -> String {
        let prefix = if self.base == "/" { "/" } else { self.base.trim_end_matches('/') };
        [
            ("@csp@", CSP),
            ("@embed_csp@", EMBED_CSP),
            ("@fresh@", FRESH),
            ("@forever@", FOREVER),
            ("@address@", &self.address()),
            ("@host@", &self.host),
            ("@port@", &self.port),
            ("@base@", &self.base),
            ("@prefix@", prefix),
            ("@folder@", &self.folder),
        ]
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}

/// The configurations, each with the name of its file, for a site in `folder`.
pub fn configurations(config: &Config, folder: &Path) -> Vec<(&'static str, String)> {
    let stand = Stand::of(config, folder);
    let rules = apache_rules();
    let alias = match &*stand.base {
        "/" => "DocumentRoot \"@folder@\"",
        _ => "Alias \"@base@\" \"@folder@/\"",
    };
    let files = [
        ("nginx.conf", nginx(&stand)),
        ("Caddyfile", caddy()),
        ("apache.conf", APACHE.replace("@alias@", alias).replace("@rules@", &rules)),
        ("htaccess", HTACCESS.replace("@rules@", &rules)),
        ("web.config", iis(config)),
        ("README.txt", README.to_owned()),
    ];
    files.map(|(name, text)| (name, stand.fill(&text))).to_vec()
}

/// Types that are worth packing.
fn packed() -> impl Iterator<Item = &'static str> {
    let more = [
        "application/json",
        "application/ld+json",
        "application/xml",
        "application/atom+xml",
        "application/wasm",
        "image/svg+xml",
    ];
    TYPES.iter().map(|(_, kind, _)| *kind).filter(move |kind| kind.starts_with("text/") || more.contains(kind))
}

fn joined(kinds: impl Iterator<Item = &'static str>) -> String {
    kinds.collect::<Vec<_>>().join(" ")
}

/// A line for each thing.
fn lines<T>(all: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    all.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn nginx(stand: &Stand) -> String {
    let texts = TYPES.iter().filter(|(.., text)| *text).map(|(_, kind, _)| *kind);
    // HTML is packed and has its charset without being named; naming it makes nginx warn.
    let not_html = |kind: &&str| *kind != "text/html";
    let root = if stand.base == "/" { "root @folder@;" } else { "alias @folder@/;" };
    NGINX
        .replace("@charset_types@", &joined(texts.filter(not_html)))
        .replace("@gzip_types@", &joined(packed().filter(not_html)))
        .replace("@types@", &lines(TYPES, |(ending, kind, _)| format!("        {kind} {ending};")))
        .replace("@headers@", &lines(HEADERS, |(name, value)| format!("    add_header {name} \"{value}\" always;")))
        .replace("@root@", root)
}

fn caddy() -> String {
    let kind = |(ending, ..): (&str, &str, bool)| {
        let kind = content_type(&format!("a.{ending}"));
        format!("\t@{ending} path *.{ending}\n\theader @{ending} Content-Type \"{kind}\"")
    };
    CADDY
        .replace("@types@", &lines(TYPES, kind))
        .replace("@packed@", &lines(packed(), |kind| format!("\t\t\theader Content-Type {kind}*")))
        .replace("@headers@", &lines(HEADERS, |(name, value)| format!("\theader {name} \"{value}\"")))
}

fn apache_rules() -> String {
    let mut types = lines(TYPES, |(ending, kind, _)| format!("AddType {kind} .{ending}"));
    let texts = TYPES.iter().filter(|(.., text)| *text).map(|(ending, ..)| format!(".{ending}"));
    let _ = write!(types, "\nAddCharset utf-8 {}", texts.collect::<Vec<_>>().join(" "));
    RULES
        .trim_end()
        .replace("@types@", &types)
        .replace("@packed@", &joined(packed()))
        .replace("@headers@", &lines(HEADERS, |(name, value)| format!("Header always set {name} \"{value}\"")))
}

fn iis(config: &Config) -> String {
    let kind = |(ending, ..): (&str, &str, bool)| {
        let kind = content_type(&format!("a.{ending}"));
        format!(
            "      <remove fileExtension=\".{ending}\" />\n      \
             <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />"
        )
    };
    let other = |path: &str, name: &str, value: &str| {
        format!(
            "  <location path=\"{path}\">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n          \
             <remove name=\"{name}\" />\n          <add name=\"{name}\" value=\"{}\" />\n        </customHeaders>\n      \
             </httpProtocol>\n    </system.webServer>\n  </location>",
            escaped(value)
        )
    };
    let embeds = lines(&config.languages, |lang| {
        let path = format!("{}embed", plan::folder(config, *lang));
        other(&path, "Content-Security-Policy", EMBED_CSP)
    });
    IIS.replace("@types@", &lines(TYPES, kind)).replace("@embeds@", &embeds).replace(
        "@headers@",
        &lines(HEADERS, |(name, value)| format!("        <add name=\"{name}\" value=\"{value}\" />")),
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::configurations;
    use crate::config::Config;

    #[test]
    fn nothing_is_left_to_fill_in() {
        for toml in [
            "",
            "base_url = \"https://a.example/gov/\"\nlanguages = [\"zh\", \"en\"]",
            "base_url = \"http://[::1]:8080/\"",
        ] {
            let config = Config::parse(toml).expect("a configuration");
            for (name, text) in configurations(&config, Path::new("/srv/www/site/")) {
                let left = text.split_whitespace().find(|word| word.matches('@').count() > 1);
                assert_eq!(left, None, "{name}");
            }
        }
    }
}
