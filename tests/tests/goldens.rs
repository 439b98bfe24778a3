//! Pages of the example sites as they are meant to be, and the list of every file of each site.
//! `BLESS=1 cargo test -p banli-tests --test goldens` writes them anew; read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use generator::attachments::Attachments;
use generator::build::write;
use generator::config::Config;
use generator::diff;
use generator::load::Sources;
use generator::plan::{Plan, PlannedPage, Site, plan};
use generator::publish::Memory;
use generator::route::Route;
use generator::theme::Theme;
use outcomes::dataset::{CategoryIx, ItemIx, ProposerIx, SessionIx, UnitIx};
use outcomes::life::State;
use outcomes::read::SourceFile;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of an example site, and the paths of the pages that are held to the letter.
fn site(name: &str) -> (BTreeMap<String, Vec<u8>>, BTreeSet<String>) {
    let data = root().join("data").join(name);
    let bytes = fs::read(data.join("export.json")).expect("the export");
    let config = Config::read(&data.join("site.toml")).expect("a configuration");
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let read = |files: &[_]| diff::read_earlier(files, &config.rules()).0.expect("an export without errors");
    let later = read(&[file]);
    let before = data.join("earlier.json.gz");
    let sources = before.exists().then(|| Sources::open(&[before]).expect("the earlier exports"));
    let earlier = sources.as_ref().map(|sources| read(sources.files().as_slice()));
    let changes = earlier.as_ref().map(|earlier| diff::compare(earlier, &later).expect("comparable"));
    let theme = Theme::built_in();
    let site = Site {
        attachments: Attachments::none(),
        data: &later.0,
        summary: &later.1,
        changes: changes.as_ref(),
        config: &config,
        theme: &theme,
    };
    let plan = plan(&site);
    let sink = Memory::default();
    write(&site, &plan, &sink, &|_, _, _| {}).expect("a site");
    let files = sink.0.into_inner().expect("no thread failed");
    (files, held(&site, &plan))
}

/// Paths of the pages that are held: one of every kind, of items the first in each state; a few in
/// English.
fn held(site: &Site, plan: &Plan) -> BTreeSet<String> {
    let mut routes = vec![
        Route::Home,
        Route::Items(1),
        Route::Items(2),
        Route::Units,
        Route::Unit(UnitIx(0), 1),
        Route::Proposers(1),
        Route::Proposer(ProposerIx(0), 1),
        Route::Sessions,
        Route::Session(SessionIx(0), 1),
        Route::Categories,
        Route::Category(CategoryIx(0), 1),
        Route::Analysis,
        Route::Search,
        Route::Waiting(1),
        Route::Commitments(1),
        Route::Changes(1),
        Route::Following,
        Route::Methods,
        Route::Reports,
        Route::Report(0),
        Route::Data,
        Route::About,
        Route::Accessibility,
        Route::Sitemap,
        Route::NotFound,
    ];
    for state in State::ALL {
        let at = site.summary.lives.iter().position(|life| life.state == state);
        routes.extend(at.map(|at| Route::Item(ItemIx(at as u32))));
    }
    let item = routes.last().copied();
    let in_english = [Some(Route::Home), Some(Route::Methods), Some(Route::Data), item];
    let is_held = |page: &&PlannedPage| {
        let first = site.config.languages.first() == Some(&page.lang);
        if first { routes.contains(&page.route) } else { in_english.contains(&Some(page.route)) }
    };
    plan.pages.iter().filter(is_held).map(|page| page.path().to_owned()).collect()
}

/// What the tests compare: the held pages, and all files by path in one list.
fn golden(name: &str) -> BTreeMap<String, String> {
    let (files, held) = site(name);
    // The browser's programs are embedded only where they were built before.
    let program = ["assets/web_charts", "assets/engine", "assets/finder", "search/local", "search/finder"];
    let named = |path: &&String| !program.iter().any(|start| path.starts_with(start));
    // The index's files are named by what they hold.
    let (index, names): (Vec<&String>, Vec<&String>) =
        files.keys().filter(named).partition(|path| path.starts_with("search/"));
    let list: String = names.iter().map(|path| format!("{path}\n")).collect();
    let list = format!("{list}search/: {} files\n", index.len());
    let page = |path: &String| (path.clone(), String::from_utf8(files[path].clone()).expect("a text"));
    held.iter().map(page).chain([("files.txt".to_owned(), list)]).collect()
}

fn stored(folder: &Path, below: &str, all: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry")) {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            stored(&entry.path(), &format!("{path}/"), all);
        } else {
            all.insert(path, fs::read_to_string(entry.path()).expect("a golden"));
        }
    }
}

fn compare(name: &str) {
    let folder = root().join("tests/goldens").join(name);
    let made = golden(name);
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &made {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a golden");
        }
        return;
    }
    let mut expected = BTreeMap::new();
    stored(&folder, "", &mut expected);
    let mut wrong = Vec::new();
    for path in made.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        match (made.get(path), expected.get(path)) {
            (Some(made), Some(expected)) if made == expected => {}
            (Some(made), Some(expected)) => {
                let at = made.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or_default();
                let line = |text: &str| text.lines().nth(at).unwrap_or_default().chars().take(300).collect::<String>();
                wrong.push(format!("{path}:{}\n  expected {}\n  made     {}", at + 1, line(expected), line(made)));
            }
            (Some(_), None) => wrong.push(format!("{path} is new")),
            _ => wrong.push(format!("{path} is missing")),
        }
    }
    assert!(wrong.is_empty(), "{name} differs from tests/goldens (BLESS=1 writes it anew):\n{}", wrong.join("\n"));
}

#[test]
fn the_site_of_the_published_summary() {
    compare("xianning-2022");
}

#[test]
fn the_site_of_the_invented_city() {
    compare("demo-city");
}
