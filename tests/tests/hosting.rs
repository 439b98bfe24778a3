//! The configuration for IIS, which no test can start, is at least XML and says what it should.

use std::path::Path;

use generator::config::Config;
use generator::hosting::{CSP, EMBED_CSP, configurations};

#[test]
fn the_configuration_for_iis_is_xml_and_holds_both_policies() {
    let config = Config::parse("languages = [\"zh\", \"en\"]\nbase_url = \"https://a.example/gov/\"").expect("valid");
    let all = configurations(&config, Path::new("C:\\site"));
    let (_, text) = all.iter().find(|(name, _)| *name == "web.config").expect("there");
    let document = roxmltree::Document::parse(text).expect("XML");
    let valued = |name: &str| -> Vec<&str> {
        let named = document.descendants().filter(|node| node.attribute("name") == Some(name));
        named.filter_map(|node| node.attribute("value")).collect()
    };
    assert_eq!(valued("Content-Security-Policy"), [CSP, EMBED_CSP, EMBED_CSP]);
    let paths: Vec<_> = document.descendants().filter_map(|node| node.attribute("path")).collect();
    assert_eq!(paths, ["/gov/404.html", "embed", "en/embed"]);
    let wasm = document.descendants().find(|node| node.attribute("mimeType") == Some("application/wasm"));
    assert_eq!(wasm.and_then(|node| node.attribute("fileExtension")), Some(".wasm"));
}
