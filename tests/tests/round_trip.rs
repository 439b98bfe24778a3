//! From what a site publishes the same site can be built: export → site → export → site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::data_files;
use generator::plan::{Site, plan};
use generator::publish::Memory;
use generator::theme::Theme;
use outcomes::dataset::Publication;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;

type Files = BTreeMap<String, Vec<u8>>;

/// The site of some exports, and the paths of its own export in their order.
fn site(files: &[SourceFile], config: &Config) -> (Files, Vec<String>) {
    let (data, issues) = read(files, &config.rules());
    let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
    let summary = summarize(&data);
    let theme = Theme::built_in();
    let site =
        Site { attachments: Attachments::none(), data: &data, summary: &summary, changes: None, config, theme: &theme };
    let sink = Memory::default();
    write(&site, &plan(&site), &sink, &|_, _, _| {}).expect("a site");
    let paths = data_files::volumes(&data, config).into_iter().map(|volume| volume.path).collect();
    (sink.0.into_inner().expect("no thread failed"), paths)
}

/// Builds a site, then one from what that publishes, and compares every file.
fn assert_rebuilt(exports: &[(&str, &[u8])], config: &Config) -> Files {
    let sources: Vec<SourceFile> =
        exports.iter().map(|(name, bytes)| SourceFile { name, bytes, lines: false }).collect();
    let (first, paths) = site(&sources, config);
    let published: Vec<SourceFile> =
        paths.iter().map(|path| SourceFile { name: path, bytes: &first[path], lines: false }).collect();
    let (second, again) = site(&published, config);
    assert_eq!(paths, again);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} is not as it was");
    }
    first
}

fn example(name: &str) -> (Vec<u8>, Config) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name);
    let config = fs::read_to_string(folder.join("site.toml")).expect("a configuration");
    (fs::read(folder.join("export.json")).expect("an export"), Config::parse(&config).expect("a configuration"))
}

#[test]
fn the_invented_city_is_built_again_from_what_it_publishes() {
    let (bytes, config) = example("demo-city");
    let files = assert_rebuilt(&[("export.json", &bytes)], &config);
    // What is withheld went, and nothing else: its items are still there.
    let source = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let data = read(&[source], &config.rules()).0.expect("an export without errors");
    let withheld: Vec<_> = data.items.iter().filter(|item| matches!(item.text, Publication::Withheld(_))).collect();
    assert!(!withheld.is_empty());
    let published: String = files
        .iter()
        .filter(|(path, _)| path.starts_with("data/export/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    for item in withheld {
        let line =
            published.lines().find(|line| line.starts_with(&format!("{{\"id\":\"{}\"", item.id))).expect("a line");
        let line: serde_json::Value = serde_json::from_str(line.trim_end_matches(',')).expect("JSON");
        let known =
            ["id", "session", "kind", "number", "submitted", "key", "end", "disclosure", "assignments", "joint_units"];
        let told: Vec<&String> = line.as_object().expect("an item").keys().collect();
        assert!(told.iter().all(|key| known.contains(&key.as_str())), "{told:?}");
    }
}

#[test]
fn the_published_summary_is_built_again_from_what_it_publishes() {
    let (bytes, config) = example("xianning-2022");
    assert_rebuilt(&[("export.json", &bytes)], &config);
}
