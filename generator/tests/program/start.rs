//! The first minutes with the program: what `banli init` writes builds at once.

use std::io::Write;
use std::process::{Command, Stdio};

use outcomes::read::SourceFile;
use serde_json::Value;

use super::place::{Place, has};
use super::{banli, expect};

#[test]
fn what_init_writes_builds_at_once_without_a_warning() {
    for bodies in ["congress", "cppcc", "both"] {
        let place = Place::new(&format!("init-{bodies}"));
        let folder = place.path("new/site");
        let address = "https://a.example/gov/";
        let arguments = ["init", &folder, "--yes", "--languages", "zh,en", "--bodies", bodies, "--address", address];
        expect(&arguments, 0, &["site.toml", "export.json", "banli preview -c site.toml export.json"]);
        let at = |name: &str| place.path(&format!("new/site/{name}"));
        let (config, export, site) = (at("site.toml"), at("export.json"), place.path("public"));
        expect(&["check", "-c", &config, &export], 0, &["0 errors, 0 warnings"]);
        expect(&["build", "-c", &config, "-o", &site, &export], 0, &["published: "]);
        let files = place.files("public");
        assert!(has(&files, "/en/index.html") && has(&files, "/sitemap.xml"));
        let page = String::from_utf8_lossy(&files["/index.html"]).into_owned();
        assert!(page.contains("虚构示例"), "it is marked as fiction");
        let (mapping, ledger) = (at("mapping-example/mapping.toml"), at("mapping-example/ledger.csv"));
        expect(&["check", "-c", &config, "-m", &mapping, &ledger], 0, &["0 errors, 0 warnings"]);
        expect(&["build", "-c", &config, "-m", &mapping, "-o", &place.path("mapped"), &ledger], 0, &["published: "]);
    }
}

#[test]
fn the_sample_obeys_the_schema_beside_it() {
    let place = Place::new("init-schema");
    expect(&["init", &place.path("site"), "-y"], 0, &[]);
    let read = |name: &str| std::fs::read_to_string(place.path(&format!("site/{name}"))).expect("a file");
    let export: Value = serde_json::from_str(&read("export.json")).expect("JSON");
    let beside = export["$schema"].as_str().expect("a name");
    let schema: Value = serde_json::from_str(&read(beside)).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &export));
    let site = serde_json::to_value(read("site.toml").parse::<toml::Table>().expect("TOML")).expect("JSON");
    let schema: Value = serde_json::from_str(&read("site.schema.json")).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &site));
    // The name of a schema may stand at the head of line-by-line exports too.
    let lines = "{\"$schema\":\"export.schema.json\",\"banli\":1,\"publisher\":{\"id\":\"a\",\"name\":\"甲\"},\
                 \"as_of\":\"2025-06-30\",\"sessions\":[],\"units\":[]}\n";
    let file = SourceFile { name: "a.ndjson", bytes: lines.as_bytes(), lines: true };
    assert_eq!(outcomes::read::read(&[file], &outcomes::dataset::Rules::default()).1, []);
}

#[test]
fn init_overwrites_nothing() {
    let place = Place::new("init-twice");
    let folder = place.path("site");
    place.write("site/export.schema.json", "mine");
    expect(&["init", &folder, "--yes"], 2, &["export.schema.json is there already, and nothing was written"]);
    assert_eq!(place.files("site").len(), 1);
    expect(&["init", &place.path("other"), "--yes", "--address", "example.org"], 2, &["full address"]);
    assert!(!place.names().contains(&"other".to_owned()));
}

#[test]
fn init_asks_and_asks_again() {
    let place = Place::new("init-asks");
    let folder = place.path("site");
    let mut child = Command::new(env!("CARGO_BIN_EXE_banli"))
        .args(["init", &folder, "--lang", "zh"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let answers = "青溪县\"政府\"办\n\nfr\nen，zh\n\nexample.org\nhttps://b.example\n";
    child.stdin.take().expect("an input").write_all(answers.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ended");
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("“fr”看不懂") && said.contains("“example.org”看不懂"), "{said}");
    let site = std::fs::read_to_string(place.path("site/site.toml")).expect("a configuration");
    let config = generator::config::Config::parse(&site).expect("valid");
    assert_eq!((config.languages.len(), config.base_url.as_deref()), (2, Some("https://b.example/")));
    assert_eq!(config.footer.organiser.as_deref(), Some("青溪县\"政府\"办"));
    let run = banli(&["check", &place.path("site/export.json")]);
    assert_eq!(run.code, Some(0), "{}", run.said);
}

#[test]
fn every_command_has_examples_completions_and_a_manual_page() {
    let help = expect(&["--help"], 0, &["Examples:", "Exit codes:"]);
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
    let commands: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let commands: Vec<&str> = commands.into_iter().filter(|command| *command != "help").collect();
    assert!(commands.len() >= 12, "{commands:?}");
    let bash = expect(&["completions", "bash"], 0, &[]);
    let place = Place::new("man");
    expect(&["man", &place.path("pages")], 0, &[]);
    let pages = place.files("pages");
    for command in commands {
        expect(&[command, "--help"], 0, &["Examples:"]);
        assert!(bash.contains(&format!("banli__{command}")) || bash.contains(&format!("banli,{command}")), "{command}");
        let page = pages.get(&format!("/banli-{command}.1")).unwrap_or_else(|| panic!("no page of {command}"));
        assert!(String::from_utf8_lossy(page).contains("Examples:"), "{command}");
    }
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        expect(&["completions", shell], 0, &["banli"]);
    }
    expect(&["man"], 0, &[".TH banli 1"]);
}
